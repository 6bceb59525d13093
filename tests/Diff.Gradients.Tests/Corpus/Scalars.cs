using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Arithmetic on scalar locals.</summary>
public static partial class Scalars
{
    private const double Half = 0.5;

    private static readonly double s_scale = 1.75;

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0, Value = 12.0, Gradient = new[] { 4.0, 3.0 })]
    [At(-0.5, 0.0)]
    public static double Product(double x, double y) => x * y;

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, -4.0)]
    [At(0.25, 0.5)]
    public static double Quotient(double x, double y) => (x - 2) / (y + x / y);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    public static double SignsAndParentheses(double x, double y) => -(+x - -y) * -(y - x) - (-x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -0.5)]
    [At(0.0, 2.0)]
    public static double CompoundAssignments(double x, double y)
    {
        double a = x;
        a += y;
        a *= a;
        a -= x * y;
        a /= 2 + x * x;
        a %= 10;
        return a;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    public static double IncrementsOfActiveValues(double x)
    {
        double a = x;
        double b = a++ * 2;
        double c = ++a * a;
        double d = a-- - --a * x;
        return b * c + d + a;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3)]
    [At(-2.0, 0)]
    public static double IncrementsOfIntegers(double x, int n)
    {
        int k = n++;
        double a = x * k;
        a += x * x * n--;
        return a * (--n + 2) + ++k;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0)]
    public static double ReassignedParameters(double x, double y)
    {
        x = x * x;
        y = x * y;
        x = y - x;
        return x * y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0, Gradient = new[] { 0.0, 1.0 })]
    public static double ForgottenParameter(double x, double y)
    {
        x = y;
        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 7.0)]
    public static double ConstantsAndReadonlyFields(double x, double y)
    {
        const double quarter = 0.25;
        return Half * x * x + quarter * y * s_scale + Math.PI * x * y + s_scale;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(7.5, 2.0)]
    [At(-7.5, 2.0)]
    [At(7.5, -2.25)]
    public static double Remainder(double x, double y) => x % y * (x + y);

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    public static double ChainedAssignments(double x)
    {
        double a, b;
        a = b = x * x;
        b *= a += x;
        return a * b;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 5.0, Gradient = new[] { 4.0, 0.0 })]
    public static double UnusedParameter(double x, double y) => x * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    public static double DeadValuesDoNotMatter(double x)
    {
        double outOfDomain = Math.Acos(x * 10);
        double kept = x * x;
        outOfDomain = kept;
        return outOfDomain;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, Gradient = new[] { 0.0 })]
    public static double ConstantResult(double x) => 42;

    [Differentiable(Emit = Emits.Both)]
    [At(2.5)]
    public static double OneValueUsedManyTimes(double x)
    {
        double a = x * x;
        double b = a + a * a;
        return a * b + b * b * a + x;
    }
}
