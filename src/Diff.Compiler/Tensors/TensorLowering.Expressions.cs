using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Expressions.</content>
internal sealed partial class TensorLowering
{
    /// <summary>Lowers an expression; null for what is no tensor, number, truth value or layer.</summary>
    private TensorTerm? Lower(IOperation? operation)
    {
        if (operation is null || _operations > LargestBody)
        {
            return null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return constant switch
            {
                bool truth => new ValueTerm(_builder.Bool(truth)),
                char or string => null,
                System.IConvertible number => new ValueTerm(Real(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture))),
                _ => null,
            };
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Lower(inner.Operand);
            case IConversionOperation conversion:
                return LowerConversion(conversion);
            case ILocalReferenceOperation local:
                return Read(local.Local);
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter);
            case IInstanceReferenceOperation:
                return null;
            case IFieldReferenceOperation { Instance: { } instance, Field.ContainingType.IsTupleType: true } item:
                return LowerItem(item.Field, instance);
            case IFieldReferenceOperation field:
                return LowerMember(field, field.Field, field.Instance, field.Field.Type);
            case IPropertyReferenceOperation property:
                return LowerProperty(property);
            case IInvocationOperation call:
                return LowerCall(call);
            case IBinaryOperation binary:
                return LowerBinary(binary);
            case IUnaryOperation unary:
                return LowerUnary(unary);
            case ISimpleAssignmentOperation assignment:
                return LowerAssignment(assignment.Target, Lower(assignment.Value), assignment.Value);
            case ICompoundAssignmentOperation assignment:
                TensorTerm? before = Lower(assignment.Target);
                TensorTerm? operand = Lower(assignment.Value);
                At(assignment);
                return LowerAssignment(assignment.Target, Operate(assignment.OperatorKind, before, operand, assignment.Type), null);
            case IIncrementOrDecrementOperation step:
                return LowerAssignment(step.Target, new ValueTerm(Apply(Primitives.Add, ValueOf(Lower(step.Target)), Real(1))), null);
            case IDeconstructionAssignmentOperation deconstruction:
                TensorTerm? parts = Lower(deconstruction.Value);
                Deconstruct(deconstruction.Target, parts);
                return parts;
            case IDeclarationExpressionOperation declaration:
                return Lower(declaration.Expression);
            case ITupleOperation tuple:
                return new TupleTerm([.. tuple.Elements.Select(Lower)]);
            case IConditionalOperation choice:
                return LowerChoice(choice);
            case ICoalesceOperation coalesce:
                return Either(Lower(coalesce.Value), () => Lower(coalesce.WhenNull));
            case IConditionalAccessOperation access:
                Lower(access.Operation);
                return Lower(access.WhenNotNull);
            case ISwitchExpressionOperation choice:
                Lower(choice.Value);
                TensorTerm? result = null;
                foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                {
                    result = result is null ? Lower(arm.Value) : Either(result, () => Lower(arm.Value));
                }

                return result;
            case IAwaitOperation wait:
                return Lower(wait.Operation);
            case IArrayElementReferenceOperation element:
                return Lower(element.ArrayReference) is ValueTerm array && TypeOf(element.Type) == IrType.Double
                    ? new ValueTerm(Apply(TensorPrimitives.View, array.Value)) : DataOf(element.Type);
            case IObjectCreationOperation creation:
                return LowerCreation(creation);
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation:
                return null;
            default:
                return LowerUnknown(operation);
        }
    }

    /// <summary>What is not known depends on all tensors in it.</summary>
    private TensorTerm? LowerUnknown(IOperation operation)
    {
        List<TensorTerm?> parts = [.. operation.ChildOperations.Select(Lower)];
        return TypeOf(operation.Type) is { } type ? UnknownOf(type, parts.Where((p, i) => IsTensorish(operation.ChildOperations.ElementAt(i)))) : null;
    }

    private TensorTerm UnknownOf(IrType type, IEnumerable<TensorTerm?> parts)
    {
        List<Value> values = [.. parts.Where(p => p is ValueTerm or TupleTerm).Select(ValueOf)];
        if (values.Count == 0 || type == IrType.Bool)
        {
            return new ValueTerm(Data(type));
        }

        Value joined = values[0];
        foreach (Value value in values.Skip(1))
        {
            joined = Apply(TensorPrimitives.Join, joined, value);
        }

        return new ValueTerm(Apply(TensorPrimitives.Unknown, joined));
    }

    private bool IsTensorish(IOperation operation) => _types.HoldsTensors(operation.Type)
        || (operation is IArgumentOperation argument && _types.HoldsTensors(argument.Value.Type))
        || operation is IArrayInitializerOperation or IObjectOrCollectionInitializerOperation or ICollectionExpressionOperation;

    private TensorTerm? DataOf(ITypeSymbol? type) => TypeOf(type) is { } known ? new ValueTerm(Data(known)) : null;

    private TensorTerm? LowerConversion(IConversionOperation conversion)
    {
        TensorTerm? operand = Lower(conversion.Operand);
        bool isRead = _types.IsTensor(conversion.Operand.Type) && TypeOf(conversion.Type) is not null && !_types.HoldsTensors(conversion.Type);
        if (isRead && operand is not null)
        {
            At(conversion);
            return new ValueTerm(Apply(TensorPrimitives.Read, ValueOf(operand)));
        }

        return operand;
    }

    private TensorTerm? Read(ISymbol symbol)
    {
        if (!_locals.TryGetValue(symbol, out TensorTerm? term))
        {
            ITypeSymbol? type = symbol is ILocalSymbol local ? local.Type : (symbol as IParameterSymbol)?.Type;
            return ModuleOf(type, "local:" + symbol.Name, null) ?? DataOf(type);
        }

        return Snapshot(term);
    }

    /// <summary>What variables hold now: a later assignment does not reach back.</summary>
    private TensorTerm? Snapshot(TensorTerm? term) => term switch
    {
        ValueTerm value => new ValueTerm(_builder.Let(Primitives.Copy, value.Value)),
        TupleTerm tuple => new TupleTerm([.. tuple.Items.Select(Snapshot)]),
        _ => term,
    };

    /// <summary>The path of an object from the receiver of the method that is lowered.</summary>
    private string PathOf(IOperation? instance) => instance switch
    {
        null => "static",
        IInstanceReferenceOperation => _frame.Receiver,
        ILocalReferenceOperation local => "local:" + local.Local.Name,
        IParameterReferenceOperation parameter => _locals.TryGetValue(parameter.Parameter, out TensorTerm? term) && term is ModuleTerm module
            ? module.Path : parameter.Parameter.Name,
        IFieldReferenceOperation field => PathOf(field.Instance) + "." + field.Field.Name,
        IPropertyReferenceOperation property => PathOf(property.Instance) + "." + property.Property.Name,
        IConversionOperation conversion => PathOf(conversion.Operand),
        IParenthesizedOperation inner => PathOf(inner.Operand),
        _ => "value@" + instance.Syntax.SpanStart.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A field or property: weights, a kept tensor, a setting.</summary>
    private TensorTerm? LowerMember(IOperation reference, ISymbol member, IOperation? instance, ITypeSymbol type)
    {
        string path = PathOf(instance) + "." + member.Name;
        IOperation? creation = CreationOf(member);
        if (ModuleOf(type, path, creation) is { } module)
        {
            return module with { Holder = member };
        }

        if (IsTuple(type))
        {
            return null;
        }

        if (TypeOf(type) is not { } known)
        {
            return null;
        }

        bool isTrained = known == IrType.Double && (TensorTypes.IsVariable(type) || IsCreatedTrained(member));
        return Snapshot(new ValueTerm(isTrained ? Weights(path, member, creation) : Place(path, known, isTrained: false)));
    }

    /// <summary>An item of a tuple.</summary>
    private TensorTerm? LowerItem(IFieldSymbol field, IOperation instance)
    {
        TensorTerm? whole = Lower(instance);
        if (whole is not TupleTerm tuple)
        {
            return whole is ValueTerm ? whole : DataOf(field.Type);
        }

        // A named item corresponds to Item1, Item2 and so on.
        string name = (field.CorrespondingTupleField ?? field).Name;
        int position = int.TryParse(name.StartsWith("Item", System.StringComparison.Ordinal) ? name.Substring(4) : "", out int number) ? number - 1 : -1;
        return position >= 0 && position < tuple.Items.Count ? tuple.Items[position] : DataOf(field.Type);
    }

    private TensorTerm? LowerProperty(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = property.Property;
        if (property.Instance is { } instance && _types.HoldsTensors(instance.Type))
        {
            if (Lower(instance) is not { } whole)
            {
                return DataOf(property.Type);
            }

            foreach (IArgumentOperation argument in property.Arguments)
            {
                Lower(argument.Value);
            }

            At(property);
            return symbol.Name switch
            {
                _ when TypeOf(property.Type) != IrType.Double => DataOf(property.Type),
                "T" or "mT" or "H" => new ValueTerm(Apply(TensorPrimitives.Transpose, ValueOf(whole))),
                "data" => new ValueTerm(Apply(Primitives.Stop, ValueOf(whole))),
                "grad" or "shape" => DataOf(property.Type),
                _ when _types.HoldsTensors(property.Type) => new ValueTerm(Apply(TensorPrimitives.View, ValueOf(whole))),
                _ => DataOf(property.Type),
            };
        }

        if (symbol.IsIndexer)
        {
            return property.Instance is not null && Lower(property.Instance) is ValueTerm held && TypeOf(property.Type) == IrType.Double
                ? new ValueTerm(Apply(TensorPrimitives.View, held.Value)) : DataOf(property.Type);
        }

        if (symbol.GetMethod is { } getter && !symbol.IsVirtual && !symbol.IsAbstract && _types.HoldsTensors(property.Type)
            && SourceOf(getter) is { } source && _stack.Count < Deepest && !_stack.Contains(getter, SymbolEqualityComparer.Default))
        {
            return Inline(getter, source, property.Instance, [], property);
        }

        return LowerMember(property, symbol, property.Instance, symbol.Type);
    }

    private TensorTerm? LowerBinary(IBinaryOperation binary)
    {
        TensorTerm? left = Lower(binary.LeftOperand);
        TensorTerm? right = Lower(binary.RightOperand);
        if (TypeOf(binary.Type) is null)
        {
            return null;
        }

        At(binary);
        return Operate(binary.OperatorKind, left, right, binary.Type);
    }

    private TensorTerm? Operate(BinaryOperatorKind kind, TensorTerm? left, TensorTerm? right, ITypeSymbol? type)
    {
        Primitive? primitive = kind switch
        {
            BinaryOperatorKind.Add => Primitives.Add,
            BinaryOperatorKind.Subtract => Primitives.Subtract,
            BinaryOperatorKind.Multiply => Primitives.Multiply,
            BinaryOperatorKind.Divide when type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64) => Primitives.Divide,
            BinaryOperatorKind.LessThan => Primitives.Less,
            BinaryOperatorKind.LessThanOrEqual => Primitives.LessOrEqual,
            BinaryOperatorKind.GreaterThan => Primitives.Greater,
            BinaryOperatorKind.GreaterThanOrEqual => Primitives.GreaterOrEqual,
            BinaryOperatorKind.Equals => Primitives.Equal,
            BinaryOperatorKind.NotEquals => Primitives.NotEqual,
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => Primitives.And,
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => Primitives.Or,
            _ => null,
        };
        if (primitive is null || left is null || right is null)
        {
            return TypeOf(type) is { } known ? UnknownOf(known, [left, right]) : null;
        }

        Value first = left is ValueTerm a ? a.Value : ValueOf(left);
        Value second = right is ValueTerm b ? b.Value : ValueOf(right);
        return new ValueTerm(Apply(primitive, first, second));
    }

    private TensorTerm? LowerUnary(IUnaryOperation unary)
    {
        TensorTerm? operand = Lower(unary.Operand);
        if (operand is not ValueTerm value)
        {
            return DataOf(unary.Type);
        }

        At(unary);
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => new ValueTerm(Apply(Primitives.Negate, value.Value)),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => new ValueTerm(Apply(Primitives.Not, value.Value)),
            _ => DataOf(unary.Type),
        };
    }

    private TensorTerm? LowerChoice(IConditionalOperation choice)
    {
        TensorTerm? condition = Lower(choice.Condition);
        TensorTerm? result = null;
        At(choice);
        LowerBranch(
            condition,
            () => result = Lower(choice.WhenTrue) is { } term ? Store(result, term, "") : result,
            () => result = Lower(choice.WhenFalse) is { } term ? Store(result, term, "") : result);
        return Snapshot(result);
    }

    private TensorTerm? Either(TensorTerm? first, System.Func<TensorTerm?> second)
    {
        if (first is null)
        {
            return second();
        }

        TensorTerm result = Store(null, first, "");
        LowerBranch(null, () => result = second() is { } term ? Store(result, term, "") : result, () => { });
        return Snapshot(result);
    }

    private TensorTerm? LowerCreation(IObjectCreationOperation creation)
    {
        if (creation.Type is INamedTypeSymbol type && ModuleOf(type, PathOf(creation), creation) is { } module)
        {
            return module;
        }

        List<TensorTerm?> parts = [.. creation.Arguments.Select(a => Lower(a.Value))];
        if (creation.Initializer is { } initializer)
        {
            foreach (IOperation element in initializer.Initializers)
            {
                parts.Add(element is IInvocationOperation { Arguments.Length: 1 } added ? Lower(added.Arguments[0].Value) : element is IAssignmentOperation ? null : Lower(element));
            }
        }

        At(creation);
        if (TensorTypes.IsVariable(creation.Type))
        {
            return new ValueTerm(Weights(PathOf(creation), HolderOf(creation), creation));
        }

        return TypeOf(creation.Type) is { } known ? UnknownOf(known, parts) : null;
    }
}
