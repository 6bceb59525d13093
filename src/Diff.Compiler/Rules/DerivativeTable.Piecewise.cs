using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

internal static partial class DerivativeTable
{
    private static void AddPiecewise()
    {
        // y = |x|: x̄ += ȳ · sign x; 0 at 0.
        Add(Primitives.Abs, (c, d) => c.Share(Primitives.AbsShare, d, c.X));

        // z = max(x, y): the cotangent goes to the larger, half to each at a tie.
        Add(
            Primitives.Max,
            (c, d) => c.Share(Primitives.MaxShare, d, c.X, c.Y),
            (c, d) => c.Share(Primitives.MaxShare, d, c.Y, c.X));

        // z = min(x, y): the cotangent goes to the smaller, half to each at a tie.
        Add(
            Primitives.Min,
            (c, d) => c.Share(Primitives.MinShare, d, c.X, c.Y),
            (c, d) => c.Share(Primitives.MinShare, d, c.Y, c.X));

        Add(
            Primitives.MaxMagnitude,
            (c, d) => c.Share(Primitives.MaxMagnitudeShare, d, c.X, c.Y),
            (c, d) => c.Share(Primitives.MaxMagnitudeShare, d, c.Y, c.X));

        Add(
            Primitives.MinMagnitude,
            (c, d) => c.Share(Primitives.MinMagnitudeShare, d, c.X, c.Y),
            (c, d) => c.Share(Primitives.MinMagnitudeShare, d, c.Y, c.X));

        // z = clamp(x, low, high): by x 1 inside and at the bounds, 0 outside; by low 1 when x < low; by high 1 when x > high.
        Add(
            Primitives.Clamp,
            (c, d) => c.Share(Primitives.ClampShare, d, c.X, c.Y, c.Z),
            (c, d) => c.Select(c.Compare(Primitives.Less, c.X, c.Y), d, c.Number(0)),
            (c, d) => c.Select(c.Compare(Primitives.Greater, c.X, c.Z), d, c.Number(0)));

        // z = |x| with the sign of y: x̄ += z̄ · sign x · sign y, with the signs of zeros.
        Add(
            Primitives.CopySign,
            (c, d) => c.Multiply(
                c.Multiply(d, c.Apply(Primitives.CopySign, c.Number(1), c.X)),
                c.Apply(Primitives.CopySign, c.Number(1), c.Y)),
            null);

        // y = max(0, x) as relu: 0 at 0.
        Add(Primitives.Relu, (c, d) => c.Share(Primitives.ReluShare, d, c.X));

        // z = x > 0 ? x : s · x: the slope s at 0; by s it is x where x ≤ 0.
        Add(
            Primitives.LeakyRelu,
            (c, d) => c.Select(c.Compare(Primitives.Greater, c.X, c.Number(0)), d, c.Multiply(d, c.Y)),
            (c, d) => c.Select(c.Compare(Primitives.Greater, c.X, c.Number(0)), c.Number(0), c.Multiply(d, c.X)));

        // Huber: ½x² for |x| ≤ t, else t(|x| − ½t). By x: clamp(x, −t, t). By t: 0 inside, |x| − t outside.
        Add(
            Primitives.Huber,
            (c, d) => c.Multiply(d, c.Apply(Primitives.Clamp, c.X, c.Negate(c.Y), c.Y)),
            (c, d) => c.Multiply(
                d, c.Apply(Primitives.Relu, c.Subtract(c.Apply(Primitives.Abs, c.X), c.Y))));
    }
}
