using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Assignments, to variables, members, elements and tuples.</content>
internal sealed partial class TensorLowering
{
    private TensorTerm? LowerAssignment(IOperation target, TensorTerm? value, IOperation? written)
    {
        switch (target)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                ISymbol symbol = target is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)target).Parameter;
                if (value is ModuleTerm)
                {
                    _locals[symbol] = value;
                }
                else if (ModuleOf(target.Type, "local:" + symbol.Name, written) is null && (value ?? DataOf(target.Type)) is { } term)
                {
                    Assign(symbol, term);
                }

                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }:
                AssignMember((IMemberReferenceOperation)target, value, written);
                break;
            case IArrayElementReferenceOperation element:
                JoinInto(element.ArrayReference, value);
                break;
            case IPropertyReferenceOperation { Instance: { } instance }:
                JoinInto(instance, value);
                break;
            case IDeclarationExpressionOperation or ITupleOperation:
                Deconstruct(target, value);
                break;
        }

        return value;
    }

    private void AssignMember(IMemberReferenceOperation target, TensorTerm? value, IOperation? written)
    {
        if (target.Member.Name is "requires_grad" && target.Instance is { } tensor && _types.IsTensor(tensor.Type))
        {
            if (written?.ConstantValue is { HasValue: true, Value: true })
            {
                LowerAssignment(tensor, new ValueTerm(Place("trained:" + PathOf(tensor), IrType.Double, isTrained: true)), null);
            }

            return;
        }

        if (value is ValueTerm or TupleTerm && TypeOf(target.Type) is { } type && target.Instance is null or IInstanceReferenceOperation)
        {
            bool isTrained = TensorTypes.IsVariable(target.Type) || IsCreatedTrained(target.Member);
            Value place = Place(PathOf(target.Instance) + "." + target.Member.Name, type, isTrained && type == IrType.Double);
            Copy(place, type == IrType.Bool && value is ValueTerm single ? Truth(single.Value) : Number(ValueOf(value)));
        }
    }

    /// <summary>A collection holds what it held and what is put into it.</summary>
    private void JoinInto(IOperation collection, TensorTerm? value)
    {
        if (value is ValueTerm or TupleTerm && _types.HoldsTensors(collection.Type) && Lower(collection) is ValueTerm held)
        {
            LowerAssignment(collection, new ValueTerm(Apply(TensorPrimitives.Join, held.Value, ValueOf(value))), null);
        }
    }

    private void Deconstruct(IOperation target, TensorTerm? value)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            Deconstruct(declaration.Expression, value);
        }
        else if (target is ITupleOperation tuple)
        {
            for (int i = 0; i < tuple.Elements.Length; i++)
            {
                TensorTerm? item = value is TupleTerm items && items.Items.Count == tuple.Elements.Length ? items.Items[i] : value;
                Deconstruct(tuple.Elements[i], item);
            }
        }
        else if (target is not IDiscardOperation)
        {
            LowerAssignment(target, value is ValueTerm or TupleTerm ? value : DataOf(target.Type), null);
        }
    }
}
