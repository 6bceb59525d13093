using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Module = Diff.Compiler.Lowering.Module;

namespace Diff.Generator.Tests.IR;

/// <summary>Lowers C# in memory and runs the passes one by one.</summary>
internal static class Modules
{
    private static readonly Lazy<List<Module>> s_corpus = new(() => Lowered(CorpusCompilation()));

    /// <summary>Every annotated method of the gradient corpus.</summary>
    public static IReadOnlyList<Module> Corpus => s_corpus.Value;

    /// <summary>The annotated methods of a source.</summary>
    public static List<Module> Of(string source) => Lowered(GeneratorHarness.Lenient(source));

    /// <summary>Every state that a module goes through: the functions as lowered, then after each pass, under the pass's name.</summary>
    public static IEnumerable<(string Pass, Function Function)> Passes(Module module)
    {
        foreach (Function function in module.Functions)
            yield return ("Lowering", function);
        if (module.Refusals.Count > 0 || module.Functions.Count == 0)
            yield break;
        List<Function> functions = [];
        foreach (Function function in module.Functions)
        {
            Function normal = ControlFlow.Run(function);
            yield return ("ControlFlow", normal);
            functions.Add(SsaConstruction.Run(normal));
            yield return ("SsaConstruction", functions[^1]);
        }
        List<Refusal> refusals = [];
        Function linked = Link.Run(functions, refusals).Entry;
        if (refusals.Count > 0)
            yield break;
        yield return ("Link", linked);
        linked = Simplified(linked);
        yield return ("Simplify", linked);
        linked = CountedLoops.Run(linked);
        yield return ("CountedLoops", linked);
        linked = EscapingArrays.Run(linked);
        yield return ("EscapingArrays", linked);
        linked = BufferSelection.Run(linked, refusals);
        if (refusals.Count > 0)
            yield break;
        yield return ("BufferSelection", linked);
        linked = CopyExpansion.Run(linked);
        yield return ("CopyExpansion", linked);
        linked = Simplified(linked);
        yield return ("Simplify after BufferSelection", linked);
        linked = Hoisting.Run(linked);
        yield return ("Hoisting", linked);
        linked = Idioms.Run(linked);
        yield return ("Idioms", linked);
        Activity activity = Activity.Run(linked, module.Parameters, refusals);
        if (refusals.Count > 0)
            yield break;
        Differentiated differentiated = Backward.Run(linked, module.Parameters, activity);
        yield return ("Backward", AsFunction(linked, differentiated, differentiated.Body));
        differentiated = Reduced(differentiated);
        yield return ("Simplify after Backward", AsFunction(linked, differentiated, differentiated.Body));
        Stored stored = Storage.Run(differentiated, activity.Classes, 0);
        yield return ("Storage", AsFunction(linked, differentiated, stored.Body));
        Block body = Simplify.Run(stored.Body, differentiated.Ids, differentiated.FirstDerivative);
        yield return ("Simplify after Storage", AsFunction(linked, differentiated, body));
    }

    /// <summary>Simplifies primal and reverse sweep, and finds the border between them again.</summary>
    public static Differentiated Reduced(Differentiated source)
    {
        Block body = Simplify.Run(source.Body, source.Ids, source.FirstDerivative);
        return source with { Body = body, ForwardCount = body.Ops.ToList().FindIndex(op => op is Remark) };
    }

    private static Function Simplified(Function function)
    {
        IdSource ids = new(function.NextId);
        Block body = Simplify.Run(function.Body, ids);
        return function with { Body = body, NextId = ids.Next };
    }

    private static Function AsFunction(Function primal, Differentiated differentiated, Block body) => primal with
    {
        Parameters = Compiler.EquatableArray.ToEquatable(differentiated.Parameters.Select(v => new Parameter(v, PassingMode.Value))),
        Body = body,
        NextId = differentiated.Ids.Next,
    };

    private static List<Module> Lowered(CSharpCompilation compilation)
    {
        List<Module> modules = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax declaration in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(declaration) is not IMethodSymbol method)
                    continue;
                AttributeData? attribute = method.GetAttributes()
                    .FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "Diff.DifferentiableAttribute");
                if (attribute is not null)
                    modules.Add(ModuleLowering.Lower(model, method, attribute, [], CancellationToken.None));
            }
        }
        return modules;
    }

    private static CSharpCompilation CorpusCompilation()
    {
        Assembly self = typeof(Modules).Assembly;
        List<string> sources = [];
        foreach (string name in self.GetManifestResourceNames().Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            sources.Add(reader.ReadToEnd());
        }
        return GeneratorHarness.Lenient([.. sources]).AddReferences(MetadataReference.CreateFromFile(self.Location));
    }
}
