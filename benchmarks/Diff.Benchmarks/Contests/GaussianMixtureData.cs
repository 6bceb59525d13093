using System;
using System.Globalization;
using System.IO;

namespace Diff.Benchmarks.Contests;

/// <summary>The input of ADBench's Gaussian mixture: its file format, or seeded numbers in its place.</summary>
public sealed class GaussianMixtureData
{
    // ADBench's literal: another π would change the objective in the 13th digit.
    private const double Pi = 3.14159265359;

    private GaussianMixtureData(string name, int dimensions, int components, int points, Func<double> next)
    {
        Name = name;
        Dimensions = dimensions;
        Components = components;
        Points = points;
        Parameters = Fill(components * (1 + dimensions + (dimensions * (dimensions + 1) / 2)), next);
        X = Fill(points * dimensions, next);
        Gamma = next();
        M = (int)next();
    }

    /// <summary>Gets the name: the file's, or what was generated.</summary>
    public string Name { get; }

    /// <summary>Gets the number of dimensions.</summary>
    public int Dimensions { get; }

    /// <summary>Gets the number of components.</summary>
    public int Components { get; }

    /// <summary>Gets the number of points.</summary>
    public int Points { get; }

    /// <summary>
    /// Gets the weights (alphas), the means and the factors of the inverse covariances (icf), one after another. A factor is the
    /// logarithms of its diagonal, then its strict lower triangle column by column.
    /// </summary>
    public double[] Parameters { get; }

    /// <summary>Gets the points, a row each.</summary>
    public double[] X { get; }

    /// <summary>Gets the scale γ of the Wishart prior.</summary>
    public double Gamma { get; }

    /// <summary>Gets the degrees of freedom m of the Wishart prior.</summary>
    public int M { get; }

    /// <summary>Gets what somebody else computed, if known.</summary>
    public ReferenceResult? Reference { get; private init; }

    /// <summary>Gets the part of the objective that depends on no parameter: normalisations of the density and of the prior.</summary>
    public double Constant
    {
        get
        {
            double freedom = Dimensions + M + 1;
            double prior = (freedom * Dimensions * (Math.Log(Gamma) - (0.5 * Math.Log(2)))) - LogGammaMultivariate(0.5 * freedom);
            return (-Points * Dimensions * 0.5 * Math.Log(2 * Pi)) - (Components * prior);
        }
    }

    /// <summary>Reads an input of ADBench, and the reference gradient if there is one.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The input.</returns>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static GaussianMixtureData Read(string adbench, string name)
    {
        AdbenchFile file = AdbenchFile.Open(adbench, "gmm", name);
        int dimensions = file.NextInteger(), components = file.NextInteger(), points = file.NextInteger();
        return new GaussianMixtureData(name, dimensions, components, points, file.Next)
        {
            Reference = AdbenchFile.ReadGradient(adbench, "gmm", name),
        };
    }

    /// <summary>Draws an input, for where ADBench's are absent.</summary>
    /// <param name="points">The number of points.</param>
    /// <param name="dimensions">The number of dimensions.</param>
    /// <param name="components">The number of components.</param>
    /// <returns>The input; the same for the same sizes.</returns>
    public static GaussianMixtureData Draw(int points, int dimensions, int components)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"seeded n={points} d={dimensions} K={components}");
        int drawn = components * (1 + dimensions + (dimensions * (dimensions + 1) / 2)) + (points * dimensions);
        double[] numbers = [.. Inputs.Uniform(seed: 14, drawn, -1, 1), 1, 0];
        int position = 0;
        return new GaussianMixtureData(name, dimensions, components, points, () => numbers[position++]);
    }

    /// <summary>Makes an input of its numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dimensions">The number of dimensions.</param>
    /// <param name="components">The number of components.</param>
    /// <param name="parameters">See <see cref="Parameters"/>.</param>
    /// <param name="x">The points, a row each.</param>
    /// <param name="gamma">The scale of the Wishart prior.</param>
    /// <param name="m">The degrees of freedom of the Wishart prior.</param>
    /// <returns>The input.</returns>
    public static GaussianMixtureData Of(
        string name, int dimensions, int components, double[] parameters, double[] x, double gamma, int m)
    {
        double[] numbers = [.. parameters, .. x, gamma, m];
        int position = 0;
        return new GaussianMixtureData(name, dimensions, components, x.Length / dimensions, () => numbers[position++]);
    }

    private static double[] Fill(int count, Func<double> next)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = next();
        }

        return values;
    }

    /// <summary>log Γ_d(a), where 2a is an integer.</summary>
    private double LogGammaMultivariate(double a)
    {
        double sum = 0.25 * Dimensions * (Dimensions - 1) * Math.Log(Pi);
        for (int j = 1; j <= Dimensions; j++)
        {
            sum += LogGammaOfHalves(a + (0.5 * (1 - j)));
        }

        return sum;
    }

    /// <summary>log Γ(a) for 2a = 1, 2, 3, …, by Γ(a) = (a − 1) Γ(a − 1) down to Γ(1) = 1 or Γ(½) = √π.</summary>
    private static double LogGammaOfHalves(double a)
    {
        double sum = 0;
        for (; a > 1; a--)
        {
            sum += Math.Log(a - 1);
        }

        return a == 1 ? sum : sum + (0.5 * Math.Log(Math.PI));
    }
}
