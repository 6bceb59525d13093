using System;
using System.Numerics;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>
/// Failures of other systems whose programs dual numbers cannot be put into (rules, structs that hold arrays, generic numbers, matrices);
/// each comment names the thread. Values and gradients are closed forms. The others are in Corpus/KnownFailures.cs and
/// Corpus/KnownLanguageFailures.cs.
/// </summary>
public sealed partial class KnownFailureTests
{
    // slang#13000: weights were read by accessors with rules of their own. The rules were right, the gradient by a layer's input was not. A
    // rule overwrites its destination and is called in the inner loop here, so its caller has to add.
    [Fact]
    public void Layers_that_read_their_weights_by_a_rule()
    {
        double[] x = [2, -1], w = [1, 3, -2, 0.5], b = [0.5, 1], v = [2, -3], c = [0.25];
        double[] byX = new double[2], byW = new double[4], byB = new double[2], byV = new double[2], byC = new double[1];
        Assert.Equal(9.75, LayersGradient(x, w, b, v, c, byX, byW, byB, byV, byC));
        Assert.Equal([8, 4.5], byX);
        Assert.Equal([4, -2, -6, 3], byW);
        Assert.Equal([2, -3], byB);
        Assert.Equal([-0.5, -3.5], byV);
        Assert.Equal([1], byC);
    }

    // swift#64257: the second call of a pullback freed memory twice.
    [Fact]
    public void A_second_backward_call_gives_the_same()
    {
        for (int call = 0; call < 3; call++)
            AssertSimulation();
    }

    // swift#64257: the same while another backward call of this thread runs.
    [Fact]
    public void A_backward_call_from_within_another_gives_the_same()
    {
        double inner(double x)
        {
            AssertSimulation();
            return x;
        }

        double[] results = new double[2], energy = new double[1], byTable = new double[2];
        Assert.Equal(1.875, InterruptedBackward([0.5, -1.5], 2, results, energy, inner, byTable, [1, -0.5], [0.25]));
        Assert.Equal([1, -3], results);
        Assert.Equal([5], energy);
        Assert.Equal([2.5, -2.5], byTable);
    }

    // slang#9267, slangpy#1055: the loop that loads returns a vector, and its index, a parameter, moves on; gradients went to other elements.
    [Theory]
    [InlineData(new[] { 1.0, 4, 2, 6, 3, 5 }, 5, new[] { 0, 0.5, 0, 0.5, 0, 0 })]
    [InlineData(new[] { 2.0, 2, 1, 1, 3, 3 }, 2.5, new[] { 0.25, 0.25, 0, 0, 0.25, 0.25 })]
    public void Vectors_loaded_by_a_loop(double[] image, double value, double[] gradient)
    {
        double[] byImage = new double[image.Length];
        Assert.Equal(value, MeanOfTheLargestGradient(image, 2, byImage));
        Assert.Equal(gradient, byImage);
    }

    // clad#1108: a switch expression over a number that is NaN; acos(-1/3) is the first arm.
    [Theory]
    [InlineData(5, 3, 150, 60, 50)]
    [InlineData(1, 3, 1.9106332362490186, 0.35355339059327373, -0.11785113019775792)]
    public void An_arm_that_takes_not_a_number(double c, double a, double value, double byC, double byA)
    {
        (double actual, double actualByC, double actualByA) = AngleGradient(c, a);
        Assert.Equal(value, actual, 14);
        Assert.Equal(byC, actualByC, 14);
        Assert.Equal(byA, actualByA, 14);
    }

    // jax#4177: the square of a norm, not a number at the origin.
    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(0.6, -0.8, 1, 1.2, -1.6)]
    public void A_squared_norm_of_generic_numbers(double x, double y, double value, double byX, double byY)
    {
        double[] gradient = new double[2];
        Assert.Equal(value, SquaredNormOfNumbersGradient([x, y], gradient), 14);
        Assert.Equal(byX, gradient[0], 14);
        Assert.Equal(byY, gradient[1], 14);
    }

    // jax#11716: the deviation of equal numbers, guarded after the root's argument is known.
    [Fact]
    public void A_deviation_of_generic_numbers()
    {
        double[] gradient = new double[2], three = new double[3];
        Assert.Equal(0, DeviationOfNumbersGradient([1, 1], gradient));
        Assert.Equal([0, 0], gradient);
        Assert.Equal(Math.Sqrt(1.5), DeviationOfNumbersGradient([1, 2.5, -0.5], three), 14);
        Assert.Equal(0, three[0], 14);
        Assert.Equal(1 / Math.Sqrt(6), three[1], 14);
        Assert.Equal(-1 / Math.Sqrt(6), three[2], 14);

        float[] single = new float[3];
        Assert.Equal(MathF.Sqrt(1.5f), DeviationOfFloatsGradient([1, 2.5f, -0.5f], single), 6);
        Assert.Equal(0, single[0], 6);
        Assert.Equal(1 / MathF.Sqrt(6), single[1], 6);
        Assert.Equal(-1 / MathF.Sqrt(6), single[2], 6);
    }

    // ReverseDiff#171: a convolution accumulated into a matrix.
    [Fact]
    public void A_convolution_into_a_matrix()
    {
        double[,] byW = new double[1, 2], byH = new double[1, 2];
        Assert.Equal(1.25, ConvolutionGradient(new[,] { { 0.5, -1 } }, new double[,] { { 2, 3 } }, byW, byH));
        Assert.Equal(new double[,] { { 1, -2 } }, byW);
        Assert.Equal(new[,] { { 2, -0.5 } }, byH);
    }

    private static void AssertSimulation()
    {
        double[] results = new double[2], energy = new double[1], byTable = new double[2];
        Assert.Equal(1.875, RunBackward([0.5, -1.5], 2, results, energy, byTable, [1, -0.5], [0.25]));
        Assert.Equal([1, -3], results);
        Assert.Equal([5], energy);
        Assert.Equal([2.5, -2.5], byTable);
    }

    [Differentiable]
    internal static double Layers(double[] x, double[] w, double[] b, double[] v, double[] c)
    {
        DenseLayer first = new(w, b);
        DenseLayer second = new(v, c);
        return second.Evaluate(first.Evaluate(x))[0];
    }

    internal static double Load(ReadOnlySpan<double> weights, int index) => weights[index];

    [DerivativeOf(nameof(Load))]
    internal static double LoadRule(ReadOnlySpan<double> weights, int index, double resultCotangent, Span<double> weightsGradient)
    {
        weightsGradient.Clear();
        weightsGradient[index] = resultCotangent;
        return weights[index];
    }

    [Differentiable]
    internal static void Run(double[] table, double scale, Span<double> results, Span<double> energy)
    {
        SimulationResult result = Simulate(new SimulationParameters { Table = table, Scale = scale });
        result.Results.CopyTo(results);
        energy[0] = result.Energy;
    }

    [Differentiable]
    internal static void Interrupted(double[] table, double scale, Span<double> results, Span<double> energy, Func<double, double> inner)
    {
        SimulationResult result = Simulate(new SimulationParameters { Table = table, Scale = scale });
        result.Results.CopyTo(results);
        energy[0] = result.Energy * inner(1);
    }

    private static SimulationResult Simulate(SimulationParameters parameters)
    {
        double[] scratch = new double[8];
        double[] results = new double[parameters.Table.Length];
        double energy = 0;
        for (int i = 0; i < results.Length; i++)
        {
            Update(scratch, i, 3.9 * i);
            Update(results, i, parameters.Scale * parameters.Table[i]);
            energy += parameters.Scale * parameters.Table[i] * parameters.Table[i];
        }
        return new SimulationResult { Results = results, Energy = energy };
    }

    private static void Update(double[] a, int i, double value) => a[i] = value;

    [Differentiable]
    internal static double MeanOfTheLargest(ReadOnlySpan<double> image, int rows)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += LoadVector(image, 3 * row).Max() / rows;
        return sum;
    }

    private static Vector3Of<T> LoadVector<T>(ReadOnlySpan<T> image, int at)
        where T : IFloatingPointIeee754<T>
    {
        Vector3Of<T> v = default;
        for (int j = 0; j < 3; j++)
        {
            v[j] = image[at];
            at += 1;
        }
        return v;
    }

    [Differentiable]
    internal static double Angle(double c, double a)
    {
        double angle = Math.Acos(-c / a);
        return angle switch
        {
            < 10 => angle,
            _ => 2 * c * c * a,
        };
    }

    [Differentiable]
    internal static double SquaredNormOfNumbers(ReadOnlySpan<double> x) => SquaredNorm(x);

    [Differentiable]
    internal static double DeviationOfNumbers(ReadOnlySpan<double> x) => Deviation(x);

    [Differentiable]
    internal static float DeviationOfFloats(ReadOnlySpan<float> x) => Deviation(x);

    private static T SquaredNorm<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T e in x)
            sum += e * e;
        T norm = T.Sqrt(sum);
        return norm * norm;
    }

    private static T Deviation<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T count = T.CreateChecked(x.Length);
        T mean = T.Zero;
        foreach (T e in x)
            mean += e / count;
        T variance = T.Zero;
        foreach (T e in x)
            variance += (e - mean) * (e - mean) / count;
        return variance > T.Zero ? T.Sqrt(variance) : T.Zero;
    }

    [Differentiable]
    internal static double Convolution(double[,] w, double[,] h)
    {
        int components = h.GetLength(0);
        int length = h.GetLength(1);
        int lags = w.GetLength(1);
        double[,] estimate = new double[1, length];
        for (int lag = 0; lag < lags; lag++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int t = lag; t < length; t++)
                    estimate[0, t] += w[k, lag] * h[k, t - lag];
            }
        }
        double loss = 0;
        foreach (double e in estimate)
            loss += e * e;
        return loss;
    }

    internal readonly struct DenseLayer
    {
        public DenseLayer(double[] weights, double[] biases)
        {
            Weights = weights;
            Biases = biases;
        }

        public double[] Weights { get; }

        public double[] Biases { get; }

        public double[] Evaluate(double[] x)
        {
            double[] y = new double[Biases.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double sum = Biases[i];
                for (int j = 0; j < x.Length; j++)
                    sum += Load(Weights, i * x.Length + j) * x[j];
                y[i] = sum;
            }
            return y;
        }
    }

    internal struct SimulationParameters
    {
        public double[] Table;
        public double Scale;
    }

    internal struct SimulationResult
    {
        public double[] Results;
        public double Energy;
    }

    internal struct Vector3Of<T>
        where T : IFloatingPointIeee754<T>
    {
        public T X;
        public T Y;
        public T Z;

        public T this[int index]
        {
            readonly get => index == 0 ? X : index == 1 ? Y : Z;
            set
            {
                if (index == 0)
                    X = value;
                else if (index == 1)
                    Y = value;
                else
                    Z = value;
            }
        }

        public readonly T Max() => T.Max(T.Max(X, Y), Z);
    }
}
