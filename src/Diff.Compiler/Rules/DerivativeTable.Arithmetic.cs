using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

internal static partial class DerivativeTable
{
    private static void AddArithmetic()
    {
        // z = x: x̄ += z̄.
        Add(Primitives.Copy, (c, d) => d);

        // z = (T)x between floating-point types: x̄ += (type of x)z̄.
        Add(Primitives.Convert, (c, d) => d.Type.Kind == c.TypeOf(0).Kind ? d : c.Convert(c.TypeOf(0), d));

        // z = c ? x : y: x̄ += c ? z̄ : 0, ȳ += c ? 0 : z̄.
        Add(
            Primitives.Select,
            null,
            (c, d) => c.Select(c.X, d, c.Number(0)),
            (c, d) => c.Select(c.X, c.Number(0), d));

        // z = x + y: x̄ += z̄, ȳ += z̄.
        Add(Primitives.Add, (c, d) => d, (c, d) => d);

        // z = x − y: x̄ += z̄, ȳ −= z̄.
        Add(Primitives.Subtract, (c, d) => d, (c, d) => c.Negate(d));

        // z = x · y: x̄ += z̄ · y, ȳ += z̄ · x.
        Add(Primitives.Multiply, (c, d) => c.Multiply(d, c.Y), (c, d) => c.Multiply(d, c.X));

        // z = x / y: x̄ += z̄ / y, ȳ −= (z̄ / y) · z.
        Add(
            Primitives.Divide,
            (c, d) => c.Over(d, c.Y),
            (c, d) => c.Negate(c.Times(c.Over(d, c.Y), c.Result)));

        // z = x mod y = x − y · truncate(x / y): x̄ += z̄, ȳ −= z̄ · truncate(x / y).
        Add(
            Primitives.Remainder,
            (c, d) => d,
            (c, d) => c.Negate(c.Times(d, c.Apply(Primitives.Truncate, c.Divide(c.X, c.Y)))));

        // z = −x: x̄ −= z̄.
        Add(Primitives.Negate, (c, d) => c.Negate(d));

        // z = x · y + w: x̄ += z̄ · y, ȳ += z̄ · x, w̄ += z̄.
        Add(
            Primitives.FusedMultiplyAdd,
            (c, d) => c.Multiply(d, c.Y),
            (c, d) => c.Multiply(d, c.X),
            (c, d) => d);

        // z = x − y · roundToEven(x / y): x̄ += z̄, ȳ −= z̄ · roundToEven(x / y).
        Add(
            Primitives.IeeeRemainder,
            (c, d) => d,
            (c, d) => c.Negate(c.Times(d, c.Apply(Primitives.Round, c.Divide(c.X, c.Y)))));

        // z = x · 2ⁿ: x̄ += z̄ · 2ⁿ.
        Add(Primitives.ScaleB, (c, d) => c.Apply(Primitives.ScaleB, d, c.Y), null);

        // z = the neighbour of x, which moves as x does: x̄ += z̄.
        Add(Primitives.BitIncrement, (c, d) => d);
        Add(Primitives.BitDecrement, (c, d) => d);

        // z ≈ 1 / x: x̄ −= z̄ · z².
        Add(Primitives.ReciprocalEstimate, (c, d) => c.Negate(c.Times(d, c.Square(c.Result))));

        // z ≈ 1 / √x: x̄ −= ½ z̄ · z³.
        Add(
            Primitives.ReciprocalSqrtEstimate,
            (c, d) => c.Times(d, c.Multiply(c.Number(-0.5), c.Multiply(c.Result, c.Square(c.Result)))));
    }
}
