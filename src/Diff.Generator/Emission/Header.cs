using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The comment at the top of a generated file: by what it is differentiated, what was decided and what it costs.</summary>
internal static class Header
{
    private const int LongestList = 12;

    /// <summary>The lines, without comment marks.</summary>
    /// <param name="module">The method.</param>
    /// <param name="stored">What storage decided.</param>
    /// <param name="vectorized">What is printed.</param>
    public static IEnumerable<string> Lines(Module module, Stored stored, Vectorized vectorized)
    {
        string inputs = string.Join(
            ", ", module.Parameters.Where(p => p.IsDifferentiated).Select(p => p.Name).Concat(module.Members.Where(m => m.IsDifferentiated).Select(m => m.Access)));
        string type = string.Join(".", module.Types.Select(t => t.Header.Substring(t.Header.LastIndexOf(' ') + 1)));
        yield return $"{type}.{module.Name}, differentiated with respect to {inputs}.";
        foreach (string line in Loops(vectorized))
        {
            yield return line;
        }

        foreach ((Retrieval retrieval, string title) in new[]
        {
            (Retrieval.Hoist, "kept"), (Retrieval.Recompute, "computed again"), (Retrieval.Tape, "stored"), (Retrieval.TapeBuffer, "memory kept per iteration"),
        })
        {
            List<string> entries = [.. stored.Facts.Where(f => f.Retrieval == retrieval && IsWorthSaying(f)).Select(Describe).Distinct()];
            if (entries.Count > 0)
            {
                string more = entries.Count > LongestList ? $" and {entries.Count - LongestList} more" : "";
                yield return $"  {title}: {string.Join("; ", entries.Take(LongestList))}{more}.";
            }
        }

        if (stored.RestoredBuffers.Count > 0)
        {
            yield return $"  overwritten elements are put back in: {string.Join(", ", stored.RestoredBuffers)}.";
        }

        List<string> sizes = [.. stored.Facts.Where(f => f.Size.Length > 0 && f.Size != "grows").Select(f => f.Size)];
        bool grows = stored.Facts.Any(f => f.Size == "grows");
        string formula = sizes.Count == 0 ? (grows ? "" : "0 bytes") : string.Join(" + ", sizes.GroupBy(s => s).Select(g => g.Count() > 1 ? $"{g.Count()} · {g.Key}" : g.Key)) + " bytes";
        string growing = grows ? (formula.Length > 0 ? " and " : "") + "what loops of unknown length need" : "";
        yield return $"  tape: {formula}{growing}.";
    }

    /// <summary>One line per loop of the source: how its reverse runs.</summary>
    private static IEnumerable<string> Loops(Vectorized vectorized)
    {
        Block body = vectorized.Body;
        HashSet<int> mirrored = [.. body.Descendants().OfType<For>().Select(f => f.Mirror)];
        int count = 0;
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

            if (++count > LongestList)
            {
                yield return "  and further loops.";
                yield break;
            }

            string how = op is For { Fused: not null } ? "forward and backward together, iteration by iteration"
                : !mirrored.Contains(region) ? "forward only: no derivative flows back through it"
                : op is For ? "forward, then backward over the same indices"
                : "forward, counting its trips, then backward as often";
            string lanes = vectorized.Decisions.TryGetValue(region, out string decision) ? ", " + decision : "";
            yield return $"  {op.Origin.Quote}  {how}{lanes}.";
        }
    }

    private static bool IsWorthSaying(StorageFact fact) => fact.Retrieval != Retrieval.Recompute || fact.Name.Length > 0;

    private static string Describe(StorageFact fact)
    {
        string what = fact.Name.Length > 0 ? fact.Name : fact.Quote.Length > 0 ? $"a part of '{Shortened(fact.Quote)}'" : "a value";
        return fact.Size.Length > 0 ? $"{what} ({(fact.Size == "grows" ? fact.Size : fact.Size + " bytes")})" : what;
    }

    private static string Shortened(string quote) => quote.Length > 40 ? quote.Substring(0, 39) + "…" : quote;
}
