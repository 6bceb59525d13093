using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;
using static Diff.Gradients.Tests.Direct.WorkspaceCases;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Members that work in memory of the caller's. What they compute is compared for the whole corpus: see <c>GivenWorkspace</c>.</summary>
public sealed class WorkspaceTests
{
    private static readonly double[] s_w = [0.5, -1, 0.25, 2, 0.125, -0.75, 1.5];
    private static readonly float[] s_floats = [0.5f, -1, 0.25f, 2, 0.125f];
    private static readonly float[] s_data = [.. Enumerable.Range(0, 5 * 331).Select(i => MathF.Sin(i))];

    [Fact]
    public void The_memory_may_start_anywhere_and_hold_anything()
    {
        int bytes = ChainGradientWorkspaceBytes(s_w);
        double[] expected = new double[7], actual = new double[7];
        double value = ChainGradient(s_w, expected);
        byte[] memory = new byte[bytes + 130];
        for (int start = 0; start < 130; start++)
        {
            Array.Fill(memory, (byte)0xFF);
            Assert.Equal(value, ChainGradient(s_w, actual, memory.AsSpan(start, bytes)));
            Assert.Equal(expected, actual);
            Assert.All(memory[..start], b => Assert.Equal(0xFF, b));
            Assert.All(memory[(start + bytes)..], b => Assert.Equal(0xFF, b));
        }
    }

    [Fact]
    public void Memory_on_the_stack_and_memory_without_a_collector_will_do()
    {
        double[] expected = new double[7], actual = new double[7];
        double value = ChainGradient(s_w, expected);
        Span<byte> onTheStack = stackalloc byte[ChainGradientWorkspaceBytes(s_w)];
        Assert.Equal(value, ChainGradient(s_w, actual, onTheStack));
        Assert.Equal(expected, actual);
        Assert.Equal(value, ChainBackward(s_w, -2, actual, onTheStack));
        Assert.Equal(expected.Select(v => -2 * v), actual);
    }

    [Fact]
    public void More_than_is_needed_is_left_alone()
    {
        byte[] memory = new byte[ChainGradientWorkspaceBytes(s_w) + 1000];
        Array.Fill(memory, (byte)0xFF);
        ChainGradient(s_w, new double[7], memory);
        Assert.All(memory[^1000..], b => Assert.Equal(0xFF, b));
        Assert.Contains(memory, b => b != 0xFF);
    }

    [Fact]
    public void Too_little_is_refused_before_anything_is_written()
    {
        int bytes = ChainGradientWorkspaceBytes(s_w);
        double[] gradient = [7, 7, 7, 7, 7, 7, 7];
        foreach (int length in new[] { 0, 1, bytes - 1 })
        {
            byte[] memory = new byte[length];
            ArgumentException thrown = Assert.Throws<ArgumentException>(() => ChainGradient(s_w, gradient, memory));
            Assert.Equal("workspace", thrown.ParamName);
            Assert.StartsWith($"'workspace' has {length} bytes, but the call needs {bytes}; 'ChainGradientWorkspaceBytes' says how many.", thrown.Message, StringComparison.Ordinal);
            Assert.All(memory, b => Assert.Equal(0, b));
        }

        Assert.All(gradient, g => Assert.Equal(7, g));
    }

    [Fact]
    public void Memory_that_overlaps_an_argument_is_refused()
    {
        double[] shared = [.. s_w, .. new double[200]];
        double[] before = [.. shared];
        double[] gradient = [7, 7, 7, 7, 7, 7, 7];
        Assert.Equal("workspace", Assert.Throws<ArgumentException>(
            () => ChainGradient(shared.AsSpan(0, 7), gradient, MemoryMarshal.AsBytes(shared.AsSpan(6)))).ParamName);
        Assert.Contains("wGradient", Assert.Throws<ArgumentException>(
            () => ChainGradient(s_w, shared.AsSpan(0, 7), MemoryMarshal.AsBytes(shared.AsSpan())[..^8])).Message, StringComparison.Ordinal);
        Assert.Equal(before, shared);
        Assert.All(gradient, g => Assert.Equal(7, g));

        // Side by side is no overlap.
        ChainGradient(shared.AsSpan(0, 7), gradient, MemoryMarshal.AsBytes(shared.AsSpan(7)));
        Assert.Equal(before[..7], shared[..7]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(331)]
    public void Vectorised_loops_over_floats(int rows)
    {
        float[] x = s_data[..(5 * rows)];
        float[] expected = new float[5], actual = new float[5];
        float value = LayerGradient(s_floats, x, expected);
        byte[] memory = new byte[LayerGradientWorkspaceBytes(s_floats, x)];
        Assert.Equal(value, LayerGradient(s_floats, x, actual, memory));
        Assert.Equal(expected, actual);
        Assert.Equal(value, LayerBackward(s_floats, x, 1, actual, memory));
        Assert.Equal(expected, actual);
        LayerAccumulateGradient(s_floats, x, expected);
        Assert.Equal(value, LayerAccumulateGradient(s_floats, x, actual, memory));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Tapes_of_nested_loops_have_a_place_for_each_iteration()
    {
        double[] expected = new double[7], actual = new double[7];
        double value = NestGradient(s_w, 40, expected);
        Assert.True(NestGradientWorkspaceBytes(s_w, 40) >= 8 * 40 * 7);
        Assert.Equal(value, NestGradient(s_w, 40, actual, new byte[NestGradientWorkspaceBytes(s_w, 40)]));
        Assert.Equal(expected, actual);
        Assert.Equal(0, NestGradientWorkspaceBytes(s_w, 0));
        Assert.Equal(1, NestGradient(s_w, 0, actual, []));
    }

    [Fact]
    public void Memory_under_a_condition_counts_in_full()
    {
        Assert.Equal(UnderAConditionGradientWorkspaceBytes(s_w, true), UnderAConditionGradientWorkspaceBytes(s_w, false));
        foreach (bool isTaken in new[] { true, false })
        {
            double[] expected = new double[7], actual = new double[7];
            double value = UnderAConditionGradient(s_w, isTaken, expected);
            Assert.Equal(value, UnderAConditionGradient(s_w, isTaken, actual, new byte[UnderAConditionGradientWorkspaceBytes(s_w, isTaken)]));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void A_length_that_no_array_has_is_found_where_the_primal_finds_it()
    {
        Assert.Equal(OfLengthGradient(0.5, 6), OfLengthGradient(0.5, 6, new byte[OfLengthGradientWorkspaceBytes(0.5, 6)]));
        Assert.Equal(0, OfLengthGradientWorkspaceBytes(0.5, -1));
        Assert.Throws<OverflowException>(() => OfLengthGradient(0.5, -1));
        Assert.Throws<OverflowException>(() => OfLengthGradient(0.5, -1, []));
    }

    [Fact]
    public void More_than_a_span_can_hold_is_an_overflow() =>
        Assert.Throws<OverflowException>(() => OfLengthGradientWorkspaceBytes(0.5, int.MaxValue));

    [Fact]
    public void Structs_and_their_spans()
    {
        Point[] steps = [.. Enumerable.Range(1, 9).Select(i => new Point(0.1 * i, 1.0 / i))];
        Point[] expected = new Point[9], actual = new Point[9];
        (Point value, Point byStart) = WalkBackward(steps, new Point(1, 2), new Point(1, -1), expected);
        byte[] memory = new byte[WalkBackwardWorkspaceBytes(steps, new Point(1, 2))];
        Assert.Equal((value, byStart), WalkBackward(steps, new Point(1, 2), new Point(1, -1), actual, memory));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Arrays_of_several_dimensions_memory_and_references()
    {
        double[,] Grid() => new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
        double[,] grid = Grid(), other = Grid(), cotangent = Grid(), otherCotangent = Grid();
        double[] weights = [0.1, 0.2, 0.3], byWeights = new double[3], otherByWeights = new double[3];
        double scale = 0.5, byScale = 1, otherScale = 0.5, otherByScale = 1;
        SmoothBackward(grid, weights, ref scale, cotangent, byWeights, ref byScale);
        byte[] memory = new byte[SmoothBackwardWorkspaceBytes(other, weights, otherScale)];
        SmoothBackward(other, weights, ref otherScale, otherCotangent, otherByWeights, ref otherByScale, memory);
        Assert.Equal(grid, other);
        Assert.Equal(cotangent, otherCotangent);
        Assert.Equal(byWeights, otherByWeights);
        Assert.Equal((scale, byScale), (otherScale, otherByScale));
    }

    [Fact]
    public void Rows_are_packed_in_it()
    {
        double[][] Array() => [[0.1, 0.2, 9], [0.3, 0.4], [0.5, 0.6, 9, 9]];
        double[][] rows = Array(), other = Array(), cotangent = Array(), otherCotangent = Array();
        RowsBackward(rows, 2, out double last, cotangent, 1);
        byte[] memory = new byte[RowsBackwardWorkspaceBytes(other, 2)];
        RowsBackward(other, 2, out double otherLast, otherCotangent, 1, memory);
        Assert.Equal(rows, other);
        Assert.Equal(cotangent, otherCotangent);
        Assert.Equal(last, otherLast);

        // What was written by then is there where the primal throws, and as ever nothing is where the memory is too short.
        other = Array();
        Assert.Throws<ArgumentException>(() => RowsBackward(other, 2, out _, otherCotangent, 1, memory.AsSpan(1)));
        Assert.Equal(Array(), other);
        Assert.Equal("rows", Assert.Throws<ArgumentNullException>(() => RowsBackwardWorkspaceBytes(null!, 2)).ParamName);
    }

    [Fact]
    public void Generic_methods()
    {
        double[] expected = new double[7], actual = new double[7];
        Assert.Equal(GenericGradient<double>(s_w, expected), GenericGradient<double>(s_w, actual, new byte[GenericGradientWorkspaceBytes<double>(s_w)]));
        Assert.Equal(expected, actual);
        float[] singles = new float[5], others = new float[5];
        byte[] memory = new byte[GenericGradientWorkspaceBytes<float>(s_floats)];
        Assert.Equal(GenericGradient<float>(s_floats, singles), GenericGradient<float>(s_floats, others, memory));
        Assert.Equal(singles, others);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => GenericGradient<float>(s_floats, others, memory.AsSpan(1)));
        Assert.Contains("'GenericGradientWorkspaceBytes'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instance_methods()
    {
        WorkspaceModel model = new();
        double[] x = [1, 2, 3], expected = new double[3], actual = new double[3];
        WorkspaceModel.Parameters gradient = new(model), other = new(model);
        double value = model.LossGradient(x, expected, gradient);
        Assert.Equal(value, model.LossGradient(x, actual, other, new byte[model.LossGradientWorkspaceBytes(x)]));
        Assert.Equal(expected, actual);
        Assert.Equal(gradient.All.ToArray(), other.All.ToArray());
        Assert.Throws<ArgumentException>(() => model.LossGradient(x, actual, gradient, MemoryMarshal.AsBytes(gradient.All)));
    }

    /// <summary>Sizes that nobody knows on entry, names that are taken, and methods that need nothing.</summary>
    [Theory]
    [InlineData("Called", 2)]
    [InlineData("NeedsNone", 2)]
    [InlineData("Root", 2)]
    [InlineData("Overloaded", 4)]
    [InlineData("Chain", 9)]
    public void What_has_no_use_for_it_has_no_such_member(string method, int members) => Assert.Equal(members, typeof(WorkspaceCases)
        .GetMethods(BindingFlags.Public | BindingFlags.Static).Count(m => m.Name != method && m.Name.StartsWith(method, StringComparison.Ordinal)));

    [Fact]
    public void A_parameter_of_that_name_keeps_its_meaning()
    {
        double[] expected = new double[7], actual = new double[7];
        ChainGradient(s_w, expected);
        Assert.Equal(Called(s_w, 0), CalledGradient(s_w, 0, actual));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] gradient = new double[7];
        byte[] memory = new byte[ChainGradientWorkspaceBytes(s_w)], rowMemory = new byte[LayerGradientWorkspaceBytes(s_floats, s_data)];
        float[] byFloats = new float[5];
        for (int i = 0; i < 50; i++)
            Call();
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
                Call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);

        void Call()
        {
            _ = ChainGradient(s_w, gradient, memory) + ChainGradientWorkspaceBytes(s_w);
            _ = LayerGradient(s_floats, s_data, byFloats, rowMemory);
        }
    }
}
