using System;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Generic methods, annotated and called, against closed forms and differences of the primal.</summary>
public sealed partial class GenericTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(1.5, -0.5)]
    [InlineData(-2, 0.25)]
    public void An_annotated_generic_method_has_a_gradient_for_double_and_float(double x, double y)
    {
        double a = x * x + y;
        double dx = 2 * x * Math.Sin(x * y) + a * Math.Cos(x * y) * y;
        double dy = Math.Sin(x * y) + a * Math.Cos(x * y) * x + 0.5;
        (double value, double byX, double byY) = WaveGradient(x, y);
        Assert.Equal(Wave(x, y), value);
        GradientAssert.Close([dx, dy], [byX, byY], Tolerance, "double");
        (float single, float singleX, float singleY) = WaveGradient((float)x, (float)y);
        Assert.Equal(Wave((float)x, (float)y), single);
        GradientAssert.Close([dx, dy], [singleX, singleY], 2e-5, "float");
    }

    [Fact]
    public void A_generic_backward_takes_a_cotangent()
    {
        (double value, double byX, double byY) = WaveBackward(0.7, 1.1, -2.5);
        (double _, double x, double y) = WaveGradient(0.7, 1.1);
        Assert.Equal(Wave(0.7, 1.1), value);
        GradientAssert.Close([-2.5 * x, -2.5 * y], [byX, byY], Tolerance, "times the cotangent");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Spans_and_arrays_of_a_type_parameter_have_destinations(int length)
    {
        double[] x = new double[length];
        double[] w = new double[length];
        for (int i = 0; i < length; i++)
            (x[i], w[i]) = (0.5 + i, 2.0 / (i + 1));
        double[] dx = new double[length];
        double[] dw = new double[length];
        double value = WeightedGradient<double>(x, w, dx, dw);
        Assert.Equal(Weighted<double>(x, w), value);
        for (int i = 0; i < length; i++)
        {
            GradientAssert.Close(w[i] * (i + 1) / (2 * value), dx[i], Tolerance, "by x");
            GradientAssert.Close(x[i] * (i + 1) / (2 * value), dw[i], Tolerance, "by w");
        }
        WeightedAccumulateGradient<double>(x, w, dx, dw);
        for (int i = 0; i < length; i++)
            GradientAssert.Close(2 * w[i] * (i + 1) / (2 * value), dx[i], Tolerance, "added to");
    }

    [Fact]
    public void A_written_span_of_a_type_parameter_takes_cotangents()
    {
        float[] y = [1, 2, 3];
        float[] cotangent = [0.5f, -1, 2];
        float factor = ScaledBackward<float>(y, 3, cotangent);
        Assert.Equal([3f, 6f, 9f], y);
        Assert.Equal([1.5f, -3f, 6f], cotangent);
        Assert.Equal(0.5f * 1 - 1 * 2 + 2 * 3, factor);
    }

    [Fact]
    public void Generic_structs_are_taken_apart()
    {
        (float value, Pair<float> a, Pair<float> b, float s) = MixedGradient(new Pair<float>(1, 2), new Pair<float>(3, 4), 2f);
        // (a + s·b)·b
        Assert.Equal(7 * 3 + 10 * 4, value);
        Assert.Equal((3f, 4f), (a.X, a.Y));
        Assert.Equal((7f + 2 * 3, 10f + 2 * 4), (b.X, b.Y));
        Assert.Equal(25, s);
    }

    [Fact]
    public void Every_number_of_two_type_parameters_is_there()
    {
        Assert.Equal((6.0, 3f, 2.0), BothGradient(2f, 3.0));
        Assert.Equal((6f, 3.0, 2f), BothGradient(2.0, 3f));
        Assert.Equal((6.0, 3.0, 2.0), BothGradient(2.0, 3.0));
    }

    [Fact]
    public void Type_arguments_without_derivatives_are_named()
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => WaveGradient((Half)1, (Half)2));
        Assert.Contains("'Wave'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Half", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_type_around_the_method_gives_its_numbers()
    {
        (double value, double dx) = Polynomial<double>.CubeGradient(1.5);
        Assert.Equal(1.5 * 1.5 * 1.5 + 3, value, 1e-15);
        Assert.Equal(3 * 1.5 * 1.5, dx, 1e-15);
        (float single, float dsingle) = Polynomial<float>.CubeGradient(2);
        Assert.Equal(11, single);
        Assert.Equal(12, dsingle);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.75)]
    public void Generic_callees_are_lowered_for_the_types_at_hand(double x)
    {
        double[] v = [2, 3];
        double[] dv = new double[2];
        (double value, double dx) = CallsGradient(v, x, dv);
        Assert.Equal(Calls(v, x), value, 1e-12);
        Difference byX = Differences.Central(h => Calls(v, x + h), 0.1);
        GradientAssert.Close(byX.Derivative, dx, Tolerance, "by x");
        for (int i = 0; i < 2; i++)
        {
            int k = i;
            Difference by = Differences.Central(h => Calls(k == 0 ? [v[0] + h, v[1]] : [v[0], v[1] + h], x), 0.1);
            GradientAssert.Close(by.Derivative, dv[i], Tolerance, "by v");
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2.2)]
    public void Members_of_numbers_are_reached_through_the_interfaces(double x)
    {
        (double value, double dx) = MembersGradient(x);
        Assert.Equal(Members(x), value, 1e-12);
        GradientAssert.Close(Differences.Central(h => Members(x + h), 0.05).Derivative, dx, 1e-8, "by x");
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static T Wave<T>(T x, T y)
        where T : IFloatingPointIeee754<T>
    {
        T a = x * x + y;
        return a * T.Sin(x * y) + T.CreateChecked(0.5) * y;
    }

    [Differentiable]
    public static T Weighted<T>(ReadOnlySpan<T> x, T[] w)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.One;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * w[i] * T.CreateChecked(i + 1);
        return T.Sqrt(sum);
    }

    [Differentiable]
    internal static void Scaled<T>(Span<T> y, T factor)
        where T : IFloatingPoint<T>
    {
        for (int i = 0; i < y.Length; i++)
            y[i] *= factor;
    }

    [Differentiable]
    public static T Mixed<T>(Pair<T> a, Pair<T> b, T s)
        where T : IFloatingPointIeee754<T> => (a + s * b).Dot(b);

    [Differentiable]
    public static TResult Both<T, TResult>(T x, TResult y)
        where T : IFloatingPointIeee754<T>
        where TResult : IFloatingPointIeee754<TResult> => TResult.CreateChecked(x) * y;

    [Differentiable]
    public static double Calls(ReadOnlySpan<double> v, double x) =>
        SumOfSquares(v) * x + Evaluate<Square>(x, v[0]) + TwiceTheArea(new Disc(x)) + SumOfSquares<int>([1, 2]) + Swapped<float, double>(1.5f, x);

    [Differentiable]
    public static double Members(double x) => Everything(x);

    private static T Everything<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        T a = T.Exp(-x) + T.Log(x + T.One) * T.Pow(x, T.CreateChecked(1.5)) + T.Tanh(x) / T.Pi;
        T b = T.Atan2(x, T.E) - T.Cbrt(x) + T.Hypot(x, T.One) + T.FusedMultiplyAdd(x, x, T.Tau);
        T c = T.Max(x, T.Zero) + T.Clamp(x, T.NegativeOne, T.CreateSaturating(10)) + T.Abs(-x);
        c++;
        c -= T.IsNaN(x) ? T.One : T.Zero;
        return x > T.Epsilon && !T.IsNegative(x) ? a + b * c : -a;
    }

    private static T SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value * value;
        return sum;
    }

    private static double Evaluate<TModel>(double x, double p)
        where TModel : IModel<double> => TModel.Evaluate(x, p);

    private static double TwiceTheArea<TShape>(TShape shape)
        where TShape : IShape => 2 * shape.Area();

    private static TSecond Swapped<TFirst, TSecond>(TFirst first, TSecond second)
        where TFirst : INumber<TFirst>
        where TSecond : INumber<TSecond>
    {
        (TSecond Second, TFirst First) swapped = (second, first);
        return Inner(swapped.Second) * TSecond.CreateTruncating(swapped.First);

        TSecond Inner(TSecond value) => value * value;
    }

    public interface IModel<T>
    {
        static abstract T Evaluate(T x, T p);
    }

    public interface IShape
    {
        double Area();
    }

    public readonly struct Square : IModel<double>
    {
        public static double Evaluate(double x, double p) => p * x * x;
    }

    public readonly struct Disc(double radius) : IShape
    {
        public double Radius { get; } = radius;

        public double Area() => 3 * Radius * Radius;
    }

    public struct Pair<T>(T x, T y)
        where T : IFloatingPointIeee754<T>
    {
        public T X = x;
        public T Y = y;

        public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a.X + b.X, a.Y + b.Y);

        public static Pair<T> operator *(T s, Pair<T> a) => new(s * a.X, s * a.Y);

        public readonly T Dot(Pair<T> other) => X * other.X + Y * other.Y;
    }

    public static partial class Polynomial<T>
        where T : IFloatingPointIeee754<T>
    {
        private static readonly T s_shift = T.CreateChecked(3);

        [Differentiable]
        public static T Cube(T x) => x * x * x + s_shift;
    }
}
