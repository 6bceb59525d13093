using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Destinations full of NaN are overwritten whole, and those that are added to keep what they hold.</summary>
public sealed class WriteOnceTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 68), 1000, 2051];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Written_once(int n)
    {
        double[] x = LaneNumbers.Draw(n, 91);
        double[] y = LaneNumbers.Draw(n, 92);
        (double[] byX, double[] byY) = (NotANumber(n), NotANumber(n));
        (double value, double k) = LaneMethods.OnceGradient(x, y, 1.5, byX, byY);
        double[] expectedX = [.. x.Zip(y, (a, b) => 1.5 * Math.Cos(1.5 * a) * b)];
        double[] expectedY = [.. x.Select(a => Math.Sin(1.5 * a))];
        double expectedK = x.Zip(y, (a, b) => a * Math.Cos(1.5 * a) * b).Sum();
        LaneNumbers.Close([LaneMethods.Once(x, y, 1.5), expectedK, .. expectedX, .. expectedY], [value, k, .. byX, .. byY], 1e-12);

        LaneMethods.OnceAccumulateGradient(x, y, 1.5, byX, byY);
        LaneNumbers.Close([.. expectedX.Concat(expectedY).Select(v => 2 * v)], [.. byX, .. byY], 1e-12);

        LaneMethods.OnceBackward(x, y, 1.5, -2, byX, byY);
        LaneNumbers.Close([.. expectedX.Concat(expectedY).Select(v => -2 * v)], [.. byX, .. byY], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Not_all_elements(int n)
    {
        double[] x = LaneNumbers.Draw(n, 93);
        double[] y = LaneNumbers.Draw(n, 94);
        (double[] byX, double[] byY) = (NotANumber(n), NotANumber(n));
        double value = LaneMethods.AllButSomeGradient(x, y, byX, byY);
        Assert.Equal(LaneMethods.AllButSome(x, y), value, 1e-12 * (n + 1));
        Assert.Equal(x.Select((v, i) => i == 0 ? 0 : 2 * v), byX);
        Assert.Equal(y.Select((v, i) => i == n - 1 ? 0 : 2 * v), byY);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Loops_that_may_not_run(int n)
    {
        double[] x = LaneNumbers.Draw(n, 95);
        double[] y = LaneNumbers.Draw(n, 96);
        for (int times = 0; times < 3; times++)
        {
            (double[] byX, double[] byY) = (NotANumber(n), NotANumber(n));
            double value = LaneMethods.PerhapsGradient(x, y, times, byX, byY);
            Assert.Equal(LaneMethods.Perhaps(x, y, times), value, 1e-12 * (n + 1));
            Assert.Equal(x.Select(v => times > 0 ? 2 * v : 0), byX);
            LaneNumbers.Close([.. y.Select(v => v * times * (times + 1))], byY, 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Elements_that_are_added_to_twice_or_never(int n)
    {
        float[] x = LaneNumbers.DrawSingle(n, 97);
        float[] y = LaneNumbers.DrawSingle(n, 98);
        float[][] gradients = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Repeat(float.NaN, n).ToArray())];
        LaneMethods.TwiceGradient(x, y, new float[n], gradients[0], gradients[1], gradients[2]);
        Assert.Equal(x.Select(v => (2 * v) + 1), gradients[0], (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Equal(y.Select((_, i) => i % 2 == 0 && i < n / 2 * 2 ? 3f : 0), gradients[1]);
        Assert.Equal(new float[n], gradients[2]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_loop_as_long_as_the_destination_that_writes_results(int n)
    {
        double[] x = LaneNumbers.Draw(n, 99);
        double[] y = LaneNumbers.Draw(n + 2, 90);
        double[] dy = LaneNumbers.Draw(n + 2, 91);
        (double[] cotangent, double[] byX) = ([.. dy], NotANumber(n));
        double k = LaneMethods.ScaledBackward(y, x, 0.5, cotangent, byX);
        LaneNumbers.Close([.. x.Select((v, i) => dy[i] * v)], byX, 1e-13);
        Assert.Equal(dy, cotangent);
        Assert.Equal(x.Select((v, i) => dy[i] * v * v).Sum(), k, 1e-12 * (n + 1));
    }

    private static double[] NotANumber(int n) => [.. Enumerable.Repeat(double.NaN, n)];
}
