using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Loops whose iterations run in lanes, each with a twin that runs them one by one.</summary>
public static partial class LaneMethods
{
    [Differentiable]
    public static double Chain(double a, double b, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += 1 / (1 + Math.Exp(-(a * x[i] + b))) * Math.Tanh(x[i]);
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double ChainOneByOne(double a, double b, ReadOnlySpan<double> x) => Chain(a, b, x);

    [Differentiable]
    public static float ChainSingle(float a, float b, ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += 1 / (1 + MathF.Exp(-(a * x[i] + b))) * MathF.Tanh(x[i]);
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static float ChainSingleOneByOne(float a, float b, ReadOnlySpan<float> x) => ChainSingle(a, b, x);

    /// <summary>Branches that only some lanes take, with elements that need not be there in the others.</summary>
    [Differentiable]
    public static double Branches(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i];
            if (t > 0.2)
                sum += Math.Log(t) * w[0] + x[i] / t;
            else if (t < -0.3)
                sum -= Math.Sqrt(-t) * w[w.Length - 1];
            sum += Math.Max(t, 0.1 * t) * (t > 0 ? w[0] : 1);
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double BranchesOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w) => Branches(x, w);

    /// <summary>Neighbours: places of several iterations in one element of the gradient.</summary>
    [Differentiable]
    public static double Rosenbrock(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double t = x[i + 1] - x[i] * x[i];
            double u = 1 - x[i];
            sum += 100 * t * t + u * u;
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double RosenbrockOneByOne(ReadOnlySpan<double> x) => Rosenbrock(x);

    /// <summary>Rows as iterations, with inner loops, work memory of each and parameters that all of them share.</summary>
    [Differentiable]
    public static double Network(ReadOnlySpan<double> w, ReadOnlySpan<double> v, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        const int inputs = 3;
        const int units = 5;
        double loss = 0;
        double[] hidden = new double[units];
        for (int n = 0; n < y.Length; n++)
        {
            double output = v[units];
            for (int u = 0; u < units; u++)
            {
                double z = w[u * (inputs + 1)];
                for (int k = 0; k < inputs; k++)
                    z += w[u * (inputs + 1) + 1 + k] * Math.Sin(x[n * inputs + k]);
                hidden[u] = Math.Tanh(z);
            }
            for (int u = 0; u < units; u++)
                output += hidden[u] * v[u];
            double error = output - y[n];
            loss += error * error;
        }
        return loss;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double NetworkOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> v, ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Network(w, v, x, y);

    /// <summary>An in/out span, every second element of another, and the number of the iteration.</summary>
    [Differentiable]
    public static void Strided(Span<double> y, ReadOnlySpan<double> x, double k)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = y[i] * k + Math.Cos(x[2 * i + 1]) * i * x[2 * i];
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static void StridedOneByOne(Span<double> y, ReadOnlySpan<double> x, double k) => Strided(y, x, k);

    /// <summary>From the last to the first, and the sum of squares under a root: the cotangent is known only behind the loop.</summary>
    [Differentiable]
    public static double Length(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = x.Length - 1; i >= 0; i--)
            sum += x[i] * x[i];
        return Math.Sqrt(1 + sum);
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double LengthOneByOne(ReadOnlySpan<double> x) => Length(x);

    /// <summary>A sum in the order in which it is written, and elements without one, which may still run in lanes.</summary>
    [Differentiable(Reassociate = false)]
    public static double InOrder(ReadOnlySpan<double> x, Span<double> squares)
    {
        for (int i = 0; i < x.Length; i++)
            squares[i] = x[i] * x[i];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += squares[i] / (i + 1);
        return sum;
    }

    /// <summary>Rows too long to be gathered: the inner loops run in lanes instead.</summary>
    [Differentiable]
    public static double LongRows(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        double loss = 0;
        for (int n = 0; n < x.Length / w.Length; n++)
        {
            double z = 0;
            for (int k = 0; k < w.Length; k++)
                z += w[k] * x[n * w.Length + k];
            loss += z * z;
        }
        return loss;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double LongRowsOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x) => LongRows(w, x);

    /// <summary>Each iteration has a row of its own as a view.</summary>
    [Differentiable]
    public static double RowViews(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y, int rows, int reads)
    {
        double loss = 0;
        for (int n = 0; n < rows; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * w.Length, w.Length);
            Span<double> result = y.Slice(2 * n, 2);
            double z = 0;
            for (int i = 0; i < reads; i++)
            {
                for (int j = 0; j <= i; j++)
                    z += w[i] * row[j];
            }
            result[1] = Math.Tanh(z) + result[0] * row[0];
            loss += result[1] * result[0];
        }
        return loss;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double RowViewsOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y, int rows, int reads) =>
        RowViews(w, x, y, rows, reads);

    /// <summary>An index out of range in the middle: the same exception as the primal's.</summary>
    [Differentiable]
    public static double TooFar(ReadOnlySpan<double> x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += Math.Exp(x[i]);
        return sum;
    }
}
