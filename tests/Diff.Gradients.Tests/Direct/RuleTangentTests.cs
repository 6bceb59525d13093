using System;
using System.Numerics;
using Diff.Gradients.Library;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Rules for tangents beside those for the backward pass: they are called, and Jacobians go by them.</summary>
public sealed partial class RuleTangentTests
{
    private const double Tolerance = 1e-12;
    private static readonly double[] s_x = [0.5, -1, 2];

    [Fact]
    public void A_rule_for_tangents_is_used_even_where_it_is_wrong()
    {
        Assert.Equal((8.0, 3 * 12.0), MarkedGradient(2));
        Assert.Equal((8.0, 5 * 12.0 * -0.5), MarkedTangent(2, -0.5));
        double[] jacobian = new double[1];
        Assert.Equal(8, MarkedJacobian(2, jacobian));
        Assert.Contains(jacobian[0], new[] { 3 * 12.0, 5 * 12.0 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Memory_that_is_read_and_written(int rounds)
    {
        double[] y = [1, 0.5, -0.7], product = [.. y], xTangent = [0.3, 0.9, -0.8], yTangent = [1.1, -0.6, 0.7];
        double[] expected = [.. y];
        Mixed(s_x, 0.8, rounds, expected);
        double[] tangent = [.. yTangent];
        MixedTangent(s_x, 0.8, rounds, product, xTangent, -1.5, tangent);
        Assert.Equal(expected, product);

        double[] weights = [1.5, -2, 0.75], cotangent = [.. weights], byX = new double[3];
        double byK = MixedBackward(s_x, 0.8, rounds, [.. y], cotangent, byX);
        GradientAssert.Close(
            Functions.Dot(byX, xTangent) - 1.5 * byK + Functions.Dot(cotangent, yTangent), Functions.Dot(weights, tangent),
            Tolerance, "product");
        GradientAssert.MatchesDifferences(
            byX, s_x,
            x =>
            {
                double[] result = [.. y];
                Mixed(x, 0.8, rounds, result);
                return Functions.Dot(weights, result);
            },
            1e-7);
    }

    [Fact]
    public void Structs_go_through_a_rule_for_tangents()
    {
        (double value, double byX, double byAngle) = TurnedGradient(1.2, 0.4);
        (double again, double tangent) = TurnedTangent(1.2, 0.4, -0.7, 1.3);
        Assert.Equal(value, again);
        GradientAssert.Close(-0.7 * byX + 1.3 * byAngle, tangent, Tolerance, "tangent");
    }

    [Fact]
    public void From_one_struct_to_another_the_name_says_which_rule_it_is()
    {
        // The Jacobian is not symmetric: taken for each other, the rules would give its transpose.
        (double value, double byX, double byY) = ShearedGradient(1.2, 0.4);
        Assert.Equal(Sheared(1.2, 0.4), value);
        (double again, double tangent) = ShearedTangent(1.2, 0.4, -0.7, 1.3);
        Assert.Equal(value, again);
        GradientAssert.Close(-0.7 * byX + 1.3 * byY, tangent, Tolerance, "tangent");
        GradientAssert.MatchesDifferences([byX, byY], [1.2, 0.4], v => Sheared(v[0], v[1]), 1e-8);
    }

    [Fact]
    public void From_one_number_to_another_one_rule_is_enough()
    {
        Assert.Equal((4.0, 7 * 4.0), SquaredGradient(2));
        Assert.Equal((4.0, 7 * 4.0 * -0.5), SquaredTangent(2, -0.5));
    }

    [Fact]
    public void A_generic_rule_for_tangents()
    {
        Assert.Equal((4.875, -2 * 7.75), CubedTangent(1.5, -2));
        Assert.Equal((10f, 0.5f * 13f), CubedTangent(2f, 0.5f));
    }

    [Fact]
    public void Tangents_that_were_generated_in_another_assembly()
    {
        double[] byX = new double[3], xTangent = [0.3, 0.9, -0.8];
        (double value, double byK) = FarawayGradient(s_x, 0.8, byX);
        (double again, double tangent) = FarawayTangent(s_x, 0.8, xTangent, -1.5);
        Assert.Equal(value, again);
        GradientAssert.Close(Functions.Dot(byX, xTangent) - 1.5 * byK, tangent, Tolerance, "tangent");
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.Jacobian)]
    public static double Marked(double x) => Cube(x);

    [Differentiable(Emit = Derivatives.Backward | Derivatives.Tangent)]
    internal static void Mixed(ReadOnlySpan<double> x, double k, int rounds, Span<double> y)
    {
        for (int i = 0; i < rounds; i++)
        {
            AddScaled(x, k * y[0], y);
            y[1] *= y[2];
        }
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent)]
    public static double Turned(double x, double angle)
    {
        Point p = Turn(new Point(x, x * x, 7), angle);
        return p.X * p.Y + p.Tag;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent)]
    public static T Cubed<T>(T x)
        where T : IFloatingPoint<T> => GenericCube(x) + x;

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent)]
    public static double Faraway(ReadOnlySpan<double> x, double k)
    {
        double[] t = x.ToArray();
        Distant.SquareInPlace(t.AsSpan(1), k);
        return t[0] * t[1] + t[2];
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent)]
    public static double Sheared(double x, double y)
    {
        Point p = Shear(new Point(x, y, 0));
        return p.X * p.Y;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent)]
    public static double Squared(double x) => Square(x);

    private static Point Shear(Point p) => new(p.X + 3 * p.Y * p.Y, p.Y, p.Tag);

    [DerivativeOf(nameof(Shear))]
    private static (Point Value, Point Tangent) ShearTangent(Point p, Point pTangent) =>
        (Shear(p), new Point(pTangent.X + 6 * p.Y * pTangent.Y, pTangent.Y, 0));

    [DerivativeOf(nameof(Shear))]
    private static (Point Value, Point PGradient) ShearRule(Point p, Point c) => (Shear(p), new Point(c.X, 6 * p.Y * c.X + c.Y, 0));

    private static double Square(double x) => x * x;

    [DerivativeOf(nameof(Square))]
    private static (double Value, double Tangent) SquareTangent(double x, double xTangent) => (x * x, 7 * 2 * x * xTangent);

    private static double Cube(double x) => x * x * x;

    [DerivativeOf(nameof(Cube))]
    private static (double Value, double XGradient) CubeRule(double x, double resultCotangent) =>
        (x * x * x, 3 * 3 * x * x * resultCotangent);

    [DerivativeOf(nameof(Cube))]
    private static (double Value, double Tangent) CubeTangent(double x, double xTangent) => (x * x * x, 5 * 3 * x * x * xTangent);

    /// <summary>y ← y² + k·x.</summary>
    private static void AddScaled(ReadOnlySpan<double> x, double k, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = y[i] * y[i] + k * x[i];
    }

    [DerivativeOf(nameof(AddScaled))]
    private static double AddScaledRule(ReadOnlySpan<double> x, double k, Span<double> y, Span<double> yCotangent, Span<double> xGradient)
    {
        double byK = 0;
        for (int i = 0; i < x.Length; i++)
        {
            byK += yCotangent[i] * x[i];
            xGradient[i] = k * yCotangent[i];
            yCotangent[i] *= 2 * y[i];
            y[i] = y[i] * y[i] + k * x[i];
        }
        return byK;
    }

    [DerivativeOf(nameof(AddScaled))]
    private static void AddScaledTangent(
        ReadOnlySpan<double> x, double k, Span<double> y, ReadOnlySpan<double> xTangent, double kTangent, Span<double> yTangent)
    {
        for (int i = 0; i < x.Length; i++)
        {
            yTangent[i] = 2 * y[i] * yTangent[i] + k * xTangent[i] + kTangent * x[i];
            y[i] = y[i] * y[i] + k * x[i];
        }
    }

    private static Point Turn(Point p, double angle) => new(p.X * Math.Cos(angle), p.Y * Math.Sin(angle), p.Tag);

    [DerivativeOf(nameof(Turn))]
    private static (Point Value, Point PGradient, double AngleGradient) TurnRule(Point p, double angle, Point c) => (
        Turn(p, angle), new Point(c.X * Math.Cos(angle), c.Y * Math.Sin(angle), 0),
        -c.X * p.X * Math.Sin(angle) + c.Y * p.Y * Math.Cos(angle));

    [DerivativeOf(nameof(Turn))]
    private static (Point Value, Point Tangent) TurnTangent(Point p, double angle, Point t, double angleTangent) => (
        Turn(p, angle),
        new Point(
            t.X * Math.Cos(angle) - angleTangent * p.X * Math.Sin(angle), t.Y * Math.Sin(angle) + angleTangent * p.Y * Math.Cos(angle), 0));

    private static T GenericCube<T>(T x)
        where T : IFloatingPoint<T> => x * x * x;

    [DerivativeOf(nameof(GenericCube))]
    private static (T Value, T XGradient) GenericCubeRule<T>(T x, T resultCotangent)
        where T : IFloatingPoint<T> => (x * x * x, T.CreateChecked(3) * x * x * resultCotangent);

    [DerivativeOf(nameof(GenericCube))]
    private static (T Value, T Tangent) GenericCubeTangent<T>(T x, T xTangent)
        where T : IFloatingPoint<T> => (x * x * x, T.CreateChecked(3) * x * x * xTangent);

    public record struct Point(double X, double Y, int Tag);
}
