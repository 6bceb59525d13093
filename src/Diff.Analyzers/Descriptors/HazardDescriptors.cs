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

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        .. new[]
        {
            ClampedResidual, ClampedLoss, UnshiftedSoftmax, LogOfSoftmax, LogOfSigmoid, RootAtZero, DivisionByZero, UnprotectedLog, EpsilonOutsideRoot,
            NaiveLogSumExp, VarianceBySubtraction, NaiveSoftplus,
        }.OrderBy(d => d.Id, System.StringComparer.Ordinal),
    ];

    private static DiagnosticDescriptor Zero(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor NotFinite(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity, string description) => new(
        id, title, message, Categories.Gradient, severity, isEnabledByDefault: true, description, HelpLinks.Base + id + HelpLinks.Extension);
}
