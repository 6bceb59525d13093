using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>The scalar functions of <c>Diff.Functions</c> on dual numbers, by their textbook formulas.</summary>
public static partial class DualMath
{
    public static Dual Sigmoid(Dual x) => 1 / (1 + Exp(-x));

    public static Dual Relu(Dual x) => x > 0 ? x : 0;

    public static Dual Softplus(Dual x) => Log(1 + Exp(x));

    public static Dual Silu(Dual x) => x * Sigmoid(x);

    public static Dual LeakyRelu(Dual x, Dual negativeSlope) => x > 0 ? x : negativeSlope * x;

    public static Dual Huber(Dual x, Dual threshold) =>
        Abs(x) <= threshold ? 0.5 * x * x : threshold * (Abs(x) - 0.5 * threshold);

    public static Dual Erf(Dual x) => Dual.Chain(Functions.Erf(x.Value), 2 / Math.Sqrt(Math.PI) * Math.Exp(-x.Value * x.Value), x);

    public static Dual NormalPdf(Dual x) => Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    public static Dual NormalCdf(Dual x) => Dual.Chain(Functions.NormalCdf(x.Value), NormalPdf(x.Value).Value, x);

    public static Dual Gelu(Dual x) => x * NormalCdf(x);

    public static void Sigmoid(ReadOnlySpan<Dual> x, Span<Dual> destination) => Apply(Sigmoid, x, destination);

    public static void Relu(ReadOnlySpan<Dual> x, Span<Dual> destination) => Apply(Relu, x, destination);

    public static void Softplus(ReadOnlySpan<Dual> x, Span<Dual> destination) => Apply(Softplus, x, destination);

    public static Dual Dot(ReadOnlySpan<Dual> x, ReadOnlySpan<Dual> y)
    {
        Dual sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    public static Dual Norm(ReadOnlySpan<Dual> x) => Sqrt(Dot(x, x));

    public static Dual LogSumExp(ReadOnlySpan<Dual> x)
    {
        // Relative to the largest, so that one number alone is returned as it is.
        double largest = double.NegativeInfinity;
        foreach (Dual e in x)
            largest = Math.Max(largest, e.Value);
        Dual sum = 0;
        foreach (Dual e in x)
            sum += Exp(e - largest);
        return largest + Log(sum);
    }

    public static void Softmax(ReadOnlySpan<Dual> logits, Span<Dual> probabilities)
    {
        Dual total = LogSumExp(logits);
        for (int i = 0; i < logits.Length; i++)
            probabilities[i] = Exp(logits[i] - total);
    }

    public static void LogSoftmax(ReadOnlySpan<Dual> logits, Span<Dual> logarithms)
    {
        Dual total = LogSumExp(logits);
        for (int i = 0; i < logits.Length; i++)
            logarithms[i] = logits[i] - total;
    }

    public static Dual SoftmaxCrossEntropy(ReadOnlySpan<Dual> logits, int label) => LogSumExp(logits) - logits[label];

    private static void Apply(Func<Dual, Dual> function, ReadOnlySpan<Dual> x, Span<Dual> destination)
    {
        for (int i = 0; i < x.Length; i++)
            destination[i] = function(x[i]);
    }
}

/// <summary><c>Diff.Gradient</c> on dual numbers, as far as forward mode can say what its members mean.</summary>
public static class DualGradient
{
    public static Dual Stop(Dual x) => x.Value;

    public static Dual Scale(Dual x, Dual factor) => new(x.Value, factor.Value * x.Derivative);
}
