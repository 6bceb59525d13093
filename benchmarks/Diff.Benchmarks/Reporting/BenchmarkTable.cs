using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;

namespace Diff.Benchmarks.Reporting;

/// <summary>The table of all benchmarks, for people and for the documentation.</summary>
public sealed class BenchmarkTable
{
    private readonly MarkdownTable _table = new("benchmark", "contestant", "time", "÷ primal", "÷ by hand", "÷ SIMD", "bytes");
    private int _accepted;
    private int _rejected;
    private bool _hasUnsteady;

    /// <summary>Adds a row per contestant.</summary>
    /// <param name="benchmark">The case.</param>
    /// <param name="refusals">Why a contestant was not timed, or null, in the order of the contestants.</param>
    /// <param name="contest">What was measured of the others, in order.</param>
    public void Add(BenchmarkCase benchmark, IReadOnlyList<string?> refusals, ContestResult contest)
    {
        _accepted += contest.Accepted;
        _rejected += contest.Rejected;
        Queue<Measurement> measured = new(contest.Measurements);
        List<(Contestant Contestant, string? Refusal, Measurement? Measurement)> rows =
        [
            .. benchmark.Contestants.Select((contestant, c) => (contestant, refusals[c], refusals[c] is null ? measured.Dequeue() : null)),
        ];
        Measurement? Of(ContestantKind kind) => rows.Find(row => row.Contestant.Kind == kind).Measurement;

        string name = benchmark.Name;
        foreach ((Contestant contestant, string? refusal, Measurement? measurement) in rows)
        {
            if (measurement is null)
            {
                _table.Add(name, contestant.Name, "refused: " + refusal, "", "", "", "");
            }
            else
            {
                _hasUnsteady |= !measurement.IsSteady;
                _table.Add(
                    name,
                    contestant.Name,
                    (measurement.IsSteady ? "" : "~ ") + Time(measurement.NanosecondsPerCall),
                    Ratio(measurement, Of(ContestantKind.Primal)),
                    Ratio(measurement, Of(ContestantKind.ByHand)),
                    Ratio(measurement, Of(ContestantKind.ByHandSimd)),
                    Bytes(measurement.BytesPerCall));
            }

            // Once per case is enough.
            name = "";
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string samples = string.Create(
            CultureInfo.InvariantCulture, $"Samples: {_accepted} accepted, {_rejected} rejected and measured again.");
        string unsteady = _hasUnsteady
            ? "\n\n`~`: the machine did not calm down; most samples of that row were taken beside a slow calibration loop."
            : "";
        return $"{_table}\n{samples}{unsteady}\n";
    }

    /// <summary>Writes a time with three digits and a unit.</summary>
    /// <param name="nanoseconds">The time.</param>
    /// <returns>The text.</returns>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => ThreeDigits(nanoseconds) + " ns",
        < 1e6 => ThreeDigits(nanoseconds / 1e3) + " µs",
        < 1e9 => ThreeDigits(nanoseconds / 1e6) + " ms",
        _ => ThreeDigits(nanoseconds / 1e9) + " s",
    };

    private static string Ratio(Measurement measurement, Measurement? baseline) =>
        baseline is null ? "" : measurement.RatioTo(baseline).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Bytes(double bytes) => Math.Round(bytes, 1).ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string ThreeDigits(double value) =>
        value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
