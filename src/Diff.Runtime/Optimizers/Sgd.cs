using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>Gradient descent, with momentum and weight decay if wanted.</summary>
/// <typeparam name="T">The type of the parameters, <c>float</c> or <c>double</c>.</typeparam>
/// <remarks>
/// <para>
/// With learning rate η, momentum μ and weight decay λ, a step with gradient g is: g ← g + λ·θ; b ← μ·b + g; then
/// θ ← θ − η·b, or with Nesterov's momentum θ ← θ − η·(g + μ·b). The buffer b begins at 0.
/// </para>
/// <para>
/// Source: I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the Importance of Initialization and Momentum in Deep Learning,
/// ICML 2013, in the form of PyTorch, where the learning rate is applied after the momentum.
/// </para>
/// <para>An instance holds the state of one run: it is not for use by several threads at once. Steps allocate nothing.</para>
/// </remarks>
public sealed class Sgd<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _parameterCount;
    private readonly T _momentum;
    private readonly T _weightDecay;
    private readonly bool _nesterov;
    private readonly T[] _buffer;
    private T _learningRate;

    /// <summary>Makes an optimizer for a number of parameters.</summary>
    /// <param name="parameterCount">How many parameters each step updates.</param>
    /// <param name="learningRate">The learning rate η; finite and not negative.</param>
    /// <param name="momentum">The momentum μ, 0 ≤ μ &lt; 1; with 0 no state is kept.</param>
    /// <param name="nesterov">Whether to look ahead by Nesterov's method; this needs a momentum.</param>
    /// <param name="weightDecay">The factor λ of the L2 penalty's gradient; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <c>float</c> nor <c>double</c>.</exception>
    public Sgd(int parameterCount, T learningRate, T momentum = default, bool nesterov = false, T weightDecay = default)
    {
        _parameterCount = Hyperparameters.RequireCount<T>(parameterCount);
        _learningRate = Hyperparameters.RequireNonnegative(learningRate);
        _momentum = Hyperparameters.RequireDecayRate(momentum);
        _weightDecay = Hyperparameters.RequireNonnegative(weightDecay);
        _nesterov = nesterov;
        if (nesterov && momentum == T.Zero)
        {
            throw new ArgumentException("Nesterov's method needs a momentum greater than 0.", nameof(nesterov));
        }
        _buffer = momentum == T.Zero ? [] : new T[parameterCount];
    }

    /// <summary>The learning rate η, which may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T LearningRate
    {
        get => _learningRate;
        set => _learningRate = Hyperparameters.RequireNonnegative(value, nameof(LearningRate));
    }

    /// <summary>Forgets the momentum of earlier steps; the learning rate stays.</summary>
    public void Reset() => Array.Clear(_buffer);

    /// <summary>Updates the parameters by one step down the gradient.</summary>
    /// <param name="parameters">The parameters θ, as many as the optimizer was made for; updated.</param>
    /// <param name="gradient">The gradient g, as long; it overlaps the parameters nowhere.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap. Nothing is written.</exception>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        Hyperparameters.RequireStep<T>(_parameterCount, parameters, gradient);
        if (_momentum == T.Zero)
        {
            Descend(parameters, gradient);
        }
        else
        {
            DescendWithMomentum(parameters, gradient);
        }
    }

    private void Descend(Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        Span<Vector<T>> parameterLanes = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> gradientLanes = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        for (int i = 0; i < parameterLanes.Length; i++)
        {
            Vector<T> direction = gradientLanes[i] + parameterLanes[i] * _weightDecay;
            parameterLanes[i] -= direction * _learningRate;
        }
        for (int i = parameterLanes.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            T direction = gradient[i] + parameters[i] * _weightDecay;
            parameters[i] -= direction * _learningRate;
        }
    }

    private void DescendWithMomentum(Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        Span<Vector<T>> parameterLanes = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> gradientLanes = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        Span<Vector<T>> bufferLanes = MemoryMarshal.Cast<T, Vector<T>>(_buffer.AsSpan());
        for (int i = 0; i < parameterLanes.Length; i++)
        {
            Vector<T> slope = gradientLanes[i] + parameterLanes[i] * _weightDecay;
            Vector<T> velocity = bufferLanes[i] * _momentum + slope;
            bufferLanes[i] = velocity;
            Vector<T> direction = _nesterov ? slope + velocity * _momentum : velocity;
            parameterLanes[i] -= direction * _learningRate;
        }
        for (int i = parameterLanes.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            T slope = gradient[i] + parameters[i] * _weightDecay;
            T velocity = _buffer[i] * _momentum + slope;
            _buffer[i] = velocity;
            T direction = _nesterov ? slope + velocity * _momentum : velocity;
            parameters[i] -= direction * _learningRate;
        }
    }
}
