using Diff.Compiler.IR;

namespace Diff.Compiler.Tensors;

/// <summary>
/// What tensor code consists of besides the primitives of scalars, with a tensor as one number. For hazard rules only: nothing
/// of this is differentiated or printed by Diff.
/// </summary>
internal static class TensorPrimitives
{
    /// <summary>The same elements in another shape or order, or some of them.</summary>
    public static readonly Primitive View = Of("tensor.view", 1);

    /// <summary>The transpose.</summary>
    public static readonly Primitive Transpose = Of("tensor.transpose", 1);

    /// <summary>The elements of two tensors in one.</summary>
    public static readonly Primitive Join = Of("tensor.join", 2);

    /// <summary>The sum of all elements.</summary>
    public static readonly Primitive Sum = Of("tensor.sum", 1);

    /// <summary>The mean of all elements.</summary>
    public static readonly Primitive Mean = Of("tensor.mean", 1);

    /// <summary>Sums along an axis.</summary>
    public static readonly Primitive SumAlong = Of("tensor.sum.along", 1);

    /// <summary>Means along an axis.</summary>
    public static readonly Primitive MeanAlong = Of("tensor.mean.along", 1);

    /// <summary>The variance.</summary>
    public static readonly Primitive Variance = Of("tensor.variance", 1);

    /// <summary>The standard deviation.</summary>
    public static readonly Primitive Deviation = Of("tensor.deviation", 1);

    /// <summary>A norm of the library, which has a subgradient at zero.</summary>
    public static readonly Primitive Norm = Of("tensor.norm", 1);

    /// <summary>The largest or smallest element.</summary>
    public static readonly Primitive Extreme = Of("tensor.extreme", 1);

    /// <summary>A softmax.</summary>
    public static readonly Primitive Softmax = Of("tensor.softmax", 1);

    /// <summary>The logarithm of a softmax, computed at once.</summary>
    public static readonly Primitive LogSoftmax = Of("tensor.log.softmax", 1);

    /// <summary>The logarithm of the logistic function, computed at once.</summary>
    public static readonly Primitive LogSigmoid = Of("tensor.log.sigmoid", 1);

    /// <summary>The logarithm of a sum of exponentials, computed at once.</summary>
    public static readonly Primitive LogSumExp = Of("tensor.log.sum.exp", 1);

    /// <summary>A product of matrices.</summary>
    public static readonly Primitive MatMul = Of("tensor.matmul", 2);

    /// <summary>A trained layer: arguments weights, input.</summary>
    public static readonly Primitive Layer = Of("tensor.layer", 2);

    /// <summary>A recurrent layer: arguments weights, input.</summary>
    public static readonly Primitive Recurrent = Of("tensor.recurrent", 2);

    /// <summary>A normalisation or dropout: arguments weights, input.</summary>
    public static readonly Primitive Normalize = Of("tensor.normalize", 2);

    /// <summary>Cross entropy of logits: arguments logits, target.</summary>
    public static readonly Primitive CrossEntropy = Of("tensor.cross.entropy", 2);

    /// <summary>Negative log-likelihood: arguments log-probabilities, target.</summary>
    public static readonly Primitive NegativeLikelihood = Of("tensor.nll", 2);

    /// <summary>Binary cross entropy of probabilities: arguments probabilities, target.</summary>
    public static readonly Primitive BinaryEntropy = Of("tensor.bce", 2);

    /// <summary>Binary cross entropy of logits: arguments logits, target.</summary>
    public static readonly Primitive BinaryEntropyOfLogits = Of("tensor.bce.logits", 2);

    /// <summary>An operation that is not known: it keeps dependence.</summary>
    public static readonly Primitive Unknown = Of("tensor.unknown", 1);

    /// <summary>The value read out of the tensor (<c>item</c>, <c>data</c>, a conversion to a number): no gradient comes back.</summary>
    public static readonly Primitive Read = new("tensor.read", 1, Notation.Call, "", 0) { IsTensor = true, IsCut = true };

    /// <summary>What reduces all elements to one number.</summary>
    public static bool IsFullReduction(Primitive primitive) => primitive == Sum || primitive == Mean || IsLoss(primitive);

    /// <summary>A loss function of a library.</summary>
    public static bool IsLoss(Primitive primitive) => primitive == CrossEntropy || primitive == NegativeLikelihood
        || primitive == BinaryEntropy || primitive == BinaryEntropyOfLogits;

    /// <summary>What leaves each element as it is, or mixes elements by sums of fixed weights.</summary>
    public static bool IsLinear(Primitive primitive) => primitive == View || primitive == Transpose || primitive == Sum || primitive == Mean
        || primitive == SumAlong || primitive == MeanAlong;

    private static Primitive Of(string name, int arity) => new(name, arity, Notation.Call, "", 0) { IsTensor = true };
}
