using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>
/// The private methods of each function that stays a call: one that runs it, one that runs it and pulls cotangents back, and one that does so in parts.
/// </summary>
internal static class HelperPrinter
{
    public static void Print(Module module, DifferentiatedHelper helper, HashSet<string> workspaceUsers, CodeWriter writer)
    {
        Function function = helper.Helper.Function;
        RuntimeNames runtime = new(module.ShadowedNames);
        CorePrinter printer = new(module, runtime, workspaceUsers, writer);
        bool takesWorkspace = workspaceUsers.Contains(function.Key);
        List<(Value Value, string Type, string Name)> inputs = [.. function.Parameters.Select((p, i) =>
            (p.Value, runtime.Type(p.Value.Type), helper.Helper.Parameters[i].Name))];
        List<string> results = [.. function.ReturnTypes.Select(t => t.Keyword)];
        string name = NameIn(helper.Helper.Rule.Forward);
        printer.Print(name, Joined(results), inputs, takesWorkspace, function.Body);
        List<(Value Value, string Type, string Name)> all =
            [.. inputs, .. helper.Parameters.Skip(inputs.Count).Select(v => (v, runtime.Type(v.Type), v.Name))];
        results.AddRange(helper.Helper.Parameters.Where(p => p.IsDifferentiated && !p.Type.IsBuffer).Select(p => p.Type.Keyword));
        printer.Print(NameIn(helper.Helper.Rule.Backward), Joined(results), all, takesWorkspace, helper.Body);
        if (helper is { Snapshots: { } snapshots, Helper.Snapshots: { } rule })
        {
            all = [.. all.Zip(snapshots.Parameters, (a, v) => (v, a.Type, a.Name))];
            printer.Print(NameIn(rule.Backward), Joined(results), all, takesWorkspace, snapshots.Body);
        }
    }

    private static string NameIn(string call) => call.Substring(0, call.IndexOf('('));

    private static string Joined(List<string> types) => types.Count switch
    {
        0 => "void",
        1 => types[0],
        _ => "(" + string.Join(", ", types) + ")",
    };
}
