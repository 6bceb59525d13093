using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>What a sequence of numbers is declared as.</summary>
internal enum BufferKind
{
    ReadOnlySpan, Span, Array, Stack, ReadOnlyArray,
}

/// <summary>A buffer in scope; never empty.</summary>
/// <param name="IsParameter">Parameters are not assigned, so that their names keep meaning the caller's memory.</param>
internal sealed record BufferName(string Name, BufferKind Kind, Real Element, bool IsParameter)
{
    public bool IsWritable => Kind is not (BufferKind.ReadOnlySpan or BufferKind.ReadOnlyArray);

    public bool IsArray => Kind is BufferKind.Array or BufferKind.ReadOnlyArray;

    public string Length => Name + ".Length";

    /// <summary>A part of it as a span.</summary>
    public string Part(string start, string length) =>
        IsArray ? $"{Name}.AsSpan({start}, {length})" : $"{Name}.Slice({start}, {length})";

    /// <summary>All of it as a span.</summary>
    public string Whole => IsArray ? Name + ".AsSpan()" : Name;
}

/// <summary>An array of two dimensions in scope; neither is empty.</summary>
/// <param name="IsParameter">Parameters are not assigned, so that their names keep meaning the caller's memory.</param>
internal sealed record MatrixName(string Name, Real Element, bool IsParameter)
{
    public string Rows => Name + ".GetLength(0)";

    public string Columns => Name + ".GetLength(1)";
}

/// <summary>A <c>Memory</c> or <c>ReadOnlyMemory</c> in scope; its span is among the buffers.</summary>
internal sealed record MemoryName(string Name, Real Element, bool IsWritable);

/// <summary>An array of arrays in scope; its first row and its last are among the buffers.</summary>
internal sealed record JaggedName(string Name, Real Element);

/// <summary>A floating-point variable in scope.</summary>
internal sealed record Variable(string Name, Real Kind);

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
        Ranges.AddRange(outer.Ranges);
        Structs.AddRange(outer.Structs);
        StructArrays.AddRange(outer.StructArrays);
        LocalFunctions.AddRange(outer.LocalFunctions);
        Matrices.AddRange(outer.Matrices);
        Memories.AddRange(outer.Memories);
        Jagged.AddRange(outer.Jagged);
        References.UnionWith(outer.References);
        LoopDepth = outer.LoopDepth;
        MayBreak = outer.MayBreak;
        MayContinue = outer.MayContinue;
    }

    /// <summary>Floating-point variables that may be assigned.</summary>
    public List<Variable> Numbers { get; } = [];

    /// <summary>Floating-point variables that may only be read.</summary>
    public List<Variable> FixedNumbers { get; } = [];

    /// <summary>Integers that may be assigned.</summary>
    public List<string> Integers { get; } = [];

    /// <summary>Integers that may only be read.</summary>
    public List<string> Counters { get; } = [];

    public List<string> Flags { get; } = [];

    public List<BufferName> Buffers { get; } = [];

    /// <summary>Variables of the program's struct; their fields are among the numbers.</summary>
    public List<string> Structs { get; } = [];

    /// <summary>Arrays of it; never empty.</summary>
    public List<string> StructArrays { get; } = [];

    /// <summary>Local functions from a <c>double</c> to a <c>double</c>.</summary>
    public List<string> LocalFunctions { get; } = [];

    public List<MatrixName> Matrices { get; } = [];

    public List<MemoryName> Memories { get; } = [];

    public List<JaggedName> Jagged { get; } = [];

    /// <summary>Variables that stand for others, which a local function may not capture.</summary>
    public HashSet<string> References { get; } = [];

    /// <summary>Counters that run up to the length of a buffer.</summary>
    public List<(string Counter, string Buffer)> Ranges { get; } = [];

    public int LoopDepth { get; set; }

    public bool MayBreak { get; set; }

    public bool MayContinue { get; set; }

    /// <summary>Adds an array of arrays, with rows that are always there.</summary>
    public void AddJagged(string name, Real element)
    {
        Jagged.Add(new JaggedName(name, element));
        Buffers.Add(new BufferName(name + "[0]", BufferKind.Array, element, true));
        Buffers.Add(new BufferName(name + "[^1]", BufferKind.Array, element, true));
    }

    /// <summary>Adds memory and its span.</summary>
    public void AddMemory(string name, Real element, bool isWritable)
    {
        Memories.Add(new MemoryName(name, element, isWritable));
        Buffers.Add(new BufferName(name + ".Span", isWritable ? BufferKind.Span : BufferKind.ReadOnlySpan, element, true));
    }

    public BufferName[] Writable() => [.. Buffers.Where(b => b.IsWritable)];

    public BufferName[] Writable(Real element) => [.. Buffers.Where(b => b.IsWritable && b.Element == element)];

    public Variable[] Assignable(Real kind) => [.. Numbers.Where(n => n.Kind == kind)];
}
