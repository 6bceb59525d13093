using System;
using System.IO;
using System.Linq;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Judging;

namespace Diff.Fuzz;

/// <summary>Prints what a campaign left.</summary>
internal static class Report
{
    public static void Summary(CampaignResult result, TextWriter output)
    {
        Counts counts = result.Counts;
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"{result.Programs} programs in {result.Time.TotalSeconds:F0} s, judged at {counts.Points} points through every member, with optimisations on and off"));
        output.WriteLine(FormattableString.Invariant($"{counts.Differences} partial derivatives agree with differences as well; {counts.Kinks} lie at kinks, {counts.Unsteady} did not settle, {counts.Modified} points of programs that change their own gradient"));
        foreach (IGrouping<Gravity, Finding> gravity in result.Findings.Select(f => f.Finding).GroupBy(f => f.Gravity).OrderBy(g => g.Key))
        {
            output.WriteLine(FormattableString.Invariant($"{gravity.Count(),7}  {gravity.Key.ToString().ToLowerInvariant()}"));
            foreach (IGrouping<string, Finding> kind in gravity.GroupBy(f => f.Kind).OrderByDescending(k => k.Count()))
                output.WriteLine(FormattableString.Invariant($"{kind.Count(),15}  {kind.Key}"));
        }
    }

    /// <summary>A failure as a file of the corpus.</summary>
    public static string File(FuzzProgram program, Finding finding) =>
        $"// {finding.Kind}\n// {finding.Message.ReplaceLineEndings(" ")}\n"
        + string.Join("\n", FuzzProgram.File(program).Split('\n').Where((line, i) => i == 0 || line.Trim().Length > 0));
}
