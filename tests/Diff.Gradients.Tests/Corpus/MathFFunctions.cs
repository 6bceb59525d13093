using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Every differentiable function of <c>MathF</c>; what it lacks, <c>Math</c> has for floats.</summary>
public static partial class MathFFunctions
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-2.5)]
    public static float Sin(float x) => MathF.Sin(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-2.5)]
    public static float Cos(float x) => MathF.Cos(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.1)]
    public static float Tan(float x) => MathF.Tan(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static float Asin(float x) => MathF.Asin(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static float Acos(float x) => MathF.Acos(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-3.0)]
    public static float Atan(float x) => MathF.Atan(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Sinh(float x) => MathF.Sinh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Cosh(float x) => MathF.Cosh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Tanh(float x) => MathF.Tanh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Asinh(float x) => MathF.Asinh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.7)]
    [At(4.0)]
    public static float Acosh(float x) => MathF.Acosh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.3)]
    [At(-0.8)]
    public static float Atanh(float x) => MathF.Atanh(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Exp(float x) => MathF.Exp(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static float Log(float x) => MathF.Log(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static float Log2(float x) => MathF.Log2(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(3.0)]
    public static float Log10(float x) => MathF.Log10(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(9.0)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-8.0)]
    public static float Cbrt(float x) => MathF.Cbrt(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.2)]
    public static float Abs(float x) => MathF.Abs(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static float LogToABase(float x, float y) => MathF.Log(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, -0.5)]
    public static float Pow(float x, float y) => MathF.Pow(x, y);

    [Differentiable(Emit = Emits.Both)]
    [At(-1.5)]
    [At(2.0)]
    public static float PowToAnInteger(float x) => MathF.Pow(x, 3);

    [Differentiable(Emit = Emits.Both)]
    [At(-1.5)]
    [At(2.0)]
    public static float PowOfAConstant(float x) => MathF.Pow(2, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(-0.5, -2.0)]
    [At(2.0, -0.1)]
    public static float Atan2(float y, float x) => MathF.Atan2(y, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static float Max(float x, float y) => MathF.Max(x * x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0)]
    [At(5.0, 0.5)]
    public static float Min(float x, float y) => MathF.Min(x * x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-5.0, 0.5)]
    public static float MaxMagnitude(float x, float y) => MathF.MaxMagnitude(x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-5.0, 0.5)]
    public static float MinMagnitude(float x, float y) => MathF.MinMagnitude(x, y) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0.0, 1.0)]
    [At(-0.5, 0.25, 1.0)]
    [At(3.0, 0.0, 1.5)]
    public static float Clamp(float x, float low, float high) => Math.Clamp(x, low, high) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3.0, -2.0)]
    public static float FusedMultiplyAdd(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z) * z;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, -3.0)]
    [At(-0.7, -3.0)]
    [At(-0.7, 3.0)]
    public static float CopySign(float x, float y) => MathF.CopySign(x, y) * y;

    [Differentiable(Emit = Emits.Both)]
    [At(7.2, 2.0)]
    [At(-4.4, 3.0)]
    public static float IEEERemainder(float x, float y) => MathF.IEEERemainder(x, y) * y;

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3)]
    [At(0.7, -2)]
    public static float ScaleB(float x, int n) => MathF.ScaleB(x, n) * x;

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static float FloorBesideAnotherPath(float x) => x * MathF.Floor(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static float CeilingBesideAnotherPath(float x) => x * MathF.Ceiling(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static float TruncateBesideAnotherPath(float x) => x * MathF.Truncate(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static float RoundBesideAnotherPath(float x) => x * MathF.Round(x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.7)]
    [At(-1.3)]
    public static float SignBesideAnotherPath(float x) => x * x * MathF.Sign(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.4)]
    public static float EverythingNested(float x) => MathF.Sin(MathF.Exp(MathF.Tanh(x)) * MathF.Sqrt(1 + x * x)) / MathF.Log(3 + MathF.Cos(x));

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    public static float SinCos(float x)
    {
        (float sine, float cosine) = MathF.SinCos(x);
        return sine * 2 + cosine * x;
    }
}
