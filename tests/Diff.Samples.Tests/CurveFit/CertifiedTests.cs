using System.Linq;
using CurveFit;
using Xunit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>Fits against certified parameters, standard errors, sums of squares and deviations.</summary>
public sealed class CertifiedTests
{
    public static TheoryData<string, int> Problems()
    {
        TheoryData<string, int> problems = [];
        foreach (CertifiedProblem problem in CertifiedProblems.All)
        {
            for (int start = 0; start < problem.Starts.Length; start++)
                problems.Add(problem.Name, start);
        }

        return problems;
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Certified_values_are_reached_from_the_certified_starts(string name, int start)
    {
        CertifiedProblem problem = CertifiedProblems.All.Single(one => one.Name == name);
        AssertCertified(problem, problem.Starts[start]);
    }

    [Theory]
    [InlineData("Misra1a")]
    [InlineData("BoxBOD")]
    [InlineData("DanWood")]
    public void Certified_values_are_reached_from_the_start_that_is_searched(string name)
    {
        CertifiedProblem problem = CertifiedProblems.All.Single(one => one.Name == name);
        AssertCertified(problem, problem.Model.FindStart(problem.Data));
    }

    private static void AssertCertified(CertifiedProblem problem, double[] start)
    {
        Fit fit = new RobustFit(new CurveProblem(problem.Model, problem.Data)).Run(start, RobustLoss.LeastSquares);
        Assert.True(fit.Minimum.Converged, fit.Minimum.Reason.ToString());
        Assert.Null(fit.Covariance.Dependence);
        for (int j = 0; j < problem.Parameters.Length; j++)
        {
            Numbers.AssertRelative(problem.Parameters[j], fit.Parameters[j], 1e-8, $"{problem.Name} b{j + 1}");
            Numbers.AssertRelative(problem.Errors[j], fit.Covariance.StandardErrors[j], 1e-7, $"standard error of {problem.Name} b{j + 1}");
        }

        Numbers.AssertRelative(problem.SumOfSquares, 2 * fit.Minimum.Cost, 1e-9, "sum of squares");
        Numbers.AssertRelative(problem.Deviation, fit.Covariance.Deviation, 1e-9, "deviation");
    }
}
