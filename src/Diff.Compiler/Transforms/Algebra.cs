using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Algebraic identities. Those that could change a bit of the primal apply to derivatives only.</summary>
/// <param name="constantOf">The constant that a value is, or null.</param>
/// <param name="definitionOf">The function application that defines a value, or null.</param>
/// <param name="isLength">Whether a value is the length of a buffer, so not negative.</param>
/// <param name="isDerivative">Whether the operation belongs to the derivative.</param>
internal sealed class Algebra(Func<Value, Constant?> constantOf, Func<Value, Let?> definitionOf, Func<Value, bool> isLength, bool isDerivative)
{
    /// <summary>A value to use instead of the result, or null.</summary>
    public Value? Rewrite(Let let, Builder builder)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Add && let.Result.Type == IrType.Int)
        {
            return IsInteger(let.Arguments[1], 0) ? let.Arguments[0] : IsInteger(let.Arguments[0], 0) ? let.Arguments[1] : null;
        }

        if (primitive == Primitives.Subtract && let.Result.Type == IrType.Int)
        {
            return IsInteger(let.Arguments[1], 0) ? let.Arguments[0] : null;
        }

        if (primitive == Primitives.Multiply)
        {
            return Product(let, builder);
        }

        // An integer is neither less nor greater than itself; a float may be NaN.
        if ((primitive == Primitives.Greater || primitive == Primitives.Less) && let.Arguments[0] == let.Arguments[1]
            && let.Arguments[0].Type.IsInteger)
        {
            return builder.Bool(false);
        }

        if (primitive == Primitives.Max && IsInteger(let.Arguments[1], 0) && isLength(let.Arguments[0]))
        {
            return let.Arguments[0];
        }

        if (primitive == Primitives.Divide && IsOne(let.Arguments[1]))
        {
            return let.Arguments[0];
        }

        if (primitive == Primitives.Negate && definitionOf(let.Arguments[0]) is { } inner && inner.Primitive == Primitives.Negate)
        {
            return inner.Arguments[0];
        }

        if (primitive == Primitives.Select && constantOf(let.Arguments[0]) is { } condition)
        {
            return condition.Bits != 0 ? let.Arguments[1] : let.Arguments[2];
        }

        if (primitive == Primitives.Select && let.Arguments[1] == let.Arguments[2])
        {
            return let.Arguments[1];
        }

        if (primitive == Primitives.Or || primitive == Primitives.And)
        {
            return Logical(let);
        }

        return isDerivative ? Derivative(let, builder) : null;
    }

    private Value? Logical(Let let)
    {
        bool isAnd = let.Primitive == Primitives.And;
        if (let.Result.Type != IrType.Bool)
        {
            return null;
        }

        for (int i = 0; i < 2; i++)
        {
            if (constantOf(let.Arguments[i]) is { } known)
            {
                bool isNeutral = (known.Bits != 0) == isAnd;
                return isNeutral ? let.Arguments[1 - i] : let.Arguments[i];
            }
        }

        return null;
    }

    private Value? Product(Let let, Builder builder)
    {
        for (int i = 0; i < 2; i++)
        {
            if (IsOne(let.Arguments[i]))
            {
                return let.Arguments[1 - i];
            }

            if (isDerivative && let.Result.Type.IsFloating && constantOf(let.Arguments[i]) is { } factor && factor.IsReal(-1))
            {
                return builder.Let(Primitives.Negate, let.Arguments[1 - i]);
            }
        }

        return null;
    }

    private Value? Derivative(Let let, Builder builder)
    {
        if (let.Primitive == Primitives.Add && let.Result.Type.IsFloatingScalar)
        {
            for (int i = 0; i < 2; i++)
            {
                if (constantOf(let.Arguments[i]) is { Real: 0 })
                {
                    return let.Arguments[1 - i];
                }
            }
        }

        // A guard against an infinite partial is not needed where the partial is a finite constant.
        if (let.Primitive == Primitives.Times && constantOf(let.Arguments[1]) is { } partial && !double.IsInfinity(partial.Real) && !double.IsNaN(partial.Real))
        {
            return partial.IsReal(1) ? let.Arguments[0]
                : partial.Real == 0 ? builder.Real(let.Result.Type, 0)
                : builder.Let(Primitives.Multiply, let.Arguments[0], let.Arguments[1]);
        }

        if (let.Primitive == Primitives.Times || let.Primitive == Primitives.ZeroProduct)
        {
            return Unguarded(let, 0, builder) ?? (let.Primitive == Primitives.ZeroProduct ? Unguarded(let, 1, builder) : null);
        }

        if (let.Primitive == Primitives.Over && constantOf(let.Arguments[1]) is { } divisor && divisor.Real != 0)
        {
            return divisor.IsReal(1) ? let.Arguments[0] : builder.Let(Primitives.Divide, let.Arguments[0], let.Arguments[1]);
        }

        if (let.Primitive == Primitives.Pow && constantOf(let.Arguments[1]) is { } exponent)
        {
            Value x = let.Arguments[0];
            return exponent.Real switch
            {
                0 => builder.Real(x.Type, 1),
                1 => x,
                2 => builder.Let(Primitives.Multiply, x, x),
                _ => null,
            };
        }

        return null;
    }

    /// <summary>A product with a guard against a factor of zero, which is a constant: a plain one, or none.</summary>
    private Value? Unguarded(Let let, int position, Builder builder) => constantOf(let.Arguments[position]) is not { } factor
        || double.IsNaN(factor.Real) || (double.IsInfinity(factor.Real) && let.Primitive == Primitives.ZeroProduct) ? null
        : factor.Real == 0 ? builder.Real(let.Result.Type, 0)
        : factor.IsReal(1) ? let.Arguments[1 - position]
        : builder.Let(Primitives.Multiply, let.Arguments[0], let.Arguments[1]);

    private bool IsOne(Value value) =>
        constantOf(value) is { } constant && (constant.Type.IsFloating ? constant.IsReal(1) : constant.Bits == 1);

    private bool IsInteger(Value value, long number) => constantOf(value) is { Type.IsInteger: true } constant && constant.Bits == number;
}
