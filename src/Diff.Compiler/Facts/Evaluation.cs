using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Compiler.Facts;

/// <summary>
/// The number that a value is where one other value is given: how rules look at the two sides of a joint. What is neither computed from that
/// value nor a literal has no number, unless one is supposed for it.
/// </summary>
/// <param name="facts">The method.</param>
/// <param name="subject">The value that is given.</param>
/// <param name="number">What it is.</param>
/// <param name="suppose">A number for what is not known, or null: then what is made of it is not known either.</param>
internal sealed class Evaluation(MethodFacts facts, Value subject, double number, Func<Value, double>? suppose = null)
{
    private const int Deepest = 200;

    private static readonly Dictionary<Primitive, Func<double, double>> s_unary = new()
    {
        [Primitives.Negate] = x => -x, [Primitives.Abs] = Math.Abs, [Primitives.Sqrt] = Math.Sqrt, [Primitives.Exp] = Math.Exp, [Primitives.Log] = Math.Log,
        [Primitives.Sin] = Math.Sin, [Primitives.Cos] = Math.Cos, [Primitives.Tanh] = Math.Tanh, [Primitives.Atan] = Math.Atan, [Primitives.Cosh] = Math.Cosh,
        [Primitives.Sign] = x => double.IsNaN(x) ? x : Math.Sign(x), [Primitives.Floor] = Math.Floor, [Primitives.Ceiling] = Math.Ceiling,
        [Primitives.Relu] = x => Math.Max(0, x), [Primitives.Sigmoid] = x => 1 / (1 + Math.Exp(-x)),
        [Primitives.Softplus] = x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), [Primitives.LogP1] = x => Math.Log(1 + x),
        [Primitives.ExpM1] = x => Math.Exp(x) - 1, [Primitives.Not] = x => Truth(x == 0), [Primitives.IsNaN] = x => Truth(double.IsNaN(x)),
    };

    private static readonly Dictionary<Primitive, Func<double, double, double>> s_binary = new()
    {
        [Primitives.Add] = (x, y) => x + y, [Primitives.Subtract] = (x, y) => x - y, [Primitives.Multiply] = (x, y) => x * y,
        [Primitives.Divide] = (x, y) => x / y, [Primitives.Max] = Math.Max, [Primitives.Min] = Math.Min, [Primitives.Pow] = Math.Pow,
        [Primitives.Less] = (x, y) => Truth(x < y), [Primitives.LessOrEqual] = (x, y) => Truth(x <= y), [Primitives.Greater] = (x, y) => Truth(x > y),
        [Primitives.GreaterOrEqual] = (x, y) => Truth(x >= y), [Primitives.Equal] = (x, y) => Truth(x == y), [Primitives.NotEqual] = (x, y) => Truth(x != y),
        [Primitives.And] = (x, y) => Truth(x != 0 && y != 0), [Primitives.Or] = (x, y) => Truth(x != 0 || y != 0),
        [Primitives.CopySign] = (x, y) => y < 0 ? -Math.Abs(x) : Math.Abs(x),
        [Primitives.Huber] = (x, d) => Math.Abs(x) <= d ? 0.5 * x * x : d * (Math.Abs(x) - (0.5 * d)),
    };

    private readonly Dictionary<Value, double?> _known = [];

    /// <summary>What a value is, or null; truth values are 0 and 1.</summary>
    public double? Of(Value value) => Of(value, Deepest);

    private double? Of(Value value, int depth)
    {
        if (_known.TryGetValue(value, out double? known))
        {
            return known;
        }

        if (depth == 0 || value.Type.IsBuffer)
        {
            return null;
        }

        double? result = value == subject || facts.Congruence.AreAlike(value, subject) ? number
            : facts.Graph.ConstantOf(value) is { } constant ? constant.Type.IsFloatingScalar ? constant.Real : constant.Bits
            : Computed(value, depth);
        result ??= value.Type.IsFloatingScalar ? suppose?.Invoke(value) : null;
        _known[value] = result;
        return result;
    }

    private double? Computed(Value value, int depth)
    {
        switch (facts.Graph.DefinitionOf(value))
        {
            case If branch:
                int position = branch.Results.IndexOf(value);
                return Of(branch.Condition, depth - 1) is { } condition
                    ? Of((condition != 0 ? branch.Then : branch.Else).Yields[position], depth - 1) : null;
            case Let let:
                return Applied(let, depth);
            default:
                return null;
        }
    }

    private double? Applied(Let let, int depth)
    {
        Primitive primitive = let.Primitive;
        if (Primitives.IsIdentity(primitive, out int argument))
        {
            return Of(let.Arguments[argument], depth - 1);
        }

        if (primitive == TensorPrimitives.View || (primitive == Primitives.Convert && let.Result.Type.IsFloatingScalar))
        {
            return Of(let.Arguments[0], depth - 1);
        }

        if (primitive == Primitives.Select)
        {
            return Of(let.Arguments[0], depth - 1) is { } condition ? Of(let.Arguments[condition != 0 ? 1 : 2], depth - 1) : null;
        }

        bool isInteger = let.Result.Type.IsInteger;
        if (isInteger || let.Arguments.Any(a => a.Type.IsInteger && facts.Graph.ConstantOf(a) is null && !IsChoice(a)))
        {
            return null;
        }

        double?[] arguments = [.. let.Arguments.Select(a => Of(a, depth - 1))];
        if (arguments.Any(a => a is null))
        {
            return null;
        }

        return s_unary.TryGetValue(primitive, out Func<double, double> unary) ? unary(arguments[0]!.Value)
            : s_binary.TryGetValue(primitive, out Func<double, double, double> binary) ? binary(arguments[0]!.Value, arguments[1]!.Value)
            : primitive == Primitives.Clamp ? Math.Min(Math.Max(arguments[0]!.Value, arguments[1]!.Value), arguments[2]!.Value)
            : primitive == Primitives.FusedMultiplyAdd ? (arguments[0]!.Value * arguments[1]!.Value) + arguments[2]!.Value
            : null;
    }

    /// <summary>The sides of d &gt; 0 ? 1 : 0 are integers.</summary>
    private bool IsChoice(Value value) => facts.Graph.DefinitionOf(value) is If;

    private static double Truth(bool value) => value ? 1 : 0;
}
