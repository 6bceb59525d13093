using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <content>Operators of the language.</content>
internal sealed partial class FunctionLowering
{
    private Value Binary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            return ShortCircuit(
                Expression(binary.LeftOperand),
                () => Expression(binary.RightOperand),
                binary.OperatorKind == BinaryOperatorKind.ConditionalAnd);
        }

        IrType type = Map(binary.Type);
        if (OperatorOf(binary.OperatorMethod, binary.ConstrainedToType, binary) is { } user)
        {
            return CallOperator(binary, user, Expression(binary.LeftOperand), Expression(binary.RightOperand));
        }

        if ((NullComparison(binary) ?? DelegateNullComparison(binary)) is { } comparison)
        {
            return comparison;
        }

        if (Map(StripConversions(binary.LeftOperand).Type).HoldsMemory)
        {
            throw Unsupported(binary, "comparing arrays and spans is not supported, except with null; compare their elements or lengths");
        }

        if (type.Kind == ScalarKind.Object || binary.IsLifted)
        {
            return OpaqueExpression(binary);
        }

        Primitive primitive = BinaryPrimitive(binary.OperatorKind, binary.IsChecked && type.IsInteger)
            ?? throw Unsupported(binary, $"the operator {binary.OperatorKind} is not supported");
        if (Map(binary.LeftOperand.Type).Kind == ScalarKind.Object)
        {
            return OpaqueExpression(binary);
        }

        Value left = Expression(binary.LeftOperand);
        Value right = Expression(binary.RightOperand);
        return Narrow(type, computed => computed.Equals(type)
            ? Let(primitive, type, left, right)
            : Let(primitive, computed, ConvertTo(left, computed), ConvertTo(right, computed)));
    }

    /// <summary>
    /// Arithmetic whose result is of a type: that of an enum over bytes or shorts is done on <c>int</c> and converted back, as C# does
    /// behind the operators of such enums.
    /// </summary>
    private Value Narrow(IrType type, System.Func<IrType, Value> compute)
    {
        IrType computed = type.IsInteger ? Promoted(type) : type;
        return ConvertTo(compute(computed), type);
    }

    /// <summary>left &amp;&amp; right, left || right: the right side runs only where it must.</summary>
    private Value ShortCircuit(Value left, System.Func<Value> right, bool isAnd)
    {
        Value result = Temporary(IrType.Bool);
        Assign(result, left);
        Block evaluate = Declaring(() => Nested(() => Assign(result, right())));
        _builder.Add(isAnd
            ? new If(left, evaluate, Block.Empty, default)
            : new If(left, Block.Empty, evaluate, default));
        return Read(result);
    }

    /// <summary>
    /// Lowers a part that may not run. What it declares (out var, is var) is read behind it where it ran, so that it is declared in front.
    /// </summary>
    private Block Declaring(System.Func<Block> lower)
    {
        List<Value>? outer = _declaredInside;
        List<Value> declared = [];
        _declaredInside = declared;
        try
        {
            Block block = lower();
            foreach (Value variable in declared.Where(v => v.Type.Kind != ScalarKind.Object))
            {
                Assign(variable, DefaultOf(variable.Type));
            }

            return block;
        }
        finally
        {
            _declaredInside = outer;
            outer?.AddRange(declared);
        }
    }

    private static Primitive? BinaryPrimitive(BinaryOperatorKind kind, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? Primitives.AddChecked : Primitives.Add,
        BinaryOperatorKind.Subtract => isChecked ? Primitives.SubtractChecked : Primitives.Subtract,
        BinaryOperatorKind.Multiply => isChecked ? Primitives.MultiplyChecked : Primitives.Multiply,
        BinaryOperatorKind.Divide => Primitives.Divide,
        BinaryOperatorKind.Remainder => Primitives.Remainder,
        BinaryOperatorKind.And => Primitives.And,
        BinaryOperatorKind.Or => Primitives.Or,
        BinaryOperatorKind.ExclusiveOr => Primitives.Xor,
        BinaryOperatorKind.LeftShift => Primitives.ShiftLeft,
        BinaryOperatorKind.RightShift => Primitives.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => Primitives.ShiftRightUnsigned,
        _ => Comparison(kind),
    };

    private static Primitive? Comparison(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Primitives.Equal,
        BinaryOperatorKind.NotEquals => Primitives.NotEqual,
        BinaryOperatorKind.LessThan => Primitives.Less,
        BinaryOperatorKind.LessThanOrEqual => Primitives.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Primitives.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Primitives.GreaterOrEqual,
        _ => null,
    };

    private Value Unary(IUnaryOperation unary)
    {
        IrType type = Map(unary.Type);
        if (OperatorOf(unary.OperatorMethod, unary.ConstrainedToType, unary) is { } user)
        {
            return CallOperator(unary, user, Expression(unary.Operand));
        }

        if (type.Kind == ScalarKind.Object || unary.IsLifted || type.IsBuffer)
        {
            return OpaqueExpression(unary);
        }

        Value operand = Expression(unary.Operand);
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => Let(
                unary.IsChecked && type.IsInteger ? Primitives.NegateChecked : Primitives.Negate, type, operand),
            UnaryOperatorKind.Not => Let(Primitives.Not, type, operand),
            UnaryOperatorKind.BitwiseNegation when type.Kind == ScalarKind.Bool => Let(Primitives.Not, type, operand),
            UnaryOperatorKind.BitwiseNegation => Narrow(type, computed => Let(Primitives.Complement, computed, ConvertTo(operand, computed))),
            _ => throw Unsupported(unary, $"the operator {unary.OperatorKind} is not supported"),
        };
    }
}
