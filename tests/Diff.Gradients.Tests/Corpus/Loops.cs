using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Loops over scalars, reversed: zero, one and many trips.</summary>
public static partial class Loops
{
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5, Value = 45.0, Gradient = new[] { 30.0 })]
    [At(3.0, 0, Value = 0.0, Gradient = new[] { 0.0 })]
    [At(3.0, 1, Value = 9.0, Gradient = new[] { 6.0 })]
    [At(3.0, -2, Value = 0.0, Gradient = new[] { 0.0 })]
    public static double SumOfSquares(double x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += x * x;
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.1, 0)]
    [At(1.1, 1)]
    [At(-0.9, 6)]
    public static double RepeatedSquaring(double x, int n)
    {
        double t = x;
        for (int i = 0; i < n; i++)
            t = t * t + 0.1 * x;
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.3, 0)]
    [At(1.3, 1)]
    [At(1.3, 20)]
    [At(0.0, 3)]
    public static double Power(double x, int n)
    {
        double t = 1;
        for (int i = 0; i < n; i++)
            t *= x;
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.02, 3, 4)]
    [At(1.02, 0, 4)]
    [At(1.02, 3, 0)]
    public static double NestedTriangle(double x, int n, int m)
    {
        double t = x;
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < m; j++)
                t = t * x + Math.Sin(t * (i + 1)) / (j + 1);
            t *= 0.5;
        }
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    [At(0.09)]
    [At(4.0)]
    public static double NewtonRootOfDataDependentLength(double a)
    {
        double x = 1;
        while (Math.Abs(x * x - a) > 1e-14 * a)
        {
            double next = 0.5 * (x + a / x);
            if (next == x)
                break;
            x = next;
        }
        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 10.0)]
    [At(20.0, 10.0)]
    public static double WhileBelowALimit(double x, double limit)
    {
        double t = x;
        while (t < limit)
            t = t * x + 1;
        return t * limit;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.9, 1)]
    [At(0.9, 5)]
    public static double DoRunsAtLeastOnce(double x, int n)
    {
        double t = x;
        int i = 0;
        do
        {
            t = t * t + x;
            i++;
        }
        while (i < n && t < 50);
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0)]
    [At(-1.0, 0.5)]
    public static double BreakAndContinue(double x, double y)
    {
        double r = 0;
        for (int k = 0; k < 8; ++k)
        {
            if (k == 6)
            {
                r *= x * y;
                break;
            }
            if (k % 2 == 1)
            {
                r += 2 * x * r;
                continue;
            }
            r += x + y;
        }
        return r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0)]
    [At(1.0, 1.0)]
    [At(0.1, 1.0)]
    public static double ReturnFromANestedLoop(double x, double y)
    {
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                s += x * y * (j + 1);
                if (s > 20)
                    return s * x;
            }
            s *= 1.1;
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 3)]
    [At(1.5, 0)]
    [At(1.5, -3)]
    public static double StridesUpAndDown(double x, int radius)
    {
        double r = x;
        for (int i = -radius; i <= radius; i += 2)
            r += x * r * (i + radius + 1) * 0.1;
        for (int i = radius * 2 + 1; i >= radius; i -= 3)
            r = r * 0.9 + x * i;
        return r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, 3)]
    [At(3.0, 5.0, 0)]
    public static double DecrementInTheCondition(double x, double y, int n)
    {
        double a = y;
        int counter = n;
        while (counter-- > 0)
        {
            int inner = counter;
            while (inner-- > 0)
                a += x * x + a * 0.25;
        }
        return a;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 12)]
    [At(0.7, 0)]
    public static double LoopVariableChangedInTheBody(double x, int n)
    {
        double t = x;
        for (int i = 0; i < n; i++)
        {
            t += x * t / (i + 1);
            if (i % 3 == 0)
                i++;
        }
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0)]
    [At(0.5, 30)]
    public static double TwoLoopVariablesAndNoBody(double x, int n)
    {
        double t = x;
        int i, j;
        for (i = 0, j = n; i < j; i++, j--)
            t += 0.1 * Math.Cos(t) / (j + 1);
        for (; i < n; i++, t *= 0.9) { }
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.7)]
    [At(0.2)]
    public static double InfiniteLoopLeftByBreak(double x)
    {
        double t = x;
        while (true)
        {
            t *= 0.5;
            if (t < 0.3)
                break;
            t += 0.01 * x;
        }
        return t * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(27.5)]
    [At(1.5)]
    public static double TripCountFromTheTruncatedInput(double x)
    {
        double s = x;
        for (int i = 0; i < (int)x; i++)
            s += Math.Sqrt(x + i);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.1, 3000)]
    public static double LongLoopWithAGrowingTape(double x, int n)
    {
        double t = x;
        int i = 0;
        while (i < n)
        {
            t = Math.Sin(t) + x * 0.5;
            if (t > 1e9)
                break;
            i++;
        }
        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 4)]
    [At(0.5, 0)]
    public static double BreakOutOfTheInnerLoopOnly(double x, int n)
    {
        double t = x;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (j > i)
                    break;
                if (j == 1)
                    continue;
                t += x * t * 0.5;
            }
        }
        return t;
    }
}
