using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>
/// The public members of a generic method: each tests which numbers its type arguments are and calls the members for these. The tests
/// are constants to the JIT compiler, which leaves one call.
/// </summary>
internal static class GenericMembers
{
    public static void Print(Module module, bool hasWorkspace, CodeWriter writer)
    {
        Signatures signatures = new(module, hasWorkspace);
        string specialized = signatures.Runtime.Of("Specialized");
        List<(string Condition, List<MemberSignature> Members)> variants =
            [.. module.Variants.Select(v => (v.Condition, new Signatures(v.Module, hasWorkspace).All().ToList()))];
        int position = 0;
        foreach (MemberSignature member in signatures.All())
        {
            writer.Line();
            Documentation.Write(writer, module, signatures, member);
            writer.Comment("///", "<exception cref=\"global::System.NotSupportedException\">A type argument is neither double nor float.</exception>");
            FileFrame.Attributes(writer);
            writer.Line(member.Text);
            using (writer.Block())
            {
                foreach ((string condition, List<MemberSignature> members) in variants)
                {
                    MemberSignature target = members[position];
                    IEnumerable<string> arguments = member.Parameters.Zip(target.Parameters, (open, closed) => Argument(open, closed, specialized));
                    string call = $"{target.Name}({string.Join(", ", arguments)})";
                    writer.Line($"if ({condition})");
                    using (writer.Block())
                    {
                        string open = member.ReturnType;
                        string closed = target.ReturnType;
                        if (open == "void")
                        {
                            writer.Line(call + ";");
                            writer.Line("return;");
                        }
                        else
                        {
                            writer.Line(open == closed ? $"return {call};" : $"return {specialized}.As<{closed}, {open}>({call});");
                        }
                    }

                    writer.Line();
                }

                string arguments2 = string.Join(", ", module.Numbers.Select(n => $"typeof({n})"));
                writer.Line($"throw {specialized}.NotSupported(nameof({module.Name}), {arguments2});");
            }

            position++;
        }
    }

    private static string Argument(MemberParameter open, MemberParameter closed, string specialized) =>
        open.Type == closed.Type ? open.Name
        : open.SpanElement is { } element ? $"{specialized}.As<{element}, {closed.SpanElement}>({open.Name})"
        : $"{specialized}.As<{open.Type}, {closed.Type}>({open.Name})";
}
