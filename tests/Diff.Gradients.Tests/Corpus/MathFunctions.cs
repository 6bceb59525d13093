using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Every differentiable function of <c>Math</c>.</summary>
public static partial class MathFunctions
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-2.5)]
    public static double Sin(double x) => Math.Sin(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-2.5)]
    public static double Cos(double x) => Math.Cos(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.1)]
    public static double Tan(double x) => Math.Tan(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static double Asin(double x) => Math.Asin(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static double Acos(double x) => Math.Acos(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-3.0)]
    public static double Atan(double x) => Math.Atan(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Sinh(double x) => Math.Sinh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Cosh(double x) => Math.Cosh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Tanh(double x) => Math.Tanh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Asinh(double x) => Math.Asinh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.7)]
    [At(4.0)]
    public static double Acosh(double x) => Math.Acosh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static double Atanh(double x) => Math.Atanh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Exp(double x) => Math.Exp(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static double Log(double x) => Math.Log(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static double Log2(double x) => Math.Log2(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static double Log10(double x) => Math.Log10(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(9.0)]
    public static double Sqrt(double x) => Math.Sqrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-8.0)]
    public static double Cbrt(double x) => Math.Cbrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static double Abs(double x) => Math.Abs(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static double LogToABase(double x, double y) => Math.Log(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, -0.5)]
    public static double Pow(double x, double y) => Math.Pow(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(-1.5)]
    [At(2.0)]
    public static double PowToAnInteger(double x) => Math.Pow(x, 3);

    [Differentiable(Emit = Emits.Both)]
    [At(-1.5)]
    [At(2.0)]
    public static double PowOfAConstant(double x) => Math.Pow(2, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(-0.5, -2.0)]
    [At(2.0, -0.1)]
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static double Max(double x, double y) => Math.Max(x * x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static double Min(double x, double y) => Math.Min(x * x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-5.0, 0.5)]
    public static double MaxMagnitude(double x, double y) => Math.MaxMagnitude(x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-5.0, 0.5)]
    public static double MinMagnitude(double x, double y) => Math.MinMagnitude(x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0.0, 1.0)]
    [At(-0.5, 0.25, 1.0)]
    [At(3.0, 0.0, 1.5)]
    public static double Clamp(double x, double low, double high) => Math.Clamp(x, low, high) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0, -2.0)]
    public static double FusedMultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z) * z;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-0.7, -3.0)]
    [At(-0.7, 3.0)]
    public static double CopySign(double x, double y) => Math.CopySign(x, y) * y;

    [Differentiable(Emit = Emits.Both)]
    [At(7.2, 2.0)]
    [At(-4.4, 3.0)]
    public static double IEEERemainder(double x, double y) => Math.IEEERemainder(x, y) * y;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3)]
    [At(0.7, -2)]
    public static double ScaleB(double x, int n) => Math.ScaleB(x, n) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static double FloorBesideAnotherPath(double x) => x * Math.Floor(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static double CeilingBesideAnotherPath(double x) => x * Math.Ceiling(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static double TruncateBesideAnotherPath(double x) => x * Math.Truncate(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static double RoundBesideAnotherPath(double x) => x * Math.Round(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static double SignBesideAnotherPath(double x) => x * x * Math.Sign(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.4)]
    public static double EverythingNested(double x) => Math.Sin(Math.Exp(Math.Tanh(x)) * Math.Sqrt(1 + x * x)) / Math.Log(3 + Math.Cos(x));

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    public static double SinCos(double x)
    {
        (double sine, double cosine) = Math.SinCos(x);
        return sine * 2 + cosine * x;
    }
}
