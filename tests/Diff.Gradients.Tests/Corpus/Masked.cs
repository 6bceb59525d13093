using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>
/// What is infinite or not a number and then not used leaves no trace in the gradient. jax#1052, jax#347 and taichi#1367 are
/// about 0 · ∞ in such places.
/// </summary>
public static partial class Masked
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Value = 0, Gradient = new[] { 0.0 })]
    [At(2.0, Value = 0.25)]
    public static double SquareOfAReciprocal(double x)
    {
        double u = 1 / x;
        double v = u * u;
        return x > 0 ? v : 0;
    }

    /// <summary>A body does not act on itself.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 2.0, -1.0 }, Gradient = new[] { 0, -16.0 / 27, 16.0 / 27 })]
    public static double InverseSquareForces(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double inverse = 1 / (x[i] - x[0]);
            double force = inverse * inverse;
            sum += i == 0 ? 0 : force;
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    public static double SquareOfALogarithm(double x, double y)
    {
        double p = Math.Log(x);
        double q = p * p;
        return x > 0 ? q : y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Value = 0, Gradient = new[] { 0.0 })]
    [At(0.5)]
    public static double SineOfAReciprocal(double x)
    {
        double s = Math.Sin(1 / x);
        return x != 0 ? s : 0;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    public static double NotANumberThatIsOverwritten(double x, double y)
    {
        double[] a = new double[2];
        a[0] = Math.Sqrt(x);
        a[1] = a[0] * y;
        a[0] = y;
        a[1] = 0;
        return a[0] + a[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 0.5 }, 3, Value = 0.25, Gradient = new[] { 0.125, 1 })]
    public static double NotANumberInTripsThatDoNotCount(double[] a, int n)
    {
        double kept = 0;
        for (int i = 0; i < n; i++)
        {
            double q = Math.Sqrt(a[0] - i);
            double r = q * a[1];
            if (i == 0)
                kept = r;
        }
        return kept * a[1];
    }

    /// <summary>Min passes on a zero.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(800.0, 0.5, Value = 10, Gradient = new[] { 0.0, 0 })]
    public static double BoundedProductWithAnInfiniteFactor(double x, double y)
    {
        double e = Math.Exp(x);
        return Math.Min(e * y, 10);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    public static float InSinglePrecision(float x, float y)
    {
        float p = MathF.Log(x);
        float q = p * p * p;
        return x > 0 ? q : y;
    }
}
