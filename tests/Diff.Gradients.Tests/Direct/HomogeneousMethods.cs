using System;
using System.Numerics;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Methods with f(t x) = tᵏ f(x) for t > 0, for double and for float, and log-sum-exp, which is none.</summary>
internal static partial class HomogeneousMethods
{
    // Degree 1.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Norm<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        return T.Sqrt(sum);
    }

    // Degree 1: the greatest of sizes, where no two are alike.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Greatest<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T greatest = T.Zero;
        for (int i = 0; i < x.Length; i++)
            greatest = T.Max(greatest, T.Abs(x[i]));
        return greatest;
    }

    // Degree 1.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T GeometricMean<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += T.Log(x[i]);
        return T.Exp(sum / T.CreateChecked(x.Length));
    }

    // Degree 1, as a product.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T GeometricMeanByRoots<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T product = T.One;
        for (int i = 0; i < x.Length; i++)
            product *= T.Pow(x[i], T.One / T.CreateChecked(x.Length));
        return product;
    }

    // Degree 1: Σ x ln(x / Σ x).
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Entropy<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T all = T.Zero;
        for (int i = 0; i < x.Length; i++)
            all += x[i];
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * T.Log(x[i] / all);
        return sum;
    }

    // Degree 1: the norm of order 3, with branches by the sign.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T CubicNorm<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] < T.Zero ? -(x[i] * x[i] * x[i]) : x[i] * x[i] * x[i];
        return T.Cbrt(sum);
    }

    // Degree 2: xᵀ A x with aᵢⱼ = (i + 2 j + 1) / 8, not symmetric.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T QuadraticForm<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T row = T.Zero;
            for (int j = 0; j < x.Length; j++)
                row += T.CreateChecked(i + 2 * j + 1) / T.CreateChecked(8) * x[j];
            sum += x[i] * row;
        }
        return sum;
    }

    // Degree 3: neighbours, through a work array that is overwritten.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T CubicForm<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T[] work = new T[x.Length];
        for (int i = 0; i < x.Length; i++)
            work[i] = x[i];
        for (int i = 1; i < x.Length; i++)
            work[i] = work[i - 1] * T.CreateChecked(0.5) + x[i];
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += work[i] * work[x.Length - 1 - i] * x[i];
        return sum;
    }

    // Degree 0: the Rayleigh quotient of the second differences.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Ratio<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T above = T.Zero;
        T below = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T next = i + 1 < x.Length ? x[i + 1] : T.Zero;
            above += (x[i] - next) * (x[i] - next);
            below += x[i] * x[i];
        }
        return above / below;
    }

    // Degree −1.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Reciprocals<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += T.CreateChecked(i + 1) / x[i];
        return sum;
    }

    // Degree 1/2, left at an element of more than twice the first: the same one at every scale.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T Roots<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > x[0] + x[0])
                break;
            sum += T.Sqrt(x[i]);
        }
        return sum;
    }

    // Degree 1 over functions of the runtime.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static double ProjectionDouble(ReadOnlySpan<double> x) => Functions.Dot(x, x) / Functions.Norm(x) + 0.5 * Functions.Norm(x);

    // Degree 1 over functions of the runtime.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static float ProjectionSingle(ReadOnlySpan<float> x) => Functions.Dot(x, x) / Functions.Norm(x) + 0.5f * Functions.Norm(x);

    // No degree, but f(x + c) = f(x) + c.
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += T.Exp(x[i]);
        return T.Log(sum);
    }
}
