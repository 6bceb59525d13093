using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>The private methods that compute.</summary>
internal sealed class CorePrinter(Module module, RuntimeNames runtime, HashSet<string> workspaceUsers, CodeWriter writer)
{
    /// <summary>Prints one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="returnType">What it returns.</param>
    /// <param name="parameters">What it takes.</param>
    /// <param name="takesWorkspace">Whether it takes a workspace behind them.</param>
    /// <param name="body">What it does.</param>
    /// <param name="isInstance">Whether it is an instance method.</param>
    public void Print(
        string name, string returnType, IReadOnlyList<(Value Value, string Type, string Name)> parameters, bool takesWorkspace, Block body,
        bool isInstance = false)
    {
        if (takesWorkspace)
        {
            // A parameter of that name is called otherwise here.
            HashSet<string> names = [.. parameters.Select(p => p.Name)];
            parameters = [.. parameters.Select(p => p.Name == MemberNames.Workspace ? (p.Value, p.Type, MemberNames.Unused(p.Name, names)) : p)];
        }

        List<string> list = [.. parameters.Select(p => $"{p.Type} {p.Name}")];
        if (takesWorkspace)
        {
            list.Add($"ref {runtime.Of("Workspace")} {MemberNames.Workspace}");
        }

        writer.Line();
        FileFrame.Attributes(writer);
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Line($"private {(isInstance ? "" : "static ")}{returnType} {name}({string.Join(", ", list)})");
        using (writer.Block())
        {
            if (body.Ops.Any(op => op is Remark))
            {
                writer.Line("// Forward.");
            }

            new BodyPrinter(
                body, [.. parameters.Select(p => (p.Value, p.Name))], module.ShadowedNames, module.ChecksOverflow, writer, workspaceUsers).Print();
        }
    }
}
