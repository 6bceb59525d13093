using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Floating-point expressions.</summary>
internal sealed partial class ExpressionWriter
{
    private static readonly string[] s_bounded =
    [
        "{1}.Sin({0})", "{1}.Tanh({0})", "{1}.Cos({0})", "{1}.Atan({0})", "Functions.Sigmoid({0})", "{1}.Exp(-({0}) * ({0}))",
        "Functions.Erf({0})", "{1}.Asin({1}.Tanh({0}) * {2})", "{1}.Atan2({0}, {3})",
    ];

    /// <summary>A number between about -1.6 and 1.6.</summary>
    public string Bounded(Surroundings around, Real kind, int depth = 3) => string.Format(
        CultureInfo.InvariantCulture, Pick(s_bounded), Number(around, kind, depth - 1), kind.Math(), kind.Literal(0.9), kind.Literal(1.7));

    /// <summary>Any number of the type; a <c>double</c> may be made of a <c>float</c>.</summary>
    public string Number(Surroundings around, Real kind, int depth = 3)
    {
        if (depth <= 0)
            return Leaf(around, kind);
        string one() => Number(around, kind == Real.Double ? SomeReal() : kind, depth - 1);
        string same() => Number(around, kind, depth - 1);
        string math = kind.Math();
        switch (_random.Next(38))
        {
            case 0 or 1 or 2:
                return $"({one()} * {same()})";
            case 3 or 4:
                return $"({same()} + {one()})";
            case 5:
                return $"({one()} - {same()})";
            case 6:
                string divisor = Leaf(around, kind);
                return $"({same()} / ({kind.Literal(1.5)} + {divisor} * {divisor}))";
            case 7:
                return $"({Condition(around, 1)} ? {same()} : {same()})";
            case 8:
                // Ties are what goes wrong: the same number twice, or two that are often equal.
                string first = same();
                return $"{math}.{Pick(["Max", "Min", "MaxMagnitude", "MinMagnitude"])}({first}, {(_random.Next(4) == 0 ? first : same())})";
            case 9:
                return $"{math}.Abs({same()})";
            case 30:
                // Two that are equal at points of round numbers, but not the same.
                return $"{math}.{Pick(["Max", "Min"])}({Leaf(around, kind)}, {(_random.Next(2) == 0 ? Leaf(around, kind) : kind.Literal(Pick([0.5, 0, 1, -1])))})";
            case 33 when around.StructArrays.Count > 0 && kind == Real.Double:
                return $"{StructElement(around)}.{Pick(["X", "Y", "Sum", "Scale"])}";
            case 34 when around.Structs.Count > 0 && kind == Real.Double:
                string pair = Pick(around.Structs);
                return Pick([$"{pair}.Sum", $"{pair}.Scale", $"{pair}.Dot({Struct(around)})", $"Math.Tanh({pair}.Turn({Bounded(around, kind, 1)}))"]);
            case 35 when around.LocalFunctions.Count > 0 && kind == Real.Double:
                return $"{Pick(around.LocalFunctions)}({same()})";
            case 36:
                return $"(({Integer(around, 1)} & 3) switch {{ 0 => {same()}, > 1 when {Condition(around, 1)} => {same()}, _ => {same()} }})";
            case 31:
                return Pick([
                    $"{math}.Cbrt({kind.Literal(2.5)} + {math}.Sin({same()}))",
                    $"{math}.Log2({kind.Literal(2.5)} + {math}.Sin({same()}))",
                    $"{math}.Log10({kind.Literal(2.5)} + {math}.Sin({same()}))",
                    $"{math}.Sinh({Bounded(around, kind, depth - 1)})",
                    $"{math}.Cosh({Bounded(around, kind, depth - 1)})",
                    $"{math}.Tan({kind.Literal(0.5)} * {Bounded(around, kind, depth - 1)})",
                    $"{math}.Asinh({same()})",
                    $"{math}.Acosh({kind.Literal(1.5)} + {math}.Abs({same()}))",
                    $"{math}.Atanh({kind.Literal(0.9)} * {math}.Tanh({same()}))",
                    $"{math}.Acos({kind.Literal(0.9)} * {math}.Tanh({same()}))"]);
            case 32:
                return Pick([
                    $"({same()} % ({kind.Literal(1.25)} + {math}.Abs({same()})))",
                    $"{math}.IEEERemainder({same()}, {kind.Literal(1.75)})",
                    $"{math}.ScaleB({same()}, {_random.Next(-2, 3)})",
                    $"Functions.LeakyRelu({same()}, {same()})",
                    $"Functions.Huber({same()}, {kind.Literal(0.5)} + {math}.Abs({same()}))",
                    $"Math.Clamp({same()}, {kind.Literal(-0.5)} - {math}.Abs({same()}), {kind.Literal(0.5)} + {math}.Abs({same()}))"]);

            case 10:
                return $"-({same()})";
            case 11:
                return $"{math}.Sqrt({kind.Literal(1)} + {math}.Abs({same()}))";
            case 12:
                return $"{math}.Log({kind.Literal(2.5)} + {math}.Sin({same()}))";
            case 13 when around.Assignable(kind) is { Length: > 0 } targets && depth >= 2:
                return $"({Pick(targets).Name} = {Bounded(around, kind, depth - 1)})";
            case 14 or 15:
                return Reduction(around, kind) ?? Bounded(around, kind, depth);
            case 16:
                return $"({kind.Keyword()}){Integer(around, 1)}";
            case 17 or 18:
                return Call(around, kind, depth) ?? Bounded(around, kind, depth);
            case 19:
                string power = _random.Next(2) == 0 ? kind.Literal(_random.Next(1, 4)) : Bounded(around, kind, depth - 1);
                return $"{math}.Pow({kind.Literal(1.2)} + {Bounded(around, kind, depth - 1)} * {kind.Literal(0.1)}, {power})";
            case 20 when around.Integers.Count > 0:
                return $"({same()} * {Pick(around.Integers)}{Pick(["++", "--", ""])})";
            case 21:
                return $"Functions.{Pick(["Relu", "Softplus", "Silu", "Gelu", "NormalCdf", "NormalPdf"])}({same()})";
            case 22:
                return Pick([
                    $"Functions.LeakyRelu({same()}, {kind.Literal(0.1)})",
                    $"Functions.Huber({same()}, {kind.Literal(0.75)})",
                    // Math has no Clamp of its own for float.
                    $"Math.Clamp({same()}, {kind.Literal(-0.8)}, {kind.Literal(0.6)})",
                    $"{math}.CopySign({same()}, {same()})"]);
            case 23:
                return $"({same()} + {math}.{Pick(["Floor", "Ceiling", "Truncate", "Round"])}({same()}))";
            case 24:
                return $"({same()} % {kind.Literal(1.25)})";
            case 25:
                return $"{math}.FusedMultiplyAdd({same()}, {same()}, {same()})";
            case 26 when _random.Next(4) == 0:
                return Pick([$"Gradient.Stop({same()})", $"Gradient.Scale({same()}, {kind.Literal(0.5)})"]);
            case 27 when _usesSingle:
                Real other = kind == Real.Double ? Real.Float : Real.Double;
                return $"({kind.Keyword()})({Number(around, other, depth - 1)})";
            default:
                return Bounded(around, kind, depth);
        }
    }

    private string Leaf(Surroundings around, Real kind)
    {
        // A double expression may name a float; the other way round it takes a cast.
        bool fits(Real found) => kind == Real.Double || found == Real.Float;
        MatrixName[] matrices = [.. around.Matrices.Where(m => fits(m.Element))];
        if (matrices.Length > 0 && _random.Next(4) == 0)
            return Element(around, Pick(matrices));
        BufferName[] buffers = [.. around.Buffers.Where(b => fits(b.Element))];
        if (buffers.Length > 0 && _random.Next(2) == 0)
            return Element(around, Pick(buffers));
        Variable[] known = [.. around.Numbers.Concat(around.FixedNumbers).Where(n => fits(n.Kind))];
        if (known.Length > 0 && _random.Next(5) != 0)
            return Pick(known).Name;
        Variable[] others = [.. around.Numbers.Where(n => !fits(n.Kind))];
        return others.Length > 0 && _random.Next(3) != 0 ? $"(float){Pick(others).Name}" : Literal(kind);
    }

    private string? Reduction(Surroundings around, Real kind)
    {
        BufferName[] buffers = [.. around.Buffers.Where(b => b.Element == kind)];
        if (buffers.Length == 0)
            return null;
        BufferName buffer = Pick(buffers);
        string part = Part(around, buffer);
        switch (_random.Next(5))
        {
            case 0:
                return $"Functions.Norm({part})";
            case 1:
                return $"Functions.SoftmaxCrossEntropy({buffer.Whole}, {Index(around, buffer).Replace("^1", buffer.Length + " - 1")})";
            case 2:
                return $"Functions.Dot({part}, {part})";
            case 3:
                BufferName other = Pick(buffers);
                return $"Functions.Dot({buffer.Part("0", "1")}, {other.Part(other.Length + " - 1", "1")})";
            default:
                return $"Functions.LogSumExp({part})";
        }
    }
}
