using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Formulas whose naive derivative overflows: it must stay finite and right for any argument.</summary>
public static partial class Idioms
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Value = 0.5, Gradient = new[] { 0.25 })]
    [At(2.0)]
    [At(-3.0)]
    [At(1000.0, Value = 1.0, Gradient = new[] { 0.0 })]
    [At(-1000.0, Value = 0.0, Gradient = new[] { 0.0 })]
    public static double Logistic(double z) => 1 / (1 + Math.Exp(-z));

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    [At(100.0, Value = 1.0, Gradient = new[] { 0.0 })]
    [At(-100.0, Gradient = new[] { 0.0 })]
    public static float LogisticOfFloats(float z) => 1f / (1f + MathF.Exp(-z));

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    [At(1000.0, Gradient = new[] { 0.0 })]
    [At(-1000.0, Gradient = new[] { 0.0 })]
    public static double LogisticInSteps(double z)
    {
        double e = Math.Exp(-z);
        double d = 1.0 + e;
        return 1.0 / d;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    [At(1000.0, Gradient = new[] { 0.0 })]
    [At(-1000.0, Gradient = new[] { 0.0 })]
    public static double MirroredLogistic(double z) => 1 / (1 + Math.Exp(z));

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    [At(-2.0)]
    [At(-1000.0, Value = 0.0, Gradient = new[] { 0.0 })]
    [At(30.0, Gradient = new[] { 1.0 })]
    public static double SoftplusByHand(double z) => Math.Log(1 + Math.Exp(z));

    [Differentiable(Emit = Emits.Both)]
    [At(1000.0, Gradient = new[] { 1.0 })]
    public static double SoftplusByHandBeyondOverflow(double z) => Math.Log(1 + Math.Exp(z));

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0 }, new[] { 3.0, 0.5 }, 1.0)]
    [At(new[] { 900.0, -2.0 }, new[] { 3.0, 0.5 }, 1.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { -900.0, -2.0 }, new[] { 3.0, 0.5 }, 1.0, Gradient = new[] { 0.0, 0.0 })]
    public static double LogisticRegression(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x, [Constant] double y)
    {
        double z = 0;
        for (int i = 0; i < w.Length; i++)
            z += w[i] * x[i];
        double p = 1 / (1 + Math.Exp(-z));
        return (p - y) * (p - y);
    }
}
