using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

internal static partial class DerivativeTable
{
    /// <summary>2 / √π.</summary>
    private const double TwoOverSquareRootOfPi = 1.12837916709551257390;

    private static void AddFunctions()
    {
        // y = σ(x): x̄ += ȳ · y (1 − y).
        Add(Primitives.Sigmoid, (c, d) => c.Multiply(d, c.Multiply(c.Result, c.Subtract(c.Number(1), c.Result))));

        // y = ln(1 + eˣ): x̄ += ȳ · σ(x).
        Add(Primitives.Softplus, (c, d) => c.Multiply(d, c.Apply(Primitives.Sigmoid, c.X)));

        // y = x Φ(x): x̄ += ȳ · (Φ(x) + x φ(x)).
        Add(
            Primitives.Gelu,
            (c, d) => c.Multiply(d, c.Add(
                c.Apply(Primitives.NormalCdf, c.X),
                c.Multiply(c.X, c.Apply(Primitives.NormalPdf, c.X)))));

        // y = x σ(x), s = σ(x): x̄ += ȳ · (s + y (1 − s)).
        Add(Primitives.Silu, (c, d) =>
        {
            Value sigmoid = c.Apply(Primitives.Sigmoid, c.X);
            return c.Multiply(d, c.Add(sigmoid, c.Multiply(c.Result, c.Subtract(c.Number(1), sigmoid))));
        });

        // y = erf x: x̄ += ȳ · 2/√π · exp(−x²).
        Add(
            Primitives.Erf,
            (c, d) => c.Multiply(d, c.Multiply(
                c.Number(TwoOverSquareRootOfPi), c.Apply(Primitives.Exp, c.Negate(c.Square(c.X))))));

        // y = Φ(x): x̄ += ȳ · φ(x).
        Add(Primitives.NormalCdf, (c, d) => c.Multiply(d, c.Apply(Primitives.NormalPdf, c.X)));

        // y = φ(x): x̄ −= ȳ · x y.
        Add(Primitives.NormalPdf, (c, d) => c.Negate(c.Multiply(d, c.Multiply(c.X, c.Result))));

        // Identity whose cotangent is clamped: x̄ += clamp(ȳ, low, high).
        Add(Primitives.Clip, (c, d) => c.Apply(Primitives.Clamp, d, c.Y, c.Z), null, null);

        // Identity whose cotangent is scaled: x̄ += ȳ · factor.
        Add(Primitives.Scale, (c, d) => c.Multiply(d, c.Y), null);

        // The value of the first argument, the derivative of the second: x̄₂ += ȳ.
        Add(Primitives.StraightThrough, null, (c, d) => d);
    }

    private static void AddIdioms()
    {
        // r = n / (1 + eᵘ): n̄ += r̄ · σ(−u), ū −= r̄ · r σ(u). Finite for every u, where 1 / (1 + eᵘ)² · eᵘ is 0 · ∞.
        Add(
            Primitives.LogisticQuotient,
            (c, d) => c.Multiply(d, c.Apply(Primitives.Sigmoid, c.Negate(c.Y))),
            (c, d) => c.Negate(c.Multiply(d, c.Multiply(c.Result, c.Apply(Primitives.Sigmoid, c.Y)))),
            null);

        // r = eᵘ / (1 + eᵘ): ū += r̄ · σ(u) σ(−u).
        Add(
            Primitives.LogisticRatio,
            (c, d) => c.Multiply(d, c.Multiply(
                c.Apply(Primitives.Sigmoid, c.X), c.Apply(Primitives.Sigmoid, c.Negate(c.X)))),
            null);

        // r = ln(1 + eᵘ): ū += r̄ · σ(u).
        Add(Primitives.LogOnePlusExp, (c, d) => c.Multiply(d, c.Apply(Primitives.Sigmoid, c.X)), null);

        // r = ln(1 / (1 + eᵘ)): ū −= r̄ · σ(u).
        Add(Primitives.LogOfLogistic, (c, d) => c.Negate(c.Multiply(d, c.Apply(Primitives.Sigmoid, c.X))), null);

        // r = tanh u: ū += r̄ · (1 − tanh² u).
        Add(
            Primitives.TanhQuotient,
            (c, d) => c.Multiply(d, c.Subtract(c.Number(1), c.Square(c.Apply(Primitives.Tanh, c.X)))),
            null);
    }

    private static void AddDerivativeBuildingBlocks()
    {
        // The guarded product and quotient differentiate as the plain ones; where they are 0 whatever the partial is, they are so for any of it.
        Add(Primitives.Times, (c, d) => c.Times(d, c.Y), (c, d) => c.ZeroProduct(d, c.X));
        Add(Primitives.ZeroProduct, (c, d) => c.ZeroProduct(d, c.Y), (c, d) => c.ZeroProduct(d, c.X));
        Add(Primitives.Over, (c, d) => c.Over(d, c.Y), (c, d) => c.Negate(c.ZeroProduct(c.Over(d, c.Y), c.Result)));

        // Shares are linear in the cotangent, their last argument, and constant in the others where they have a derivative.
        Add(Primitives.AbsShare, null, (c, d) => c.Share(Primitives.AbsShare, d, c.X));
        Add(Primitives.ReluShare, null, (c, d) => c.Share(Primitives.ReluShare, d, c.X));
        Add(Primitives.MaxShare, null, null, (c, d) => c.Share(Primitives.MaxShare, d, c.X, c.Y));
        Add(Primitives.MinShare, null, null, (c, d) => c.Share(Primitives.MinShare, d, c.X, c.Y));
        Add(Primitives.MaxMagnitudeShare, null, null, (c, d) => c.Share(Primitives.MaxMagnitudeShare, d, c.X, c.Y));
        Add(Primitives.MinMagnitudeShare, null, null, (c, d) => c.Share(Primitives.MinMagnitudeShare, d, c.X, c.Y));
        Add(Primitives.ClampShare, null, null, null, (c, d) => c.Share(Primitives.ClampShare, d, c.X, c.Y, c.Z));
    }
}
