using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Structs that hold arrays and spans, against closed forms and differences of the primal.</summary>
public sealed partial class StructsWithMemoryTests
{
    private const double Tolerance = 1e-8;
    private static readonly double[] s_x = [2, -1];

    [Fact]
    public void Layers_that_hold_their_weights()
    {
        // f = c + v·(b + W x), from the thread shader-slang/slang#13000.
        double[] w = [1, 3, -2, 0.5];
        double[] v = [2, -3];
        double[] byW = new double[4];
        double[] byB = new double[2];
        double[] byV = new double[2];
        double[] byX = new double[2];
        Assert.Equal(9.75, LayersGradient(w, [0.5, 1], v, s_x, byW, byB, byV, byX));
        Assert.Equal([8, 4.5], byX);
        Assert.Equal([4, -2, -6, 3], byW);
        Assert.Equal([2, -3], byB);
        Assert.Equal([-0.5, -3.5], byV);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_matrix_over_a_span_is_written_through(int n)
    {
        double[] a = new double[n * n];
        double[] x = new double[n];
        for (int i = 0; i < a.Length; i++)
            a[i] = 0.5 + i * (i % 2 == 0 ? 1 : -0.75);
        for (int i = 0; i < n; i++)
            x[i] = 1.5 - i;
        double[] cotangent = new double[n * n];
        for (int i = 0; i < a.Length; i++)
            cotangent[i] = i % 3 - 1.5;
        double[] weights = [.. cotangent];
        double[] byX = new double[n];
        double[] final = [.. a];
        ScaleRows(final, x);
        double[] written = [.. a];
        ScaleRowsBackward(written, x, cotangent, byX);
        Assert.Equal(final, written);
        Compare(cotangent, a, moved => Weighted(moved, x));
        Compare(byX, x, moved => Weighted(a, moved));

        double Weighted(double[] matrix, double[] scale)
        {
            double[] copy = [.. matrix];
            ScaleRows(copy, scale);
            double sum = 0;
            for (int i = 0; i < copy.Length; i++)
                sum += copy[i] * weights[i];
            return sum;
        }
    }

    [Fact]
    public void A_struct_with_an_array_is_returned_and_changed_by_with()
    {
        double[] byT = new double[2];
        (double value, double byK) = SimulatedGradient(s_x, 1.5, byT);
        Assert.Equal(Simulated(s_x, 1.5), value);
        Compare([byK], [1.5], moved => Simulated(s_x, moved[0]));
        Compare(byT, s_x, moved => Simulated(moved, 1.5));
    }

    [Fact]
    public void A_constant_parameter_that_holds_an_array()
    {
        Table table = new(s_x, 2);
        (double value, double byK) = GivenGradient(table, 0.7);
        Assert.Equal(Given(table, 0.7), value);
        Compare([byK], [0.7], moved => Given(table, moved[0]));
        Assert.Throws<ArgumentNullException>("Entries", () => GivenGradient(default, 0.7));
    }

    [Fact]
    public void Parameters_of_a_struct_that_holds_an_array()
    {
        Line line = new() { Slopes = [1, 2], Offset = 0.5 };
        Line.Parameters gradient = new(line);
        double[] byX = new double[2];
        Assert.Equal(line.Squared(s_x), line.SquaredGradient(s_x, byX, gradient));
        // 2 (0.5 + 2 − 2) times x, times 1.
        Assert.Equal([2, -1, 1], gradient.All.ToArray());
        Assert.Equal([1, 2], byX);
        Assert.Throws<ArgumentException>(() => line.SquaredGradient(s_x, gradient.Slopes, gradient));
        Assert.Throws<ArgumentException>(() => line.SquaredGradient(s_x, line.Slopes, gradient));
    }

    [Differentiable]
    public static double Layers(double[] w, double[] b, double[] v, double[] x)
    {
        Layer first = new(w, b);
        Layer second = new(v, [0.25]);
        return second.Evaluate(first.Evaluate(x))[0];
    }

    [Differentiable]
    internal static void ScaleRows(Span<double> a, ReadOnlySpan<double> x)
    {
        Matrix matrix = new(a, x.Length);
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Rows; j++)
                matrix.Set(i, j, matrix.At(i, j) * x[i] * matrix.At(j, i));
        }
    }

    [Differentiable]
    public static double Simulated(double[] t, double k)
    {
        Table table = new(t, k);
        table = Scaled(table, k);
        table = Scaled(table, 2 * k);
        double sum = 0;
        foreach (double entry in table.Entries)
            sum += entry * entry * table.Scale;
        return sum;
    }

    [Differentiable]
    public static double Given([Constant] Table table, double k)
    {
        double sum = 0;
        for (int i = 0; i < table.Entries.Length; i++)
            sum += Math.Sin(table.Entries[i] * k);
        return sum * table.Scale;
    }

    private static Table Scaled(Table table, double k)
    {
        double[] entries = new double[table.Entries.Length];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = table.Entries[i] * k;
        return table with { Entries = entries, Scale = table.Scale * k };
    }

    private static void Compare(double[] gradient, double[] at, Func<double[], double> f) =>
        GradientAssert.MatchesDifferences(gradient, at, f, Tolerance);

    public readonly struct Layer(double[] weights, double[] biases)
    {
        public double[] Weights { get; } = weights;

        public double[] Biases { get; } = biases;

        public double[] Evaluate(double[] x)
        {
            double[] y = new double[Biases.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double sum = Biases[i];
                for (int j = 0; j < x.Length; j++)
                    sum += Weights[i * x.Length + j] * x[j];
                y[i] = sum;
            }
            return y;
        }
    }

    public readonly ref struct Matrix(Span<double> elements, int rows)
    {
        public Span<double> Elements { get; } = elements;

        public int Rows { get; } = rows;

        public double At(int i, int j) => Elements[i * Rows + j];

        public void Set(int i, int j, double value) => Elements[i * Rows + j] = value;
    }

    public record struct Table(double[] Entries, double Scale);

    public partial struct Line
    {
        [Parameter]
        public double[] Slopes;
        [Parameter]
        public double Offset;

        [Differentiable]
        public readonly double Squared(ReadOnlySpan<double> x)
        {
            double sum = Offset;
            for (int i = 0; i < x.Length; i++)
                sum += Slope(i) * x[i];
            return sum * sum;
        }

        private readonly double Slope(int i) => Slopes[i];
    }
}
