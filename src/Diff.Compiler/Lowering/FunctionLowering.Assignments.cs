using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    /// <summary>A place that can be read and written; its buffer and index are evaluated once.</summary>
    private readonly record struct Place(Value? Variable, Value? Buffer, Value? Index)
    {
        public IrType Type => Variable?.Type ?? Buffer!.Type.Element;
    }

    private Place PlaceOf(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return new Place(Variable(local.Local, local.Local.Type), null, null);
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return new Place(Variable(declared.Local, declared.Local.Type), null, null);
            case IParameterReferenceOperation parameter when _elements.TryGetValue(parameter.Parameter, out Place element):
                return element;
            case IParameterReferenceOperation parameter:
                return new Place(VariableOf(parameter, parameter.Parameter), null, null);
            case IArrayElementReferenceOperation element:
                (Value array, Value arrayIndex) = ElementOf(element);
                return new Place(null, array, arrayIndex);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } property
                when TypeMapping.Map(instance.Type).IsBuffer:
                (Value span, Value spanIndex) = ElementOf(property);
                return new Place(null, span, spanIndex);
            case IImplicitIndexerReferenceOperation indexer when TypeMapping.Map(indexer.Instance.Type).IsBuffer && !IsRange(indexer.Argument):
                Value indexed = Expression(indexer.Instance);
                return new Place(null, indexed, FromEitherEnd(indexer.Argument, indexed));
            case IDiscardOperation discard:
                return new Place(Temporary(TypeMapping.Map(discard.Type)), null, null);
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

    private Value Load(Place place) => place.Variable is { } variable ? Read(variable) : _builder.Load(place.Buffer!, place.Index!);

    private void StoreTo(Place place, Value value)
    {
        if (place.Variable is { } variable)
        {
            Assign(variable, value);
        }
        else
        {
            _builder.Store(place.Buffer!, place.Index!, value);
        }
    }

    private Value SimpleAssignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            throw Unsupported(assignment, "ref assignment is not supported yet; index the span each time");
        }

        Place place = PlaceOf(assignment.Target);
        string name = assignment.Target is ILocalReferenceOperation local ? local.Local.Name : "";
        Value value = Expression(assignment.Value, name);
        StoreTo(place, value);
        return value;
    }

    private Value CompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        Place place = PlaceOf(assignment.Target);
        if (assignment.OperatorMethod is { } user && TypeMapping.ScalarOf(user.ContainingType) is null)
        {
            throw Unsupported(assignment, "operators defined by a type are not supported yet; call a static method on numbers");
        }

        Value left = Load(place);
        Value right = Expression(assignment.Value);
        bool isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift;
        IrType type = isShift ? Promoted(left.Type) : right.Type;
        if (left.Type.Shape != Shape.Scalar || type.Shape != Shape.Scalar || type.Kind == ScalarKind.Object)
        {
            throw Unsupported(assignment, "this compound assignment is not supported; it needs numbers on both sides");
        }

        Primitive primitive = BinaryPrimitive(assignment.OperatorKind, assignment.IsChecked && type.IsInteger)
            ?? throw Unsupported(assignment, $"the operator {assignment.OperatorKind} is not supported");
        Value result = ConvertTo(Let(primitive, type, ConvertTo(left, type), right), place.Type, assignment.IsChecked);
        StoreTo(place, result);
        return result;
    }

    private static IrType Promoted(IrType type) => type.Kind < ScalarKind.Int32 || type.Kind == ScalarKind.Char ? IrType.Int : type;

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        Place place = PlaceOf(increment.Target);
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

    /// <summary>(a, b) = (b, a): places from left to right, then values, then stores, as C# orders them.</summary>
    private void Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        List<Place> places = [];
        AddPlaces(deconstruction.Target, places);
        List<Value> values = [];
        AddTupleValues(deconstruction.Value, values);
        if (places.Count != values.Count)
        {
            throw Unsupported(deconstruction, "this deconstruction is not supported; deconstruct a tuple written in place");
        }

        for (int i = 0; i < places.Count; i++)
        {
            StoreTo(places[i], ConvertTo(values[i], places[i].Type));
        }
    }

    private void AddPlaces(IOperation target, List<Place> places)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    AddPlaces(element, places);
                }

                break;
            case IDeclarationExpressionOperation { Expression: ITupleOperation declared }:
                AddPlaces(declared, places);
                break;
            case IConversionOperation conversion:
                AddPlaces(conversion.Operand, places);
                break;
            default:
                places.Add(PlaceOf(target));
                break;
        }
    }

    private void AddTupleValues(IOperation value, List<Value> values)
    {
        switch (value)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    AddTupleValues(element, values);
                }

                break;
            case IConversionOperation { Operand: { } operand } when operand is ITupleOperation || operand.Type is { IsTupleType: true }:
                AddTupleValues(operand, values);
                break;
            case IInvocationOperation { TargetMethod: { Name: "SinCos" } method } invocation
                when TypeMapping.MetadataName(method.ContainingType) is "System.Math" or "System.MathF" or "double" or "float":
                Value angle = Expression(invocation.Arguments[0].Value);
                values.Add(Let(Primitives.Sin, angle.Type, angle));
                values.Add(Let(Primitives.Cos, angle.Type, angle));
                break;
            case { Type.IsTupleType: true }:
                throw Unsupported(value, "methods and variables of tuple type are not supported yet; use ref parameters");
            default:
                values.Add(Expression(value));
                break;
        }
    }
}
