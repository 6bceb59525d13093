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
        IReadOnlyList<IParameterSymbol> captured = CapturedParameters(named);
        foreach ((string name, ITypeSymbol part, bool isRefused) in Parts(named, captured))
        {
            IrType? mapped = TypeMapping.ScalarOf(part) is not null ? TypeMapping.Map(part)
                : Of(part, depth + 1) is { } inner ? new IrType(ScalarKind.Struct, Shape.Scalar, null, inner)
                : TypeMapping.Map(part) is { HoldsMemory: true } memory ? memory
                : null;
            if (mapped is not { } fieldType || isRefused)
            {
                return null;
            }

            fields.Add(new StructField(name, fieldType, next));
            next += fieldType.IsStruct ? fieldType.Layout!.Count : 1;
        }

        return next <= MostScalars
            ? new StructLayout(TypeMapping.Qualified(named), fields.ToEquatable()) { IsOrderKnown = captured.Count == 0 }
            : null;
    }

    /// <summary>
    /// What a struct consists of: its fields, and the parameters of its primary constructor that members read, which are fields that only
    /// its own members can name.
    /// </summary>
    private static IEnumerable<(string Name, ITypeSymbol Type, bool IsRefused)> Parts(INamedTypeSymbol type, IReadOnlyList<IParameterSymbol> captured) =>
        Fields(type).Select(f => (NameOf(f), f.Type, f.IsFixedSizeBuffer || f.RefKind != RefKind.None))
            .Concat(captured.Select(p => (p.Name, p.Type, p.RefKind != RefKind.None)));

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) => type.IsTupleType
        ? type.TupleElements.Select(e => e.CorrespondingTupleField ?? e)
        : type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst && !(f.IsImplicitlyDeclared && f.AssociatedSymbol is null));

    /// <summary>The parameters of the primary constructor that a member reads: each is a field without a name then.</summary>
    private static IReadOnlyList<IParameterSymbol> CapturedParameters(INamedTypeSymbol type)
    {
        if (type.IsRecord || type.IsTupleType)
        {
            return [];
        }

        TypeDeclarationSyntax[] declarations = [.. DeclarationsOf(type)];
        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(IsPrimary);
        return [.. primary?.Parameters.Where(p =>
            type.GetMembers(p.Name).IsEmpty && declarations.Any(d => d.Members.Any(m => Captures(m, [p.Name])))) ?? []];
    }

    /// <summary>Whether a constructor is the primary one: its parameters stand behind the name of the type.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    private static IEnumerable<TypeDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>();

    private static bool Captures(MemberDeclarationSyntax member, HashSet<string> parameters)
    {
        if (member.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.StaticKeyword))
        {
            return false;
        }

        // A parameter of the member's own by the same name is meant where it is there.
        HashSet<string> own = [.. ((member as BaseMethodDeclarationSyntax)?.ParameterList ?? (member as IndexerDeclarationSyntax)?.ParameterList as BaseParameterListSyntax)
            ?.Parameters.Select(p => p.Identifier.ValueText) ?? []];
        // The initializer of a field or property runs in the constructor, where the parameter is one.
        return member.DescendantNodes(n => n is not EqualsValueClauseSyntax { Parent: var declared } || (declared != member && declared?.Parent?.Parent != member)).OfType<IdentifierNameSyntax>().Any(name =>
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

        // The order of fields is known where one part of a partial struct has them all; what Diff generates has none.
        return !type.DeclaringSyntaxReferences.IsEmpty
            && Fields(type).Select(f => (f.AssociatedSymbol ?? f).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>())
                .Distinct().Count() <= 1
            && type.GetAttributes().All(a => a.AttributeClass?.Name is not ("StructLayoutAttribute" or "InlineArrayAttribute"));
    }
}
