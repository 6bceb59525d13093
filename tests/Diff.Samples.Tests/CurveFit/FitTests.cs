using System;
using System.Collections.Generic;
using System.Linq;
using CurveFit;
using Xunit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>Fits whose answer is known: exact data, textbooks, draws.</summary>
public sealed class FitTests
{
    public static TheoryData<string, string> ModelsAndLosses()
    {
        TheoryData<string, string> all = [];
        foreach (Model model in ModelCatalogue.All)
        {
            foreach (RobustLoss loss in RobustLoss.All)
                all.Add(model.Name, loss.Name);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(ModelsAndLosses))]
    public void Exact_data_give_back_the_parameters(string name, string loss)
    {
        Model model = ModelCatalogue.ByName(name);
        double[] truth = model.Example.Truth;
        double[] x = [.. Grid.Linear(model.Example.From, model.Example.To, 23)];
        CurveData data = new(x, model.Curve(truth, x));
        Fit fit = Run(model, data, loss);
        Assert.True(fit.Minimum.Converged, fit.Minimum.Reason.ToString());
        for (int j = 0; j < truth.Length; j++)
            Numbers.AssertRelative(truth[j], fit.Parameters[j], 1e-8, model.Parameters[j]);

        Numbers.AssertWithin(1, fit.Explained, 1e-12, "R squared");
    }

    [Theory]
    [MemberData(nameof(ModelsAndLosses))]
    public void Outliers_mislead_least_squares_and_not_the_robust_losses(string name, string loss)
    {
        Model model = ModelCatalogue.ByName(name);
        double[] truth = model.Example.Truth;
        List<double> errors = [];
        List<double> squareErrors = [];
        for (int seed = 1; seed <= 5; seed++)
        {
            CurveData data = DrawnData.Draw(model, seed);
            Fit fit = Run(model, data, loss);
            Assert.True(fit.Minimum.Converged, $"seed {seed}: {fit.Minimum.Reason}");
            errors.Add(Misfit(model, data, fit.Parameters, truth));
            squareErrors.Add(Misfit(model, data, fit.Squares.Parameters, truth));
            if (loss != "least-squares")
                Assert.InRange(fit.Weights.Count(weight => weight < FitReport.OutlierWeight), DrawnData.Outliers, DrawnData.Outliers + 6);
        }

        if (loss == "least-squares")
            Assert.Equal(squareErrors, errors);
        else
            Assert.True(errors.Average() < 0.6 * squareErrors.Average(), $"{errors.Average():E2} beside {squareErrors.Average():E2}");
    }

    [Fact]
    public void Data_of_Michaelis_and_Menten_give_the_published_answer()
    {
        // Treated cells of the data set Puromycin (Bates and Watts, Nonlinear Regression Analysis, appendix A1.3).
        CurveData data = new(
            [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10],
            [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200]);
        Fit fit = Run(ModelCatalogue.ByName("michaelis-menten"), data, "least-squares");
        Numbers.AssertWithin(212.7, fit.Parameters[0], 0.05, "v");
        Numbers.AssertWithin(0.06412, fit.Parameters[1], 5e-6, "k");
        Numbers.AssertWithin(6.947, fit.Covariance.StandardErrors[0], 5e-4, "standard error of v");
        Numbers.AssertWithin(0.008281, fit.Covariance.StandardErrors[1], 5e-7, "standard error of k");
        Numbers.AssertWithin(10.93, fit.Covariance.Deviation, 5e-3, "deviation");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_straight_line_has_the_errors_of_the_textbook(bool hasDeviations)
    {
        double[] x = [-2, 0.5, 1, 3, 4.5, 7, 8];
        double[] y = [1, -0.5, 2, 2.25, 5, 4, 7];
        double[]? deviations = hasDeviations ? [0.5, 1, 2, 0.25, 3, 1, 0.75] : null;
        CurveData data = new(x, y, deviations);
        Fit fit = Run(ModelCatalogue.ByName("line"), data, "least-squares");

        // Sums over the points, weighted by the inverse squares of their deviations.
        double[] w = [.. data.Weights.Select(weight => weight * weight)];
        double s = w.Sum();
        double meanX = w.Zip(x, (a, b) => a * b).Sum() / s;
        double meanY = w.Zip(y, (a, b) => a * b).Sum() / s;
        double sxx = Enumerable.Range(0, 7).Sum(i => w[i] * (x[i] - meanX) * (x[i] - meanX));
        double sxy = Enumerable.Range(0, 7).Sum(i => w[i] * (x[i] - meanX) * (y[i] - meanY));
        double syy = Enumerable.Range(0, 7).Sum(i => w[i] * (y[i] - meanY) * (y[i] - meanY));
        double slope = sxy / sxx;
        double intercept = meanY - slope * meanX;
        double variance = (syy - slope * sxy) / 5;
        Numbers.AssertRelative(slope, fit.Parameters[1], 1e-11, "slope");
        Numbers.AssertRelative(intercept, fit.Parameters[0], 1e-11, "intercept");
        Numbers.AssertRelative(Math.Sqrt(variance), fit.Covariance.Deviation, 1e-11, "deviation");
        Numbers.AssertRelative(Math.Sqrt(variance / sxx), fit.Covariance.StandardErrors[1], 1e-11, "error of the slope");
        double interceptError = Math.Sqrt(variance * (1 / s + meanX * meanX / sxx));
        Numbers.AssertRelative(interceptError, fit.Covariance.StandardErrors[0], 1e-11, "error of the intercept");
        double correlation = -meanX / Math.Sqrt(sxx / s + meanX * meanX);
        Numbers.AssertRelative(correlation, fit.Covariance.Correlation(0, 1), 1e-11, "correlation");
        Numbers.AssertRelative(sxy * sxy / (sxx * syy), fit.Explained, 1e-11, "R squared");
        Numbers.AssertRelative(2.570581835636314 * Math.Sqrt(variance / sxx), fit.HalfInterval(1), 1e-9, "interval of the slope");
    }

    [Theory]
    [InlineData("least-squares")]
    [InlineData("huber")]
    [InlineData("tukey")]
    public void Standard_errors_are_the_scatter_of_fits_to_other_draws(string loss)
    {
        const int draws = 400;
        Model model = ModelCatalogue.ByName("decay");
        double[] x = [.. Grid.Linear(0, 10, 40)];
        double[] curve = model.Curve(model.Example.Truth, x);
        Random random = new(11);
        double[,] estimates = new double[draws, 3];
        double[] meanErrors = new double[3];
        int[] covered = new int[3];
        for (int draw = 0; draw < draws; draw++)
        {
            CurveData data = new(x, [.. curve.Select(y => y + 0.1 * Normal(random))]);
            Fit fit = new RobustFit(new CurveProblem(model, data)).Run(model.Example.Truth, RobustLoss.ByName(loss));
            for (int j = 0; j < 3; j++)
            {
                estimates[draw, j] = fit.Parameters[j];
                meanErrors[j] += fit.Covariance.StandardErrors[j] / draws;
                covered[j] += Math.Abs(fit.Parameters[j] - model.Example.Truth[j]) <= fit.HalfInterval(j) ? 1 : 0;
            }
        }

        for (int j = 0; j < 3; j++)
        {
            double mean = Enumerable.Range(0, draws).Average(draw => estimates[draw, j]);
            double scatter = Math.Sqrt(Enumerable.Range(0, draws).Sum(draw => Math.Pow(estimates[draw, j] - mean, 2)) / (draws - 1));

            // The scatter of 400 draws is itself uncertain by 3.5 %.
            Numbers.AssertRelative(scatter, meanErrors[j], 0.12, model.Parameters[j]);
            Assert.InRange((double)covered[j] / draws, 0.92, 0.98);
        }
    }

    [Fact]
    public void Units_change_nothing_but_the_units()
    {
        Model model = ModelCatalogue.ByName("peak");
        CurveData data = DrawnData.Draw(model, 3);
        CurveData scaled = new([.. data.X.Select(x => 1e6 * x)], [.. data.Y.Select(y => 1e-9 * y)]);
        foreach (string loss in (string[])["least-squares", "cauchy"])
        {
            Fit fit = Run(model, data, loss);
            Fit other = Run(model, scaled, loss);
            double[] units = [1e-9, 1e6, 1e6, 1e-9, 1e-15];
            for (int j = 0; j < units.Length; j++)
            {
                Numbers.AssertRelative(units[j] * fit.Parameters[j], other.Parameters[j], 1e-6, model.Parameters[j]);
                Numbers.AssertRelative(
                    units[j] * fit.Covariance.StandardErrors[j],
                    other.Covariance.StandardErrors[j],
                    1e-5,
                    "error of " + model.Parameters[j]);
            }
        }
    }

    [Fact]
    public void Parameters_that_the_points_do_not_determine_are_named()
    {
        CurveData data = new([1, 2, 3, 4, 5], [2, 4.5, 5.5, 8, 11]);
        Fit product = Run(CertifiedModels.Product, data, "least-squares", [1, 1, 1]);
        Assert.Equal([0, 1], product.Covariance.Dependence!.Parameters);
        Assert.Equal(2, product.Covariance.Dependence.Rank);
        Fit idle = Run(CertifiedModels.Idle, data, "huber", [1, 1]);
        Assert.Equal([1], idle.Covariance.Dependence!.Parameters);
        Assert.Equal(1, idle.Covariance.Dependence.Rank);
        Assert.Null(Run(ModelCatalogue.ByName("line"), data, "huber").Covariance.Dependence);
    }

    [Fact]
    public void A_start_where_nothing_is_finite_is_refused_and_a_step_there_is_not_taken()
    {
        Model model = ModelCatalogue.ByName("decay");
        CurveData data = DrawnData.Draw(model, 1);
        Assert.Equal(StopReason.NotFinite, Run(model, data, "huber", [1, -1000, 0]).Minimum.Reason);

        // From here steps go to where the exponential overflows.
        CertifiedProblem meyer = CertifiedProblems.All.Single(problem => problem.Name == "MGH10");
        Fit fit = Run(meyer.Model, meyer.Data, "least-squares", meyer.Starts[0]);
        Assert.True(fit.Minimum.Converged);
    }

    [Fact]
    public void Every_step_that_is_taken_lowers_the_cost_of_its_stage()
    {
        Model model = ModelCatalogue.ByName("oscillation");
        List<Iteration> iterations = [];
        CurveProblem problem = new(model, DrawnData.Draw(model, 2));
        Fit fit = new RobustFit(problem, iterations.Add).Run([1, 0.1, 2.8, 0, 0], RobustLoss.ByName("tukey"));
        Assert.True(fit.Minimum.Converged);
        Assert.Equal(["least-squares", "huber", "tukey"], iterations.Select(iteration => iteration.Stage).Distinct());
        for (int i = 1; i < iterations.Count; i++)
        {
            if (iterations[i].Number == 0)
                continue;

            Assert.Equal(iterations[i - 1].Number + 1, iterations[i].Number);
            double before = iterations[i - 1].Cost;
            Assert.True(iterations[i].Accepted ? iterations[i].Cost <= before * (1 + 1e-12) : iterations[i].Cost == before);
        }

        Assert.Equal(iterations[^1].Cost, fit.Minimum.Cost);
    }

    [Fact]
    public void The_generated_Jacobian_agrees_with_central_differences()
    {
        foreach (Model model in ModelCatalogue.All)
        {
            CurveProblem problem = new(model, DrawnData.Draw(model, 1));
            JacobianCheck check = JacobianCheck.Run(problem, model.Example.Truth);
            Assert.InRange(check.Difference, 1e-15, 1e-7);
            Assert.True(check.Generated > 0 && check.Differences > 0);
        }
    }

    private static Fit Run(Model model, CurveData data, string loss, double[]? start = null)
    {
        return new RobustFit(new CurveProblem(model, data)).Run(start ?? model.FindStart(data), RobustLoss.ByName(loss));
    }

    // How far two curves are apart at the points.
    private static double Misfit(Model model, CurveData data, double[] p, double[] q)
    {
        return Math.Sqrt(model.Curve(p, data.X).Zip(model.Curve(q, data.X), (a, b) => (a - b) * (a - b)).Average());
    }

    private static double Normal(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
