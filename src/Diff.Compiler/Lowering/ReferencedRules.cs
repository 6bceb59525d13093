using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>
/// The derivative rules that referenced assemblies declare for methods of other types. An assembly is looked through once in the life of
/// its reference, by its tables of metadata: nearly all stop at the first, which names the types that the assembly refers to. What is kept
/// is names; symbols are asked for by each compilation.
/// </summary>
internal static class ReferencedRules
{
    private static readonly ConditionalWeakTable<MetadataReference, List<(string Type, string Method)>> s_names = new();

    /// <summary>The methods of referenced assemblies that are marked <c>[DerivativeOf]</c>.</summary>
    /// <param name="compilation">The compilation that refers to them.</param>
    /// <param name="candidatesOf">Methods of a tree with an attribute that is called like ours, for references to projects.</param>
    public static IEnumerable<IMethodSymbol> Of(Compilation compilation, Func<SyntaxTree, List<MethodDeclarationSyntax>> candidatesOf)
    {
        foreach (MetadataReference reference in compilation.References)
        {
            List<(string Type, string Method)> names = reference is CompilationReference project
                ? [.. project.Compilation.SyntaxTrees.SelectMany(candidatesOf).Select(NameOf)]
                : s_names.GetValue(reference, NamesIn);
            if (names.Count == 0 || compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly)
            {
                continue;
            }

            foreach ((string type, string method) in names.Distinct())
            {
                IEnumerable<ISymbol> members = assembly.GetTypeByMetadataName(type)?.GetMembers(method) ?? [];
                foreach (IMethodSymbol rule in members.OfType<IMethodSymbol>().Where(m => m.GetAttributes().Any(RuleIndex.IsRule)))
                {
                    // What an assembly keeps for itself says nothing of how others differentiate.
                    if (compilation.IsSymbolAccessibleWithin(rule, compilation.Assembly))
                    {
                        yield return rule;
                    }
                }
            }
        }
    }

    /// <summary>The type, by its name in metadata, and the name of a method.</summary>
    private static (string Type, string Method) NameOf(MethodDeclarationSyntax method)
    {
        string types = string.Join("+", method.Ancestors().OfType<TypeDeclarationSyntax>().Reverse()
            .Select(t => t.Identifier.ValueText + (t.TypeParameterList is { Parameters.Count: > 0 and int arity } ? "`" + arity : "")));
        string space = string.Join(
            ".", method.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(n => n.Name.ToString()));
        return (space.Length > 0 ? space + "." + types : types, method.Identifier.ValueText);
    }

    private static List<(string Type, string Method)> NamesIn(MetadataReference reference)
    {
        try
        {
            return reference is PortableExecutableReference file && file.GetMetadata() is AssemblyMetadata assembly
                ? [.. assembly.GetModules().SelectMany(m => NamesIn(m.GetMetadataReader()))]
                : [];
        }
        catch (Exception problem) when (
            problem is BadImageFormatException or IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // The compiler says what is wrong with the reference.
            return [];
        }
    }

    private static IEnumerable<(string Type, string Method)> NamesIn(MetadataReader reader)
    {
        HashSet<EntityHandle> attributes = [.. reader.TypeReferences
            .Where(h => IsAttribute(reader, reader.GetTypeReference(h))).Select(h => (EntityHandle)h)];
        if (attributes.Count == 0)
        {
            yield break;
        }

        HashSet<EntityHandle> constructors = [.. reader.MemberReferences
            .Where(h => attributes.Contains(reader.GetMemberReference(h).Parent)).Select(h => (EntityHandle)h)];
        foreach (CustomAttributeHandle handle in reader.CustomAttributes)
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind == HandleKind.MethodDefinition && constructors.Contains(attribute.Constructor))
            {
                MethodDefinition method = reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Parent);
                yield return (NameOf(reader, method.GetDeclaringType()), reader.GetString(method.Name));
            }
        }
    }

    private static bool IsAttribute(MetadataReader reader, TypeReference type) =>
        reader.StringComparer.Equals(type.Name, "DerivativeOfAttribute") && reader.StringComparer.Equals(type.Namespace, "Diff");

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return NameOf(reader, type.GetDeclaringType()) + "+" + name;
        }

        string space = reader.GetString(type.Namespace);
        return space.Length > 0 ? space + "." + name : name;
    }
}
