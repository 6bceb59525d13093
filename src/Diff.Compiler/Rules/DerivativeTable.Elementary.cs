using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

internal static partial class DerivativeTable
{
    private const double LogarithmOf2 = 0.69314718055994530942;
    private const double LogarithmOf10 = 2.30258509299404568402;

    private static void AddElementary()
    {
        // y = sin x: x̄ += ȳ · cos x.
        Add(Primitives.Sin, (c, d) => c.Multiply(d, c.Apply(Primitives.Cos, c.X)));

        // y = cos x: x̄ −= ȳ · sin x.
        Add(Primitives.Cos, (c, d) => c.Negate(c.Multiply(d, c.Apply(Primitives.Sin, c.X))));

        // y = tan x: x̄ += ȳ · (1 + y²).
        Add(Primitives.Tan, (c, d) => c.Multiply(d, c.Add(c.Number(1), c.Square(c.Result))));

        // y = asin x: x̄ += ȳ / √((1 − x)(1 + x)). The product keeps its digits near ±1, where 1 − x² loses them.
        Add(Primitives.Asin, (c, d) => c.Over(d, c.Apply(Primitives.Sqrt, OneMinusSquare(c))));

        // y = acos x: x̄ −= ȳ / √((1 − x)(1 + x)).
        Add(Primitives.Acos, (c, d) => c.Negate(c.Over(d, c.Apply(Primitives.Sqrt, OneMinusSquare(c)))));

        // y = atan x: x̄ += ȳ / (1 + x²).
        Add(Primitives.Atan, (c, d) => c.Divide(d, c.Add(c.Number(1), c.Square(c.X))));

        // z = atan2(y, x), h = √(x² + y²): ȳ += z̄ · (x / h) / h, x̄ −= z̄ · (y / h) / h; 0 at the origin.
        // Here y is the first argument and x the second, as in Math.Atan2.
        Add(
            Primitives.Atan2,
            (c, d) => OverSquaredLength(c, c.Y, d),
            (c, d) => c.Negate(OverSquaredLength(c, c.X, d)));

        // y = sinh x: x̄ += ȳ · cosh x.
        Add(Primitives.Sinh, (c, d) => c.Times(d, c.Apply(Primitives.Cosh, c.X)));

        // y = cosh x: x̄ += ȳ · sinh x.
        Add(Primitives.Cosh, (c, d) => c.Times(d, c.Apply(Primitives.Sinh, c.X)));

        // y = tanh x: x̄ += ȳ · (1 − y²).
        Add(Primitives.Tanh, (c, d) => c.Multiply(d, c.Subtract(c.Number(1), c.Square(c.Result))));

        // y = asinh x: x̄ += ȳ / √(x² + 1).
        Add(Primitives.Asinh, (c, d) => c.Divide(d, c.Apply(Primitives.Sqrt, c.Add(c.Square(c.X), c.Number(1)))));

        // y = acosh x: x̄ += ȳ / √((x − 1)(x + 1)).
        Add(
            Primitives.Acosh,
            (c, d) => c.Over(d, c.Apply(Primitives.Sqrt, c.Multiply(c.Subtract(c.X, c.Number(1)), c.Add(c.X, c.Number(1))))));

        // y = atanh x: x̄ += ȳ / ((1 − x)(1 + x)).
        Add(Primitives.Atanh, (c, d) => c.Over(d, OneMinusSquare(c)));

        // y = eˣ: x̄ += ȳ · y.
        Add(Primitives.Exp, (c, d) => c.Times(d, c.Result));

        // y = 2ˣ: x̄ += ȳ · y · ln 2.
        Add(Primitives.Exp2, (c, d) => c.Times(d, c.Multiply(c.Result, c.Number(LogarithmOf2))));

        // y = 10ˣ: x̄ += ȳ · y · ln 10.
        Add(Primitives.Exp10, (c, d) => c.Times(d, c.Multiply(c.Result, c.Number(LogarithmOf10))));

        // y = eˣ − 1: x̄ += ȳ · (y + 1).
        Add(Primitives.ExpM1, (c, d) => c.Times(d, c.Add(c.Result, c.Number(1))));

        // y = ln x: x̄ += ȳ / x.
        Add(Primitives.Log, (c, d) => c.Over(d, c.X));

        // y = log₂ x: x̄ += ȳ / (x ln 2).
        Add(Primitives.Log2, (c, d) => c.Over(d, c.Multiply(c.X, c.Number(LogarithmOf2))));

        // y = log₁₀ x: x̄ += ȳ / (x ln 10).
        Add(Primitives.Log10, (c, d) => c.Over(d, c.Multiply(c.X, c.Number(LogarithmOf10))));

        // y = ln(1 + x): x̄ += ȳ / (1 + x).
        Add(Primitives.LogP1, (c, d) => c.Over(d, c.Add(c.Number(1), c.X)));

        // y = ln x / ln b: x̄ += ȳ / (x ln b), b̄ −= ȳ · y / (b ln b).
        Add(
            Primitives.LogBase,
            (c, d) => c.Over(d, c.Multiply(c.X, c.Apply(Primitives.Log, c.Y))),
            (c, d) => c.Negate(c.Times(c.Over(d, c.Multiply(c.Y, c.Apply(Primitives.Log, c.Y))), c.Result)));

        // y = √x: x̄ += ȳ / (2y); +∞ at 0, but 0 where ȳ is 0.
        Add(Primitives.Sqrt, (c, d) => c.Over(d, c.Multiply(c.Number(2), c.Result)));

        // y = ∛x: x̄ += ȳ / (3y²).
        Add(Primitives.Cbrt, (c, d) => c.Over(d, c.Multiply(c.Number(3), c.Square(c.Result))));

        // z = xʸ by the base: x̄ += z̄ · y xʸ⁻¹, and 0 for y = 0.
        // By the exponent: ȳ += z̄ · z ln x, and 0 at x = 0 for y ≥ 0; not a number for x < 0, as the mathematics has it.
        Add(
            Primitives.Pow,
            (c, d) => c.Times(d, c.Select(
                c.Compare(Primitives.Equal, c.Y, c.Number(0)),
                c.Number(0),
                c.Multiply(c.Y, c.Apply(Primitives.Pow, c.X, c.Subtract(c.Y, c.Number(1)))))),
            (c, d) => c.Times(d, c.Select(
                c.Both(c.Compare(Primitives.Equal, c.X, c.Number(0)), c.Compare(Primitives.GreaterOrEqual, c.Y, c.Number(0))),
                c.Number(0),
                c.Multiply(c.Result, c.Apply(Primitives.Log, c.X)))));

        // z = √(x² + y²): x̄ += z̄ · x / z, ȳ += z̄ · y / z; 0 at the origin.
        Add(Primitives.Hypot, (c, d) => OverLength(c, c.X, d), (c, d) => OverLength(c, c.Y, d));
    }

    private static Value OneMinusSquare(RuleContext c) =>
        c.Multiply(c.Subtract(c.Number(1), c.X), c.Add(c.Number(1), c.X));

    private static Value OverLength(RuleContext c, Value side, Value d) =>
        c.Select(c.Compare(Primitives.Equal, c.Result, c.Number(0)), c.Number(0), c.Multiply(d, c.Divide(side, c.Result)));

    private static Value OverSquaredLength(RuleContext c, Value side, Value d)
    {
        // Dividing twice by the length neither overflows nor underflows where x² + y² would.
        Value length = c.Apply(Primitives.Hypot, c.X, c.Y);
        return c.Select(
            c.Compare(Primitives.Equal, length, c.Number(0)),
            c.Number(0),
            c.Divide(c.Multiply(d, c.Divide(side, length)), length));
    }
}
