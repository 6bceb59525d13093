using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>C# types to IR types.</summary>
internal static class TypeMapping
{
    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions |
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A type as generated code writes it in a signature: spans and keywords bare, everything else qualified.</summary>
    public static string Readable(ITypeSymbol type)
    {
        IrType mapped = Map(type);
        return type switch
        {
            { TypeKind: TypeKind.Enum } => Qualified(type),
            IArrayTypeSymbol when mapped is { IsBuffer: true, Layout: null } => mapped.Keyword + "[]",
            IArrayTypeSymbol array when mapped.Array != ArrayForm.None => ArrayLayouts.Text(array),
            _ when mapped.Kind != ScalarKind.Object && ScalarOf(type) is not null => mapped.Keyword,
            _ when mapped is { IsBuffer: true, Layout: null } && SpanElement(type, out _) is { TypeKind: not TypeKind.Enum } => mapped.ToString(),
            _ => Qualified(type),
        };
    }

    /// <summary>A type as it can be written anywhere.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(s_qualified);

    /// <summary>The IR type; <see cref="ScalarKind.Object"/> for what the IR does not compute with.</summary>
    public static IrType Map(ITypeSymbol? type)
    {
        if (type is null)
        {
            return new IrType(ScalarKind.Object, Shape.Scalar, "object");
        }

        if (ScalarOf(type) is { } scalar)
        {
            return Scalar(scalar, type);
        }

        if (type is IArrayTypeSymbol { Rank: 1, ElementType: { TypeKind: not (TypeKind.Enum or TypeKind.Array) } element })
        {
            return BufferOf(element, Shape.Span) ?? new IrType(ScalarKind.Object, Shape.Scalar, Qualified(type));
        }

        if (SpanElement(type, out bool isReadOnly) is { TypeKind: not TypeKind.Enum } spanElement)
        {
            return BufferOf(spanElement, isReadOnly ? Shape.ReadOnlySpan : Shape.Span)
                ?? new IrType(ScalarKind.Object, Shape.Scalar, Qualified(type));
        }

        if (ArrayLayouts.MemoryElement(type, out bool isReadOnlyMemory) is { TypeKind: not TypeKind.Enum } memoryElement
            && BufferOf(memoryElement, isReadOnlyMemory ? Shape.ReadOnlySpan : Shape.Span) is { } memory)
        {
            return memory;
        }

        return (type is IArrayTypeSymbol composite ? ArrayLayouts.Of(composite) : StructLayouts.Of(type)) is { } layout
            ? new IrType(ScalarKind.Struct, Shape.Scalar, null, layout)
            : new IrType(ScalarKind.Object, Shape.Scalar, Qualified(type));
    }

    /// <summary>The buffer of so many elements of a type, or null where the IR does not compute with them.</summary>
    public static IrType? BufferOf(ITypeSymbol element, Shape shape)
    {
        if (ScalarOf(element) is { } scalar)
        {
            return Scalar(scalar, element).As(shape);
        }

        return StructLayouts.Of(element) is { ElementKind: { } kind } layout ? new IrType(kind, shape, null, layout) : null;
    }

    private static IrType Scalar(ScalarKind kind, ITypeSymbol type) =>
        new(kind, Shape.Scalar, kind == ScalarKind.Generic ? MemberNames.Identifier(type.Name) : null);

    /// <summary>
    /// Whether a type parameter stands for a floating-point number: it is constrained by an interface of System.Numerics that these
    /// implement.
    /// </summary>
    public static bool IsFloating(ITypeParameterSymbol parameter) =>
        parameter.ConstraintTypes.Any(IsNumberInterface)
        && !parameter.ConstraintTypes.Any(c => c.Name is "IBinaryInteger" or "IUnsignedNumber" || !IsNumberInterface(c) && c.TypeKind != TypeKind.Interface);

    /// <summary>Whether a type is one of System.Numerics' interfaces.</summary>
    public static bool IsNumberInterface(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Interface } && type.ContainingNamespace?.ToDisplayString() == "System.Numerics";

    /// <summary>The element type of a span, or null.</summary>
    public static ITypeSymbol? SpanElement(ITypeSymbol type, out bool isReadOnly)
    {
        isReadOnly = type.Name == "ReadOnlySpan";
        return type is INamedTypeSymbol { Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } named
            && (isReadOnly || type.Name == "Span")
            ? named.TypeArguments[0]
            : null;
    }

    /// <summary>The scalar kind of a numeric, Boolean, character or enum type.</summary>
    public static ScalarKind? ScalarOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            return ScalarOf(underlying);
        }

        if (type is ITypeParameterSymbol parameter)
        {
            return IsFloating(parameter) ? ScalarKind.Generic : null;
        }

        return type.SpecialType switch
        {
            SpecialType.System_Boolean => ScalarKind.Bool,
            SpecialType.System_SByte => ScalarKind.SByte,
            SpecialType.System_Byte => ScalarKind.Byte,
            SpecialType.System_Int16 => ScalarKind.Int16,
            SpecialType.System_UInt16 => ScalarKind.UInt16,
            SpecialType.System_Int32 => ScalarKind.Int32,
            SpecialType.System_UInt32 => ScalarKind.UInt32,
            SpecialType.System_Int64 => ScalarKind.Int64,
            SpecialType.System_UInt64 => ScalarKind.UInt64,
            SpecialType.System_Char => ScalarKind.Char,
            SpecialType.System_Single => ScalarKind.Single,
            SpecialType.System_Double => ScalarKind.Double,
            _ => null,
        };
    }

    /// <summary>Whether a parameter is marked <c>[Constant]</c>.</summary>
    public static bool IsConstant(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(a => MetadataName(a.AttributeClass) == "Diff.ConstantAttribute");

    /// <summary>The full name of a type without <c>global::</c>, for look-ups by name.</summary>
    public static string MetadataName(ITypeSymbol? type) =>
        type is null ? "" : type.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
