using System;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Compiler.Facts;

/// <summary>The range of a primitive's value from the ranges of its arguments.</summary>
internal static class ElementRanges
{
    private const double LargestOfNormalPdf = 0.39894228040143268;
    private const double LeastOfGelu = -0.17;
    private const double LeastOfSilu = -0.2785;

    public static Interval Of(Let let, MethodFacts facts, Func<Value, Interval> of)
    {
        Primitive primitive = let.Primitive;
        Interval x = let.Arguments[0].Type.IsBuffer ? Interval.All : of(let.Arguments[0]);
        Interval y = let.Arguments.Count > 1 ? of(let.Arguments[1]) : Interval.All;
        if (Primitives.IsIdentity(primitive, out int argument))
        {
            return of(let.Arguments[argument]);
        }

        if (primitive.IsTensor)
        {
            return OfTensor(primitive, x, y);
        }

        bool isTwice = let.Arguments.Count > 1 && facts.Congruence.AreAlike(let.Arguments[0], let.Arguments[1]);
        if (primitive == Primitives.Add)
        {
            return x + y;
        }

        if (primitive == Primitives.Subtract)
        {
            return isTwice ? Interval.Of(0) : x - y;
        }

        if (primitive == Primitives.Multiply)
        {
            bool isOpposite = facts.Congruence.AreOpposite(let.Arguments[0], let.Arguments[1]);
            return isTwice ? x.Abs() * x.Abs() : isOpposite ? -(x.Abs() * x.Abs()) : x * y;
        }

        if (primitive == Primitives.FusedMultiplyAdd)
        {
            return (isTwice ? x.Abs() * x.Abs() : x * y) + of(let.Arguments[2]);
        }

        if (primitive == Primitives.Divide)
        {
            return let.Result.Type.IsFloatingScalar ? isTwice ? Interval.Of(1) : x / y : Interval.All;
        }

        return primitive == Primitives.Negate ? -x
            : primitive == Primitives.Convert ? OfConversion(let, x)
            : primitive == Primitives.Select ? y.Hull(of(let.Arguments[2]))
            : primitive == Primitives.Abs ? x.Abs()
            : primitive == Primitives.Max ? Max(x, y)
            : primitive == Primitives.Min ? -Max(-x, -y)
            : primitive == Primitives.Clamp ? -Max(-Max(x, y), -of(let.Arguments[2]))
            : primitive == Primitives.Relu ? Max(x, Interval.Of(0))
            : primitive == Primitives.Pow ? OfPower(x, facts.Graph.NumberOf(let.Arguments[1]))
            : primitive == Primitives.Remainder ? Interval.All
            : OfFunction(primitive, x);
    }

    /// <summary>Of a tensor, what all its elements have in common.</summary>
    private static Interval OfTensor(Primitive primitive, Interval x, Interval y)
    {
        if (primitive == TensorPrimitives.Join)
        {
            return x.Hull(y);
        }

        if (primitive == TensorPrimitives.Sum || primitive == TensorPrimitives.SumAlong)
        {
            return x.IsPositive ? Interval.Positive : x.IsNonNegative ? Interval.NonNegative : Interval.All;
        }

        bool isOneOfThem = primitive == TensorPrimitives.View || primitive == TensorPrimitives.Transpose || primitive == TensorPrimitives.Mean
            || primitive == TensorPrimitives.MeanAlong || primitive == TensorPrimitives.Extreme || primitive == TensorPrimitives.Read;
        return isOneOfThem ? x
            : primitive == TensorPrimitives.Softmax ? new Interval(0, 1)
            : primitive == TensorPrimitives.LogSoftmax || primitive == TensorPrimitives.LogSigmoid ? new Interval(double.NegativeInfinity, 0, true)
            : primitive == TensorPrimitives.Variance || primitive == TensorPrimitives.Deviation || primitive == TensorPrimitives.Norm
                || TensorPrimitives.IsLoss(primitive) ? Interval.NonNegative
            : Interval.All;
    }

    private static Interval OfFunction(Primitive primitive, Interval x)
    {
        if (primitive == Primitives.Exp)
        {
            return Above(x.Rising(Math.Exp), x);
        }

        if (primitive == Primitives.Exp2 || primitive == Primitives.Exp10)
        {
            return Interval.Positive;
        }

        if (primitive == Primitives.Sigmoid)
        {
            Interval y = Above(x.Rising(v => 1 / (1 + Math.Exp(-v))), x);
            return y with { IsHighOpen = y.IsHighOpen || y.High == 1 };
        }

        if (primitive == Primitives.Tanh)
        {
            return x.Rising(Math.Tanh);
        }

        if (primitive == Primitives.Sqrt)
        {
            return x.Low < 0 ? Interval.NonNegative : x.Rising(Math.Sqrt);
        }

        if (primitive == Primitives.Log)
        {
            return x.Low < 0 ? Interval.All : x.Rising(Math.Log);
        }

        if (primitive == Primitives.Cosh)
        {
            return new Interval(1, double.PositiveInfinity, false, true);
        }

        if (primitive == Primitives.Sin || primitive == Primitives.Cos || primitive == Primitives.Sign || primitive == Primitives.Erf)
        {
            return new Interval(-1, 1);
        }

        return primitive == Primitives.Softplus ? Interval.Positive
            : primitive == Primitives.Huber || primitive == Primitives.Hypot ? Interval.NonNegative
            : primitive == Primitives.NormalCdf ? new Interval(0, 1, true, true)
            : primitive == Primitives.NormalPdf ? new Interval(0, LargestOfNormalPdf, true)
            : primitive == Primitives.Gelu ? new Interval(LeastOfGelu, double.PositiveInfinity, false, true)
            : primitive == Primitives.Silu ? new Interval(LeastOfSilu, double.PositiveInfinity, false, true)
            : primitive == Primitives.Acos ? new Interval(0, Math.PI)
            : primitive == Primitives.Asin || primitive == Primitives.Atan ? new Interval(-Math.PI / 2, Math.PI / 2)
            : primitive == Primitives.Atan2 ? new Interval(-Math.PI, Math.PI)
            : primitive == Primitives.Floor ? x.Rising(Math.Floor) with { IsLowOpen = false, IsHighOpen = double.IsInfinity(x.High) }
            : primitive == Primitives.Ceiling ? x.Rising(Math.Ceiling) with { IsLowOpen = double.IsInfinity(x.Low), IsHighOpen = false }
            : Interval.All;
    }

    /// <summary>An exponential is never zero, also where rounding makes it so.</summary>
    private static Interval Above(Interval y, Interval x) => y.Low == 0 ? y with { IsLowOpen = true, IsHighOpen = x.IsHighOpen } : y;

    private static Interval Max(Interval x, Interval y) => new(
        Math.Max(x.Low, y.Low), Math.Max(x.High, y.High),
        x.Low > y.Low ? x.IsLowOpen : y.Low > x.Low ? y.IsLowOpen : x.IsLowOpen || y.IsLowOpen,
        x.High > y.High ? x.IsHighOpen : y.High > x.High ? y.IsHighOpen : x.IsHighOpen && y.IsHighOpen);

    private static Interval OfConversion(Let let, Interval x) =>
        let.Result.Type.IsFloatingScalar ? x.Meet(Ranges.OfType(let.Arguments[0].Type)) : Interval.All;

    private static Interval OfPower(Interval x, double? exponent)
    {
        if (exponent is { } p && p > 0 && p % 2 == 0)
        {
            return x.Abs().Rising(v => Math.Pow(v, p));
        }

        return x.IsPositive ? exponent is > 0 and { } q ? x.Rising(v => Math.Pow(v, q)) : Interval.Positive
            : !x.IsNonNegative ? Interval.All
            : exponent is > 0 and { } r ? x.Rising(v => Math.Pow(v, r)) : Interval.NonNegative;
    }
}
