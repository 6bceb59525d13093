using System;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Methods that call themselves, directly or through others, against differences of the primal.</summary>
public sealed partial class RecursionTests
{
    private const double Tolerance = 1e-8;

    [Theory]
    [InlineData(10, 2, 100, 20)]
    [InlineData(-0.5, 5, -0.03125, 0.3125)]
    [InlineData(3, 0, 1, 0)]
    public void A_method_that_calls_itself(double x, int n, double value, double derivative)
    {
        Assert.Equal((value, derivative), PowerGradient(x, n));
        Assert.Equal((value, -3 * derivative), PowerBackward(x, n, -3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Over_a_shrinking_span(int length)
    {
        double[] x = Values(length);
        double[] gradient = new double[length];
        Assert.Equal(HalvedSquares(x), HalvedSquaresGradient(x, gradient));
        Compare(gradient, x, v => HalvedSquares(v));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Two_methods_that_call_one_another(int n)
    {
        (double value, double gradient) = AlternatingGradient(0.3, n);
        Assert.Equal(Alternating(0.3, n), value, 1e-12);
        Compare([gradient], [0.3], v => Alternating(v[0], n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void In_place_over_halves(int length)
    {
        double[] y = Values(length);
        double[] initial = [.. y];
        double[] cotangent = new double[length];
        for (int i = 0; i < length; i++)
            cotangent[i] = (i % 2 == 0 ? 1 : -2) * (0.5 + i);
        double[] weights = [.. cotangent];
        double byK = SmoothedBackward(y, 0.9, cotangent);
        double[] final = [.. initial];
        Smoothed(final, 0.9);
        Assert.Equal(final, y);
        Compare(cotangent, initial, v => Weighted(v, 0.9));
        Compare([byK], [0.9], v => Weighted(initial, v[0]));

        double Weighted(double[] values, double k)
        {
            double[] copy = [.. values];
            Smoothed(copy, k);
            double sum = 0;
            for (int i = 0; i < copy.Length; i++)
                sum += copy[i] * weights[i];
            return sum;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_local_function_with_what_it_captures(int n)
    {
        (double value, double gradient) = CapturingGradient(0.7, n);
        Assert.Equal(Capturing(0.7, n), value, 1e-12);
        Compare([gradient], [0.7], v => Capturing(v[0], n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void By_references_that_change_places(int n)
    {
        (double value, double a, double b) = FibonacciProductsGradient(0.7, 0.4, n);
        Assert.Equal(FibonacciProducts(0.7, 0.4, n), value);
        Compare([a, b], [0.7, 0.4], v => FibonacciProducts(v[0], v[1], n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_local_function_that_captures_arrays(int length)
    {
        double[] a = Values(length);
        double[] gradient = new double[length];
        (double value, double byK) = CapturingArraysGradient(a, 0.7, gradient);
        Assert.Equal(CapturingArrays(a, 0.7), value, 1e-12);
        Compare(gradient, a, v => CapturingArrays(v, 0.7));
        Compare([byK], [0.7], v => CapturingArrays(a, v[0]));
    }

    [Fact]
    public void Generic_and_with_local_memory_in_a_loop()
    {
        double[] w = [0.5, 1.2, -0.3, 0.8, 0.9, -1.1, 0.4];
        double[] gradient = new double[7];
        Assert.Equal(Trees(w), TreesGradient(w, gradient), 1e-12);
        Compare(gradient, w, v => Trees(v));
    }

    [Fact]
    public void Depth_costs_no_memory_of_its_own_kind()
    {
        double[] w = [0.5, 1.2, -0.3, 0.8, 0.9, -1.1, 0.4];
        double[] gradient = new double[7];
        TreesGradient(w, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            TreesGradient(w, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_the_primal_throws_is_thrown()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerGradient(2, -1));
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Power(double x, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return n == 0 ? 1 : x * Power(x, n - 1);
    }

    [Differentiable]
    public static double HalvedSquares(ReadOnlySpan<double> x) => x.Length == 0 ? 0 : x[0] * x[0] + 0.5 * HalvedSquares(x[1..]);

    [Differentiable]
    public static double Alternating(double x, int n) => Even(2 * x, n) + Odd(x, n + 1);

    [Differentiable]
    internal static void Smoothed(Span<double> y, double k) => Smooth(y, k);

    [Differentiable]
    public static double Capturing(double x, int n)
    {
        double sum = 0;
        return Recurse(x + 1, n) * sum;

        double Recurse(double v, int k)
        {
            sum += v;
            return k == 0 ? v * x : Recurse(v * x, k - 1) + v;
        }
    }

    [Differentiable]
    public static double CapturingArrays(double[] a, double k)
    {
        double[] sums = new double[a.Length];
        return Recurse(0) + sums[^1];

        double Recurse(int i)
        {
            if (i == a.Length)
                return 0;
            sums[i] = a[i] * k + (i > 0 ? sums[i - 1] : 0);
            return a[i] * k + Recurse(i + 1) * a[0] * sums[i];
        }
    }

    [Differentiable]
    public static double FibonacciProducts(double a, double b, int n)
    {
        Step(ref a, ref b, n);
        return 2 * a + b * b;
    }

    [Differentiable]
    public static double Trees(ReadOnlySpan<double> w)
    {
        double sum = 0;
        for (int scale = 1; scale < 3; scale++)
            sum += Tree(w, 0) * scale + Fibonacci<int>(4, w[0]);
        return sum;
    }

    private static double Even(double x, int n) => n == 0 ? x : Math.Sin(Odd(x, n - 1));

    private static double Odd(double x, int n) => n == 0 ? 0 : x * Even(x, n - 1);

    private static void Smooth(Span<double> y, double k)
    {
        if (y.Length < 2)
            return;
        for (int i = 1; i < y.Length; i++)
            y[i] = y[i] * k + y[i - 1] * y[i];
        Smooth(y[..(y.Length / 2)], 0.5 * k);
        Smooth(y[(y.Length / 2)..], k);
    }

    private static void Step(ref double a, ref double b, int n)
    {
        if (n == 0)
            return;
        (a, b) = (a * b, a + b);
        Step(ref b, ref a, n - 1);
    }

    private static double Tree(ReadOnlySpan<double> w, int node)
    {
        double[] branches = new double[2];
        branches[0] = w[node];
        if (2 * node + 2 < w.Length)
        {
            branches[0] *= Tree(w, 2 * node + 1);
            branches[1] = Tree(w, 2 * node + 2);
        }
        return branches[0] + Math.Tanh(branches[1]);
    }

    private static double Fibonacci<T>(T n, double x)
        where T : INumber<T> =>
        n < T.CreateChecked(2) ? x : Fibonacci(n - T.One, 1.5 * x) + Fibonacci(n - T.CreateChecked(2), x * x);

    private static double[] Values(int length)
    {
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
            values[i] = 0.5 + 0.3 * i * (i % 2 == 0 ? 1 : -1);
        return values;
    }

    private static void Compare(double[] gradient, double[] at, Func<double[], double> f) =>
        GradientAssert.MatchesDifferences(gradient, at, f, Tolerance);
}
