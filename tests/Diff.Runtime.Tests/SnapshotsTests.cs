using System;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests;

/// <summary>The places of states against the best that there is, found by trying all.</summary>
public sealed class SnapshotsTests
{
    [Fact]
    public void No_schedule_needs_fewer_iterations()
    {
        const int longest = 200;
        const int largest = 12;
        long[,] best = new long[longest + 1, largest + 1];
        long[,] actual = new long[longest + 1, largest + 1];
        for (int budget = 1; budget <= largest; budget++)
        {
            for (int count = 2; count <= longest; count++)
            {
                best[count, budget] = long.MaxValue;
                for (int split = budget == 1 ? count - 1 : 1; split < count; split++)
                    best[count, budget] = Math.Min(best[count, budget], split + best[count - split, budget - 1] + best[split, budget]);
                int chosen = Snapshots.Split(count, budget);
                Assert.InRange(chosen, 1, count - 1);
                actual[count, budget] = chosen + actual[count - chosen, budget - 1] + actual[chosen, budget];
                Assert.Equal(best[count, budget], actual[count, budget]);
            }
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, -1)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(int.MaxValue, 20)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Extremes_are_split(int count, int budget) => Assert.InRange(Snapshots.Split(count, budget), 1, count - 1);

    [Fact]
    public void Numbers_that_are_not_asked_for_grow_slowly()
    {
        for (int count = 0; count < 5000; count++)
        {
            Assert.InRange(Snapshots.Budget(count), 1, 10);
            int segments = Snapshots.Segments(count, 0);
            Assert.True(segments >= 1 && (long)segments * segments >= count && ((long)segments - 1) * (segments - 1) < Math.Max(1, count));
            Assert.InRange(Snapshots.Segments(count, 7), 1, 7);
        }
    }
}
