using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>
/// What the type parameters of a body stand for. A generic body is lowered once for each set of type arguments that it is called with,
/// so that nothing behind lowering knows type parameters.
/// </summary>
internal sealed class TypeSubstitution
{
    private readonly Compilation _compilation;
    private readonly Dictionary<ITypeParameterSymbol, ITypeSymbol> _arguments = new(SymbolEqualityComparer.Default);

    private TypeSubstitution(Compilation compilation, TypeSubstitution? outer)
    {
        _compilation = compilation;
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> entry in outer?._arguments ?? [])
        {
            _arguments.Add(entry.Key, entry.Value);
        }
    }

    /// <summary>Part of a function's identity in its module: empty where nothing is substituted.</summary>
    public string Key => _arguments.Count == 0
        ? ""
        : "<" + string.Join(",", _arguments.OrderBy(a => a.Key.Ordinal).ThenBy(a => a.Key.Name, System.StringComparer.Ordinal)
            .Select(a => a.Key.Name + "=" + TypeMapping.Qualified(a.Value))) + ">";

    /// <summary>What a method's type parameters and those of the types around it stand for.</summary>
    /// <param name="compilation">Makes arrays and tuples.</param>
    /// <param name="method">Constructed; its arguments mean what they mean outside of it.</param>
    /// <param name="outer">For a local function, what holds in the method around it.</param>
    public static TypeSubstitution Of(Compilation compilation, IMethodSymbol method, TypeSubstitution? outer)
    {
        TypeSubstitution result = new(compilation, outer);
        result.Add(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            result.Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return result;
    }

    /// <summary>The same with further type parameters fixed.</summary>
    public TypeSubstitution With(ITypeParameterSymbol parameter, ITypeSymbol argument)
    {
        TypeSubstitution result = new(_compilation, this);
        result._arguments[parameter] = argument;
        return result;
    }

    /// <summary>A type with the arguments in it.</summary>
    public ITypeSymbol Apply(ITypeSymbol type)
    {
        if (_arguments.Count == 0)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _arguments.TryGetValue(parameter, out ITypeSymbol argument) ? argument : type;
            case IArrayTypeSymbol array:
                return _compilation.CreateArrayTypeSymbol(Apply(array.ElementType), array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return _compilation.CreateTupleTypeSymbol(
                    tuple.TupleElements.Select(e => Apply(e.Type)).ToImmutableArray(),
                    tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null).ToImmutableArray());
            case INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named:
                INamedTypeSymbol definition = named.OriginalDefinition;
                if (named.ContainingType is { IsGenericType: true } outer)
                {
                    INamedTypeSymbol container = (INamedTypeSymbol)Apply(outer);
                    definition = container.GetTypeMembers(named.Name, named.Arity).First();
                }

                return named.Arity == 0 ? definition : definition.Construct(named.TypeArguments.Select(Apply).ToArray());
            default:
                return type;
        }
    }

    /// <summary>A method with the arguments in its container and its own.</summary>
    public IMethodSymbol Apply(IMethodSymbol method)
    {
        if (_arguments.Count == 0)
        {
            return method;
        }

        IMethodSymbol definition = method.ConstructedFrom;
        if (method.ContainingType is { IsGenericType: true } container && !ModuleLowering.IsNested(method))
        {
            definition = (IMethodSymbol)MemberOf((INamedTypeSymbol)Apply(container), method);
        }

        return method.IsGenericMethod ? definition.Construct(method.TypeArguments.Select(Apply).ToArray()) : definition;
    }

    /// <summary>
    /// The method that a call reaches: of one that an interface declares, what the type it is called on makes of it; null where that is
    /// known at run time only.
    /// </summary>
    /// <param name="method">As bound.</param>
    /// <param name="on">The type parameter or type that it is called on.</param>
    public IMethodSymbol? Resolve(IMethodSymbol method, ITypeSymbol? on)
    {
        IMethodSymbol applied = Apply(method);
        if (applied.ContainingType is not { TypeKind: TypeKind.Interface } || on is null)
        {
            return applied;
        }

        ITypeSymbol receiver = Apply(on);
        if (receiver.TypeKind is TypeKind.Interface or TypeKind.TypeParameter)
        {
            return applied.IsStatic && !applied.IsAbstract && !applied.IsVirtual ? applied : null;
        }

        IMethodSymbol? found = receiver.FindImplementationForInterfaceMember(applied.ConstructedFrom) as IMethodSymbol;
        return found is { IsGenericMethod: true } ? found.Construct(applied.TypeArguments.ToArray()) : found;
    }

    /// <summary>The member of a constructed type that a member of its definition, or of another construction, is.</summary>
    private static ISymbol MemberOf(INamedTypeSymbol container, ISymbol member) => container.GetMembers(member.Name)
        .First(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition));

    private void Add(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            // An open method called from its own body stands for itself.
            if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]) && !_arguments.ContainsKey(parameters[i]))
            {
                _arguments[parameters[i]] = arguments[i];
            }
        }
    }
}
