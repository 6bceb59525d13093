using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Which methods take a workspace.</summary>
internal static class WorkspaceUse
{
    /// <summary>Whether a body needs memory of its own.</summary>
    /// <param name="body">The body.</param>
    /// <param name="users">Keys of the functions whose methods take a workspace.</param>
    public static bool IsIn(Block body, HashSet<string> users) => body.Descendants().Any(op => op switch
    {
        Allocate or TapeNew => true,
        KernelCall call => IsIn(call.Kernel.Body, users),
        RuleCall call => users.Contains(call.Rule.Helper),
        RulePullback pullback => users.Contains(pullback.Rule.Helper),
        _ => false,
    });

    /// <summary>Keys of the functions whose methods take a workspace: they need memory, or call one that does.</summary>
    public static HashSet<string> Users(IReadOnlyList<DifferentiatedHelper> helpers)
    {
        HashSet<string> users = [];
        int before;
        do
        {
            before = users.Count;
            users.UnionWith(helpers
                .Where(h => IsIn(h.Body, users) || IsIn(h.Helper.Function.Body, users) || h.Snapshots is { } snapshots && IsIn(snapshots.Body, users))
                .Select(h => h.Helper.Function.Key));
        }
        while (users.Count > before);
        return users;
    }
}
