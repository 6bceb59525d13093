using System.Collections.Generic;

namespace Diff.Fuzz;

/// <summary>What a sequence of doubles is declared as.</summary>
internal enum BufferKind
{
    ReadOnlySpan, Span, Array, Stack,
}

/// <summary>A buffer in scope; never empty.</summary>
internal sealed record BufferName(string Name, BufferKind Kind, bool IsParameter)
{
    public bool IsWritable => Kind != BufferKind.ReadOnlySpan;

    /// <summary>A part of it as a span.</summary>
    public string Part(string start, string length) =>
        Kind == BufferKind.Array ? $"{Name}.AsSpan({start}, {length})" : $"{Name}.Slice({start}, {length})";
}

/// <summary>What can be named at a place.</summary>
internal sealed class Surroundings
{
    public Surroundings(Surroundings? outer = null)
    {
        if (outer is null)
            return;
        Numbers.AddRange(outer.Numbers);
        FixedNumbers.AddRange(outer.FixedNumbers);
        Integers.AddRange(outer.Integers);
        Counters.AddRange(outer.Counters);
        Flags.AddRange(outer.Flags);
        Buffers.AddRange(outer.Buffers);
        LoopDepth = outer.LoopDepth;
        MayBreak = outer.MayBreak;
        MayContinue = outer.MayContinue;
    }

    /// <summary>Floating-point variables that may be assigned.</summary>
    public List<string> Numbers { get; } = [];

    /// <summary>Floating-point variables that may only be read.</summary>
    public List<string> FixedNumbers { get; } = [];

    /// <summary>Integers that may be assigned.</summary>
    public List<string> Integers { get; } = [];

    /// <summary>Integers that may only be read.</summary>
    public List<string> Counters { get; } = [];

    public List<string> Flags { get; } = [];

    public List<BufferName> Buffers { get; } = [];

    public int LoopDepth { get; set; }

    public bool MayBreak { get; set; }

    public bool MayContinue { get; set; }
}
