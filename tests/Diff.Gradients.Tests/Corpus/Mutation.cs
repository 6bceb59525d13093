using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Arrays and spans written in place, elements overwritten.</summary>
public static partial class Mutation
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -2.0, 0.25 }, new[] { 1.0, 3.0, -1.0 })]
    public static double ScaledInPlace(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            a[i] *= b[i];
            sum += a[i] * a[i];
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.1, 0.9, -0.5 }, 0)]
    [At(new[] { 1.1, 0.9, -0.5 }, 1)]
    [At(new[] { 1.1, 0.9, -0.5 }, 4)]
    public static double OneElementOverwrittenAgainAndAgain(Span<double> a, int n)
    {
        for (int i = 0; i < n; i++)
            a[0] = a[0] * a[1] + Math.Sin(a[2] * a[0]);
        return a[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 1.0, 2.0, 5.0 })]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 })]
    [At(new[] { 1.0 })]
    public static double InsertionSort(double[] a)
    {
        for (int i = 1; i < a.Length; i++)
        {
            int j = i;
            while (j > 0 && a[j - 1] < a[j])
            {
                double t = a[j];
                a[j] = a[j - 1];
                a[j - 1] = t;
                j--;
            }
        }
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * a[i] * (i + 1);
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 4)]
    [At(2.0, 0)]
    public static double LocalArrayOfVariableLength(double x, int n)
    {
        double[] y = new double[n + 1];
        y[0] = x;
        for (int i = 1; i <= n; i++)
            y[i] = y[i - 1] * x / i + y[0];
        return y[n];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, -1.5)]
    public static double ArrayInitialisers(double x, double y)
    {
        double[] a = { x, 4.0, y };
        double[] b = new[] { y * x, x, 1.0 };
        double[] c = new double[3] { 1, x, y };
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i] * c[i];
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0)]
    [At(-0.5)]
    public static double ArrayMadeAnewInEveryTrip(double seed)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            double[] arr = { seed, seed * i, seed + sum };
            arr[1] += arr[0] * arr[2];
            for (int j = 0; j < 3; j++)
                sum += arr[j] * arr[j];
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 2.0 })]
    public static double StackallocatedScratch(ReadOnlySpan<double> w)
    {
        Span<double> t = stackalloc double[8];
        for (int i = 0; i < w.Length; i++)
            t[i] = w[i] * w[i];
        t[1] = t[0] * t[1];
        t[2] += t[1] * w[0];
        return t[0] + t[1] * t[2] + t[7];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 2.0 })]
    public static float StackallocatedFloats(ReadOnlySpan<float> w)
    {
        Span<float> t = stackalloc float[w.Length];
        for (int i = 0; i < w.Length; i++)
            t[i] = MathF.Exp(w[i]);
        float sum = 0;
        for (int i = 0; i < w.Length; i++)
            sum += t[i];
        float best = 0;
        for (int i = 0; i < w.Length; i++)
            best += t[i] / sum * (i + 1);
        return best;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0 })]
    public static double WritesThroughSlices(Span<double> a)
    {
        Span<double> low = a.Slice(0, 2);
        Span<double> high = a.Slice(2);
        low[0] *= high[1];
        high[0] = low[0] * low[1] + high[0] * high[0];
        a[1] = high[0] * a[0];
        return low[1] + high[0] * low[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0 }, new[] { 0, 2, 0, 3, 3 })]
    public static double ScatterWithRepeats(Span<double> a, ReadOnlySpan<int> index)
    {
        for (int i = 0; i < index.Length; i++)
            a[index[i]] = a[index[i]] * a[1] + i;
        double s = 0;
        for (int i = 0; i < a.Length; i++)
            s += a[i] * a[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, 0.4, -0.2, 0.8, 0.1 })]
    public static double PrefixSumsInPlace(Span<double> a)
    {
        for (int i = 1; i < a.Length; i++)
            a[i] += a[i - 1] * a[i];
        return a[a.Length - 1] * a[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 4.0 }, Gradient = new[] { 0.0, 4.0 })]
    public static double OverwrittenByAConstant(Span<double> a)
    {
        a[0] = 2;
        return a[0] * a[1] + a[1] * 2;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 4.0, 5.0 }, 1)]
    [At(new[] { 3.0, 4.0, 5.0 }, 2)]
    public static double IncrementedElements(double[] a, int k)
    {
        a[0]++;
        --a[k];
        double old = a[k]--;
        return old * a[0] * a[k];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0, 1)]
    [At(2.0, 3.0, -1)]
    public static double WrittenUnderACondition(double x, double y, int sign)
    {
        double[] a = new double[2];
        a[0] = x;
        if (sign > 0)
            a[0] = y * y;
        else
            a[1] = x * y;
        return a[0] * a[0] + a[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0, 0.5 })]
    public static double BubbleSortWithTupleSwaps(double[] a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j + 1 < a.Length - i; j++)
            {
                if (a[j] > a[j + 1])
                    (a[j], a[j + 1]) = (a[j + 1], a[j]);
            }
        }
        return a[0] * 3 + a[1] * a[2] - a[3] * a[3];
    }
}
