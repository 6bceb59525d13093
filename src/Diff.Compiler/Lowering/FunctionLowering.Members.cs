using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Members of objects: each that a method reads is a parameter of it.</summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<string, Place> _members = [];
    private Dictionary<ISymbol, MemberPath>? _aliases;

    /// <summary>Variables of this body that hold objects found by a way.</summary>
    private Dictionary<ISymbol, MemberPath> Aliases => _aliases ??=
        _module.SourceOf(_method) is { } declaration && _model.GetOperation(declaration, _cancellation) is { } operation
            ? Captures.AliasesIn(operation)
            : new Dictionary<ISymbol, MemberPath>(SymbolEqualityComparer.Default);

    /// <summary>The value of a member of an object, or null where the reference is none.</summary>
    private Value? MemberValue(IOperation reference) =>
        MemberPath.Of(reference, Aliases) is { Members.Count: > 0 } path && _members.TryGetValue(path.Key, out Place place) ? Load(place) : null;

    private Place PlaceOfMember(MemberPath path, IOperation site) => _members.TryGetValue(path.Key, out Place place)
        ? place
        : throw Unsupported(site, $"'{path.Members[path.Members.Count - 1].Name}' is not found from the annotated method; pass it as a parameter");

    /// <summary>this._layer.Weights → layerWeights.</summary>
    private static string NameOf(MemberPath path)
    {
        string name = string.Concat(path.Members.Select(m => m.Name.TrimStart('_')).Where(n => n.Length > 0).Select(n => char.ToUpperInvariant(n[0]) + n.Substring(1)));
        return name.Length == 0 ? "member" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
