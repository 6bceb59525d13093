using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Float, double and integers mixed.</summary>
public static partial class Conversions
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    [At(-0.25)]
    public static double ThroughFloatAndBack(double x)
    {
        float f = (float)x;
        double d = f * f;
        return d * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    public static float ThroughDoubleAndBack(float x)
    {
        double d = x;
        d = d * d + 1;
        return (float)d * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -2.0)]
    public static double MixedParameters(float x, double y) => x * y + x;

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, -2.0, new[] { 1.0, 2.0, -0.5 }, new[] { 0.5, -1.0, 4.0 })]
    public static float MixedSpans(double x, float y, ReadOnlySpan<float> w, ReadOnlySpan<double> v)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++)
            s += w[i] * v[i] * x;
        return (float)s + y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 3, 5L, (byte)2)]
    public static double IntegersToFloatingPoint(double x, int n, long m, byte b)
    {
        float f = n;
        double d = m;
        uint u = (uint)n;
        short s = (short)m;
        return x * n + x * x * m * f + d * x / b + (double)n / 2 * x + u * x - s * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.75)]
    [At(-1.25)]
    public static double TruncationBesideAnotherPath(double x) => x * (int)x + (x - (long)x);

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 7)]
    public static double IntegerArithmeticStaysIntegral(double x, int n)
    {
        int half = n / 2;
        int rest = n % 2;
        int bits = (n << 1) ^ 3 & n | 8;
        return x * half + x * x * rest + bits * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.25)]
    public static float FloatLiteralsAndCompound(float x)
    {
        float a = 0.5f;
        a += x * 2;
        a *= 1.5f;
        a /= x;
        return a - 1;
    }
}
