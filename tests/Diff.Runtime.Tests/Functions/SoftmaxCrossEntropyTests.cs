using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

public sealed class SoftmaxCrossEntropyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(33)]
    public void They_agree_with_the_definition(int length)
    {
        double[] logits = Samples.Doubles(length, seed: 20, scale: 2);
        double[] targets = Samples.Doubles(length, seed: 21);
        float[] singleLogits = Array.ConvertAll(logits, v => (float)v);
        float[] singleTargets = Array.ConvertAll(targets, v => (float)v);
        double logarithm = Math.Log(logits.Sum(Math.Exp));
        for (int label = 0; label < length; label++)
        {
            Near.Relative(logarithm - logits[label], Functions.SoftmaxCrossEntropy(logits, label), 1e-14);
            Near.Relative(logarithm - logits[label], Functions.SoftmaxCrossEntropy(singleLogits, label), 1e-6);
        }
        double expected = logits.Zip(targets, (logit, target) => target * (logarithm - logit)).Sum();
        Near.Relative(expected, Functions.SoftmaxCrossEntropy(logits, targets), 1e-13);
        Near.Relative(expected, Functions.SoftmaxCrossEntropy(singleLogits, singleTargets), 1e-5);
    }

    [Fact]
    public void Extreme_logits_stay_exact()
    {
        Assert.Equal(2000, Functions.SoftmaxCrossEntropy([1000.0, -1000.0], 1));
        Assert.Equal(0, Functions.SoftmaxCrossEntropy([1000.0, -1000.0], 0));
        // log1p(exp(-40)) by mpmath: the loss of a nearly certain, right answer.
        Near.Ulps(4.248354255291589e-18, Functions.SoftmaxCrossEntropy([40.0, 0], 0), 2);
        Near.Ulps(4.248354255291589e-18, Functions.SoftmaxCrossEntropy([40f, 0], 0), 2);
        Near.Ulps(4.248354255291589e-18, Functions.SoftmaxCrossEntropy([40.0, 0], [1.0, 0]), 2);
    }

    [Fact]
    public void Special_values()
    {
        double infinity = double.PositiveInfinity;
        Assert.Equal(infinity, Functions.SoftmaxCrossEntropy([0, -infinity], 1));
        Assert.Equal(0, Functions.SoftmaxCrossEntropy([0, -infinity], 0));
        Assert.Equal(0, Functions.SoftmaxCrossEntropy([0, -infinity], [1.0, 0]));
        Assert.Equal(infinity, Functions.SoftmaxCrossEntropy([0, -infinity], [0.5, 0.5]));
        Assert.Equal(0, Functions.SoftmaxCrossEntropy(ReadOnlySpan<double>.Empty, ReadOnlySpan<double>.Empty));
        Assert.Equal(double.NaN, Functions.SoftmaxCrossEntropy([0, double.NaN], 0));
        Assert.Equal(double.NaN, Functions.SoftmaxCrossEntropy([0, infinity], 0));
        Assert.Equal(double.NaN, Functions.SoftmaxCrossEntropy([-infinity, -infinity], 0));
        Assert.Equal(float.NaN, Functions.SoftmaxCrossEntropy([0, float.NaN], [0f, 0f]));
        Assert.Equal(double.NaN, Functions.SoftmaxCrossEntropy([0.0, 0], [double.NaN, 0]));
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused()
    {
        foreach (int label in new[] { -1, 2, int.MinValue, int.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("label", () => Functions.SoftmaxCrossEntropy([1.0, 2.0], label));
            Assert.Throws<ArgumentOutOfRangeException>("label", () => Functions.SoftmaxCrossEntropy([1f, 2f], label));
            Assert.Throws<ArgumentOutOfRangeException>("label", () => Pullbacks.SoftmaxCrossEntropy([1.0, 2.0], label, 1, new double[2]));
        }
        Assert.Throws<ArgumentOutOfRangeException>("label", () => Functions.SoftmaxCrossEntropy(ReadOnlySpan<double>.Empty, 0));
        Assert.Throws<ArgumentException>(() => Functions.SoftmaxCrossEntropy([1.0, 2.0], [1.0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(18)]
    public void The_pullback_with_a_label_agrees_with_differences(int length)
    {
        double[] logits = Samples.Doubles(length, seed: 22, scale: 2);
        for (int label = 0; label < length; label++)
        {
            int index = label;
            double[] cotangent = Samples.Doubles(length, seed: 23);
            double[] before = [.. cotangent];
            float[] singleCotangent = Array.ConvertAll(before, v => (float)v);
            double[] expected = Differences.Gradient(p => -1.5 * Functions.SoftmaxCrossEntropy(p, index), logits);
            Pullbacks.SoftmaxCrossEntropy(logits, label, -1.5, cotangent);
            Pullbacks.SoftmaxCrossEntropy(Array.ConvertAll(logits, v => (float)v), label, -1.5f, singleCotangent);
            for (int i = 0; i < length; i++)
            {
                Near.Relative(before[i] + expected[i], cotangent[i], 1e-9);
                Near.Relative(before[i] + expected[i], singleCotangent[i], 2e-6);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(18)]
    public void The_pullback_with_a_distribution_agrees_with_differences(int length)
    {
        double[] logits = Samples.Doubles(length, seed: 24, scale: 2);
        double[] targets = Samples.Doubles(length, seed: 25);
        double[] logitsCotangent = Samples.Doubles(length, seed: 26);
        double[] targetsCotangent = Samples.Doubles(length, seed: 27);
        double[] logitsBefore = [.. logitsCotangent];
        double[] targetsBefore = [.. targetsCotangent];
        float[] singleLogitsCotangent = Array.ConvertAll(logitsBefore, v => (float)v);
        float[] singleTargetsCotangent = Array.ConvertAll(targetsBefore, v => (float)v);
        double[] byLogits = Differences.Gradient(p => -1.5 * Functions.SoftmaxCrossEntropy(p, targets), logits);
        double[] byTargets = Differences.Gradient(p => -1.5 * Functions.SoftmaxCrossEntropy(logits, p), targets);
        Pullbacks.SoftmaxCrossEntropy(logits, targets, -1.5, logitsCotangent, targetsCotangent);
        Pullbacks.SoftmaxCrossEntropy(
            Array.ConvertAll(logits, v => (float)v), Array.ConvertAll(targets, v => (float)v), -1.5f, singleLogitsCotangent,
            singleTargetsCotangent);
        for (int i = 0; i < length; i++)
        {
            Near.Relative(logitsBefore[i] + byLogits[i], logitsCotangent[i], 1e-8);
            Near.Relative(targetsBefore[i] + byTargets[i], targetsCotangent[i], 1e-8);
            Near.Relative(logitsBefore[i] + byLogits[i], singleLogitsCotangent[i], 5e-6);
            Near.Relative(targetsBefore[i] + byTargets[i], singleTargetsCotangent[i], 5e-6);
        }
    }

    [Fact]
    public void Logits_that_are_their_own_targets_get_both_contributions()
    {
        double[] x = Samples.Doubles(6, seed: 28);
        double[] cotangent = new double[6];
        double[] expected = Differences.Gradient(p => -1.5 * Functions.SoftmaxCrossEntropy(p, p), x);
        Pullbacks.SoftmaxCrossEntropy(x, x, -1.5, cotangent, cotangent);
        for (int i = 0; i < 6; i++)
        {
            Near.Relative(expected[i], cotangent[i], 1e-8);
        }
    }

    [Fact]
    public void A_nearly_certain_answer_still_has_a_gradient()
    {
        // −exp(-40)/(1 + exp(-40)); the difference p − 1 would be 0.
        double[] cotangent = [0, 0];
        Pullbacks.SoftmaxCrossEntropy([40.0, 0], 0, 1, cotangent);
        Near.Ulps(-4.248354255291589e-18, cotangent[0], 3);
        Near.Ulps(4.248354255291589e-18, cotangent[1], 3);
    }

    [Fact]
    public void Cotangents_that_are_zero_or_not_wanted_add_nothing()
    {
        double[] cotangent = [3, 4];
        Pullbacks.SoftmaxCrossEntropy([double.NaN, 1], 0, 0, cotangent);
        Pullbacks.SoftmaxCrossEntropy([0, double.NegativeInfinity], [1.0, 0], 0, cotangent, cotangent);
        Assert.Equal([3, 4], cotangent);
        Pullbacks.SoftmaxCrossEntropy([1.0, 1.0], [1.0, 0], -2, default, cotangent);
        Near.Relative(3 - 2 * Math.Log(2), cotangent[0], 1e-15);
        double[] other = [3, 4];
        Pullbacks.SoftmaxCrossEntropy([1.0, 1.0], [1.0, 0], -2, other, default);
        Assert.Equal([4, 3], other);
        Assert.Throws<ArgumentException>(() => Pullbacks.SoftmaxCrossEntropy([1.0, 1.0], 0, 1, new double[3]));
        Assert.Throws<ArgumentException>(
            () => Pullbacks.SoftmaxCrossEntropy([1.0, 1.0], [1.0, 0], 1, default, new double[3]));
    }

    [Fact]
    public void NaN_propagates_backward()
    {
        foreach (double[] logits in new double[][] { [double.NaN, 1], [double.PositiveInfinity, 1] })
        {
            double[] cotangent = [3, 4];
            Pullbacks.SoftmaxCrossEntropy(logits, 0, 1, cotangent);
            Assert.Equal([double.NaN, double.NaN], cotangent);
            double[] other = [3, 4];
            Pullbacks.SoftmaxCrossEntropy(logits, [1.0, 0], 1, cotangent, other);
            Assert.Equal([double.NaN, double.NaN], cotangent);
            Assert.Equal([double.NaN, double.NaN], other);
        }
    }
}
