using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Initialisation;

/// <summary>What a parameter of the IR is in the source.</summary>
/// <param name="Symbol">A parameter of the method, or a field or property that is read on entry.</param>
/// <param name="Dimension">Of a length of an array, along which dimension; −1 for what the array holds, or a number.</param>
internal sealed record ParameterOrigin(ISymbol Symbol, int Dimension);

/// <summary>From the parameters of the IR back to the source.</summary>
internal static class ParameterOrigins
{
    private const string Length = "Length";

    /// <summary>All that are known.</summary>
    public static Dictionary<Value, ParameterOrigin> Of(Function function, Module module, IMethodSymbol method)
    {
        Dictionary<Value, ParameterOrigin> origins = [];
        int position = 0;
        foreach (ParameterInfo parameter in module.Parameters.Concat(module.Members))
        {
            ISymbol? symbol = parameter.Access is { } access ? Member(access, method) : method.Parameters.FirstOrDefault(p => p.Name == parameter.Name.TrimStart('@'));
            foreach (ParameterInfo leaf in Module.LeavesOf(parameter))
            {
                if (symbol is not null && position < function.Parameters.Count && DimensionOf(parameter, leaf) is { } dimension)
                {
                    origins[function.Parameters[position].Value] = new ParameterOrigin(symbol, dimension);
                }

                position++;
            }
        }

        return position == function.Parameters.Count ? origins : [];
    }

    private static int? DimensionOf(ParameterInfo parameter, ParameterInfo leaf)
    {
        if (leaf.Name == parameter.Name)
        {
            return -1;
        }

        bool isRectangular = parameter.Type is { IsStruct: true, Layout.Array: ArrayForm.Rectangular };
        return isRectangular && leaf.Name.LastIndexOf(Length, System.StringComparison.Ordinal) is var at and >= 0
            && int.TryParse(leaf.Name.Substring(at + Length.Length), out int dimension) ? dimension : null;
    }

    /// <summary>The last member on a way such as this.Layer.Weights.</summary>
    private static ISymbol? Member(string access, IMethodSymbol method)
    {
        string[] names = access.Split('.');
        ITypeSymbol? type = names[0] == "this" ? method.ContainingType : method.Parameters.FirstOrDefault(p => p.Name == names[0].TrimStart('@'))?.Type;
        ISymbol? member = null;
        foreach (string name in names.Skip(1))
        {
            member = MembersOf(type, name.TrimStart('@')).FirstOrDefault(m => m is IFieldSymbol or IPropertySymbol);
            type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        }

        return member;
    }

    private static IEnumerable<ISymbol> MembersOf(ITypeSymbol? type, string name)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (ISymbol member in t.GetMembers(name))
            {
                yield return member;
            }
        }
    }
}
