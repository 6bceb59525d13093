using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>A sentence about a place in the source, without its full stop.</summary>
/// <param name="Origin">The place.</param>
/// <param name="Subject">What it is about: of a loop its head, of a value how it reaches the reverse sweep.</param>
/// <param name="Text">What was decided.</param>
internal sealed record ExplainedPlace(Origin Origin, string Subject, string Text);

/// <summary>
/// What was decided about a method and what it costs, in words. The header of the generated file and the diagnostics DIFF901 to DIFF903 say the
/// same, because both say this.
/// </summary>
/// <param name="Loops">How each loop of the source runs.</param>
/// <param name="Values">How each value reaches the reverse sweep, by how it does.</param>
/// <param name="Totals">About the method as a whole.</param>
internal sealed record Explanation(IReadOnlyList<ExplainedPlace> Loops, IReadOnlyList<ExplainedPlace> Values, IReadOnlyList<string> Totals)
{
    private const string Grows = "grows";

    private static readonly (Retrieval Retrieval, string Title)[] s_titles =
    [
        (Retrieval.Hoist, "kept"), (Retrieval.Recompute, "computed again"), (Retrieval.Tape, "stored"), (Retrieval.TapeBuffer, "memory kept per iteration"),
    ];

    /// <summary>Explains a method.</summary>
    public static Explanation Of(Module module, Derived derived) => new(
        [.. LoopsOf(derived)], [.. ValuesOf(derived.Stored)], [.. TotalsOf(derived.Stored), .. WorkspaceOf(module, derived.Workspace)]);

    /// <summary>In the order of the source. Copies of a loop inside an unrolled one are one loop, as long as they run alike.</summary>
    private static IEnumerable<ExplainedPlace> LoopsOf(Derived derived) => StayingLoops(derived.Vectorized)
        .Concat(derived.Unrolled.Where(u => !string.IsNullOrEmpty(u.Origin.Quote))
            .Select(u => (u.Region, Place: new ExplainedPlace(u.Origin, u.Origin.Quote!, "unrolled: it " + Runs(u.Trips)))))
        .OrderBy(l => l.Region).Select(l => l.Place)
        .GroupBy(p => (p.Origin.Method, p.Origin.Start, p.Subject, p.Text)).Select(g => g.First());

    private static string Runs(int trips) => trips == 0 ? "never runs" : trips == 1 ? "runs once" : $"runs {trips} times";

    private static IEnumerable<(int Region, ExplainedPlace Place)> StayingLoops(Vectorized vectorized)
    {
        Block body = vectorized.Body;
        HashSet<int> mirrored = [.. body.Descendants().OfType<For>().Select(f => f.Mirror)];
        foreach (Op op in body.Descendants())
        {
            int region = op switch
            {
                For { Region: > 0, Mirror: 0 } loop => loop.Region,
                While loop => loop.Region,
                _ => 0,
            };
            if (region == 0 || string.IsNullOrEmpty(op.Origin.Quote))
            {
                continue;
            }

            string how = op is For { Fused: not null } ? "forward and backward together, iteration by iteration"
                : !mirrored.Contains(region) ? "forward only: no derivative flows back through it"
                : op is For ? "forward, then backward over the same indices"
                : "forward, counting its trips, then backward as often";
            string lanes = vectorized.Decisions.TryGetValue(region, out string decision) ? ", " + decision : "";
            yield return (region, new ExplainedPlace(op.Origin, op.Origin.Quote!, how + lanes));
        }
    }

    private static IEnumerable<ExplainedPlace> ValuesOf(Stored stored)
    {
        foreach ((Retrieval retrieval, string title) in s_titles)
        {
            foreach (StorageFact fact in stored.Facts.Where(f => f.Retrieval == retrieval && IsWorthSaying(f)))
            {
                yield return new ExplainedPlace(fact.Origin, title, Describe(fact));
            }
        }
    }

    private static IEnumerable<string> TotalsOf(Stored stored)
    {
        if (stored.RestoredBuffers.Count > 0)
        {
            yield return $"overwritten elements are put back in: {string.Join(", ", stored.RestoredBuffers)}";
        }

        List<string> sizes = [.. stored.Facts.Where(f => f.Size.Length > 0 && f.Size != Grows).Select(f => f.Size)];
        bool grows = stored.Facts.Any(f => f.Size == Grows);
        IEnumerable<string> terms = sizes.GroupBy(s => s).Select(g => g.Count() > 1 ? $"{g.Count()} · {g.Key}" : g.Key);
        string formula = sizes.Count == 0 ? (grows ? "" : "0 bytes") : string.Join(" + ", terms) + " bytes";
        string growing = grows ? (formula.Length > 0 ? " and " : "") + "what loops of unknown length need" : "";
        yield return $"tape: {formula}{growing}";
    }

    private static IEnumerable<string> WorkspaceOf(Module module, WorkspaceSize size)
    {
        if (size.IsNeeded)
        {
            yield return size.Obstacle is { } obstacle
                ? $"workspace: pooled, and no member takes one of the caller's, because {obstacle}"
                : $"workspace: pooled, or as many bytes of the caller's as {MemberNames.WorkspaceBytes(MemberNames.Of(module.Name, module.Emit).First())} says";
        }
    }

    private static bool IsWorthSaying(StorageFact fact) => fact.Retrieval != Retrieval.Recompute || fact.Name.Length > 0;

    private static string Describe(StorageFact fact)
    {
        string quote = fact.Origin.Quote ?? "";
        string what = fact.Name.Length > 0 ? fact.Name : quote.Length > 0 ? $"a part of '{Shortened(quote)}'" : "a value";
        return fact.Size.Length > 0 ? $"{what} ({(fact.Size == Grows ? fact.Size : fact.Size + " bytes")})" : what;
    }

    private static string Shortened(string quote) => quote.Length > 40 ? quote.Substring(0, 39) + "…" : quote;
}
