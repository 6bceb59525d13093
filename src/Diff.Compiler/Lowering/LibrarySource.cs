using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Source for members of the base class library, which come as metadata. Their twins (the files in <c>Library</c>: the same names and
/// signatures, written in plain C#) are compiled once per core library, and only when a member is met that has one. Lowering takes a
/// twin's body for the member's own, so that all that holds for methods with source holds for these.
/// </summary>
internal sealed class LibrarySource
{
    /// <summary>The assembly that the twins are compiled to.</summary>
    public const string AssemblyName = "Diff.Compiler.Library";

    private const string ResourcePrefix = "Library/";

    /// <summary>The namespace of the twins of functions of types that cannot be declared again, such as <c>double</c>.</summary>
    private const string FunctionsNamespace = "Diff.Library.";

    private static readonly ConditionalWeakTable<MetadataReference, LibrarySource> s_compiled = new();

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<string, IMethodSymbol> _methods = [];
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private LibrarySource(MetadataReference coreLibrary)
    {
        _compilation = Compile([coreLibrary]);
        foreach (SyntaxTree tree in _compilation.SyntaxTrees)
        {
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax))
            {
                if (ModelOf(tree).GetDeclaredSymbol(node) is INamedTypeSymbol type)
                {
                    Add(type);
                }
            }
        }
    }

    /// <summary>The twins' files: name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Files
    {
        get
        {
            Assembly assembly = typeof(LibrarySource).Assembly;
            foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, System.StringComparison.Ordinal)).OrderBy(n => n, System.StringComparer.Ordinal))
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
                yield return (name, reader.ReadToEnd());
            }
        }
    }

    /// <summary>The twins as a compilation.</summary>
    public static CSharpCompilation Compile(IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        AssemblyName,
        Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Name)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    /// <summary>The library for a compilation's core library, or null where that has no metadata.</summary>
    public static LibrarySource? Of(Compilation compilation) =>
        compilation.GetMetadataReference(compilation.ObjectType.ContainingAssembly) is { } coreLibrary
            ? s_compiled.GetValue(coreLibrary, static reference => new LibrarySource(reference))
            : null;

    /// <summary>Whether anybody has asked for the twins of a core library: who uses none of its structs must not pay for them.</summary>
    public static bool IsCompiledFor(MetadataReference coreLibrary) => s_compiled.TryGetValue(coreLibrary, out _);

    /// <summary>Whether a tree is one of the twins'.</summary>
    public bool Contains(SyntaxTree tree) => _compilation.ContainsSyntaxTree(tree);

    /// <summary>The semantic model of a tree of the twins'.</summary>
#pragma warning disable RS1030 // The twins are not part of the compilation that is analysed: no other way leads to their bodies.
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, t => _compilation.GetSemanticModel(t));
#pragma warning restore RS1030

    /// <summary>The twin of a method, constructor, operator or accessor, or null.</summary>
    public IMethodSymbol? TwinOf(IMethodSymbol method) => Find(method.OriginalDefinition) ?? ImplementationOf(method.OriginalDefinition);

    /// <summary>The getter of the property that stands for a static field, or null.</summary>
    public IMethodSymbol? TwinOf(IFieldSymbol field) => Find(field);

    /// <summary>What implements a member of an interface under the interface's name may stand under its own name among the twins.</summary>
    private IMethodSymbol? ImplementationOf(IMethodSymbol method)
    {
        if (method.ExplicitInterfaceImplementations.FirstOrDefault() is not { } declared || method.GetDocumentationCommentId() is not { } id)
        {
            return null;
        }

        int parameters = id.IndexOf('(');
        string own = $"M:{TypeMapping.MetadataName(method.ContainingType)}.{declared.Name}{(parameters < 0 ? "" : id.Substring(parameters))}";
        return _methods.TryGetValue(own, out IMethodSymbol twin)
            && TypeMapping.MetadataName(twin.ReturnType) == TypeMapping.MetadataName(method.ReturnType) ? twin : null;
    }

    private IMethodSymbol? Find(ISymbol member) =>
        member.GetDocumentationCommentId() is { } id && _methods.TryGetValue(id, out IMethodSymbol twin) ? twin : null;

    private void Add(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.IsImplicitlyDeclared || method.GetDocumentationCommentId() is not { } id)
            {
                continue;
            }

            _methods[id.Replace(FunctionsNamespace, "System.")] = method;
            if (method is { MethodKind: MethodKind.PropertyGet, IsStatic: true, AssociatedSymbol: IPropertySymbol property })
            {
                // Some constants are fields there: a getter has a body to lower.
                _methods["F" + property.GetDocumentationCommentId()!.Substring(1)] = method;
            }
        }
    }
}
