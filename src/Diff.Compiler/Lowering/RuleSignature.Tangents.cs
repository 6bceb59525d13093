using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>Rules for tangents: methods of the shape of <c>FTangent</c>, beside the rule for the backward pass.</summary>
internal sealed partial class RuleSignature
{
    /// <summary>
    /// Whether a method has the shape of the other's <c>FTangent</c>: tangents behind its parameters, value and tangent returned. Of a
    /// function of one number or struct that returns another, both rules have the same types: then the names say which it is,
    /// <c>xTangent</c> for <c>x</c>.
    /// </summary>
    public static bool IsTangentRule(IMethodSymbol target, IMethodSymbol rule, Compilation compilation)
    {
        if (Unsupported(target, rule).Length > 0)
        {
            return false;
        }

        RuleSignature expected = new(target);
        expected.Expect(rule, compilation);
        return expected.IsTangent(rule);
    }

    /// <summary>
    /// Whether the Jacobian of a method is one number, so that a rule for tangents is one for the backward pass, too: value, and derivative
    /// times what is given.
    /// </summary>
    public static bool IsOneNumber(IMethodSymbol target, IMethodSymbol rule, Compilation compilation)
    {
        RuleSignature expected = new(target);
        expected.Expect(rule, compilation);
        List<IParameterSymbol> differentiated = [.. target.Parameters.Where((_, i) => expected.IsDifferentiated(i))];
        return differentiated.Count == 1 && TypeMapping.Map(differentiated[0].Type).IsFloatingScalar
            && TypeMapping.Map(target.ReturnType).IsFloatingScalar;
    }

    /// <summary>A rule with another one for tangents beside it; null where that is none, or one by other parameters.</summary>
    /// <param name="known">The rule.</param>
    /// <param name="target">The method that is called, constructed.</param>
    /// <param name="backward">The method that the rule calls.</param>
    /// <param name="tangent">The method for tangents, constructed.</param>
    /// <param name="within">The type that the generated code is a part of.</param>
    /// <param name="compilation">Makes and compares types.</param>
    public static CallRule? WithTangent(
        CallRule known, IMethodSymbol target, IMethodSymbol backward, IMethodSymbol tangent, INamedTypeSymbol within,
        Compilation compilation)
    {
        if (Unsupported(target, tangent).Length > 0)
        {
            return null;
        }

        RuleSignature expected = new(target);
        expected.Expect(backward, compilation);
        return expected.IsTangent(tangent) ? expected.TangentOf(known, tangent, within, compilation) : null;
    }

    private bool IsTangent(IMethodSymbol rule)
    {
        List<ITypeSymbol> parameters = [.. _target.Parameters.Select(p => p.Type)];
        parameters.AddRange(Enumerable.Range(0, _target.Parameters.Length).Where(IsDifferentiated).Select(i => _target.Parameters[i].Type));
        bool returnsAlike = _target.ReturnsVoid ? rule.ReturnsVoid
            : rule.ReturnType is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 } tuple
                && tuple.TupleElements.All(e => SymbolEqualityComparer.Default.Equals(e.Type, _target.ReturnType));
        return returnsAlike && rule.Parameters.Length == parameters.Count
            && rule.Parameters.Zip(parameters, (p, t) => SymbolEqualityComparer.Default.Equals(p.Type, t)).All(same => same)
            && rule.Parameters.All(p => p.RefKind is not (RefKind.Ref or RefKind.Out))
            && (Compare(rule).Length > 0 || IsNamedTangent(rule));
    }

    private bool IsNamedTangent(IMethodSymbol rule) => Enumerable.Range(0, _target.Parameters.Length).Where(IsDifferentiated)
        .Select((p, i) => rule.Parameters[_target.Parameters.Length + i].Name == MemberNames.TangentOf(_target.Parameters[p].Name))
        .All(same => same);

    private CallRule? TangentOf(CallRule known, IMethodSymbol rule, INamedTypeSymbol within, Compilation compilation)
    {
        int next = 0;
        List<string> arguments = [];
        for (int i = 0; i < _target.Parameters.Length; i++)
        {
            ITypeSymbol type = _target.Parameters[i].Type;
            IrType mapped = TypeMapping.Map(type);
            arguments.Add(Written(type, mapped, next, within, compilation)!);
            next += mapped.IsStruct ? mapped.Layout!.Count : 1;
        }

        foreach (int i in Enumerable.Range(0, _target.Parameters.Length).Where(IsDifferentiated))
        {
            ITypeSymbol type = _target.Parameters[i].Type;
            IrType mapped = TypeMapping.Map(type);
            arguments.Add(IsBuffer(i)
                ? Written(type, mapped, next++, within, compilation)!
                : CotangentText(type, mapped, ref next, within, compilation));
        }

        List<string> parts = [];
        if (!_target.ReturnsVoid)
        {
            IrType mapped = TypeMapping.Map(_target.ReturnType);
            EquatableArray<IrType> leaves = mapped.IsStruct ? mapped.Layout!.Leaves : EquatableArray<IrType>.Of(mapped);
            parts.AddRange(ReadsOf(_target.ReturnType, mapped, "{0}.Item1", within, compilation)!);
            parts.AddRange(ReadsOf(_target.ReturnType, mapped, "{0}.Item2", within, compilation)!.Where((_, k) => leaves[k].IsFloating));
        }

        return known with { Tangent = $"{NameOf(rule)}({string.Join(", ", arguments)})", Tangents = parts.ToEquatable() };
    }
}
