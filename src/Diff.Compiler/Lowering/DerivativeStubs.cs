using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>
/// The signatures of generated members, for bodies that call some: when the generator runs, these members do not exist. A compilation gets its
/// signatures once, when a body does not bind without.
/// </summary>
internal static class DerivativeStubs
{
    private static readonly AttributedMethods s_annotated = new("Differentiable");
    private static readonly ConditionalWeakTable<Compilation, Compilation> s_complete = new();

    /// <summary>Whether code calls something that could be a generated member.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="code">Bodies that do not bind.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static bool AreCalled(Compilation compilation, IEnumerable<SyntaxNode> code, CancellationToken cancellation)
    {
        HashSet<string> called =
        [
            .. code.SelectMany(d => d.DescendantNodes()).OfType<InvocationExpressionSyntax>().SelectMany(i => GeneratedMember.MethodsFor(NameOf(i))),
        ];
        return called.Count > 0 && compilation.SyntaxTrees.Any(t => s_annotated.In(t, cancellation).Any(m => called.Contains(m.Identifier.ValueText)));
    }

    /// <summary>A compilation with the signatures of all members that will be generated.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="print">The signatures for a method, as a file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Compilation Complete(Compilation compilation, Func<Module, string> print, CancellationToken cancellation)
    {
        if (!s_complete.TryGetValue(compilation, out Compilation complete))
        {
            complete = Make(compilation, print, cancellation);
            complete = s_complete.GetValue(compilation, _ => complete);
        }

        return complete;
    }

    private static Compilation Make(Compilation compilation, Func<Module, string> print, CancellationToken cancellation)
    {
        List<SyntaxTree> stubs = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            List<MethodDeclarationSyntax> annotated = s_annotated.In(tree, cancellation);
            if (annotated.Count == 0)
            {
                continue;
            }

#pragma warning disable RS1030 // Lowering is the only place that asks for models of other files.
            SemanticModel model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (MethodDeclarationSyntax declaration in annotated)
            {
                if (model.GetDeclaredSymbol(declaration, cancellation) is not { IsStatic: true } method
                    || GeneratedMember.AttributeOf(method) is not { } attribute)
                {
                    continue;
                }

                List<Refusal> refusals = [];
                TypeSubstitution open = TypeSubstitution.Of(compilation, method, null);
                Module module = new SignatureLowering(method, attribute, declaration, open, refusals.Add).Lower(compilation);
                if (refusals.Count == 0)
                {
                    stubs.Add(CSharpSyntaxTree.ParseText(print(module), (CSharpParseOptions)tree.Options, cancellationToken: cancellation));
                }
            }
        }

        return compilation.AddSyntaxTrees(stubs);
    }

    private static string NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
