using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>The members that give another derivative than the gradient.</summary>
internal sealed partial class Signatures
{
    private string? ValueType => module.ReturnType is { } type ? module.ReturnForm?.TypeText ?? type.Keyword : null;

    private IEnumerable<MemberSignature> Derivations()
    {
        if ((module.Emit & DerivativeFlags.Value) != 0)
        {
            yield return Declared(
                MemberKind.Value, MemberForm.Pooled, MemberNames.Value(module.Name), MemberNames.Value(module.Name), ValueType ?? "void", Primal(), [], []);
        }

        if ((module.Emit & DerivativeFlags.Tangent) != 0)
        {
            yield return Tangent();
        }

        if ((module.Emit & DerivativeFlags.HessianVectorProduct) != 0)
        {
            yield return HessianVectorProduct();
        }

        if ((module.Emit & DerivativeFlags.Hessian) != 0)
        {
            yield return Matrix(MemberKind.Hessian, MemberNames.Hessian(module.Name), MemberNames.HessianMatrix);
        }

        if ((module.Emit & DerivativeFlags.Jacobian) != 0)
        {
            yield return Matrix(MemberKind.Jacobian, MemberNames.Jacobian(module.Name), MemberNames.JacobianMatrix);
        }
    }

    private List<MemberParameter> Primal() => [.. module.Parameters.Select(p => new MemberParameter(
        p.Prefix, p.TypeText, p.Name, p.Type.IsBuffer && !p.IsArray && !p.IsMemory ? ElementOf(p) : null))];

    /// <summary>The type of tangents that are only read: a read-only span for a span, else the parameter's own.</summary>
    private string TangentType(ParameterInfo parameter) => !parameter.Type.HoldsMemory ? parameter.TypeText
        : parameter.IsOutput || parameter.Type.Array != ArrayForm.None ? MemoryOf(parameter)
        : Runtime.Of($"ReadOnlySpan<{ElementOf(parameter)}>");

    private MemberParameter TangentOf(ParameterInfo parameter) => new(
        parameter.IsOutput ? parameter.Passing switch { PassingMode.Ref => "ref ", PassingMode.Out => "out ", _ => "" } : "",
        TangentType(parameter), MemberNames.TangentOf(parameter.Name), ElementOf(parameter));

    private MemberSignature Tangent()
    {
        List<ParameterInfo> given = [.. module.Parameters.Where(p => p.IsDifferentiated || p.IsOutput)];
        List<MemberParameter> parameters = [.. Primal(), .. given.Select(TangentOf)];
        string returns = ValueType is { } type ? $"({type} Value, {type} Tangent)" : "void";
        return Declared(
            MemberKind.Tangent, MemberForm.Pooled, MemberNames.Tangent(module.Name), MemberNames.Tangent(module.Name), returns, parameters, [], []) with
        {
            Tangents = [.. given.Select(p => (p, MemberNames.TangentOf(p.Name)))],
        };
    }

    private MemberSignature HessianVectorProduct()
    {
        List<ParameterInfo> given = [.. module.Parameters.Where(p => p.IsDifferentiated)];
        List<(ParameterInfo, string)> destinations = [.. given.Where(p => p.Type.HoldsMemory).Select(p => (p, MemberNames.HessianProduct(p.Name)))];
        List<MemberParameter> parameters = [.. Primal(), .. given.Select(TangentOf)];
        parameters.AddRange(destinations.Select(d => new MemberParameter("", MemoryOf(d.Item1), d.Item2, ElementOf(d.Item1))));
        List<(string, string)> parts = [(ValueType!, "Value")];
        parts.AddRange(given.Where(p => !p.Type.HoldsMemory).Select(p => (p.Form?.TypeText ?? p.Type.Keyword, MemberNames.HessianProductElement(p.Name))));
        string name = MemberNames.HessianVectorProduct(module.Name);
        return Declared(MemberKind.HessianVectorProduct, MemberForm.Pooled, name, name, Joined(parts), parameters, [], destinations) with
        {
            Tangents = [.. given.Select(p => (p, MemberNames.TangentOf(p.Name)))],
        };
    }

    private MemberSignature Matrix(MemberKind kind, string name, string matrix)
    {
        string element = module.Numbers.Count > 0 ? MatrixElement() : Compiler.Transforms.JacobianShape.Of(module).Element is { } known ? new IrType(known).Keyword : "double";
        List<MemberParameter> parameters = [.. Primal(), new MemberParameter("", Runtime.Of($"Span<{element}>"), matrix, element)];
        return Declared(kind, MemberForm.Pooled, name, name, ValueType ?? "void", parameters, [], []) with { Matrix = matrix };
    }

    /// <summary>Of a generic method the numbers are those of what it is differentiated by; of its variants they are known.</summary>
    private string MatrixElement() => module.Leaves.First(l => l.IsDifferentiated).Type.Element.Keyword;
}
