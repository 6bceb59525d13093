using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>
/// What the backward rule of a method must look like: the parameters of its <c>FBackward</c>, and what its <c>FGradient</c> returns.
/// The generated backward method of another assembly has this shape too.
/// </summary>
internal sealed partial class RuleSignature
{
    private readonly IMethodSymbol _target;
    private readonly List<(ITypeSymbol Type, string Name)> _parameters = [];
    private readonly List<ITypeSymbol> _returns = [];
    private readonly HashSet<int> _constants = [];

    private RuleSignature(IMethodSymbol target)
    {
        _target = target;
    }

    /// <summary>How a method is called and pulled back by a rule.</summary>
    /// <param name="target">The method that is called, constructed.</param>
    /// <param name="rule">The rule, constructed.</param>
    /// <param name="within">The type that the generated code is a part of.</param>
    /// <param name="compilation">Makes and compares types.</param>
    /// <param name="problem">What is wrong with it, if it is no rule for the method: a sentence for the user.</param>
    public static CallRule? Match(IMethodSymbol target, IMethodSymbol rule, INamedTypeSymbol within, Compilation compilation, out string problem)
    {
        problem = Unsupported(target, rule);
        if (problem.Length > 0)
        {
            return null;
        }

        RuleSignature expected = new(target);
        expected.Expect(rule, compilation);
        problem = expected.Compare(rule);
        if (problem.Length > 0 && expected.IsTangent(rule))
        {
            problem = LacksBackward(target, rule);
        }

        return problem.Length > 0 ? null : expected.RuleOf(rule, within, compilation, out problem);
    }

    /// <summary>What is said of a method that has a rule for tangents alone.</summary>
    public static string LacksBackward(IMethodSymbol target, IMethodSymbol rule) =>
        $"'{target.Name}' has a rule for tangents, '{rule.Name}', and none for the backward pass; add one";

    private static string Unsupported(IMethodSymbol target, IMethodSymbol rule)
    {
        if (!rule.IsStatic || !target.IsStatic)
        {
            return $"the rule '{rule.Name}' and '{target.Name}' must be static; pass what the receiver holds as a parameter";
        }

        if (target.Parameters.FirstOrDefault(p => p.RefKind is RefKind.Ref or RefKind.Out) is { } reference)
        {
            return $"'{target.Name}' takes '{reference.Name}' by reference, which rules do not support; return the value or write to a span";
        }

        return target.Parameters.FirstOrDefault(p => p.Type is IArrayTypeSymbol || ArrayLayouts.MemoryElement(p.Type, out _) is not null) is { } array
            ? $"'{target.Name}' takes the array or memory '{array.Name}', which rules do not support; take a ReadOnlySpan or a Span"
            : "";
    }

    private static bool HasNumbers(ITypeSymbol type) => TypeMapping.Map(type).HasNumbers;

    private bool IsDifferentiated(int index) => !_constants.Contains(index) && HasNumbers(_target.Parameters[index].Type);

    private bool IsWritten(int index) => TypeMapping.Map(_target.Parameters[index].Type).Shape == Shape.Span;

    private bool IsOutput(int index) => _target.ReturnsVoid && IsWritten(index) && IsDifferentiated(index);

    private static ITypeSymbol SpanOf(ITypeSymbol type, Compilation compilation) =>
        compilation.GetTypeByMetadataName("System.Span`1")!.Construct(TypeMapping.SpanElement(type, out _)!);

    /// <summary>Lists what is expected; a parameter is constant where the method or the rule says so.</summary>
    private void Expect(IMethodSymbol rule, Compilation compilation)
    {
        for (int i = 0; i < _target.Parameters.Length; i++)
        {
            IParameterSymbol parameter = _target.Parameters[i];
            _parameters.Add((parameter.Type, parameter.Name));
            if (TypeMapping.IsConstant(parameter) || (i < rule.Parameters.Length && TypeMapping.IsConstant(rule.Parameters[i])))
            {
                _constants.Add(i);
            }
        }

        if (!_target.ReturnsVoid)
        {
            _returns.Add(_target.ReturnType);
            if (HasNumbers(_target.ReturnType))
            {
                _parameters.Add((_target.ReturnType, MemberNames.ResultCotangent));
            }
        }

        IEnumerable<int> all = Enumerable.Range(0, _target.Parameters.Length);
        _parameters.AddRange(all.Where(IsOutput)
            .Select(i => (SpanOf(_target.Parameters[i].Type, compilation), MemberNames.BufferCotangent(_target.Parameters[i].Name))));
        _parameters.AddRange(all.Where(i => IsDifferentiated(i) && IsBuffer(i) && !IsOutput(i))
            .Select(i => (SpanOf(_target.Parameters[i].Type, compilation), MemberNames.Destination(_target.Parameters[i].Name))));
        _returns.AddRange(all.Where(i => IsDifferentiated(i) && !IsBuffer(i)).Select(i => _target.Parameters[i].Type));
    }

    private bool IsBuffer(int index) => TypeMapping.Map(_target.Parameters[index].Type).IsBuffer;

    private string Compare(IMethodSymbol rule)
    {
        string wanted = $"it must be '{ReturnText()} {rule.Name}({string.Join(", ", _parameters.Select(p => $"{Short(p.Type)} {p.Name}"))})'";
        if (rule.Parameters.Length != _parameters.Count)
        {
            return $"the rule '{rule.Name}' for '{_target.Name}' has {rule.Parameters.Length} parameters instead of {_parameters.Count}; {wanted}";
        }

        for (int i = 0; i < _parameters.Count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(rule.Parameters[i].Type, _parameters[i].Type) || rule.Parameters[i].RefKind is RefKind.Ref or RefKind.Out)
            {
                return $"the parameter '{rule.Parameters[i].Name}' of the rule '{rule.Name}' for '{_target.Name}' has another type; {wanted}";
            }
        }

        bool isAlike = _returns.Count switch
        {
            0 => rule.ReturnsVoid,
            1 => SymbolEqualityComparer.Default.Equals(rule.ReturnType, _returns[0]),
            _ => rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == _returns.Count
                && tuple.TupleElements.Zip(_returns, (e, r) => SymbolEqualityComparer.Default.Equals(e.Type, r)).All(same => same),
        };
        return isAlike ? "" : $"the rule '{rule.Name}' for '{_target.Name}' returns another type; {wanted}";
    }

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private string ReturnText()
    {
        if (_returns.Count < 2)
        {
            return _returns.Count == 0 ? "void" : Short(_returns[0]);
        }

        IEnumerable<string> names = Enumerable.Range(0, _target.Parameters.Length).Where(i => IsDifferentiated(i) && !IsBuffer(i))
            .Select(i => MemberNames.TupleElement(_target.Parameters[i].Name));
        return "(" + string.Join(", ", _returns.Zip(_target.ReturnsVoid ? names : new[] { "Value" }.Concat(names), (t, n) => $"{Short(t)} {n}")) + ")";
    }

    private CallRule? RuleOf(IMethodSymbol rule, INamedTypeSymbol within, Compilation compilation, out string problem)
    {
        problem = "";
        List<RuleParameter> parameters = [];
        List<string> primal = [];
        for (int i = 0; i < _target.Parameters.Length; i++)
        {
            ITypeSymbol type = _target.Parameters[i].Type;
            IrType mapped = TypeMapping.Map(type);
            int position = parameters.Count;
            parameters.AddRange((mapped.IsStruct ? mapped.Layout!.Leaves : EquatableArray<IrType>.Of(mapped.Flat)).Select(leaf =>
                new RuleParameter(leaf, IsWritten(i), IsDifferentiated(i) && leaf.IsFloating)));
            if (Written(type, mapped, position, within, compilation) is not { } text)
            {
                problem = $"'{_target.Parameters[i].Name}' of '{_target.Name}' is of a type that generated code cannot make; give it settable fields";
                return null;
            }

            primal.Add(text);
        }

        int next = parameters.Count;
        List<string> backward = [.. primal];
        EquatableArray<string> values = default;
        if (!_target.ReturnsVoid)
        {
            IrType mapped = TypeMapping.Map(_target.ReturnType);
            if (ReadsOf(_target.ReturnType, mapped, "{0}", within, compilation) is not { } reads)
            {
                problem = $"'{_target.Name}' returns a type that generated code cannot read; make its fields accessible";
                return null;
            }

            values = reads.ToEquatable();
            if (HasNumbers(_target.ReturnType))
            {
                backward.Add(CotangentText(_target.ReturnType, mapped, ref next, within, compilation));
            }
        }

        foreach (bool isOutput in new[] { true, false })
        {
            for (int i = 0; i < _target.Parameters.Length; i++)
            {
                if (IsBuffer(i) && IsDifferentiated(i) && IsOutput(i) == isOutput)
                {
                    ITypeSymbol span = SpanOf(_target.Parameters[i].Type, compilation);
                    backward.Add(Written(span, TypeMapping.Map(span), next++, within, compilation)!);
                }
            }
        }

        List<string> cotangents = [];
        int part = _target.ReturnsVoid ? 0 : 1;
        for (int i = 0; i < _target.Parameters.Length; i++)
        {
            if (!IsDifferentiated(i) || IsBuffer(i))
            {
                continue;
            }

            ITypeSymbol type = _target.Parameters[i].Type;
            IrType mapped = TypeMapping.Map(type);
            string place = _returns.Count == 1 ? "{0}" : "{0}.Item" + (++part).ToString(CultureInfo.InvariantCulture);
            List<string> reads = ReadsOf(type, mapped, place, within, compilation)!;
            EquatableArray<IrType> leaves = mapped.IsStruct ? mapped.Layout!.Leaves : EquatableArray<IrType>.Of(mapped);
            cotangents.AddRange(reads.Where((_, k) => leaves[k].IsFloating));
        }

        return new CallRule(
            _target.Name, "", $"{NameOf(_target)}({string.Join(", ", primal)})", values,
            $"{NameOf(rule)}({string.Join(", ", backward)})", cotangents.ToEquatable(), parameters.ToEquatable(), Accumulates: false);
    }

    private static string NameOf(IMethodSymbol method) => TypeMapping.Qualified(method.ContainingType) + "." + MemberNames.Identifier(method.Name)
        + (method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(TypeMapping.Qualified)) + ">" : "");

    private static string Placeholder(int position) => "{" + position.ToString(CultureInfo.InvariantCulture) + "}";

    /// <summary>An argument as it is written: a number, a span seen as structs, a struct made of its scalars. Null where it cannot be made.</summary>
    private static string? Written(ITypeSymbol type, IrType mapped, int position, INamedTypeSymbol within, Compilation compilation)
    {
        if (mapped.IsStruct)
        {
            return StructForms.Of(type, within, compilation) is { } form
                ? Filled(form.Construction, Enumerable.Range(position, mapped.Layout!.Count).Select(Placeholder))
                : null;
        }

        if (mapped is { IsBuffer: true, Layout: not null })
        {
            return $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{mapped.Keyword}, {TypeMapping.Qualified(TypeMapping.SpanElement(type, out _)!)}>({Placeholder(position)})";
        }

        return type.TypeKind == TypeKind.Enum ? $"({TypeMapping.Qualified(type)})({Placeholder(position)})" : Placeholder(position);
    }

    /// <summary>A cotangent or tangent of a scalar or struct: of a struct, with default for what is no floating-point number.</summary>
    private static string CotangentText(ITypeSymbol type, IrType mapped, ref int next, INamedTypeSymbol within, Compilation compilation)
    {
        if (!mapped.IsStruct)
        {
            return Placeholder(next++);
        }

        List<string> leaves = [];
        foreach (IrType leaf in mapped.Layout!.Leaves)
        {
            leaves.Add(leaf.IsFloating ? Placeholder(next++) : "default");
        }

        return Filled(StructForms.Of(type, within, compilation)!.Gradient, leaves);
    }

    /// <summary>A form with its parts in place; braces that are C# stay doubled, as in every template.</summary>
    private static string Filled(string form, IEnumerable<string> parts) => string.Format(
        CultureInfo.InvariantCulture, form.Replace("{{", "{{{{").Replace("}}", "}}}}"), [.. parts.Cast<object>()]);

    private static List<string>? ReadsOf(ITypeSymbol type, IrType mapped, string place, INamedTypeSymbol within, Compilation compilation)
    {
        if (!mapped.IsStruct)
        {
            return mapped.Kind == ScalarKind.Object || mapped.IsBuffer ? null
                : [type.TypeKind == TypeKind.Enum ? $"({mapped.Keyword}){place}" : place];
        }

        return StructForms.Of(type, within, compilation) is { } form ? [.. form.Reads.Select(r => r.Replace("{0}", place))] : null;
    }
}
