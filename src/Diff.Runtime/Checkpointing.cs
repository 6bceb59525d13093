namespace Diff;

/// <summary>How the backward pass gets the values of a loop that carries a state from iteration to iteration, such as time steps.</summary>
public enum Checkpointing
{
    /// <summary>Values are kept for each iteration: most memory, no iteration runs twice.</summary>
    None,

    /// <summary>
    /// The loop is cut into segments of equal length. The state is kept where each starts, and each runs again, keeping its values, when the backward
    /// pass gets to it: one further run of the loop, and with the default number of segments memory for about 2·√n iterations.
    /// </summary>
    Periodic,

    /// <summary>
    /// The state is kept at places that binomial coefficients say, and kept anew as the backward pass advances (Griewank and Walther 2000, "revolve"): with
    /// s snapshots, and iterations that run at most r times again each, loops of up to C(s + r, s) iterations. The least memory, and of all schedules with so
    /// many snapshots one with the fewest iterations.
    /// </summary>
    Binomial,
}
