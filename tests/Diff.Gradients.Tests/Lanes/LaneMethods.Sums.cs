using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Long sums, whose error must not grow with their length.</content>
public static partial class LaneMethods
{
    [Differentiable]
    public static float LongSum(float a, ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += a * x[i];
        return sum;
    }

    /// <summary>Two sums in one loop, one of them from the last to the first, and a cotangent that differs between elements.</summary>
    [Differentiable]
    public static double TwoLongSums(double a, ReadOnlySpan<double> x)
    {
        double sum = 0;
        double squares = 1;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            sum += a * x[i];
            squares += x[i] * x[i];
        }
        return sum * 0.5 + squares * a;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double TwoLongSumsOneByOne(double a, ReadOnlySpan<double> x) => TwoLongSums(a, x);

    /// <summary>Sums of what all iterations add to the same places, which an inner loop goes through.</summary>
    [Differentiable]
    public static float LongRowsOfThree(ReadOnlySpan<float> w, ReadOnlySpan<float> x)
    {
        // As many columns as w has beside its last element, three in the tests: a literal would be unrolled, and such a loop is no faster in lanes.
        float sum = 0;
        int columns = w.Length - 1;
        for (int i = 0; i < x.Length / columns; i++)
        {
            float row = w[columns];
            for (int k = 0; k < columns; k++)
                row += w[k] * x[columns * i + k];
            sum += row;
        }
        return sum;
    }

    /// <summary>The same, with rows that go through work memory and a parameter in front of the loop that reads it.</summary>
    [Differentiable]
    public static double RowsThroughMemory(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        double sum = 0;
        double[] row = new double[4];
        for (int i = 0; i < x.Length / 4; i++)
        {
            double scale = w[4];
            for (int k = 0; k < 4; k++)
                row[k] = scale * x[4 * i + k] - w[k];
            int place = 0;
            for (int k = 0; k < 4; k++)
            {
                for (int l = k; l < 4; l++)
                {
                    sum += row[k] * row[l] * w[5 + place];
                    place++;
                }
            }
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.Vectorize)]
    public static double RowsThroughMemoryOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x) => RowsThroughMemory(w, x);
}
