namespace CurveFit;

/// <summary>Why a fit ended.</summary>
internal enum StopReason
{
    /// <summary>The residuals are at right angles to the columns of the Jacobian.</summary>
    Gradient,

    /// <summary>The step no longer changes the parameters.</summary>
    Step,

    /// <summary>The cost no longer goes down.</summary>
    Cost,

    /// <summary>The curve goes through all points but for rounding.</summary>
    Exact,

    /// <summary>No step lowers the cost, and yet the gradient is not zero.</summary>
    Stuck,

    /// <summary>The number of iterations was not enough.</summary>
    Iterations,

    /// <summary>The residuals or their derivatives are not finite where the fit starts.</summary>
    NotFinite,
}
