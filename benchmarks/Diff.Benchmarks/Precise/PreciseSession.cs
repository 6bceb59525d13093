using System.Collections.Generic;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Diff.Benchmarks.Contests;
using BenchmarkCase = Diff.Benchmarks.Contests.BenchmarkCase;

namespace Diff.Benchmarks.Precise;

/// <summary>Runs benchmarks by BenchmarkDotNet.</summary>
public static class PreciseSession
{
    /// <summary>Runs all contestants of some cases that compute what their twins do.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="arguments">Arguments for BenchmarkDotNet.</param>
    /// <param name="errors">Receives a line per contestant that is refused.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<BenchmarkCase> cases, string[] arguments, TextWriter errors)
    {
        List<ContestantSelection> sound = [];
        List<string> refused = [];
        foreach (BenchmarkCase benchmark in cases)
        {
            foreach ((Contestant contestant, string? refusal) in benchmark.Contestants.Zip(GradientJudge.Judge(benchmark)))
            {
                ContestantSelection selection = new(benchmark, contestant);
                if (refusal is null)
                {
                    sound.Add(selection);
                }
                else
                {
                    refused.Add($"{selection}: refused: {refusal}");
                }
            }
        }

        ContestantBenchmarks.Selections = sound;

        // In this process, so that tiering and garbage collection are set as in the paired runner, and no project is generated.
        // As the default job, so that arguments change it instead of adding another one.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).AsDefault())
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80));
        BenchmarkSwitcher.FromTypes([typeof(ContestantBenchmarks)]).Run(["--filter", "*", .. arguments], config);

        // Last, where they are seen.
        refused.ForEach(errors.WriteLine);
        return refused.Count > 0 ? BenchmarkSession.Refused : BenchmarkSession.Success;
    }
}
