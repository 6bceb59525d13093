using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: eight samples at a time, so that their exponentials and logarithms run side by side. Their rows are in
// the nearest cache when the gradient reads them again.
public sealed partial class LogisticLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double LossSimd(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        gradient = gradient[..w.Length];
        gradient.Clear();
        Span<double> residuals = stackalloc double[8];
        Vector512<double> losses = default;
        int n = 0;
        for (; n <= y.Length - 8; n += 8)
        {
            ReadOnlySpan<double> rows = x.Slice(n * w.Length, 8 * w.Length);
            Vector512<double> z = Products(w, rows);
            Vector512<double> labels = Vector512.Create(y[n..]);
            Vector512<double> e = VectorFunctions.Exp(-Vector512.Abs(z));
            Vector512<double> denominator = Vector512<double>.One + e;
            Vector512<double> softplus = Vector512.Max(z, Vector512<double>.Zero) + Vector512.Log(denominator);
            Vector512<double> numerator = Vector512.ConditionalSelect(
                Vector512.GreaterThanOrEqual(z, Vector512<double>.Zero), Vector512<double>.One, e);
            losses += Vector512.FusedMultiplyAdd(-labels, z, softplus);
            ((numerator / denominator) - labels).CopyTo(residuals);
            AddRows(residuals, rows, gradient);
        }

        double loss = Vector512.Sum(losses);
        for (; n < y.Length; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * w.Length, w.Length);
            double z = 0;
            for (int i = 0; i < row.Length; i++)
            {
                z += w[i] * row[i];
            }

            (double softplus, double sigmoid) = SoftplusAndSigmoid(z);
            loss += softplus - (y[n] * z);
            for (int i = 0; i < row.Length; i++)
            {
                gradient[i] += (sigmoid - y[n]) * row[i];
            }
        }

        return loss;
    }

    /// <summary>The products of eight rows with the weights, one in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Products(ReadOnlySpan<double> w, ReadOnlySpan<double> rows)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        int length = w.Length, i = 0;
        for (; i <= length - 8; i += 8)
        {
            Vector512<double> factor = Load(w, i);
            s0 = Vector512.FusedMultiplyAdd(factor, Load(rows, i), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Load(rows, length + i), s1);
            s2 = Vector512.FusedMultiplyAdd(factor, Load(rows, (2 * length) + i), s2);
            s3 = Vector512.FusedMultiplyAdd(factor, Load(rows, (3 * length) + i), s3);
            s4 = Vector512.FusedMultiplyAdd(factor, Load(rows, (4 * length) + i), s4);
            s5 = Vector512.FusedMultiplyAdd(factor, Load(rows, (5 * length) + i), s5);
            s6 = Vector512.FusedMultiplyAdd(factor, Load(rows, (6 * length) + i), s6);
            s7 = Vector512.FusedMultiplyAdd(factor, Load(rows, (7 * length) + i), s7);
        }

        Span<Vector512<double>> columns = stackalloc Vector512<double>[8];
        Transposition.Transpose([s0, s1, s2, s3, s4, s5, s6, s7], columns);
        Vector512<double> z = columns[0] + columns[1] + (columns[2] + columns[3]) + (columns[4] + columns[5] + (columns[6] + columns[7]));
        for (; i < length; i++)
        {
            z += w[i] * Vector512.Create(
                rows[i], rows[length + i], rows[(2 * length) + i], rows[(3 * length) + i],
                rows[(4 * length) + i], rows[(5 * length) + i], rows[(6 * length) + i], rows[(7 * length) + i]);
        }

        return z;
    }

    /// <summary>Adds eight rows, each times its residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRows(ReadOnlySpan<double> residuals, ReadOnlySpan<double> rows, Span<double> to)
    {
        Vector512<double> r0 = Vector512.Create(residuals[0]), r1 = Vector512.Create(residuals[1]), r2 = Vector512.Create(residuals[2]);
        Vector512<double> r3 = Vector512.Create(residuals[3]), r4 = Vector512.Create(residuals[4]), r5 = Vector512.Create(residuals[5]);
        Vector512<double> r6 = Vector512.Create(residuals[6]), r7 = Vector512.Create(residuals[7]);
        int length = to.Length, i = 0;
        for (; i <= length - 8; i += 8)
        {
            Vector512<double> even = Vector512.FusedMultiplyAdd(r0, Load(rows, i), Load(to, i));
            Vector512<double> odd = r1 * Load(rows, length + i);
            even = Vector512.FusedMultiplyAdd(r2, Load(rows, (2 * length) + i), even);
            odd = Vector512.FusedMultiplyAdd(r3, Load(rows, (3 * length) + i), odd);
            even = Vector512.FusedMultiplyAdd(r4, Load(rows, (4 * length) + i), even);
            odd = Vector512.FusedMultiplyAdd(r5, Load(rows, (5 * length) + i), odd);
            even = Vector512.FusedMultiplyAdd(r6, Load(rows, (6 * length) + i), even);
            odd = Vector512.FusedMultiplyAdd(r7, Load(rows, (7 * length) + i), odd);
            (even + odd).StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)i);
        }

        for (; i < length; i++)
        {
            for (int row = 0; row < 8; row++)
            {
                to[i] += residuals[row] * rows[(row * length) + i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> from, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)index);
}
