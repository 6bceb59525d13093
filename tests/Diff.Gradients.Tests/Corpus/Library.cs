using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Diff's own functions, where they stand in differentiated code.</summary>
public static partial class Library
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(1000.0, Value = 1.0, Gradient = new[] { 0.0 })]
    [At(-1000.0, Value = 0.0, Gradient = new[] { 0.0 })]
    public static double Sigmoid(double x) => Functions.Sigmoid(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-0.7)]
    [At(0.0, Value = 0.0, Gradient = new[] { 0.0 })]
    public static double Relu(double x) => Functions.Relu(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(1000.0, Value = 1000.0, Gradient = new[] { 1.0 })]
    public static double Softplus(double x) => Functions.Softplus(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    public static float SiluOfFloats(float x) => Functions.Silu(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-0.7)]
    [At(0.0, Value = 0.0, Gradient = new[] { 0.1 })]
    public static double LeakyRelu(double x) => Functions.LeakyRelu(x, 0.1);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    [At(-1.7)]
    public static double Huber(double x) => 2 * Functions.Huber(x, 1);

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, -4.0 }, Value = 5.0)]
    [At(new[] { 0.0, 0.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    public static double Norm(ReadOnlySpan<double> x) => Functions.Norm(x);

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, -4.0 }, new[] { 0.5, 2.0 })]
    public static double DotOfSlices(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Functions.Dot(x, y) * Functions.Dot(x.Slice(1), y.Slice(1));

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, -4.0, 2.5 })]
    [At(new[] { double.NegativeInfinity, double.NegativeInfinity }, Gradient = new[] { 0.0, 0.0 })]
    public static double LogSumExp(ReadOnlySpan<double> x) => Functions.LogSumExp(x);

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, -4.0, 2.5 }, 2)]
    public static double SoftmaxCrossEntropy(ReadOnlySpan<double> x, int label) => Functions.SoftmaxCrossEntropy(x, label);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, Value = 2.25, Gradient = new[] { 1.5 })]
    public static double StoppedFactor(double x) => x * Gradient.Stop(x);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, Value = 2.25, Gradient = new[] { 1.875 })]
    public static double ScaledCotangent(double x) => x * Gradient.Scale(x, 0.25);
}
