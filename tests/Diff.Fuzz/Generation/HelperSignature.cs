using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>How a helper gets an argument.</summary>
internal enum Passing
{
    Value, Integer, Reference, ReadOnlyReference, Output, Span, ReadOnlySpan, Array, Matrix, Jagged, Memory, ReadOnlyMemory, Struct,
}

/// <summary>What a helper asks for.</summary>
internal sealed record HelperParameter(Passing Passing, Real Kind)
{
    /// <summary>Whether the helper sees memory of its caller.</summary>
    public bool IsMemory => Passing is >= Passing.Span and <= Passing.ReadOnlyMemory;

    public bool IsWritable => IsMemory && Passing is not (Passing.ReadOnlySpan or Passing.ReadOnlyMemory);

    public string Declaration(string name)
    {
        string type = Kind.Keyword();
        return Passing switch
        {
            Passing.Integer => "int ",
            Passing.Reference => $"ref {type} ",
            Passing.ReadOnlyReference => $"in {type} ",
            Passing.Output => $"out {type} ",
            Passing.Array => $"{type}[] ",
            Passing.Matrix => $"{type}[,] ",
            Passing.Jagged => $"{type}[][] ",
            Passing.Struct => StructWriter.Name + " ",
            Passing.Value => type + " ",
            _ => $"{Passing}<{type}> ",
        } + name;
    }

    /// <summary>Makes the parameter known where the helper's body is written.</summary>
    public void AddTo(Surroundings around, string name)
    {
        switch (Passing)
        {
            case Passing.Integer:
                around.Integers.Add(name);
                break;
            case Passing.ReadOnlyReference:
                around.FixedNumbers.Add(new Variable(name, Kind));
                break;
            case Passing.Span or Passing.ReadOnlySpan or Passing.Array:
                BufferKind form = Passing == Passing.Span ? BufferKind.Span : Passing == Passing.Array ? BufferKind.Array : BufferKind.ReadOnlySpan;
                around.Buffers.Add(new BufferName(name, form, Kind, true));
                break;
            case Passing.Matrix:
                around.Matrices.Add(new MatrixName(name, Kind, true));
                break;
            case Passing.Jagged:
                around.AddJagged(name, Kind);
                break;
            case Passing.Memory or Passing.ReadOnlyMemory:
                around.AddMemory(name, Kind, Passing == Passing.Memory);
                break;
            case Passing.Struct:
                around.Structs.Add(name);
                around.Numbers.Add(new Variable(name + ".X", Real.Double));
                break;
            default:
                around.Numbers.Add(new Variable(name, Kind));
                break;
        }
        if (Passing is Passing.Reference or Passing.ReadOnlyReference or Passing.Output)
            around.References.Add(name);
    }
}

/// <summary>A helper as its callers see it.</summary>
/// <param name="Result">What it returns; null for nothing.</param>
internal sealed record HelperSignature(string Name, HelperParameter[] Parameters, Real? Result)
{
    /// <summary>What stands behind a call to make a number of it, such as a member of a returned struct.</summary>
    public string Member { get; init; } = "";

    /// <summary>Whether it stays a call, of which no two arguments may be the same memory if it writes one: most calls must not be refused.</summary>
    public bool NeedsDistinctMemory => IsCall && Parameters.Any(p => p.IsWritable) && Parameters.Count(p => p.IsMemory) > 1;

    /// <summary>Whether it is not inlined: it calls itself or has a rule.</summary>
    public bool IsCall { get; init; }

    /// <summary>Whether it takes and returns integers only.</summary>
    public bool IsIntegral { get; init; }
}
