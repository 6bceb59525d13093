using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>How generated code reads the scalars of a struct of the user's and makes one of scalars.</summary>
internal static class StructForms
{
    /// <summary>The form of a struct or tuple, or null where a part of it cannot be read or set.</summary>
    /// <param name="type">The type.</param>
    /// <param name="within">The type that the generated code is a part of.</param>
    /// <param name="compilation">Knows what is accessible there.</param>
    public static StructForm? Of(ITypeSymbol type, INamedTypeSymbol within, Compilation compilation)
    {
        List<string> reads = [];
        if (TypeMapping.Map(type).HasMemoryInside)
        {
            // It is taken apart on the way in and never put together.
            return Reads(type, "{0}", reads, within, compilation) ? new StructForm(TypeMapping.Qualified(type), reads.ToEquatable(), "", "") : null;
        }

        int leaf = 0;
        int gradientLeaf = 0;
        return StructLayouts.Of(type) is not null && Reads(type, "{0}", reads, within, compilation)
            && Construction(type, within, compilation, ref leaf, isGradient: false) is { } construction
            && Construction(type, within, compilation, ref gradientLeaf, isGradient: true) is { } gradient
            ? new StructForm(TypeMapping.Qualified(type), reads.ToEquatable(), construction, gradient)
            : null;
    }

    private static bool Reads(ITypeSymbol type, string path, List<string> reads, INamedTypeSymbol within, Compilation compilation)
    {
        foreach (StructField field in StructLayouts.Of(type)!.Fields)
        {
            ISymbol? member = MemberOf(type, field.Name);
            if (member is null || !compilation.IsSymbolAccessibleWithin(member, within) || member is IPropertySymbol { GetMethod: null })
            {
                return false;
            }

            ITypeSymbol memberType = TypeOf(member);
            string read = path + "." + MemberNames.Identifier(field.Name);
            if (field.Type.Array != ArrayForm.None)
            {
                return false;
            }

            if (field.Type.IsBuffer)
            {
                reads.Add(Memory(memberType, field.Type, read));
            }
            else if (field.Type.IsStruct)
            {
                if (!Reads(memberType, read, reads, within, compilation))
                {
                    return false;
                }
            }
            else
            {
                reads.Add(memberType.TypeKind == TypeKind.Enum ? $"({field.Type.Keyword}){read}" : read);
            }
        }

        return true;
    }

    /// <summary>Memory that a field holds, as numbers; an array that is not there is an error, not an empty one.</summary>
    private static string Memory(ITypeSymbol type, IrType mapped, string read)
    {
        string text = type is IArrayTypeSymbol ? $"global::Diff.CompilerServices.Guard.Present({read}, nameof({read}))"
            : ArrayLayouts.MemoryElement(type, out _) is not null ? read + ".Span"
            : read;
        return mapped.Layout is null ? text
            : $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{TypeMapping.Qualified(ArrayLayouts.ElementOf(type))}, {mapped.Flat.Keyword}>({text})";
    }

    private static string? Construction(ITypeSymbol type, INamedTypeSymbol within, Compilation compilation, ref int leaf, bool isGradient)
    {
        List<(string Name, string? Text, bool IsSettable)> parts = [];
        foreach (StructField field in StructLayouts.Of(type)!.Fields)
        {
            ISymbol member = MemberOf(type, field.Name)!;
            string? text;
            if (field.Type.IsStruct)
            {
                text = Construction(TypeOf(member), within, compilation, ref leaf, isGradient);
                if (text is null)
                {
                    return null;
                }
            }
            else
            {
                string cast = TypeOf(member).TypeKind == TypeKind.Enum ? $"({TypeMapping.Qualified(TypeOf(member))})" : "";
                text = isGradient && !field.Type.IsFloating ? null : string.Format(CultureInfo.InvariantCulture, "{0}{{{1}}}", cast, leaf);
                leaf++;
            }

            parts.Add((field.Name, text, IsSettable(member, within, compilation)));
        }

        if (type.IsTupleType)
        {
            return "(" + string.Join(", ", parts.Select(p => p.Text ?? "default")) + ")";
        }

        string name = TypeMapping.Qualified(type);
        if (!LibraryTypes.Has(type) && parts.All(p => p.IsSettable || p.Text is null))
        {
            return $"new {name} {{{{ {string.Join(", ", parts.Where(p => p.Text is not null).Select(p => $"{MemberNames.Identifier(p.Name)} = {p.Text}"))} }}}}";
        }

        IMethodSymbol? constructor = ((INamedTypeSymbol)type).InstanceConstructors.FirstOrDefault(c =>
            c.Parameters.Length == parts.Count
            && compilation.IsSymbolAccessibleWithin(c, within)
            && c.Parameters.All(p => parts.Any(f => IsNamed(p, f.Name))));
        return constructor is null
            ? null
            : $"new {name}({string.Join(", ", constructor.Parameters.Select(p => parts.First(f => IsNamed(p, f.Name)).Text ?? "default"))})";
    }

    private static bool IsNamed(IParameterSymbol parameter, string field) =>
        string.Equals(parameter.Name, field.TrimStart('_'), System.StringComparison.OrdinalIgnoreCase);

    private static ISymbol? MemberOf(ITypeSymbol type, string name) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? tuple.TupleElements.FirstOrDefault(e => (e.CorrespondingTupleField ?? e).Name == name)
        : type.GetMembers(name).FirstOrDefault(m => m is IFieldSymbol || (m is IPropertySymbol property && (LibraryTypes.Has(type) || MemberPath.IsAutomatic(property))));

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static bool IsSettable(ISymbol member, INamedTypeSymbol within, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(member, within) && member switch
        {
            IFieldSymbol field => !field.IsReadOnly,
            IPropertySymbol { SetMethod: { } setter } => compilation.IsSymbolAccessibleWithin(setter, within),
            _ => false,
        };
}
