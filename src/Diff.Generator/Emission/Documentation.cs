using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>XML documentation of generated members.</summary>
internal static class Documentation
{
    public static void Write(CodeWriter writer, Module module, Signatures signatures, MemberSignature member)
    {
        string primal = $"<see cref=\"{module.Reference}\"/>";
        string inputs = Inputs(module);
        writer.Comment("///", member.Kind switch
        {
            MemberKind.Gradient => $"<summary>The value of {primal} and its gradient with respect to {inputs}.</summary>",
            MemberKind.AccumulateGradient when member.Destinations.Count == 0 =>
                $"<summary>The value of {primal} and its gradient with respect to {inputs}; there are no destinations to add to.</summary>",
            MemberKind.AccumulateGradient =>
                $"<summary>The value of {primal}; its gradient with respect to {inputs} is added to what the destinations hold.</summary>",
            _ => $"<summary>Runs {primal} and takes cotangents of its results back to cotangents of {inputs}.</summary>",
        });
        if (member.Kind == MemberKind.Backward && module.ReturnType is not null)
        {
            writer.Comment("///", $"<param name=\"{MemberNames.ResultCotangent}\">The derivative of what is of interest by the result.</param>");
        }

        foreach ((ParameterInfo parameter, string name) in member.Cotangents)
        {
            writer.Comment(
                "///",
                $"<param name=\"{name}\">On entry the cotangent of the final content of <paramref name=\"{Bare(parameter)}\"/>, on return that of its "
                + "initial content. As long; overlaps no other argument.</param>");
        }

        foreach ((ParameterInfo parameter, string name) in member.Destinations)
        {
            string by = $"the derivatives by <paramref name=\"{Bare(parameter)}\"/>";
            string what = member.Kind == MemberKind.AccumulateGradient
                ? $"Memory to which {by} are added. As long as it;"
                : $"Receives {by}. As long as it; overwritten;";
            writer.Comment("///", $"<param name=\"{name}\">{what} overlaps no other argument.</param>");
        }

        foreach (SetParameter set in module.Sets)
        {
            string by = set.Owner == "this" ? "the receiver's parameters" : $"the parameters of <paramref name=\"{set.Owner}\"/>";
            string how = member.Kind == MemberKind.AccumulateGradient ? $"The derivatives by {by} are added to it" : $"Receives the derivatives by {by}";
            writer.Comment("///", $"<param name=\"{set.Name}\">{how}. Of the same lengths; overlaps no other argument.</param>");
        }

        string? returns = Returns(module, signatures);
        if (returns is not null)
        {
            writer.Comment("///", $"<returns>{returns}</returns>");
        }

        if (member.Cotangents.Count + member.Destinations.Count + module.Sets.Count > 0)
        {
            writer.Comment("///", "<exception cref=\"global::System.ArgumentException\">A length differs, or memory that is written overlaps another argument. Nothing is written.</exception>");
        }
    }

    private static string Inputs(Module module) => string.Join(
        ", ", module.Parameters.Where(p => p.IsDifferentiated).Select(p => $"<paramref name=\"{Bare(p)}\"/>")
            .Concat(module.Members.Where(m => m.IsDifferentiated).Select(m => m.Access)));

    private static string? Returns(Module module, Signatures signatures)
    {
        List<ParameterInfo> scalars = signatures.Scalars();
        string derivatives = string.Join(", ", scalars.Select(p => $"<paramref name=\"{Bare(p)}\"/>"));
        return (module.ReturnType is not null, scalars.Count) switch
        {
            (true, 0) => $"The value of {module.Name}.",
            (true, _) => $"The value of {module.Name} and its derivative by {derivatives}.",
            (false, 0) => null,
            (false, _) => $"The cotangent of {derivatives}.",
        };
    }

    private static string Bare(ParameterInfo parameter) => parameter.Name.TrimStart('@');
}
