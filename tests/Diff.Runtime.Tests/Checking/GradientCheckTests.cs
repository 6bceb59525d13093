using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Diff.Tests;

public sealed class GradientCheckTests
{
    public static TheoryData<string, Func<double, double>, Func<double, double>, double> RightDerivatives => new()
    {
        { "sin", Math.Sin, Math.Cos, 0.7 },
        { "sin at a large number", Math.Sin, Math.Cos, 1e4 },
        { "a fast sine", x => Math.Sin(16 * Math.PI * x), x => 16 * Math.PI * Math.Cos(16 * Math.PI * x), 0.25 },
        { "exp", Math.Exp, Math.Exp, 30 },
        { "log near its pole", Math.Log, x => 1 / x, 1e-9 },
        { "sqrt near its edge", Math.Sqrt, x => 0.5 / Math.Sqrt(x), 1e-6 },
        { "a large polynomial", x => x * x * x, x => 3 * x * x, 1e6 },
        { "a constant", _ => 3, _ => 0, 2 },
        { "a line with an offset", x => 1e6 + 3 * x, _ => 3, 1 },
        { "a square at its minimum", x => x * x, x => 2 * x, 0 },
        { "a cancelling sum", x => (x + 1e3) - 1e3 - x, _ => 0, 0.3 },
        { "close to a kink", Math.Abs, x => Math.Sign(x), 1e-5 },
        { "a soft kink", x => Functions.Softplus(1e4 * x) / 1e4, x => Functions.Sigmoid(1e4 * x), 0 },
        { "a smooth power with an infinite second derivative", x => Math.Pow(Math.Abs(x), 1.5), _ => 0, 0 },
    };

    [Theory]
    [MemberData(nameof(RightDerivatives))]
    public void A_right_derivative_passes(string name, Func<double, double> function, Func<double, double> derivative, double x)
    {
        // A square's derivative at a minimum is known up to rounding only; it must be no kink.
        GradientCheckResult result = GradientCheck.Compare(function, x, derivative(x));
        Assert.True(result.Passed, name + ": " + result);
        Assert.False(result.IsKink, name + ": " + result);
        result.ThrowIfFailed();
    }

    [Theory]
    [MemberData(nameof(RightDerivatives))]
    public void A_wrong_derivative_fails(string name, Func<double, double> function, Func<double, double> derivative, double x)
    {
        double wrong = derivative(x) * 1.0001 + 1e-3;
        GradientCheckResult result = GradientCheck.Compare(function, x, wrong);
        Assert.False(result.Passed, name + ": " + result);
        Assert.Equal(0, result.WorstIndex);
        Assert.Equal(wrong, result.Analytic);
        Assert.InRange(result.RelativeError, 1e-5, double.PositiveInfinity);
        Assert.InRange(result.Step, double.Epsilon, 1e6);
        GradientCheckException exception = Assert.Throws<GradientCheckException>(result.ThrowIfFailed);
        Assert.Same(result, exception.Result);
        Assert.Equal(result.ToString(), exception.Message);
        Assert.StartsWith("Failed: entry 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Float_functions_are_checked_to_float_precision()
    {
        Assert.True(GradientCheck.Compare(MathF.Sin, 0.7f, MathF.Cos(0.7f)).Passed);
        Assert.True(GradientCheck.Compare(MathF.Exp, -3f, MathF.Exp(-3f)).Passed);
        Assert.True(GradientCheck.Compare(x => 100 + x * x, 3f, 6f).Passed);
        Assert.False(GradientCheck.Compare(MathF.Sin, 0.7f, MathF.Cos(0.7f) * 1.01f).Passed);
        Assert.True(GradientCheck.Compare(MathF.Abs, 0f, 0f).IsKink);
        Assert.False(GradientCheck.Compare(MathF.Abs, 0.01f, 1f).IsKink);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void At_a_kink_every_derivative_between_the_sides_passes_and_is_named(double derivative)
    {
        GradientCheckResult result = GradientCheck.Compare(x => Math.Abs(x - 0.3), 0.3, derivative);
        Assert.True(result.Passed, result.ToString());
        Assert.True(result.IsKink);
        Assert.Equal(0, result.KinkIndex);
        Assert.Contains("kink", result.Explanation, StringComparison.Ordinal);
        Assert.Contains("-1 from the left and 1 from the right", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void At_a_kink_a_derivative_outside_the_sides_fails()
    {
        GradientCheckResult result = GradientCheck.Compare(x => Functions.Relu(x), 0.0, -0.1);
        Assert.False(result.Passed);
        Assert.True(result.IsKink);
        Assert.Contains("outside", result.Explanation, StringComparison.Ordinal);
        GradientCheckResult offset = GradientCheck.Compare(x => 1000 + Functions.Relu(x), 0.0, 0);
        Assert.True(offset.Passed && offset.IsKink, offset.ToString());
    }

    [Fact]
    public void Jumps_and_vertical_tangents_are_kinks()
    {
        Assert.True(GradientCheck.Compare(Math.Floor, 2, 0).IsKink);
        Assert.True(GradientCheck.Compare(Math.Floor, 2, 0).Passed);
        Assert.True(GradientCheck.Compare(x => Math.Sqrt(Math.Abs(x)), 0.0, 0).IsKink);
    }

    [Fact]
    public void No_tolerance_grows_with_a_jump()
    {
        Assert.False(GradientCheck.Compare(Math.Floor, 2, -5).Passed);
        Assert.False(GradientCheck.Compare(x => Math.Sqrt(Math.Max(0, x)), 0.0, -0.1).Passed);
    }

    [Fact]
    public void The_sides_of_a_curved_kink_are_known_accurately()
    {
        static double Function(double x) => Math.Abs(Math.Sin(x)) + Math.Exp(x) + 10;
        foreach (double derivative in new[] { 0.0, 1, 2 })
        {
            GradientCheckResult result = GradientCheck.Compare(Function, 0.0, derivative);
            Assert.True(result.Passed && result.IsKink, result.ToString());
        }
        Assert.False(GradientCheck.Compare(Function, 0.0, -1e-3).Passed);
        Assert.False(GradientCheck.Compare(Function, 0.0, 2.001).Passed);
    }

    [Fact]
    public void Sums_of_rectifiers_pass_near_kinks_and_at_them()
    {
        double[] weights = Samples.Doubles(40, seed: 60);
        for (int i = 0; i < 40; i++)
        {
            double atKink = weights[i];
            double near = atKink + 1e-6;
            double Function(double x) => weights.Sum(weight => weight * Math.Max(0, x - weight)) + x * x;
            double Derivative(double x) => weights.Sum(weight => x > weight ? weight : 0) + 2 * x;
            GradientCheckResult kinked = GradientCheck.Compare(Function, atKink, Derivative(atKink));
            Assert.True(kinked.Passed && kinked.IsKink, kinked.ToString());
            GradientCheckResult smooth = GradientCheck.Compare(Function, near, Derivative(near));
            Assert.True(smooth.Passed && !smooth.IsKink, smooth.ToString());
            Assert.False(GradientCheck.Compare(Function, near, Derivative(near) + 1e-3).Passed);
        }
    }

    [Fact]
    public void A_function_without_a_finite_value_is_explained()
    {
        GradientCheckResult result = GradientCheck.Compare(_ => double.NaN, 1, 2);
        Assert.False(result.Passed);
        Assert.Contains("the function's value is NaN", result.Explanation, StringComparison.Ordinal);
        Assert.Equal(double.NaN, result.Numeric);
        GradientCheckResult infinite = GradientCheck.Compare(Math.Log, 0, double.PositiveInfinity);
        Assert.Contains("the function's value is -Infinity", infinite.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_edge_of_the_domain_is_explained()
    {
        GradientCheckResult result = GradientCheck.Compare(Math.Sqrt, 0, double.PositiveInfinity);
        Assert.False(result.Passed);
        Assert.Contains("edge of its domain", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_fails()
    {
        GradientCheckResult result = GradientCheck.Compare(Math.Sin, 0.5, double.NaN);
        Assert.False(result.Passed);
        Assert.Contains("NaN", result.Explanation, StringComparison.Ordinal);
        Assert.Equal(double.PositiveInfinity, result.RelativeError);
    }

    [Fact]
    public void The_worst_entry_is_named()
    {
        double[] x = [0.5, -1, 2];
        static double Function(ReadOnlySpan<double> p) => p[0] * p[1] + Math.Exp(p[2]);
        Assert.True(GradientCheck.Compare(Function, x, [-1, 0.5, Math.Exp(2)]).Passed);
        GradientCheckResult result = GradientCheck.Compare(Function, x, [-1.01, 0.6, Math.Exp(2)]);
        Assert.False(result.Passed);
        Assert.Equal(1, result.WorstIndex);
        Assert.Equal(0.6, result.Analytic);
        Assert.Equal(0.5, result.Numeric, 1e-9);
        Assert.Equal(1.0 / 6, result.RelativeError, 1e-6);
        Assert.Equal([0.5, -1, 2], x);
    }

    [Fact]
    public void A_kink_in_one_entry_hides_no_error_in_another()
    {
        double[] x = [0, 2];
        static double Function(ReadOnlySpan<double> p) => Math.Abs(p[0]) + p[1] * p[1];
        GradientCheckResult right = GradientCheck.Compare(Function, x, [0, 4]);
        Assert.True(right.Passed);
        Assert.Equal(0, right.KinkIndex);
        Assert.Equal(1, right.WorstIndex);
        Assert.Contains("At entry 0 the function has a kink", right.Explanation, StringComparison.Ordinal);
        GradientCheckResult wrong = GradientCheck.Compare(Function, x, [0, 5]);
        Assert.False(wrong.Passed);
        Assert.Equal(1, wrong.WorstIndex);
    }

    [Fact]
    public void Small_entries_beside_large_ones_are_compared_by_the_floor()
    {
        static double Function(ReadOnlySpan<double> p) => 1e3 * p[0] + 1e-6 * p[1];
        double[] x = [1, 1];
        Assert.True(GradientCheck.Compare(Function, x, [1e3, 1.1e-6]).Passed);
        Assert.False(GradientCheck.Compare(Function, x, [1e3, 1e-2]).Passed);
        Assert.False(GradientCheck.Compare(Function, x, [1e3, 2e-6], new GradientCheckOptions { RelativeFloor = 1e-10 }).Passed);
        Assert.True(GradientCheck.Compare(Function, x, [1.01e3, 1e-6], new GradientCheckOptions { Tolerance = 0.05 }).Passed);
    }

    [Fact]
    public void A_gradient_function_is_checked_with_its_value()
    {
        static double Function(ReadOnlySpan<double> p) => p[0] * p[0] * p[1];
        static double Right(ReadOnlySpan<double> p, Span<double> gradient)
        {
            gradient[0] = 2 * p[0] * p[1];
            gradient[1] = p[0] * p[0];
            return p[0] * p[0] * p[1];
        }
        static double Forgetful(ReadOnlySpan<double> p, Span<double> gradient)
        {
            gradient[0] = 2 * p[0] * p[1];
            return p[0] * p[0] * p[1];
        }
        static double WrongValue(ReadOnlySpan<double> p, Span<double> gradient) => Right(p, gradient) + 1;
        double[] x = [3, 0.5];
        Assert.True(GradientCheck.Compare(Function, x, Right).Passed);
        GradientCheckResult forgetful = GradientCheck.Compare(Function, x, Forgetful);
        Assert.False(forgetful.Passed);
        Assert.Equal(1, forgetful.WorstIndex);
        Assert.Contains("was not written", forgetful.Explanation, StringComparison.Ordinal);
        GradientCheckResult wrongValue = GradientCheck.Compare(Function, x, WrongValue);
        Assert.False(wrongValue.Passed);
        Assert.Contains("returned the value 5.5, but the function's value is 4.5", wrongValue.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Float_gradients_are_checked_like_double_ones()
    {
        static float Function(ReadOnlySpan<float> p) => p[0] * p[0] * p[1];
        static float Right(ReadOnlySpan<float> p, Span<float> gradient)
        {
            gradient[0] = 2 * p[0] * p[1];
            gradient[1] = p[0] * p[0];
            return p[0] * p[0] * p[1];
        }
        float[] x = [3, 0.5f];
        Assert.True(GradientCheck.Compare(Function, x, Right).Passed);
        Assert.True(GradientCheck.Compare(Function, x, [3f, 9f]).Passed);
        Assert.False(GradientCheck.Compare(Function, x, [3f, 9.1f]).Passed);
    }

    [Fact]
    public void No_entries_pass_and_wrong_lengths_are_refused()
    {
        GradientCheckResult result = GradientCheck.Compare(_ => 1, ReadOnlySpan<double>.Empty, ReadOnlySpan<double>.Empty);
        Assert.True(result.Passed);
        Assert.Equal(-1, result.WorstIndex);
        Assert.Throws<ArgumentException>(() => GradientCheck.Compare(_ => 1.0, new double[2], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { RelativeFloor = double.NaN });
    }

    [Fact]
    public void Explanations_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            string text = GradientCheck.Compare(x => x, 1.0, 1.5).ToString();
            Assert.Contains("is 1.5, but differences give 1 ", text, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
