using System;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>Piecewise functions and shares of cotangents: in each lane the bits of the scalar forms.</summary>
public class PiecewiseTests
{
    private static readonly double[] s_points =
        [0.0, -0.0, 1, -1, 2, -2, 0.3, -0.3, double.Epsilon, -1E300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Piecewise_functions_are_those_of_scalars()
    {
        ForAllPairs((x, y) => Math.Abs(x), (x, y) => MathF.Abs(x), (x, y) => VectorMath.Abs(x), (x, y) => VectorMath.Abs(x));
        ForAllPairs(Math.Max, MathF.Max, VectorMath.Max, VectorMath.Max);
        ForAllPairs(Math.Min, MathF.Min, VectorMath.Min, VectorMath.Min);
        ForAllPairs(Math.MaxMagnitude, MathF.MaxMagnitude, VectorMath.MaxMagnitude, VectorMath.MaxMagnitude);
        ForAllPairs(Math.MinMagnitude, MathF.MinMagnitude, VectorMath.MinMagnitude, VectorMath.MinMagnitude);
        ForAllPairs(Math.CopySign, MathF.CopySign, VectorMath.CopySign, VectorMath.CopySign);
        ForAllPairs(
            (x, y) => double.IsNaN(x) ? x : Math.Sign(x),
            (x, y) => float.IsNaN(x) ? x : MathF.Sign(x),
            (x, y) => VectorMath.Sign(x),
            (x, y) => VectorMath.Sign(x));
        ForAllPairs(
            (x, y) => Functions.Relu(x), (x, y) => Functions.Relu(x), (x, y) => VectorMath.Relu(x), (x, y) => VectorMath.Relu(x));
        ForAllPairs(Functions.LeakyRelu, Functions.LeakyRelu, VectorMath.LeakyRelu, VectorMath.LeakyRelu);
        ForAllPairs(Functions.Huber, Functions.Huber, VectorMath.Huber, VectorMath.Huber);
        foreach (double low in s_points)
        {
            foreach (double high in s_points)
            {
                if (low > high)
                    continue;
                ForAllPairs(
                    (x, y) => Math.Clamp(x, low, high),
                    (x, y) => Math.Clamp(x, (float)low, (float)high),
                    (x, y) => VectorMath.Clamp(x, Vector512.Create(low), Vector512.Create(high)),
                    (x, y) => VectorMath.Clamp(x, Vector512.Create((float)low), Vector512.Create((float)high)));
            }
        }
    }

    [Fact]
    public void Cotangents_are_those_of_scalars()
    {
        ForAllPairs(Cotangent.Times, Cotangent.Times, VectorCotangent.Times, VectorCotangent.Times);
        ForAllPairs(Cotangent.ZeroProduct, Cotangent.ZeroProduct, VectorCotangent.ZeroProduct, VectorCotangent.ZeroProduct);
        ForAllPairs(Cotangent.Over, Cotangent.Over, VectorCotangent.Over, VectorCotangent.Over);
        ForAllPairs(Cotangent.OfAbs, Cotangent.OfAbs, VectorCotangent.OfAbs, VectorCotangent.OfAbs);
        ForAllPairs(Cotangent.OfRelu, Cotangent.OfRelu, VectorCotangent.OfRelu, VectorCotangent.OfRelu);
        foreach (double c in s_points)
        {
            Vector512<double> d = Vector512.Create(c);
            float single = (float)c;
            Vector512<float> f = Vector512.Create(single);
            ForAllPairs(
                (x, y) => Cotangent.OfMax(x, y, c),
                (x, y) => Cotangent.OfMax(x, y, single),
                (x, y) => VectorCotangent.OfMax(x, y, d),
                (x, y) => VectorCotangent.OfMax(x, y, f));
            ForAllPairs(
                (x, y) => Cotangent.OfMin(x, y, c),
                (x, y) => Cotangent.OfMin(x, y, single),
                (x, y) => VectorCotangent.OfMin(x, y, d),
                (x, y) => VectorCotangent.OfMin(x, y, f));
            ForAllPairs(
                (x, y) => Cotangent.OfMaxMagnitude(x, y, c),
                (x, y) => Cotangent.OfMaxMagnitude(x, y, single),
                (x, y) => VectorCotangent.OfMaxMagnitude(x, y, d),
                (x, y) => VectorCotangent.OfMaxMagnitude(x, y, f));
            ForAllPairs(
                (x, y) => Cotangent.OfMinMagnitude(x, y, c),
                (x, y) => Cotangent.OfMinMagnitude(x, y, single),
                (x, y) => VectorCotangent.OfMinMagnitude(x, y, d),
                (x, y) => VectorCotangent.OfMinMagnitude(x, y, f));
            foreach (double high in s_points)
            {
                ForAllPairs(
                    (x, y) => Cotangent.OfClamp(x, y, high, c),
                    (x, y) => Cotangent.OfClamp(x, y, (float)high, single),
                    (x, y) => VectorCotangent.OfClamp(x, y, Vector512.Create(high), d),
                    (x, y) => VectorCotangent.OfClamp(x, y, Vector512.Create((float)high), f));
            }
        }
    }

    private static void ForAllPairs(
        Func<double, double, double> scalar,
        Func<float, float, float> scalarSingle,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> vector,
        Func<Vector512<float>, Vector512<float>, Vector512<float>> vectorSingle)
    {
        foreach (double x in s_points)
        {
            foreach (double y in s_points)
            {
                double expected = scalar(x, y);
                double actual = vector(Vector512.Create(x), Vector512.Create(y)).GetElement(5);
                Assert.True(Same(expected, actual), $"{x}, {y}: {expected} and {actual}");
                float expectedSingle = scalarSingle((float)x, (float)y);
                float actualSingle = vectorSingle(Vector512.Create((float)x), Vector512.Create((float)y)).GetElement(11);
                Assert.True(Same(expectedSingle, actualSingle), $"{x}f, {y}f: {expectedSingle} and {actualSingle}");
            }
        }
    }

    private static bool Same(double x, double y) =>
        (double.IsNaN(x) && double.IsNaN(y)) || BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);
}
