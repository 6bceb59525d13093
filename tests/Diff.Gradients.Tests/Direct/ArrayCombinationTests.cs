using System;
using System.Numerics;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arrays of every form beside one another, with what else the language has, by closed forms and differences of the primal.</summary>
public sealed partial class ArrayCombinationTests
{
    private const double Step = 1e-6;

    private static readonly int[,] s_steps = { { 1, 0 }, { 0, 1 } };
    private static readonly Pair[] s_table = [new Pair { X = 1, Y = 2 }];
    private static readonly Pair[,] s_grid = { { new Pair { X = 3, Y = 2 } } };
    private static readonly ReadOnlyMemory<double> s_memory = new double[] { 1, 2, 3 };

    [Fact]
    public void Every_form_at_once()
    {
        double[,] a = { { 1, 2 }, { 3, 4 }, { 0.5, -1 } };
        bool[,] mask = { { true, false }, { true, true }, { false, true } };
        int[,] index = { { 0, 0 }, { 1, 1 }, { 0, 2 } };
        Pair[,] pairs = new Pair[3, 2];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
                pairs[i, j] = new Pair { X = i + 1, Y = j - 0.5 };
        }
        double[] memory = [1, -2, 3];
        double[,] aGradient = new double[3, 2];
        Pair[,] pairsGradient = new Pair[3, 2];
        Assert.Equal(Various(a, mask, index, pairs, memory), VariousGradient(a, mask, index, pairs, memory, aGradient, pairsGradient));
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                double expected = Difference(ref a[i, j], () => Various(a, mask, index, pairs, memory));
                Assert.Equal(expected, aGradient[i, j], 1e-6);
                Assert.Equal(Difference(ref pairs[i, j].X, () => Various(a, mask, index, pairs, memory)), pairsGradient[i, j].X, 1e-6);
                Assert.Equal(Difference(ref pairs[i, j].Y, () => Various(a, mask, index, pairs, memory)), pairsGradient[i, j].Y, 1e-6);
            }
        }
    }

    [Fact]
    public void Local_functions_capture_matrices()
    {
        double[,] a = { { 1, 2 }, { 3, 4 } };
        double[,] aGradient = new double[2, 2];
        (double value, double scaleGradient) = CapturedGradient(a, 0.5, aGradient);

        // b00 = a00 + s·a01, b10 = a10 + 2s; b01·b00 + b11·b10.
        Assert.Equal(2 * (1 + 0.5 * 2) + 4 * (3 + 0.5 * 2), value);
        Assert.Equal(2 * 2 + 4 * 2, scaleGradient);
        Assert.Equal(new double[,] { { 2, (1 + 0.5 * 2) + 2 * 0.5 }, { 4, 4 } }, aGradient);
    }

    [Fact]
    public void All_outputs_of_a_void_method()
    {
        Pair[,] pairs = { { new Pair { X = 1, Y = 2 } }, { new Pair { X = -1, Y = 3 } } };
        double[][] rows = [[1, 2], [3, 4, 5]];
        float[] memory = [1, 2];
        Pair[,] pairsCotangent = { { new Pair { X = 2, Y = -1 } }, { new Pair { X = 0.5, Y = 1 } } };
        double[][] rowsCotangent = [[1, -2], [0.5, 3, -1]];
        float[] memoryCotangent = [2, -3];
        double factorGradient = OutputsBackward(pairs, rows, memory, 1.5, pairsCotangent, rowsCotangent, memoryCotangent);

        // X += k·Y, Y *= Y; rows *= k, first of each row spread over the rest; memory *= k.
        Assert.Equal(4, pairs[0, 0].X);
        Assert.Equal(9, pairs[1, 0].Y);
        Assert.Equal([4.5, 4.5, 4.5], rows[1]);
        Assert.Equal([1.5f, 3], memory);
        Assert.Equal(2, pairsCotangent[0, 0].X);
        Assert.Equal(2 * 1.5 - 1 * 2 * 2, pairsCotangent[0, 0].Y);
        Assert.Equal(0.5 * 1.5 + 2 * 3, pairsCotangent[1, 0].Y);
        Assert.Equal([1.5 * (1 - 2), 0], rowsCotangent[0]);
        Assert.Equal([1.5 * 2.5, 0, 0], rowsCotangent[1]);
        Assert.Equal([3, -4.5f], memoryCotangent);
        Assert.Equal(2 * 2 + 0.5 * 3 - 1 + 2.5 * 3 + 2 * 1 - 3 * 2, factorGradient);
    }

    [Fact]
    public void Memory_of_different_forms_may_not_overlap()
    {
        Pair[,] pairs = new Pair[1, 1];
        double[][] rows = [[1]];
        float[] memory = [1];
        Refused("pairsCotangent", () => OutputsBackward(pairs, rows, memory, 1, pairs, [[1]], new float[1]));
        Refused("rowsCotangent", () => OutputsBackward(pairs, rows, memory, 1, new Pair[1, 1], rows, new float[1]));
        Refused("memoryCotangent", () => OutputsBackward(pairs, rows, memory, 1, new Pair[1, 1], [[1]], memory));
        Refused("memoryCotangent", () => OutputsBackward(pairs, rows, memory, 1, new Pair[1, 1], [[1]], new float[2]));
        double[] shared = [1];
        Refused("pGradient", () => ProductsGradient<double>([shared], new double[1, 1], new double[1], [1], [[1]], new double[1, 1], new double[1], shared));
        Refused("mGradient", () => ProductsGradient<double>([[1]], new double[1, 1], new double[1], [1], [shared], new double[1, 1], shared, new double[1]));

        static void Refused(string name, Action call) => Assert.Equal(name, Assert.Throws<ArgumentException>(call).ParamName);
    }

    [Fact]
    public void Generic_methods_take_every_form()
    {
        double[][] aGradient = [[7], [7]];
        double[,] bGradient = new double[2, 1];
        double[] mGradient = new double[2];
        double[] pGradient = new double[2];
        double value = ProductsGradient<double>([[1], [2]], new double[,] { { 3 }, { -4 } }, new double[] { 5, 6 }, [7, 8], aGradient, bGradient, mGradient, pGradient);
        Assert.Equal(1 * 3 * 5 * 7 + 2 * -4 * 6 * 8, value);
        Assert.Equal([105], aGradient[0]);
        Assert.Equal([-192], aGradient[1]);
        Assert.Equal(96, bGradient[1, 0]);
        Assert.Equal([21, -64], mGradient);
        Assert.Equal([15, -48], pGradient);
        float[][] single = [[7]];
        Assert.Equal(24, ProductsGradient<float>([[1]], new float[,] { { 2 } }, new float[] { 3 }, [4], single, new float[1, 1], new float[1], new float[1]));
        Assert.Equal([24], single[0]);
    }

    [Fact]
    public void Functions_over_rows_and_rows_swapped_in_a_loop()
    {
        double[][] a = [[0.1, 0.2], [0.3, -1]];
        double[][] aGradient = [[7, 7], [7, 7]];
        double[][] scratchGradient = [[7, 7], [7, 7]];
        Assert.Equal(Smooth(a, [[0, 0], [0, 0]]), SmoothGradient(a, [[0, 0], [0, 0]], aGradient, scratchGradient));
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                Assert.Equal(Difference(ref a[i][j], () => Smooth(a, [[0, 0], [0, 0]])), aGradient[i][j], 1e-7);
                Assert.Equal(0, scratchGradient[i][j]);
            }
        }
    }

    private static double Difference(ref double at, Func<double> function)
    {
        double value = at;
        at = value + Step;
        double above = function();
        at = value - Step;
        double below = function();
        at = value;
        return (above - below) / (2 * Step);
    }

    [Differentiable]
    internal static double Captured(double[,] a, double scale)
    {
        double[,] b = (double[,])a.Clone();
        void Add(int i, double by) => b[i, 0] += by * scale;
        Add(0, a[0, 1]);
        Add(1, 2);
        Func<int, double> product = i => b[i, 1] * b[i, 0];
        return product(0) + product(1);
    }

    [Differentiable]
    internal static double Various(double[,] @params, bool[,] mask, int[,] index, Pair[,] pairs, [Constant] Memory<double> memory)
    {
        double[,] a = @params ?? throw new ArgumentNullException(nameof(@params));
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                if (mask[i, j])
                    sum += a[index[i, j], j] * pairs[i, j].X * s_steps[i % 2, j % 2] + memory.Span[i] * pairs[i, j].Y;
            }
        }
        Make(out double[,] made, a.GetLength(0), sum);
        double[,] picked = a.Length switch { 0 => a, 4 => made, _ => Either(made, a, sum) };
        sum += s_table[0].X * s_grid[0, 0].Y + s_memory.Span[1] * a[0, 0];
        Pair first = pairs[0, 0];
        first.X *= 2;
        return sum + SquaresOf(in picked) + first.X + Corner(in a[0, 0], a);
    }

    private static double Corner(in double x, double[,] a) => x * a[0, 0];

    private static double SquaresOf(in double[,] a)
    {
        double sum = 0;
        foreach (double x in a)
            sum += x * x;
        return sum;
    }

    private static void Make(out double[,] made, int rows, double x)
    {
        made = new double[rows, 1];
        for (int i = 0; i < rows; i++)
            made[i, 0] = x * i;
    }

    private static double[,] Either(double[,] a, double[,] b, double x)
    {
        if (x > 0)
            return a;
        return b;
    }

    [Differentiable]
    internal static void Outputs(Pair[,] pairs, double[][] rows, Memory<float> memory, double factor)
    {
        for (int i = 0; i < pairs.GetLength(0); i++)
        {
            pairs[i, 0].X += factor * pairs[i, 0].Y;
            ref double y = ref pairs[i, 0].Y;
            y *= y;
            Scale(rows[i], factor);
            ref double first = ref rows[i][0];
            rows[i].AsSpan(1).Fill(first);
            memory.Span[i] *= (float)factor;
        }
    }

    private static void Scale(double[] row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] *= factor;
    }

    [Differentiable]
    internal static T Products<T>(T[][] a, T[,] b, Memory<T> m, T[] p)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < a.Length; i++)
            sum += a[i][0] * b[i, 0] * m.Span[i] * p[i];
        return sum;
    }

    [Differentiable]
    internal static double Smooth(double[][] a, double[][] scratch)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            Functions.Softmax(a[i], scratch[i]);
            sum += Functions.LogSumExp(a[i]) * Functions.Dot(scratch[i], a[i]);
        }
        double[][] x = a;
        double[][] y = scratch;
        for (int t = 0; t < 3; t++)
        {
            (x, y) = (y, x);
            sum += x[0][0] * y[0][1];
        }
        return sum;
    }

    internal struct Pair
    {
        public double X;

        public double Y;
    }
}
