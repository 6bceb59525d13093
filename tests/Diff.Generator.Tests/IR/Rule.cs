using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Generator.Tests.IR;

/// <summary>One formula of the derivative table, as the operations that the compiler writes for it.</summary>
internal sealed class Rule
{
    private readonly Let _operation;
    private readonly Value _cotangent;
    private readonly Value? _derivative;
    private readonly List<Op> _ops = [];

    private Rule(Primitive primitive, int argument, IrType real, bool isGuarded)
    {
        IdSource ids = new(0);
        Value[] arguments = [.. Enumerable.Range(0, primitive.Arity).Select(i => ids.NewValue(ArgumentType(primitive, i, real), Names[i]))];
        _operation = new Let(ids.NewValue(ResultType(primitive, real), "r"), primitive, EquatableArray<Value>.Of(arguments));
        _cotangent = ids.NewValue(_operation.Result.Type, "d");
        Flow = DerivativeTable.FlowOf(_operation, argument);
        if (Flow == Flow.Differentiable)
        {
            Builder builder = new(ids);
            _derivative = DerivativeTable.Apply(builder, _operation, argument, _cotangent, isGuarded);
            _ops.AddRange(builder.Ops);
        }
    }

    /// <summary>What arguments are called in the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = ["x", "y", "z", "w"];

    /// <summary>What happens to the derivative by the argument.</summary>
    public Flow Flow { get; }

    /// <summary>The rule of a primitive by one of its arguments, where floating-point arguments have a type.</summary>
    /// <param name="primitive">The primitive.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="real">The floating-point type.</param>
    /// <param name="isGuarded">Whether a zero cotangent gives zero whatever the arguments.</param>
    public static Rule Of(Primitive primitive, int argument, IrType real, bool isGuarded = false) => new(primitive, argument, real, isGuarded);

    /// <summary>Whether an argument is a floating-point number.</summary>
    public static bool IsReal(Primitive primitive, int argument) => ArgumentType(primitive, argument, IrType.Double).IsFloating;

    /// <summary>The formula's value: cotangent · ∂f/∂xᵢ.</summary>
    public double Derivative(double[] point, double result, double cotangent)
    {
        Dictionary<Value, object> values = [];
        for (int i = 0; i < point.Length; i++)
            values[_operation.Arguments[i]] = Boxed(_operation.Arguments[i].Type, point[i]);
        values[_operation.Result] = Boxed(_operation.Result.Type, result);
        values[_cotangent] = Boxed(_cotangent.Type, cotangent);
        Evaluator.Run(_ops, values);
        return Convert.ToDouble(values[_derivative!]);
    }

    /// <summary>The primitive's own value.</summary>
    public double Value(double[] point) => Convert.ToDouble(Evaluator.Apply(
        _operation.Primitive, _operation.Result.Type, [.. point.Select((p, i) => Boxed(_operation.Arguments[i].Type, p))]));

    /// <summary>The formula as people write it, from the operations themselves.</summary>
    public string Formula() => Flow switch
    {
        Flow.Differentiable => FormulaText.Of(_ops, _derivative!),
        Flow.Stopped => "stopped",
        Flow.Lossy => "lost",
        _ => "—",
    };

    private static IrType ArgumentType(Primitive primitive, int argument, IrType real) =>
        primitive == Primitives.Select && argument == 0 ? IrType.Bool
        : primitive == Primitives.ScaleB && argument == 1 ? IrType.Int
        : primitive == Primitives.Convert ? (real == IrType.Single ? IrType.Double : IrType.Single)
        : real;

    private static IrType ResultType(Primitive primitive, IrType real) =>
        primitive == Primitives.ILogB || primitive == Primitives.Sign ? IrType.Int : real;

    private static object Boxed(IrType type, double value) => type.Kind switch
    {
        ScalarKind.Bool => value != 0,
        ScalarKind.Int32 => (int)value,
        ScalarKind.Single => (float)value,
        _ => value,
    };
}
