using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>What a member of a parameter set is.</summary>
internal enum SetMemberKind
{
    Scalar, Struct, Buffer, Set,
}

/// <summary>A member of a parameter set.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its property.</param>
/// <param name="Access">The member of the type that it stands for.</param>
/// <param name="TypeText">Of a number or struct its type, of a buffer that of its elements, of a set the set.</param>
/// <param name="Count">How many numbers one of that type is.</param>
/// <param name="IsSettable">Whether it can be assigned; arrays are copied into.</param>
internal sealed record SetMember(SetMemberKind Kind, string Name, string Access, string TypeText, int Count, bool IsSettable);

/// <summary>The class <c>Parameters</c> that is generated for a type with <c>[Parameter]</c> members. Holds nothing of Roslyn.</summary>
internal sealed record ParameterSet
{
    /// <summary>The name of the class.</summary>
    public const string Name = "Parameters";

    public required string Namespace { get; init; }

    /// <summary>The types around it, outermost first; the last is the one whose parameters these are.</summary>
    public required EquatableArray<ContainingType> Types { get; init; }

    /// <summary>The type as it is written.</summary>
    public required string TypeText { get; init; }

    public required bool IsStruct { get; init; }

    public required string HintName { get; init; }

    /// <summary>The numbers: float or double.</summary>
    public required string Element { get; init; }

    public required EquatableArray<SetMember> Members { get; init; }
}

/// <summary>Finds the parameters of types.</summary>
internal static class ParameterSets
{
    /// <summary>Whether a member is marked <c>[Parameter]</c>.</summary>
    public static bool IsParameter(ISymbol member) =>
        member.GetAttributes().Any(a => TypeMapping.MetadataName(a.AttributeClass) == "Diff.ParameterAttribute");

    /// <summary>The parameters of a type: those it inherits, then its own in the order of declaration.</summary>
    public static List<ISymbol> Of(ITypeSymbol type)
    {
        List<ISymbol> members = [];
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            members.InsertRange(0, current.GetMembers().Where(m => m is IFieldSymbol { IsStatic: false, AssociatedSymbol: null } or IPropertySymbol { IsStatic: false } && IsParameter(m)));
        }

        return members;
    }

    /// <summary>The property of a member in the set: _weights → Weights.</summary>
    public static string PropertyOf(ISymbol member)
    {
        string name = member.Name.TrimStart('_');
        return name.Length == 0 ? member.Name : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>The set of the type that declares a member, given for the first of its members only; null for the others and where it is refused.</summary>
    public static ParameterSet? For(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        INamedTypeSymbol type = member.ContainingType;
        bool isFirst = type.GetMembers().FirstOrDefault(m => m is IFieldSymbol { IsStatic: false, AssociatedSymbol: null } or IPropertySymbol { IsStatic: false } && IsParameter(m)) is { } first
            && SymbolEqualityComparer.Default.Equals(first, member);
        if (!isFirst || ProblemsOf(type, compilation).Count > 0)
        {
            return null;
        }

        List<ISymbol> members = Of(type);
        return new ParameterSet
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Types = SignatureLowering.TypesAround(type).ToEquatable(),
            TypeText = TypeMapping.Qualified(type),
            IsStruct = type.TypeKind == TypeKind.Struct,
            HintName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace('<', '_').Replace('>', '_').Replace(',', '_').Replace(' ', '_') + "." + ParameterSet.Name,
            Element = ElementOf(type),
            Members = members.Select(m => MemberOf(m, type, compilation)).ToEquatable(),
        };
    }

    /// <summary>What is wrong with the parameters of a type: each member with the id and the message.</summary>
    public static List<(ISymbol Member, string Id, string Message)> ProblemsOf(INamedTypeSymbol type, Compilation compilation)
    {
        List<(ISymbol, string, string)> problems = [];
        List<ISymbol> members = Of(type);
        string? element = members.Select(ElementOf).FirstOrDefault(e => e is not null);
        HashSet<string> names = ["All", "Clear", "CopyFrom", "CopyTo", "CountOf", ParameterSet.Name];
        foreach (ISymbol member in members)
        {
            if (ElementOf(member) is not { } own)
            {
                problems.Add((
                    member, Refusals.UnsupportedParameter,
                    $"'{member.Name}' cannot be a parameter; mark fields and automatic properties that are float, double, structs of one of these, arrays of these, or objects with such members"));
            }
            else if (own != element)
            {
                problems.Add((member, Refusals.UnsupportedParameter, $"'{member.Name}' is of {own} where other parameters of '{type.Name}' are of {element}; use one of them for all"));
            }

            if (!names.Add(PropertyOf(member)))
            {
                problems.Add((member, Refusals.NameClash, $"the name '{PropertyOf(member)}' generated for '{member.Name}' is taken; rename the member"));
            }
        }

        if (members.Count > 0 && type.GetMembers(ParameterSet.Name).Any(m => !ModuleLowering.IsGenerated(m)))
        {
            problems.Add((members[0], Refusals.NameClash, $"'{type.Name}' already has a member '{ParameterSet.Name}'; rename it"));
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences.All(r =>
                r.GetSyntax() is not TypeDeclarationSyntax syntax || syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (members.Count > 0 && !isPartial)
            {
                problems.Add((members[0], Refusals.NotPartial, $"'{current.Name}' must be partial, so that its parameter set can be added to it; add the modifier"));
            }
        }

        _ = compilation;
        return problems;
    }

    /// <summary>The numbers of a type's parameters: float or double.</summary>
    public static string ElementOf(ITypeSymbol type) => Of(type).Select(ElementOf).FirstOrDefault(e => e is not null) ?? "double";

    /// <summary>float or double; null for what cannot be a parameter.</summary>
    private static string? ElementOf(ISymbol member)
    {
        if (member is IPropertySymbol property && !MemberPath.IsAutomatic(property))
        {
            return null;
        }

        ITypeSymbol type = MemberPath.TypeOf(member);
        IrType mapped = TypeMapping.Map(type);
        if (mapped.Kind == ScalarKind.Object)
        {
            return type is INamedTypeSymbol { TypeKind: TypeKind.Class } && Of(type) is { Count: > 0 } inner ? ElementOf(inner[0]) : null;
        }

        ScalarKind? kind = mapped.IsStruct ? mapped.Layout!.ElementKind : mapped.Kind;
        bool isSupported = kind is ScalarKind.Single or ScalarKind.Double
            && (!mapped.IsBuffer || type is IArrayTypeSymbol { Rank: 1 });
        return isSupported ? new IrType(kind!.Value).Keyword : null;
    }

    private static SetMember MemberOf(ISymbol member, INamedTypeSymbol type, Compilation compilation)
    {
        ITypeSymbol memberType = MemberPath.TypeOf(member);
        IrType mapped = TypeMapping.Map(memberType);
        string name = PropertyOf(member);
        string access = MemberNames.Identifier(member.Name);
        if (mapped.Kind == ScalarKind.Object)
        {
            return new SetMember(SetMemberKind.Set, name, access, TypeMapping.Qualified(memberType) + "." + ParameterSet.Name, 0, IsSettable(member, type, compilation));
        }

        if (mapped.IsBuffer)
        {
            ITypeSymbol element = ((IArrayTypeSymbol)memberType).ElementType;
            return new SetMember(SetMemberKind.Buffer, name, access, TypeMapping.Qualified(element), mapped.Layout?.Count ?? 1, true);
        }

        return new SetMember(
            mapped.IsStruct ? SetMemberKind.Struct : SetMemberKind.Scalar, name, access, TypeMapping.Qualified(memberType), mapped.Layout?.Count ?? 1,
            IsSettable(member, type, compilation));
    }

    /// <summary>Whether a parameter's numbers can be written back.</summary>
    private static bool IsSettable(ISymbol member, INamedTypeSymbol type, Compilation compilation)
    {
        ITypeSymbol memberType = MemberPath.TypeOf(member);
        IrType mapped = TypeMapping.Map(memberType);
        if (mapped.IsBuffer)
        {
            return true;
        }

        return mapped.Kind == ScalarKind.Object
            ? Of(memberType).All(m => IsSettable(m, (INamedTypeSymbol)memberType, compilation))
            : member switch
            {
                IFieldSymbol field => !field.IsReadOnly,
                IPropertySymbol { SetMethod: { IsInitOnly: false } setter } => compilation.IsSymbolAccessibleWithin(setter, type),
                _ => false,
            };
    }
}
