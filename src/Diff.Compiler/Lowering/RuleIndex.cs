using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>
/// The derivative rules of a compilation, and of the assemblies that it refers to, for methods of other types. Trees are looked through
/// once in their life, since most keystrokes leave all but one of them as they are, and so are references (<see cref="ReferencedRules"/>).
/// </summary>
internal sealed class RuleIndex
{
    private static readonly AttributedMethods s_candidates = new("DerivativeOf");
    private static readonly ConditionalWeakTable<Compilation, RuleIndex> s_indices = new();

    private readonly Dictionary<string, List<IMethodSymbol>> _rules = [];

    /// <summary>Whether an attribute is <c>[DerivativeOf]</c>.</summary>
    public static bool IsRule(AttributeData attribute) => TypeMapping.MetadataName(attribute.AttributeClass) == "Diff.DerivativeOfAttribute";

    /// <summary>The type and the name of the method that a rule is for; the type is null for the rule's own.</summary>
    public static (INamedTypeSymbol? Type, string Name) TargetOf(AttributeData attribute) => attribute.ConstructorArguments.Length switch
    {
        1 => (null, attribute.ConstructorArguments[0].Value as string ?? ""),
        2 => (attribute.ConstructorArguments[0].Value as INamedTypeSymbol, attribute.ConstructorArguments[1].Value as string ?? ""),
        _ => (null, ""),
    };

    /// <summary>
    /// How near a rule is to the code that is differentiated, the nearest first: in the same compilation, beside the method, elsewhere. Of
    /// those that fit, a nearer one is taken: nobody can remove another's rule.
    /// </summary>
    public static int DistanceOf(IMethodSymbol rule, IMethodSymbol method, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(rule.ContainingAssembly, compilation.Assembly) ? 0
        : SymbolEqualityComparer.Default.Equals(rule.ContainingType, method.ContainingType?.OriginalDefinition) ? 1 : 2;

    /// <summary>The rules that are declared for a method, whatever their shape.</summary>
    public static IEnumerable<IMethodSymbol> For(Compilation compilation, IMethodSymbol method, System.Func<SyntaxTree, SemanticModel> modelOf, CancellationToken cancellation)
    {
        IMethodSymbol target = method.OriginalDefinition;
        if (target.ContainingType is not { } type || ModuleLowering.IsNested(method))
        {
            return [];
        }

        IEnumerable<IMethodSymbol> own = type.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m.GetAttributes().Any(a => IsRule(a) && TargetOf(a) is { Type: null } named && named.Name == target.Name));
        if (!s_indices.TryGetValue(compilation, out RuleIndex index))
        {
            index = new RuleIndex();
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
            {
                foreach (MethodDeclarationSyntax candidate in s_candidates.In(tree, cancellation))
                {
                    if (modelOf(tree).GetDeclaredSymbol(candidate, cancellation) is IMethodSymbol rule)
                    {
                        index.Add(rule);
                    }
                }
            }

            foreach (IMethodSymbol rule in ReferencedRules.Of(compilation, tree => s_candidates.In(tree, cancellation)))
            {
                index.Add(rule);
            }

            index = s_indices.GetValue(compilation, _ => index);
        }

        return index._rules.TryGetValue(KeyOf(type, target.Name), out List<IMethodSymbol> foreign) ? own.Concat(foreign) : own;
    }

    private static string KeyOf(INamedTypeSymbol type, string name) => TypeMapping.MetadataName(type) + "." + name;

    private void Add(IMethodSymbol rule)
    {
        foreach (AttributeData attribute in rule.GetAttributes().Where(IsRule))
        {
            if (TargetOf(attribute) is not ({ } type, string name))
            {
                continue;
            }

            string key = KeyOf(type.OriginalDefinition, name);
            if (!_rules.TryGetValue(key, out List<IMethodSymbol> rules))
            {
                _rules.Add(key, rules = []);
            }

            rules.Add(rule);
        }
    }
}
