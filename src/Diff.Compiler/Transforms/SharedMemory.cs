using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Refuses calls by a rule that are given the same memory twice, of which they write one. They write to a copy, so the other
/// argument would not see what the method writes: a value that may be wrong. Calls of recursive methods are refused when they are linked.
/// </summary>
internal static class SharedMemory
{
    /// <summary>Judges a function whose views are known: after <see cref="BufferSelection"/>, while copies are still operations.</summary>
    public static void Refuse(Function function, List<Refusal> refusals)
    {
        List<RuleCall> calls = [.. function.Body.Descendants().OfType<RuleCall>().Where(c => c.Rule.Helper.Length == 0 && c.Outputs.Any())];
        if (calls.Count == 0)
        {
            return;
        }

        AliasClasses classes = new(function.Body);
        Dictionary<Value, Value> copied = [];
        foreach (CopyElements copy in function.Body.Descendants().OfType<CopyElements>())
        {
            copied[copy.Destination] = copy.Source;
        }

        foreach (RuleCall call in calls.Where(c => IsShared(c, classes, copied)))
        {
            refusals.Add(new Refusal(
                Refusals.UnsupportedRule,
                $"'{call.Rule.Name}' has a rule and is given the same memory twice, of which it writes one; copy one of them",
                call.Origin));
        }
    }

    private static bool IsShared(RuleCall call, AliasClasses classes, Dictionary<Value, Value> copied)
    {
        HashSet<Value> written = [];
        HashSet<Value> read = [];
        for (int i = 0; i < call.Rule.Parameters.Count; i++)
        {
            Value argument = call.Arguments[call.Rule.PositionOf(i)];
            if (!argument.Type.IsBuffer)
            {
                continue;
            }

            if (!call.Rule.Parameters[i].IsWritten)
            {
                read.Add(classes.ClassOf(argument));
            }
            else if (copied.TryGetValue(argument, out Value target) && !written.Add(classes.ClassOf(target)))
            {
                return true;
            }
        }

        return written.Overlaps(read);
    }
}
