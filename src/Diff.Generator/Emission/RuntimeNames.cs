using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Generator.Emission;

/// <summary>Names of the runtime as generated code writes them: bare where they bind right, else qualified.</summary>
/// <param name="shadowed">Bare names that mean something else where the code stands.</param>
internal sealed class RuntimeNames(IEnumerable<string> shadowed)
{
    private readonly HashSet<string> _shadowed = [.. shadowed];

    /// <summary>A type or member of the runtime by its bare name.</summary>
    public string Of(string name)
    {
        string bare = name.Split('.', '<')[0];
        if (!_shadowed.Contains(bare))
        {
            return name;
        }

        string owner = bare switch
        {
            "Functions" or "Gradient" => "global::Diff.",
            "Math" or "MathF" or "Span" or "ReadOnlySpan" or "MidpointRounding" => "global::System.",
            "Vector512" or "Vector256" or "Vector128" => "global::System.Runtime.Intrinsics.",
            _ => "global::Diff.CompilerServices.",
        };
        return owner + name;
    }

    /// <summary>A type of the IR.</summary>
    public string Type(IrType type) => type.Shape == Shape.Scalar ? type.Keyword : Of(type.ToString());
}
