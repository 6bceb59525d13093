namespace Diff.Compiler.IR;

/// <summary>
/// A value of the IR. In the mutable dialect it is a variable and may be assigned many times; in SSA it is defined once.
/// </summary>
/// <param name="Id">Unique in its function.</param>
/// <param name="Type">The type.</param>
/// <param name="Name">The name it has in the source, or empty; a wish, not an identity.</param>
internal sealed record Value(int Id, IrType Type, string Name)
{
    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    /// <inheritdoc/>
    public override string ToString() => "%" + (Name.Length > 0 ? Name + "." : "") + Id;
}

/// <summary>
/// Where something comes from. Position is relative to the start of the method and takes no part in equality: an edit above
/// a method, or of white space in it, must not undo the cache.
/// </summary>
internal readonly struct Origin : System.IEquatable<Origin>
{
    public Origin(int method, int start, int length, string quote)
    {
        Method = method;
        Start = start;
        Length = length;
        Quote = quote;
    }

    /// <summary>Index of the method in its module: 0 is the annotated one.</summary>
    public int Method { get; }

    /// <summary>Start, in characters from the start of the method's declaration.</summary>
    public int Start { get; }

    /// <summary>Length in characters.</summary>
    public int Length { get; }

    /// <summary>The statement's first line with white space folded, for comments; may be null.</summary>
    public string? Quote { get; }

    /// <summary>Whether it names a place at all.</summary>
    public bool IsKnown => Quote is not null;

    /// <inheritdoc/>
    public bool Equals(Origin other) => Quote == other.Quote;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Origin other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
