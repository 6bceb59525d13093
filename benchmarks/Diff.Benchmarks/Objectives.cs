using System;

namespace Diff.Benchmarks;

/// <summary>What is measured, as a user would write it, and its derivative by hand.</summary>
public static partial class Objectives
{
    /// <summary>Σ xᵢ².</summary>
    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }

    /// <summary>Σ xᵢ² and its gradient 2x, in one loop.</summary>
    public static double SumOfSquaresByHand(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            gradient[i] = 2 * x[i];
        }

        return sum;
    }

    /// <summary>The logistic loss of a linear model, summed over samples.</summary>
    [Differentiable(nameof(w))]
    public static double LogisticLoss(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            double z = 0;
            for (int i = 0; i < w.Length; i++)
            {
                z += w[i] * x[(n * w.Length) + i];
            }

            loss += Functions.Softplus(z) - (y[n] * z);
        }

        return loss;
    }

    /// <summary>The logistic loss and its gradient Σ (σ(z) − y) x, each sample forward and backward together.</summary>
    public static double LogisticLossByHand(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        gradient.Clear();
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * w.Length, w.Length);
            double z = 0;
            for (int i = 0; i < row.Length; i++)
            {
                z += w[i] * row[i];
            }

            loss += Functions.Softplus(z) - (y[n] * z);
            double residual = Functions.Sigmoid(z) - y[n];
            for (int i = 0; i < row.Length; i++)
            {
                gradient[i] += residual * row[i];
            }
        }

        return loss;
    }
}
