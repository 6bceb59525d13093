namespace Diff.Compiler.IR;

/// <summary>How a primitive is written in C#.</summary>
internal enum Notation
{
    Infix, Prefix, Call, Cast, Select, Copy,
}

/// <summary>
/// A pure function of scalars. Compared by reference: every primitive is one static field of <see cref="Primitives"/>.
/// </summary>
/// <param name="name">Its name in IR text.</param>
/// <param name="arity">Number of arguments.</param>
/// <param name="notation">How it is written.</param>
/// <param name="text">Operator or method; for float, where that differs, after a bar.</param>
/// <param name="cost">Rough cost in additions, for the choice between storing and computing again.</param>
internal sealed class Primitive(string name, int arity, Notation notation, string text, int cost)
{
    public string Name { get; } = name;

    public int Arity { get; } = arity;

    public Notation Notation { get; } = notation;

    public int Cost { get; } = cost;

    /// <summary>Binding strength of an infix operator, as in the C# grammar; higher binds tighter.</summary>
    public int Precedence { get; init; }

    /// <summary>Whether overflow of integers throws.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether it can throw: division of integers by zero, a checked operation, a clamp with bounds reversed.</summary>
    public bool MayThrow { get; init; }

    /// <summary>Whether it is an operation on tensors, which only hazard rules know.</summary>
    public bool IsTensor { get; init; }

    /// <summary>Of an operation on tensors, whether the gradient ends there.</summary>
    public bool IsCut { get; init; }

    /// <summary>The operator or method for an operand type.</summary>
    public string Text(ScalarKind kind)
    {
        int bar = text.IndexOf('|');
        if (bar < 0 || Notation != Notation.Call)
        {
            return text;
        }

        return kind == ScalarKind.Single ? text.Substring(bar + 1) : text.Substring(0, bar);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
