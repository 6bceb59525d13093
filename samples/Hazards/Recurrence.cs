using System;
using Diff;

namespace Hazards;

/// <summary>The smallest recurrent network: one unit, one gain.</summary>
public static partial class Recurrence
{
    /// <summary>The state behind the last input. DIFF301 points at the recurrence.</summary>
    /// <param name="gain">What the state is multiplied by at each step.</param>
    /// <param name="inputs">What is added at each step.</param>
    /// <returns>The state.</returns>
    [Differentiable]
    public static double Last(double gain, ReadOnlySpan<double> inputs)
    {
        double state = 0;
        for (int step = 0; step < inputs.Length; step++)
            state = Functions.Relu(gain * state + inputs[step]);

        return state;
    }
}
