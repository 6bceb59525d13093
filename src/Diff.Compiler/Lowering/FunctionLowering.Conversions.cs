using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Conversions between types, and arrays that may be null.</summary>
internal sealed partial class FunctionLowering
{
    private Value Conversion(IConversionOperation conversion, string name)
    {
        IrType target = Map(conversion.Type);
        IrType source = Map(conversion.Operand.Type);
        if (target.IsBuffer && conversion.Operand.Kind == OperationKind.None)
        {
            return Expression(conversion.Operand, name);
        }

        if (CloneOf(conversion.Operand, target, name) is { } clone)
        {
            return clone;
        }

        if (target.Array != ArrayForm.None && conversion.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return DefaultOf(target);
        }

        if (target.IsBuffer && (source.IsBuffer || conversion.Operand.ConstantValue is { HasValue: true, Value: null }))
        {
            // Array to span, span to read-only span: the same memory. C# 14 has these built in where C# 13 calls an operator.
            return source.IsBuffer ? Expression(conversion.Operand, name) : _builder.Constant(Constant.Default(target));
        }

        if (OperatorOf(conversion.OperatorMethod, conversion.ConstrainedToType, conversion) is { } user)
        {
            return ConvertTo(CallOperator(conversion, user, Expression(conversion.Operand)), target);
        }

        if (target.IsStruct && source.IsStruct)
        {
            return ConvertTo(Expression(conversion.Operand), target);
        }

        if (target.Kind is ScalarKind.Object or ScalarKind.Struct || source.Kind is ScalarKind.Object or ScalarKind.Struct || target.IsBuffer || source.IsBuffer)
        {
            return OpaqueExpression(conversion);
        }

        return ConvertTo(Expression(conversion.Operand), target, conversion.IsChecked);
    }

    private Value ConvertTo(Value value, IrType type, bool isChecked = false)
    {
        if (value.Type.IsStruct && type.IsStruct)
        {
            // Tuples convert element by element.
            return value.Type.Layout!.Equals(type.Layout)
                ? value
                : Bundle(type, [.. LeavesOf(value).Zip(type.Layout!.Leaves, (v, t) => ConvertTo(v, t, isChecked))]);
        }

        return value.Type.Kind == type.Kind || value.Type.IsBuffer || value.Type.IsStruct || type.IsStruct
            ? value
            : Let(isChecked && type.IsInteger ? Primitives.ConvertChecked : Primitives.Convert, type, value);
    }

    /// <summary>array ?? other; what is right of the operator may throw.</summary>
    private Value Coalesce(ICoalesceOperation coalesce)
    {
        if (!Map(coalesce.Value.Type).HoldsMemory)
        {
            return OpaqueExpression(coalesce);
        }

        Value value = Expression(coalesce.Value);
        Value result = NewVariable(value.Type, "");
        Assign(result, value);
        Block whenNull = Nested(() => AssignOrThrow(result, coalesce.WhenNull));
        _builder.Add(new If(IsNull(value), whenNull, Block.Empty, default));
        return Read(result);
    }

    /// <summary>Whether an array is null: its span then refers to nothing, unlike that of an empty array.</summary>
    private Value IsNull(Value buffer)
    {
        Value result = Temporary(IrType.Bool);
        _builder.Add(new Opaque(
            result,
            "global::System.Runtime.CompilerServices.Unsafe.IsNullRef(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({0}))",
            EquatableArray<Value>.Of(LeavesOf(buffer)[0]), "a comparison with null", IsPure: true, IsSink: true));
        return result;
    }

    /// <summary>array == null or array != null, or null for any other comparison.</summary>
    private Value? NullComparison(IBinaryOperation binary)
    {
        IOperation left = StripConversions(binary.LeftOperand);
        IOperation right = StripConversions(binary.RightOperand);
        IOperation? array = right.ConstantValue is { HasValue: true, Value: null } ? left
            : left.ConstantValue is { HasValue: true, Value: null } ? right
            : null;
        if (array?.Type is not IArrayTypeSymbol || !Map(array.Type).HoldsMemory)
        {
            return null;
        }

        Value isNull = IsNull(Expression(array));
        return binary.OperatorKind == BinaryOperatorKind.Equals ? isNull : Let(Primitives.Not, IrType.Bool, isNull);
    }
}
