using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Evaluates operations whose arguments are known. Only what IEEE 754 fixes to the last bit: no sines here.</summary>
internal static class ConstantFolding
{
    /// <summary>The value of an operation, or null where it is not known.</summary>
    public static Constant? Fold(Let let, Func<Value, Constant?> constantOf)
    {
        Constant?[] known = new Constant?[let.Arguments.Count];
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = constantOf(let.Arguments[i]);
        }

        if (let.Primitive == Primitives.Select)
        {
            return known[0] is { } condition ? (condition.Bits != 0 ? known[1] : known[2]) : null;
        }

        if (Array.Exists(known, c => c is null))
        {
            return null;
        }

        Constant x = known[0]!.Value;
        if (let.Arguments.Count == 1)
        {
            return Unary(let, x);
        }

        if (let.Arguments.Count != 2)
        {
            return IntegerFolding.Place(let.Primitive, known);
        }

        Constant y = known[1]!.Value;
        if (x.Type.Kind == ScalarKind.Bool)
        {
            return Logical(let.Primitive, x.Bits != 0, y.Bits != 0);
        }

        return x.Type.IsFloating ? Real(let, x.Real, y.Real)
            : x.Type == IrType.Int ? IntegerFolding.Binary(let.Primitive, (int)x.Bits, unchecked((int)y.Bits))
            : null;
    }

    private static Constant? Unary(Let let, Constant x)
    {
        IrType type = let.Result.Type;
        if (let.Primitive == Primitives.Not)
        {
            return Constant.Of(x.Bits == 0);
        }

        if (let.Primitive == Primitives.Negate && x.Type.IsFloating)
        {
            return Constant.Of(type, -x.Real);
        }

        if (let.Primitive == Primitives.Convert && type.IsFloating && x.Type.Kind != ScalarKind.UInt64)
        {
            // A long by way of double would be rounded twice.
            return Constant.Of(type, x.Type.IsFloating ? x.Real : type.Kind == ScalarKind.Single ? (float)x.Bits : x.Bits);
        }

        return x.Type.IsInteger ? IntegerFolding.Unary(let, x) : null;
    }

    private static Constant? Logical(Primitive primitive, bool x, bool y) =>
        primitive == Primitives.And ? Constant.Of(x & y)
        : primitive == Primitives.Or ? Constant.Of(x | y)
        : primitive == Primitives.Xor || primitive == Primitives.NotEqual ? Constant.Of(x ^ y)
        : primitive == Primitives.Equal ? Constant.Of(x == y)
        : null;

    private static Constant? Real(Let let, double x, double y)
    {
        Primitive primitive = let.Primitive;
        IrType type = let.Result.Type;

        // Rounding a double result to float gives the float result for these four operations.
        double? value =
            primitive == Primitives.Add ? x + y
            : primitive == Primitives.Subtract ? x - y
            : primitive == Primitives.Multiply ? x * y
            : primitive == Primitives.Divide ? x / y
            : null;
        if (value is { } number)
        {
            return Constant.Of(type, number);
        }

        bool? truth =
            primitive == Primitives.Less ? x < y
            : primitive == Primitives.LessOrEqual ? x <= y
            : primitive == Primitives.Greater ? x > y
            : primitive == Primitives.GreaterOrEqual ? x >= y
            : primitive == Primitives.Equal ? x == y
            : primitive == Primitives.NotEqual ? x != y
            : null;
        return truth is { } answer ? Constant.Of(answer) : null;
    }
}
