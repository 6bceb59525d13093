using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests.CompilerServices;

/// <summary>Memory of a call: pooled, or the caller's.</summary>
public sealed class WorkspaceTests
{
    [Theory]
    [InlineData(-1, 8, 0)]
    [InlineData(0, 8, 0)]
    [InlineData(1, 8, 64)]
    [InlineData(8, 8, 64)]
    [InlineData(9, 8, 128)]
    [InlineData(65, 1, 128)]
    [InlineData(int.MaxValue, 8, 8L * int.MaxValue + 8)]
    public void Memory_takes_whole_cache_lines(int length, int size, long bytes) => Assert.Equal(bytes, Workspace.Bytes(length, size));

    [Fact]
    public void Vectors_are_as_wide_as_the_machine_has_them() =>
        Assert.Equal(Workspace.Bytes(3, Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16), Workspace.LaneBytes(3));

    [Fact]
    public void The_total_has_room_to_begin_at_a_cache_line()
    {
        Assert.Equal(0, Workspace.Total(0));
        Assert.Equal(64 + 63, Workspace.Total(64));
        Assert.Equal(int.MaxValue, Workspace.Total(int.MaxValue - 63L));
        Assert.Throws<OverflowException>(() => Workspace.Total(int.MaxValue - 62L));
        Assert.Throws<OverflowException>(() => Workspace.Total(long.MaxValue / 2));
    }

    [Fact]
    public void Given_memory_is_taken_from_its_first_cache_line_on()
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(4096, pinned: true);
        for (int start = 0; start < 64; start++)
        {
            Array.Fill(memory, (byte)0xFF);
            int needed = Workspace.Total(Workspace.Bytes(5, 8) + Workspace.Bytes(3, 4));
            Workspace workspace = Workspace.Over(memory.AsSpan(start), needed, "workspace", "Bytes");
            Span<double> first = workspace.Take<double>(5);
            Span<float> second = workspace.TakeUninitialized<float>(3);
            nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
            nint place = Unsafe.ByteOffset(ref memory[0], ref Unsafe.As<double, byte>(ref first[0]));
            Assert.Equal(0, (address + place) % 64);
            Assert.InRange(place - start, 0, 63);
            Assert.Equal(64, Unsafe.ByteOffset(ref Unsafe.As<double, byte>(ref first[0]), ref Unsafe.As<float, byte>(ref second[0])));
            Assert.True(first.SequenceEqual([0.0, 0, 0, 0, 0]));
            Assert.True(float.IsNaN(second[2]));
        }
    }

    [Fact]
    public void Given_memory_that_is_too_short_is_refused_by_name()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => { _ = Workspace.Over(new byte[126], 127, "scratch", "FBytes"); });
        Assert.Equal("scratch", thrown.ParamName);
        Assert.StartsWith("'scratch' has 126 bytes, but the call needs 127; 'FBytes' says how many.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_memory_is_given_back_and_taken_again()
    {
        Workspace workspace = Workspace.Over(new byte[1000], Workspace.Total(128), "workspace", "Bytes");
        Span<double> kept = workspace.TakeUninitialized<double>(2);
        Workspace.Mark mark = workspace.Position;
        Span<double> first = workspace.TakeUninitialized<double>(8);
        workspace.Release(mark);
        Span<double> second = workspace.Take<double>(4);
        Assert.True(Unsafe.AreSame(ref first[0], ref second[0]));
        Assert.False(kept.Overlaps(second));
    }

    [Fact]
    public void Iterations_use_given_memory_one_after_the_other()
    {
        Workspace workspace = Workspace.Over(new byte[1000], Workspace.Total(64), "workspace", "Bytes");
        Span<double> slot = default;
        for (int i = 0; i < 100; i++)
        {
            Span<double> row = workspace.Reuse(ref slot, 8);
            Assert.Equal(0, row[7]);
            row.Fill(i);
        }
    }

    /// <summary>What was computed on entry is what is there; nothing behind it is touched.</summary>
    [Fact]
    public void Given_memory_ends_where_it_was_said_to_end()
    {
        bool hasThrown = false;
        try
        {
            Workspace workspace = Workspace.Over(new byte[4096], Workspace.Total(64), "workspace", "Bytes");
            workspace.Take<double>(8);
            workspace.Take<double>(9);
        }
        catch (InvalidOperationException)
        {
            hasThrown = true;
        }

        Assert.True(hasThrown);
    }

    [Fact]
    public void Memory_of_no_length_is_there_and_takes_nothing()
    {
        Workspace workspace = Workspace.Over([], 0, "workspace", "Bytes");
        Assert.False(Unsafe.IsNullRef(ref MemoryMarshal.GetReference(workspace.Take<double>(0))));
    }

    [Fact]
    public void A_negative_length_is_an_overflow_in_both()
    {
        bool hasThrown = false;
        Workspace workspace = Workspace.Rent();
        try
        {
            workspace.Take<double>(-1);
        }
        catch (OverflowException)
        {
            hasThrown = true;
        }
        finally
        {
            workspace.Return();
        }

        Assert.True(hasThrown);
    }

    [Fact]
    public void Rows_take_what_they_are_said_to_take()
    {
        double[][] rows = [[1, 2, 3], [], [4]];
        Assert.Equal(4, PackedRows.CountOf(rows));
        Workspace workspace = Workspace.Over(new byte[1000], Workspace.Total(PackedRows.Bytes(rows)), "workspace", "Bytes");
        PackedRows<double> packed = new(ref workspace, rows);
        Assert.Equal([1, 2, 3, 4], packed.Elements.ToArray());
        Assert.Equal([0, 3, 3, 4], packed.Offsets.ToArray());
    }
}
