using System;

namespace CurveFit;

/// <summary>The generated Jacobian beside central differences: how far they are apart, and how long each takes.</summary>
/// <param name="Difference">The greatest difference in a column in proportion to the greatest number in it.</param>
/// <param name="Generated">The time of residuals and generated Jacobian, in microseconds.</param>
/// <param name="Differences">The time of central differences, in microseconds.</param>
internal sealed record JacobianCheck(double Difference, double Generated, double Differences)
{
    // The error of the formula falls with the square of the step, that of rounding rises with its inverse.
    private static readonly double RelativeStep = Math.Cbrt(2.220446049250313e-16);

    /// <summary>Compares at given parameters.</summary>
    /// <param name="problem">The curve and the points.</param>
    /// <param name="p">The parameters.</param>
    /// <returns>What was found.</returns>
    public static JacobianCheck Run(CurveProblem problem, double[] p)
    {
        double[] residuals = new double[problem.Rows];
        double[] lower = new double[problem.Rows];
        double[] generated = new double[problem.Rows * problem.Columns];
        double[] differences = new double[generated.Length];
        double[] moved = new double[p.Length];
        double generatedTime = Timing.Median(() => problem.Linearise(p, residuals, generated));
        double differencesTime = Timing.Median(() => Central(problem, p, moved, residuals, lower, differences));

        return new JacobianCheck(Compare(problem, generated, differences), generatedTime, differencesTime);
    }

    private static void Central(CurveProblem problem, double[] p, double[] moved, double[] upper, double[] lower, double[] jacobian)
    {
        p.CopyTo(moved, 0);
        for (int k = 0; k < p.Length; k++)
        {
            double step = RelativeStep * (p[k] == 0 ? 1 : Math.Abs(p[k]));
            moved[k] = p[k] + step;
            double to = moved[k];
            problem.Evaluate(moved, upper);
            moved[k] = p[k] - step;

            // The steps that were taken: sums round.
            double width = to - moved[k];
            problem.Evaluate(moved, lower);
            moved[k] = p[k];
            for (int i = 0; i < upper.Length; i++)
                jacobian[i * p.Length + k] = (upper[i] - lower[i]) / width;
        }
    }

    private static double Compare(CurveProblem problem, double[] generated, double[] differences)
    {
        double greatest = 0;
        for (int k = 0; k < problem.Columns; k++)
        {
            double difference = 0;
            double size = 0;
            for (int i = k; i < generated.Length; i += problem.Columns)
            {
                difference = Math.Max(difference, Math.Abs(generated[i] - differences[i]));
                size = Math.Max(size, Math.Abs(generated[i]));
            }

            greatest = Math.Max(greatest, size > 0 ? difference / size : difference);
        }

        return greatest;
    }
}
