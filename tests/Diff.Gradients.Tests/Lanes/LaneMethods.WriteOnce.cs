using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Destinations that a kernel writes, and others that look like it and must be cleared.</content>
public static partial class LaneMethods
{
    /// <summary>Written once: from the last to the first, with a second destination of the same loop that is only as long as it by chance.</summary>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Once(double[] x, ReadOnlyMemory<double> y, double k)
    {
        double sum = 0;
        for (int i = x.Length - 1; i >= 0; i--)
            sum += Math.Sin(k * x[i]) * y.Span[i];
        return sum;
    }

    /// <summary>Not all elements, from the second on.</summary>
    [Differentiable]
    public static double AllButSome(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
            sum += x[i] * x[i];
        for (int i = 0; i < y.Length - 1; i++)
            sum += y[i] * y[i];
        return sum;
    }

    /// <summary>In a branch, and in an outer loop that may run never or twice.</summary>
    [Differentiable]
    public static double Perhaps(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int times)
    {
        double sum = 0;
        if (times > 0)
        {
            for (int i = 0; i < x.Length; i++)
                sum += x[i] * x[i];
        }
        for (int t = 0; t < times; t++)
        {
            for (int i = 0; i < y.Length; i++)
                sum += (t + 1) * y[i] * y[i];
        }
        return sum;
    }

    /// <summary>Two loops, of which the second adds to what the first has written; every second element; and a parameter that is not read.</summary>
    [Differentiable]
    public static float Twice(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        for (int i = 0; i < x.Length; i++)
            sum += x[i];
        for (int i = 0; i < y.Length / 2; i++)
            sum += 3 * y[2 * i];
        return sum + z.Length;
    }

    /// <summary>Several results: cotangents of y, of which each element goes on to one of x.</summary>
    [Differentiable]
    public static void Scaled(Span<double> y, ReadOnlySpan<double> x, double k)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = k * x[i] * x[i] + y[i];
    }
}
