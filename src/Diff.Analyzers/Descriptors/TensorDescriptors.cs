using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Descriptors;

/// <summary>Hazards of training code that is written with the tensors of a library.</summary>
internal static class TensorDescriptors
{
    public static readonly DiagnosticDescriptor ReluOnOutput = New(
        "DIFF111",
        "A rectifier stands between the last layer and the loss",
        "the gradient of the last layer is exactly 0 for every sample where its output is not positive; compare {0} without the rectifier, or with a softplus",
        DiagnosticSeverity.Info,
        "A rectified output that is not positive gets no gradient, however wrong it is. If all outputs are negative once, the model stops learning.");

    public static readonly DiagnosticDescriptor DoubleActivation = New(
        "DIFF204",
        "An activation in front of a loss that contains it",
        "'{0}' applies the {1} itself, and what it gets went through one already: the second one flattens the gradient; hand over the logits",
        DiagnosticSeverity.Warning,
        "A loss of logits applies the activation itself. Applied to probabilities it sees logits in [0, 1], so the loss cannot come near zero and its gradient is small where the model is confidently wrong.");

    public static readonly DiagnosticDescriptor UnscaledDotProduct = New(
        "DIFF206",
        "A softmax of dot products that are not scaled",
        "the dot products grow with √d for vectors of length d, and the softmax saturates: its gradient p(1 − p) tends to 0; divide by √d",
        DiagnosticSeverity.Info,
        "The dot product of two vectors of d independent numbers has a variance that is proportional to d. Divided by √d it has not.");

    public static readonly DiagnosticDescriptor RecurrentWithoutClipping = New(
        "DIFF304",
        "A recurrent model is trained without bounding the gradient",
        "the gradient through {0} is a product over all time steps, and one batch can make it huge: clip its norm between backward and step",
        DiagnosticSeverity.Info,
        "The gradient through a recurrent layer is multiplied by the recurrent weights once for each time step. One batch with a large gradient undoes the training.");

    public static readonly DiagnosticDescriptor SumReduction = New(
        "DIFF307",
        "A loss is a sum over the batch",
        "the gradient of {0} grows with the number of elements: the learning rate that fits one batch size does not fit another; take the mean",
        DiagnosticSeverity.Info,
        "The gradient of a sum is the sum of the gradients. Of a mean it does not depend on how many elements there are.",
        isEnabled: false);

    public static readonly DiagnosticDescriptor MisplacedClipping = New(
        "DIFF305",
        "Gradients are clipped where it has no effect",
        "the gradients are clipped {0}: the step uses them unclipped; clip between backward and step",
        DiagnosticSeverity.Warning,
        "Clipping changes the gradients that are there. In front of backward these are not yet there, behind the step they are not used any more.");

    public static readonly DiagnosticDescriptor UnsafeWhere = New(
        "DIFF405",
        "A where over an operation that is not safe on both sides",
        "'where' evaluates and differentiates both sides: where the condition excludes it, {0} still has an infinite derivative, and 0 · ∞ is not a number; make the argument safe by a 'where' of its own",
        DiagnosticSeverity.Warning,
        "The side that is not chosen gets a gradient of 0, which is multiplied by the derivative there. Where that is infinite the product is not a number.");

    public static readonly DiagnosticDescriptor DeviationOfConstant = New(
        "DIFF415",
        "A division by a standard deviation that can be zero",
        "the divisor of {0} is 0 where all values are equal: the value is not a number there, and neither is the gradient; use √(variance + ε)",
        DiagnosticSeverity.Info,
        "The derivative of the root of a variance is (x − mean)/(n·σ), which is 0/0 where all values are equal. An epsilon inside of the root keeps it finite.");

    public static readonly DiagnosticDescriptor CutGraph = New(
        "DIFF501",
        "The graph is cut between the model and the loss",
        "no gradient reaches the model: '{0}' takes the value out of the graph, and the loss depends on the model in no other way",
        DiagnosticSeverity.Warning,
        "What is read out of a tensor, detached or computed without gradients is data. A loss that is made of it has no derivative by the model.");

    public static readonly DiagnosticDescriptor DiscardedResult = New(
        "DIFF505",
        "The result of a tensor operation is discarded",
        "'{0}' returns a new tensor and leaves its argument as it is; the result is not used",
        DiagnosticSeverity.Warning,
        "Functions of tensors whose names do not end with an underscore change nothing. A target whose detached copy is dropped still carries gradient.");

    public static readonly DiagnosticDescriptor MissingZeroGrad = New(
        "DIFF510",
        "Gradients are never set to zero",
        "backward adds to the gradients of all iterations before: nothing in this loop sets them to zero",
        DiagnosticSeverity.Warning,
        "Every backward adds to the gradients that are there. Without zero_grad each step follows the sum of all gradients so far.");

    public static readonly DiagnosticDescriptor StepOrder = New(
        "DIFF511",
        "A step without a gradient",
        "{0}",
        DiagnosticSeverity.Warning,
        "zero_grad, backward and step belong in this order. A step behind zero_grad without backward in between does not train.");

    public static readonly DiagnosticDescriptor LossWithoutPrediction = New(
        "DIFF512",
        "A loss compares no prediction",
        "both operands of {0} are {1}: the loss does not depend on the model",
        DiagnosticSeverity.Warning,
        "A loss between a value and itself, or between two tensors of data, has no gradient by the model.");

    public static readonly DiagnosticDescriptor RedundantLogSoftmax = New(
        "DIFF603",
        "A log-softmax in front of a loss that contains it",
        "{0} applies the log-softmax itself; applied to its own result it changes nothing, and costs a pass over the logits each way",
        DiagnosticSeverity.Info,
        "The log-softmax of a log-softmax is the same. Hand over the logits, or use the negative log-likelihood behind the log-softmax.");

    public static readonly DiagnosticDescriptor SilentBroadcast = New(
        "DIFF604",
        "A vector and a column are subtracted",
        "'{0}' is of a vector of N elements and a column of N rows: the result is an N × N matrix of all pairs, and each prediction is drawn to the mean of all targets",
        DiagnosticSeverity.Info,
        "Shapes [N] and [N, 1] are broadcast to [N, N]. Bring both into one shape.");

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        ReluOnOutput, DoubleActivation, UnscaledDotProduct, RecurrentWithoutClipping, MisplacedClipping, UnsafeWhere, CutGraph, DiscardedResult,
        MissingZeroGrad, StepOrder, LossWithoutPrediction, SumReduction, DeviationOfConstant, RedundantLogSoftmax, SilentBroadcast,
    ];

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity, string description, bool isEnabled = true) => new(
        id, title, message, Categories.Gradient, severity, isEnabled, description, HelpLinks.Base + id + HelpLinks.Extension);
}
