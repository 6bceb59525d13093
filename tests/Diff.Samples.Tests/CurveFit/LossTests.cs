using System;
using System.Linq;
using CurveFit;
using Xunit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>The losses, their generated derivatives, and the distributions and scales that go with them.</summary>
public sealed class LossTests
{
    private static readonly double[] Squares = [0, 1e-9, 0.00005, 0.3, 0.999, 1.5, 7, 250];

    [Fact]
    public void Generated_weights_are_those_of_the_formulas()
    {
        foreach (double s in Squares)
        {
            AssertLoss("least-squares", s, s, 1, 0);
            AssertLoss(
                "huber", s, s <= 1 ? s : 2 * Math.Sqrt(s) - 1, s <= 1 ? 1 : 1 / Math.Sqrt(s), s <= 1 ? 0 : -0.5 * Math.Pow(s, -1.5));
            double root = Math.Sqrt(1 + s);
            AssertLoss("soft-l1", s, 2 * (root - 1), 1 / root, -0.5 / (root * root * root));
            AssertLoss("cauchy", s, Math.Log(1 + s), 1 / (1 + s), -1 / ((1 + s) * (1 + s)));
            AssertLoss(
                "tukey", s, s < 1 ? (1 - Math.Pow(1 - s, 3)) / 3 : 1.0 / 3, s < 1 ? (1 - s) * (1 - s) : 0, s < 1 ? -2 * (1 - s) : 0);
        }
    }

    [Fact]
    public void Tiny_residuals_keep_their_digits()
    {
        foreach (RobustLoss loss in RobustLoss.All)
            Numbers.AssertRelative(1e-20, loss.Value(1e-20), 1e-15, loss.Name);
    }

    [Theory]
    [InlineData("huber")]
    [InlineData("soft-l1")]
    [InlineData("cauchy")]
    [InlineData("tukey")]
    public void Tuning_makes_a_loss_95_percent_as_efficient_as_least_squares_for_normal_residuals(string name)
    {
        // The variance of an estimate is that of least squares times E ψ² / (E ψ′)².
        RobustLoss loss = RobustLoss.ByName(name);
        double squares = 0;
        double slopes = 0;
        const double step = 1e-3;
        for (double r = -9 + step / 2; r < 9; r += step)
        {
            double density = Math.Exp(-0.5 * r * r) / Math.Sqrt(2 * Math.PI) * step;
            double s = RobustLoss.Square(r, loss.Tuning);
            double weight = loss.Weight(r, loss.Tuning);
            squares += weight * r * weight * r * density;
            slopes += (weight + 2 * loss.Curvature(s, s).Product) * density;
        }

        Numbers.AssertWithin(0.95, slopes * slopes / squares, 1e-4, "efficiency");
    }

    [Theory]
    [InlineData(1, 12.706204736432095)]
    [InlineData(2, 4.302652729696142)]
    [InlineData(3, 3.182446305284263)]
    [InlineData(5, 2.570581835636314)]
    [InlineData(10, 2.228138851964939)]
    [InlineData(30, 2.042272456301238)]
    [InlineData(120, 1.979930405082422)]
    public void Quantiles_are_those_of_the_tables(int freedom, double expected)
    {
        Numbers.AssertRelative(expected, StudentT.Quantile(freedom), 1e-10, "quantile");
    }

    [Fact]
    public void Quantiles_for_many_degrees_of_freedom_are_inverse_to_the_sums()
    {
        foreach (int freedom in (int[])[200, 201, 1000, 1001])
            Numbers.AssertWithin(0.95, StudentT.Inside(StudentT.Quantile(freedom), freedom), 1e-9, "probability");

        Numbers.AssertRelative(1.959963984540054, StudentT.Quantile(100_000_000), 1e-7, "normal");
    }

    [Fact]
    public void The_scale_is_that_of_ordinary_residuals()
    {
        // Draws at equal probabilities, three tenths of them replaced by what is far away.
        Random random = new(5);
        double[] residuals = [.. Enumerable.Range(0, 4001).Select(_ =>
            0.3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        CurveProblem problem = new(ModelCatalogue.ByName("line"), new CurveData(residuals, residuals));
        Numbers.AssertRelative(0.3, ScaleEstimate.Of(problem, residuals), 0.05, "scale");
        for (int i = 0; i < 400; i++)
            residuals[i] = 1e6;

        Assert.InRange(ScaleEstimate.Of(problem, residuals), 0.3, 0.37);
        Assert.True(ScaleEstimate.Of(problem, new double[4001]) > 0);
    }

    private static void AssertLoss(string name, double s, double value, double weight, double curvature)
    {
        RobustLoss loss = RobustLoss.ByName(name);
        Numbers.AssertClose(value, loss.Value(s), 1e-14, $"{name} at {s}");
        Numbers.AssertClose(value, loss.Gradient(s).Value, 1e-14, $"value of {name} at {s}");
        Numbers.AssertClose(weight, loss.Gradient(s).Derivative, 1e-12, $"weight of {name} at {s}");
        Numbers.AssertClose(-3 * curvature, loss.Curvature(s, -3).Product, 1e-10, $"curvature of {name} at {s}");
    }
}
