using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>The corpus compiled a second time with <see cref="Dual"/> for <c>double</c> and <c>float</c>.</summary>
internal static class DualCorpus
{
    private static readonly Lazy<Assembly> s_assembly = new(() => Compile(Embedded()));
    private static readonly ConditionalWeakTable<Assembly, Assembly> s_others = [];

    /// <summary>Compiles another corpus a second time, so that its methods have twins too.</summary>
    public static void Add(Assembly corpus, params string[] sources) => s_others.Add(corpus, Compile(sources));

    /// <summary>The twin of a corpus method.</summary>
    public static MethodInfo Twin(MethodInfo method)
    {
        Type declaring = method.DeclaringType!;
        Assembly twins = s_others.TryGetValue(declaring.Assembly, out Assembly? other) ? other : s_assembly.Value;
        Type type = twins.GetType((declaring.IsGenericType ? declaring.GetGenericTypeDefinition() : declaring).FullName!)!;
        if (declaring.IsGenericType)
            type = type.MakeGenericType(declaring.GetGenericArguments());
        Type[] parameters = [.. method.GetParameters().Select(p => Twin(p.ParameterType, twins))];
        return type.GetMethod(method.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, parameters)
            ?? throw new InvalidOperationException($"{method} has no twin on dual numbers.");
    }

    private static Type Twin(Type type, Assembly twins)
    {
        if (type == typeof(double) || type == typeof(float))
            return typeof(Dual);
        if (type.IsByRef)
            return Twin(type.GetElementType()!, twins).MakeByRefType();
        if (type.IsArray)
        {
            Type element = Twin(type.GetElementType()!, twins);
            return type.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(type.GetArrayRank());
        }
        if (CorpusParameter.MakerOf(type) is not null)
            return twins.GetType(type.FullName!)!;
        return CorpusParameter.ElementOf(type) is not null ? type.GetGenericTypeDefinition().MakeGenericType(Twin(type.GetGenericArguments()[0], twins)) : type;
    }

    private static IEnumerable<string> Embedded()
    {
        Assembly self = typeof(DualCorpus).Assembly;
        foreach (string name in self.GetManifestResourceNames().Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static Assembly Compile(IEnumerable<string> sources)
    {
        Assembly self = typeof(DualCorpus).Assembly;
        CSharpParseOptions options = new(LanguageVersion.Latest);
        List<SyntaxTree> trees = [];
        foreach (string source in sources)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(source, options).GetRoot();
            trees.Add(CSharpSyntaxTree.Create((CSharpSyntaxNode)new DualRewriter().Visit(root), options));
        }
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = trusted.Split(Path.PathSeparator).Append(self.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "DualCorpus",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream stream = new();
        Diagnostic[] errors =
            [.. compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0
            ? CompiledPrograms.Load(stream)
            : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Take(20).Select(e => e.ToString())));
    }

    /// <summary>Replaces the real types and what computes on them; drops attributes, which have no meaning here.</summary>
    private sealed class DualRewriter : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => null;

        public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) => IsReal(node)
            ? SyntaxFactory.IdentifierName(nameof(Dual)).WithTriviaFrom(node)
            : node;

        public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
        {
            if (node.Parent is not MemberAccessExpressionSyntax access || access.Expression != node)
                return node;
            string? twin = node.Identifier.Text switch
            {
                "Math" or "MathF" or "Functions" => nameof(DualMath),
                "Gradient" => nameof(DualGradient),
                _ => null,
            };
            return twin is null ? node : SyntaxFactory.IdentifierName(twin).WithTriviaFrom(node);
        }

        // A constant cannot have a struct type.
        public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
        {
            LocalDeclarationStatementSyntax visited = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
            return node.IsConst && IsReal(node.Declaration.Type)
                ? visited.WithModifiers(default).WithLeadingTrivia(node.GetLeadingTrivia())
                : visited;
        }

        public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
        {
            FieldDeclarationSyntax visited = (FieldDeclarationSyntax)base.VisitFieldDeclaration(node)!;
            int index = visited.Modifiers.IndexOf(SyntaxKind.ConstKeyword);
            return index >= 0 && IsReal(node.Declaration.Type)
                ? visited.WithModifiers(visited.Modifiers.RemoveAt(index)
                    .Add(SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space))
                    .Add(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
                : visited;
        }

        private static bool IsReal(TypeSyntax type) =>
            type is PredefinedTypeSyntax predefined
            && (predefined.Keyword.IsKind(SyntaxKind.DoubleKeyword) || predefined.Keyword.IsKind(SyntaxKind.FloatKeyword));
    }
}
