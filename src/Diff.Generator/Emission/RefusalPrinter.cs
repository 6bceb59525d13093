using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>
/// What is emitted for a refused method: the members' signatures, which throw and are marked obsolete with the reason, so that
/// it shows at every call even with analyzers switched off. Never a derivative.
/// </summary>
internal static class RefusalPrinter
{
    private static readonly HashSet<string> s_signature =
    [
        Refusals.NotPartial, Refusals.UnsupportedMethod, Refusals.UnsupportedResult, Refusals.UnsupportedParameter,
        Refusals.UnknownParameterName, Refusals.NothingToDifferentiate, Refusals.NameClash, Refusals.UnsupportedEmit,
    ];

    public static string Print(Module module, List<Refusal> refusals)
    {
        if (refusals.Any(r => s_signature.Contains(r.Id)))
        {
            // The signatures themselves are in doubt.
            return "";
        }

        Refusal? reason = refusals.FirstOrDefault(r => r.Id.Length > 0);
        string head = $"{module.Name} cannot be differentiated{(reason is null ? "" : $": {reason.Id}")}.";
        return Print(module, reason, reason is null ? "The source does not compile." : $"{reason.Id}: {reason.Message}", head);
    }

    /// <summary>The members of a method as others see them that call them.</summary>
    public static string Stubs(Module module) => Print(module, null, "Signatures.", "Signatures.");

    private static string Print(Module module, Refusal? reason, string message, string head)
    {
        CodeWriter writer = new();
        IEnumerable<MemberSignature> members = FileEmitter.Forms(module).SelectMany(m => new Signatures(m, hasWorkspace: false).All());
        using (FileFrame.Open(module, writer, head))
        {
            foreach (MemberSignature member in members)
            {
                writer.Line();
                FileFrame.Attributes(writer);
                if (reason is not null)
                {
                    writer.Line($"[global::System.Obsolete({Quoted(message)}, error: true)]");
                }

                writer.Line($"{member.Text} => throw new global::System.NotSupportedException({Quoted(message)});");
            }
        }

        return writer.ToString();
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
