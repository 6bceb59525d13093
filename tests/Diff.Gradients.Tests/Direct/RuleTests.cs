using System;
using System.Numerics;
using Diff.Gradients.Library;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Methods with a derivative of their own: rules of one's own, for one's own methods and for others', and generated ones.</summary>
public sealed partial class RuleTests
{
    private const double Tolerance = 1e-8;
    private static readonly double[] s_w = [0.5, -1, 2];

    [Theory]
    [InlineData(3, 9, 9)]
    [InlineData(-2, 4, -6)]
    public void A_rule_is_used_even_where_it_is_wrong(double x, double value, double derivative) =>
        Assert.Equal((value, derivative), WrongOnPurposeGradient(x));

    [Fact]
    public void An_annotated_method_is_differentiated_by_its_own_rule()
    {
        Assert.Equal((1.0, 1.0), RoundedGradient(1.4));
        Assert.Equal((1.0, -2.5), RoundedBackward(1.4, -2.5));
    }

    [Fact]
    public void Methods_of_other_assemblies_by_rules_and_by_what_is_generated_there()
    {
        double[] gradient = new double[3];
        (double value, double byX) = FarawayGradient(1.3, s_w, gradient);
        Assert.Equal(Faraway(1.3, s_w), value);
        Compare([byX], [1.3], v => Faraway(v[0], s_w));
        Compare(gradient, s_w, v => Faraway(1.3, v));
    }

    [Fact]
    public void Memory_that_a_method_of_another_assembly_writes()
    {
        double[] gradient = new double[3];
        (double value, double byX) = WritesFarAwayGradient(s_w, 0.8, gradient);
        Assert.Equal(WritesFarAway(s_w, 0.8), value);
        Compare([byX], [0.8], v => WritesFarAway(s_w, v[0]));
        Compare(gradient, s_w, v => WritesFarAway(v, 0.8));
    }

    [Theory]
    [InlineData(1.2, 0.4)]
    [InlineData(-0.7, 2.9)]
    public void Structs_go_through_a_rule(double x, double angle)
    {
        (double value, double byX, double byAngle) = TurnedGradient(x, angle);
        Assert.Equal(Turned(x, angle), value);
        Compare([byX, byAngle], [x, angle], v => Turned(v[0], v[1]));
    }

    [Fact]
    public void A_rule_overwrites_its_destinations_and_its_caller_adds()
    {
        double[] weights = [1, 2, 3];
        double[] gradient = new double[3];
        Assert.Equal(ProductOfMeans(s_w, weights), ProductOfMeansGradient(s_w, weights, gradient));
        Compare(gradient, s_w, v => ProductOfMeans(v, weights));
    }

    [Fact]
    public void A_generic_rule_for_a_generic_method()
    {
        Assert.Equal((1.5 * 1.5 * 1.5 + 1.5, 3 * 1.5 * 1.5 + 1), CubedGradient(1.5));
        Assert.Equal((10f, 13f), CubedGradient(2f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_method_with_a_rule_runs_once(int n)
    {
        int before = Distant.Count;
        (double value, double gradient) = RepeatedGradient(0.75, n);
        Assert.Equal(n, Distant.Count - before);
        Assert.Equal(0.75 * Math.Pow(2, n), value);
        Assert.Equal(Math.Pow(2, n), gradient);
    }

    [Differentiable]
    public static double WrongOnPurpose(double x) => Square(x);

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Rounded(double x) => Math.Round(x);

    [Differentiable]
    public static double Faraway(double x, ReadOnlySpan<double> w)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
            sum += Distant.Square(w[i] * x) * i;
        return sum + Distant.ScaledNorm(w, x) + Distant.Square(x);
    }

    [Differentiable]
    public static double WritesFarAway(ReadOnlySpan<double> w, double x)
    {
        double[] t = w.ToArray();
        for (int k = 0; k < 3; k++)
        {
            Distant.SquareInPlace(t.AsSpan(1), x);
            t[0] += t[1];
        }
        double sum = 0;
        foreach (double value in t)
            sum += value;
        return sum * t[1];
    }

    [Differentiable]
    public static double Turned(double x, double angle)
    {
        Point p = Turn(new Point(x, x * x), angle, Axis.Second);
        return p.X * p.Y;
    }

    [Differentiable]
    public static double ProductOfMeans(ReadOnlySpan<double> a, [Constant] ReadOnlySpan<double> w) => Mean(a, w) * Mean(a[1..], w);

    [Differentiable]
    public static T Cubed<T>(T x)
        where T : IFloatingPoint<T> => Cube(x) + x;

    [Differentiable]
    public static double Repeated(double x, int n)
    {
        for (int i = 0; i < n; i++)
            x = Distant.Counted(x);
        return x;
    }

    private static double Square(double v) => v * v;

    [DerivativeOf(nameof(Square))]
    private static (double Value, double VGradient) SquareRule(double v, double resultCotangent) => (v * v, 3 * v * resultCotangent);

    [DerivativeOf(nameof(Rounded))]
    private static (double Value, double XGradient) RoundedRule(double x, double resultCotangent) => (Math.Round(x), resultCotangent);

    [DerivativeOf(typeof(Distant), nameof(Distant.Square))]
    private static (double Value, double XGradient) DistantSquareRule(double x, double resultCotangent) => (x * x, 2 * x * resultCotangent);

    [DerivativeOf(typeof(Distant), nameof(Distant.Counted))]
    private static (double Value, double XGradient) CountedRule(double x, double resultCotangent) => (2 * x, 2 * resultCotangent);

    private static Point Turn(Point p, double angle, Axis axis) =>
        new(p.X * Math.Cos(angle) * (int)axis, p.Y * Math.Sin(angle));

    [DerivativeOf(nameof(Turn))]
    private static (Point Value, Point PGradient, double AngleGradient) TurnRule(Point p, double angle, Axis axis, Point c) => (
        Turn(p, angle, axis),
        new Point(c.X * Math.Cos(angle) * (int)axis, c.Y * Math.Sin(angle)),
        -c.X * p.X * Math.Sin(angle) * (int)axis + c.Y * p.Y * Math.Cos(angle));

    private static double Mean(ReadOnlySpan<double> a, [Constant] ReadOnlySpan<double> w)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * w[i];
        return sum;
    }

    [DerivativeOf(nameof(Mean))]
    private static double MeanRule(ReadOnlySpan<double> a, ReadOnlySpan<double> w, double resultCotangent, Span<double> aGradient)
    {
        for (int i = 0; i < a.Length; i++)
            aGradient[i] = resultCotangent * w[i];
        return Mean(a, w);
    }

    private static T Cube<T>(T x)
        where T : IFloatingPoint<T> => x * x * x;

    [DerivativeOf(nameof(Cube))]
    private static (T Value, T XGradient) CubeRule<T>(T x, T resultCotangent)
        where T : IFloatingPoint<T> => (x * x * x, T.CreateChecked(3) * x * x * resultCotangent);

    private static void Compare(double[] gradient, double[] at, Func<double[], double> f) =>
        GradientAssert.MatchesDifferences(gradient, at, f, Tolerance);

    public enum Axis
    {
        First = 1, Second = 2,
    }

    public record struct Point(double X, double Y);
}
