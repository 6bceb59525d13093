using System;

namespace Diff.Gradients.Tests.Direct;

public sealed partial class MonitoringTests
{
    private const Optimizations Everything = Optimizations.All;

    [Differentiable(Monitor = true)]
    private static double Rectified(ReadOnlySpan<double> w, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x) => RectifiedBody(w, v, x);

    [Differentiable(Monitor = true, Disable = Optimizations.Vectorize)]
    private static double RectifiedScalar(ReadOnlySpan<double> w, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x) => RectifiedBody(w, v, x);

    [Differentiable(Monitor = true, Disable = Optimizations.Fusion)]
    private static double RectifiedApart(ReadOnlySpan<double> w, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x) => RectifiedBody(w, v, x);

    [Differentiable(Monitor = true, Disable = Everything)]
    private static double RectifiedPlain(ReadOnlySpan<double> w, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x) => RectifiedBody(w, v, x);

    [Differentiable(Monitor = true, Reassociate = false)]
    private static double RectifiedInOrder(ReadOnlySpan<double> w, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x) => RectifiedBody(w, v, x);

    private static double RectifiedBody(ReadOnlySpan<double> w, ReadOnlySpan<double> v, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int j = 0; j < v.Length; j++)
        {
            double z = 0;
            for (int i = 0; i < x.Length; i++)
                z += w[(j * x.Length) + i] * x[i];
            double h = Math.Max(0, z);
            sum += v[j] * h;
        }

        return sum;
    }

    /// <summary>Elements alone: all in lanes but the last ones.</summary>
    [Differentiable(Monitor = true)]
    private static float Elements(ReadOnlySpan<float> z, [Constant] ReadOnlySpan<float> v) => ElementsBody(z, v);

    [Differentiable(Monitor = true, Disable = Everything)]
    private static float ElementsPlain(ReadOnlySpan<float> z, [Constant] ReadOnlySpan<float> v) => ElementsBody(z, v);

    private static float ElementsBody(ReadOnlySpan<float> z, ReadOnlySpan<float> v)
    {
        float sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            float s = Functions.Sigmoid(z[i]);
            float t = MathF.Tanh(s * z[i]);
            sum += v[i] * t;
        }

        return sum;
    }

    [Differentiable(Monitor = true)]
    private static double ByHand(ReadOnlySpan<double> z, [Constant] ReadOnlySpan<double> v)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double s = 1 / (1 + Math.Exp(-z[i]));
            double r = s > 0.5 ? s : 0;
            double c = Math.Clamp(z[i], -1, 1);
            double p = Functions.Softplus(z[i]);
            sum += v[i] * (r + c + p);
        }

        return sum;
    }

    /// <summary>A recurrence whose number of steps is not known in front of it, in a loop over sequences.</summary>
    [Differentiable(Monitor = true)]
    private static double Recurrent(double w, [Constant] ReadOnlySpan<double> x)
    {
        double loss = 0;
        for (int start = 0; start < x.Length; start++)
        {
            double h = 0;
            int step = start;
            while (step < x.Length && x[step] > 0)
            {
                h = Math.Tanh((w * h) + x[step]);
                step++;
            }

            loss += h;
        }

        return loss;
    }

    /// <summary>One helper, called for each layer.</summary>
    [Differentiable(Monitor = true)]
    private static double Layers(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Layer(w[1] * Layer(w[0] * x[i]));
        return sum;
    }

    private static double Layer(double z)
    {
        double unit = Functions.Relu(z);
        return unit;
    }

    [Differentiable(Monitor = true)]
    private static double Singular(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double element in x)
        {
            double root = Math.Sqrt(Functions.Relu(element));
            sum += root;
        }

        double mean = sum / x.Length;
        double total = mean * mean;
        return total;
    }

    [Differentiable(Monitor = true)]
    private static void Activate(ReadOnlySpan<double> z, Span<double> h)
    {
        for (int i = 0; i < z.Length; i++)
            h[i] = Math.Tanh(z[i]);
    }

    [Differentiable(Monitor = true)]
    private static double Tape(ReadOnlySpan<double> w, [Constant] int steps)
    {
        double[] h = new double[w.Length];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < h.Length; i++)
                h[i] = Math.Tanh((w[i] * h[i]) + (0.5 * t));
        }

        double sum = 0;
        foreach (double element in h)
            sum += element * element;
        return sum;
    }

    [Differentiable(Monitor = true)]
    private static double Scalar(double a, double b)
    {
        double product = a * b;
        double root = Math.Sqrt(product);
        return root;
    }

    [Differentiable(Monitor = true)]
    private static T Generic<T>(ReadOnlySpan<T> x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T element in x)
            sum += T.Tanh(element);
        return sum;
    }

    [Differentiable(Monitor = true)]
    private static double Rows(double[][] rows, double[,] matrix)
    {
        double sum = 0;
        foreach (double[] row in rows)
        {
            foreach (double element in row)
                sum += Math.Max(element, 0);
        }

        foreach (double element in matrix)
            sum += Math.Max(element, 0);
        return sum;
    }

    /// <summary>It calls itself: what is inside is not counted.</summary>
    [Differentiable(Monitor = true)]
    private static double Tree(double x, [Constant] int depth)
    {
        double result = Branch(x, depth);
        return result * result;
    }

    private static double Branch(double x, int depth) => depth == 0 ? Math.Tanh(x) : Branch(0.5 * x, depth - 1) + Branch(x + 1, depth - 1);

    private sealed partial class Unit
    {
        [Parameter]
        public double[] Weights { get; set; } = [0.5, -1, 2];

        [Parameter]
        public double Bias { get; set; } = 0.25;

        [Differentiable(Monitor = true)]
        public double Loss([Constant] ReadOnlySpan<double> x)
        {
            double z = Bias;
            for (int i = 0; i < x.Length; i++)
                z += Weights[i] * x[i];
            double y = Math.Tanh(z);
            return y * y;
        }
    }
}
