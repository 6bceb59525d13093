using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Floats in memory and doubles in between, and the other way round.</content>
public static partial class LaneMethods
{
    /// <summary>Sums of floats in double precision.</summary>
    [Differentiable]
    public static double WideSum(ReadOnlySpan<float> w, ReadOnlySpan<float> x, double k)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
        {
            double d = w[i] - x[i];
            sum += k * d * d;
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double WideSumOneByOne(ReadOnlySpan<float> w, ReadOnlySpan<float> x, double k) => WideSum(w, x, k);

    /// <summary>Both ways, with functions of both kinds, rows, a branch, integers and memory that is written.</summary>
    [Differentiable]
    public static void Mixed(ReadOnlySpan<double> w, ReadOnlySpan<float> x, Span<float> y, float k)
    {
        for (int i = 0; i < y.Length; i++)
        {
            float narrow = k * x[2 * i] + 0.1f * i;
            double wide = Math.Exp(0.1 * narrow) + w[i];
            for (int j = 0; j < 3; j++)
                wide += w[j] * x[2 * i + 1] * x[j];
            if (narrow > 0.2f)
                narrow += MathF.Sin(narrow) / 3f;
            y[i] = (float)(wide * narrow) + y[i] * 0.3f;
        }
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static void MixedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<float> x, Span<float> y, float k) => Mixed(w, x, y, k);
}
