using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>XML documentation of members that give another derivative than the gradient.</summary>
internal static partial class Documentation
{
    private static void WriteDerivation(CodeWriter writer, Module module, MemberSignature member)
    {
        string primal = $"<see cref=\"{module.Reference}\"/>";
        string inputs = Inputs(module);
        string order = "in the order of the parameters, memory element by element";
        writer.Comment("///", member.Kind switch
        {
            MemberKind.Value => $"<summary>{primal} as the derivatives compute it: with its loops in the lanes of vectors.</summary>",
            MemberKind.Tangent =>
                $"<summary>The value of {primal} and what it changes by, per unit, when {inputs} change by their tangents: the product of the Jacobian and these.</summary>",
            MemberKind.HessianVectorProduct =>
                $"<summary>The value of {primal} and the product of its Hessian with respect to {inputs} and the tangents.</summary>",
            MemberKind.Hessian => $"<summary>The value of {primal} and its Hessian with respect to {inputs}.</summary>",
            _ => $"<summary>The Jacobian of {primal} with respect to {InputsOfJacobian(module)}.</summary>",
        });
        foreach ((ParameterInfo parameter, string name) in member.Tangents)
        {
            writer.Comment("///", $"<param name=\"{name}\">{TangentText(parameter)}</param>");
        }

        foreach ((ParameterInfo parameter, string name) in member.Destinations)
        {
            string size = parameter.Type.IsBuffer ? "As long as it" : "Of its lengths";
            writer.Comment(
                "///", $"<param name=\"{name}\">Receives the part of the product that belongs to <paramref name=\"{Bare(parameter)}\"/>. {size}; overwritten; overlaps no other argument.</param>");
        }

        if (member.Matrix is { } matrix)
        {
            string what = member.Kind == MemberKind.Hessian
                ? $"Receives the second derivatives, row by row; rows and columns are the inputs {order}."
                : $"Receives the derivatives, row by row: rows are the results {order}, columns are the inputs likewise.";
            writer.Comment("///", $"<param name=\"{matrix}\">{what} Overwritten; overlaps no other argument.</param>");
        }

        if (member.ReturnType != "void")
        {
            writer.Comment("///", $"<returns>{ReturnText(module, member)}</returns>");
        }

        if (member.Kind != MemberKind.Value || module.Parameters.Any(p => p.Type.HoldsMemory))
        {
            writer.Comment("///", "<exception cref=\"global::System.ArgumentException\">A length does not fit, or memory that is written overlaps another argument. Nothing is written.</exception>");
        }
    }

    private static string TangentText(ParameterInfo parameter)
    {
        string name = $"<paramref name=\"{Bare(parameter)}\"/>";
        string size = !parameter.Type.HoldsMemory ? "" : parameter.Type.IsBuffer ? " As long as it; overlaps no memory that is written." : " Of its lengths; overlaps no memory that is written.";
        return !parameter.IsOutput ? $"What {name} changes by.{size}"
            : parameter.Passing == PassingMode.Out ? $"Receives what {name} changes by."
            : $"On entry what the initial content of {name} changes by, on return what its final content does.{size}";
    }

    private static string ReturnText(Module module, MemberSignature member)
    {
        string value = $"The value of {module.Name}";
        string scalars = string.Join(", ", module.Parameters.Where(p => p.IsReturned).Select(p => $"<paramref name=\"{Bare(p)}\"/>"));
        return member.Kind switch
        {
            MemberKind.Tangent => value + " and its tangent.",
            MemberKind.HessianVectorProduct when scalars.Length > 0 => $"{value} and the parts of the product that belong to {scalars}.",
            _ => value + ".",
        };
    }

    private static string InputsOfJacobian(Module module) => string.Join(
        ", ", module.Parameters.Where(p => p.IsDifferentiated && !p.IsOutput).Select(p => $"<paramref name=\"{Bare(p)}\"/>"));
}
