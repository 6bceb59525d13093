using System;
using System.Collections.Generic;

namespace Diff.Simd.Tests;

/// <summary>Arguments: special ones, and random ones that are the same in every run.</summary>
internal static class Samples
{
    internal static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 10, -10, 1000, -1000, 1E300, -1E300, double.MaxValue, double.MinValue,
        double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, -2.2250738585072014E-308, 1E-310, -1E-310, 1E-20, -1E-20,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.PI / 2, Math.PI / 4, -Math.PI, 1E22, 1E16,
        709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, -708.4, 710.4758600739439, -37.5, -38.4, -38.5,
        1 - 1.1102230246251565E-16, 1 + 2.220446049250313E-16, -1 + 1.1102230246251565E-16, 0.41421356237309503, 2.414213562373095,
        1024, -1074, -1075, -1076, 1023.9999999999999, 308.25471555991674, -323.3, 0.9999999999, 1E-8, -1E-8, 1E-16, -1E-16,
        // The double closest to a multiple of π/2. Source: J.-M. Muller, Elementary Functions, section on range reduction.
        6381956970095103 * 1.6668080284553226E+239 / 2, 5.319372648326541E+255,
        65536, 1E9, 1073741824, 1073741825, 3E9, 1.5707963267948968, 355, 103993.0 / 2, 4.71238898038469, 1E154, 1E-154, 1E155, 1E-155,
    ];

    internal static readonly float[] SpecialSingles =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, 10f, -10f, 1000f, -1000f, 1E30f, -1E30f, float.MaxValue, float.MinValue,
        float.Epsilon, -float.Epsilon, 1.17549435E-38f, -1.17549435E-38f, 1E-40f, -1E-40f, 1E-10f, -1E-10f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, MathF.PI, MathF.PI / 2, MathF.PI / 4, -MathF.PI,
        88.72283f, 88.72284f, -103.97208f, -103.97209f, -87.3f, 89.4159851f, -14f, -14.2f, 0.99999994f, 1.0000001f, -0.99999994f,
        128f, -149f, -150f, -151f, 38.53184f, -45.1f, 32768f, 32769f, 1E5f, 1E8f, 355f, 0.41421357f, 2.4142135f, 8191f, 8193f, 1E19f, 1E-19f,
    ];

    /// <summary>count numbers of a range, half of them evenly spread and half evenly by magnitude, ends included.</summary>
    internal static IEnumerable<double> In(double low, double high, int count, Random random)
    {
        yield return low;
        yield return high;
        double least = low > 0 ? low : high < 0 ? -high : 1E-12 * Math.Max(Math.Abs(low), Math.Abs(high));
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        for (int i = 2; i < count; i++)
        {
            double x = low / 2 + random.NextDouble() * (high / 2 - low / 2);
            x += x;
            if (i % 2 == 0)
            {
                x = Math.Exp(Math.Log(least) + random.NextDouble() * (Math.Log(largest) - Math.Log(least)));
                x = low < 0 && (high <= 0 || random.Next(2) == 0) ? -x : x;
            }

            if (x >= low && x <= high)
                yield return x;
        }
    }
}
