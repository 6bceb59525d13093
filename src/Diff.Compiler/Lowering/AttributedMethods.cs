using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Methods with an attribute of a name, by syntax alone: bodies are not looked into. Trees are looked through once in their life, since most
/// keystrokes leave all but one of them as they are.
/// </summary>
/// <param name="attribute">The attribute's name, without the suffix.</param>
internal sealed class AttributedMethods(string attribute)
{
    private readonly ConditionalWeakTable<SyntaxTree, List<MethodDeclarationSyntax>> _found = new();

    /// <summary>Those of a tree.</summary>
    public List<MethodDeclarationSyntax> In(SyntaxTree tree, CancellationToken cancellation) =>
        _found.GetValue(tree, t =>
        [
            .. t.GetRoot(cancellation).DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .OfType<MethodDeclarationSyntax>()
                .Where(m => m.AttributeLists.Any(l => l.Attributes.Any(a => NameOf(a.Name) is { } name && (name == attribute || name == attribute + "Attribute")))),
        ]);

    /// <summary>What an attribute is called, without what stands in front.</summary>
    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
