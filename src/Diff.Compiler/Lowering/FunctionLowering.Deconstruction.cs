using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>(a, (b, c)) = …: places from left to right, then values, then what they are taken apart into, then stores, as C# orders them.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>A place, or several that the parts of one value go to.</summary>
    private sealed record Destination(Place Place, Destination[]? Parts);

    private void Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        Destination target = DestinationOf(deconstruction.Target);
        DeconstructionInfo info = deconstruction.Syntax is AssignmentExpressionSyntax syntax ? _model.GetDeconstructionInfo(syntax) : default;
        List<(Place Place, Value Value)> stores = [];
        foreach ((Destination part, Value value, DeconstructionInfo how) in Evaluate(target, deconstruction.Value, info, deconstruction).ToList())
        {
            Distribute(part, value, how, stores, deconstruction);
        }

        foreach ((Place place, Value value) in stores)
        {
            StoreTo(place, value);
        }
    }

    /// <summary>foreach ((double a, double b) in pairs).</summary>
    private void DeconstructElement(IOperation variables, Value element, IForEachLoopOperation loop)
    {
        DeconstructionInfo info = loop.Syntax is ForEachVariableStatementSyntax syntax ? _model.GetDeconstructionInfo(syntax) : default;
        List<(Place Place, Value Value)> stores = [];
        Distribute(DestinationOf(variables), element, info, stores, loop);
        foreach ((Place place, Value value) in stores)
        {
            StoreTo(place, value);
        }
    }

    private Destination DestinationOf(IOperation target) => target switch
    {
        ITupleOperation tuple => new Destination(default, [.. tuple.Elements.Select(DestinationOf)]),
        IDeclarationExpressionOperation { Expression: ITupleOperation declared } => DestinationOf(declared),
        IConversionOperation conversion => DestinationOf(conversion.Operand),
        _ => new Destination(PlaceOf(target), null),
    };

    /// <summary>The values on the right: of a tuple that is written there its elements, each once and in order.</summary>
    private List<(Destination Destination, Value Value, DeconstructionInfo How)> Evaluate(Destination target, IOperation value, DeconstructionInfo info, IOperation site)
    {
        IOperation stripped = value;
        while (target.Parts is not null && stripped is IConversionOperation { OperatorMethod: null } conversion)
        {
            stripped = conversion.Operand;
        }

        if (target.Parts is { } parts && stripped is ITupleOperation tuple && tuple.Elements.Length == parts.Length)
        {
            List<(Destination, Value, DeconstructionInfo)> all = [];
            for (int i = 0; i < parts.Length; i++)
            {
                all.AddRange(Evaluate(parts[i], tuple.Elements[i], NestedInfo(info, i), site));
            }

            return all;
        }

        return [(target, Expression(target.Parts is null ? value : stripped), info)];
    }

    private static DeconstructionInfo NestedInfo(DeconstructionInfo info, int position) =>
        info.Nested.IsDefaultOrEmpty || position >= info.Nested.Length ? default : info.Nested[position];

    private void Distribute(Destination target, Value value, DeconstructionInfo info, List<(Place Place, Value Value)> stores, IOperation site)
    {
        if (target.Parts is not { } parts)
        {
            stores.Add((target.Place, ConvertTo(value, target.Place.Type)));
            return;
        }

        List<Value> values = PartsOf(value, info.Method, site);
        if (values.Count != parts.Length)
        {
            throw Unsupported(site, "this deconstruction is not supported; deconstruct a tuple or a struct of numbers");
        }

        for (int i = 0; i < parts.Length; i++)
        {
            Distribute(parts[i], values[i], NestedInfo(info, i), stores, site);
        }
    }

    /// <summary>What a value is deconstructed into: the fields of a tuple, or what its Deconstruct writes.</summary>
    private List<Value> PartsOf(Value value, IMethodSymbol? deconstruct, IOperation site)
    {
        if (value.Type is not { IsStruct: true, Layout: { } layout })
        {
            throw Unsupported(site, "this deconstruction is not supported; deconstruct a tuple or a struct of numbers");
        }

        IMethodSymbol? method = deconstruct is null ? null : _types.Apply(deconstruct);
        if (method is null || method.IsImplicitlyDeclared || _module.SourceOf(method) is null)
        {
            // A tuple, or the positional members of a record struct.
            return method is null
                ? [.. layout.Fields.Select(f => FieldOf(value, f))]
                : [.. method.Parameters.Select(p => FieldOf(value, layout.Field(p.Name) ?? throw Invalid(site.Syntax)))];
        }

        Value copy = NewVariable(value.Type, "");
        Assign(copy, value);
        IParameterSymbol[] results = [.. method.Parameters.Where(p => p.RefKind == RefKind.Out)];
        List<Value> parts = [.. results.Select(p => NewVariable(Map(p.Type), p.Name))];
        IEnumerable<Passed> passed = parts.Select((p, i) => new Passed(Invariant($"#{results[i].Ordinal};"), null, new Place(p, null, null), RefKind.Out));
        if (method.IsStatic)
        {
            // An extension method takes the value as an argument.
            Call(method, null, passed.Prepend(new Passed("", LeavesOf(copy), default, RefKind.None)), site);
        }
        else
        {
            Call(method, new Place(copy, null, null), passed, site);
        }

        return parts;
    }
}
