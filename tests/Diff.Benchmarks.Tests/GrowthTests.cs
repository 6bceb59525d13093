using System.IO;
using System.Linq;
using Diff.Benchmarks.Growth;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>The tables of growth have their rows, and slopes are what they say.</summary>
[Collection("tape")]
public sealed class GrowthTests
{
    [Fact]
    public void The_slope_of_a_power_is_its_exponent()
    {
        Assert.Equal(2, LogarithmicSlope.Of([(1, 3), (10, 300), (100, 30_000)]), 1e-12);
        Assert.Equal(0, LogarithmicSlope.Of([(1, 3), (10, 3)]), 1e-12);
    }

    [Fact]
    public void What_is_zero_has_no_slope() => Assert.Equal(double.NaN, LogarithmicSlope.Of([(1, 0), (10, 5), (100, 0)]));

    [Fact]
    public void An_objective_has_time_tape_and_allocation_per_decade()
    {
        StringWriter output = new();
        new GrowthSession(output, TextWriter.Null).Run("ElementwiseChain", decades: 1);

        string[] rows = [.. output.ToString().Split('\n').Where(line => line.StartsWith('|'))];
        Assert.Equal(5, rows.Length);
        string[] tape = Cells(rows[3]), allocated = Cells(rows[4]);
        Assert.Equal(["", "", "bytes of tape"], tape[..3]);

        // Both sweeps run in one loop, which keeps nothing.
        Assert.Equal(["0", "0"], tape[3..5]);
        Assert.Equal(["0", "0"], allocated[3..5]);
    }

    [Fact]
    public void The_memory_of_a_call_is_what_its_workspace_holds()
    {
        Assert.Equal(0, PoolMeter.MostHeld(() => { }));
        long held = PoolMeter.MostHeld(() =>
        {
            Workspace workspace = Workspace.Rent();
            workspace.Take<double>(10_000);
            workspace.Return();
        });
        Assert.InRange(held, 80_000, 2 * 131_072);
    }

    [Fact]
    public void Programs_of_each_kind_are_generated_for()
    {
        StringWriter output = new();
        new CompilationSession(output, TextWriter.Null).Run([1, 3]);

        Assert.Equal(7, output.ToString().Split('\n').Count(line => line.StartsWith('|')));
    }

    private static string[] Cells(string row) => [.. row.Split('|')[1..^1].Select(cell => cell.Trim())];
}
