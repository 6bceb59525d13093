namespace Diff;

/// <summary>What a value is whose cotangents a <see cref="GradientReport"/> counts, and so what its flat evaluations are.</summary>
public enum MonitoredKind
{
    /// <summary>A named local of the method; it has no flat evaluations.</summary>
    Local,

    /// <summary>A maximum with zero, or a choice between a value that is large enough and zero. Flat where its derivative is exactly 0: the unit is dead there.</summary>
    Rectifier,

    /// <summary>A clamp, or a minimum or maximum with a constant. Flat where its derivative is exactly 0.</summary>
    Clamp,

    /// <summary>A logistic function, also written by hand. Flat where its derivative is below 0.01.</summary>
    Logistic,

    /// <summary>A hyperbolic tangent. Flat where its value is beyond ±0.99.</summary>
    Tanh,

    /// <summary>A softplus. Flat where its derivative is below 0.01.</summary>
    Softplus,

    /// <summary>Any other activation, such as a leaky rectifier; it has no flat evaluations.</summary>
    Activation,

    /// <summary>A derivative that the method returns or adds to. What is counted are its elements, of long ones a sixteenth in each call.</summary>
    Gradient,
}
