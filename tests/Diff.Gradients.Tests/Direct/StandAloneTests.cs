using System.Threading.Tasks;
using Diff.Gradients.Tests.Corpus;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Every call stands alone: on any thread, and inside another.</summary>
public sealed class StandAloneTests
{
    [Fact]
    public void Calls_on_many_threads_do_not_disturb_one_another()
    {
        (double, double) expected = Loops.LongLoopWithAGrowingTapeGradient(1.1, 500);
        (double, double)[] results = new (double, double)[200];
        Parallel.For(0, results.Length, i => results[i] = Loops.LongLoopWithAGrowingTapeGradient(1.1, 500));
        Assert.All(results, r => Assert.Equal(expected, r));
    }

    [Fact]
    public void Tapes_of_different_sizes_do_not_leak_into_one_another()
    {
        double[] gradient = new double[4];
        double[] again = new double[4];
        double first = Buffers.SwappedArraysInATimeLoopGradient([0.1, 0.5, -0.3, 0.8], 0.2, 7, gradient).Value;
        Loops.LongLoopWithAGrowingTapeGradient(1.3, 5000);
        Mutation.LocalArrayOfVariableLengthGradient(2, 1000);
        double second = Buffers.SwappedArraysInATimeLoopGradient([0.1, 0.5, -0.3, 0.8], 0.2, 7, again).Value;
        Assert.Equal(first, second);
        Assert.Equal(gradient, again);
    }
}
