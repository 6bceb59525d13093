using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Random expressions whose values stay tame and whose indices stay in range.</summary>
internal sealed partial class ExpressionWriter
{
    private readonly Random _random;
    private readonly bool _usesSingle;

    /// <param name="usesSingle">Whether <c>float</c> takes part.</param>
    public ExpressionWriter(Random random, bool usesSingle)
    {
        _random = random;
        _usesSingle = usesSingle;
    }

    /// <summary>Helpers that an expression may call.</summary>
    public List<HelperSignature> Helpers { get; } = [];

    /// <summary>Whether the program has a struct of its own.</summary>
    public bool UsesStruct { get; init; }

    /// <summary>A type for something new.</summary>
    public Real SomeReal() => _usesSingle && _random.Next(5) < 2 ? Real.Float : Real.Double;

    public string Literal(Real kind)
    {
        double[] round = [0, 1, -1, 0.5, 2, -0.5];
        return kind.Literal(_random.Next(5) == 0 ? Pick(round) : Math.Round(_random.NextDouble() * 3 - 1.5, 2) + 0.003);
    }

    public string Integer(Surroundings around, int depth = 2)
    {
        switch (_random.Next(depth <= 0 ? 4 : 10))
        {
            case 0:
                return _random.Next(0, 5).ToString(CultureInfo.InvariantCulture);
            case 1 when around.Buffers.Count > 0:
                return Pick(around.Buffers).Length;
            case 4:
                return $"({Integer(around, depth - 1)} + {Integer(around, depth - 1)})";
            case 5:
                return $"({Integer(around, depth - 1)} - {Integer(around, depth - 1)})";
            case 6:
                return $"({Integer(around, depth - 1)} * {_random.Next(2, 4)} % 7)";
            case 7:
                return $"({Condition(around, depth - 1)} ? {Integer(around, depth - 1)} : {Integer(around, depth - 1)})";
            case 8 when depth > 0 && Helpers.Exists(h => h.IsIntegral) && _random.Next(2) == 0:
                HelperSignature integral = Pick(Helpers.FindAll(h => h.IsIntegral));
                return $"({integral.Name}({string.Join(", ", integral.Parameters.Select(_ => Integer(around, depth - 1)))}) % 5)";
            case 8:
                return $"({Integer(around, depth - 1)} {Pick(["& 3", "/ 2", "^ 1", ">> 1", "| 1", "% 3"])})";
            case 9:
                return Pick([
                    $"Math.{Pick(["Max", "Min"])}({Integer(around, depth - 1)}, {Integer(around, depth - 1)})",
                    $"Math.Clamp({Integer(around, depth - 1)}, 0, 3)",
                    $"(int)({Number(around, Real.Double, 1)} * 2)",
                    $"Math.Sign({Number(around, Real.Double, 1)})"]);
            default:
                List<string> known = [.. around.Integers, .. around.Counters];
                return known.Count > 0 ? Pick(known) : "1";
        }
    }

    public string Condition(Surroundings around, int depth = 2)
    {
        switch (_random.Next(depth <= 0 ? 2 : 10))
        {
            case 0:
                Real kind = SomeReal();
                return $"{Number(around, kind, 1)} {Pick(["<", ">", "<=", ">="])} {Literal(kind)}";
            case 1:
                return $"{Integer(around, 1)} {Pick(["<", ">", "==", "!=", "<=", ">="])} {Integer(around, 0)}";
            case 2:
                return $"{Number(around, SomeReal(), depth - 1)} {Pick(["<", ">", "<=", ">="])} {Number(around, SomeReal(), depth - 1)}";
            case 3:
                return $"({Condition(around, depth - 1)} {Pick(["&&", "&"])} {Condition(around, depth - 1)})";
            case 4:
                return $"({Condition(around, depth - 1)} {Pick(["||", "|", "^"])} {Condition(around, depth - 1)})";
            case 5:
                return $"!({Condition(around, depth - 1)})";
            case 6 when around.Flags.Count > 0:
                return Pick(around.Flags);
            case 7:
                return $"{Integer(around, 1)} is {Pick(["0 or 2", "> 0 and < 3", "not 1", ">= 2"])}";
            default:
                return $"{Integer(around, 1)} % 2 == 0";
        }
    }

    /// <summary>An index within the buffer.</summary>
    public string Index(Surroundings around, BufferName buffer) => _random.Next(9) switch
    {
        7 or 8 when around.Ranges.Any(r => r.Buffer == buffer.Name) => Pick([.. around.Ranges.Where(r => r.Buffer == buffer.Name)]).Counter,
        0 => Pick(["0", buffer.Length + " - 1"]),
        1 => "^1",
        2 when around.Counters.Count > 0 => $"{Pick(around.Counters)} % {buffer.Length} * {Pick(["1", "0"])}",
        3 when around.Counters.Count > 1 => $"Math.Abs({Pick(around.Counters)} * {_random.Next(2, 4)} + {Pick(around.Counters)}) % {buffer.Length}",
        _ => $"Math.Abs({Integer(around, 1)} % {buffer.Length})",
    };

    public string Element(Surroundings around, MatrixName matrix) =>
        $"{matrix.Name}[{Index(around, matrix.Rows)}, {Index(around, matrix.Columns)}]";

    private string Index(Surroundings around, string length) => _random.Next(6) switch
    {
        0 => "0",
        1 => length + " - 1",
        2 or 3 when around.Counters.Count > 0 => $"Math.Abs({Pick(around.Counters)}) % {length}",
        _ => $"Math.Abs({Integer(around, 1)} % {length})",
    };

    public string Element(Surroundings around, BufferName buffer) => $"{buffer.Name}[{Index(around, buffer)}]";

    /// <summary>A value of the program's struct.</summary>
    public string Struct(Surroundings around)
    {
        string any() => around.Structs.Count > 0 && _random.Next(4) != 0 ? Pick(around.Structs) : $"new Pair({Bounded(around, Real.Double, 1)}, {Bounded(around, Real.Double, 1)})";
        return _random.Next(6) switch
        {
            0 => $"({any()} + {any()})",
            1 => $"{any()} * {Bounded(around, Real.Double, 1)}",
            2 => $"({Condition(around, 1)} ? {any()} : {any()})",
            3 when around.StructArrays.Count > 0 => StructElement(around),
            4 when around.Structs.Count > 0 => $"{Pick(around.Structs)} with {{ Y = {Bounded(around, Real.Double, 1)} }}",
            _ => any(),
        };
    }

    public string StructElement(Surroundings around)
    {
        string array = Pick(around.StructArrays);
        return $"{array}[{(_random.Next(3) == 0 ? "^1" : $"Math.Abs({Integer(around, 1)} % {array}.Length)")}]";
    }

    /// <summary>A span expression, never empty.</summary>
    public string Part(Surroundings around, BufferName buffer)
    {
        string start = $"Math.Abs({Integer(around, 1)}) % {buffer.Length}";
        return _random.Next(5) switch
        {
            0 => buffer.Part("0", "1 + " + start),
            1 => buffer.Part(start, $"{buffer.Length} - ({start})"),
            2 when !buffer.IsArray => $"{buffer.Name}[({start})..]",
            _ => buffer.Whole,
        };
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
