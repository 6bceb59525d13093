using System;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>The functions of the derivatives by hand in SIMD are as exact as those of <see cref="Math"/>, nearly.</summary>
public sealed class VectorFunctionTests
{
    private const double Double = 2e-15;
    private const double Single = 6e-7;

    [Fact]
    public void Exp() => AssertNear(VectorFunctions.Exp, VectorFunctions.Exp, Math.Exp, Double, Single);

    [Fact]
    public void Sigmoid() => AssertNear(VectorFunctions.Sigmoid, VectorFunctions.Sigmoid, x => 1 / (1 + Math.Exp(-x)), Double, Single);

    [Fact]
    public void Tanh() => AssertNear(VectorFunctions.Tanh, VectorFunctions.Tanh, Math.Tanh, Double, Single);

    [Fact]
    public void NormalCdf() => AssertNear(
        x => VectorFunctions.NormalCdf(x, VectorFunctions.Exp(Vector512.Create(-0.5) * x * x)), null, Functions.NormalCdf, 1e-13, Single);

    private static void AssertNear(
        Func<Vector512<double>, Vector512<double>> function, Func<Vector512<float>, Vector512<float>>? single,
        Func<double, double> expected, double tolerance, double singleTolerance)
    {
        foreach (double magnitude in (double[])[0, 1e-12, 1e-3, 0.1, 0.3, 0.5, 0.9, 1.7, 3.1, 6.6, 12.5, 33])
        {
            foreach (double x in (double[])[magnitude, -magnitude])
            {
                AssertRelative(expected(x), function(Vector512.Create(x))[5], tolerance);
                if (single is not null)
                    AssertRelative(expected((float)x), single(Vector512.Create((float)x))[5], singleTolerance);
            }
        }
    }

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}
