using System;
using System.Linq;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;
using M = Diff.Gradients.Tests.Direct.HomogeneousMethods;

namespace Diff.Gradients.Tests.Direct;

/// <summary>
/// Euler's identities for homogeneous functions, f(t x) = tᵏ f(x): x · ∇f = k f, H x = (k − 1) ∇f and ∇f(t x) = tᵏ⁻¹ ∇f(x). They tie value,
/// gradient, tangent and product with the Hessian to each other, without a formula of any.
/// </summary>
public sealed class EulerIdentityTests
{
    private delegate T Value<T>(ReadOnlySpan<T> x);

    private delegate T Gradient<T>(ReadOnlySpan<T> x, Span<T> gradient);

    private delegate (T Value, T Tangent) Tangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> direction);

    private delegate T Product<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> direction, Span<T> product);

    private sealed record Case<T>(
        double Degree, bool Positive, Value<T> Value, Gradient<T> Gradient, Tangent<T> Tangent, Product<T> Product)
        where T : IFloatingPointIeee754<T>;

    public static TheoryData<string, int> Cases()
    {
        TheoryData<string, int> cases = [];
        string[] names =
        [
            nameof(M.Norm), nameof(M.Greatest), nameof(M.GeometricMean), nameof(M.GeometricMeanByRoots), nameof(M.Entropy),
            nameof(M.CubicNorm), nameof(M.QuadraticForm), nameof(M.CubicForm), nameof(M.Ratio), nameof(M.Reciprocals), nameof(M.Roots),
            "Projection",
        ];
        foreach (string name in names)
        {
            // One element, less than a vector, and more than several with some left over. The entropy of one element is zero everywhere.
            foreach (int length in (int[])[1, 2, 7, 37])
            {
                if (length > 1 || name != nameof(M.Entropy))
                    cases.Add(name, length);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Identities_hold_in_double(string name, int length) =>
        Check(name == "Projection"
            ? new Case<double>(
                1,
                false,
                M.ProjectionDouble,
                M.ProjectionDoubleGradient,
                M.ProjectionDoubleTangent,
                M.ProjectionDoubleHessianVectorProduct)
            : Of<double>(name), length, 1e-11);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Identities_hold_in_float(string name, int length) =>
        Check(name == "Projection"
            ? new Case<float>(
                1,
                false,
                M.ProjectionSingle,
                M.ProjectionSingleGradient,
                M.ProjectionSingleTangent,
                M.ProjectionSingleHessianVectorProduct)
            : Of<float>(name), length, 4e-5);

    [Fact]
    public void Log_sum_exp_is_not_homogeneous_and_has_an_identity_of_its_own()
    {
        double[] x = Point<double>(9, positive: false);
        double[] ones = [.. Enumerable.Repeat(1.0, 9)];
        double[] gradient = new double[9];
        double[] product = new double[9];
        double value = M.LogSumExpGradient<double>(x, gradient);
        double along = gradient.Zip(x, (g, e) => g * e).Sum();
        for (double degree = -3; degree <= 3; degree += 0.5)
            Assert.True(Math.Abs(along - degree * value) > 1e-3, $"degree {degree}");

        // f(x + c) = f(x) + c: the gradient sums to 1, and the Hessian takes the direction of all ones to zero.
        Assert.Equal(1, gradient.Sum(), 13);
        Assert.Equal(1, M.LogSumExpTangent<double>(x, ones).Tangent, 13);
        M.LogSumExpHessianVectorProduct<double>(x, ones, product);
        GradientAssert.Close(new double[9], product, 1e-13, "product");
    }

    private static Case<T> Of<T>(string name)
        where T : IFloatingPointIeee754<T> => name switch
        {
            nameof(M.Norm) => new(1, false, M.Norm, M.NormGradient, M.NormTangent, M.NormHessianVectorProduct),
            nameof(M.Greatest) => new(1, false, M.Greatest, M.GreatestGradient, M.GreatestTangent, M.GreatestHessianVectorProduct),
            nameof(M.GeometricMean) =>
                new(1, true, M.GeometricMean, M.GeometricMeanGradient, M.GeometricMeanTangent, M.GeometricMeanHessianVectorProduct),
            nameof(M.GeometricMeanByRoots) => new(
                1,
                true,
                M.GeometricMeanByRoots,
                M.GeometricMeanByRootsGradient,
                M.GeometricMeanByRootsTangent,
                M.GeometricMeanByRootsHessianVectorProduct),
            nameof(M.Entropy) => new(1, true, M.Entropy, M.EntropyGradient, M.EntropyTangent, M.EntropyHessianVectorProduct),
            nameof(M.CubicNorm) => new(1, false, M.CubicNorm, M.CubicNormGradient, M.CubicNormTangent, M.CubicNormHessianVectorProduct),
            nameof(M.QuadraticForm) =>
                new(2, false, M.QuadraticForm, M.QuadraticFormGradient, M.QuadraticFormTangent, M.QuadraticFormHessianVectorProduct),
            nameof(M.CubicForm) => new(3, false, M.CubicForm, M.CubicFormGradient, M.CubicFormTangent, M.CubicFormHessianVectorProduct),
            nameof(M.Ratio) => new(0, false, M.Ratio, M.RatioGradient, M.RatioTangent, M.RatioHessianVectorProduct),
            nameof(M.Reciprocals) =>
                new(-1, false, M.Reciprocals, M.ReciprocalsGradient, M.ReciprocalsTangent, M.ReciprocalsHessianVectorProduct),
            nameof(M.Roots) => new(0.5, true, M.Roots, M.RootsGradient, M.RootsTangent, M.RootsHessianVectorProduct),
            _ => throw new ArgumentException("There is no such method.", nameof(name)),
        };

    private static void Check<T>(Case<T> one, int length, double tolerance)
        where T : IFloatingPointIeee754<T>
    {
        T[] x = Point<T>(length, one.Positive);
        T[] direction = [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(i % 3 == 0 ? -0.75 : 0.5 + i % 4))];
        T[] gradient = Filled<T>(length);
        T[] product = Filled<T>(length);
        double value = double.CreateChecked(one.Value(x));
        Assert.True(double.IsFinite(value) && value != 0);

        // x · ∇f = k f, by the gradient and by the tangent along x.
        Close(value, one.Gradient(x, gradient), Math.Abs(value), "value");
        double size = Enumerable.Range(0, length).Sum(i => Math.Abs(double.CreateChecked(x[i] * gradient[i])));
        Assert.True(size > 0 || one.Degree == 0);
        double scale = Math.Max(size, Math.Abs(value));
        Close(one.Degree * value, Dot(x, gradient), scale, "x · gradient");
        Close(one.Degree * value, one.Tangent(x, x).Tangent, scale, "tangent along x");

        // The tangent along any direction is the gradient's.
        double along = double.CreateChecked(Dot(direction, gradient));
        double alongSize = Enumerable.Range(0, length).Sum(i => Math.Abs(double.CreateChecked(direction[i] * gradient[i])));
        Close(along, one.Tangent(x, direction).Tangent, Math.Max(alongSize, scale), "tangent");

        // H x = (k − 1) ∇f.
        Close(value, one.Product(x, x, product), Math.Abs(value), "value beside the product");
        double greatest = gradient.Max(g => Math.Abs(double.CreateChecked(g))) + Math.Abs(value / double.CreateChecked(Greatest(x)));
        for (int i = 0; i < length; i++)
            Close((one.Degree - 1) * double.CreateChecked(gradient[i]), product[i], greatest, $"H x [{i}]");

        // H is symmetric: x · H v = v · H x.
        one.Product(x, direction, product);
        Close((one.Degree - 1) * along, Dot(x, product), Math.Max(alongSize, scale) * length, "x · H v");

        // ∇f(t x) = tᵏ⁻¹ ∇f(x), t no power of two.
        T[] scaled = [.. x.Select(e => T.CreateChecked(3) * e)];
        T[] scaledGradient = Filled<T>(length);
        double factor = Math.Pow(3, one.Degree - 1);
        Close(3 * factor * value, one.Gradient(scaled, scaledGradient), 3 * factor * Math.Abs(value), "f(3 x)");
        for (int i = 0; i < length; i++)
            Close(factor * double.CreateChecked(gradient[i]), scaledGradient[i], factor * greatest, $"gradient at 3 x [{i}]");

        void Close(double expected, T actual, double size, string what)
        {
            double difference = Math.Abs(expected - double.CreateChecked(actual));
            Assert.True(
                difference <= tolerance * size, $"{what}: expected {expected:R}, got {actual}, off by {difference:E1} of {size:E1}");
        }
    }

    // Mixed signs and sizes, no two alike, exact in float.
    private static T[] Point<T>(int length, bool positive)
        where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, length).Select(i =>
            T.CreateChecked((positive || i % 3 != 1 ? 1 : -1) * (0.75 + (i * 7 % 41) / 16.0)))];

    private static T[] Filled<T>(int length)
        where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Repeat(T.CreateChecked(777), length)];

    private static T Greatest<T>(T[] x)
        where T : IFloatingPointIeee754<T> =>
        x.Select(T.Abs).Max()!;

    private static T Dot<T>(T[] x, T[] y)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
