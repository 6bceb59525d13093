using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>
/// A delegate of which it is known where it is made which method it calls: the method and what it captures. There are no delegates
/// behind lowering. A method that gets one is lowered once more for it, so that a call of the delegate is a call of the method.
/// </summary>
/// <typeparam name="T">A captured variable: a place of the method at hand, or its position among the references of a call.</typeparam>
internal sealed class Closure<T>
{
    public Closure(IMethodSymbol? method, TypeSubstitution types, IReadOnlyList<Captured<T>> captures)
    {
        Method = method;
        Types = types;
        Captures = captures;
        Depth = 1 + captures.Select(c => c.Delegate?.Depth ?? 0).DefaultIfEmpty(0).Max();
    }

    /// <summary>What is called; null where it is one of two or none.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>Whether there is no delegate. A choice captures which it is and the two.</summary>
    public bool IsNull => Method is null && Captures.Count == 0;

    /// <summary>What type parameters stand for where the delegate was made.</summary>
    public TypeSubstitution Types { get; }

    public IReadOnlyList<Captured<T>> Captures { get; }

    /// <summary>How many delegates are inside one another: a recursion that wraps its own makes this grow without end.</summary>
    public int Depth { get; }

    /// <summary>The same with other names for the captured variables.</summary>
    public Closure<TOther> Map<TOther>(System.Func<Captured<T>, TOther> map) => new(
        Method, Types, [.. Captures.Select(c => c.Delegate is null
            ? new Captured<TOther>(c.Symbol, map(c), null, c.Path)
            : new Captured<TOther>(c.Symbol, default!, c.Delegate.Map(map), null))]);
}

/// <summary>What a lambda or local function uses of the methods around it.</summary>
/// <param name="Symbol">The local or parameter; a type stands for the receiver. Null for a member of an object.</param>
/// <param name="Variable">Which variable it is, if it is none that holds a delegate.</param>
/// <param name="Delegate">The delegate that it holds otherwise.</param>
/// <param name="Path">The way to a member of an object, which is handed over by value.</param>
internal readonly record struct Captured<T>(ISymbol? Symbol, T Variable, Closure<T>? Delegate, MemberPath? Path);

/// <summary>What a lowered body gets besides its parameters: variables that it or its delegates capture, and the delegates.</summary>
internal sealed class Bindings
{
    /// <summary>Names and types of the variables, each a reference of its own (members of objects a value) and each once, however many capture it.</summary>
    public List<(string Name, IrType Type, bool IsMember)> Variables { get; } = [];

    /// <summary>What the function itself captures.</summary>
    public List<Captured<int>> Captures { get; } = [];

    /// <summary>Delegates for parameters, by position.</summary>
    public List<(int Ordinal, Closure<int> Delegate)> Parameters { get; } = [];

    /// <summary>Part of the function's identity in its module: empty without delegates.</summary>
    /// <param name="nameOf">The name of a method in the module.</param>
    public string Key(System.Func<IMethodSymbol, string> nameOf)
    {
        string text(Closure<int> closure) =>
            (closure.Method is { } method ? nameOf(method.OriginalDefinition) + TypeSubstitutionKey(closure, method) : "?") + "("
            + string.Join(",", closure.Captures.Select(c => c.Delegate is null ? Number(c.Variable) : text(c.Delegate))) + ")";

        IEnumerable<string> captured = Captures.Select((c, i) => (c, i)).Where(c => c.c.Delegate is not null).Select(c => "|c" + Number(c.i) + "=" + text(c.c.Delegate!));
        return string.Concat(captured.Concat(Parameters.Select(p => "|" + Number(p.Ordinal) + "=" + text(p.Delegate))));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string TypeSubstitutionKey(Closure<int> closure, IMethodSymbol method) => closure.Types.Key
        + (method.IsGenericMethod || method.ContainingType is { IsGenericType: true }
            ? method.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                + "<" + string.Join(",", method.TypeArguments.Select(TypeMapping.Qualified)) + ">"
                + (method.ContainingType is { } type ? TypeMapping.Qualified(type) : "")
            : "");
}
