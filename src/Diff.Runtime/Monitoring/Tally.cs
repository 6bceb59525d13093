using System;
using Diff.CompilerServices;

namespace Diff;

/// <summary>The sums of a report over the calls of one method. Integers in doubles are exact up to 2⁵³.</summary>
internal sealed class Tally
{
    public const int Evaluations = 0;
    public const int Zeros = 1;
    public const int NonFinite = 2;
    public const int Squares = 3;
    public const int Flat = 4;

    private readonly double[] _sums;

    public Tally(MonitoredMethod method)
    {
        Method = method;
        _sums = new double[(method.Values.Length + method.Gradients.Length) * MonitoredMethod.CountsPerValue];
    }

    public MonitoredMethod Method { get; }

    public long Calls { get; set; }

    /// <summary>The sums of a value, or behind all values of a gradient.</summary>
    public Span<double> Of(int value) => _sums.AsSpan(value * MonitoredMethod.CountsPerValue, MonitoredMethod.CountsPerValue);

    public void Add(Tally other)
    {
        Calls += other.Calls;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
        }
    }

    public void Reset()
    {
        Calls = 0;
        Array.Clear(_sums);
    }

    /// <summary>The sums of a value as a row.</summary>
    public GradientRow Row(int value)
    {
        MonitoredValue monitored = value < Method.Values.Length
            ? Method.Values[value]
            : new MonitoredValue(Method.Gradients[value - Method.Values.Length], "", MonitoredKind.Gradient);
        Span<double> sums = Of(value);
        double finite = sums[Evaluations] - sums[NonFinite];
        return new GradientRow(
            Method.Name, monitored.Name, monitored.Line, monitored.Kind, (long)sums[Evaluations], (long)sums[Flat], (long)sums[Zeros],
            (long)sums[NonFinite], finite > 0 ? Math.Sqrt(sums[Squares] / finite) : double.NaN);
    }
}
