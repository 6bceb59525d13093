using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>A struct that extension members change and combine.</summary>
public struct Extended
{
    public double A, B;
}

/// <summary>Members of extension blocks.</summary>
public static class Extensions
{
    extension(ReadOnlySpan<double> values)
    {
        public double Leading => values[0];

        public double MeanValue()
        {
            double sum = 0;
            foreach (double value in values)
                sum += value;
            return sum / values.Length;
        }

        public double MeanOf(int count) => values[..count].MeanValue() * values.Leading;

        public double Tree() => values.Length < 2
            ? values[0]
            : values[..(values.Length / 2)].Tree() * values[(values.Length / 2)..].Tree() + values[0];
    }

    extension(double[] values)
    {
        public double Trailing
        {
            get => values[^1];
            set => values[^1] = value * 2;
        }

        public double Total(double factor)
        {
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
                sum += values[i] * factor;
            return sum;
        }

        public void Scale(double factor)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] *= factor;
        }
    }

    extension(double x)
    {
        public double Half => x / 2;

        public static double Golden => 1.6;

        public static double Cube(double t) => t * t * t;

        public double PowerOf(int n) => n <= 0 ? 1 : x * x.PowerOf(n - 1);

        public double MiddleRule(double end) => Middle(t => t * x, 0, end);
    }

    extension(ref double x)
    {
        public void SquareItself() => x *= x;
    }

    extension(ref Extended extended)
    {
        public double Sum => extended.A + extended.B;

        public double Twice
        {
            get => extended.A * 2;
            set => extended.A = value * extended.B;
        }

        public void Grow(double factor) => extended.A *= factor;

        public void operator +=(double factor) => extended.A += factor * extended.B;
    }

    extension(Extended)
    {
        public static Extended Make(double a) => new() { A = a, B = a * a };

        public static Extended operator +(Extended left, Extended right) => new() { A = left.A + right.A, B = left.A * right.B };

        public static Extended operator -(Extended value) => new() { A = -value.A, B = value.B };
    }

    private static double Middle(Func<double, double> f, double a, double b) => (b - a) * f((a + b) / 2);
}

/// <summary>Calls of members of extension blocks.</summary>
public static partial class ExtensionMembers
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.5, 2.0, 0.25 })]
    public static double OfSpans(ReadOnlySpan<double> x) => x.MeanValue() * x.Leading + x.MeanOf(2) + x[1..].MeanValue() + x.Tree();

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.5, 2.0 }, 1.25)]
    public static double OfArrays(double[] x, double k)
    {
        x.Scale(k);
        x.Trailing = x[0] * k;
        x.Trailing += 1;
        return x.Total(2) * x.Total(k) + x.Trailing + x.Total(factor: 3) + x.MeanValue();
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(-1.5)]
    public static double OfNumbers(double x) =>
        double.Cube(x) * double.Golden + Extensions.Cube(x) + x.Half * x.PowerOf(3) + x.MiddleRule(2) + Extensions.PowerOf(x, 2);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    public static double ByReference(double x)
    {
        Extended e = new() { A = x, B = 2 * x };
        e.Grow(x);
        x.SquareItself();
        double[] a = [x, 1];
        a[0].SquareItself();
        Extended[] all = [e];
        all[0].Grow(3);
        return e.A * e.Sum * x * a[0] * all[0].A;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -0.5)]
    public static double Operators(double x, double y)
    {
        Extended e = Extended.Make(x) + new Extended { A = y, B = x };
        e += Extended.Make(y);
        e = -e;
        e += x;
        e.Twice = x * y;
        e.Twice += e.A;
        e.Twice *= y;
        return e.A * e.B + e.Twice;
    }
}
