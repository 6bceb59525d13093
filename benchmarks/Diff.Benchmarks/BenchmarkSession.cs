using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks;

/// <summary>Runs benchmarks by the paired runner: checks, times, reports.</summary>
/// <param name="cases">What to run.</param>
/// <param name="settings">How much to measure.</param>
/// <param name="output">Receives results.</param>
/// <param name="progress">Receives a line per case while it runs, so that redirected results stay clean.</param>
public sealed class BenchmarkSession(
    IReadOnlyList<BenchmarkCase> cases, PairingSettings settings, TextWriter output, TextWriter progress)
{
    /// <summary>The exit code where all went well.</summary>
    public const int Success = 0;

    /// <summary>The exit code where a contestant was refused.</summary>
    public const int Refused = 2;

    /// <summary>The exit code where a program's ratio against itself is not 1.</summary>
    public const int SelfRatioOff = 3;

    /// <summary>How far a program's ratio against itself may be from 1.</summary>
    public const double SelfTolerance = 0.03;

    private readonly CalibrationGate _gate = new(TimeProvider.System, CalibrationLoop.Run);

    /// <summary>Times all contestants against each other and prints one table.</summary>
    /// <param name="page">The page to write the table to as well; null for none.</param>
    /// <returns>The exit code.</returns>
    public int Compare(FileInfo? page)
    {
        WarmUp();
        BenchmarkTable table = new();
        bool isAnyRefused = false;
        for (int i = 0; i < cases.Count; i++)
        {
            BenchmarkCase benchmark = cases[i];
            Report(i, benchmark.Name);
            IReadOnlyList<string?> refusals = GradientJudge.Judge(benchmark);
            isAnyRefused |= refusals.Any(refusal => refusal is not null);
            table.Add(benchmark, refusals, Time(Sound(benchmark, refusals), benchmark));
        }

        string measured = $"Machine: {Machine.Line()}.\n\n{table}";
        output.WriteLine(measured);
        if (page is not null)
        {
            File.WriteAllText(page.FullName, PerformancePage.Replace(File.ReadAllText(page.FullName), measured));
            progress.WriteLine($"written to {page.Name}");
        }

        if (isAnyRefused)
        {
            progress.WriteLine("A contestant computes something else than its twin and was not timed.");
        }

        return isAnyRefused ? Refused : Success;
    }

    /// <summary>Times every contestant against itself: the runner's ratio must be 1.</summary>
    /// <returns>The exit code.</returns>
    public int CompareWithSelf()
    {
        WarmUp();
        MarkdownTable table = new("benchmark", "contestant", "÷ itself", "rejected samples");
        double furthest = 0;
        bool isAnyRefused = false;
        for (int i = 0; i < cases.Count; i++)
        {
            BenchmarkCase benchmark = cases[i];
            Report(i, benchmark.Name);
            IReadOnlyList<string?> refusals = GradientJudge.Judge(benchmark);
            isAnyRefused |= refusals.Any(refusal => refusal is not null);
            foreach (Contestant contestant in Sound(benchmark, refusals))
            {
                ContestResult contest = Time([contestant, contestant], benchmark);
                double ratio = contest.Measurements[0].RatioTo(contest.Measurements[1]);
                furthest = Math.Max(furthest, Math.Abs(ratio - 1));
                table.Add(
                    benchmark.Name,
                    contestant.Name,
                    (contest.Measurements.All(measurement => measurement.IsSteady) ? "" : "~ ")
                        + ratio.ToString("0.000", CultureInfo.InvariantCulture),
                    contest.Rejected.ToString(CultureInfo.InvariantCulture));
            }
        }

        bool isWithin = furthest <= SelfTolerance;
        string verdict = string.Create(
            CultureInfo.InvariantCulture,
            $"Furthest from 1: {100 * furthest:0.0} %, {(isWithin ? "within" : "NOT within")} {100 * SelfTolerance:0} %.");
        output.WriteLine($"Machine: {Machine.Line()}.\n\n{table}\n{verdict}");
        return isAnyRefused ? Refused : isWithin ? Success : SelfRatioOff;
    }

    private static IReadOnlyList<Contestant> Sound(BenchmarkCase benchmark, IReadOnlyList<string?> refusals) =>
        [.. benchmark.Contestants.Where((_, c) => refusals[c] is null)];

    private ContestResult Time(IReadOnlyList<Contestant> contestants, BenchmarkCase benchmark) =>
        new PairedContest(TimeProvider.System, _gate, settings)
            .Run([.. contestants.Select(contestant => contestant.Evaluate)], benchmark.DerivativeLength);

    private void WarmUp()
    {
        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{settings.Rounds} rounds, {settings.SampleLength.TotalMilliseconds:0} ms per sample"));
        _gate.WarmUp(TimeSpan.FromMilliseconds(300));
    }

    private void Report(int index, string name) =>
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}/{cases.Count}] {name}"));
}
