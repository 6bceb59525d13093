using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Calls without a body and without active arguments, with effects that can be counted.</summary>
public static partial class InactiveCalls
{
    public static readonly Random Noise = new(7);

    public static readonly List<int> Log = [];

    [Differentiable]
    public static double Noisy(ReadOnlySpan<double> w)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++)
        {
            double noise = Noise.NextDouble();
            s += w[i] * w[i] * noise;
        }
        return s;
    }

    [Differentiable]
    public static double Logged(double x, int n)
    {
        double t = x;
        for (int i = 0; i < n; i++)
        {
            Log.Add(i);
            t = t * t + x;
        }
        Log.Add(-1);
        return t;
    }
}

/// <summary>Collections of constants are read by their indexers.</summary>
public static partial class InactiveCollections
{
    [Differentiable]
    public static double Weighted([Constant] List<double> weights, [Constant] Dictionary<string, double> scales, string key, double x)
    {
        double sum = 0;
        for (int i = 0; i < weights.Count; i++)
            sum += weights[i] * x * x;
        return sum * scales[key] * key[0];
    }
}

/// <summary>An unknown call runs exactly once, in order; its result is kept.</summary>
public sealed class InactiveCallTests
{
    [Fact]
    public void A_random_number_is_drawn_once_and_kept_for_the_backward_pass()
    {
        Random twin = new(7);
        double[] w = [1, -2, 3];
        for (int call = 0; call < 3; call++)
        {
            double[] gradient = new double[3];
            double value = InactiveCalls.NoisyGradient(w, gradient);
            double[] noise = [twin.NextDouble(), twin.NextDouble(), twin.NextDouble()];
            Assert.Equal(w.Zip(noise, (a, b) => a * a * b).Sum(), value, 12);
            for (int i = 0; i < 3; i++)
                Assert.Equal(2 * w[i] * noise[i], gradient[i], 12);
        }
    }

    [Fact]
    public void A_log_is_written_once_and_in_order()
    {
        InactiveCalls.Log.Clear();
        InactiveCalls.LoggedGradient(0.5, 3);
        Assert.Equal([0, 1, 2, -1], InactiveCalls.Log);
    }

    [Fact]
    public void Elements_of_constant_collections_are_factors()
    {
        (double value, double gradient) = InactiveCollections.WeightedGradient([1, 2.5], new Dictionary<string, double> { ["a"] = 2 }, "a", 3);
        Assert.Equal(3.5 * 9 * 2 * 'a', value);
        Assert.Equal(3.5 * 6 * 2 * 'a', gradient);
        Assert.Throws<KeyNotFoundException>(() => InactiveCollections.WeightedGradient([1], [], "a", 3));
    }
}
