using System;
using Diff;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>The receiver of a readonly method is a reference: what the arguments do to it is seen. Found by the fuzzer (seed 3606081).</summary>
public static partial class ReceiversThatChange
{
    private struct Pair
    {
        public double X;
        public double Y;

        public Pair(double x, double y)
        {
            X = x;
            Y = y;
        }

        public readonly double Dot(double k) => X * k + Y;

        public double Turn(double angle)
        {
            double x = X;
            X = x * Math.Cos(angle) - Y;
            Y += 0.25 * x;
            return X;
        }
    }

    [Differentiable]
    [At(0.7, -0.4)]
    public static double Changed(double x, double y)
    {
        Pair z = new(x, y);
        return z.Dot(z.Turn(0.5));
    }

    [Differentiable]
    [At(0.7, -0.4)]
    public static double ChangedInACondition(double x, double y)
    {
        Pair z = new(x, y);
        return z.Dot(z.Turn(0.5) > 0 ? z.X : 2) + z.Dot(z.X = x * y);
    }

    [Differentiable]
    [At(0.7, -0.4)]
    public static double ChangedInAnArray(double x, double y)
    {
        Pair[] pairs = [new(x, y), new(y, x)];
        int i = 0;
        return pairs[i++].Dot(pairs[0].Turn(0.5)) + i * pairs[1].Dot(x);
    }
}
