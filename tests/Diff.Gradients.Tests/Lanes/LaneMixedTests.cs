using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Loops with numbers of both kinds: lanes hold doubles, and what is computed in single precision is rounded to it.</summary>
public sealed class LaneMixedTests
{
    public static TheoryData<int> Lengths => LaneJudge.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Floats_are_summed_up_in_double_precision(int n)
    {
        (float[] w, float[] x) = (LaneNumbers.DrawSingle(n, 1), LaneNumbers.DrawSingle(n, 2));
        (float[] byW, float[] byX, float[] oneW, float[] oneX) = (new float[n], new float[n], new float[n], new float[n]);
        (double value, double byK) = LaneMethods.WideSumGradient(w, x, 0.7, byW, byX);
        (double one, double oneK) = LaneMethods.WideSumOneByOneGradient(w, x, 0.7, oneW, oneX);
        Assert.Equal(LaneMethods.WideSum(w, x, 0.7), one);
        LaneNumbers.Close([one, oneK], [value, byK], 1e-13);

        // Each element is rounded where the loop rounds it: to the bit.
        Assert.Equal(oneW, byW);
        Assert.Equal(oneX, byX);
        for (int i = 0; i < n; i++)
        {
            double expected = 1.4 * (double)(w[i] - x[i]);
            Assert.InRange(byW[i], expected - 1e-6, expected + 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Both_kinds_in_one_loop(int n)
    {
        int memory = Math.Max(3, n);
        double[] w = LaneNumbers.Draw(memory, 1);
        float[] x = LaneNumbers.DrawSingle(2 * memory, 2);
        (float[] y, float[] yOne) = (LaneNumbers.DrawSingle(n, 3), LaneNumbers.DrawSingle(n, 3));
        (float[] dy, float[] dyOne) = (LaneNumbers.DrawSingle(n, 4), LaneNumbers.DrawSingle(n, 4));
        (double[] byW, double[] oneW) = (new double[memory], new double[memory]);
        (float[] byX, float[] oneX) = (new float[x.Length], new float[x.Length]);
        float byK = LaneMethods.MixedBackward(w, x, y, 0.8f, dy, byW, byX);
        float oneK = LaneMethods.MixedOneByOneBackward(w, x, yOne, 0.8f, dyOne, oneW, oneX);
        float[] primal = LaneNumbers.DrawSingle(n, 3);
        LaneMethods.Mixed(w, x, primal, 0.8f);
        Assert.Equal(primal, yOne);
        LaneNumbers.Close(Wide(yOne), Wide(y), 3e-6);
        LaneNumbers.Close([oneK, .. Wide(dyOne), .. oneW, .. Wide(oneX)], [byK, .. Wide(dy), .. byW, .. Wide(byX)], 3e-5);
    }

    [Theory]
    [InlineData("WideSum")]
    [InlineData("Mixed")]
    public void Runs_in_lanes(string method) => LaneJudge.RunsInLanes(method);

    private static double[] Wide(float[] numbers) => [.. numbers.Select(v => (double)v)];
}
