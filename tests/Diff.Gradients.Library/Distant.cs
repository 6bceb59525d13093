using System;

namespace Diff.Gradients.Library;

/// <summary>Methods of another assembly, with derivatives and without.</summary>
public static partial class Distant
{
    /// <summary>k · |x|.</summary>
    [Differentiable(Emit = Derivatives.Backward)]
    public static double ScaledNorm(ReadOnlySpan<double> x, double k)
    {
        double sum = 0;
        foreach (double value in x)
            sum += value * value;
        return k * Math.Sqrt(sum);
    }

    /// <summary>yᵢ ← k · yᵢ².</summary>
    [Differentiable(Emit = Derivatives.Backward | Derivatives.Tangent)]
    public static void SquareInPlace(Span<double> y, double k)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] *= k * y[i];
    }

    /// <summary>A derivative that another assembly cannot use: it takes no cotangent.</summary>
    [Differentiable]
    public static double GradientOnly(double x) => x * x;

    /// <summary>x², without a derivative.</summary>
    public static double Square(double x) => x * x;

    /// <summary>How often <see cref="Counted"/> ran.</summary>
    public static int Count { get; private set; }

    /// <summary>2 · x, and it can be seen that it ran.</summary>
    public static double Counted(double x)
    {
        Count++;
        return 2 * x;
    }
}
