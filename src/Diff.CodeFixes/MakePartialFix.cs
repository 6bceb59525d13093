using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>DIFF001: adds <c>partial</c> to the type and to every type around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF001"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } = [("Diff.MakePartial", "Make the type partial")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out string? remedy) || remedy != DiagnosticProperties.AddPartial)
        {
            return null;
        }

        List<TextChange> changes = [.. source.NodeAt(diagnostic).AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "))];
        return changes.Count > 0 ? changes : null;
    }
}
