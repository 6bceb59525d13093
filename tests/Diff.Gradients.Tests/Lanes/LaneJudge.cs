using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Judges methods of <see cref="LaneMethods"/> over parameters, data and indices: in lanes, one iteration at a time, by differences.</summary>
internal static class LaneJudge
{
    private const int Parameters = 7;

    private const double Tolerance = 1e-12;

    internal delegate double Primal(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<int> index);

    internal delegate double Gradient(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<int> index, Span<double> byW, Span<double> byX);

    /// <summary>Less than vectors have lanes, up to several times as many, and many.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 36), 64, 67, 1003];

    /// <summary>Indices in no order, each of them many times.</summary>
    public static int[] Indices(int n, int below) => [.. Enumerable.Range(0, n).Select(i => ((i * i) + (3 * i)) % below)];

    /// <summary>Compares a gradient in lanes with the same loop one by one, with differences, and its value with the primal.</summary>
    public static void Compare(int n, Primal primal, Gradient gradient, Gradient oneByOne)
    {
        double[] w = LaneNumbers.Draw(Parameters, 1);
        double[] x = LaneNumbers.Draw(n, 2);
        int[] index = Indices(n, Parameters);
        (double[] byW, double[] byX) = (LaneNumbers.Filled(Parameters), LaneNumbers.Filled(n));
        (double[] oneW, double[] oneX) = (LaneNumbers.Filled(Parameters), LaneNumbers.Filled(n));
        double value = gradient(w, x, index, byW, byX);
        double one = oneByOne(w, x, index, oneW, oneX);
        Assert.Equal(primal(w, x, index), one);
        LaneNumbers.Close([one, .. oneW, .. oneX], [value, .. byW, .. byX], Tolerance);
        LaneNumbers.Differences(v => primal(v, x, index), w, byW);
        LaneNumbers.Differences(v => primal(w, v, index), x, byX);
    }

    /// <summary>The kernels are really there: a loop that has none would pass all else.</summary>
    public static void RunsInLanes(string method, int kernel = 1) => Assert.Contains(
        typeof(LaneMethods).GetMethods(BindingFlags.NonPublic | BindingFlags.Static),
        m => m.Name.StartsWith($"__{method}Lanes{kernel}", StringComparison.Ordinal));
}
