using System;

namespace Diff;

/// <summary>
/// Compares gradients with differences of their functions, for tests. Steps are chosen entry by entry; kinks and values that
/// are not finite are told apart from errors. A check calls the function some 70 times per entry and allocates.
/// </summary>
public static class GradientCheck
{
    private const double DoubleTolerance = 1e-6;
    private const double SingleTolerance = 2e-3;

    /// <summary>Compares a gradient with central differences.</summary>
    /// <param name="function">The function; it must give the same value whenever it is called with the same arguments.</param>
    /// <param name="x">The point, of any length; not changed.</param>
    /// <param name="gradient">The gradient to check, as long as <paramref name="x"/>.</param>
    /// <param name="options">Tolerances; null for the defaults.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static GradientCheckResult Compare(
        ScalarFunction<double> function, ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        SpanArguments.RequireSameLength(x, gradient);
        double[] point = x.ToArray();
        DerivativeEstimate[] estimates = new DerivativeEstimate[x.Length];
        for (int i = 0; i < point.Length; i++)
        {
            double original = point[i];
            int entry = i;
            estimates[i] = DifferenceSweep.Estimate(
                value =>
                {
                    point[entry] = value;
                    return function(point);
                },
                original,
                isSingle: false);
            point[i] = original;
        }
        return GradientComparison.Judge(gradient, estimates, options?.Tolerance ?? DoubleTolerance, options);
    }

    /// <inheritdoc cref="Compare(ScalarFunction{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, GradientCheckOptions?)"/>
    public static GradientCheckResult Compare(
        ScalarFunction<float> function, ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        SpanArguments.RequireSameLength(x, gradient);
        float[] point = x.ToArray();
        double[] widened = new double[x.Length];
        DerivativeEstimate[] estimates = new DerivativeEstimate[x.Length];
        for (int i = 0; i < point.Length; i++)
        {
            float original = point[i];
            widened[i] = gradient[i];
            int entry = i;
            estimates[i] = DifferenceSweep.Estimate(
                value =>
                {
                    point[entry] = (float)value;
                    return function(point);
                },
                original,
                isSingle: true);
            point[i] = original;
        }
        return GradientComparison.Judge(widened, estimates, options?.Tolerance ?? SingleTolerance, options);
    }

    /// <summary>
    /// Compares what a gradient function writes with central differences, and the value it returns with the function's. Entries
    /// that it leaves unwritten show as NaN.
    /// </summary>
    /// <param name="function">The function; it must give the same value whenever it is called with the same arguments.</param>
    /// <param name="x">The point, of any length; not changed.</param>
    /// <param name="gradient">The gradient function to check.</param>
    /// <param name="options">Tolerances; null for the defaults.</param>
    /// <returns>What was found.</returns>
    public static GradientCheckResult Compare(
        ScalarFunction<double> function, ReadOnlySpan<double> x, GradientFunction<double> gradient,
        GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        double[] entries = new double[x.Length];
        Array.Fill(entries, double.NaN);
        double returned = gradient(x, entries);
        return GradientComparison.JudgeValue(returned, function(x), options?.Tolerance ?? DoubleTolerance)
            ?? Compare(function, x, entries, options);
    }

    /// <inheritdoc cref="Compare(ScalarFunction{double}, ReadOnlySpan{double}, GradientFunction{double}, GradientCheckOptions?)"/>
    public static GradientCheckResult Compare(
        ScalarFunction<float> function, ReadOnlySpan<float> x, GradientFunction<float> gradient,
        GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        float[] entries = new float[x.Length];
        Array.Fill(entries, float.NaN);
        float returned = gradient(x, entries);
        return GradientComparison.JudgeValue(returned, function(x), options?.Tolerance ?? SingleTolerance)
            ?? Compare(function, x, entries, options);
    }

    /// <summary>Compares the derivative of a function of one variable with central differences.</summary>
    /// <param name="function">The function; it must give the same value whenever it is called with the same argument.</param>
    /// <param name="x">The point; written with a decimal point, for integers would choose the overload for float.</param>
    /// <param name="derivative">The derivative to check.</param>
    /// <param name="options">Tolerances; null for the defaults.</param>
    /// <returns>What was found; the entry is number 0.</returns>
    public static GradientCheckResult Compare(
        Func<double, double> function, double x, double derivative, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        DerivativeEstimate estimate = DifferenceSweep.Estimate(function, x, isSingle: false);
        return GradientComparison.Judge([derivative], [estimate], options?.Tolerance ?? DoubleTolerance, options);
    }

    /// <inheritdoc cref="Compare(Func{double, double}, double, double, GradientCheckOptions?)"/>
    public static GradientCheckResult Compare(
        Func<float, float> function, float x, float derivative, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        DerivativeEstimate estimate = DifferenceSweep.Estimate(value => function((float)value), x, isSingle: true);
        return GradientComparison.Judge([derivative], [estimate], options?.Tolerance ?? SingleTolerance, options);
    }
}
