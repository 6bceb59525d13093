using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>Names: of what is generated, of the types around it, and whether they are free.</summary>
internal sealed partial class SignatureLowering
{
    private void CheckNames(EquatableArray<ParameterInfo> parameters, int emit)
    {
        HashSet<string> names = new(parameters.Select(p => p.Name), StringComparer.Ordinal);
        HashSet<string> generated = [];
        foreach (ParameterInfo parameter in parameters.Where(p => p.IsDifferentiated || p.IsOutput))
        {
            bool isScalar = parameter.IsReturned || parameter.Passing == PassingMode.Out;
            string name = isScalar ? MemberNames.TupleElement(parameter.Name) : MemberNames.Destination(parameter.Name);
            bool clashes = !generated.Add(name) || (!isScalar && names.Contains(name))
                || names.Contains(MemberNames.BufferCotangent(parameter.Name));
            if (clashes)
            {
                Report(Refusals.NameClash, $"the name '{name}' generated for '{parameter.Name}' is taken by another parameter; rename one of them");
            }
        }

        // A struct is one variable for each of its scalars; the memory of an array has the array's own name.
        foreach (ParameterInfo parameter in parameters.Where(p => p.Type.IsStruct))
        {
            if (Module.LeavesOf(parameter).FirstOrDefault(l => l.Name != parameter.Name && names.Contains(l.Name)) is { } leaf)
            {
                Report(Refusals.NameClash, $"the name '{leaf.Name}' generated for a part of '{parameter.Name}' is taken by another parameter; rename one of them");
            }
        }

        if ((emit & DerivativeFlags.Backward) != 0 && names.Contains(MemberNames.ResultCotangent))
        {
            Report(Refusals.NameClash, $"the parameter '{MemberNames.ResultCotangent}' has the name of a generated one; rename it");
        }

        if (attribute.NamedArguments.Any(a => a.Key == "Monitor" && a.Value.Value is true))
        {
            CheckReport(names);
        }

        foreach (string name in DerivationNames(parameters, emit).Where(names.Contains))
        {
            Report(Refusals.NameClash, $"the parameter '{name}' has the name of a generated one; rename it");
        }

        foreach (string member in MemberNames.Of(method.Name, emit).SelectMany(m => new[] { m, MemberNames.WorkspaceBytes(m) }))
        {
            if (method.ContainingType.GetMembers(member).Any(m => !ModuleLowering.IsGenerated(m)))
            {
                Report(Refusals.NameClash, $"'{method.ContainingType.Name}' already has a member '{member}'; rename it or the differentiated method");
            }
        }
    }

    /// <summary>Members with a report are told apart from those of overloads by its type.</summary>
    private void CheckReport(HashSet<string> names)
    {
        if (names.Contains(MemberNames.Report))
        {
            Report(Refusals.NameClash, $"the parameter '{MemberNames.Report}' has the name of a generated one; rename it");
        }

        if (method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().SelectMany(m => m.Parameters)
            .Any(p => TypeMapping.MetadataName(p.Type as INamedTypeSymbol) == "Diff.GradientReport"))
        {
            Report(Refusals.NameClash, $"an overload of '{method.Name}' takes a GradientReport, as members with Monitor do; rename one of them");
        }
    }

    /// <summary>What members that give another derivative than the gradient call their own parameters.</summary>
    private static IEnumerable<string> DerivationNames(EquatableArray<ParameterInfo> parameters, int emit)
    {
        if ((emit & (DerivativeFlags.Tangent | DerivativeFlags.HessianVectorProduct)) != 0)
        {
            foreach (ParameterInfo parameter in parameters.Where(p => p.IsDifferentiated || p.IsOutput))
            {
                yield return MemberNames.TangentOf(parameter.Name);
            }
        }

        if ((emit & DerivativeFlags.HessianVectorProduct) != 0)
        {
            foreach (ParameterInfo parameter in parameters.Where(p => p.IsDifferentiated))
            {
                yield return MemberNames.HessianProduct(parameter.Name);
            }
        }

        if ((emit & DerivativeFlags.Hessian) != 0)
        {
            yield return MemberNames.HessianMatrix;
        }

        if ((emit & DerivativeFlags.Jacobian) != 0)
        {
            yield return MemberNames.JacobianMatrix;
        }
    }

    /// <summary>
    /// Which name keeps the members from taking a workspace: it comes for nothing, so that what is in its way is no error. The names of overloads
    /// are told apart by their parameters, but the member that says how many bytes has no out parameters, and the other one has a span more.
    /// </summary>
    private string WorkspaceObstacle()
    {
        if (method.Parameters.Any(p => p.Name == MemberNames.Workspace))
        {
            return $"a parameter is called '{MemberNames.Workspace}'";
        }

        foreach (IMethodSymbol other in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(other, method)
                || GeneratedMember.AttributeOf(other) is null)
            {
                continue;
            }

            if (other.Parameters.Any(p => TypeMapping.Map(p.Type) is { Shape: Shape.Span, Kind: ScalarKind.Byte }))
            {
                return $"an overload of '{method.Name}' takes a span of bytes";
            }

            if (other.Arity == method.Arity && Entering(other).SequenceEqual(Entering(method), SymbolEqualityComparer.Default))
            {
                return $"an overload of '{method.Name}' differs in nothing but how parameters are passed";
            }
        }

        return "";

        static IEnumerable<ITypeSymbol> Entering(IMethodSymbol of) => of.Parameters.Where(p => p.RefKind != RefKind.Out).Select(p => p.Type);
    }

    /// <summary>A type and those around it as their partial declarations are repeated, outermost first.</summary>
    public static IEnumerable<ContainingType> TypesAround(INamedTypeSymbol innermost)
    {
        Stack<ContainingType> types = new();
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            string keyword = (type.IsRecord, type.TypeKind) switch
            {
                (true, TypeKind.Struct) => "record struct",
                (true, _) => "record",
                (_, TypeKind.Struct) => "struct",
                (_, TypeKind.Interface) => "interface",
                _ => "class",
            };
            string parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => p.Name)) + ">";
            types.Push(new ContainingType($"partial {keyword} {MemberNames.Identifier(type.Name)}{parameters}"));
        }

        return types;
    }

    /// <summary>A type parameter's constraints as the language writes them, with a space in front.</summary>
    private static string Constraint(ITypeParameterSymbol parameter)
    {
        List<string> parts = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(TypeMapping.Qualified));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {MemberNames.Identifier(parameter.Name)} : {string.Join(", ", parts)}";
    }

    private string AccessibilityText() => method.DeclaredAccessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    private string Reference()
    {
        bool isOverloaded = method.ContainingType.GetMembers(method.Name).Length > 1;
        string name = MemberNames.Identifier(method.Name)
            + (method.IsGenericMethod ? "{" + string.Join(", ", method.TypeParameters.Select(p => MemberNames.Identifier(p.Name))) + "}" : "");
        return isOverloaded
            ? name + "(" + string.Join(", ", method.Parameters.Select(p => TypeMapping.Readable(p.Type).Replace('<', '{').Replace('>', '}'))) + ")"
            : name;
    }

    private string Tag()
    {
        List<ISymbol> overloads = [.. method.ContainingType.GetMembers(method.Name).Where(m => !ModuleLowering.IsGenerated(m))];
        int number = overloads.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, method));
        return number <= 0 ? method.Name : method.Name + (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private string HintName()
    {
        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        string name = type + "." + method.Name;
        if (method.ContainingType.GetMembers(method.Name).Length > 1)
        {
            name += "_" + string.Join("_", method.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }

        return new string(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_').ToArray());
    }

    private bool IsShadowed(string name, string expectedNamespace)
    {
        if (method.Parameters.Any(p => p.Name == name))
        {
            return true;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (INamedTypeSymbol? current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
            {
                if (current.GetMembers(name).Length > 0 || current.TypeParameters.Any(p => p.Name == name))
                {
                    return true;
                }
            }
        }

        for (INamespaceSymbol? scope = method.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
        {
            if (scope.GetMembers(name).Any() && scope.ToDisplayString() != expectedNamespace)
            {
                return true;
            }
        }

        return false;
    }
}
