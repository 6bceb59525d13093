using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Analyzers.Reporting;

/// <summary>
/// From the IR back to the source. What stands in another file than the annotated method is reported at the call that leads
/// there, with the callee's line attached: editors show only what lies in the file that was analysed.
/// </summary>
internal sealed class OriginLocator(SemanticModel model, SyntaxNode entry, CancellationToken cancellation)
{
    /// <summary>The declarations of the module's methods, filled by lowering; the annotated one first.</summary>
    public List<SyntaxNode> Declarations { get; } = [];

    /// <summary>The annotated method's name.</summary>
    public FoundPlace Entry() => new(NameOf(entry));

    /// <summary>The place of a refusal, with the properties that its fix needs.</summary>
    public FoundPlace Find(Refusal refusal)
    {
        if (SyntaxAt(refusal.Origin) is not { } syntax || syntax.SyntaxTree != model.SyntaxTree)
        {
            return Find(refusal.Origin);
        }

        if (refusal.Id == Refusals.NotPartial)
        {
            bool isPartialMissing = syntax is TypeDeclarationSyntax type && !type.Modifiers.Any(SyntaxKind.PartialKeyword);
            return new FoundPlace(Find(refusal.Origin).Location, null, isPartialMissing ? Remedy(DiagnosticProperties.AddPartial) : null);
        }

        return StoppableExpression.Find(refusal, syntax, model, cancellation) is { } expression
            ? new FoundPlace(expression.GetLocation(), null, Remedy(DiagnosticProperties.Stop))
            : Find(refusal.Origin);
    }

    /// <summary>The place of an origin.</summary>
    public FoundPlace Find(Origin origin)
    {
        if (DeclarationOf(origin) is not { } declaration)
        {
            return Entry();
        }

        Location location = origin.Length == 0
            ? NameOf(declaration)
            : Location.Create(declaration.SyntaxTree, SpanOf(origin, declaration));
        // Twins of the base class library's members are in no file that could be shown.
        return declaration.SyntaxTree == model.SyntaxTree ? new FoundPlace(location)
            : model.Compilation.ContainsSyntaxTree(declaration.SyntaxTree) ? new FoundPlace(CallOf(declaration), [location])
            : new FoundPlace(CallOf(declaration));
    }

    /// <summary>The place of an origin without the body of a loop or branch. What is said of a method that was inlined points to the annotated one too.</summary>
    public FoundPlace FindHead(Origin origin)
    {
        if (SyntaxAt(origin) is not { } syntax || syntax.SyntaxTree != model.SyntaxTree)
        {
            return Find(origin);
        }

        Location location = Location.Create(syntax.SyntaxTree, StatementHead.Of(syntax));
        return new FoundPlace(location, origin.Method == 0 ? null : [Entry().Location]);
    }

    /// <summary>The syntax that an origin names, or null.</summary>
    public SyntaxNode? SyntaxAt(Origin origin)
    {
        if (DeclarationOf(origin) is not { } declaration || origin.Length == 0)
        {
            return null;
        }

        SyntaxNode root = declaration.SyntaxTree.GetRoot(cancellation);
        TextSpan span = SpanOf(origin, declaration);
        return root.FullSpan.Contains(span) ? root.FindNode(span, getInnermostNodeForTie: true) : null;
    }

    private SyntaxNode? DeclarationOf(Origin origin) =>
        origin.Method < Declarations.Count ? Declarations[origin.Method] : null;

    private static TextSpan SpanOf(Origin origin, SyntaxNode declaration) => new(declaration.SpanStart + origin.Start, origin.Length);

    /// <summary>The call in this file that leads to a method of another file; the annotated method's name where none does directly.</summary>
    private Location CallOf(SyntaxNode callee)
    {
        foreach (SyntaxNode declaration in Declarations.Where(d => d.SyntaxTree == model.SyntaxTree))
        {
            foreach (InvocationExpressionSyntax call in declaration.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                ISymbol? target = model.GetSymbolInfo(call, cancellation).Symbol?.OriginalDefinition;
                target = (target as IMethodSymbol)?.PartialImplementationPart ?? target;
                if (target is not null && target.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == callee.SyntaxTree && r.Span == callee.Span))
                {
                    return call.GetLocation();
                }
            }
        }

        return NameOf(entry);
    }

    private static Location NameOf(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        _ => declaration.GetFirstToken().GetLocation(),
    };

    private static ImmutableDictionary<string, string?> Remedy(string remedy) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Remedy, remedy);
}
