using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Members of structs: parameters of primary constructors that they read, and bodies that an interface declares.</summary>
public static partial class Members
{
    public readonly struct Polynomial(double k, double m)
    {
        private readonly double _product = k * m;

        public double M => m;

        public double At(double x) => k * x * x + _product;

        public Polynomial Doubled() => new(2 * k, new Polynomial(m, k).M + 1);

        public double Sum(int n)
        {
            double start = m;
            for (int i = 0; i < n; i++)
                start += k * i;
            return start;
        }
    }

    public struct Total(double sum)
    {
        public readonly double Value => sum;

        public void Add(double x) => sum += x * x;
    }

    public readonly ref struct Layer(ReadOnlySpan<double> w, double bias)
    {
        private readonly ReadOnlySpan<double> _w = w;

        public double At(double x)
        {
            double y = bias;
            foreach (double v in _w)
                y = y * x + v;
            return y;
        }
    }

    public readonly struct Row(double[] w)
    {
        public double At(double x)
        {
            double y = 0;
            foreach (double v in w)
                y = y * x + v;
            return y * w.Length;
        }
    }

    public interface IShape
    {
        double Radius { get; }

        double Area => Radius * Radius * Scaled(2);

        double Scaled(double k) => k * Radius;
    }

    public readonly record struct Disc(double Radius) : IShape
    {
        public double Scaled(double k) => 3 * k;
    }

    public struct Square : IShape
    {
        public double Radius { get; set; }
    }

    private static double Total1<T>(T shape)
        where T : IShape => shape.Area + shape.Scaled(1);

    private static double Total2<T>(in T shape)
        where T : struct, IShape => shape.Area * shape.Radius;

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -2.0)]
    [At(-0.5, 0.75)]
    public static double PrimaryConstructors(double x, double y)
    {
        Polynomial p = new(x, y);
        Polynomial q = p.Doubled();
        return p.At(y) * q.At(x) + p.M * q.Sum(3) + new Polynomial(q.M, p.M).Sum(2);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -2.0)]
    public static double ParametersThatMembersAssign(double x, double y)
    {
        Total a = new(x);
        a.Add(y);
        Total b = a;
        b.Add(x * y);
        a.Add(3);
        return a.Value * b.Value;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, new[] { 0.5, -2.0, 1.0 })]
    [At(1.5, new double[0])]
    public static double ParametersThatAreMemory(double x, double[] w) => new Layer(w, x).At(x) * new Row(w).At(2 * x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -2.0)]
    [At(-0.5, 0.75)]
    public static double BodiesInAnInterface(double x, double y) =>
        Total1(new Disc(x)) * Total1(new Square { Radius = y }) + Total2(new Disc(y)) + Total2(new Square { Radius = x });
}
