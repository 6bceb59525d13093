using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

// Views of one array, which the compiler cannot always tell apart, and loops in loops whose iterations are only counted as they come.
public static partial class LaneMethods
{
    /// <summary>Two views of one array that may lie apart, overlap or be the same.</summary>
    [Differentiable]
    public static void Shifted(Span<double> y, int from, int to, int n, double k)
    {
        Span<double> source = y.Slice(from, n);
        Span<double> target = y.Slice(to, n);
        for (int i = 0; i < n; i++)
            target[i] = target[i] * k + Math.Tanh(source[i]) * source[i];
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static void ShiftedOneByOne(Span<double> y, int from, int to, int n, double k) => Shifted(y, from, to, n, k);

    [Differentiable]
    public static float ShiftedSingle(ReadOnlySpan<float> x, int from, int to, int n)
    {
        float[] y = x.ToArray();
        Span<float> source = y.AsSpan(from, n);
        Span<float> target = y.AsSpan(to, n);
        for (int i = 0; i < n; i++)
            target[i] = target[i] * 0.5f + MathF.Sin(source[i]) * source[i];
        float sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum += y[i] * y[i];
        return sum;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static float ShiftedSingleOneByOne(ReadOnlySpan<float> x, int from, int to, int n) => ShiftedSingle(x, from, to, n);

    /// <summary>A recurrent network with layers: each reads what the one below put out, a view chosen as the loop goes on.</summary>
    [Differentiable]
    public static double Layers(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int width)
    {
        int steps = x.Length / width;
        double[] state = new double[4 * width];
        double[] output = new double[width];
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < width; i++)
                output[i] = x[t * width + i] * w[i];
            int layers = state.Length / (2 * width);
            Span<double> input = output;
            for (int l = 0; l < layers; l++)
            {
                Span<double> hidden = state.AsSpan(2 * l * width, width);
                Span<double> cell = state.AsSpan((2 * l + 1) * width, width);
                for (int i = 0; i < width; i++)
                {
                    double gate = 1 / (1 + Math.Exp(-(hidden[i] * w[l * width + i] + input[i])));
                    cell[i] = cell[i] * gate + (1 - gate) * Math.Tanh(input[i]);
                    hidden[i] = gate * Math.Sin(cell[i]);
                }
                input = hidden;
            }
            for (int i = 0; i < width; i++)
                total += input[i] * input[i] * (t + 1);
        }
        return total;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double LayersOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int width) => Layers(w, x, width);

    /// <summary>A triangle of iterations inside a recurrence: each row is longer than the one before.</summary>
    [Differentiable]
    public static double Triangle(ReadOnlySpan<double> x, double h)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double row = 0;
            for (int j = 0; j <= i; j++)
                row += Math.Sin(x[j] * h) * Math.Exp(-h * h * x[j] * x[j]);
            h = 0.5 * h + Math.Tanh(row / (i + 1));
            total += h * x[i];
        }
        return total;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double TriangleOneByOne(ReadOnlySpan<double> x, double h) => Triangle(x, h);

    /// <summary>Rows whose number is known only at the end, some of them left out, of lengths that each row decides.</summary>
    [Differentiable]
    public static double Ragged(ReadOnlySpan<double> x, double h, int most)
    {
        double total = 0;
        int step = 0;
        while (Math.Abs(h) < 20 && step < most)
        {
            int length = x.Length - step % 3 * (x.Length / 4);
            if (step % 4 != 2)
            {
                double row = 0;
                for (int i = 0; i < 2; i++)
                {
                    for (int j = 0; j < length; j++)
                        row += Math.Cos(x[j] * h + i) * Math.Exp(0.1 * h * x[j]);
                }
                h = 0.3 * h + row / (1 + length);
            }
            total += h * h;
            step++;
        }
        return total;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double RaggedOneByOne(ReadOnlySpan<double> x, double h, int most) => Ragged(x, h, most);

    /// <summary>Rows that are read again for each component, forwards and backwards.</summary>
    [Differentiable]
    public static double Mixture(ReadOnlySpan<double> means, ReadOnlySpan<double> x, int points, int d)
    {
        int components = means.Length / d;
        double[] terms = new double[components];
        double total = 0;
        for (int n = 0; n < points; n++)
        {
            double sum = 0.001;
            for (int k = 0; k < components; k++)
            {
                double distance = 0;
                for (int i = d - 1; i >= 1; i--)
                {
                    double difference = x[n * d + i] - means[k * d + i];
                    distance += difference * difference * x[n * d + d - 1 - i];
                }
                terms[k] = Math.Exp(-distance);
                sum += terms[k];
            }
            total += Math.Log(sum);
        }
        return total;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double MixtureOneByOne(ReadOnlySpan<double> means, ReadOnlySpan<double> x, int points, int d) => Mixture(means, x, points, d);
}
