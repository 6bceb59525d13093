using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private List<Value>? _declaredInside;

    /// <summary>Evaluates an expression for its effect.</summary>
    private void Effect(IOperation expression)
    {
        if (expression is IInvocationOperation invocation)
        {
            Invoke(invocation, "");
        }
        else if (expression is ISimpleAssignmentOperation assignment && TryMakeRow(assignment))
        {
            return;
        }
        else if (expression is IDeconstructionAssignmentOperation deconstruction)
        {
            Deconstruct(deconstruction);
        }
        else if (expression is IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call } access
            && access.Operation.Type?.TypeKind == TypeKind.Delegate && ClosureOf(access.Operation) is { } known)
        {
            // f?.Invoke(x): what is known is there or is not.
            if (!known.IsNull)
            {
                CallClosure(known, call);
            }
        }
        else if (!TryBindDelegate(expression) && !TryDefaultDelegate(expression))
        {
            Expression(expression);
        }
    }

    /// <summary>Evaluates an expression; a memory allocated by it gets the name given.</summary>
    private Value Expression(IOperation operation, string name = "")
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && ConstantOf(operation.Type, constant) is { } literal)
        {
            return _builder.Constant(literal);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local when TryPlace(local.Local, out Place referred):
                return Load(referred);
            case ILocalReferenceOperation local:
                RequireRows(local);
                return Read(VariableOf(local, local.Local));
            case IParameterReferenceOperation parameter when TryPlace(parameter.Parameter, out Place place):
                return Load(place);
            case IInstanceReferenceOperation when _receiver is { } receiver:
                return Load(receiver);
            case IParameterReferenceOperation parameter:
                return Read(VariableOf(parameter, parameter.Parameter));
            case IParenthesizedOperation parenthesized:
                return Expression(parenthesized.Operand, name);
            case IConversionOperation conversion:
                return Conversion(conversion, name);
            case IBinaryOperation binary:
                return Binary(binary);
            case IUnaryOperation unary:
                return Unary(unary);
            case IConditionalOperation conditional:
                return ChosenMemory(conditional, name) ?? Conditional(conditional);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce);
            case ISimpleAssignmentOperation assignment:
                return SimpleAssignment(assignment);
            case ICompoundAssignmentOperation assignment:
                return CompoundAssignment(assignment);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IImplicitIndexerReferenceOperation indexer when Map(indexer.Instance.Type).IsBuffer:
                return Indexed(indexer);
            case IArrayElementReferenceOperation { Indices.Length: 1 } part when IsRange(part.Indices[0]):
                return CopyOfPart(part, part.Indices[0], name);
            case IArrayElementReferenceOperation element:
                (Value array, Value index) = ElementOf(element);
                CheckMade(element, array, index);
                return LoadElement(array, index);
            case ICollectionExpressionOperation rows when Map(rows.Type) is { Array: ArrayForm.Jagged } jagged:
                return CreateJagged(rows, jagged, name);
            case IInvocationOperation or IPropertyReferenceOperation when ReferredPlace(operation) is { } referredTo:
                return Load(referredTo);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IInvocationOperation invocation:
                return Invoke(invocation, name) ?? throw Unsupported(operation, "a void call has no value");
            case IArrayCreationOperation creation:
                return CreateArray(creation, name);
            case IObjectCreationOperation creation:
                return CreateObject(creation);
            case ICollectionExpressionOperation collection when Map(collection.Type) is { IsBuffer: true } type:
                return collection.Elements.Any(e => e is ISpreadOperation)
                    ? Spread(collection, type, name)
                    : Filled(type, _builder.Int(collection.Elements.Length), collection.Elements, name);
            case IDefaultValueOperation when Map(operation.Type).Kind != ScalarKind.Object:
                return DefaultOf(Map(operation.Type));
            case IInvalidOperation:
                throw Invalid(operation.Syntax);
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case IWithOperation with:
                return With(with);
            case ITupleBinaryOperation comparison:
                return Equality(comparison, Expression(comparison.LeftOperand), Expression(comparison.RightOperand), comparison.OperatorKind == BinaryOperatorKind.Equals);
            case IIsTypeOperation { ValueOperand.Type: { } tested } test when SymbolEqualityComparer.Default.Equals(_types.Apply(tested), _types.Apply(test.TypeOperand)) && tested.IsValueType:
                Effect(test.ValueOperand);
                return _builder.Bool(!test.IsNegated);
            case ICoalesceAssignmentOperation:
                throw Unsupported(operation, "??= is not supported; write if (x is null) x = …");
            case IIsPatternOperation pattern:
                return IsPattern(pattern);
            case IAnonymousFunctionOperation or IDelegateCreationOperation:
                throw Unsupported(operation, UnknownDelegate);
            case IAwaitOperation:
                throw Unsupported(operation, "await is not supported; await in the caller");
            case ITupleOperation tuple:
                return CreateTuple(tuple);
            case { Kind: OperationKind.None } when operation.Syntax is StackAllocArrayCreationExpressionSyntax
                or ImplicitStackAllocArrayCreationExpressionSyntax:
                return StackAllocate(operation, name);
            default:
                return OpaqueExpression(operation);
        }
    }

    private Value IsPattern(IIsPatternOperation operation)
    {
        IOperation tested = StripConversions(operation.Value);
        if (tested.Type is IArrayTypeSymbol array && Map(array) is { HoldsMemory: true, IsBuffer: false })
        {
            switch (operation.Pattern)
            {
                case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                    return IsNull(Expression(operation.Value));
                case INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } }:
                    return Let(Primitives.Not, IrType.Bool, IsNull(Expression(operation.Value)));
            }
        }

        if (operation.Value.Type?.TypeKind == TypeKind.Delegate && ClosureOf(StripConversions(operation.Value)) is { } closure)
        {
            return NullPattern(operation, closure.IsNull);
        }

        Value subject = Expression(operation.Value);
        if (!subject.Type.IsBuffer && (subject.Type.Shape != Shape.Scalar || subject.Type.Kind == ScalarKind.Object || subject.Type.Array != ArrayForm.None))
        {
            throw Unsupported(operation, "patterns are supported over numbers, structs of numbers, and arrays and spans only");
        }

        return Pattern(operation.Pattern, subject);
    }

    private Value VariableOf(IOperation reference, ISymbol symbol)
    {
        if (_variables.TryGetValue(symbol, out Value variable))
        {
            return variable;
        }

        if (_closures.ContainsKey(symbol))
        {
            throw Unsupported(reference, UnknownDelegate);
        }

        throw reference is ILocalReferenceOperation { Local: { IsConst: false } local }
            ? Unsupported(reference, $"'{local.Name}' is declared in a way that is not supported")
            : Unsupported(reference, $"'{symbol.Name}' is not a variable of this method");
    }

    /// <summary>A copy of what a variable holds now.</summary>
    private Value Read(Value variable) => variable.Type.IsStruct
        ? Bundle(variable.Type, [.. LeavesOf(variable).Select(l => Let(Primitives.Copy, l.Type, l))])
        : Let(Primitives.Copy, variable.Type, variable);

    private Constant? ConstantOf(ITypeSymbol? type, object value)
    {
        if (type is null || ScalarOf(type) is not { } kind)
        {
            return null;
        }

        IrType scalar = new(kind);
        return value switch
        {
            bool b => Constant.Of(b),
            char c => new Constant(scalar, c),
            float f => Constant.Of(scalar, f),
            double d => Constant.Of(scalar, d),
            ulong u => new Constant(scalar, unchecked((long)u)),
            System.IConvertible number when scalar.IsInteger =>
                new Constant(scalar, number.ToInt64(System.Globalization.CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static IOperation StripConversions(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private Value Conditional(IConditionalOperation conditional)
    {
        if (conditional.WhenFalse is null)
        {
            throw Invalid(conditional.Syntax);
        }

        IrType type = Map(conditional.Type);
        if (type.Kind == ScalarKind.Object)
        {
            return OpaqueExpression(conditional);
        }

        Value condition = Expression(conditional.Condition);
        Value result = NewVariable(type, "");
        Assign(result, DefaultOf(type));
        Block whenTrue = Declaring(() => Nested(() => AssignOrThrow(result, conditional.WhenTrue)));
        Block whenFalse = Declaring(() => Nested(() => AssignOrThrow(result, conditional.WhenFalse)));
        _builder.Add(new If(condition, whenTrue, whenFalse, default));
        return Read(result);
    }

    /// <summary>One side of ?: or ??, which may be a throw expression.</summary>
    private void AssignOrThrow(Value variable, IOperation value)
    {
        if (StripConversions(value) is IThrowOperation @throw)
        {
            LowerThrow(@throw);
            return;
        }

        Assign(variable, ConvertTo(Expression(value), variable.Type));
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if ((MemberValue(reference) ?? FieldValue(field, reference.Instance) ?? StaticStruct(reference)) is { } known)
        {
            return known;
        }

        if (!field.IsStatic)
        {
            return Map(field.Type).Kind == ScalarKind.Object && _methodIndex == 0
                ? OpaqueExpression(reference)
                : throw Unsupported(reference, $"'{field.Name}' belongs to an object that is not the receiver, a parameter or a member of these; pass the number as a parameter");
        }

        if (!_module.IsAccessible(field))
        {
            throw Refused(
                reference.Syntax, Refusals.InaccessibleMember,
                $"'{field.ContainingType.Name}.{field.Name}' cannot be reached from the generated code; make it internal or pass it as a parameter");
        }

        return OpaqueValue(
            reference, $"{Qualified(field.ContainingType)}.{MemberNames.Identifier(field.Name)}", [], field.Name, isPure: field.IsReadOnly);
    }
}
