using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>XML documentation of generated members.</summary>
internal static partial class Documentation
{
    public static void Write(CodeWriter writer, Module module, Signatures signatures, MemberSignature member)
    {
        if (member.Form == MemberForm.WorkspaceBytes)
        {
            writer.Comment(
                "///",
                "<summary>How many bytes of <c>workspace</c> a call with these arguments needs, wherever the workspace starts. Lengths and integers "
                + "count, contents do not; so does how wide this machine's vectors are.</summary>");
            writer.Comment("///", "<exception cref=\"global::System.OverflowException\">They are more than a span can have.</exception>");
            if (module.IsMonitored)
            {
                writer.Comment("///", $"<param name=\"{MemberNames.Report}\">Not looked at: it tells the members that take a report.</param>");
            }

            return;
        }

        if (!member.IsReverse)
        {
            WriteDerivation(writer, module, member);
            return;
        }

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
                + $"initial content. {(parameter.Type.IsBuffer ? "As long" : "Of the same lengths")}; overlaps no other argument.</param>");
        }

        foreach ((ParameterInfo parameter, string name) in member.Destinations)
        {
            string by = $"the derivatives by <paramref name=\"{Bare(parameter)}\"/>";
            string size = parameter.Type.IsBuffer ? "As long as it" : "Of its lengths";
            string what = member.Kind == MemberKind.AccumulateGradient
                ? $"Memory to which {by} are added. {size};"
                : $"Receives {by}. {size}; overwritten;";
            writer.Comment("///", $"<param name=\"{name}\">{what} overlaps no other argument.</param>");
        }

        foreach (SetParameter set in module.Sets)
        {
            string by = set.Owner == "this" ? "the receiver's parameters" : $"the parameters of <paramref name=\"{set.Owner}\"/>";
            string how = member.Kind == MemberKind.AccumulateGradient ? $"The derivatives by {by} are added to it" : $"Receives the derivatives by {by}";
            writer.Comment("///", $"<param name=\"{set.Name}\">{how}. Of the same lengths; overlaps no other argument.</param>");
        }

        if (member.Form == MemberForm.WithWorkspace)
        {
            writer.Comment(
                "///",
                $"<param name=\"{MemberNames.Workspace}\">Memory to work in instead of pooled memory, of any content: as many bytes as "
                + $"<c>{member.BytesName}</c> says, or more. Overlaps no other argument.</param>");
        }

        if (module.IsMonitored)
        {
            writer.Comment(
                "///",
                $"<param name=\"{MemberNames.Report}\">Receives, beside what it has counted so far, how often activations were flat and cotangents were zero or "
                + "not finite. Not changed where the method throws.</param>");
        }

        string? returns = Returns(module, signatures);
        if (returns is not null)
        {
            writer.Comment("///", $"<returns>{returns}</returns>");
        }

        bool isGiven = member.Form == MemberForm.WithWorkspace;
        if (isGiven || member.Cotangents.Count + member.Destinations.Count + module.Sets.Count > 0)
        {
            string tooShort = isGiven ? "the workspace is too short, " : "";
            writer.Comment("///", $"<exception cref=\"global::System.ArgumentException\">A length differs, {tooShort}or memory that is written overlaps another argument. Nothing is written.</exception>");
        }

        if (module.IsMonitored)
        {
            writer.Comment("///", $"<exception cref=\"global::System.ArgumentNullException\"><paramref name=\"{MemberNames.Report}\"/> is null. Nothing is written.</exception>");
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
