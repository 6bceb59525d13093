using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Diff.Generator.Tests.Harness;
using Diff.Gradients.Tests.Oracles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>Every corpus method with every derivative other than the gradient, at every point.</summary>
public sealed class DerivationTests
{
    public static TheoryData<Optimizations> Switches => [Optimizations.None, Optimizations.All];

    private static readonly string[] s_foreseen =
    [
        "which calls itself", "which is differentiated by a method that is not looked into", "which writes to memory and has a rule for cotangents only",
        "once for each row or column, and it must run exactly once", "of both float and double", "has no columns",
    ];

    [Theory]
    [MemberData(nameof(Switches))]
    public void Tangents_and_Jacobians_are_right_without(Optimizations disabled) => JudgeAll(
        disabled, Derivatives.Value | Derivatives.Tangent | Derivatives.Jacobian, isScalar: false,
        ("Value", DerivationJudge.Value), ("Tangent", DerivationJudge.Tangent), ("Jacobian", DerivationJudge.Jacobian));

    [Theory]
    [MemberData(nameof(Switches))]
    public void Second_derivatives_are_right_without(Optimizations disabled) => JudgeAll(
        disabled, Derivatives.HessianVectorProduct | Derivatives.Hessian, isScalar: true, ("Hessian", DerivationJudge.SecondDerivatives));

    private static void JudgeAll(
        Optimizations disabled, Derivatives emit, bool isScalar, params (string Suffix, Action<CorpusCase> Judge)[] judges)
    {
        GeneratorRun run = GeneratorHarness.Run(Corpus(disabled, emit, isScalar));
        Assert.Empty(run.DriverDiagnostics);
        List<string> wrong = [];
        HashSet<string> refused = [];
        int judged = 0;
        foreach (CorpusCase @case in CorpusCase.In(run.Load()).Values.Where(c => c.Emit == emit && (!isScalar || !c.IsVoid)))
        {
            foreach ((string suffix, Action<CorpusCase> judge) in judges)
            {
                try
                {
                    if (DerivationJudge.RefusalOf(@case, suffix) is { } reason)
                    {
                        refused.Add($"{@case.Method.DeclaringType!.Name}.{@case.Method.Name}: {reason}");
                        continue;
                    }
                    judge(@case);
                    judged++;
                }
                catch (Exception e)
                {
                    wrong.Add($"{@case.Id} {suffix}: {e.GetType().Name} {e.Message}");
                }
            }
        }
        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} wrong, {judged} right\n{string.Join("\n", wrong.Take(200))}");
        Assert.True(judged > (disabled == Optimizations.None ? 800 : 200), $"{judged} judged");

        // What is refused is refused for what it is, and is listed in docs/derivatives.md.
        string[] unforeseen = [.. refused.Where(r => !s_foreseen.Any(f => r.Contains(f, StringComparison.Ordinal))).Order()];
        Assert.True(unforeseen.Length == 0, string.Join("\n", unforeseen));
    }

    /// <summary>The corpus with other derivatives asked for, where a method returns a number or nothing.</summary>
    private static CSharpCompilation Corpus(Optimizations disabled, Derivatives emit, bool isScalar)
    {
        Assembly self = typeof(DerivationTests).Assembly;
        List<string> sources = [];
        Asking asking = new(disabled, emit, isScalar);

        // What one switch decides is in every file: with all of them off a third of the files does.
        string[] files = [.. self.GetManifestResourceNames().Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        foreach (string name in files.Where((n, i) => disabled == Optimizations.None || i % 3 == 0 || n.Contains("Emits", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            sources.Add(asking.Visit(CSharpSyntaxTree.ParseText(reader.ReadToEnd(), GeneratorHarness.LatestSyntax).GetRoot()).ToFullString());
        }
        return GeneratorHarness.Lenient([.. sources]).AddReferences(MetadataReference.CreateFromFile(self.Location));
    }

    private sealed class Asking(Optimizations disabled, Derivatives emit, bool isScalar) : CSharpSyntaxRewriter
    {
        private bool _isAsked;

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            string returned = node.ReturnType.ToString();
            _isAsked = returned is "double" or "float" || (!isScalar && returned == "void");
            return base.VisitMethodDeclaration(node);
        }

        public override SyntaxNode? VisitAttribute(AttributeSyntax node)
        {
            if (node.Name.ToString() != "Differentiable" || !_isAsked)
                return node;
            IEnumerable<AttributeArgumentSyntax> kept = node.ArgumentList?.Arguments.Where(a => a.NameEquals?.Name.ToString() is not ("Emit" or "Disable")) ?? [];
            IEnumerable<AttributeArgumentSyntax> added = new[] { ("Emit", nameof(Derivatives), (int)emit), ("Disable", nameof(Optimizations), (int)disabled) }
                .Select(a => SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"(global::Diff.{a.Item2}){a.Item3}"))
                    .WithNameEquals(SyntaxFactory.NameEquals(a.Item1)));
            return node.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(kept.Concat(added)))).NormalizeWhitespace();
        }
    }
}
