using System;
using System.ComponentModel;

namespace Diff.CompilerServices;

/// <summary>What generated code counts in a method, in the order of its backward sweep: what is nearest the result comes first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MonitoredMethod
{
    /// <summary>How many counts generated code keeps of each value: evaluations, zeros, not finite ones, sum of squares, flat ones.</summary>
    public const int CountsPerValue = 5;

    private readonly MonitoredValue[] _values;
    private readonly string[] _gradients;

    /// <param name="name">The method with its type.</param>
    /// <param name="values">What is counted while it runs.</param>
    /// <param name="gradients">The memory whose content is looked at when it has run.</param>
    public MonitoredMethod(string name, MonitoredValue[] values, string[] gradients)
    {
        Name = name;
        _values = values;
        _gradients = gradients;
    }

    /// <summary>The method with its type.</summary>
    public string Name { get; }

    /// <summary>What is counted while it runs.</summary>
    internal ReadOnlySpan<MonitoredValue> Values => _values;

    /// <summary>The memory that is looked at when it has run.</summary>
    internal ReadOnlySpan<string> Gradients => _gradients;

    /// <summary>Takes over what one call counted. Comes before <see cref="Gradient(GradientReport, int, ReadOnlySpan{double})"/>.</summary>
    /// <param name="report">Where to.</param>
    /// <param name="counts">The counts of doubles, value by value.</param>
    /// <param name="singleCounts">The counts of floats, value by value.</param>
    public void Record(GradientReport report, ReadOnlySpan<double> counts, ReadOnlySpan<float> singleCounts)
    {
        ArgumentNullException.ThrowIfNull(report);
        Tally tally = report.TallyOf(this);
        tally.Calls++;
        int position = 0;
        int singlePosition = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            Span<double> sums = tally.Of(i);
            if (_values[i].IsSingle)
            {
                for (int j = 0; j < CountsPerValue; j++)
                {
                    sums[j] += singleCounts[singlePosition++];
                }
            }
            else
            {
                for (int j = 0; j < CountsPerValue; j++)
                {
                    sums[j] += counts[position++];
                }
            }
        }
    }

    /// <summary>Looks at a gradient that a call has computed: of a long one at each sixteenth block of elements, another one in each call.</summary>
    /// <param name="report">Where to.</param>
    /// <param name="index">Which gradient.</param>
    /// <param name="gradient">Its elements.</param>
    public void Gradient(GradientReport report, int index, ReadOnlySpan<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(report);
        GradientSample.Add(report.TallyOf(this), _values.Length + index, gradient);
    }

    /// <inheritdoc cref="Gradient(GradientReport, int, ReadOnlySpan{double})"/>
    public void Gradient(GradientReport report, int index, ReadOnlySpan<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(report);
        GradientSample.Add(report.TallyOf(this), _values.Length + index, gradient);
    }
}
