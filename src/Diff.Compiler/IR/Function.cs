namespace Diff.Compiler.IR;

/// <summary>A parameter of a lowered method.</summary>
/// <param name="Value">What the body reads.</param>
/// <param name="Mode">By value, ref or out.</param>
internal sealed record Parameter(Value Value, PassingMode Mode);

/// <summary>A lowered method.</summary>
/// <param name="Key">Identity in its module.</param>
/// <param name="Name">The source's name.</param>
/// <param name="Parameters">In order.</param>
/// <param name="ReturnTypes">Empty for void; of a struct, the types of its scalars.</param>
/// <param name="Body">In SSA it yields what is returned, then the final value of each ref and out parameter.</param>
/// <param name="NextId">The first free value id.</param>
internal sealed record Function(
    string Key, string Name, EquatableArray<Parameter> Parameters, EquatableArray<IrType> ReturnTypes, Block Body, int NextId)
{
    /// <summary>Whether the user's source does not hold it: what it does comes from where it is called.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>Of a generated derivative, the parameters whose memory it writes, which must overlap no other.</summary>
    public EquatableArray<Value> Written { get; init; }

    /// <summary>Whether it is run again in the reverse sweep instead of keeping its values: it stays a call.</summary>
    public bool IsCheckpoint { get; init; }

    /// <summary>Of a loop of its own (<see cref="IsCheckpoint"/>), how far apart its index is; else 0.</summary>
    public int Stride { get; init; }

    /// <summary>Whether it is pulled back from states that are kept here and there.</summary>
    public bool HasSnapshots { get; init; }

    /// <summary>The loops of the source whose iterations are written out.</summary>
    public EquatableArray<UnrolledLoop> Unrolled { get; init; }
}

/// <summary>A loop whose iterations are written out.</summary>
/// <param name="Region">The number that it had.</param>
/// <param name="Origin">Where it is.</param>
/// <param name="Trips">How often it runs.</param>
internal sealed record UnrolledLoop(int Region, Origin Origin, int Trips);

/// <summary>Why a method cannot be differentiated.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Message">One sentence that names the thing and the remedy.</param>
/// <param name="Origin">Where.</param>
internal sealed record Refusal(string Id, string Message, Origin Origin);
