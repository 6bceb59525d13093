using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Members of C# 14's extension blocks. The Roslyn that Diff is built for has no name for them: they are told by their syntax, a type
/// declaration by the keyword <c>extension</c> with the receiver as its parameter.
/// </summary>
internal static class ExtensionMembers
{
    /// <summary>The extension block that a member stands in, or null.</summary>
    public static TypeDeclarationSyntax? BlockOf(ISymbol member, CancellationToken cancellation) =>
        BlockOf(member.ContainingType?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation));

    /// <summary>The extension block that a syntax node is, or null.</summary>
    public static TypeDeclarationSyntax? BlockOf(SyntaxNode? syntax) =>
        syntax is TypeDeclarationSyntax { Keyword.Text: "extension", ParameterList.Parameters.Count: 1 } block ? block : null;

    /// <summary>
    /// The parameters as the body names them. A method that the compiler makes of an extension member has other symbols than its body.
    /// </summary>
    /// <param name="method">The definition.</param>
    /// <param name="declaration">What declares it.</param>
    /// <param name="model">The model of that tree.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static IParameterSymbol[] ParametersInBody(
        IMethodSymbol method, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) =>
        DeclaredBy(method, declaration, model, cancellation) is { } declared
            ? [.. (declared.IsStatic ? [] : new[] { ReceiverOf(declared, model, cancellation)! }).Concat(declared.Parameters)]
            : [.. method.Parameters];

    /// <summary>The type parameters that the body of such a method names, in the order of the method's own; empty for any other.</summary>
    public static ITypeParameterSymbol[] TypeParametersInBody(
        IMethodSymbol method, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) =>
        DeclaredBy(method, declaration, model, cancellation) is { } declared
            ? [.. declared.ContainingType.TypeParameters, .. declared.TypeParameters]
            : [];

    /// <summary>The receiver of a member of an extension block, or null for any other member.</summary>
    public static IParameterSymbol? ReceiverOf(IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        !method.IsStatic && BlockOf(method, cancellation) is { } block
            ? model.GetDeclaredSymbol(block.ParameterList!.Parameters[0], cancellation)
            : null;

    /// <summary>The extension member that a static method is made of by the compiler, or null.</summary>
    private static IMethodSymbol? DeclaredBy(IMethodSymbol method, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        if (!method.IsStatic || BlockOf(method, cancellation) is not null
            || declaration.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } around || BlockOf(around) is null)
        {
            return null;
        }

        return model.GetDeclaredSymbol(declaration, cancellation) switch
        {
            IMethodSymbol declared => declared,
            IPropertySymbol property => property.GetMethod,
            _ => declaration is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax parent }
                ? model.GetDeclaredSymbol(parent, cancellation)?.GetMethod
                : null,
        };
    }
}
