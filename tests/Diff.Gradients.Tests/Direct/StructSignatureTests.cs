using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Structs and tuples as parameters and results of annotated methods, by closed forms.</summary>
public sealed partial class StructSignatureTests
{
    private const double Tolerance = 1e-14;

    [Fact]
    public void The_gradient_by_a_struct_is_a_struct_of_its_type()
    {
        Body body = new() { Position = new Vector(1, 2), Velocity = new Vector(-0.5, 3), Mass = 2, Kind = Kind.Heavy, Count = 7 };
        (double value, Body gradient, double dt) = EnergyGradient(body, 0.25);
        // ½ m v² + g·m·y, 3 times, for heavy bodies.
        Assert.Equal(3 * (0.5 * 2 * (0.25 + 9) + 0.25 * 2 * 2), value, Tolerance);
        Assert.Equal(0, gradient.Position.X);
        Assert.Equal(3 * 0.25 * 2, gradient.Position.Y, Tolerance);
        Assert.Equal(3 * 2 * -0.5, gradient.Velocity.X, Tolerance);
        Assert.Equal(3 * 2 * 3, gradient.Velocity.Y, Tolerance);
        Assert.Equal(3 * (0.5 * 9.25 + 0.25 * 2), gradient.Mass, Tolerance);
        Assert.Equal(0, gradient.Count);
        Assert.Equal(default, gradient.Kind);
        Assert.Equal(3 * 2 * 2, dt, Tolerance);
    }

    [Fact]
    public void The_cotangent_of_a_tuple_is_a_tuple()
    {
        ((double sum, double product), Interval gradient) = SumAndProductBackward(new Interval(2, -3), (0.5, -4));
        Assert.Equal(-1, sum);
        Assert.Equal(-6, product);
        Assert.Equal(new Interval(0.5 - 4 * -3, 0.5 - 4 * 2), gradient);
    }

    [Fact]
    public void A_result_that_is_the_parameter_passes_its_cotangent_on()
    {
        ((double, double) value, (double A, double B) gradient) = SwappedBackward((1.5, 2.5), (10, 100));
        Assert.Equal((2.5, 1.5), value);
        Assert.Equal((100, 10), gradient);
    }

    [Fact]
    public void One_value_twice_in_the_result_adds_its_cotangents()
    {
        ((double, double) value, double gradient) = TwiceBackward(3, (2, 5));
        Assert.Equal((9, 9), value);
        Assert.Equal(7 * 6, gradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_gradient_by_a_span_of_structs_is_a_span_of_structs(int count)
    {
        Vector[] points = new Vector[count];
        for (int i = 0; i < count; i++)
            points[i] = new Vector(i + 0.5, 2 - i);
        Vector[] gradient = new Vector[count];
        Array.Fill(gradient, new Vector(77, 77));
        double value = MomentGradient(points, gradient);
        double expected = 0;
        for (int i = 0; i < count; i++)
        {
            expected += points[i].X * points[i].Y * (i + 1);
            Assert.Equal(new Vector(points[i].Y * (i + 1), points[i].X * (i + 1)), gradient[i]);
        }
        Assert.Equal(expected, value, Tolerance);
        MomentAccumulateGradient(points, gradient);
        for (int i = 0; i < count; i++)
            Assert.Equal(new Vector(2 * points[i].Y * (i + 1), 2 * points[i].X * (i + 1)), gradient[i]);
    }

    [Fact]
    public void Structs_in_memory_are_read_and_written_in_place()
    {
        Vector[] points = [new(1, 2), new(3, -1)];
        Vector[] cotangents = [new(0.5, -1), new(2, 4)];
        double speed = MoveBackward(points, 3, cotangents);
        // x' = x + speed·y, y' = y·x'.
        Assert.Equal(new Vector(7, 14), points[0]);
        Assert.Equal(new Vector(0, 0), points[1]);
        Vector[] expected = [new(0.5 - 2, 3 * (0.5 - 2) - 7), new(2 + 4 * -1, 3 * (2 + 4 * -1) + 4 * 0)];
        Assert.Equal(expected, cotangents);
        Assert.Equal((0.5 - 2) * 2 + (2 - 4) * -1, speed, Tolerance);
    }

    [Fact]
    public void Overlapping_spans_of_structs_are_refused()
    {
        Vector[] points = [new(1, 2), new(3, -1)];
        ArgumentException error = Assert.Throws<ArgumentException>(() => MomentGradient(points, points));
        Assert.Contains("points", error.Message, StringComparison.Ordinal);
        Assert.Equal(new Vector(1, 2), points[0]);
        Assert.Throws<ArgumentException>(() => MomentGradient(points, new Vector[1]));
        Assert.Throws<ArgumentNullException>(() => MomentGradient(null!, new Vector[1]));
    }

    [Fact]
    public void Structs_allocate_nothing()
    {
        Vector[] points = [new(1, 2), new(3, -1)];
        Vector[] gradient = new Vector[2];
        for (int i = 0; i < 3; i++)
        {
            MomentGradient(points, gradient);
            SumAndProductBackward(new Interval(2, -3), (0.5, -4));
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        MomentGradient(points, gradient);
        SumAndProductBackward(new Interval(2, -3), (0.5, -4));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Differentiable]
    internal static double Energy(Body body, double gravity)
    {
        double energy = 0.5 * body.Mass * body.Velocity.Squared() + gravity * body.Mass * body.Position.Y;
        return body.Kind == Kind.Heavy ? 3 * energy : energy;
    }

    [Differentiable]
    internal static (double Sum, double Product) SumAndProduct(Interval interval) =>
        (interval.Low + interval.High, interval.Low * interval.High);

    [Differentiable]
    internal static (double, double) Swapped((double A, double B) pair) => (pair.B, pair.A);

    [Differentiable]
    internal static (double, double) Twice(double x)
    {
        double square = x * x;
        return (square, square);
    }

    [Differentiable]
    internal static double Moment(Vector[] points)
    {
        double sum = 0;
        for (int i = 0; i < points.Length; i++)
            sum += points[i].X * points[i].Y * (i + 1);
        return sum;
    }

    [Differentiable]
    internal static void Move(Span<Vector> points, double speed)
    {
        for (int i = 0; i < points.Length; i++)
        {
            points[i].X += speed * points[i].Y;
            points[i].Y *= points[i].X;
        }
    }

    internal enum Kind
    {
        Light, Heavy,
    }

    internal struct Vector(double x, double y) : IEquatable<Vector>
    {
        public double X = x;

        public double Y = y;

        public readonly bool Equals(Vector other) => X == other.X && Y == other.Y;

        public override readonly bool Equals(object? obj) => obj is Vector other && Equals(other);

        public override readonly int GetHashCode() => HashCode.Combine(X, Y);

        public readonly double Squared() => X * X + Y * Y;
    }

    internal struct Body
    {
        public Vector Position;

        public Vector Velocity { get; set; }

        public double Mass;

        public Kind Kind;

        public int Count { get; init; }
    }

    internal readonly record struct Interval(double Low, double High);
}
