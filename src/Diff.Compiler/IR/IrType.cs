using System;
using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>The scalar types of the IR. An enum of the source is its underlying type here.</summary>
internal enum ScalarKind
{
    Bool, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Char, Single, Double,

    /// <summary>Anything else: carried to calls without a derivative, never computed with.</summary>
    Object,

    /// <summary>A struct or tuple of scalars, or an array that is more than one buffer. Known to lowering only, which takes it apart.</summary>
    Struct,

    /// <summary>A type parameter that stands for a number. In signatures only: bodies are lowered for the numbers that it can be.</summary>
    Generic,
}

/// <summary>What holds the scalars.</summary>
internal enum Shape
{
    /// <summary>One scalar.</summary>
    Scalar,

    /// <summary>Memory that can be written: a span, an array, local memory.</summary>
    Span,

    /// <summary>Memory that is only read.</summary>
    ReadOnlySpan,

    /// <summary>A growing stack of scalars, made by the storage pass.</summary>
    Tape,

    /// <summary>One floating-point number for each lane of a vector. In kernels only.</summary>
    Vector,

    /// <summary>A yes or no for each lane of vectors of a kind. In kernels only.</summary>
    Mask,

    /// <summary>Memory of vectors. In kernels only.</summary>
    VectorSpan,

    /// <summary>Memory of masks. In kernels only.</summary>
    MaskSpan,
}

/// <summary>The type of a value.</summary>
/// <param name="Kind">The scalar, or the element of a buffer.</param>
/// <param name="Shape">Scalar, buffer or tape.</param>
/// <param name="Name">The C# name of an <see cref="ScalarKind.Object"/> or <see cref="ScalarKind.Generic"/> type; null for all others.</param>
/// <param name="Layout">
/// The fields of a struct, or of the structs in a buffer, whose own kind is then that of all their scalars. Lowering only.
/// </param>
internal readonly record struct IrType(ScalarKind Kind, Shape Shape = Shape.Scalar, string? Name = null, StructLayout? Layout = null)
{
    public static readonly IrType Bool = new(ScalarKind.Bool);
    public static readonly IrType Int = new(ScalarKind.Int32);
    public static readonly IrType Long = new(ScalarKind.Int64);
    public static readonly IrType Double = new(ScalarKind.Double);
    public static readonly IrType Single = new(ScalarKind.Single);

    /// <summary>Whether the value is memory.</summary>
    public bool IsBuffer => Shape is Shape.Span or Shape.ReadOnlySpan or Shape.VectorSpan or Shape.MaskSpan;

    /// <summary>Whether the value is one floating-point number.</summary>
    public bool IsFloatingScalar => Shape == Shape.Scalar && IsFloating;

    /// <summary>Whether the scalar or element is a floating-point number.</summary>
    public bool IsFloating => Kind is ScalarKind.Single or ScalarKind.Double or ScalarKind.Generic;

    /// <summary>Whether the value has a number or a yes or no for each lane.</summary>
    public bool IsLanes => Shape is Shape.Vector or Shape.Mask;

    /// <summary>Whether the value is one integer.</summary>
    public bool IsInteger => Shape == Shape.Scalar && Kind is > ScalarKind.Bool and < ScalarKind.Single;

    /// <summary>Whether the value is taken apart: a struct or tuple of scalars, or an array that is more than one buffer.</summary>
    public bool IsStruct => Kind == ScalarKind.Struct;

    /// <summary>Which array the value is, if it is one that lowering takes apart.</summary>
    public ArrayForm Array => IsStruct ? Layout!.Array : ArrayForm.None;

    /// <summary>Whether the value is memory or an array that consists of memory and integers.</summary>
    public bool HoldsMemory => IsBuffer || Array != ArrayForm.None;

    /// <summary>Whether there is floating-point content in it, alone or among what it consists of.</summary>
    public bool HasNumbers => IsStruct ? Layout!.Leaves.Any(l => l.IsFloating) : IsFloating;

    /// <summary>Whether the value is a struct with memory among what it consists of.</summary>
    public bool HasMemoryInside => IsStruct && Array == ArrayForm.None && Layout!.Leaves.Any(l => l.IsBuffer);

    /// <summary>The buffer that holds the elements of an array; any other type is its own.</summary>
    public IrType Memory => Array == ArrayForm.None ? this : Layout!.Fields[0].Type;

    /// <summary>The type of an element.</summary>
    public IrType Element => Shape == Shape.VectorSpan ? new(Kind, Shape.Vector) : Shape == Shape.MaskSpan ? new(Kind, Shape.Mask)
        : Layout is null ? new(Kind, Shape.Scalar, Name) : new(ScalarKind.Struct, Shape.Scalar, null, Layout);

    /// <summary>The type as everything behind lowering knows it: structs in a buffer are the scalars that they consist of.</summary>
    public IrType Flat => Layout is null || IsStruct ? this : new(Kind, Shape);

    /// <summary>Bytes of one scalar, for tape formulas.</summary>
    public int ElementSize => Kind switch
    {
        ScalarKind.Bool or ScalarKind.SByte or ScalarKind.Byte => 1,
        ScalarKind.Int16 or ScalarKind.UInt16 or ScalarKind.Char => 2,
        ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Single => 4,
        _ => 8,
    };

    /// <summary>The C# keyword of the scalar or element.</summary>
    public string Keyword => Kind switch
    {
        ScalarKind.Bool => "bool",
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.Char => "char",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        ScalarKind.Object or ScalarKind.Generic => Name ?? "object",
        ScalarKind.Struct => Layout?.Name ?? "struct",
        _ => throw new InvalidOperationException(Kind.ToString()),
    };

    /// <summary>The type with another shape.</summary>
    public IrType As(Shape shape) => new(IsStruct && shape != Shape.Scalar ? Layout!.ElementKind ?? ScalarKind.Object : Kind, shape, Name, Layout);

    /// <inheritdoc/>
    public override string ToString() => Shape switch
    {
        Shape.Scalar => Keyword,
        Shape.Span => $"Span<{Keyword}>",
        Shape.ReadOnlySpan => $"ReadOnlySpan<{Keyword}>",
        Shape.Vector or Shape.Mask => $"Vector<{Keyword}>",
        Shape.VectorSpan or Shape.MaskSpan => $"Span<Vector<{Keyword}>>",
        _ => $"TapeStack<{Keyword}>",
    };
}
