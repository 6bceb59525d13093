using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Loops whose iterations have inner loops of their own length, loops by more than one, and what is no sum.</content>
public static partial class LaneMethods
{
    /// <summary>Pairs below, up to, and above each index; the last falling.</summary>
    [Differentiable]
    public static double Triangles(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = index.Length;
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i];
            for (int j = 0; j < i; j++)
                t += Math.Sin(x[j] * w[0]) / (1 + x[i] * x[i]);
            for (int j = i; j <= x.Length - 1; j++)
                t = 0.9 * t + w[1] * x[j];
            for (int j = i - 1; j >= 0; j--)
                sum += Math.Cos(t - x[j]) * w[2];
            sum += t;
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double TrianglesOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Triangles(w, x, index);

    /// <summary>As many trips as the data say, also none, from where the data say, and only where a condition holds.</summary>
    [Differentiable]
    public static double Counted(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = 0;
            for (int k = 0; k < index[i]; k++)
                t += Math.Exp(-w[k] * x[i]);
            if (x[i] > 0)
            {
                for (int k = w.Length - 1; k > index[i]; k--)
                    t += w[k] * Math.Tanh(x[i]);
            }
            for (int k = index[i] / 2; k <= index[i]; k++)
                t -= Math.Log(1.1 + w[k] * w[k]);
            sum += t * t;
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double CountedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Counted(w, x, index);

    /// <summary>Complex numbers, one after the other; every third element from the end on.</summary>
    [Differentiable]
    public static double Strides(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = index.Length;
        for (int i = 0; i + 1 < x.Length; i += 2)
            sum += Math.Sqrt(0.1 + x[i] * x[i] + x[i + 1] * x[i + 1]) * w[0];
        for (int i = x.Length - 1; i >= 1; i -= 3)
            sum += Math.Sin(w[1] * x[i]) * x[i - 1] / (1 + i);
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double StridesOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Strides(w, x, index);

    /// <summary>Numbers scaled by the extremes and the product of data that are not differentiated.</summary>
    [Differentiable]
    public static double Extremes(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double most = double.NegativeInfinity;
        double least = 0.3;
        double product = 1.5;
        for (int i = 0; i < x.Length; i++)
        {
            double t = Gradient.Stop(x[i]);
            most = Math.Max(most, t * t);
            least = Math.Min(Math.Min(least, t), -t);
            product *= 1 + 0.01 * t;
        }
        double sum = index.Length;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i] - most) * w[0] + least * x[i] * w[1] + product * w[2];
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double ExtremesOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Extremes(w, x, index);

    /// <summary>Pairs in single precision.</summary>
    [Differentiable]
    public static float PairsSingle(ReadOnlySpan<float> x, float k)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
                sum += k / (1 + (x[i] - x[j]) * (x[i] - x[j]));
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static float PairsSingleOneByOne(ReadOnlySpan<float> x, float k) => PairsSingle(x, k);
}
