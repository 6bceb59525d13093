using System.Collections.Generic;
using System.Globalization;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>Arrays that are more than one buffer, and memory that is a buffer under another name.</summary>
internal static class ArrayLayouts
{
    /// <summary>What an array of several dimensions, or an array of arrays, of numbers consists of; null for any other array.</summary>
    public static StructLayout? Of(IArrayTypeSymbol type)
    {
        bool isJagged = type.Rank == 1;
        ITypeSymbol? element = isJagged ? (type.ElementType as IArrayTypeSymbol)?.ElementType : type.ElementType;
        if (element is null or { TypeKind: TypeKind.Enum } || isJagged && type.ElementType is IArrayTypeSymbol { Rank: > 1 }
            || TypeMapping.BufferOf(element, Shape.Span) is not { } memory)
        {
            return null;
        }

        // The memory goes by the name of the array itself.
        List<StructField> fields = [new StructField("", memory, 0)];
        if (isJagged)
        {
            fields.Add(new StructField("Offsets", IrType.Int.As(Shape.ReadOnlySpan), 1));
        }
        else
        {
            for (int i = 0; i < type.Rank; i++)
            {
                fields.Add(new StructField("Length" + i.ToString(CultureInfo.InvariantCulture), IrType.Int, i + 1));
            }
        }

        return new StructLayout(Text(type), fields.ToEquatable()) { Array = isJagged ? ArrayForm.Jagged : ArrayForm.Rectangular };
    }

    /// <summary>The array as generated code writes it, whatever may be null in it.</summary>
    public static string Text(IArrayTypeSymbol type)
    {
        ITypeSymbol element = type;
        string brackets = "";
        while (element is IArrayTypeSymbol array)
        {
            brackets += "[" + new string(',', array.Rank - 1) + "]";
            element = array.ElementType;
        }

        return TypeMapping.Readable(element) + brackets;
    }

    /// <summary>The element type of a <c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>, or null.</summary>
    public static ITypeSymbol? MemoryElement(ITypeSymbol? type, out bool isReadOnly)
    {
        isReadOnly = type?.Name == "ReadOnlyMemory";
        return type is INamedTypeSymbol { Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } named
            && (isReadOnly || type.Name == "Memory")
            ? named.TypeArguments[0]
            : null;
    }

    /// <summary>The element type of an array, a span or memory, whatever its form.</summary>
    public static ITypeSymbol ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType: IArrayTypeSymbol row } => row.ElementType,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol named => named.TypeArguments[0],
        _ => type,
    };
}
