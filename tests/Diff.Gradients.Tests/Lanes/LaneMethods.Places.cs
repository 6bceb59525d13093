using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Places and numbers that each iteration has for itself: looked up, computed of the data, chosen, compared.</content>
public static partial class LaneMethods
{
    /// <summary>Parameters by a table of indices, several iterations at one of them.</summary>
    [Differentiable]
    public static double Looked(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(w[index[i]]) * Math.Tanh(x[i]) + Math.Sin(w[(3 * i + index[i]) % w.Length] * x[i]);
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double LookedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Looked(w, x, index);

    /// <summary>Linear interpolation in a table: the place is computed of an active number.</summary>
    [Differentiable]
    public static double Interpolated(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = index.Length;
        for (int i = 0; i < x.Length; i++)
        {
            double t = (Math.Sin(x[i]) + 1) / 2.001 * (w.Length - 1);
            int k = (int)Gradient.Stop(t);
            double f = t - k;
            sum += Math.Exp(-((1 - f) * w[k] + f * w[k + 1]));
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double InterpolatedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) =>
        Interpolated(w, x, index);

    /// <summary>Neighbours with conditions at the border, and every other element.</summary>
    [Differentiable]
    public static double Bordered(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double left = i > 0 ? x[i - 1] : w[0];
            double right = i + 1 < x.Length ? x[i + 1] : w[1];
            double t = Math.Exp(0.25 * (left - 2 * x[i] + right));
            if (i % 2 == 0)
                t *= w[2];
            // Nothing, made of integers that each lane has for itself.
            sum += (index[i] == 1 ? Math.Log(1 + t) : t / (i + 1)) + w[i % 5 * 0];
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double BorderedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Bordered(w, x, index);

    /// <summary>Softmax of three scores per sample: an element of the iteration's own memory by the sample's label.</summary>
    [Differentiable]
    public static double Labelled(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        Span<double> z = stackalloc double[3];
        double loss = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double total = 0;
            for (int c = 0; c < 3; c++)
            {
                z[c] = Math.Exp(w[c] * x[i] + w[c + 1]);
                total += z[c];
            }
            z[index[i] % 3] *= 1.5 + x[i];
            loss += Math.Log(total) - Math.Log(z[index[i] % 3] * z[index[i] % 3]);
        }
        return loss;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double LabelledOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Labelled(w, x, index);

    /// <summary>Places that need not be there in lanes that do not take the branch, and places that a branch chooses.</summary>
    [Differentiable]
    public static double Guarded(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            int k = x[i] > 0 ? index[i] : -1;
            if (k >= 0)
                sum += Math.Exp(0.5 * w[k] * x[i]) + Math.Cos(x[i]);
            else
                sum -= Math.Sin(w[x[i] < -1 ? 0 : w.Length - 1 - index[i]] * x[i]) + Math.Tanh(x[i]) * index[i];
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double GuardedOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<int> index) => Guarded(w, x, index);

    /// <summary>Neighbours in a grid, whose border has none.</summary>
    [Differentiable]
    public static double Grid(double[,] grid, double k)
    {
        double sum = 0;
        for (int i = 0; i < grid.GetLength(0); i++)
        {
            for (int j = 0; j < grid.GetLength(1); j++)
            {
                double left = j > 0 ? grid[i, j - 1] : k;
                double right = j + 1 < grid.GetLength(1) ? grid[i, j + 1] : k * k;
                double up = i > 0 ? grid[i - 1, j] : 0;
                sum += Math.Exp(0.1 * (left + right - 2 * grid[i, j])) * Math.Cos(up);
            }
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double GridOneByOne(double[,] grid, double k) => Grid(grid, k);

    /// <summary>Reads beside each element: one too far in each row.</summary>
    [Differentiable]
    public static double GridTooFar(double[,] grid, bool always)
    {
        double sum = 0;
        for (int j = 0; j < grid.GetLength(1); j++)
            sum += Math.Exp(grid[0, j]) * (always || grid[0, j] > 0 ? grid[0, j + 1] : 1);
        return sum;
    }

    /// <summary>The same in single precision, with integers of other sizes.</summary>
    [Differentiable]
    public static float LookedSingle(ReadOnlySpan<float> w, ReadOnlySpan<float> x, [Constant] ReadOnlySpan<byte> index, [Constant] ReadOnlySpan<bool> flag)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float t = MathF.Exp(w[index[i]] * x[i]) + MathF.Tanh(x[i]) * MathF.Cos(x[i]);
            sum += (flag[i] ? t : 0.5f * t) / (1 + index[i]) + (i < 5 ? x[i] : 0);
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static float LookedSingleOneByOne(
        ReadOnlySpan<float> w, ReadOnlySpan<float> x, [Constant] ReadOnlySpan<byte> index, [Constant] ReadOnlySpan<bool> flag) =>
        LookedSingle(w, x, index, flag);
}
