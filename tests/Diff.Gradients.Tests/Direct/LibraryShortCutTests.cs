using System;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Where the base class library takes a short cut for special arguments, the value is its own and the derivative is not lost.</summary>
public sealed partial class LibraryShortCutTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, 1e-5f)]
    [InlineData(0, 0.5f)]
    public void A_rotation_by_a_quarter_turn_has_the_derivatives_of_sine_and_cosine(int quarters, float beside)
    {
        float angle = quarters * MathF.PI / 2 + beside;
        ((float a, float b, float c) value, float derivative) = TurnedBackward(angle, (1, 10, 100));
        Matrix3x2 matrix = Matrix3x2.CreateRotation(angle);
        Assert.Equal((matrix.M11, matrix.M12, matrix.M21), value);
        Assert.Equal(-Math.Sin(angle) + 10 * Math.Cos(angle) - 100 * Math.Cos(angle), derivative, 2e-3);
    }

    [Fact]
    public void A_plane_of_length_one_stays_so_when_its_normal_changes()
    {
        Plane plane = new(0.6f, 0.8f, 0, 2);
        (Plane value, Plane gradient) = NormalizedBackward(plane, new Plane(1, 0, 0, 0));
        Assert.Equal(Plane.Normalize(plane).Normal.X, value.Normal.X, 1e-6);

        // ∂(x/|n|) = e − n·n₁, and none by d.
        GradientAssert.Close([1 - 0.36, -0.48, 0, 0], [gradient.Normal.X, gradient.Normal.Y, gradient.Normal.Z, gradient.D], 1e-5, "plane");
    }

    [Fact]
    public void Roots_and_logarithms_of_real_numbers_have_derivatives_by_the_imaginary_part()
    {
        foreach (double x in new[] { 4.0, -4.0 })
        {
            Complex cotangent = new(0.5, -2);
            (Complex root, Complex byRoot) = RootBackward(new Complex(x, 0), cotangent);
            Assert.Equal(Complex.Sqrt(new Complex(x, 0)), root);
            Near(cotangent * Complex.Conjugate(0.5 / root), byRoot);
            (Complex _, Complex byLog) = LogarithmBackward(new Complex(x, 0), cotangent);
            Near(cotangent * Complex.Conjugate(new Complex(1 / x, 0)), byLog);
        }
    }

    [Fact]
    public void A_power_has_its_derivatives_at_exponent_zero_and_at_base_zero()
    {
        Complex z = new(1, 2);
        Complex cotangent = new(0.5, -2);
        (Complex one, Complex byBase, Complex byExponent) = PowerBackward(z, Complex.Zero, cotangent);
        Assert.Equal(Complex.One, one);
        Near(Complex.Zero, byBase);
        Near(cotangent * Complex.Conjugate(Complex.Log(z)), byExponent);
        Assert.Equal((Complex.Zero, Complex.Zero, Complex.Zero), PowerBackward(Complex.Zero, new Complex(2, 0), cotangent));
        (Complex zero, Complex straight, Complex _) = PowerBackward(Complex.Zero, Complex.One, cotangent);
        Assert.Equal((Complex.Zero, cotangent), (zero, straight));
    }

    [Fact]
    public void Vectors_are_made_of_spans_and_copied_to_spans()
    {
        float[] x = [0.5f, -1, 2, 3];
        float[] gradient = new float[4];
        float value = CopiedGradient(x, gradient);
        Assert.Equal(new Vector4(x).LengthSquared() + 2 * -1 * 3, value, 1e-5);
        Assert.Equal([1, -2 + 2 * 3, 4, 6 + 2 * -1], gradient);
        ArgumentOutOfRangeException expected = Assert.Throws<ArgumentOutOfRangeException>(() => Copied(new float[3]));
        Assert.Equal(expected.Message, Assert.Throws<ArgumentOutOfRangeException>(() => CopiedGradient(new float[3], new float[3])).Message);
    }

    [Fact]
    public void Wrong_arguments_throw_what_the_primal_throws()
    {
        ArgumentOutOfRangeException expected = Assert.Throws<ArgumentOutOfRangeException>(() => Projected(0.5f, -1));
        Assert.Equal(expected.Message, Assert.Throws<ArgumentOutOfRangeException>(() => ProjectedGradient(0.5f, -1)).Message);
        (float value, float byField, float byNear) = ProjectedGradient(0.5f, 1);
        Assert.Equal(Projected(0.5f, 1), value, 1e-5);

        // 1 / tan(f/2) + n·100/(n − 100)
        Assert.Equal(-0.5 / Math.Pow(Math.Sin(0.25), 2), byField, 1e-3);
        Assert.Equal(-1e4 / (99.0 * 99), byNear, 1e-4);
    }

    private static void Near(Complex expected, Complex actual) =>
        GradientAssert.Close([expected.Real, expected.Imaginary], [actual.Real, actual.Imaginary], 1e-12, "complex");

    [Differentiable]
    internal static (float, float, float) Turned(float angle)
    {
        Matrix3x2 matrix = Matrix3x2.CreateRotation(angle);
        return (matrix.M11, matrix.M12, matrix.M21);
    }

    [Differentiable]
    internal static Plane Normalized(Plane plane) => Plane.Normalize(plane);

    [Differentiable]
    internal static Complex Root(Complex z) => Complex.Sqrt(z);

    [Differentiable]
    internal static Complex Logarithm(Complex z) => Complex.Log(z);

    [Differentiable]
    internal static Complex Power(Complex z, Complex w) => Complex.Pow(z, w);

    [Differentiable]
    internal static float Copied(ReadOnlySpan<float> x)
    {
        Vector4 v = new(x);
        Span<float> y = stackalloc float[5];
        v.CopyTo(y[1..]);
        return v.LengthSquared() + 2 * y[2] * y[4];
    }

    [Differentiable]
    internal static float Projected(float fieldOfView, float near)
    {
        Matrix4x4 projection = Matrix4x4.CreatePerspectiveFieldOfView(fieldOfView, 1.5f, near, 100);
        return projection.M22 + projection.M43;
    }
}
