using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// A number or array that an object holds, by the way to it: <c>this._layer.Weights</c>. A method that reads one gets it as a further
/// parameter, from the annotated method on, where it is read on entry.
/// </summary>
/// <param name="Root">The parameter or variable that holds the object; null for the receiver.</param>
/// <param name="Members">The fields and automatic properties on the way.</param>
internal sealed record MemberPath(ISymbol? Root, IReadOnlyList<ISymbol> Members)
{
    /// <summary>Identity in its method.</summary>
    public string Key => string.Join(".", new[] { Root is null ? "this" : "@" + Root.Name }.Concat(Members.Select(m => m.Name)));

    /// <summary>The type of what is found there.</summary>
    public ITypeSymbol Type => TypeOf(Members[Members.Count - 1]);

    /// <summary>The type of a field or property.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>The same way, from an object that is itself found by a way.</summary>
    public MemberPath From(MemberPath start) => new(start.Root, [.. start.Members, .. Members]);

    /// <summary>The way to what an expression names, or null: it leads over objects, so that a struct of numbers is its end.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="aliases">Variables that hold objects found by a way.</param>
    public static MemberPath? Of(IOperation? expression, IReadOnlyDictionary<ISymbol, MemberPath> aliases)
    {
        switch (expression)
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } receiver when IsObject(receiver.Type):
                return new MemberPath(null, []);
            case IParameterReferenceOperation parameter when IsObject(parameter.Type):
                return new MemberPath(parameter.Parameter, []);
            case ILocalReferenceOperation local when aliases.TryGetValue(local.Local, out MemberPath known):
                return known;
            case IConversionOperation { IsImplicit: true } conversion when IsObject(conversion.Type):
                return Of(conversion.Operand, aliases);
            case IFieldReferenceOperation { Field: { IsStatic: false, IsConst: false } field } reference:
                return Then(reference.Instance, field, aliases);
            case IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } property } reference when IsAutomatic(property):
                return Then(reference.Instance, property, aliases);
            default:
                return null;
        }
    }

    /// <summary>Whether a type holds members without being a number, a struct of numbers or memory of these.</summary>
    public static bool IsObject(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } && TypeMapping.Map(type).Kind == ScalarKind.Object;

    /// <summary>Whether a property is a field with accessors that the compiler writes, all of them.</summary>
    public static bool IsAutomatic(IPropertySymbol property) => !property.IsVirtual && !property.IsOverride && !property.IsAbstract
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property))
        && property.DeclaringSyntaxReferences.All(r => r.GetSyntax() is not PropertyDeclarationSyntax syntax
            || (syntax.ExpressionBody is null && (syntax.AccessorList?.Accessors.All(a => a.Body is null && a.ExpressionBody is null) ?? true)));

    private static MemberPath? Then(IOperation? instance, ISymbol member, IReadOnlyDictionary<ISymbol, MemberPath> aliases) =>
        Of(instance, aliases) is { } start && (start.Members.Count == 0 || IsObject(start.Type)) ? new MemberPath(start.Root, [.. start.Members, member]) : null;
}

/// <summary>What a method uses of what is around it, handed over as a further parameter.</summary>
/// <param name="Variable">A variable of the method around a local function; the type stands for a receiver that is a struct of numbers.</param>
/// <param name="Path">A member of an object.</param>
internal sealed record Capture(ISymbol? Variable, MemberPath? Path)
{
    /// <summary>Whether two are the same.</summary>
    public bool IsSame(Capture other) => Path is { } path
        ? other.Path is { } otherPath && path.Key == otherPath.Key && SymbolEqualityComparer.Default.Equals(path.Root, otherPath.Root)
        : other.Path is null && SymbolEqualityComparer.Default.Equals(Variable, other.Variable);
}
