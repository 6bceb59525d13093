using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    /// <summary>A place that can be read and written; its buffer and index are evaluated once.</summary>
    /// <param name="Variable">A variable; of a struct, or of a part of one, the variables of its scalars.</param>
    /// <param name="Buffer">The memory that holds it otherwise.</param>
    /// <param name="Index">Where its first scalar is.</param>
    /// <param name="Part">The type of what is there, if it is not one element.</param>
    /// <param name="Accessors">The property that is read and written by its accessors, if it is one.</param>
    private readonly record struct Place(Value? Variable, Value? Buffer, Value? Index, IrType? Part = null, PropertyOf? Accessors = null)
    {
        public IrType Type => Variable?.Type ?? Part ?? Buffer!.Type.Element;
    }

    /// <summary>A computed property or an indexer of a struct; what an indexer gets is evaluated once.</summary>
    private sealed record PropertyOf(IPropertySymbol Property, Place? Receiver, Passed[] Arguments, IOperation Site);

    /// <summary>An element as a place.</summary>
    private Place ElementPlace(Value buffer, Value index) => buffer.Type.Layout is { } layout
        ? new Place(null, buffer, Let(Primitives.Multiply, IrType.Int, index, _builder.Int(layout.Count)), buffer.Type.Element)
        : new Place(null, buffer, index);

    /// <summary>A local or parameter, of this method or of one around it.</summary>
    private Place PlaceOfSymbol(ISymbol symbol, IOperation reference)
    {
        if (TryPlace(symbol, out Place place))
        {
            return place;
        }

        return _receiver is { } receiver && symbol is ITypeSymbol ? receiver : new Place(VariableOf(reference, symbol), null, null);
    }

    private Place PlaceOf(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local when TryPlace(local.Local, out Place referred):
                return referred;
            case ILocalReferenceOperation or IParameterReferenceOperation when target.Type?.TypeKind == TypeKind.Delegate:
                throw Unsupported(target, "a delegate that is assigned again is not supported; use a local for each, and choose by an if around the call");
            case ILocalReferenceOperation local:
                return new Place(Variable(local.Local, local.Local.Type), null, null);
            case IInstanceReferenceOperation when _receiver is { } receiver:
                return receiver;
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return new Place(Variable(declared.Local, declared.Local.Type), null, null);
            case IParameterReferenceOperation parameter when TryPlace(parameter.Parameter, out Place element):
                return element;
            case IParameterReferenceOperation parameter:
                return new Place(VariableOf(parameter, parameter.Parameter), null, null);
            case IArrayElementReferenceOperation row when Map(row.ArrayReference.Type).Array == ArrayForm.Jagged:
                throw Unsupported(row, RowReplaced);
            case IArrayElementReferenceOperation element:
                (Value array, Value arrayIndex) = ElementOf(element);
                return ElementPlace(array, arrayIndex);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } property
                when Map(instance.Type).IsBuffer:
                (Value span, Value spanIndex) = ElementOf(property);
                return ElementPlace(span, spanIndex);
            case IImplicitIndexerReferenceOperation indexer when Map(indexer.Instance.Type).IsBuffer && !IsRange(indexer.Argument):
                Value indexed = Expression(indexer.Instance);
                return ElementPlace(indexed, FromEitherEnd(indexer.Argument, indexed));
            case IDiscardOperation discard:
                return new Place(NewVariable(Map(discard.Type), ""), null, null);
            case IFieldReferenceOperation member when PlaceOfField(member.Field, member.Instance) is { } place:
                return place;
            case IPropertyReferenceOperation member when PlaceOfField(member.Property, member.Instance) is { } place:
                return place;
            case IInvocationOperation or IPropertyReferenceOperation when ReferredPlace(target) is { } referredTo:
                return referredTo;
            case IPropertyReferenceOperation { Instance: not null } extension when ExtensionPlace(extension) is { } place:
                return place;
            case IPropertyReferenceOperation { Instance: { } instance } computed when IsPlace(instance) && Map(instance.Type).IsStruct:
                return PlaceOfComputed(computed.Property, PlaceOf(instance), computed.Arguments, computed);
            case IConditionalOperation { IsRef: true } conditional:
                return ConditionalPlace(conditional);
            case IFieldReferenceOperation field:
                throw Refused(
                    target.Syntax, Refusals.StoreOutside,
                    $"'{field.Field.Name}' is stored outside the method, where its derivative would be lost; return it or write it to a span parameter");
            case IPropertyReferenceOperation property:
                throw Refused(
                    target.Syntax, Refusals.StoreOutside,
                    $"'{property.Property.Name}' is stored outside the method, where its derivative would be lost; return it or write it to a span parameter");
            case IInvalidOperation:
                throw Invalid(target.Syntax);
            default:
                throw Unsupported(target, "assignment to this target is not supported; assign to a local, a parameter or an element");
        }
    }

    private Value Load(Place place)
    {
        if (place.Variable is { } variable)
        {
            return Read(variable);
        }

        if (place.Accessors is { Property.GetMethod: { } getter } property)
        {
            return property.Receiver is { } receiver && FieldBehind(property.Property, getter, receiver.Type) is { } field
                ? Load(FieldPlace(receiver, field))
                : Call(_types.Apply(getter), property.Receiver, property.Arguments, property.Site)!;
        }

        return place.Type is { IsStruct: true } type
            ? Bundle(type, [.. type.Layout!.Leaves.Select((l, i) => LoadScalar(place.Buffer!, Offset(place.Index!, i)))])
            : LoadScalar(place.Buffer!, place.Index!);
    }

    private Value LoadScalar(Value buffer, Value index)
    {
        Value result = Temporary(new IrType(buffer.Type.Kind, Shape.Scalar, buffer.Type.Name));
        _builder.Add(new Load(result, buffer, index));
        return result;
    }

    /// <summary>An element of a buffer.</summary>
    private Value LoadElement(Value buffer, Value index) =>
        buffer.Type.Array == ArrayForm.Jagged ? RowOf(buffer, index) : Load(ElementPlace(buffer, index));

    private void StoreElement(Value buffer, Value index, Value value) => StoreTo(ElementPlace(buffer, index), value);

    /// <summary>How many elements a buffer has.</summary>
    private Value LengthOf(Value buffer)
    {
        if (buffer.Type.Array != ArrayForm.None)
        {
            return LengthOfArray(buffer);
        }

        Value scalars = _builder.Length(buffer);
        return buffer.Type.Layout is { } layout ? Let(Primitives.Divide, IrType.Int, scalars, _builder.Int(layout.Count)) : scalars;
    }

    private Value NewBuffer(IrType element, Value length, string name, AllocationKind kind = AllocationKind.Zeroed)
    {
        Value scalars = element.IsStruct ? Let(Primitives.Multiply, IrType.Int, length, _builder.Int(element.Layout!.Count)) : length;
        return _builder.Allocate(element, scalars, name, kind);
    }

    private void StoreTo(Place place, Value value)
    {
        if (place.Variable is { } variable)
        {
            Assign(variable, value);
        }
        else if (place.Accessors is { } property)
        {
            IMethodSymbol setter = property.Property.SetMethod ?? throw Invalid(property.Site.Syntax);
            if (property.Receiver is { } holder && FieldBehind(property.Property, setter, holder.Type) is { } field)
            {
                StoreTo(FieldPlace(holder, field), value);
                return;
            }

            Call(_types.Apply(setter), property.Receiver, [.. property.Arguments, new Passed("", LeavesOf(value), default, RefKind.None)], property.Site);
        }
        else
        {
            Value[] leaves = LeavesOf(value);
            for (int i = 0; i < leaves.Length; i++)
            {
                _builder.Store(place.Buffer!, Offset(place.Index!, i), leaves[i]);
            }
        }
    }

    private Value SimpleAssignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            return ReassignReference(assignment);
        }

        if (assignment.Target is IArrayElementReferenceOperation element && Map(element.ArrayReference.Type).Array == ArrayForm.Rectangular)
        {
            return AssignCell(element, assignment.Value);
        }

        if (_methodIndex == 0 && Map(assignment.Target.Type).HoldsMemory && assignment.Target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } held
            && _receiver is not null && !_method.ContainingType.IsTupleType && held.Instance.Type is { } owner && SymbolEqualityComparer.Default.Equals(owner, _method.ContainingType))
        {
            throw Refused(
                assignment.Syntax, Refusals.StoreOutside,
                $"'{held.Member.Name}' is stored outside the method, where its derivative would be lost; return it or write it to a span parameter");
        }

        Place place = PlaceOf(assignment.Target);
        string name = assignment.Target is ILocalReferenceOperation local ? local.Local.Name : "";
        Value value = ConvertTo(Expression(assignment.Value, name), place.Type);
        StoreTo(place, value);
        return value;
    }

    private Value CompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        Place place = PlaceOf(assignment.Target);
        if (OperatorOf(assignment.OperatorMethod, assignment.ConstrainedToType, assignment) is { } user)
        {
            if (!user.IsStatic)
            {
                // An operator += of C# 14 changes what is left of it.
                Place? changed = _module.ExtensionReceiverOf(user) is null ? place : null;
                Passed[] self = changed is null ? [new Passed(ReceiverKey, null, place, RefKind.Ref)] : [];
                Call(user, changed, [.. self, new Passed("", LeavesOf(ConvertTo(Expression(assignment.Value), Map(user.Parameters[0].Type))), default, RefKind.None)], assignment);
                return Load(place);
            }

            Value old = Load(place);
            Value combined = ConvertTo(CallOperator(assignment, user, old, Expression(assignment.Value)), place.Type);
            StoreTo(place, combined);
            return combined;
        }

        Value left = Load(place);
        Value right = Expression(assignment.Value);
        bool isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift;
        IrType type = isShift || right.Type.IsInteger ? Promoted(isShift ? left.Type : right.Type) : right.Type;
        if (left.Type.Shape != Shape.Scalar || type.Shape != Shape.Scalar || type.Kind == ScalarKind.Object)
        {
            throw Unsupported(assignment, "this compound assignment is not supported; it needs numbers on both sides");
        }

        Primitive primitive = BinaryPrimitive(assignment.OperatorKind, assignment.IsChecked && type.IsInteger)
            ?? throw Unsupported(assignment, $"the operator {assignment.OperatorKind} is not supported");
        Value result = ConvertTo(Let(primitive, type, ConvertTo(left, type), isShift ? right : ConvertTo(right, type)), place.Type, assignment.IsChecked);
        StoreTo(place, result);
        return result;
    }

    private static IrType Promoted(IrType type) => type.Kind < ScalarKind.Int32 || type.Kind == ScalarKind.Char ? IrType.Int : type;

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        Place place = PlaceOf(increment.Target);
        if (OperatorOf(increment.OperatorMethod, increment.ConstrainedToType, increment) is { } user)
        {
            if (!user.IsStatic)
            {
                throw Unsupported(increment, "++ and -- that change their operand are not supported; write x = x + 1");
            }

            Value before = Load(place);
            Value after = CallOperator(increment, user, before);
            StoreTo(place, after);
            return increment.IsPostfix ? before : after;
        }

        if (!place.Type.IsInteger && !place.Type.IsFloatingScalar)
        {
            throw Unsupported(increment, "++ and -- are supported on numbers only");
        }

        Value old = Load(place);
        IrType type = place.Type.IsInteger ? Promoted(place.Type) : place.Type;
        bool isChecked = increment.IsChecked && type.IsInteger;
        Primitive primitive = (increment.Kind == OperationKind.Increment, isChecked) switch
        {
            (true, false) => Primitives.Add,
            (true, true) => Primitives.AddChecked,
            (false, false) => Primitives.Subtract,
            (false, true) => Primitives.SubtractChecked,
        };
        Value one = _builder.Constant(Constant.OfInteger(type, 1));
        Value result = ConvertTo(Let(primitive, type, ConvertTo(old, type), one), place.Type, isChecked);
        StoreTo(place, result);
        return increment.IsPostfix ? old : result;
    }
}
