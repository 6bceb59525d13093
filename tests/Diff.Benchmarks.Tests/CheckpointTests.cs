using System;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Checkpoints;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>The comparison of checkpoints.</summary>
[Collection("tape")]
public sealed class CheckpointTests
{
    [Fact]
    public void Every_schedule_gives_the_same_gradient_and_has_a_row()
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        Assert.Equal(0, CheckpointCommand.Run(64, 30, TimeSpan.Zero, output, errors));
        Assert.Empty(errors.ToString());
        string[] rows = [.. output.ToString().Split('\n').Where(line => line.StartsWith('|'))];
        Assert.Equal(7, rows.Length);
        Assert.Contains("all values kept", rows[2], StringComparison.Ordinal);
        Assert.Contains("1.000", rows[2], StringComparison.Ordinal);
    }
}
