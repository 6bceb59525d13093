using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// A fix that is a set of text changes. Fixes of one document may be joined, which batching cannot where they meet: all are
/// planned on the document as it is, a change that is there already is left out, and so is a fix whose changes would touch
/// another's: it is offered again in the next round.
/// </summary>
public abstract class DocumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey ?? "", context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await SourceOf(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } source)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach ((string key, string title) in Actions)
            {
                // Everything is tried before the fix is offered: what cannot be applied is not shown.
                if (Plan(source, diagnostic, key, context.CancellationToken) is null)
                {
                    continue;
                }

                Document document = context.Document;
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => ApplyAsync(document, [diagnostic], key, cancellation), key), diagnostic);
            }
        }
    }

    /// <summary>The kinds of fix: equivalence key and title.</summary>
    private protected abstract ImmutableArray<(string Key, string Title)> Actions { get; }

    /// <summary>The changes of one fix, or null where it cannot be applied.</summary>
    private protected abstract IReadOnlyList<TextChange>? Plan(FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation);

    private static async Task<FixSource?> SourceOf(Document document, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is CompilationUnitSyntax unit && model is not null ? new FixSource(unit, model) : null;
    }

    private async Task<Document> ApplyAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellation)
    {
        if (await SourceOf(document, cancellation).ConfigureAwait(false) is not { } source)
        {
            return document;
        }

        List<TextChange> accepted = [];
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Start))
        {
            if (Plan(source, diagnostic, key, cancellation) is { } plan)
            {
                List<TextChange> fresh = [.. plan.Where(change => !accepted.Contains(change))];
                if (!fresh.Any(change => accepted.Any(other => change.Span.IntersectsWith(other.Span))))
                {
                    accepted.AddRange(fresh);
                }
            }
        }

        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(accepted.OrderBy(change => change.Span.Start)));
    }
}
