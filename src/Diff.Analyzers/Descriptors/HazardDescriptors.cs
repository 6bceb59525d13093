using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Descriptors;

/// <summary>Code whose derivative is right and useless: hazards of back-propagation.</summary>
internal static class HazardDescriptors
{
    public static readonly DiagnosticDescriptor ClampedResidual = Zero(
        "DIFF101",
        "A clamped residual reaches the loss",
        "the gradient is exactly 0 where {0} is {1}: the largest errors teach nothing",
        "Outside its bounds a clamp has derivative zero, so the samples with the largest errors get no update. Bound the gradient instead, with a Huber loss or with Gradient.Clip.");

    public static readonly DiagnosticDescriptor ClampedLoss = Zero(
        "DIFF102",
        "A clamped loss is returned",
        "the gradient is exactly 0 where {0} is {1}: what is furthest from its target teaches nothing",
        "Above its bound a clamped loss has derivative zero, so the samples or batches that are furthest off get no update. Bound the gradient instead, with a Huber loss or with Gradient.Clip.");

    public static readonly DiagnosticDescriptor UnshiftedSoftmax = NotFinite(
        "DIFF303",
        "Exponentials are normalised without a shift",
        "{0} is ∞/∞, not a number in value and gradient, where an exponent exceeds {1}; subtract the largest exponent first",
        "A quotient of exponentials does not change when the largest exponent is subtracted from all of them, and then none overflows.");

    public static readonly DiagnosticDescriptor LogOfSoftmax = NotFinite(
        "DIFF401",
        "A logarithm of a softmax",
        "the probability under {0} rounds to 0 where its exponent lies {1} below the largest: the loss is infinite there and the gradient not a number{2}; use the log-softmax",
        "Exponentials of very negative numbers round to zero, and the logarithm takes them back at the price of infinity. The logarithm of a softmax can be computed without either.");

    public static readonly DiagnosticDescriptor LogOfSigmoid = NotFinite(
        "DIFF402",
        "A logarithm of a logistic function",
        "{0} is -∞ where {1}, and its gradient is not a number or 0{2}; use -softplus({3})",
        "The logistic function rounds to 0 or 1, and the logarithm makes infinity of it. log σ(u) is −softplus(−u), and log(1 − σ(u)) is −softplus(u), both finite with finite gradients everywhere.");

    public static readonly DiagnosticDescriptor RootAtZero = NotFinite(
        "DIFF403",
        "A square root of what can be zero",
        "the derivative of {0} is ∞ where its argument is 0, and ∞ · 0 on the way back to its inputs is not a number",
        "The derivative of √v is 1/(2√v). Where v is a sum of squares that are all zero, that infinity is multiplied by zero.");

    public static readonly DiagnosticDescriptor DivisionByZero = NotFinite(
        "DIFF404",
        "A division by what can be zero",
        "the divisor of {0} is 0 for some inputs: value and gradient (1/d and n/d²) are infinite or not a number there",
        "The derivative of n/d by d is −n/d². Where d is a norm or a sum of squares it reaches zero.");

    public static readonly DiagnosticDescriptor UnprotectedLog = NotFinite(
        "DIFF409",
        "A logarithm of what can be zero",
        "the argument of {0} is 0 for some inputs: the value is -∞ there and the derivative 1/v infinite",
        "The derivative of log v is 1/v. Where v is a product, a square, a magnitude or cut off at zero it reaches zero.");

    public static readonly DiagnosticDescriptor EpsilonOutsideRoot = NotFinite(
        "DIFF410",
        "An epsilon stands outside of the root",
        "{0} guards the value, not the gradient: under the root is 0 for some inputs, where its derivative is ∞ and ∞ · 0 is not a number; move the epsilon into the root",
        "The derivative of √v + ε is that of √v, infinite at zero. √(v + ε) is finite there, and so is its derivative.");

    public static readonly DiagnosticDescriptor NaiveLogSumExp = NotFinite(
        "DIFF411",
        "A logarithm of a sum of exponentials without a shift",
        "{0} is infinite, and its gradient not a number, where an exponent exceeds {1}; subtract the largest exponent first, or use Functions.LogSumExp",
        "log Σ exp uᵢ = m + log Σ exp(uᵢ − m) for every m. With the largest uᵢ for m nothing overflows.");

    public static readonly DiagnosticDescriptor VarianceBySubtraction = NotFinite(
        "DIFF412",
        "A variance as a difference of means",
        "{0} cancels: for values that are nearly equal it rounds to 0 or below, where what follows is infinite or not a number in value and gradient",
        "E[x²] − E[x]² subtracts two numbers that are nearly equal, and can come out negative. The mean of (x − mean)² cannot.");

    public static readonly DiagnosticDescriptor NaiveSoftplus = NotFinite(
        "DIFF413",
        "A softplus that overflows",
        "{0} is infinite where the exponent exceeds {1}, although log(1 + exp u) is u there; use Functions.Softplus",
        "exp u overflows long before log(1 + exp u) does. max(u, 0) + log(1 + exp(−|u|)) is the same and does not.");

    public static readonly DiagnosticDescriptor Rounding = Zero(
        "DIFF104",
        "A rounding on the only way to the loss",
        "the gradient through {0} is exactly 0: what it rounds reaches the result on no other way, so nothing behind it is trained",
        "Rounding is constant almost everywhere, so its derivative is zero. Keep the floating-point value, or use Gradient.StraightThrough.");

    public static readonly DiagnosticDescriptor PiecewiseConstant = Zero(
        "DIFF105",
        "A step on the only way to the loss",
        "{0} is a step of what it asks, whose derivative is exactly 0: it reaches the result on no other way, so nothing behind it is trained",
        "A choice between constants, or a sign, does not change when what it asks changes a little. Use a smooth step such as the logistic function.");

    public static readonly DiagnosticDescriptor ConstantExpression = Zero(
        "DIFF106",
        "An expression does not depend on its operands",
        "{0} is {1} for every input, so the gradient through it is exactly 0",
        "x - x, x / x and Pow(x, 0) have one value; something else was meant.");

    public static readonly DiagnosticDescriptor DeadRelu = Zero(
        "DIFF110",
        "A rectifier whose argument is never positive",
        "{0} is 0 for every input, and so is its gradient: its argument is never positive",
        "A rectifier passes a gradient on only where its argument is positive.");

    public static readonly DiagnosticDescriptor SaturatingChain = Zero(
        "DIFF201",
        "Logistic functions in series",
        "{1} logistic functions in series end at {0}: the gradient in front of them is multiplied by at most {2}",
        "The slope of the logistic function is at most 0.25, so k of them in series leave at most 0.25 to the power k of the gradient.");

    public static readonly DiagnosticDescriptor SquaredErrorOfSigmoid = Suggestion(
        "DIFF203",
        "The squared error of a logistic function",
        "the gradient through {0} has the factor σ(1 - σ), which is nearly 0 where the answer is confident and wrong; for labels 0 and 1 use the cross entropy",
        "The squared error of σ(u) has the derivative 2(σ - y)σ(1 - σ): where σ is close to the wrong label it is close to zero.");

    public static readonly DiagnosticDescriptor SteepSigmoid = Suggestion(
        "DIFF207",
        "A steep logistic function",
        "the gradient through {0} is nearly 0 outside of a window of ±{1} around its step",
        "The slope of σ(k·u) falls below a thousandth of its largest where k·|u| exceeds 9.");

    public static readonly DiagnosticDescriptor TrainableRecurrence = NotFinite(
        "DIFF301",
        "A recurrence with a trained gain",
        "{1} is multiplied by {2} in each iteration at {0}: the gradient through T iterations has the factor {2} to the power T, which explodes where |{2}| > 1 and vanishes below",
        "Back-propagation through a loop multiplies by the gain in each iteration. Use a gated cell, bound the gain, or clip the gradient.");

    public static readonly DiagnosticDescriptor ConstantGainRecurrence = NotFinite(
        "DIFF302",
        "A recurrence with a gain above 1",
        "{1} is multiplied by {2} in each iteration at {0}: after {3} iterations the gradient has the factor {4}",
        "Value and gradient of h = c·h + … grow with the power of c.");

    public static readonly DiagnosticDescriptor LongProduct = Suggestion(
        "DIFF306",
        "A product of trained values over a loop",
        "{1} is a product of as many factors as the loop has iterations at {0}: it and its gradient underflow to 0 or overflow; add up logarithms",
        "The derivative of a product by one factor is the product of all others. A hundred factors of 0.001 are zero in double precision.");

    public static readonly DiagnosticDescriptor InverseTrigonometry = NotFinite(
        "DIFF406",
        "An inverse sine or cosine at its boundary",
        "the derivative of {0} is infinite at -1 and 1, to which its argument is clamped; clamp to less, or use Atan2",
        "The derivative of acos x is -1/√(1 - x²). A clamp to exactly ±1 guards the value only.");

    public static readonly DiagnosticDescriptor FractionalPower = NotFinite(
        "DIFF407",
        "A fractional power of what can be zero",
        "the derivative of {0} is ∞ where its base is 0, and ∞ · 0 on the way back to its inputs is not a number",
        "The derivative of x to the power p is p·x to the power p - 1: infinite at zero for p < 1.");

    public static readonly DiagnosticDescriptor OverwrittenAccumulator = Zero(
        "DIFF503",
        "A loop overwrites what it seems to add up",
        "{1} is overwritten by {0} in each iteration: only the last one has a gradient, that of all others is exactly 0; use +=",
        "A variable that starts at zero, gets an error in each iteration and is not read there holds the last error alone.");

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        .. new[]
        {
            ClampedResidual, ClampedLoss, UnshiftedSoftmax, LogOfSoftmax, LogOfSigmoid, RootAtZero, DivisionByZero, UnprotectedLog, EpsilonOutsideRoot,
            NaiveLogSumExp, VarianceBySubtraction, NaiveSoftplus, Rounding, PiecewiseConstant, ConstantExpression, DeadRelu, SaturatingChain,
            SquaredErrorOfSigmoid, SteepSigmoid, TrainableRecurrence, ConstantGainRecurrence, LongProduct, InverseTrigonometry, FractionalPower,
            OverwrittenAccumulator,
        }.OrderBy(d => d.Id, System.StringComparer.Ordinal),
    ];

    private static DiagnosticDescriptor Zero(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor NotFinite(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor Suggestion(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Info, description);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity, string description) => new(
        id, title, message, Categories.Gradient, severity, isEnabledByDefault: true, description, HelpLinks.Base + id + HelpLinks.Extension);
}
