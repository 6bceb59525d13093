using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Selection: the primal's branches stay branches.</summary>
public static partial class Branches
{
    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0)]
    [At(-2.0, 3.0)]
    public static double IfElse(double x, double y)
    {
        if (x > 0)
            return x * y;
        else
            return y - x * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0)]
    [At(0.3)]
    [At(-2.0)]
    public static double IfWithoutElseOverwrites(double x)
    {
        double y = x + 1;
        if (x > 0.5)
            y = y * x;
        if (x < 0)
            y *= y;
        return y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 2.0)]
    [At(0.4, 2.0)]
    [At(0.1, 2.0)]
    [At(0.1, -2.0)]
    public static double ElseIfAndNesting(double x, double y)
    {
        double o;
        if (x > 0.5)
        {
            o = x * y;
        }
        else if (x > 0.25)
        {
            o = x + y * y;
        }
        else
        {
            if (y > 0)
                o = x / y;
            else
                o = x * x * y;
        }
        return o * o;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 0.5)]
    [At(-0.3, 0.5)]
    public static double Conditional(double x, double y) => x > 0 ? Math.Sqrt(x) * y : y > 0 ? y * x : 3 * y;

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { 0.0 })]
    [At(2.0, Gradient = new[] { 0.0 })]
    public static double UntakenSideIsNotEvaluated(double x) => x > 1e-8 ? Math.Atan2(x, x) : 0.0;

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0)]
    [At(-2.0, 3.0)]
    [At(2.0, -3.0)]
    [At(-2.0, -3.0)]
    public static double ShortCircuits(double x, double y)
    {
        double r = x * x;
        if (x > 0 && y > 0)
            r += x * y;
        if (x > 0 || y / x > 1)
            r *= y;
        if (!(x > 0) && r != 0)
            r -= x;
        return r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 0)]
    [At(1.0, 1)]
    [At(0.4, 2)]
    [At(-2.0, 3)]
    [At(-2.0, 17)]
    public static double SwitchOnInteger(double x, int k)
    {
        double o = x;
        switch (k)
        {
            case 0:
            case 1:
                o = x * 2;
                break;
            case 2:
                o *= x;
                break;
            case 3:
                return x * x * x;
            default:
                o = 1 / x;
                break;
        }
        return o * o;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0)]
    [At(1.5, 1)]
    [At(1.5, 2)]
    public static double SwitchWithoutDefaultInALoop(double x, int k)
    {
        double o = x;
        for (int i = 0; i < 4; i++)
        {
            switch ((i + k) % 3)
            {
                case 0:
                    o *= x;
                    break;
                case 1:
                    if (o > 3)
                        continue;
                    o += x;
                    break;
            }
            o -= 0.5 * x;
        }
        return o;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0)]
    [At(0.7)]
    [At(0.4)]
    public static double ManyReturns(double x)
    {
        if (x > 0.6)
        {
            if (x > 0.8)
                return x * 10;
            return x * x * 4;
        }
        double y = x * 6;
        return y * y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(4.0, 2.0)]
    public static double GuardThrows(double x, double y)
    {
        if (y == 0)
            throw new ArgumentOutOfRangeException(nameof(y), "must not be zero");
        if (x < 0)
        {
            throw new ArgumentException("must not be negative", nameof(x));
        }
        return Math.Sqrt(x) / y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, true)]
    [At(2.0, false)]
    public static double BooleanParameterAndLocal(double x, bool square)
    {
        bool large = x > 1;
        bool both = square & large;
        return both ? x * x : large ^ square ? x * 3 : x;
    }
}
