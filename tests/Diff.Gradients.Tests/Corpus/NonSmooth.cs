using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>The contract's table of non-smooth points, cell by cell.</summary>
public static partial class NonSmooth
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { 0.0 })]
    public static double AbsAtZero(double x) => Math.Abs(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 1.0, Gradient = new[] { 0.5, 0.5 })]
    public static double MaxTie(double x, double y) => Math.Max(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 1.0, Gradient = new[] { 0.5, 0.5 })]
    public static double MinTie(double x, double y) => Math.Min(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { 0.5 })]
    [At(1.0, Gradient = new[] { 1.0 })]
    [At(-1.0, Gradient = new[] { 0.0 })]
    public static double MaxWithZeroIsNoRelu(double x) => Math.Max(0, x);

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 3.0, 7.0, Gradient = new[] { 1.0, 0.0, 0.0 })]
    [At(7.0, 3.0, 7.0, Gradient = new[] { 1.0, 0.0, 0.0 })]
    [At(8.0, 3.0, 7.0, Gradient = new[] { 0.0, 0.0, 1.0 })]
    [At(2.0, 3.0, 7.0, Gradient = new[] { 0.0, 1.0, 0.0 })]
    [At(5.0, 3.0, 7.0, Gradient = new[] { 1.0, 0.0, 0.0 })]
    public static double ClampAtABound(double x, double lo, double hi) => Math.Clamp(x, lo, hi);

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, Gradient = new[] { 2.0 })]
    public static double FloorAtAnInteger(double x) => x * Math.Floor(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.5, Gradient = new[] { 2.0 })]
    public static double RoundAtAHalf(double x) => x * Math.Round(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { 1.0 })]
    public static double SignAtZero(double x) => x + Math.Sign(x);

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, Gradient = new[] { 3.0 })]
    public static double CastAtAnInteger(double x) => x * (int)x;

    [Differentiable(Emit = Emits.Both)]
    [At(6.0, 2.0, Gradient = new[] { 1.0, -3.0 })]
    [At(-7.0, 2.0, Gradient = new[] { 1.0, 3.0 })]
    public static double Remainder(double x, double y) => x % y;

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { double.PositiveInfinity })]
    public static double SqrtAtZero(double x) => Math.Sqrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(0.0, 1.0, Gradient = new[] { double.PositiveInfinity, 0.0 })]
    public static double SqrtAtZeroWithAZeroCotangent(double x, double k) => k * Math.Sqrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, 2.5, Gradient = new[] { 0.0, 0.0 })]
    [At(0.0, 1.0, Gradient = new[] { 1.0, 0.0 })]
    [At(0.0, 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(0.0, 0.5, Gradient = new[] { double.PositiveInfinity, 0.0 })]
    [At(-2.0, 3.0, Gradient = new[] { 12.0, double.NaN })]
    public static double PowAtZero(double x, double y) => Math.Pow(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { double.PositiveInfinity })]
    public static double LogAtZero(double x) => Math.Log(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { double.PositiveInfinity })]
    public static double CbrtAtZero(double x) => Math.Cbrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, Gradient = new[] { double.PositiveInfinity })]
    [At(-1.0, Gradient = new[] { double.PositiveInfinity })]
    public static double AsinAtItsEnds(double x) => Math.Asin(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, Gradient = new[] { double.NegativeInfinity })]
    [At(-1.0, Gradient = new[] { double.NegativeInfinity })]
    public static double AcosAtItsEnds(double x) => Math.Acos(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, 0.0, Gradient = new[] { 0.0, 0.0 })]
    public static double Atan2AtTheOrigin(double y, double x) => Math.Atan2(y, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, 0.0, Gradient = new[] { 0.0, -689.2047315714188 })]
    public static double InfinitePartialsTimesZero(double x, double k) =>
        k * (Math.Log(x + 1e-300) + Math.Cbrt(x) + Math.Asin(x + 1) + Math.Acos(x + 1) + Math.Pow(x, 0.5));

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 2.0, 2.0, 1.0 }, Gradient = new[] { 0.5, 0.5, 0.0 })]
    [At(new[] { 2.0, 2.0, 2.0 }, Gradient = new[] { 0.25, 0.25, 0.5 })]
    public static double MaximumChainKeepsItsOrder(ReadOnlySpan<double> x)
    {
        double m = x[0];
        for (int i = 1; i < x.Length; i++)
            m = Math.Max(m, x[i]);
        return m;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 4.0, 2.0, 5.0, 5.0 }, Gradient = new[] { 0.0, 0.0, 1.0, 0.0 })]
    public static double ComparedMaximumKeepsTheFirst(ReadOnlySpan<double> x)
    {
        double m = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] > m)
                m = x[i];
        }
        return m;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 1.0, Gradient = new[] { 0.5, 0.5 })]
    public static float FloatMaxTie(float x, float y) => MathF.Max(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Gradient = new[] { double.PositiveInfinity })]
    public static float FloatSqrtAtZero(float x) => MathF.Sqrt(x);
}
