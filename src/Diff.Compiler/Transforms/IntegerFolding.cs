using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Evaluates operations of integers whose arguments are known. What throws stays, so that it throws where the primal does.</summary>
internal static class IntegerFolding
{
    /// <summary>Of two integers of 32 bits.</summary>
    public static Constant? Binary(Primitive primitive, int x, int y)
    {
        long? exact =
            primitive == Primitives.Add || primitive == Primitives.AddChecked ? (long)x + y
            : primitive == Primitives.Subtract || primitive == Primitives.SubtractChecked ? (long)x - y
            : primitive == Primitives.Multiply || primitive == Primitives.MultiplyChecked ? (long)x * y
            : primitive == Primitives.Max ? Math.Max(x, y)
            : primitive == Primitives.Min ? Math.Min(x, y)
            : primitive == Primitives.Divide && y != 0 ? (long)x / y
            : primitive == Primitives.Remainder && y != 0 ? (long)x % y
            : primitive == Primitives.And ? x & y
            : primitive == Primitives.Or ? x | y
            : primitive == Primitives.Xor ? x ^ y
            : primitive == Primitives.ShiftLeft ? x << y
            : primitive == Primitives.ShiftRight ? x >> y
            : primitive == Primitives.ShiftRightUnsigned ? (int)((uint)x >> y)
            : primitive == Primitives.RowMajorCount && x >= 0 && y >= 0 ? (long)x * y
            : null;
        if (exact is { } number)
        {
            // The smallest number divided by −1 throws too; sums and products wrap where they are not checked.
            bool wraps = primitive == Primitives.Add || primitive == Primitives.Subtract || primitive == Primitives.Multiply;
            return wraps || number == (int)number ? Constant.Of(unchecked((int)number)) : null;
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

    /// <summary>Of one integer.</summary>
    public static Constant? Unary(Let let, Constant x)
    {
        if (let.Primitive == Primitives.Convert || let.Primitive == Primitives.ConvertChecked)
        {
            return Converted(let.Result.Type, x, let.Primitive.IsChecked);
        }

        if (x.Type != IrType.Int)
        {
            return null;
        }

        int number = unchecked((int)x.Bits);
        bool isSmallest = number == int.MinValue;
        return let.Primitive == Primitives.Negate ? Constant.Of(unchecked(-number))
            : let.Primitive == Primitives.NegateChecked && !isSmallest ? Constant.Of(-number)
            : let.Primitive == Primitives.Abs && !isSmallest ? Constant.Of(Math.Abs(number))
            : let.Primitive == Primitives.Complement ? Constant.Of(~number)
            : null;
    }

    /// <summary>The place of an element in an array of several dimensions, or in a view, where it is inside of its row or view.</summary>
    public static Constant? Place(Primitive primitive, Constant?[] arguments)
    {
        if (arguments.Length != 3 || (primitive != Primitives.RowMajorIndex && primitive != Primitives.ViewPlace))
        {
            return null;
        }

        (long first, long second, long length) = (arguments[0]!.Value.Bits, arguments[1]!.Value.Bits, arguments[2]!.Value.Bits);
        bool isPlace = primitive == Primitives.ViewPlace;
        long place = isPlace ? first + second : first * length + second;
        return second >= 0 && second < length && place == (int)place ? Constant.Of((int)place) : null;
    }

    private static Constant? Converted(IrType type, Constant x, bool isChecked)
    {
        if (!type.IsInteger || x.Type.Kind == ScalarKind.UInt64 || type.Kind == ScalarKind.UInt64)
        {
            return null;
        }

        long number = unchecked(type.Kind switch
        {
            ScalarKind.SByte => (sbyte)x.Bits,
            ScalarKind.Byte => (byte)x.Bits,
            ScalarKind.Int16 => (short)x.Bits,
            ScalarKind.UInt16 => (ushort)x.Bits,
            ScalarKind.Char => (char)x.Bits,
            ScalarKind.Int32 => (int)x.Bits,
            ScalarKind.UInt32 => (uint)x.Bits,
            _ => x.Bits,
        });
        return number == x.Bits || !isChecked ? new Constant(type, number) : null;
    }
}
