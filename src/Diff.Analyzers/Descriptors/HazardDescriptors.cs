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
        "Outside its bounds a clamp has derivative zero, so the samples with the largest errors get no update. Bound the gradient instead, with a Huber loss or by clipping it.");

    public static readonly DiagnosticDescriptor ClampedLoss = Zero(
        "DIFF102",
        "A clamped loss is returned",
        "the gradient is exactly 0 where {0} is {1}: what is furthest from its target teaches nothing",
        "Above its bound a clamped loss has derivative zero, so the samples or batches that are furthest off get no update. Bound the gradient instead, with a Huber loss or by clipping it.");

    public static readonly DiagnosticDescriptor ClampedPrediction = Zero(
        "DIFF103",
        "A clamped prediction is compared with a target",
        "the gradient is exactly 0 where {0} is {1}: a prediction that overshoots never comes back",
        "Outside its bounds a clamp has derivative zero, so a prediction that has left the range of the targets is not drawn back into it.");

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
        "{0} is {4} where {1}, and its gradient is not a number or 0{2}; use {3}",
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
        "{0} is infinite, and its gradient not a number, where an exponent exceeds {1}; subtract the largest exponent first, or use a log-sum-exp that does",
        "log Σ exp uᵢ = m + log Σ exp(uᵢ − m) for every m. With the largest uᵢ for m nothing overflows.");

    public static readonly DiagnosticDescriptor VarianceBySubtraction = NotFinite(
        "DIFF412",
        "A variance as a difference of means",
        "{0} cancels: for values that are nearly equal it rounds to 0 or below, where what follows is infinite or not a number in value and gradient",
        "E[x²] − E[x]² subtracts two numbers that are nearly equal, and can come out negative. The mean of (x − mean)² cannot.");

    public static readonly DiagnosticDescriptor NaiveSoftplus = NotFinite(
        "DIFF413",
        "A softplus that overflows",
        "{0} is infinite where the exponent exceeds {1}, although log(1 + exp u) is u there; use a softplus that does not overflow",
        "exp u overflows long before log(1 + exp u) does. max(u, 0) + log(1 + exp(−|u|)) is the same and does not.");

    public static readonly DiagnosticDescriptor LostEpsilon = NotFinite(
        "DIFF414",
        "An epsilon that rounds away",
        "{0} is exactly {1} in {2} precision: {3} is lost, and with it what it guards against; use at least {4}",
        "Numbers of single precision have 24 bits. Beside 1, what is below 6e-8 has no effect, and below 1e-45 there is only zero.");

    public static readonly DiagnosticDescriptor Rounding = Zero(
        "DIFF104",
        "A rounding on the only way to the loss",
        "the gradient through {0} is exactly 0: what it rounds reaches the result on no other way, so nothing behind it is trained",
        "Rounding is constant almost everywhere, so its derivative is zero. Keep the floating-point value, or let the gradient pass straight through.");

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

    public static readonly DiagnosticDescriptor DeadBranch = Suggestion(
        "DIFF107",
        "A constant in place of a term of the loss",
        "{0} replaces a term of the loss by {1} on one side of a limit, where the gradient is exactly 0, and the loss jumps there",
        "A sample whose term is a constant teaches nothing. A term that comes down to the constant at the limit, as a hinge does, has no jump.");

    public static readonly DiagnosticDescriptor SweptNaN = Suggestion(
        "DIFF108",
        "What is not a number is replaced on the way to the loss",
        "{0} mends the value only: {1}; mend {2}",
        "Replacing what is not a number changes the value. The operation that made it still has a derivative that is not a number, or the sample is left out without a word.");

    public static readonly DiagnosticDescriptor MismatchedPieces = Zero(
        "DIFF112",
        "The pieces of a loss do not fit together",
        "the pieces of {0} {1}; use Functions.Huber, or make them meet",
        "A loss that is written in pieces has a wrong gradient where its pieces do not meet, and none where a side is left out.");

    public static readonly DiagnosticDescriptor DeadRelu = Zero(
        "DIFF110",
        "A rectifier whose argument is never positive",
        "{0} is 0 for every input, and so is its gradient: its argument is never positive",
        "A rectifier passes a gradient on only where its argument is positive.");

    public static readonly DiagnosticDescriptor SaturatingChain = Zero(
        "DIFF201",
        "Saturating functions in series",
        "{1} {2} in series end at {0}: the gradient in front of them is multiplied by {3}",
        "The slope of the logistic function is at most 0.25, so k of them in series leave at most 0.25 to the power k of the gradient. That of the hyperbolic tangent is 1 at zero only.");

    public static readonly DiagnosticDescriptor SaturatingInitialisation = Zero(
        "DIFF202",
        "An initialisation saturates a layer",
        "with weights of {0} over {1} inputs the pre-activations spread to ±{2}, {3} is below 0.01 for {4} % of them ({5}); scale the weights by √(6/(inputs + units))",
        "A sum of n products of independent weights and inputs has the standard deviation √(n · Var(w) · E[x²]). Where that is large the layer starts on the flat parts of its function and hardly learns.");

    public static readonly DiagnosticDescriptor SquaredErrorOfSigmoid = Suggestion(
        "DIFF203",
        "The squared error of a logistic function",
        "the gradient through {0} has the factor σ(1 - σ), which is nearly 0 where the answer is confident and wrong; for labels 0 and 1 use the cross entropy",
        "The squared error of σ(u) has the derivative 2(σ - y)σ(1 - σ): where σ is close to the wrong label it is close to zero.");

    public static readonly DiagnosticDescriptor UnscaledInput = Suggestion(
        "DIFF205",
        "Integers as they are in a saturating function",
        "{0} gets integers {1} as they are, times weights: their sum saturates it, and its slope is nearly 0; divide them by their range",
        "A sum of weights times numbers of hundreds is far out on the flat parts of a hyperbolic tangent or logistic function.");

    public static readonly DiagnosticDescriptor SteepSigmoid = Suggestion(
        "DIFF207",
        "A steep logistic function",
        "the gradient through {0} is nearly 0 outside of a window of ±{1} around its step",
        "The slope of σ(k·u) falls below a thousandth of its largest where k·|u| exceeds 9.");

    public static readonly DiagnosticDescriptor SymmetricInitialisation = Zero(
        "DIFF208",
        "All weights of a layer start with the same value",
        "the weights of a hidden layer start as {0}: its units are alike, {1}; draw them at random",
        "Units with equal weights compute the same. Where what follows treats them alike too they get the same gradient, and stay one unit.");

    public static readonly DiagnosticDescriptor VanishingRecurrence = New(
        "DIFF209",
        "A recurrence with a gain below 1",
        "{1} is multiplied by {2} in each iteration at {0}: what it held {3} iterations before has the factor {4}, in value and gradient",
        DiagnosticSeverity.Info,
        "Value and gradient of h = c·h + … shrink with the power of c: what came early does not teach.",
        isEnabled: false);

    public static readonly DiagnosticDescriptor ForgetBias = Suggestion(
        "DIFF210",
        "The forget gate of a recurrent cell starts half closed",
        "the bias of a forget gate starts as {0}: the gate starts at 0.5, and 10 steps leave 0.001 of the memory and its gradient; start it at 1",
        "A gate σ(W·x + b) with b = 0 starts around 0.5, so that the cell forgets half of what it holds in each step. With b = 1 it starts at 0.73.");

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

    public static readonly DiagnosticDescriptor ParameterExponential = New(
        "DIFF416",
        "The exponential of a trained value",
        "{0} overflows, and its gradient with it, where training drives the exponent above 709 (88 in single precision); bound the exponent, or use Functions.Softplus",
        DiagnosticSeverity.Info,
        "The exponential is its own derivative: one large step makes the next one larger. Softplus is positive too, and grows like its argument.",
        isEnabled: false);

    public static readonly DiagnosticDescriptor GradientThroughTarget = Suggestion(
        "DIFF506",
        "A gradient flows through the target",
        "both sides of {0} are the same function of the same parameters: the target is drawn towards the prediction too; pass Gradient.Stop of the target, or detach it",
        "In r + γ·f(w, s′) − f(w, s) the target depends on w. Temporal-difference learning takes it for data: without a stop the gradient is that of another loss.");

    public static readonly DiagnosticDescriptor PowForSquare = Style(
        "DIFF601",
        "A power with the exponent 2",
        "{0} is a square: a product costs a tenth, forward and backward",
        "Pow takes a logarithm and an exponential. x * x is one multiplication and its derivative two.");

    public static readonly DiagnosticDescriptor HandWrittenStable = Style(
        "DIFF602",
        "A function of the library is written out",
        "{0} has the values of {1}, which says so and has its derivative in closed form",
        "A function with a name is shorter, is tested, and its derivative is computed at once.");

    public static readonly DiagnosticDescriptor KinkAtSolution = Style(
        "DIFF605",
        "A magnitude has a kink where the error is zero",
        "the slope of {0} is 1 up to the solution and -1 behind it: with a constant step the error changes its sign and does not shrink; Functions.Huber is smooth there",
        "The derivative of |e| does not become small when e does. A Huber loss is a square near zero and the magnitude beyond.");

    public static readonly DiagnosticDescriptor NestedMean = Style(
        "DIFF606",
        "A mean of means over parts of different lengths",
        "{0} weights each element by the inverse of the length of its part: elements of short parts count more than those of long ones",
        "The mean of the means of parts is the mean of all elements only where all parts have one length. Divide the sum over all by the number of all, if each is to count the same.");

    public static readonly DiagnosticDescriptor CancellationNearZero = Style(
        "DIFF607",
        "Digits are lost near zero",
        "{0} is {1}: where x is small, what is added is rounded away, below 1e-16 wholly; there it is {2}",
        "1 + x keeps of a small x only what lies above the precision of 1. LogP1 and ExpM1 of .NET compute just these expressions and lose as much.");

    public static readonly DiagnosticDescriptor UnusedParameter = Zero(
        "DIFF502",
        "A parameter has no way to the result",
        "the gradient by '{0}' is 0 for every input: {1}; use it, mark it [Constant] or remove it",
        "What has no part in the result has the derivative zero. Where the body names it, its value was lost on the way.");

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
            ClampedResidual, ClampedLoss, ClampedPrediction, DeadBranch, SweptNaN, MismatchedPieces, UnshiftedSoftmax, LogOfSoftmax, LogOfSigmoid, RootAtZero, DivisionByZero, UnprotectedLog, EpsilonOutsideRoot,
            NaiveLogSumExp, VarianceBySubtraction, NaiveSoftplus, Rounding, PiecewiseConstant, ConstantExpression, DeadRelu, SaturatingChain,
            SaturatingInitialisation, SquaredErrorOfSigmoid, UnscaledInput, SteepSigmoid, SymmetricInitialisation, VanishingRecurrence, ForgetBias,
            TrainableRecurrence, ConstantGainRecurrence, LongProduct, InverseTrigonometry, FractionalPower,
            OverwrittenAccumulator, LostEpsilon, UnusedParameter,
            ParameterExponential, GradientThroughTarget, PowForSquare, HandWrittenStable, KinkAtSolution, NestedMean, CancellationNearZero,
        }.OrderBy(d => d.Id, System.StringComparer.Ordinal),
    ];

    private static DiagnosticDescriptor Zero(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor NotFinite(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor Suggestion(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Info, description);

    private static DiagnosticDescriptor Style(string id, string title, string message, string description) =>
        New(id, title, message, DiagnosticSeverity.Hidden, description);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity, string description, bool isEnabled = true) => new(
        id, title, message, Categories.Gradient, severity, isEnabled, description, HelpLinks.Base + id + HelpLinks.Extension);
}
