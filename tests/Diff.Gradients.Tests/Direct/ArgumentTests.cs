using System;
using Diff.Gradients.Tests.Corpus;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arguments are checked once on entry; nothing is written when they are wrong.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_destination_of_another_length_is_refused(int length)
    {
        double[] wGradient = new double[2];
        double[] xGradient = new double[length];
        Array.Fill(wGradient, 777);
        Array.Fill(xGradient, 777);
        ArgumentException e = Assert.Throws<ArgumentException>(() => Spans.DotGradient([1, 2], [3, 4], wGradient, xGradient));
        Assert.Contains("xGradient", e.Message, StringComparison.Ordinal);
        Assert.All(wGradient, v => Assert.Equal(777, v));
        Assert.All(xGradient, v => Assert.Equal(777, v));
    }

    [Fact]
    public void A_cotangent_of_another_length_is_refused()
    {
        double[] a = [1, 2, 3];
        double[] aCotangent = [1, 2];
        Assert.Throws<ArgumentException>(() => Outputs.SquaresInPlaceBackward(a, aCotangent));
        Assert.Equal([1, 2, 3], a);
        Assert.Equal([1, 2], aCotangent);
    }

    [Fact]
    public void A_destination_overlapping_an_input_is_refused_by_name()
    {
        double[] w = [1, 2];
        double[] xGradient = [777, 777];
        ArgumentException e = Assert.Throws<ArgumentException>(() => Spans.DotGradient(w, [3, 4], w, xGradient));
        Assert.Contains("wGradient", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], w);
        Assert.Equal([777, 777], xGradient);
    }

    [Fact]
    public void Destinations_that_partly_overlap_are_refused()
    {
        double[] both = [777, 777, 777];
        Assert.Throws<ArgumentException>(() => Spans.DotGradient([1, 2], [3, 4], both.AsSpan(0, 2), both.AsSpan(1, 2)));
        Assert.Equal([777, 777, 777], both);
    }

    [Fact]
    public void A_written_span_overlapping_an_input_is_refused()
    {
        double[] shared = [1, 2, 3];
        double[] xGradient = new double[3];
        Assert.Throws<ArgumentException>(
            () => Outputs.ScalarTimesSpanAddedIntoBackward(0.5, shared, shared, [1, 1, 1], xGradient));
        Assert.Equal([1, 2, 3], shared);
    }

    [Fact]
    public void A_written_span_overlapping_its_cotangent_is_refused()
    {
        double[] shared = [1, 2, 3];
        Assert.Throws<ArgumentException>(() => Outputs.SquaresInPlaceBackward(shared, shared));
        Assert.Equal([1, 2, 3], shared);
    }

    [Fact]
    public void Inputs_that_are_only_read_may_be_the_same_memory()
    {
        double[] w = [1, 2];
        double[] wGradient = new double[2];
        double[] xGradient = new double[2];
        Assert.Equal(5, Spans.DotGradient(w, w, wGradient, xGradient));
        Assert.Equal(w, wGradient);
        Assert.Equal(w, xGradient);
    }

    [Fact]
    public void Neighbouring_slices_do_not_overlap()
    {
        double[] memory = [1, 2, 777, 777, 777, 777];
        double value = Spans.DotGradient(memory.AsSpan(0, 2), memory.AsSpan(0, 2), memory.AsSpan(2, 2), memory.AsSpan(4, 2));
        Assert.Equal(5, value);
        Assert.Equal([1, 2, 1, 2, 1, 2], memory);
    }

    [Fact]
    public void A_guard_throws_what_the_primal_throws()
    {
        ArgumentException primal = Assert.Throws<ArgumentException>(() => Branches.GuardThrows(-1, 2));
        ArgumentException derived = Assert.Throws<ArgumentException>(() => Branches.GuardThrowsGradient(-1, 2));
        Assert.Equal(primal.Message, derived.Message);
        Assert.Equal(primal.ParamName, derived.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Branches.GuardThrowsGradient(1, 0));
    }

    [Fact]
    public void An_index_out_of_range_throws_what_the_primal_throws_and_the_next_call_is_right()
    {
        double[] wGradient = new double[2];
        Assert.Throws<IndexOutOfRangeException>(() => Spans.Gather([1, 2], [0, 5]));
        Assert.Throws<IndexOutOfRangeException>(() => Spans.GatherGradient([1, 2], [0, 5], wGradient));
        Assert.Throws<IndexOutOfRangeException>(() => Spans.GatherGradient([1, 2], [-1], wGradient));
        Spans.GatherGradient([1, 2], [1, 1], wGradient);
        Assert.Equal([0, 12], wGradient);
    }
}
