using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Iterations that add to places of their neighbours.</content>
public static partial class LaneMethods
{
    /// <summary>Five neighbours, one of them twice.</summary>
    [Differentiable]
    public static double FivePoints(ReadOnlySpan<double> x, double k)
    {
        double sum = 0;
        for (int i = 2; i < x.Length - 2; i++)
        {
            double t = x[i - 2] - 4 * x[i - 1] + 6 * x[i] - 4 * x[i + 1] + k * x[i + 2];
            sum += t * t * t + Math.Sin(x[i]);
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double FivePointsOneByOne(ReadOnlySpan<double> x, double k) => FivePoints(x, k);

    /// <summary>The same in single precision, whose vectors reach further, from the last to the first.</summary>
    [Differentiable]
    public static float FivePointsSingle(ReadOnlySpan<float> x, float k)
    {
        float sum = 0;
        for (int i = x.Length - 3; i >= 2; i--)
        {
            float t = x[i - 2] - 4 * x[i - 1] + 6 * x[i] - 4 * x[i + 1] + k * x[i + 2];
            sum += t * t + x[i];
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static float FivePointsSingleOneByOne(ReadOnlySpan<float> x, float k) => FivePointsSingle(x, k);

    /// <summary>Places at distances that vectors do not reach, at a parameter's distance, two in one iteration, and in a branch that some take.</summary>
    [Differentiable]
    public static double Neighbourhood(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int shift)
    {
        double sum = 0;
        for (int i = 0; i < y.Length - 21; i++)
        {
            sum += x[i] * x[i + 1] * y[i + 9] + x[i + 20] * y[i] * y[i + 1];
            sum += x[i + shift] * x[i + shift + 1] * x[i + shift + 2];
            if (y[i + 2] > 0)
                sum += Math.Exp(y[i + 1]) * x[i + 1];
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double NeighbourhoodOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int shift) => Neighbourhood(x, y, shift);

    /// <summary>A span that is read and written beside its neighbours: additions to its cotangent are not all that happens to it.</summary>
    [Differentiable]
    public static void Smoothed(Span<double> y, ReadOnlySpan<double> x, double k)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = k * y[i] + x[i] * x[i + 1] - x[i + 2];
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static void SmoothedOneByOne(Span<double> y, ReadOnlySpan<double> x, double k) => Smoothed(y, x, k);

    /// <summary>Rows of a grid, whose inner loop meets neighbours in three rows.</summary>
    [Differentiable]
    public static double Grid(ReadOnlySpan<double> u, int columns)
    {
        double sum = 0;
        for (int r = 1; r < u.Length / columns - 1; r++)
        {
            for (int c = 1; c < columns - 1; c++)
            {
                int p = r * columns + c;
                double t = u[p - 1] + u[p + 1] + u[p - columns] + u[p + columns] - 4 * u[p];
                sum += t * t * u[p];
            }
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double GridOneByOne(ReadOnlySpan<double> u, int columns) => Grid(u, columns);

    /// <summary>Neighbours in a list of places: the places themselves may lie anywhere, and two may be one.</summary>
    [Differentiable]
    public static double ListedNeighbours(ReadOnlySpan<double> x, ReadOnlySpan<int> places)
    {
        double sum = 0;
        for (int i = 0; i < places.Length - 1; i++)
        {
            double t = x[places[i]] - 2 * x[places[i + 1]] + x[i];
            sum += t * t + x[i + 1];
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double ListedNeighboursOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<int> places) => ListedNeighbours(x, places);

    /// <summary>A sum, a product and an extreme of one cheap loop: several accumulators of each.</summary>
    [Differentiable]
    public static double ThreeReductions(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        double product = 1;
        double most = double.NegativeInfinity;
        for (int i = 0; i < y.Length; i++)
            most = Math.Max(most, y[i]);
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            product *= x[i];
        }
        return sum * product + most;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double ThreeReductionsOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => ThreeReductions(x, y);
}
