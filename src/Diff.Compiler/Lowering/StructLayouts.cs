using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>Which structs and tuples lowering takes apart, and into what.</summary>
internal static class StructLayouts
{
    private const int DeepestNesting = 8;
    private const int MostScalars = 64;

    /// <summary>The layout of a tuple, or of a struct that this compilation or the base class library declares, if all it holds are scalars and memory of these; else null.</summary>
    public static StructLayout? Of(ITypeSymbol? type) => Of(type, 0);

    /// <summary>The name of a field in its layout: that of the property for an automatic one, ItemN for a tuple's.</summary>
    public static string NameOf(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? (field.CorrespondingTupleField ?? field).Name;

    private static StructLayout? Of(ITypeSymbol? type, int depth)
    {
        if (LibraryTypes.Has(type))
        {
            return LibraryTypes.LayoutOf((INamedTypeSymbol)type!);
        }

        if (depth > DeepestNesting || type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named
            || named.SpecialType != SpecialType.None || !IsKnown(named))
        {
            return null;
        }

        List<StructField> fields = [];
        int next = 0;
        foreach (IFieldSymbol field in Fields(named))
        {
            IrType? mapped = TypeMapping.ScalarOf(field.Type) is not null ? TypeMapping.Map(field.Type)
                : Of(field.Type, depth + 1) is { } inner ? new IrType(ScalarKind.Struct, Shape.Scalar, null, inner)
                : TypeMapping.Map(field.Type) is { HoldsMemory: true } memory ? memory
                : null;
            if (mapped is not { } fieldType || field.IsFixedSizeBuffer || field.RefKind != RefKind.None)
            {
                return null;
            }

            fields.Add(new StructField(NameOf(field), fieldType, next));
            next += fieldType.IsStruct ? fieldType.Layout!.Count : 1;
        }

        return next <= MostScalars ? new StructLayout(TypeMapping.Qualified(named), fields.ToEquatable()) : null;
    }

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) => type.IsTupleType
        ? type.TupleElements.Select(e => e.CorrespondingTupleField ?? e)
        : type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst);

    /// <summary>Whether a member reads a parameter of the primary constructor, which is a field without a name then.</summary>
    private static bool CapturesParameters(TypeDeclarationSyntax declaration)
    {
        HashSet<string> parameters = [.. declaration.ParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? []];
        return parameters.Count > 0 && declaration.Members.Any(member => Captures(member, parameters));
    }

    private static bool Captures(MemberDeclarationSyntax member, HashSet<string> parameters)
    {
        if (member.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.StaticKeyword))
        {
            return false;
        }

        // A parameter of the member's own by the same name is meant where it is there.
        HashSet<string> own = [.. ((member as BaseMethodDeclarationSyntax)?.ParameterList ?? (member as IndexerDeclarationSyntax)?.ParameterList as BaseParameterListSyntax)
            ?.Parameters.Select(p => p.Identifier.ValueText) ?? []];
        return member.DescendantNodes(n => n is not EqualsValueClauseSyntax).OfType<IdentifierNameSyntax>().Any(name =>
            parameters.Contains(name.Identifier.ValueText) && !own.Contains(name.Identifier.ValueText)
            && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            && name.Parent is not NameColonSyntax);
    }

    /// <summary>Whether every method of the type is here to be lowered, and its memory is as written.</summary>
    private static bool IsKnown(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return true;
        }

        SyntaxReference[] declarations = [.. type.DeclaringSyntaxReferences];
        return declarations.Length == 1
            && declarations[0].GetSyntax() is TypeDeclarationSyntax declaration
            && (type.IsRecord || !CapturesParameters(declaration))
            && type.GetAttributes().All(a => a.AttributeClass?.Name is not ("StructLayoutAttribute" or "InlineArrayAttribute"));
    }
}
