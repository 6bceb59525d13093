using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>References that come to refer to another element: which memory and which element are variables then.</summary>
internal sealed partial class FunctionLowering
{
    private HashSet<ISymbol>? _reassigned;

    /// <summary>The place that a name stands for; of one that is assigned again, where it refers to now.</summary>
    private bool TryPlace(ISymbol symbol, out Place place)
    {
        if (!_places.TryGetValue(symbol, out place))
        {
            return TryCapturedParameter(symbol, out place);
        }

        if (_reassigned?.Contains(symbol) == true)
        {
            place = place with { Buffer = Read(place.Buffer!), Index = Read(place.Index!) };
        }

        return true;
    }

    /// <summary>A parameter of the primary constructor, in a member of the struct: a field of the receiver.</summary>
    private bool TryCapturedParameter(ISymbol symbol, out Place place)
    {
        place = default;
        if (_variables.ContainsKey(symbol) || _receiver is not { Type: { IsStruct: true, Layout: { } layout } } receiver
            || symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }
            || !StructLayouts.IsPrimary(constructor) || layout.Field(symbol.Name) is not { } field)
        {
            return false;
        }

        place = FieldPlace(receiver, field);
        return true;
    }

    /// <summary>ref double r = ref a[i].</summary>
    private void DeclareReference(ILocalSymbol symbol, IOperation initializer)
    {
        // Known even where it is refused below, so that one line says so.
        _variables[symbol] = NewVariable(Map(symbol.Type), symbol.Name);
        Place place = PlaceOf(initializer);
        if (IsReassigned(symbol, initializer))
        {
            RequireElement(place, initializer);
            Shape shape = symbol.RefKind == RefKind.RefReadOnly ? Shape.ReadOnlySpan : place.Buffer!.Type.Shape;
            Value buffer = Temporary(place.Buffer!.Type with { Shape = shape }, symbol.Name);
            Value index = Temporary(IrType.Int, symbol.Name + "Index");
            Assign(buffer, place.Buffer);
            Assign(index, place.Index!);
            place = place with { Buffer = buffer, Index = index };
        }

        _variables.Remove(symbol);
        _places[symbol] = place;
    }

    /// <summary>r = ref a[i].</summary>
    private Value ReassignReference(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is ILocalReferenceOperation { Local: { RefKind: not RefKind.None } refused } && _variables.ContainsKey(refused))
        {
            return Expression(assignment.Value);
        }

        if (assignment.Target is not ILocalReferenceOperation { Local: { } local } || !_places.TryGetValue(local, out Place held)
            || _reassigned?.Contains(local) != true)
        {
            throw Unsupported(assignment, "this reference cannot be assigned again; use a ref local, or index the span each time");
        }

        Place place = PlaceOf(assignment.Value);
        RequireElement(place, assignment.Value);
        Assign(held.Buffer!, place.Buffer!);
        Assign(held.Index!, place.Index!);
        return Load(place);
    }

    private void RequireElement(Place place, IOperation site)
    {
        if (place.Buffer is null)
        {
            throw Unsupported(site, "a reference that is assigned again is supported to elements of arrays and spans only; index them each time");
        }
    }

    private bool IsReassigned(ILocalSymbol symbol, IOperation site)
    {
        if (_reassigned is null)
        {
            IOperation root = site;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            _reassigned = new HashSet<ISymbol>(
                root.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Where(a => a.IsRef)
                    .Select(a => a.Target).OfType<ILocalReferenceOperation>().Select(r => (ISymbol)r.Local),
                SymbolEqualityComparer.Default);
        }

        return _reassigned.Contains(symbol);
    }

    /// <summary>ref (condition ? ref a[i] : ref b[j]).</summary>
    private Place ConditionalPlace(IConditionalOperation conditional)
    {
        Value condition = Expression(conditional.Condition);
        Place result = default;
        Block whenTrue = Nested(() => Set(PlaceOf(conditional.WhenTrue), conditional.WhenTrue));
        Block whenFalse = Nested(() => Set(PlaceOf(conditional.WhenFalse!), conditional.WhenFalse!));
        _builder.Add(new If(condition, whenTrue, whenFalse, default));
        return result with { Buffer = Read(result.Buffer!), Index = Read(result.Index!) };

        void Set(Place place, IOperation site)
        {
            if (place.Buffer is not { } buffer)
            {
                throw Unsupported(site, "a reference that is chosen is supported to elements of arrays and spans only; choose the index");
            }

            if (result.Buffer is null)
            {
                result = place with { Buffer = Temporary(buffer.Type), Index = Temporary(IrType.Int, "index") };
            }

            Assign(result.Buffer!, buffer);
            Assign(result.Index!, place.Index!);
        }
    }
}
