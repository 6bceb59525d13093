using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers.Source;

/// <summary>DIFF502: a parameter that is differentiated and has no part in what the method does.</summary>
internal static class UnusedParameters
{
    /// <summary>The parameters, and whether the body names them: then the value was lost on the way, which nobody means.</summary>
    public static IEnumerable<(IParameterSymbol Parameter, bool IsNamed)> Of(Module module, MethodFacts facts, IMethodSymbol method, SyntaxNode declaration)
    {
        if (IsContract(method) || facts.Function.Parameters.Count != module.Leaves.Count)
        {
            yield break;
        }

        Liveness? liveness = null;
        int leaf = 0;
        foreach (ParameterInfo parameter in module.Parameters.Concat(module.Members))
        {
            int count = Module.LeavesOf(parameter).Count();
            List<Parameter> leaves = [.. facts.Function.Parameters.Skip(leaf).Take(count)];
            leaf += count;
            bool isAsked = parameter is { IsDifferentiated: true, Access: null, IsOutput: false } && leaves.All(l => l.Mode == PassingMode.Value)
                && !parameter.Name.StartsWith("_", StringComparison.Ordinal) && !parameter.Name.StartsWith("@_", StringComparison.Ordinal);
            if (!isAsked || leaves.Any(l => (liveness ??= new Liveness(facts)).IsLive(l.Value)))
            {
                continue;
            }

            IParameterSymbol? symbol = method.Parameters.FirstOrDefault(p => p.Name == parameter.Name.TrimStart('@'));
            List<IdentifierNameSyntax> names = [.. declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol?.Name)];

            // "_ = x;" says that it is not used on purpose.
            if (symbol is not null && !names.Any(n => n.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard && discard.Right == n))
            {
                yield return (symbol, names.Count > 0);
            }
        }
    }

    /// <summary>Whether the parameters are not the method's own to choose.</summary>
    private static bool IsContract(IMethodSymbol method) => method.IsOverride || method.IsVirtual || method.ExplicitInterfaceImplementations.Length > 0
        || method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers().OfType<IMethodSymbol>()).Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
