using System;
using Xunit;

namespace Diff.Tests;

public sealed class ScalarFunctionTests
{
    private static void AgreesInDouble(double[] expected, Func<double, double> function, double ulps)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double x = ReferenceValues.Arguments[i];
            // Subnormal results have fewer digits: there a few of their own units are allowed.
            bool isSubnormal = expected[i] != 0 && Math.Abs(expected[i]) < 2.3e-308;
            Near.Ulps(expected[i], function(x), isSubnormal ? 2048 : ulps, $"at {x:R}");
        }
    }

    private static void AgreesInFloat(double[] expected, Func<float, float> function, double ulps)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double x = ReferenceValues.Arguments[i];
            bool isSubnormal = expected[i] != 0 && Math.Abs(expected[i]) < 1.2e-38;
            Near.Ulps(expected[i], function((float)x), isSubnormal ? 2048 : ulps, $"at {x:R}");
        }
    }

    [Fact]
    public void Sigmoid_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Sigmoid, Functions.Sigmoid, 3);
        AgreesInFloat(ReferenceValues.Sigmoid, Functions.Sigmoid, 3);
    }

    [Fact]
    public void Softplus_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Softplus, Functions.Softplus, 4);
        AgreesInFloat(ReferenceValues.Softplus, Functions.Softplus, 4);
    }

    [Fact]
    public void Silu_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Silu, Functions.Silu, 4);
        AgreesInFloat(ReferenceValues.Silu, Functions.Silu, 4);
    }

    [Fact]
    public void Gelu_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Gelu, Functions.Gelu, 8);
        AgreesInFloat(ReferenceValues.Gelu, Functions.Gelu, 0.51);
    }

    [Fact]
    public void Erf_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Erf, Functions.Erf, 3);
        AgreesInFloat(ReferenceValues.Erf, Functions.Erf, 0.51);
    }

    [Fact]
    public void NormalCdf_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.NormalCdf, Functions.NormalCdf, 8);
        AgreesInFloat(ReferenceValues.NormalCdf, Functions.NormalCdf, 0.51);
    }

    [Fact]
    public void NormalPdf_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.NormalPdf, Functions.NormalPdf, 4);
        AgreesInFloat(ReferenceValues.NormalPdf, Functions.NormalPdf, 0.51);
    }

    [Fact]
    public void Huber_agrees_with_the_reference()
    {
        AgreesInDouble(ReferenceValues.Huber, x => Functions.Huber(x), 1);
        AgreesInFloat(ReferenceValues.Huber, x => Functions.Huber(x), 1);
    }

    [Fact]
    public void Erf_is_smooth_where_its_approximations_meet()
    {
        foreach (double seam in new[] { 0.46875, 4.0, 6.0 })
        {
            Near.Ulps(Functions.Erf(Math.BitDecrement(seam)), Functions.Erf(Math.BitIncrement(seam)), 4, $"at {seam}");
        }
    }

    [Fact]
    public void NaN_passes_through_every_function()
    {
        foreach (Func<double, double> function in new Func<double, double>[]
        {
            Functions.Sigmoid, Functions.Relu, x => Functions.LeakyRelu(x), Functions.Softplus,
            Functions.Gelu, Functions.Silu, x => Functions.Huber(x), Functions.Erf, Functions.NormalCdf,
            Functions.NormalPdf,
        })
        {
            Assert.Equal(double.NaN, function(double.NaN));
        }
        foreach (Func<float, float> function in new Func<float, float>[]
        {
            Functions.Sigmoid, Functions.Relu, x => Functions.LeakyRelu(x), Functions.Softplus,
            Functions.Gelu, Functions.Silu, x => Functions.Huber(x), Functions.Erf, Functions.NormalCdf,
            Functions.NormalPdf,
        })
        {
            Assert.Equal(float.NaN, function(float.NaN));
        }
    }

    [Fact]
    public void Infinities_give_the_limits()
    {
        (Func<double, double> Double, Func<float, float> Single, double AtMinus, double AtPlus)[] limits =
        [
            (Functions.Sigmoid, Functions.Sigmoid, 0, 1),
            (Functions.Relu, Functions.Relu, 0, double.PositiveInfinity),
            (x => Functions.LeakyRelu(x), x => Functions.LeakyRelu(x), double.NegativeInfinity, double.PositiveInfinity),
            (Functions.Softplus, Functions.Softplus, 0, double.PositiveInfinity),
            (Functions.Gelu, Functions.Gelu, -0.0, double.PositiveInfinity),
            (Functions.Silu, Functions.Silu, -0.0, double.PositiveInfinity),
            (x => Functions.Huber(x), x => Functions.Huber(x), double.PositiveInfinity, double.PositiveInfinity),
            (Functions.Erf, Functions.Erf, -1, 1),
            (Functions.NormalCdf, Functions.NormalCdf, 0, 1),
            (Functions.NormalPdf, Functions.NormalPdf, 0, 0),
        ];
        for (int i = 0; i < limits.Length; i++)
        {
            AssertSameBits(limits[i].AtMinus, limits[i].Double(double.NegativeInfinity));
            AssertSameBits(limits[i].AtPlus, limits[i].Double(double.PositiveInfinity));
            AssertSameBits(limits[i].AtMinus, limits[i].Single(float.NegativeInfinity));
            AssertSameBits(limits[i].AtPlus, limits[i].Single(float.PositiveInfinity));
        }
    }

    [Fact]
    public void The_largest_numbers_do_not_overflow_to_NaN()
    {
        foreach (double x in new[] { double.MaxValue, double.MinValue })
        {
            Assert.False(double.IsNaN(Functions.Sigmoid(x)));
            Assert.False(double.IsNaN(Functions.Softplus(x)));
            Assert.False(double.IsNaN(Functions.Silu(x)));
            Assert.False(double.IsNaN(Functions.Gelu(x)));
            Assert.Equal(double.MaxValue, Functions.Huber(x));
            Assert.Equal(x > 0 ? 1 : -1, Functions.Erf(x));
            Assert.Equal(0, Functions.NormalPdf(x));
        }
    }

    [Fact]
    public void Zero_keeps_its_sign_where_the_function_is_odd()
    {
        AssertSameBits(-0.0, Functions.Erf(-0.0));
        AssertSameBits(-0.0, Functions.Gelu(-0.0));
        AssertSameBits(-0.0, Functions.Silu(-0.0));
        AssertSameBits(0.0, Functions.Relu(-0.0));
    }

    [Fact]
    public void The_rectifiers_bend_at_zero()
    {
        Assert.Equal(2.5, Functions.Relu(2.5));
        Assert.Equal(0, Functions.Relu(-2.5));
        Assert.Equal(2.5f, Functions.Relu(2.5f));
        Assert.Equal(0, Functions.Relu(-2.5f));
        Assert.Equal(2.5, Functions.LeakyRelu(2.5));
        Assert.Equal(-0.025, Functions.LeakyRelu(-2.5), 1e-16);
        Assert.Equal(-0.5, Functions.LeakyRelu(-2.5, 0.2));
        Assert.Equal(-0.625f, Functions.LeakyRelu(-2.5f, 0.25f));
    }

    [Fact]
    public void Huber_changes_from_parabola_to_line_at_its_threshold()
    {
        Assert.Equal(2, Functions.Huber(2, 2));
        Assert.Equal(2, Functions.Huber(-2, 2));
        Assert.Equal(4, Functions.Huber(3, 2));
        Assert.Equal(4f, Functions.Huber(-3f, 2f));
        Assert.Equal(0.125f, Functions.Huber(0.5f, 2f));
    }

    /// <summary>Tells −0 from 0, which equality does not.</summary>
    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
