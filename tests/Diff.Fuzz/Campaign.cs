using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Judging;
using Diff.Fuzz.Shrinking;

namespace Diff.Fuzz;

/// <summary>What a campaign left.</summary>
/// <param name="Programs">How many programs were judged.</param>
/// <param name="Findings">Everything said of them, by program, in the order of seeds.</param>
internal sealed record CampaignResult(int Programs, IReadOnlyList<(FuzzProgram Program, Finding Finding)> Findings, Counts Counts, TimeSpan Time)
{
    public IEnumerable<(FuzzProgram Program, Finding Finding)> Failures => Findings.Where(f => f.Finding.Gravity == Gravity.Failure);
}

/// <summary>Judges a range of seeds, on all cores; the same seeds find the same.</summary>
internal sealed class Campaign
{
    private const int BatchSize = 40;

    private readonly TextWriter _output;
    private readonly Func<string, string>? _tamper;

    public Campaign(TextWriter output, Func<string, string>? tamper = null)
    {
        _output = TextWriter.Synchronized(output);
        _tamper = tamper;
    }

    /// <summary>Shrinks a failure; null where shrinking does not end.</summary>
    public FuzzProgram Shrink(FuzzProgram program, Finding finding) =>
        finding.Kind == "hang" ? program : new Shrinker(new Batch(new Counts(), _tamper) { Patience = TimeSpan.FromSeconds(3) }).Shrink(program, finding);

    /// <summary>Judges programs.</summary>
    /// <param name="seed">The first seed.</param>
    /// <param name="programs">How many seeds from there.</param>
    /// <param name="stopAtFailure">Whether to leave out what lies beyond the first failure.</param>
    public CampaignResult Run(int seed, int programs, bool stopAtFailure = false)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Counts counts = new();
        Dictionary<FuzzProgram, Finding> all = [];
        int judged = 0;
        ParallelOptions cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, (programs + BatchSize - 1) / BatchSize, cores, (batch, state) =>
        {
            FuzzProgram[] written =
                [.. Enumerable.Range(seed + batch * BatchSize, Math.Min(BatchSize, programs - batch * BatchSize)).Select(ProgramWriter.Write)];
            Dictionary<FuzzProgram, Finding> findings = new Batch(counts, _tamper).Judge(written);
            lock (all)
            {
                foreach ((FuzzProgram program, Finding finding) in findings)
                {
                    all.Add(program, finding);
                    if (finding.Gravity == Gravity.Failure)
                        _output.WriteLine($"{program.TypeName} {finding.Kind}: {finding.Message}");
                }
                judged += written.Length;
                int failures = all.Values.Count(f => f.Gravity == Gravity.Failure);
                if (stopAtFailure && failures > 0)
                    state.Break();
                _output.WriteLine(FormattableString.Invariant($"{judged,7} of {programs} programs, {failures} failures, {judged / watch.Elapsed.TotalSeconds:F1} programs/s"));
            }
        });
        return new CampaignResult(judged, [.. all.OrderBy(f => f.Key.Seed).Select(f => (f.Key, f.Value))], counts, watch.Elapsed);
    }
}
