using System;
using System.Buffers;
using System.Numerics;

namespace Diff;

public static partial class Initializers
{
    /// <summary>
    /// Fills a matrix with gain times a random matrix whose rows (if there are at most as many as columns) or else columns are
    /// orthonormal, uniformly distributed among all such matrices. For recurrent layers.
    /// </summary>
    /// <param name="weights">The matrix, row-major, of rows × columns; overwritten.</param>
    /// <param name="rows">The number of rows; not negative.</param>
    /// <param name="columns">The number of columns; not negative.</param>
    /// <param name="seed">Determines the weights.</param>
    /// <param name="gain">What the orthonormal matrix is multiplied by.</param>
    /// <remarks>
    /// Source: A. M. Saxe, J. L. McClelland, S. Ganguli, Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear
    /// Neural Networks, ICLR 2014. Normal vectors are orthogonalised by Gram and Schmidt, each twice, which is enough (L. Giraud,
    /// J. Langou, M. Rozložník, The Loss of Orthogonality in the Gram–Schmidt Orthogonalization Process, 2005). That is the QR
    /// factorisation with a positive diagonal, which makes the distribution uniform (F. Mezzadri, How to Generate Random
    /// Matrices from the Classical Compact Groups, 2007). The time grows as the smaller dimension squared times the larger.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative. Nothing is written.</exception>
    /// <exception cref="ArgumentException">The length is not rows × columns. Nothing is written.</exception>
    public static void Orthogonal(Span<double> weights, int rows, int columns, ulong seed, double gain = 1) =>
        FillOrthogonal(weights, rows, columns, seed, gain);

    /// <inheritdoc cref="Orthogonal(Span{double}, int, int, ulong, double)"/>
    public static void Orthogonal(Span<float> weights, int rows, int columns, ulong seed, float gain = 1) =>
        FillOrthogonal(weights, rows, columns, seed, gain);

    private static void FillOrthogonal<T>(Span<T> weights, int rows, int columns, ulong seed, double gain)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (weights.Length != (long)rows * columns)
        {
            FormattableString message = $"weights has length {weights.Length}, but the matrix is {rows} × {columns}.";
            throw new ArgumentException(FormattableString.Invariant(message), nameof(weights));
        }

        bool byRows = rows <= columns;
        int count = byRows ? rows : columns;
        int length = byRows ? columns : rows;
        double[] rented = ArrayPool<double>.Shared.Rent(weights.Length);
        Span<double> vectors = rented.AsSpan(0, weights.Length);
        RandomStream random = new(seed);
        for (int i = 0; i < count; i++)
        {
            FillOrthonormalVector(vectors[..(i * length)], vectors.Slice(i * length, length), ref random);
        }
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++)
            {
                weights[byRows ? i * columns + j : j * columns + i] = T.CreateTruncating(gain * vectors[i * length + j]);
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Fills a vector with a random direction at right angles to the earlier ones.</summary>
    /// <param name="earlier">Orthonormal vectors of the same length, one after the other; fewer than the length.</param>
    /// <param name="vector">Overwritten.</param>
    /// <param name="random">Where the numbers come from.</param>
    private static void FillOrthonormalVector(ReadOnlySpan<double> earlier, Span<double> vector, ref RandomStream random)
    {
        double squareBefore;
        double square;
        do
        {
            foreach (ref double element in vector)
            {
                element = random.NextNormal();
            }
            squareBefore = Product(vector, vector);
            RemoveProjections(earlier, vector);
            RemoveProjections(earlier, vector);
            square = Product(vector, vector);
        }
        // So little is left by chance about never; it would be mostly rounding error, so draw again.
        while (!(square > 1e-16 * squareBefore));

        double norm = Math.Sqrt(square);
        foreach (ref double element in vector)
        {
            element /= norm;
        }
    }

    private static void RemoveProjections(ReadOnlySpan<double> orthonormal, Span<double> vector)
    {
        for (int start = 0; start < orthonormal.Length; start += vector.Length)
        {
            ReadOnlySpan<double> other = orthonormal.Slice(start, vector.Length);
            double projection = Product(other, vector);
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] -= projection * other[i];
            }
        }
    }

    /// <summary>
    /// The inner product as four sums, whatever the machine: <see cref="Functions.Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// adds in an order that depends on the vector width, and initial weights must not.
    /// </summary>
    private static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            sum0 += x[i] * y[i];
            sum1 += x[i + 1] * y[i + 1];
            sum2 += x[i + 2] * y[i + 2];
            sum3 += x[i + 3] * y[i + 3];
        }
        for (; i < x.Length; i++)
        {
            sum0 += x[i] * y[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
