using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Diff.Generator.Tests.Harness;
using Diff.Gradients.Tests.Oracles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>
/// Corpus methods whose generated gradient is called by another annotated method, w₀·F + ⟨w, ∇F⟩. The gradient of that is w₀·∇F + H·w, which the method's
/// own members give in another way: the one differentiates both sweeps once more in reverse, the other goes forward over reverse.
/// </summary>
public sealed class CalledDerivativeCorpusTests
{
    private const string Suffix = "OfGradient";
    private const double OfValue = -1.5;

    private static readonly string[] s_scalars = ["double", "float"];
    private static readonly string[] s_memories = ["ReadOnlySpan<double>", "ReadOnlySpan<float>", "double[]", "float[]"];
    private static readonly string[] s_others = ["int", "bool"];

    [Fact]
    public void The_gradient_of_a_gradient_is_the_product_with_the_Hessian()
    {
        Assembly self = typeof(CalledDerivativeCorpusTests).Assembly;
        List<string> sources = [];
        Calling calling = new();

        // Every second file, for the time that it takes; all of them were judged when this was written.
        string[] files = [.. self.GetManifestResourceNames().Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        foreach (string name in files.Where((n, i) => i % 2 == 0 || n.Contains("Emits", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            sources.Add(calling.Visit(CSharpSyntaxTree.ParseText(reader.ReadToEnd(), GeneratorHarness.LatestSyntax).GetRoot()).ToFullString());
        }
        CSharpCompilation compilation = GeneratorHarness.Lenient([.. sources]).AddReferences(MetadataReference.CreateFromFile(self.Location));
        GeneratorRun run = GeneratorHarness.Run(compilation);
        Assert.Empty(run.DriverDiagnostics);
        List<string> wrong = [];
        int judged = 0;
        int refused = 0;
        foreach (CorpusCase @case in CorpusCase.In(run.Load()).Values.Where(c => !c.IsVoid && c.Emit == Calling.Emit))
        {
            try
            {
                MethodInfo[] members = @case.Method.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
                if (members.Where(m => m.Name == @case.Method.Name + Suffix).FirstOrDefault(m => SameParameters(m, @case)) is null)
                    continue;
                MethodInfo outer = Member(members, @case, Suffix + "Gradient", @case.Differentiated.Count(p => p.IsSequence));
                if (DerivationJudge.RefusalOf(@case, "HessianVectorProduct") is not null)
                    continue;
                if (outer.IsDefined(typeof(ObsoleteAttribute)))
                {
                    refused++;
                    continue;
                }
                Judge(@case, members, outer);
                judged++;
            }
            catch (Exception e)
            {
                wrong.Add($"{@case.Id}: {e.GetType().Name} {e.Message}");
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong, {judged} right, {refused} refused\n{string.Join("\n", wrong.Take(100))}");
        Assert.True(judged > 300 && refused < judged / 4, $"{judged} judged, {refused} refused");
    }

    private static void Judge(CorpusCase @case, MethodInfo[] members, MethodInfo outer)
    {
        int memories = @case.Differentiated.Count(p => p.IsSequence);
        double[] gradient = Called(@case, Member(members, @case, "Gradient", memories), @case.Arguments());
        double[] weights = [.. gradient.Select((_, i) => Weight(i))];
        double[] product = DerivationJudge.Product(@case, weights);
        double[] actual = Called(@case, outer, @case.Arguments());
        double tolerance = @case.IsFloat ? 2e-3 : 1e-8;
        double scale = product.Concat(gradient).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < actual.Length; i++)
        {
            double expected = (OfValue * gradient[i]) + product[i];
            // Second derivatives at non-smooth points are those of the pieces, and at a power of zero there is no one piece.
            if (double.IsFinite(gradient[i]) && double.IsFinite(product[i]) && @case.Method.Name != "PowAtZero")
                Assert.True(Math.Abs(expected - actual[i]) <= tolerance * Math.Max(1, scale), FormattableString.Invariant($"[{i}]: expected {expected:R}, got {actual[i]:R}"));
        }
    }

    private static double Weight(int place) => (place % 3 * 0.75) - 0.5;

    /// <summary>The derivatives by all numbers in the order of the parameters.</summary>
    private static double[] Called(CorpusCase @case, MethodInfo member, object[] given)
    {
        List<object> arguments = [.. given];
        int next = arguments.Count;
        foreach (CorpusParameter parameter in @case.Differentiated.Where(p => p.IsSequence))
            arguments.Add(Array.CreateInstance(parameter.Element, ((Array)given[Array.IndexOf(@case.Parameters, parameter)]).Length));
        object[] all = [.. arguments];
        object? returned = Invoker.Call(member, all);
        List<double> numbers = [];
        int scalar = 1;
        foreach (CorpusParameter parameter in @case.Differentiated)
        {
            if (parameter.IsSequence)
                numbers.AddRange(((Array)all[next++]).Cast<object>().Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture)));
            else
                numbers.Add(Convert.ToDouble(((ITuple)returned!)[scalar++], CultureInfo.InvariantCulture));
        }
        return [.. numbers];
    }

    private static bool SameParameters(MethodInfo method, CorpusCase @case) =>
        method.GetParameters().Select(p => p.ParameterType).Take(@case.Parameters.Length).SequenceEqual(@case.Parameters.Select(p => p.Type));

    private static MethodInfo Member(MethodInfo[] members, CorpusCase @case, string suffix, int added) => members.Single(m =>
        m.Name == @case.Method.Name + suffix && m.GetParameters().Length == @case.Parameters.Length + added && SameParameters(m, @case)
        && m.GetParameters().All(p => p.Name != "workspace"));

    /// <summary>Adds a method behind each that can be called like this.</summary>
    private sealed class Calling : CSharpSyntaxRewriter
    {
        public const Derivatives Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct;

        public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
        {
            ClassDeclarationSyntax visited = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
            List<MemberDeclarationSyntax> members = [];
            foreach (MemberDeclarationSyntax member in visited.Members)
            {
                if (member is not MethodDeclarationSyntax method || AttributeOf(method) is not { } attribute || !IsCallable(method, attribute))
                {
                    members.Add(member);
                    continue;
                }
                members.Add(method.ReplaceNode(attribute, With(attribute, Emit)));
                members.Add(Caller(method, attribute));
            }
            return visited.WithMembers(SyntaxFactory.List(members));
        }

        private static AttributeSyntax? AttributeOf(MethodDeclarationSyntax method) =>
            method.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => a.Name.ToString() == "Differentiable");

        private static AttributeSyntax With(AttributeSyntax attribute, Derivatives emit)
        {
            IEnumerable<AttributeArgumentSyntax> kept = attribute.ArgumentList?.Arguments.Where(a => a.NameEquals?.Name.ToString() != "Emit") ?? [];
            AttributeArgumentSyntax asked = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"(global::Diff.Derivatives){(int)emit}"))
                .WithNameEquals(SyntaxFactory.NameEquals("Emit"));
            return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(kept.Append(asked)))).NormalizeWhitespace();
        }

        private static bool IsCallable(MethodDeclarationSyntax method, AttributeSyntax attribute) =>
            s_scalars.Contains(method.ReturnType.ToString()) && method.TypeParameterList is null && method.Modifiers.Any(SyntaxKind.StaticKeyword)
            && attribute.ArgumentList?.Arguments.Any(a => a.NameEquals?.Name.ToString() == "Monitor") != true
            && method.ParameterList.Parameters.All(p => p.Modifiers.Count == 0 && p.Default is null
                && (s_scalars.Contains(p.Type!.ToString()) || s_memories.Contains(p.Type.ToString()) || s_others.Contains(p.Type.ToString())));

        private static bool IsDifferentiated(ParameterSyntax parameter, AttributeSyntax attribute)
        {
            List<string> named = [.. attribute.ArgumentList?.Arguments.Where(a => a.NameEquals is null).SelectMany(a =>
                a.Expression.DescendantNodesAndSelf().OfType<ArgumentSyntax>().Select(n => n.Expression.ToString())) ?? []];
            bool isConstant = parameter.AttributeLists.ToString().Contains("Constant", StringComparison.Ordinal);
            return !s_others.Contains(parameter.Type!.ToString()) && !isConstant && (named.Count == 0 || named.Contains(parameter.Identifier.Text));
        }

        private static MemberDeclarationSyntax Caller(MethodDeclarationSyntax method, AttributeSyntax attribute)
        {
            string number = method.ReturnType.ToString();
            List<string> arguments = [];
            List<string> destinations = [];
            List<string> before = [];
            List<string> sums = [];
            List<ParameterSyntax> differentiated = [.. method.ParameterList.Parameters.Where(p => IsDifferentiated(p, attribute))];
            bool isTuple = differentiated.Any(p => s_scalars.Contains(p.Type!.ToString()));
            string place = "0";
            int element = 2;
            foreach (ParameterSyntax parameter in method.ParameterList.Parameters)
            {
                string name = parameter.Identifier.Text;
                arguments.Add(name);
                if (!differentiated.Contains(parameter))
                    continue;
                if (s_scalars.Contains(parameter.Type!.ToString()))
                {
                    sums.Add($"__sum += ({number})(({place}) % 3 * 0.75 - 0.5) * ({number})__result.Item{element++};");
                    place += " + 1";
                    continue;
                }
                string type = parameter.Type.ToString().Contains("float", StringComparison.Ordinal) ? "float" : "double";
                string memory = "__" + destinations.Count.ToString(CultureInfo.InvariantCulture);
                before.Add($"{type}[] {memory} = new {type}[{name}.Length];");
                destinations.Add(memory);
                sums.Add($"for (int __i = 0; __i < {memory}.Length; __i++) __sum += ({number})(({place} + __i) % 3 * 0.75 - 0.5) * ({number}){memory}[__i];");
                place += $" + {name}.Length";
            }
            string call = $"{method.Identifier.Text}Gradient({string.Join(", ", arguments.Concat(destinations))})";
            // Obsolete, so that it may call what is refused.
            string text = $$"""
                [global::System.Obsolete]
                [{{With(attribute, Derivatives.Gradient)}}]
                internal static {{number}} {{method.Identifier.Text}}{{Suffix}}{{method.ParameterList}}
                {
                    {{string.Join(" ", before)}}
                    var __result = {{call}};
                    {{number}} __sum = ({{number}}){{OfValue.ToString(CultureInfo.InvariantCulture)}} * __result{{(isTuple ? ".Item1" : "")}};
                    {{string.Join(" ", sums)}}
                    return __sum;
                }
                """;
            return SyntaxFactory.ParseMemberDeclaration(text)!.NormalizeWhitespace();
        }
    }
}
