namespace Diff.Fuzz.Generation;

/// <summary>The struct of a program: fields, a property of each kind, constructors, operators, methods that read and write.</summary>
internal static class StructWriter
{
    public const string Name = "Pair";

    public const string Source = """
            private struct Pair
            {
                public double X;

                public Pair(double x, double y)
                {
                    X = x;
                    Y = y;
                }

                public double Y { get; set; }

                public readonly double Sum => X + 0.5 * Y;

                public double Scale
                {
                    readonly get => X * Y;
                    set
                    {
                        X *= value;
                        Y = value - Y;
                    }
                }

                public static Pair operator +(Pair a, Pair b) => new(a.X + b.X, a.Y - 0.5 * b.Y);

                public static Pair operator *(Pair a, double factor) => new() { X = a.X * factor, Y = Math.Sin(a.Y * factor) };

                public readonly double Dot(in Pair other) => X * other.X + Y * other.Y;

                public double Turn(double angle)
                {
                    double x = X;
                    X = x * Math.Cos(angle) - Y;
                    Y += 0.25 * x * angle;
                    return X;
                }

                public readonly void Deconstruct(out double x, out double y) => (x, y) = (X, Sum);
            }

        """;
}
