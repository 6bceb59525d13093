using System;
using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>A loss by its name, with the generated derivatives of its ρ.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Tuning">c in units of the standard deviation of ordinary residuals: where all residuals are normal, standard errors are to
/// be as small as those of least squares but for 2.6 % (95 % efficiency).</param>
/// <param name="Value">ρ.</param>
/// <param name="Gradient">ρ and ρ′.</param>
/// <param name="Curvature">ρ and ρ″ times the second argument.</param>
internal sealed record RobustLoss(
    string Name,
    double Tuning,
    Func<double, double> Value,
    Func<double, (double Value, double Derivative)> Gradient,
    Func<double, double, (double Value, double Product)> Curvature)
{
    /// <summary>The sum of squares.</summary>
    public static RobustLoss LeastSquares { get; } = new(
        "least-squares",
        1,
        LossFunctions.LeastSquares,
        s => LossFunctions.LeastSquaresGradient(s),
        (s, direction) => LossFunctions.LeastSquaresHessianVectorProduct(s, direction));

    /// <summary>Huber's loss, which has one minimum where the curve is linear in its parameters.</summary>
    public static RobustLoss Huber { get; } = new(
        "huber",
        1.345,
        LossFunctions.Huber,
        s => LossFunctions.HuberGradient(s),
        (s, direction) => LossFunctions.HuberHessianVectorProduct(s, direction));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RobustLoss> All { get; } =
    [
        LeastSquares,
        Huber,
        new(
            "soft-l1",
            1.2871,
            LossFunctions.SoftL1,
            s => LossFunctions.SoftL1Gradient(s),
            (s, direction) => LossFunctions.SoftL1HessianVectorProduct(s, direction)),
        new(
            "cauchy",
            2.3849,
            LossFunctions.Cauchy,
            s => LossFunctions.CauchyGradient(s),
            (s, direction) => LossFunctions.CauchyHessianVectorProduct(s, direction)),
        new(
            "tukey",
            4.6851,
            LossFunctions.Tukey,
            s => LossFunctions.TukeyGradient(s),
            (s, direction) => LossFunctions.TukeyHessianVectorProduct(s, direction)),
    ];

    /// <summary>Finds a loss by its name.</summary>
    /// <param name="name">The name, which exists.</param>
    /// <returns>The loss.</returns>
    public static RobustLoss ByName(string name)
    {
        return All.Single(loss => loss.Name == name);
    }

    /// <summary>What a point counts in a fit: ρ′ at its residual.</summary>
    /// <param name="residual">The residual.</param>
    /// <param name="scale">c.</param>
    /// <returns>The weight, 1 for least squares.</returns>
    public double Weight(double residual, double scale)
    {
        return Gradient(Square(residual, scale)).Derivative;
    }

    /// <summary>The square of a residual in units of c.</summary>
    /// <param name="residual">The residual.</param>
    /// <param name="scale">c.</param>
    /// <returns>s.</returns>
    public static double Square(double residual, double scale)
    {
        return residual / scale * (residual / scale);
    }
}
