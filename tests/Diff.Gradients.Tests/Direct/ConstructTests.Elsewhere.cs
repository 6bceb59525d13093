using System;
using Diff.Gradients.Library;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Methods that <see cref="ConstructTests"/> calls from another file; one of them calls another assembly.</summary>
internal static class Elsewhere
{
    public static double Link(double x, ReadOnlySpan<double> w) => Inner(x * x) * Distant.ScaledNorm(w, x);

    public static double Cubed(this double x) => x * x * x;

    public static void AddTo(this Span<double> x, double amount)
    {
        foreach (ref double e in x)
            e += amount;
    }

    private static double Inner(double y) => Math.Exp(y) + y.Cubed();
}
