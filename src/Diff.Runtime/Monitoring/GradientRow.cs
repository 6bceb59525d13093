namespace Diff;

/// <summary>What a <see cref="GradientReport"/> counted of one value.</summary>
/// <param name="Method">The differentiated method, with its type.</param>
/// <param name="Name">The value's name; of an activation without one, what it is stored in or how it is written.</param>
/// <param name="Line">The line of the source that computes it; empty for a gradient.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Evaluations">How many of its cotangents were looked at.</param>
/// <param name="FlatEvaluations">How many of its evaluations were flat; what that is depends on the kind, and is 0 for kinds without.</param>
/// <param name="ZeroCotangents">How many cotangents were exactly zero.</param>
/// <param name="NonFiniteCotangents">How many cotangents were infinite or not a number.</param>
/// <param name="RootMeanSquare">The root of the mean square of the finite ones; NaN where there are none.</param>
public sealed record GradientRow(
    string Method, string Name, string Line, MonitoredKind Kind, long Evaluations, long FlatEvaluations, long ZeroCotangents,
    long NonFiniteCotangents, double RootMeanSquare)
{
    /// <summary>The share of flat evaluations, or null where the kind has none or nothing was evaluated.</summary>
    public double? FlatShare => HasFlat && Evaluations > 0 ? (double)FlatEvaluations / Evaluations : null;

    /// <summary>The share of cotangents that are zero, or null where nothing was evaluated.</summary>
    public double? ZeroShare => Evaluations > 0 ? (double)ZeroCotangents / Evaluations : null;

    /// <summary>Whether it is an activation of any kind.</summary>
    internal bool IsActivation => Kind is not (MonitoredKind.Local or MonitoredKind.Gradient);

    private bool HasFlat => IsActivation && Kind != MonitoredKind.Activation;
}
