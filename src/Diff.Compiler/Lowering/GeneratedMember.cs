using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>A generated member as other annotated methods call it, with the method that it is a derivative of.</summary>
/// <param name="Method">The annotated method, as it is declared.</param>
/// <param name="Attribute">Its <c>[Differentiable]</c>.</param>
/// <param name="Kind">Which derivative.</param>
internal sealed record GeneratedMember(IMethodSymbol Method, AttributeData Attribute, MemberKind Kind)
{
    private static readonly MemberKind[] s_kinds =
    [
        MemberKind.Gradient, MemberKind.AccumulateGradient, MemberKind.Backward, MemberKind.Value, MemberKind.Tangent,
        MemberKind.HessianVectorProduct, MemberKind.Hessian, MemberKind.Jacobian,
    ];

    /// <summary>What a method is a derivative of, by the marker that the generator writes, its name and its parameters; null if it is none.</summary>
    public static GeneratedMember? Of(IMethodSymbol member)
    {
        IMethodSymbol definition = member.OriginalDefinition;
        if (definition.ContainingType is not { } type || !ModuleLowering.IsGenerated(definition))
        {
            return null;
        }

        GeneratedMember? found = null;
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (KindOf(method.Name, definition.Name) is { } kind && AttributeOf(method) is { } attribute && StartsLike(definition, method)
                && method.Parameters.Length >= (found?.Method.Parameters.Length ?? 0))
            {
                found = new GeneratedMember(method, attribute, kind);
            }
        }

        return found;
    }

    /// <summary>The methods that a generated member of a name could belong to, by their names.</summary>
    public static IEnumerable<string> MethodsFor(string member) => s_kinds
        .Select(kind => NameOf("", kind))
        .Where(suffix => member.Length > suffix.Length && member.EndsWith(suffix, System.StringComparison.Ordinal))
        .Select(suffix => member.Substring(0, member.Length - suffix.Length));

    /// <summary>The attribute that asks for derivatives of a method, or null.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(a => TypeMapping.MetadataName(a.AttributeClass) == "Diff.DifferentiableAttribute");

    /// <summary>The bit of <c>Diff.Derivatives</c> that asks for it.</summary>
    public int Flag => Kind switch
    {
        MemberKind.Gradient or MemberKind.AccumulateGradient => DerivativeFlags.Gradient,
        MemberKind.Backward => DerivativeFlags.Backward,
        MemberKind.Value => DerivativeFlags.Value,
        MemberKind.Tangent => DerivativeFlags.Tangent,
        MemberKind.HessianVectorProduct => DerivativeFlags.HessianVectorProduct,
        MemberKind.Hessian => DerivativeFlags.Hessian,
        _ => DerivativeFlags.Jacobian,
    };

    private static MemberKind? KindOf(string method, string member)
    {
        foreach (MemberKind kind in s_kinds)
        {
            if (NameOf(method, kind) == member)
            {
                return kind;
            }
        }

        return null;
    }

    private static string NameOf(string method, MemberKind kind) => kind switch
    {
        MemberKind.Gradient => MemberNames.Gradient(method),
        MemberKind.AccumulateGradient => MemberNames.AccumulateGradient(method),
        MemberKind.Backward => MemberNames.Backward(method),
        MemberKind.Value => MemberNames.Value(method),
        MemberKind.Tangent => MemberNames.Tangent(method),
        MemberKind.HessianVectorProduct => MemberNames.HessianVectorProduct(method),
        MemberKind.Hessian => MemberNames.Hessian(method),
        _ => MemberNames.Jacobian(method),
    };

    /// <summary>Whether the member takes what the method takes, and then more. Type parameters are each one's own, but called alike.</summary>
    private static bool StartsLike(IMethodSymbol member, IMethodSymbol method) =>
        member.Arity == method.Arity && member.Parameters.Length >= method.Parameters.Length
        && method.Parameters
            .Zip(member.Parameters, (a, b) => a.RefKind == b.RefKind && TypeMapping.Qualified(a.Type) == TypeMapping.Qualified(b.Type))
            .All(same => same);
}
