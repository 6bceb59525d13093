using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Structs, record structs and tuples inside differentiated methods.</summary>
public static partial class Structs
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    [At(-2.0, 0.25)]
    public static double FieldsAreAssigned(double x, double y)
    {
        Point p = default;
        p.X = x * y;
        p.Y = p.X + y;
        Point q = p;
        q.X *= 3;
        p.Y -= q.X;
        return p.X * q.Y + p.Y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    public static double ConstructorsAndOperators(double x, double y)
    {
        Point p = new(x, y);
        Point q = new Point { X = y, Y = 2 * x };
        Point r = (p + q) * 1.5 - new Point(y);
        r += p;
        return r.X * r.Y + Point.Dot(p, q) + -(-r).X;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    public static double MethodsAndProperties(double x, double y)
    {
        Point p = new(x, y);
        double before = p.SquaredLength;
        p.Move(y, x * y);
        p.Scaled = 2;
        return before * p.Length() + p.X * p.Moved(1, 2).Y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5, 3)]
    [At(0.5, 0.75, 0)]
    public static double StateOfALoop(double x, double v, int steps)
    {
        Body body = new() { Position = new Point(x, 1), Velocity = new Point(v, -x) };
        for (int i = 0; i < steps; i++)
        {
            Point force = body.Position * -0.5;
            body.Velocity += force * 0.1;
            body.Position += body.Velocity * 0.1;
            if (body.Position.X < 0)
                body.Velocity.X = -body.Velocity.X;
        }
        return body.Position.X * body.Velocity.Y + body.Position.Y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5, true)]
    [At(1.5, -0.5, false)]
    public static double ChosenStructs(double x, double y, bool first)
    {
        Point p = first ? new Point(x, y) : new Point(y * y, x);
        Point q = p with { X = p.Y * 2 };
        (double a, double b) = first ? (x, y) : (y, x * 3);
        return p.X * q.X + q.Y * a + b;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, -0.5, 0.25 })]
    [At(new[] { 0.5, -1.0 })]
    public static double ArraysOfStructs(double[] values)
    {
        Point[] points = new Point[values.Length / 2];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new Point(values[2 * i], values[2 * i + 1]);
            points[i].X *= 2;
        }
        Span<Point> rest = points.AsSpan(points.Length - 1);
        rest[0].Y += rest[^1].X;
        foreach (ref Point point in points.AsSpan())
            point.Move(point.Y, 0.5);
        double sum = 0;
        foreach (Point point in points)
            sum += point.X * point.Y;
        points[0].Swap();
        Point[] copy = points.AsSpan().ToArray();
        return sum + copy[0].X * copy.Length + Total(copy);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    public static double References(double x, double y)
    {
        Body body = default;
        ref Point position = ref body.Position;
        position.X = x;
        position.Y = x * y;
        Turn(ref position);
        Turn(ref body.Velocity, in body.Position);
        ref double number = ref position.X;
        number *= 3;
        CopyField(ref body.Velocity);
        return body.Position.X * body.Position.Y + body.Velocity.X * y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(4.0)]
    [At(-10.0)]
    public static double TupleVariables(double x)
    {
        (double A, double B) y = (x, x * x);
        (double A, (double C, int N) B) z = (x + x, (x - 1, 2));
        if (x > 0)
        {
            (double A, double B) w = (x, 3 * x);
            y.A = w.B;
            y.B = w.A;
            z.B.C -= y.A;
        }
        else
        {
            (int, int) counts = (3, -4);
            z = (x, counts is ( > 0, < 0) ? (y.B, 3) : (1, 4));
        }
        (double minimum, double maximum) = Order(y.A, z.A);
        return y.A + y.B - z.A * z.B.C * z.B.N + maximum * minimum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    public static double RecordStructs(double x, double y)
    {
        Interval interval = new(x, y);
        Interval other = interval with { High = 2 * x };
        (double low, double high) = other;
        if (interval == other)
            return x;
        return low * high + interval.Width * other.Middle;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5f, 2.0)]
    public static double MixedFields(float x, double y)
    {
        Mixed m = new() { Small = x * x, Count = 3, Large = y };
        m.Large += m.Small * m.Count;
        return m.Large * m.Small;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0)]
    [At(1.5, 1)]
    [At(1.5, 2)]
    [At(1.5, 7)]
    public static double SwitchExpressions(double x, int kind)
    {
        double y = kind switch
        {
            0 => x,
            1 => x * x,
            > 5 and < 9 when x > 1 => x * x * x,
            var k => x * k,
        };
        Point p = (kind, kind * 2) switch
        {
            (0, > 0) => new Point(y, x),
            (1, _) => new Point(x, 1),
            ( > 100, _) => throw new InvalidOperationException(),
            _ => new Point(2, y),
        };
        return p.X * p.Y + y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0)]
    [At(1.5, 1)]
    [At(1.5, 2)]
    [At(1.5, 3)]
    public static double GoToCase(double x, int kind)
    {
        double y = 1;
        switch (kind)
        {
            case 0:
                y = x;
                goto case 2;
            case 1:
                y += x;
                goto default;
            case 2:
                y *= x * x;
                break;
            default:
                y *= 3 * x;
                break;
        }
        return y;
    }

    private static (double Minimum, double Maximum) Order(double x, double y) => x < y ? (x, y) : (y, x);

    private static void Turn(ref Point p) => p = new Point(-p.Y, p.X);

    private static void Turn(ref Point target, in Point source)
    {
        target.X = -source.Y;
        target.Y = source.X * target.X;
    }

    private static void CopyField(ref Point p) => p.X = p.Y;

    private static double Total(ReadOnlySpan<Point> points)
    {
        double total = 0;
        for (int i = 0; i < points.Length; i++)
            total += points[i].SquaredLength + points[^1].X;
        return total;
    }

    private struct Point
    {
        public double X;
        private double _y;

        public Point(double x, double y)
        {
            X = x;
            _y = y;
        }

        public Point(double both)
            : this(both, both)
        {
        }

        public double Y
        {
            readonly get => _y;
            set => _y = value;
        }

        public readonly double SquaredLength => X * X + _y * _y;

        public double Scaled
        {
            set
            {
                X *= value;
                Y *= value;
            }
        }

        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

        public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

        public static Point operator -(Point a) => new(-a.X, -a.Y);

        public static Point operator *(Point a, double factor) => new(a.X * factor, a.Y * factor);

        public static double Dot(Point a, Point b) => a.X * b.X + a.Y * b.Y;

        public readonly double Length() => Math.Sqrt(SquaredLength);

        public readonly Point Moved(double x, double y)
        {
            Point moved = this;
            moved.Move(x, y);
            return moved;
        }

        public void Move(double x, double y)
        {
            X += x;
            _y += y;
        }

        public void Swap() => (X, Y) = (Y, X);
    }

    private struct Body
    {
        public Point Position;

        public Point Velocity;
    }

    private struct Mixed
    {
        public float Small { get; set; }

        public double Large { get; set; }

        public int Count { get; init; }
    }

    private readonly record struct Interval(double Low, double High)
    {
        public double Width => High - Low;

        public double Middle { get; } = 0.5 * (Low + High);
    }
}
