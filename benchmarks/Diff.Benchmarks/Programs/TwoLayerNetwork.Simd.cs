using System;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: the whole batch at once, as matrix products in tiles that stay in registers.
public sealed partial class TwoLayerNetwork
{
    private static float LossSimd(
        ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<int> labels, Span<float> gradient, Scratch scratch)
    {
        ReadOnlySpan<float> w1 = p[..B1], b1 = p.Slice(B1, Inner), w2 = p.Slice(W2, Classes * Inner), b2 = p[B2..];
        Span<float> hidden = scratch.Hidden, output = scratch.Output, back = scratch.Back;
        gradient.Clear();
        MatrixKernels.RowsByRows(x, w1, Features, hidden);
        AddBias(hidden, b1);
        Rectify(hidden, hidden);
        MatrixKernels.RowsByRows(hidden, w2, Inner, output);
        AddBias(output, b2);

        float loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            loss += CrossEntropy(output.Slice(n * Classes, Classes), labels[n]);
        }

        back.Clear();
        MatrixKernels.AddProduct(output, 1, Classes, w2, Classes, Inner, back);
        Rectify(hidden, back);
        MatrixKernels.AddProduct(output, Classes, 1, hidden, labels.Length, Inner, gradient.Slice(W2, Classes * Inner));
        AddRows(output, gradient[B2..]);
        MatrixKernels.AddProduct(back, Inner, 1, x, labels.Length, Features, gradient[..B1]);
        AddRows(back, gradient.Slice(B1, Inner));
        return loss;
    }

    private static void AddBias(Span<float> rows, ReadOnlySpan<float> bias)
    {
        for (int row = 0; row < rows.Length; row += bias.Length)
        {
            for (int j = 0; j < bias.Length; j++)
            {
                rows[row + j] += bias[j];
            }
        }
    }

    private static void AddRows(ReadOnlySpan<float> rows, Span<float> sum)
    {
        for (int row = 0; row < rows.Length; row += sum.Length)
        {
            for (int j = 0; j < sum.Length; j++)
            {
                sum[j] += rows[row + j];
            }
        }
    }

    /// <summary>Sets to zero where the hidden layer is not positive.</summary>
    private static void Rectify(ReadOnlySpan<float> hidden, Span<float> values)
    {
        for (int i = 0; i < hidden.Length; i += Vector512<float>.Count)
        {
            Vector512<float> isPositive = Vector512.GreaterThan(Vector512.Create(hidden[i..]), Vector512<float>.Zero);
            (Vector512.Create<float>(values[i..]) & isPositive).CopyTo(values[i..]);
        }
    }
}
