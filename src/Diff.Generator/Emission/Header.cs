using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The comment at the top of a generated file: by what it is differentiated, what was decided and what it costs.</summary>
internal static class Header
{
    private const int LongestList = 12;

    /// <summary>The lines, without comment marks.</summary>
    /// <param name="module">The method.</param>
    /// <param name="explanation">What was decided about the reverse sweep; null where there is none.</param>
    public static IEnumerable<string> Lines(Module module, Explanation? explanation)
    {
        string inputs = string.Join(
            ", ", module.Parameters.Where(p => p.IsDifferentiated).Select(p => p.Name).Concat(module.Members.Where(m => m.IsDifferentiated).Select(m => m.Access)));
        string type = string.Join(".", module.Types.Select(t => t.Header.Substring(t.Header.LastIndexOf(' ') + 1)));
        yield return $"{type}.{module.Name}, differentiated with respect to {inputs}.";
        if (explanation is null)
        {
            yield break;
        }

        foreach (ExplainedPlace loop in explanation.Loops.Take(LongestList))
        {
            yield return $"  {loop.Subject}  {loop.Text}.";
        }

        if (explanation.Loops.Count > LongestList)
        {
            yield return "  and further loops.";
        }

        foreach (IGrouping<string, ExplainedPlace> values in explanation.Values.GroupBy(v => v.Subject))
        {
            List<string> entries = [.. values.Select(v => v.Text).Distinct()];
            string more = entries.Count > LongestList ? $" and {entries.Count - LongestList} more" : "";
            yield return $"  {values.Key}: {string.Join("; ", entries.Take(LongestList))}{more}.";
        }

        foreach (string total in explanation.Totals)
        {
            yield return $"  {total}.";
        }
    }
}
