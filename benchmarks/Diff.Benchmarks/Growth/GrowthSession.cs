using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks.Growth;

/// <summary>Shows how the time and the memory of generated gradients grow with the size of their input: over four decades each.</summary>
/// <param name="output">Receives the table.</param>
/// <param name="progress">Receives a line per objective while it runs.</param>
public sealed class GrowthSession(TextWriter output, TextWriter progress)
{
    private const int Decades = 4;

    /// <summary>Measures all objectives whose name contains a text.</summary>
    /// <param name="filter">The text, in either case; empty for all.</param>
    /// <param name="decades">Over how many decades.</param>
    public void Run(string filter, int decades = Decades)
    {
        List<string> heads = ["objective", "n counts", "measured"];
        heads.AddRange(Enumerable.Range(0, decades + 1).Select(decade => decade == 0 ? "n₀" : "n₀ · 1" + new string('0', decade)));
        MarkdownTable table = new([.. heads, "slope"]);
        foreach (BenchmarkProgram program in Catalogue.Programs())
        {
            if (program.Growth is BenchmarkGrowth growth && program.GetType().Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                Add(table, program.GetType().Name, growth, decades);
        }

        output.WriteLine($"Machine: {Machine.Line()}.\n\n{table}");
    }

    private void Add(MarkdownTable table, string name, BenchmarkGrowth growth, int decades)
    {
        List<(double N, double Nanoseconds, double Held, double Allocated)> rows = [];
        for (int decade = 0, n = growth.First; decade <= decades; decade++, n *= 10)
        {
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {n:N0} {growth.Unit}"));
            BenchmarkCase benchmark = growth.Case(n);
            double[] derivative = new double[benchmark.DerivativeLength];
            void Evaluate() => benchmark.Generated(derivative);
            Evaluate();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Evaluate();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            double nanoseconds = Stopwatches.Best(Evaluate, TimeSpan.FromMilliseconds(40));
            rows.Add((n, nanoseconds, PoolMeter.MostHeld(Evaluate), allocated));
        }

        string first = string.Create(CultureInfo.InvariantCulture, $"{growth.Unit}, n₀ = {growth.First:N0}");
        table.Add([name, first, "time", .. rows.Select(row => BenchmarkTable.Time(row.Nanoseconds)), Slope(rows, row => row.Nanoseconds)]);
        table.Add(["", "", "bytes of tape", .. rows.Select(row => Bytes(row.Held)), Slope(rows, row => row.Held)]);
        table.Add(["", "", "bytes allocated", .. rows.Select(row => Bytes(row.Allocated)), ""]);
    }

    private static string Slope(
        List<(double N, double Nanoseconds, double Held, double Allocated)> rows,
        Func<(double N, double Nanoseconds, double Held, double Allocated), double> measure)
    {
        double slope = LogarithmicSlope.Of(rows.Select(row => (row.N, measure(row))));
        return double.IsNaN(slope) ? "" : slope.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static string Bytes(double bytes) => bytes.ToString("#,0", CultureInfo.InvariantCulture);
}
