using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers.Initialisation;

/// <summary>
/// Where names stand in the code of a compilation, looked up when a rule asks. One for each compilation, shared by its files, which are
/// analysed side by side; code that is generated is left out.
/// </summary>
internal sealed class NameIndex(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<IdentifierNameSyntax>> _known = new(StringComparer.Ordinal);

    /// <summary>The compilation.</summary>
    public Compilation Compilation => compilation;

    /// <summary>All places of a name.</summary>
    public ImmutableArray<IdentifierNameSyntax> PlacesOf(string name, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(name, out ImmutableArray<IdentifierNameSyntax> places))
        {
            ImmutableArray<IdentifierNameSyntax>.Builder found = ImmutableArray.CreateBuilder<IdentifierNameSyntax>();
            foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(t => !IsGenerated(t)))
            {
                cancellation.ThrowIfCancellationRequested();
                found.AddRange(In(tree.GetRoot(cancellation), name));
            }

            _known.TryAdd(name, places = found.ToImmutable());
        }

        return places;
    }

    /// <summary>All places of a name inside a node.</summary>
    public static IEnumerable<IdentifierNameSyntax> In(SyntaxNode node, string name) =>
        node.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name);

    /// <summary>Whether a file is written by a tool.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
        || tree.FilePath.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase);
}
