using System;
using System.Collections.Generic;
using System.IO;
using Diff.CompilerServices;

namespace Diff;

/// <summary>
/// What the members of methods that are marked <c>[Differentiable(Monitor = true)]</c> count while they compute, over all calls that were given this
/// report: how often activations were flat, how many cotangents were zero or not finite, and how large they were. Its table is printed by
/// <see cref="ToString"/>; <see cref="Findings"/> says what is wrong and what to do. Not for use by several threads at once: give each thread a
/// report, and put them together by <see cref="Add"/>.
/// </summary>
public sealed class GradientReport
{
    private readonly Dictionary<MonitoredMethod, Tally> _tallies = [];
    private readonly List<Tally> _order = [];

    /// <summary>How many calls were counted, of all methods.</summary>
    public long Calls
    {
        get
        {
            long calls = 0;
            foreach (Tally tally in _order)
            {
                calls += tally.Calls;
            }

            return calls;
        }
    }

    /// <summary>
    /// What was counted: the methods in the order of their first calls, and the values of each in the order of its backward sweep, so that what is
    /// nearest the result comes first. Made anew each time.
    /// </summary>
    public IReadOnlyList<GradientRow> Rows
    {
        get
        {
            List<GradientRow> rows = [];
            foreach (Tally tally in _order)
            {
                rows.AddRange(RowsOf(tally));
            }

            return rows;
        }
    }

    /// <summary>What is wrong with the backward pass, method by method. Made anew each time.</summary>
    public IReadOnlyList<GradientFinding> Findings
    {
        get
        {
            List<GradientFinding> findings = [];
            foreach (Tally tally in _order)
            {
                findings.AddRange(FindingsOf(tally));
            }

            return findings;
        }
    }

    /// <summary>Adds what another report has counted.</summary>
    /// <param name="other">The other report, which stays as it is.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public void Add(GradientReport other)
    {
        ArgumentNullException.ThrowIfNull(other);

        // A report may be added to itself: nothing is appended to the list that is walked then.
        foreach (Tally tally in other._order)
        {
            TallyOf(tally.Method).Add(tally);
        }
    }

    /// <summary>Forgets all counts.</summary>
    public void Reset()
    {
        foreach (Tally tally in _order)
        {
            tally.Reset();
        }
    }

    /// <summary>Writes the table and the findings.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException">The writer is null.</exception>
    public void WriteTo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        bool isEmpty = true;
        foreach (Tally tally in _order)
        {
            if (tally.Calls == 0)
            {
                continue;
            }

            if (!isEmpty)
            {
                writer.WriteLine();
            }

            ReportTable.Write(writer, tally.Method.Name, tally.Calls, RowsOf(tally), FindingsOf(tally));
            isEmpty = false;
        }

        if (isEmpty)
        {
            writer.WriteLine("No call was counted.");
        }
    }

    /// <summary>The table and the findings.</summary>
    /// <returns>What <see cref="WriteTo"/> writes.</returns>
    public override string ToString()
    {
        using StringWriter writer = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        WriteTo(writer);
        return writer.ToString();
    }

    /// <summary>The sums of a method; those of one that was not seen before are zero.</summary>
    internal Tally TallyOf(MonitoredMethod method)
    {
        if (!_tallies.TryGetValue(method, out Tally? tally))
        {
            tally = new Tally(method);
            _tallies.Add(method, tally);
            _order.Add(tally);
        }

        return tally;
    }

    private static List<GradientRow> RowsOf(Tally tally)
    {
        List<GradientRow> rows = [];
        int count = tally.Calls == 0 ? 0 : tally.Method.Values.Length + tally.Method.Gradients.Length;
        for (int i = 0; i < count; i++)
        {
            rows.Add(tally.Row(i));
        }

        return rows;
    }

    private static List<GradientFinding> FindingsOf(Tally tally) => ReportFindings.Of(tally.Method, RowsOf(tally));
}
