using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using BenchmarkCase = Diff.Benchmarks.Contests.BenchmarkCase;

namespace Diff.Benchmarks.Precise;

/// <summary>Runs benchmarks by BenchmarkDotNet.</summary>
public static class PreciseSession
{
    /// <summary>Runs all contestants of some cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="arguments">Arguments for BenchmarkDotNet.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<BenchmarkCase> cases, string[] arguments)
    {
        ContestantBenchmarks.Cases = cases;

        // In this process, so that tiering and garbage collection are set as in the paired runner, and no project is generated.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).AsDefault())
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80));
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromTypes([typeof(ContestantBenchmarks)])
            .Run(["--filter", "*", .. arguments], config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? BenchmarkSession.Refused : BenchmarkSession.Success;
    }
}
