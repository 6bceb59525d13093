using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

// A nest in which points, components and dimensions all repeat.
public static partial class LaneMethods
{
    /// <summary>The log likelihood of a mixture of Gaussians: points as iterations, with nests, work memory and a maximum of each.</summary>
    [Differentiable]
    public static double Mixture(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> scales, [Constant] ReadOnlySpan<double> x, int dimensions)
    {
        double sum = 0;
        double[] terms = new double[weights.Length];
        for (int n = 0; n < x.Length / dimensions; n++)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                double distance = 0;
                for (int i = 0; i < dimensions; i++)
                {
                    double scaled = Math.Exp(scales[k * dimensions + i]) * (x[n * dimensions + i] - means[k * dimensions + i]);
                    distance += scaled * scaled - 2 * scales[k * dimensions + i];
                }
                terms[k] = weights[k] - 0.5 * distance;
            }
            double max = terms[0];
            for (int k = 1; k < terms.Length; k++)
            {
                if (terms[k] > max)
                    max = terms[k];
            }
            double total = 0;
            for (int k = 0; k < terms.Length; k++)
                total += Math.Exp(terms[k] - max);
            sum += max + Math.Log(total);
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double MixtureOneByOne(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> scales, [Constant] ReadOnlySpan<double> x, int dimensions) =>
        Mixture(weights, means, scales, x, dimensions);
}
