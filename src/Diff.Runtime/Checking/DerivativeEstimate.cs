namespace Diff;

/// <summary>What the differences of a function of one variable say about its derivative at a point.</summary>
/// <param name="Kind">What kind of point it is.</param>
/// <param name="Value">The derivative; NaN where differences give none.</param>
/// <param name="Left">At a kink the derivative from the left.</param>
/// <param name="Right">At a kink the derivative from the right.</param>
/// <param name="Rounding">The error that rounding of the function's values causes in the derivative.</param>
/// <param name="Error">The disagreement of neighbouring steps: how far to trust the derivative.</param>
/// <param name="Step">The step used.</param>
/// <param name="Center">The function's value at the point.</param>
internal readonly record struct DerivativeEstimate(
    PointKind Kind, double Value, double Left, double Right, double Rounding, double Error, double Step, double Center);

/// <summary>The kinds of points that differences can tell apart.</summary>
internal enum PointKind
{
    /// <summary>The differences agree as steps shrink.</summary>
    Smooth,

    /// <summary>The derivatives from the left and the right differ however small the step, or grow without bound.</summary>
    Kink,

    /// <summary>The function is not finite at the point.</summary>
    NotFinite,

    /// <summary>The function is finite at the point but not on both sides of it.</summary>
    EdgeOfDomain,
}
