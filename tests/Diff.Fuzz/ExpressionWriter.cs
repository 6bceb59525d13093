using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz;

/// <summary>Random expressions whose values stay tame and whose indices stay in range.</summary>
internal sealed class ExpressionWriter
{
    private static readonly string[] s_bounded =
        ["Math.Sin({0})", "Math.Tanh({0})", "Math.Cos({0})", "Math.Atan({0})", "Functions.Sigmoid({0})", "Math.Exp(-({0}) * ({0}))"];

    private readonly Random _random;

    public ExpressionWriter(Random random)
    {
        _random = random;
    }

    /// <summary>Helpers that an expression may call.</summary>
    public List<HelperSignature> Helpers { get; } = [];

    public string Literal() => (Math.Round(_random.NextDouble() * 3 - 1.5, 2) + 0.003).ToString("R", CultureInfo.InvariantCulture);

    public string Integer(Surroundings around, int depth = 2)
    {
        switch (_random.Next(depth <= 0 ? 4 : 9))
        {
            case 0:
                return _random.Next(0, 5).ToString(CultureInfo.InvariantCulture);
            case 1 when around.Buffers.Count > 0:
                return Pick(around.Buffers).Name + ".Length";
            case 4:
                return $"({Integer(around, depth - 1)} + {Integer(around, depth - 1)})";
            case 5:
                return $"({Integer(around, depth - 1)} - {Integer(around, depth - 1)})";
            case 6:
                return $"({Integer(around, depth - 1)} * {_random.Next(2, 4)} % 7)";
            case 7:
                return $"({Condition(around, depth - 1)} ? {Integer(around, depth - 1)} : {Integer(around, depth - 1)})";
            case 8:
                return $"({Integer(around, depth - 1)} {Pick(["& 3", "/ 2", "^ 1", ">> 1", "| 1", "% 3"])})";
            default:
                List<string> known = [.. around.Integers, .. around.Counters];
                return known.Count > 0 ? Pick(known) : "1";
        }
    }

    public string Condition(Surroundings around, int depth = 2)
    {
        switch (_random.Next(depth <= 0 ? 2 : 8))
        {
            case 0:
                return $"{Number(around, 1)} {Pick(["<", ">", "<=", ">="])} {Literal()}";
            case 1:
                return $"{Integer(around, 1)} {Pick(["<", ">", "==", "!=", "<=", ">="])} {Integer(around, 0)}";
            case 2:
                return $"{Number(around, depth - 1)} {Pick(["<", ">"])} {Number(around, depth - 1)}";
            case 3:
                return $"({Condition(around, depth - 1)} && {Condition(around, depth - 1)})";
            case 4:
                return $"({Condition(around, depth - 1)} || {Condition(around, depth - 1)})";
            case 5:
                return $"!({Condition(around, depth - 1)})";
            case 6 when around.Flags.Count > 0:
                return Pick(around.Flags);
            default:
                return $"{Integer(around, 1)} % 2 == 0";
        }
    }

    public string Index(Surroundings around, BufferName buffer)
    {
        if (_random.Next(3) == 0)
            return Pick(["0", buffer.Name + ".Length - 1"]);
        return $"Math.Abs({Integer(around, 1)} % {buffer.Name}.Length)";
    }

    public string Element(Surroundings around, BufferName buffer) => $"{buffer.Name}[{Index(around, buffer)}]";

    /// <summary>A span expression, never empty.</summary>
    public string Part(Surroundings around, BufferName buffer)
    {
        switch (_random.Next(3))
        {
            case 0:
                return $"{buffer.Part("0", $"1 + Math.Abs({Integer(around, 1)}) % {buffer.Name}.Length")}";
            case 1:
                string start = $"(Math.Abs({Integer(around, 1)}) % {buffer.Name}.Length)";
                return buffer.Part(start, $"{buffer.Name}.Length - {start}");
            default:
                return buffer.Kind == BufferKind.Array ? buffer.Name + ".AsSpan()" : buffer.Name;
        }
    }

    /// <summary>A number between about -1.6 and 1.6.</summary>
    public string Bounded(Surroundings around, int depth = 3) => string.Format(CultureInfo.InvariantCulture, Pick(s_bounded), Number(around, depth - 1));

    public string Number(Surroundings around, int depth = 3)
    {
        List<string> known = [.. around.Numbers, .. around.FixedNumbers];
        if (depth <= 0)
        {
            if (around.Buffers.Count > 0 && _random.Next(2) == 0)
                return Element(around, Pick(around.Buffers));
            return known.Count > 0 && _random.Next(5) != 0 ? Pick(known) : Literal();
        }
        string one() => Number(around, depth - 1);
        switch (_random.Next(22))
        {
            case 0 or 1 or 2:
                return $"({one()} * {one()})";
            case 3 or 4:
                return $"({one()} + {one()})";
            case 5:
                return $"({one()} - {one()})";
            case 6:
                string d = Number(around, 0);
                return $"({one()} / (1.5 + {d} * {d}))";
            case 7:
                return $"({Condition(around, 1)} ? {one()} : {one()})";
            case 8:
                return $"Math.{Pick(["Max", "Min"])}({one()}, {one()})";
            case 9:
                return $"Math.Abs({one()})";
            case 10:
                return $"-({one()})";
            case 11:
                return $"Math.Sqrt(1 + {one()} * 0 + Math.Abs({one()}))";
            case 12:
                return $"Math.Log(2.5 + Math.Sin({one()}))";
            case 13 when around.Numbers.Count > 0 && depth >= 2:
                return $"({Pick(around.Numbers)} = {Bounded(around, depth - 1)})";
            case 14 when around.Buffers.Count > 0:
                return $"Functions.{Pick(["LogSumExp", "Norm"])}({Part(around, Pick(around.Buffers))})";
            case 15 when around.Buffers.Count > 0:
                string part = Part(around, Pick(around.Buffers));
                return $"Functions.Dot({part}, {part})";
            case 16:
                return $"(double){Integer(around, 1)}";
            case 17 or 18 when Helpers.Count > 0:
                return Call(around, depth);
            case 19:
                return $"Math.Pow(1.2 + {Bounded(around, depth - 1)} * 0.1, {_random.Next(1, 4)})";
            case 20 when around.Integers.Count > 0:
                return $"({one()} * {Pick(around.Integers)}{Pick(["++", "--", ""])})";
            default:
                return Bounded(around, depth);
        }
    }

    /// <summary>A call of a helper; a reference is a variable or an element.</summary>
    private string Call(Surroundings around, int depth)
    {
        HelperSignature helper = Pick(Helpers);
        List<string> arguments = [];
        foreach (HelperParameter parameter in helper.Parameters)
        {
            switch (parameter)
            {
                case HelperParameter.Number:
                    arguments.Add(Number(around, depth - 1));
                    break;
                case HelperParameter.Integer:
                    arguments.Add(Integer(around, 1));
                    break;
                case HelperParameter.Reference:
                    BufferName[] writable = [.. around.Buffers.Where(b => b.IsWritable)];
                    if (writable.Length > 0 && _random.Next(3) == 0 && helper.Parameters.All(p => p is HelperParameter.Number or HelperParameter.Integer || p == parameter))
                        arguments.Add("ref " + Element(around, Pick(writable)));
                    else if (around.Numbers.Count > 0)
                        arguments.Add("ref " + Pick(around.Numbers));
                    else
                        return Number(around, depth - 1);
                    break;
                case HelperParameter.Span:
                    BufferName[] targets = [.. around.Buffers.Where(b => b.IsWritable)];
                    if (targets.Length == 0)
                        return Number(around, depth - 1);
                    arguments.Add(Part(around, Pick(targets)));
                    break;
                default:
                    if (around.Buffers.Count == 0)
                        return Number(around, depth - 1);
                    arguments.Add(Part(around, Pick(around.Buffers)));
                    break;
            }
        }
        return $"{helper.Name}({string.Join(", ", arguments)})";
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}

/// <summary>What a helper asks for.</summary>
internal enum HelperParameter
{
    Number, Integer, Reference, Span, ReadOnlySpan,
}

/// <summary>A helper as its callers see it; it returns a number.</summary>
internal sealed record HelperSignature(string Name, HelperParameter[] Parameters);
