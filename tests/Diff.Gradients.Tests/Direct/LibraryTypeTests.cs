using System;
using System.Linq;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>
/// The base class library's structs of numbers in annotated methods, by closed forms and by differences in double precision. That each
/// single member has the right derivative is tested beside the generator, for all of them.
/// </summary>
public sealed partial class LibraryTypeTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void The_gradient_by_a_vector_is_a_vector()
    {
        Vector3 v = new(1, -2, 2);
        (float value, Vector3 gradient, float byScale) = ScaledLengthGradient(v, 3);
        Assert.Equal(9f, value, Tolerance);
        Close(v, gradient, "by v");
        Assert.Equal(3f, byScale, Tolerance);
    }

    [Fact]
    public void At_the_origin_a_norm_has_derivative_zero()
    {
        (float length, Vector3 gradient, float _) = ScaledLengthGradient(Vector3.Zero, 3);
        Assert.Equal(0, length);
        Assert.Equal(Vector3.Zero, gradient);
        (float distance, Vector2 a, Vector2 b) = ApartGradient(new Vector2(1, 2), new Vector2(1, 2));
        Assert.Equal((0, Vector2.Zero, Vector2.Zero), (distance, a, b));
        (double magnitude, Complex byZ) = MagnitudeGradient(Complex.Zero);
        Assert.Equal((0, Complex.Zero), (magnitude, byZ));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Spans_of_vectors_have_spans_of_gradients(int count)
    {
        Vector3[] points = [.. Enumerable.Range(0, count).Select(i => new Vector3(i - 0.5f, 1.5f - i, 0.25f * i))];
        Vector3[] gradient = [.. points.Select(_ => new Vector3(77))];
        Vector3 center = new(0.5f, -1, 2);
        (float value, Vector3 byCenter) = SpreadGradient(points, center, gradient);
        Assert.Equal(points.Sum(p => Vector3.DistanceSquared(p, center)), value, 1e-3);
        for (int i = 0; i < count; i++)
            Close(2 * (points[i] - center), gradient[i], "by a point");
        Close(-2 * points.Aggregate(Vector3.Zero, (s, p) => s + p - center), byCenter, "by the center");
    }

    [Fact]
    public void Vectors_in_memory_are_changed_in_place()
    {
        Vector3[] points = [new(1, 2, 3), new(-1, 0.5f, 2)];
        Vector3[] cotangents = [new(0.5f, -1, 2), new(1, 1, -1)];
        float factor = StretchBackward(points, 2, cotangents);
        Assert.Equal([new Vector3(2, 3, 3 * 2), new Vector3(-2, 1.5f, 1.5f * 2)], points);

        // x' = s·x, y' = y + 1, z' = y'... of the old y: z' = s·y'.
        Close(new Vector3(2 * 0.5f, -1 + 2 * 2, 0), cotangents[0], "first");
        Close(new Vector3(2, 1 - 2, 0), cotangents[1], "second");
        Assert.Equal(0.5 * 1 + 2 * 3 + 1 * -1 - 1 * 1.5, factor, Tolerance);
    }

    [Fact]
    public void A_rotation_of_points_by_a_quaternion()
    {
        Vector3[] points = [new(1, 2, 3), new(-1, 0.5f, 2), new(0.25f, -2, 1)];
        Vector3[] targets = [new(2, 1, 3), new(0, 0.75f, 2), new(0, -1, 1.5f)];
        (float value, float byYaw, float byPitch, float byRoll) = MisfitGradient(points, targets, 0.3f, -0.2f, 0.5f);
        Assert.Equal(Misfit(points, targets, 0.3f, -0.2f, 0.5f), value, 1e-4);
        const float Step = 1e-2f;
        double[] expected =
        [
            (Misfit(points, targets, 0.3f + Step, -0.2f, 0.5f) - Misfit(points, targets, 0.3f - Step, -0.2f, 0.5f)) / (2 * Step),
            (Misfit(points, targets, 0.3f, -0.2f + Step, 0.5f) - Misfit(points, targets, 0.3f, -0.2f - Step, 0.5f)) / (2 * Step),
            (Misfit(points, targets, 0.3f, -0.2f, 0.5f + Step) - Misfit(points, targets, 0.3f, -0.2f, 0.5f - Step)) / (2 * Step),
        ];
        GradientAssert.Close(expected, [byYaw, byPitch, byRoll], 5e-3, "angles");
    }

    [Fact]
    public void The_gradient_of_a_determinant_is_the_adjugate_transposed()
    {
        Matrix4x4 m = new(2, 0.5f, -1, 0, 1, 3, 0.25f, 1, 0, -1, 2, 0.5f, 1, 0, 0.75f, 1.5f);
        (float determinant, Matrix4x4 gradient) = VolumeGradient(m);
        Assert.Equal(m.GetDeterminant(), determinant, Tolerance);
        Assert.True(Matrix4x4.Invert(m, out Matrix4x4 inverse));
        Matrix4x4 expected = Matrix4x4.Transpose(inverse) * determinant;
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
                Assert.Equal(expected[row, column], gradient[row, column], 1e-3);
        }
    }

    [Fact]
    public void The_inverse_is_an_out_parameter_and_its_refusal_a_branch()
    {
        (float trace, Matrix4x4 gradient) = InverseTraceGradient(Matrix4x4.CreateScale(2, 4, 5));
        Assert.Equal(0.5f + 0.25f + 0.2f + 1, trace, Tolerance);
        GradientAssert.Close([-0.25, -1 / 16.0, -0.04, -1], [gradient.M11, gradient.M22, gradient.M33, gradient.M44], Tolerance, "diagonal");
        (float none, Matrix4x4 zero) = InverseTraceGradient(Matrix4x4.CreateScale(0));
        Assert.Equal((-1f, default), (none, zero));
    }

    [Fact]
    public void The_real_part_of_a_complex_gradient_is_the_derivative_by_the_real_part()
    {
        // |z² + c|²: by the chain rule 2·conj-products; compared with differences.
        Complex z = new(0.7, -1.2);
        (double value, Complex byZ, Complex byC) = OrbitGradient(z, new Complex(-0.1, 0.4), 4);
        Assert.Equal(Orbit(z, new Complex(-0.1, 0.4), 4), value, 1e-12);
        const double Step = 1e-6;
        double f(double re, double im) => Orbit(z + new Complex(re, im), new Complex(-0.1, 0.4), 4);
        double g(double re, double im) => Orbit(z, new Complex(-0.1 + re, 0.4 + im), 4);
        GradientAssert.Close(
            [(f(Step, 0) - f(-Step, 0)) / (2 * Step), (f(0, Step) - f(0, -Step)) / (2 * Step), (g(Step, 0) - g(-Step, 0)) / (2 * Step), (g(0, Step) - g(0, -Step)) / (2 * Step)],
            [byZ.Real, byZ.Imaginary, byC.Real, byC.Imaginary], 1e-7, "by z and c");
    }

    [Fact]
    public void A_holomorphic_function_pulls_back_by_its_conjugate_derivative()
    {
        // Newton's iteration to √c: the derivative by c is 1 / (2·√c) once it has converged.
        Complex c = new(-3, 4);
        Complex cotangent = new(0.75, -2);
        (Complex root, Complex byC) = RootBackward(c, 40, cotangent);
        Assert.Equal(0, Complex.Abs(root * root - c), 1e-12);
        Complex expected = cotangent * Complex.Conjugate(1 / (2 * root));
        GradientAssert.Close([expected.Real, expected.Imaginary], [byC.Real, byC.Imaginary], 1e-10, "by c");
    }

    [Fact]
    public void Spans_of_complex_numbers_are_coefficients()
    {
        Complex[] coefficients = [new(1, 2), new(-0.5, 0.25), new(0, -1)];
        Complex[] gradient = new Complex[3];
        Complex z = new(0.6, 0.8);
        Complex cotangent = new(1, -0.5);
        (Complex value, Complex byZ) = PolynomialBackward(coefficients, z, cotangent, gradient);
        Complex expected = coefficients[0] + coefficients[1] * z + coefficients[2] * z * z;
        Assert.Equal(0, Complex.Abs(value - expected), 1e-14);
        for (int k = 0; k < 3; k++)
            Assert.Equal(0, Complex.Abs(gradient[k] - cotangent * Complex.Conjugate(Complex.Pow(z, k))), 1e-14);
        Assert.Equal(0, Complex.Abs(byZ - cotangent * Complex.Conjugate(coefficients[1] + 2 * coefficients[2] * z)), 1e-14);
    }

    [Fact]
    public void Structs_and_tuples_hold_them()
    {
        Ball ball = new() { Center = new Vector3(1, 2, 3), Radius = 2 };
        (float value, Ball gradient) = OutsideGradient(ball);
        Assert.Equal(Vector3.Distance(ball.Center, new Vector3(0, 1, 0)) - 2, value, Tolerance);
        Close(Vector3.Normalize(ball.Center - new Vector3(0, 1, 0)), gradient.Center, "center");
        Assert.Equal(-1, gradient.Radius);
        ((Vector3 along, float length) result, Vector3 byV) = SplitBackward(new Vector3(3, 0, 4), (new Vector3(1, -1, 0.5f), 2));
        Close(new Vector3(0.6f, 0, 0.8f), result.along, "direction");
        Assert.Equal(5f, result.length, Tolerance);

        // (g − n·(n·g)) / |v| + 2·n
        Vector3 n = new(0.6f, 0, 0.8f);
        Vector3 g = new(1, -1, 0.5f);
        Close((g - n * Vector3.Dot(n, g)) / 5 + 2 * n, byV, "by v");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Numbers_by_a_run_time_index_are_read_and_written(int index)
    {
        Vector3 v = new(2, 3, 5);
        (float value, Vector3 gradient) = IndexedGradient(v, index);
        Vector3 expected = new(1, 10, 100);
        Vector3 changed = v;
        changed[index] = v[index] * v[index];
        Assert.Equal(Vector3.Dot(expected, changed), value, 1e-3);
        expected[index] *= 2 * v[index];
        Close(expected, gradient, "by v");
        Assert.Throws<ArgumentOutOfRangeException>(() => IndexedGradient(v, 3));
    }

    [Fact]
    public void Static_fields_and_what_is_written_out_are_structs_too()
    {
        (float value, Vector2 gradient) = SketchedGradient(new Vector2(2, -3));
        Assert.Equal(Sketched(new Vector2(2, -3)), value, Tolerance);
        const float Step = 1f / 64;
        Vector2 expected = new(
            (Sketched(new Vector2(2 + Step, -3)) - Sketched(new Vector2(2 - Step, -3))) / (2 * Step),
            (Sketched(new Vector2(2, -3 + Step)) - Sketched(new Vector2(2, -3 - Step))) / (2 * Step));
        GradientAssert.Close([expected.X, expected.Y], [gradient.X, gradient.Y], 1e-3, "by v");
    }

    [Fact]
    public void Library_structs_allocate_nothing()
    {
        Vector3[] points = [new(1, 2, 3), new(-1, 0.5f, 2)];
        Vector3[] gradient = new Vector3[2];
        for (int i = 0; i < 3; i++)
        {
            SpreadGradient(points, Vector3.One, gradient);
            RootBackward(new Complex(1, 2), 5, Complex.One);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        SpreadGradient(points, Vector3.One, gradient);
        RootBackward(new Complex(1, 2), 5, Complex.One);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Static_arrays_of_structs_are_tables()
    {
        (float value, Vector2 gradient) = TabledGradient(new Vector2(2, -3));
        Assert.Equal(Tabled(new Vector2(2, -3)), value, Tolerance);
        Vector2 sum = new(1 - 3 + 0, 2 + 0.5f + 1);
        GradientAssert.Close([sum.X + 3 * 0.5, sum.Y], [gradient.X, gradient.Y], 1e-6, "by v");
    }

    private static void Close(Vector3 expected, Vector3 actual, string what) =>
        GradientAssert.Close([expected.X, expected.Y, expected.Z], [actual.X, actual.Y, actual.Z], Tolerance, what);

    internal static class Directions
    {
        public static readonly Vector2 Slope = Vector2.Normalize(new Vector2(1, 2));
        public static readonly Vector2[] Corners = [new(1, 2), new(-3, 0.5f), new(0, 1)];
        public static readonly Ball[] Balls = [new() { Center = new Vector3(1, 2, 3), Radius = 0.5f }];
        public static readonly Matrix3x2 Quarter = Matrix3x2.CreateRotation(MathF.PI / 2);
    }

    internal struct Ball
    {
        public Vector3 Center;
        public float Radius;

        public readonly float DistanceTo(Vector3 point) => Vector3.Distance(Center, point) - Radius;
    }

    [Differentiable]
    internal static float ScaledLength(Vector3 v, float scale) => scale * v.Length();

    [Differentiable]
    internal static float Apart(Vector2 a, Vector2 b) => Vector2.Distance(a, b);

    [Differentiable]
    internal static double Magnitude(Complex z) => z.Magnitude;

    [Differentiable]
    internal static float Spread(ReadOnlySpan<Vector3> points, Vector3 center)
    {
        float sum = 0;
        foreach (Vector3 point in points)
            sum += (point - center).LengthSquared();
        return sum;
    }

    [Differentiable]
    internal static void Stretch(Span<Vector3> points, float factor)
    {
        for (int i = 0; i < points.Length; i++)
        {
            points[i].X *= factor;
            points[i].Y++;
            points[i].Z = factor * points[i].Y;
        }
    }

    [Differentiable]
    internal static float Misfit([Constant] ReadOnlySpan<Vector3> points, [Constant] Vector3[] targets, float yaw, float pitch, float roll)
    {
        Quaternion rotation = Quaternion.Normalize(Quaternion.CreateFromYawPitchRoll(yaw, pitch, roll));
        float sum = 0;
        for (int i = 0; i < points.Length; i++)
            sum += Vector3.DistanceSquared(Vector3.Transform(points[i], rotation), targets[i]);
        return sum;
    }

    [Differentiable]
    internal static float Volume(Matrix4x4 m) => m.GetDeterminant();

    [Differentiable]
    internal static float InverseTrace(Matrix4x4 m)
    {
        if (!Matrix4x4.Invert(m, out Matrix4x4 inverse))
            return -1;
        return inverse.M11 + inverse[1, 1] + inverse.Z.Z + inverse.GetElement(3, 3);
    }

    [Differentiable]
    internal static double Orbit(Complex z, Complex c, int steps)
    {
        for (int i = 0; i < steps; i++)
            z = z * z * 0.5 + c - i / 10.0;
        Complex e = Complex.Exp(-z / 4);
        return e.Magnitude + z.Phase * Complex.Sin(z + Complex.ImaginaryOne).Real;
    }

    [Differentiable]
    internal static Complex Root(Complex c, int steps)
    {
        Complex x = 1;
        while (Complex.Abs(x * x - c) > 1e-14 && steps-- > 0)
            x = (x + c / x) / 2;
        return (x + c / x) / 2;
    }

    [Differentiable]
    internal static Complex Polynomial(ReadOnlySpan<Complex> coefficients, Complex z)
    {
        Complex sum = Complex.Zero;
        for (int k = coefficients.Length - 1; k >= 0; k--)
            sum = sum * z + coefficients[k];
        return sum;
    }

    [Differentiable]
    internal static float Outside(Ball ball) => ball.DistanceTo(Vector3.UnitY);

    [Differentiable]
    internal static (Vector3 Along, float Length) Split(Vector3 v) => (Vector3.Normalize(v), v.Length());

    [Differentiable]
    internal static float Indexed(Vector3 v, int index)
    {
        v[index] *= v[index];
        return v[0] + 10 * v[1] + 100 * v[2];
    }

    [Differentiable]
    internal static float Tabled(Vector2 v)
    {
        float sum = 0;
        for (int i = 0; i < Directions.Corners.Length; i++)
            sum += Vector2.Dot(Directions.Corners[i], v);
        return sum + Directions.Balls[0].Center.Z * Directions.Balls[0].Radius * v.X;
    }

    [Differentiable]
    internal static float Sketched(Vector2 v)
    {
        Vector2 w = Vector2.Transform(v, Directions.Quarter);
        w.X += Directions.Slope.Y;
        Vector3 lifted = new(w, v.X) { Z = v.Y * v.Y };
        lifted = lifted with { Y = lifted.Y * 2 };
        Vector2[] corners = [v, new Vector2(lifted.X, lifted.Z), Vector2.Zero];
        (corners[0], corners[2]) = (corners[2], corners[0]);
        Vector2 sum = default;
        foreach (Vector2 corner in corners)
            sum += corner * corner;
        return sum == Vector2.Zero ? 0 : Vector2.Dot(sum, Directions.Slope) + lifted.Y;
    }
}
