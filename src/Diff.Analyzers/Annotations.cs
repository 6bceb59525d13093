using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers;

/// <summary>The annotated members of a file.</summary>
internal static class Annotations
{
    /// <summary>The metadata name of the attribute of methods that are differentiated.</summary>
    public const string Differentiable = "Diff.DifferentiableAttribute";

    /// <summary>The metadata name of the attribute of rules.</summary>
    public const string DerivativeOf = "Diff.DerivativeOfAttribute";

    /// <summary>The declarations of a file that have attributes.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsIn(SemanticModel model, CancellationToken cancellation) =>
        model.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<AttributeListSyntax>()
            .Where(list => list.Parent is { } declaration && list == FirstList(declaration)).Select(list => list.Parent!);

    /// <summary>The attributes that are written at a declaration of a method, and where; none for other declarations.</summary>
    public static IEnumerable<(IMethodSymbol Method, AttributeData Attribute, Location Place)> Of(
        SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol method)
        {
            yield break;
        }

        foreach (AttributeData attribute in method.GetAttributes())
        {
            // The attributes of a partial method are those of both its parts: each is looked at where it is written.
            if (attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == model.SyntaxTree
                && declaration.Span.Contains(reference.Span))
            {
                yield return (method, attribute, Location.Create(reference.SyntaxTree, reference.Span));
            }
        }
    }

    /// <summary>Of a generic method, it for the numbers for which it is refused, else for the first.</summary>
    public static Module Judged(Module module) => module.Variants.Count == 0 ? module
        : (module.Variants.FirstOrDefault(v => v.Module.Refusals.Count > 0) ?? module.Variants[0]).Module;

    private static AttributeListSyntax? FirstList(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.AttributeLists.FirstOrDefault(),
        LocalFunctionStatementSyntax function => function.AttributeLists.FirstOrDefault(),
        AccessorDeclarationSyntax accessor => accessor.AttributeLists.FirstOrDefault(),
        FieldDeclarationSyntax field => field.AttributeLists.FirstOrDefault(),
        PropertyDeclarationSyntax property => property.AttributeLists.FirstOrDefault(),
        _ => null,
    };
}
