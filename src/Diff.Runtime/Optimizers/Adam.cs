using System;
using System.Numerics;

namespace Diff;

/// <summary>The Adam optimizer: gradient descent scaled by running estimates of the gradient's first two moments.</summary>
/// <typeparam name="T">The type of the parameters, <c>float</c> or <c>double</c>.</typeparam>
/// <remarks>
/// <para>
/// With learning rate α and decay rates β₁ and β₂, step t with gradient g is: m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// θ ← θ − α·m̂ / (√v̂ + ε), where m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). Both moments begin at 0.
/// </para>
/// <para>Source: D. P. Kingma and J. Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.</para>
/// <para>An instance holds the state of one run: it is not for use by several threads at once. Steps allocate nothing.</para>
/// </remarks>
public sealed class Adam<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamState<T> _state;
    private T _learningRate;

    /// <summary>Makes an optimizer for a number of parameters.</summary>
    /// <param name="parameterCount">How many parameters each step updates.</param>
    /// <param name="learningRate">The learning rate α; 0.001 if null. Finite and not negative.</param>
    /// <param name="beta1">The decay rate β₁ of the first moment, 0 ≤ β₁ &lt; 1; 0.9 if null.</param>
    /// <param name="beta2">The decay rate β₂ of the second moment, 0 ≤ β₂ &lt; 1; 0.999 if null.</param>
    /// <param name="epsilon">The constant ε that bounds the division; 10⁻⁸ if null. Finite and not negative; with 0 a
    /// parameter whose gradients have all been 0 becomes NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <c>float</c> nor <c>double</c>.</exception>
    public Adam(
        int parameterCount, T? learningRate = null, T? beta1 = null, T? beta2 = null, T? epsilon = null)
    {
        _learningRate = Hyperparameters.RequireNonnegative(learningRate ?? T.CreateTruncating(0.001), nameof(learningRate));
        _state = new AdamState<T>(
            parameterCount,
            Hyperparameters.RequireDecayRate(beta1 ?? T.CreateTruncating(0.9), nameof(beta1)),
            Hyperparameters.RequireDecayRate(beta2 ?? T.CreateTruncating(0.999), nameof(beta2)),
            Hyperparameters.RequireNonnegative(epsilon ?? T.CreateTruncating(1e-8), nameof(epsilon)));
    }

    /// <summary>The learning rate α, which may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T LearningRate
    {
        get => _learningRate;
        set => _learningRate = Hyperparameters.RequireNonnegative(value, nameof(LearningRate));
    }

    /// <summary>Forgets the moments and the count of earlier steps; the learning rate stays.</summary>
    public void Reset() => _state.Reset();

    /// <summary>Updates the parameters by one step down the gradient.</summary>
    /// <param name="parameters">The parameters θ, as many as the optimizer was made for; updated.</param>
    /// <param name="gradient">The gradient g, as long; it overlaps the parameters nowhere.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap. Nothing is written.</exception>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient) =>
        _state.Step(parameters, gradient, _learningRate, T.Zero);
}
