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

    /// <summary>The fuzzer's: shares of NaN were NaN for a cotangent of zero too.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    [At(2.0, 3.0)]
    public static double PiecewiseFunctionsOfARoot(double x, double y)
    {
        double q = Math.Sqrt(x);
        double c = Math.Clamp(q, -1, 2) + Math.Max(q, y) * Math.Min(y, q) + Math.Abs(q) + Functions.Relu(q)
            + Math.MaxMagnitude(q, y) * Math.MinMagnitude(q, y) + Functions.LeakyRelu(q, 0.1) + Functions.Huber(q, 1);
        return x > 0 ? c : y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    [At(2.0, 3.0)]
    public static double InverseFunctionsOfARoot(double x, double y)
    {
        double q = Math.Sqrt(x);
        double c = Math.Atan(q) + Math.Asinh(q) + Math.Atan2(q, y) + Math.Atan2(y, q);
        return x > 0 ? c : y;
    }

    /// <summary>What a call by a rule is given it may not use.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(-2.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1 })]
    [At(2.0, 3.0)]
    public static double SquareOfARootInARecursion(double x, double y)
    {
        double q = Math.Sqrt(x);
        double r = Halved(q * q, 2);
        return x > 0 ? r : y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { -2.0, 3, 0.5, -1, 3.5, 0.2, 2, -3, 1, 5, -0.5, 6, 7, -8, 9, 0.75, 1.5 })]
    public static double ClampedRootsInALoop(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double c = Math.Clamp(Math.Sqrt(x[i]), 0.5, 2);
            sum += x[i] > 0 ? c : 3 * x[i];
        }
        return sum;
    }

    private static double Halved(double u, int n) => n == 0 ? u : 0.5 * Halved(u, n - 1);
}
