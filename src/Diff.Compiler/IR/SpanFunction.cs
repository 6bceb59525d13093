using System.Collections.Generic;

namespace Diff.Compiler.IR;

/// <summary>A function of the runtime library over whole buffers.</summary>
/// <param name="name">Its name in <c>Diff.Functions</c> and, for the pullback, in <c>Diff.CompilerServices.Pullbacks</c>.</param>
/// <param name="arity">Number of arguments.</param>
/// <param name="writesLast">Whether the last argument is its output buffer.</param>
internal sealed class SpanFunction(string name, int arity, bool writesLast)
{
    public static readonly SpanFunction Dot = new("Dot", 2, writesLast: false);
    public static readonly SpanFunction Norm = new("Norm", 1, writesLast: false);
    public static readonly SpanFunction LogSumExp = new("LogSumExp", 1, writesLast: false);
    public static readonly SpanFunction Softmax = new("Softmax", 2, writesLast: true);
    public static readonly SpanFunction LogSoftmax = new("LogSoftmax", 2, writesLast: true);
    public static readonly SpanFunction SoftmaxCrossEntropy = new("SoftmaxCrossEntropy", 2, writesLast: false);

    /// <summary>All of them, by name.</summary>
    public static readonly IReadOnlyDictionary<string, SpanFunction> ByName = new Dictionary<string, SpanFunction>
    {
        ["Dot"] = Dot, ["Norm"] = Norm, ["LogSumExp"] = LogSumExp, ["Softmax"] = Softmax, ["LogSoftmax"] = LogSoftmax,
        ["SoftmaxCrossEntropy"] = SoftmaxCrossEntropy,
    };

    public string Name { get; } = name;

    public int Arity { get; } = arity;

    public bool WritesLast { get; } = writesLast;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
