using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

/// <summary>What a rule sees: the operation it differentiates, and a place to write its formula.</summary>
/// <param name="builder">Where the formula's operations go.</param>
/// <param name="operation">The operation, with its primal arguments and result.</param>
/// <param name="guarded">
/// The cotangent, if it may be zero where a partial derivative is not finite: what a formula makes of it is 0 then, and joins it here.
/// </param>
/// <param name="maybeInfinite">Whether a guarded one may be infinite too, so that a partial of zero has to be seen to.</param>
internal readonly struct RuleContext(Builder builder, Let operation, HashSet<Value>? guarded = null, bool maybeInfinite = false)
{
    /// <summary>The first argument.</summary>
    public Value X => operation.Arguments[0];

    /// <summary>The second argument.</summary>
    public Value Y => operation.Arguments[1];

    /// <summary>The third argument.</summary>
    public Value Z => operation.Arguments[2];

    /// <summary>The primal result.</summary>
    public Value Result => operation.Result;

    /// <summary>The type of an argument.</summary>
    public IrType TypeOf(int argument) => operation.Arguments[argument].Type;

    public Value Number(double value) => builder.Real(Result.Type, value);

    public Value Add(Value left, Value right) => builder.Let(Primitives.Add, left, right);

    public Value Subtract(Value left, Value right) => builder.Let(Primitives.Subtract, left, right);

    public Value Multiply(Value left, Value right) => Scale(left, right, Primitives.Multiply, Primitives.Times);

    public Value Divide(Value left, Value right) => Scale(left, right, Primitives.Divide, Primitives.Over);

    public Value Negate(Value operand) => builder.Let(Primitives.Negate, operand);

    public Value Square(Value operand) => builder.Let(Primitives.Multiply, operand, operand);

    /// <summary>A cotangent times a partial that may be infinite.</summary>
    public Value Times(Value cotangent, Value partial) => builder.Let(Primitives.Times, cotangent, partial);

    /// <summary>A product that is zero where either factor is, whatever the other: what a zero cotangent has made zero stays so for every direction.</summary>
    public Value ZeroProduct(Value left, Value right) => builder.Let(Primitives.ZeroProduct, left, right);

    /// <summary>A cotangent over a divisor that may be zero.</summary>
    public Value Over(Value cotangent, Value divisor) => builder.Let(Primitives.Over, cotangent, divisor);

    /// <summary>What a piecewise function passes on of a cotangent: not a number where an argument is, so that zero needs a guard here too.</summary>
    public Value Share(Primitive share, Value cotangent, params Value[] arguments) => IsGuarded(cotangent)
        ? ZeroProduct(cotangent, builder.Let(share, [.. arguments, Number(1)]))
        : builder.Let(share, [.. arguments, cotangent]);

    public Value Apply(Primitive primitive, params Value[] arguments) => builder.Let(primitive, arguments);

    public Value Compare(Primitive comparison, Value left, Value right) => builder.Compare(comparison, left, right);

    public Value Both(Value left, Value right) => builder.Let(Primitives.And, left, right);

    public Value Select(Value condition, Value whenTrue, Value whenFalse) =>
        builder.Let(Primitives.Select, whenTrue.Type, condition, whenTrue, whenFalse);

    public Value Convert(IrType type, Value operand) => builder.Let(Primitives.Convert, type, operand);

    private bool IsGuarded(Value value) => guarded is not null && guarded.Contains(value);

    private Value Scale(Value value, Value factor, Primitive plain, Primitive zeroKeeping)
    {
        if (!IsGuarded(value))
        {
            return builder.Let(plain, value, factor);
        }

        Value result = maybeInfinite && zeroKeeping == Primitives.Times ? ZeroProduct(value, factor) : builder.Let(zeroKeeping, value, factor);
        guarded!.Add(result);
        return result;
    }
}
