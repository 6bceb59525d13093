using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Reading spans and arrays.</summary>
public static partial class Spans
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 0.5, 4.0, -1.0 })]
    [At(new double[0], new double[0])]
    [At(new[] { 2.0 }, new[] { -3.0 })]
    public static double Dot(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++)
            s += w[i] * x[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 })]
    [At(new double[0])]
    public static double ForeachOverASpan(ReadOnlySpan<double> w)
    {
        double sum = 1;
        foreach (double e in w)
            sum *= 1 + e * sum * 0.1;
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 })]
    public static float ForeachOverAnArrayWithSkips(float[] w)
    {
        float sum = 0;
        foreach (float e in w)
        {
            if (e < 0)
                continue;
            sum += e * e;
            if (sum > 100)
                break;
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 2.0, 4.0 })]
    public static double ElementReadManyTimes(ReadOnlySpan<double> w)
    {
        double a = w[0] * w[1] + w[0];
        double b = w[1] * a + w[w.Length - 1];
        return a * b * w[0] + w[2];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 2.0 }, new[] { 2, 0, 2, 1, 2 })]
    [At(new[] { 0.5, -1.0, 2.0 }, new int[0])]
    public static double Gather(ReadOnlySpan<double> w, ReadOnlySpan<int> index)
    {
        double s = 0;
        for (int i = 0; i < index.Length; i++)
            s += w[index[i]] * w[index[i]] * (i + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 }, 2)]
    public static double Slices(ReadOnlySpan<double> w, int n)
    {
        ReadOnlySpan<double> head = w.Slice(0, n);
        ReadOnlySpan<double> tail = w.Slice(n);
        ReadOnlySpan<double> middle = tail.Slice(1, n);
        double s = 0;
        for (int i = 0; i < n; i++)
            s += head[i] * tail[i] * middle[i];
        return s * tail[tail.Length - 1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 })]
    public static double SlicesOfAnArray(double[] w)
    {
        Span<double> all = w.AsSpan();
        Span<double> tail = w.AsSpan(2);
        Span<double> two = w.AsSpan(1, 2);
        return all[0] * tail[0] + two[1] * two[1] * tail[3] + two.Length * all[5];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 }, 3)]
    [At(new double[0], 3)]
    public static double RowsOfAMatrix(ReadOnlySpan<double> m, int columns)
    {
        double s = 0;
        for (int start = 0; start + columns <= m.Length; start += columns)
        {
            ReadOnlySpan<double> row = m.Slice(start, columns);
            double p = 1;
            for (int j = 0; j < row.Length; j++)
                p *= row[j];
            s += p * p;
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 1.0, 4.0, 1.5 })]
    [At(new[] { 3.0 })]
    public static double RunningMaximum(ReadOnlySpan<double> w)
    {
        double m = w[0];
        for (int i = 1; i < w.Length; i++)
        {
            if (w[i] > m)
                m = w[i];
        }
        return m * m;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 1.0, 4.0, 1.5 })]
    public static double MaximumChain(ReadOnlySpan<double> w)
    {
        double m = double.NegativeInfinity;
        for (int i = 0; i < w.Length; i++)
            m = Math.Max(m, w[i] * w[i]);
        return m;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0 })]
    [At(new[] { 0.5, -1.0, 0.25 })]
    public static double SumUntilALimit(ReadOnlySpan<double> w)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++)
        {
            s += w[i] * w[i];
            if (s > 30)
                break;
            s += w[i];
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, -3.0 }, new[] { 0.5, -1.0, 2.0 }, 1.5)]
    public static float FloatSpansAndAScalar(ReadOnlySpan<float> w, [Constant] ReadOnlySpan<float> x, float target)
    {
        float z = 0;
        for (int i = 0; i < w.Length; i++)
            z += w[i] * x[i];
        float e = MathF.Tanh(z) - target;
        return e * e;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 2.0, 0.1, 0.2, 0.3, -0.7, 1.1, 0.9, 0.4, 0.6, -0.2, 0.8, 1.3, -1.2, 0.05, 0.15 })]
    public static double LongerThanAnyVector(ReadOnlySpan<double> w)
    {
        double a = 0;
        double b = 1;
        for (int i = 0; i < w.Length; i++)
        {
            double t = Math.Exp(w[i]) / (1 + w[i] * w[i]);
            a += t * t;
            b *= 1 + 0.1 * t;
        }
        return a * b;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0 })]
    public static double Neighbours(ReadOnlySpan<double> w)
    {
        double s = 0;
        for (int i = 1; i < w.Length - 1; i++)
        {
            double d = w[i - 1] - 2 * w[i] + w[i + 1] * w[i];
            s += d * d;
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 })]
    public static double BackwardsThroughTheSpan(ReadOnlySpan<double> c)
    {
        double p = 0;
        for (int i = c.Length - 1; i >= 0; i--)
            p = p * c[0] + c[i];
        return p;
    }
}
