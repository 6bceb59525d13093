using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Collection expressions with spreads, and memory whose length is chosen.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>[.. x, 1, .. y]: all are evaluated in order, then copied.</summary>
    private Value Spread(ICollectionExpressionOperation collection, IrType type, string name)
    {
        List<(Value Value, bool IsSpread)> parts = [];
        Value length = _builder.Int(0);
        foreach (IOperation element in collection.Elements)
        {
            if (element is not ISpreadOperation spread)
            {
                parts.Add((ConvertTo(Expression(element), type.Element), false));
                length = Let(Primitives.Add, IrType.Int, length, _builder.Int(1));
                continue;
            }

            IOperation operand = StripConversions(spread.Operand);
            if (!Map(operand.Type).IsBuffer)
            {
                throw Unsupported(spread, "spreads are supported over arrays and spans of numbers; copy the elements");
            }

            Value buffer = Expression(operand);
            parts.Add((buffer, true));
            length = Let(Primitives.Add, IrType.Int, length, LengthOf(buffer));
        }

        Value result = NewBuffer(type.Element, length, name);
        Value position = _builder.Int(0);
        foreach ((Value value, bool isSpread) in parts)
        {
            if (!isSpread)
            {
                StoreElement(result, position, value);
                position = Let(Primitives.Add, IrType.Int, position, _builder.Int(1));
                continue;
            }

            Value start = position;
            if (value.Type.Element.Equals(type.Element))
            {
                CopyElements(value, _builder.Int(0), result, start, LengthOf(value));
            }
            else
            {
                ForEachIndex(LengthOf(value), k => StoreElement(
                    result, Let(Primitives.Add, IrType.Int, start, k), ConvertTo(LoadElement(value, k), type.Element)));
            }

            position = Let(Primitives.Add, IrType.Int, position, LengthOf(value));
        }

        return result;
    }

    /// <summary>
    /// n &lt;= 128 ? stackalloc double[n] : new double[n]: where memory comes from makes no difference here, so that it is one block whose
    /// length is chosen. Null for any other condition.
    /// </summary>
    private Value? ChosenMemory(IConditionalOperation conditional, string name)
    {
        if (!Map(conditional.Type).IsBuffer || conditional.WhenFalse is null
            || SizeOf(conditional.WhenTrue) is not { } whenTrue || SizeOf(conditional.WhenFalse) is not { } whenFalse)
        {
            return null;
        }

        Value condition = Expression(conditional.Condition);
        Value length = NewVariable(IrType.Int, "length");
        Assign(length, _builder.Int(0));
        Block one = Nested(() => Assign(length, ConvertTo(Expression(whenTrue), IrType.Int, isChecked: true)));
        Block other = Nested(() => Assign(length, ConvertTo(Expression(whenFalse), IrType.Int, isChecked: true)));
        _builder.Add(new If(condition, one, other, default));
        return NewBuffer(Map(conditional.Type).Element, Read(length), name);
    }

    /// <summary>The length of new memory without initial values, or null.</summary>
    private IOperation? SizeOf(IOperation operation)
    {
        while (operation is IConversionOperation conversion && Map(conversion.Type).IsBuffer)
        {
            operation = conversion.Operand;
        }

        return operation switch
        {
            IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes, Initializer: null } => sizes[0],
            IInvocationOperation { TargetMethod.Name: "Rent" } rent
                when TypeMapping.MetadataName(rent.TargetMethod.ContainingType) == "System.Buffers.ArrayPool<T>" => rent.Arguments[0].Value,
            { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax array } }
                when array.RankSpecifiers.Count == 1 && array.RankSpecifiers[0].Sizes.Count == 1 =>
                    operation.SemanticModel!.GetOperation(array.RankSpecifiers[0].Sizes[0], _cancellation),
            _ => null,
        };
    }
}
