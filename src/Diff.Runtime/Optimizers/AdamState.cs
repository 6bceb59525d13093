using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The moments that <see cref="Adam{T}"/> and <see cref="AdamW{T}"/> keep, and their common step, in which Adam is the case
/// without weight decay.
/// </summary>
internal sealed class AdamState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _firstMoment;
    private readonly T[] _secondMoment;
    private readonly T _firstDecay;
    private readonly T _secondDecay;
    private readonly T _epsilon;

    // β₁ᵗ and β₂ᵗ, in double so that the bias corrections stay accurate over many steps.
    private double _firstDecayPower = 1;
    private double _secondDecayPower = 1;

    internal AdamState(int parameterCount, T firstDecay, T secondDecay, T epsilon)
    {
        _firstMoment = new T[Hyperparameters.RequireCount<T>(parameterCount)];
        _secondMoment = new T[parameterCount];
        _firstDecay = firstDecay;
        _secondDecay = secondDecay;
        _epsilon = epsilon;
    }

    internal void Reset()
    {
        Array.Clear(_firstMoment);
        Array.Clear(_secondMoment);
        _firstDecayPower = 1;
        _secondDecayPower = 1;
    }

    internal void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate, T weightDecay)
    {
        Hyperparameters.RequireStep<T>(_firstMoment.Length, parameters, gradient);
        _firstDecayPower *= double.CreateTruncating(_firstDecay);
        _secondDecayPower *= double.CreateTruncating(_secondDecay);
        Coefficients coefficients = new(
            FirstDecay: _firstDecay,
            SecondDecay: _secondDecay,
            FirstCorrection: T.CreateTruncating(1 / (1 - _firstDecayPower)),
            SecondCorrection: T.CreateTruncating(1 / (1 - _secondDecayPower)),
            Epsilon: _epsilon,
            LearningRate: learningRate,
            Retained: T.One - learningRate * weightDecay);

        int vectorized = StepVectors(parameters, gradient, coefficients);
        for (int i = vectorized; i < parameters.Length; i++)
        {
            T slope = gradient[i];
            T first = _firstMoment[i] * _firstDecay + slope * (T.One - _firstDecay);
            T second = _secondMoment[i] * _secondDecay + slope * slope * (T.One - _secondDecay);
            _firstMoment[i] = first;
            _secondMoment[i] = second;
            T direction = first * coefficients.FirstCorrection / (T.Sqrt(second * coefficients.SecondCorrection) + _epsilon);
            parameters[i] = parameters[i] * coefficients.Retained - direction * learningRate;
        }
    }

    /// <summary>
    /// Steps as many whole vectors as there are, with the arithmetic of the scalar loop, and returns how many elements those are.
    /// </summary>
    private int StepVectors(Span<T> parameters, ReadOnlySpan<T> gradient, in Coefficients coefficients)
    {
        Span<Vector<T>> parameterLanes = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> gradientLanes = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        Span<Vector<T>> firstLanes = MemoryMarshal.Cast<T, Vector<T>>(_firstMoment.AsSpan());
        Span<Vector<T>> secondLanes = MemoryMarshal.Cast<T, Vector<T>>(_secondMoment.AsSpan());
        Vector<T> epsilon = new(coefficients.Epsilon);
        T firstShare = T.One - coefficients.FirstDecay;
        T secondShare = T.One - coefficients.SecondDecay;
        for (int i = 0; i < parameterLanes.Length; i++)
        {
            Vector<T> slope = gradientLanes[i];
            Vector<T> first = firstLanes[i] * coefficients.FirstDecay + slope * firstShare;
            Vector<T> second = secondLanes[i] * coefficients.SecondDecay + slope * slope * secondShare;
            firstLanes[i] = first;
            secondLanes[i] = second;
            Vector<T> scale = Vector.SquareRoot(second * coefficients.SecondCorrection) + epsilon;
            Vector<T> direction = first * coefficients.FirstCorrection / scale;
            parameterLanes[i] = parameterLanes[i] * coefficients.Retained - direction * coefficients.LearningRate;
        }
        return parameterLanes.Length * Vector<T>.Count;
    }

    /// <summary>What is the same for all parameters of one step.</summary>
    /// <param name="FirstDecay">β₁.</param>
    /// <param name="SecondDecay">β₂.</param>
    /// <param name="FirstCorrection">1 / (1 − β₁ᵗ).</param>
    /// <param name="SecondCorrection">1 / (1 − β₂ᵗ).</param>
    /// <param name="Epsilon">ε.</param>
    /// <param name="LearningRate">α.</param>
    /// <param name="Retained">1 − α·λ, the share of a parameter that decay leaves.</param>
    private readonly record struct Coefficients(
        T FirstDecay, T SecondDecay, T FirstCorrection, T SecondCorrection, T Epsilon, T LearningRate, T Retained);
}
