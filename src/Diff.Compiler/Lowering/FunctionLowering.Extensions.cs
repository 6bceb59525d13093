using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Calls of members of extension blocks: the receiver is a parameter like others.</summary>
internal sealed partial class FunctionLowering
{
    private IParameterSymbol[]? _parameters;

    /// <summary>The receiver of an extension member, evaluated, as it is handed over; null for any other member.</summary>
    private Passed? ExtensionReceiver(IMethodSymbol method, IOperation? instance)
    {
        if (instance is null || _module.ExtensionReceiverOf(method) is not { } receiver)
        {
            return null;
        }

        TypeSubstitution types = _module.TypesOf(method, _types);
        return receiver.RefKind is RefKind.Ref || receiver.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && IsPlace(instance)
            ? new Passed(ReceiverKey, null, PlaceOf(instance), receiver.RefKind)
            : new Passed(ReceiverKey, LeavesOf(ConvertTo(Expression(instance), TypeMapping.Map(types.Apply(receiver.Type)))), default, RefKind.None);
    }

    /// <summary>A property of an extension block as a place: its receiver is evaluated once.</summary>
    private Place? ExtensionPlace(IPropertyReferenceOperation reference)
    {
        IMethodSymbol accessor = reference.Property.SetMethod ?? reference.Property.GetMethod!;
        if (reference.Instance is not { } instance || ExtensionReceiver(_types.Apply(accessor), instance) is not { } receiver)
        {
            return null;
        }

        return new Place(null, null, null, Map(reference.Type), new PropertyOf(reference.Property, null, [receiver], reference));
    }
}
