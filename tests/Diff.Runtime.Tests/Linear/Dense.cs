using System;
using System.Globalization;
using System.Numerics;
using Xunit;

namespace Diff.Tests.Linear;

/// <summary>Matrices and functions of them for both kinds of numbers, and the sums that they are judged by, in double.</summary>
internal static class Dense
{
    /// <summary>Numbers of mixed sign.</summary>
    public static T[] Random<T>(int length, ulong seed)
        where T : INumber<T> => Array.ConvertAll(Samples.Doubles(length, seed), T.CreateTruncating);

    /// <summary>X·Xᵀ/n + 1/2: symmetric, and far from singular.</summary>
    public static T[] Definite<T>(int size, ulong seed)
        where T : INumber<T>
    {
        double[] x = Samples.Doubles(size * size, seed);
        double[] product = Product(x, Transposed(x, size, size), size, size, size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                product[i * size + j] = product[i * size + j] / size + (i == j ? 0.5 : 0);
            }
        }

        return Array.ConvertAll(product, T.CreateTruncating);
    }

    /// <summary>A square matrix that elimination has to exchange rows of.</summary>
    public static T[] Regular<T>(int size, ulong seed)
        where T : INumber<T>
    {
        T[] matrix = Random<T>(size * size, seed);
        for (int i = 0; i < size; i++)
        {
            matrix[i * size + i] = T.Zero;
            matrix[i * size + (i + 1) % size] += T.CreateTruncating(3);
        }

        return matrix;
    }

    /// <summary>A matrix whose triangles are both well conditioned.</summary>
    public static T[] Triangles<T>(int size, ulong seed)
        where T : INumber<T>
    {
        T[] matrix = Random<T>(size * size, seed);
        for (int i = 0; i < size * size; i++)
        {
            matrix[i] /= T.CreateTruncating(size);
        }

        for (int i = 0; i < size; i++)
        {
            matrix[i * size + i] = T.CreateTruncating((i % 2 == 0 ? 1 : -1) * (1 + 0.1 * (i % 5)));
        }

        return matrix;
    }

    public static double[] Wide<T>(T[] values)
        where T : INumber<T> => Array.ConvertAll(values, double.CreateTruncating);

    public static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                {
                    product[i * columns + j] += a[i * inner + k] * b[k * columns + j];
                }
            }
        }

        return product;
    }

    public static double[] Transposed(double[] a, int rows, int columns)
    {
        double[] transposed = new double[a.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                transposed[j * rows + i] = a[i * columns + j];
            }
        }

        return transposed;
    }

    /// <summary>One triangle, with something else in the other.</summary>
    public static T[] WithOther<T>(T[] matrix, int size, MatrixTriangle kept, T other)
    {
        T[] result = [.. matrix];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                if (kept == MatrixTriangle.Lower ? j > i : j < i)
                {
                    result[i * size + j] = other;
                }
            }
        }

        return result;
    }

    /// <summary>1 / (i + j + 1), the example of an ill-conditioned matrix.</summary>
    public static double[] Hilbert(int size)
    {
        double[] matrix = new double[size * size];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = 1.0 / (i / size + i % size + 1);
        }

        return matrix;
    }

    public static double Sum(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Relative to the largest element, since what cancels has the error of what it is made of.</summary>
    public static void Same(double[] expected, double[] actual, double tolerance, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 1e-300;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            // Written so that NaN fails.
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * largest,
                string.Create(
                    CultureInfo.InvariantCulture, $"{what} [{i}]: expected {expected[i]:R}, was {actual[i]:R}, largest {largest:G3}"));
        }
    }

    /// <summary>
    /// Compares a gradient with differences: every element of a short one, else along a few directions, since ⟨Jᵀw, v⟩ = ⟨w, J·v⟩.
    /// </summary>
    /// <param name="function">⟨w, F⟩.</param>
    /// <param name="at">Where.</param>
    /// <param name="gradient">Jᵀw.</param>
    /// <param name="tolerance">Relative to the largest element, or to the lengths of gradient and direction.</param>
    public static void IsGradient(Func<double[], double> function, double[] at, double[] gradient, double tolerance = 1e-7)
    {
        Assert.Equal(at.Length, gradient.Length);
        if (at.Length <= 30)
        {
            Same(Differences.Gradient(function, at), gradient, tolerance);
            return;
        }

        for (ulong seed = 900; seed < 904; seed++)
        {
            const double step = 1e-5;
            double[] direction = Samples.Doubles(at.Length, seed, 1 / Math.Sqrt(at.Length));
            double slope = (function(Moved(at, direction, step)) - function(Moved(at, direction, -step))) / (2 * step);
            double scale = Math.Sqrt(Sum(gradient, gradient));
            Assert.True(scale > 0);
            Assert.True(
                Math.Abs(slope - Sum(gradient, direction)) <= tolerance * scale,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"slope {slope:R}, by the gradient {Sum(gradient, direction):R}, length {scale:G3}"));
        }
    }

    /// <summary>Refused, and not a bit of the destinations has changed.</summary>
    public static TException Refused<TException>(Action<double[][]> call, params int[] lengths)
        where TException : Exception
    {
        double[][] destinations = Array.ConvertAll(lengths, n => Samples.Doubles(n, 77));
        double[][] before = Array.ConvertAll(destinations, d => (double[])d.Clone());
        TException exception = Assert.Throws<TException>(() => call(destinations));
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(before[i], destinations[i]);
        }

        return exception;
    }

    /// <summary>The same, for an argument.</summary>
    public static void RefusedFor(string parameter, Action<double[][]> call, params int[] lengths) =>
        Assert.Equal(parameter, Refused<ArgumentException>(call, lengths).ParamName);

    private static double[] Moved(double[] at, double[] direction, double step)
    {
        double[] moved = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            moved[i] = at[i] + step * direction[i];
        }

        return moved;
    }
}
