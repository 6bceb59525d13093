using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>Zeros with their signs, infinities and NaN, against <c>Math</c> and <see cref="Functions"/>.</summary>
public class SpecialValueTests
{
    private static readonly double[] s_ends = [0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static TheoryData<string> UnaryNames => AccuracyTests.UnaryNames;

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Zeros_infinities_and_nan_are_as_the_scalar_functions_have_them(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        foreach (double x in s_ends)
        {
            double expected = function.Quick(x);
            // To a rounding: π/2 at infinity, 1/√(2π) at 0.
            AssertAlike(expected, function.OfDouble(x), $"{name}({x})");
            AssertAlike((float)expected, function.OfSingle((float)x), $"{name}({x}f)");
        }
    }

    [Theory]
    [InlineData("Sin")]
    [InlineData("Tan")]
    [InlineData("Asin")]
    [InlineData("Atan")]
    [InlineData("Sinh")]
    [InlineData("Tanh")]
    [InlineData("Asinh")]
    [InlineData("Atanh")]
    [InlineData("ExpM1")]
    [InlineData("LogP1")]
    public void Near_zero_the_argument_itself_is_returned(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        foreach (double x in (double[])[1E-300, double.Epsilon, 2.2250738585072014E-308, 3E-310, 1E-30])
        {
            Assert.Equal(x, function.OfDouble(x));
            Assert.Equal(-x, function.OfDouble(-x));
        }

        foreach (float x in (float[])[1E-38f, float.Epsilon, 1.17549435E-38f, 3E-42f, 1E-20f])
        {
            Assert.Equal(x, function.OfSingle(x));
            Assert.Equal(-x, function.OfSingle(-x));
        }
    }

    [Fact]
    public void Odd_functions_are_odd_and_even_ones_even()
    {
        Random random = new(5);
        foreach (string name in (string[])["Sin", "Tan", "Asin", "Atan", "Sinh", "Tanh", "Asinh", "Atanh", "Erf", "Cbrt"])
        {
            UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
            foreach (double x in Samples.In(1E-5, 1E5, 300, random).Concat(Samples.In(0, 1, 300, random)))
            {
                AssertAlike(-function.OfDouble(x), function.OfDouble(-x), name);
                AssertAlike(-function.OfSingle((float)x), function.OfSingle(-(float)x), name);
            }
        }

        foreach (string name in (string[])["Cos", "Cosh", "NormalPdf"])
        {
            UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
            foreach (double x in Samples.In(1E-5, 1E5, 300, random))
            {
                AssertAlike(function.OfDouble(x), function.OfDouble(-x), name);
            }
        }
    }

    [Fact]
    public void Pairs_of_zeros_and_infinities_are_as_the_scalar_functions_have_them()
    {
        foreach (BinaryCase function in Catalogue.Binary)
        {
            foreach (double x in s_ends.Concat([1, -1, 2.5, -3]))
            {
                foreach (double y in s_ends.Concat([1, -1, 0.5, -2, 3]))
                {
                    double expected = function.Quick(x, y);
                    if (function.Name == "Hypot" && double.IsNaN(expected))
                        expected = double.IsInfinity(x) || double.IsInfinity(y) ? double.PositiveInfinity : double.NaN;
                    AssertAlike(expected, function.OfDouble(x, y), $"{function.Name}({x}, {y})");
                    AssertAlike((float)expected, function.OfSingle((float)x, (float)y), $"{function.Name}({x}f, {y}f)");
                }
            }
        }
    }

    [Fact]
    public void Powers_of_two_are_exact()
    {
        for (int i = -1074; i < 1024; i++)
        {
            double power = Math.ScaleB(1, i);
            Assert.Equal(power, VectorMath.Exp2((double)i));
            Assert.Equal(i, VectorMath.Log2(power));
        }

        for (int i = -149; i < 128; i++)
        {
            float power = MathF.ScaleB(1, i);
            Assert.Equal(power, VectorMath.Exp2((float)i));
            Assert.Equal(i, VectorMath.Log2(power));
        }
    }

    [Fact]
    public void Sine_and_cosine_together_are_those_apart()
    {
        Random random = new(11);
        foreach (double x in Samples.Special.Concat(Samples.In(-1E4, 1E4, 1000, random)))
        {
            (double sin, double cos) = VectorMath.SinCos(x);
            AssertAlike(VectorMath.Sin(x), sin, $"sin {x}", 0);
            AssertAlike(VectorMath.Cos(x), cos, $"cos {x}", 0);
            (float sinSingle, float cosSingle) = VectorMath.SinCos((float)x);
            AssertAlike(VectorMath.Sin((float)x), sinSingle, $"sin {x}f", 0);
            AssertAlike(VectorMath.Cos((float)x), cosSingle, $"cos {x}f", 0);
        }
    }

    private static void AssertAlike(double expected, double actual, string what, int roundings = 1)
    {
        double unit = double.IsFinite(expected) ? roundings * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)) : 0;
        bool alike = expected == 0 || unit == 0 ? expected.Equals(actual) : Math.Abs(expected - actual) <= unit;
        bool sameSign = double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual);
        Assert.True(alike && sameSign, $"{what}: {expected:R} and {actual:R}");
    }

    private static void AssertAlike(float expected, float actual, string what, int roundings = 1)
    {
        float unit = float.IsFinite(expected) ? roundings * (MathF.BitIncrement(MathF.Abs(expected)) - MathF.Abs(expected)) : 0;
        bool alike = expected == 0 || unit == 0 ? expected.Equals(actual) : MathF.Abs(expected - actual) <= unit;
        bool sameSign = float.IsNaN(expected) || float.IsNegative(expected) == float.IsNegative(actual);
        Assert.True(alike && sameSign, $"{what}: {expected:R} and {actual:R}");
    }
}
