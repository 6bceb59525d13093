using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>A document that is fixed: its root and what it means.</summary>
/// <param name="Root">The root.</param>
/// <param name="Model">The meaning.</param>
internal sealed record FixSource(CompilationUnitSyntax Root, SemanticModel Model)
{
    /// <summary>The node at a diagnostic, the innermost of those with its span.</summary>
    public SyntaxNode NodeAt(Diagnostic diagnostic) => Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The name of the function of <c>Math</c>, <c>MathF</c> or a number's type that is called; null for any other call.</summary>
    public string? MathFunction(InvocationExpressionSyntax call, CancellationToken cancellation) =>
        Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol
        {
            ContainingType: { Name: "Math" or "MathF" or "Double" or "Single", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        } method
            ? method.Name
            : null;

    /// <summary>How a type of the runtime is written at a place, with the <c>using</c> that it needs.</summary>
    /// <param name="name">The type's name: Gradient or Functions.</param>
    /// <param name="position">Where it is to stand.</param>
    /// <param name="changes">Receives the <c>using</c>, if one is needed.</param>
    public string TypeName(string name, int position, List<TextChange> changes)
    {
        ISymbol[] visible = [.. Model.LookupSymbols(position, name: name)];
        if (visible.Length > 0)
        {
            return visible.Length == 1 && visible[0] is INamedTypeSymbol { ContainingNamespace: { Name: "Diff", ContainingNamespace.IsGlobalNamespace: true } }
                ? name
                : "global::Diff." + name;
        }

        if (Root.Usings.Count > 0)
        {
            // In front of the first that comes behind it: System first, then by name.
            UsingDirectiveSyntax? next = Root.Usings.FirstOrDefault(u =>
                u.Alias is not null || u.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)
                || (!IsSystem(u) && string.CompareOrdinal(u.Name?.ToString(), "Diff") > 0));
            int start = next?.SpanStart ?? Root.Usings.Last().Span.End;
            changes.Add(new TextChange(new TextSpan(start, 0), next is null ? LineEnd + "using Diff;" : "using Diff;" + LineEnd));
        }
        else
        {
            int start = Root.Externs.Count > 0 ? Root.Externs.Last().Span.End : Root.GetFirstToken(includeZeroWidth: true).SpanStart;
            changes.Add(new TextChange(
                new TextSpan(start, 0), Root.Externs.Count > 0 ? LineEnd + "using Diff;" : "using Diff;" + LineEnd + LineEnd));
        }

        return name;
    }

    private string LineEnd => Root.ToFullString().Contains("\r\n") ? "\r\n" : "\n";

    private static bool IsSystem(UsingDirectiveSyntax directive) =>
        directive.Name?.ToString() is { } name && (name == "System" || name.StartsWith("System.", System.StringComparison.Ordinal));
}
