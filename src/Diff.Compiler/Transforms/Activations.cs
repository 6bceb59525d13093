using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Recognises activations, and where their derivative is zero or next to it.</summary>
/// <param name="definitions">What defines the values of the function.</param>
/// <param name="activity">What is active in it.</param>
internal sealed class Activations(Dictionary<Value, Op> definitions, Activity activity)
{
    /// <summary>σ (1 − σ) is below 0.01 where σ is so far from ½.</summary>
    private const double FlatLogistic = 0.4898979485566356;

    /// <summary>The derivative of tanh is below 0.02 beyond it.</summary>
    private const double FlatTanh = 0.99;

    /// <summary>The derivative of softplus, σ, is below 0.01 below it.</summary>
    private const double FlatSoftplus = -4.59511985013459;

    /// <summary>What an operation is as an activation, and the test whether it is flat; null where it is none.</summary>
    public (MonitoredKind Kind, Func<Builder, Value>? Flat)? Of(Let let)
    {
        Value x = let.Arguments[0];
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Relu)
        {
            return (MonitoredKind.Rectifier, b => IsZero(b, b.Let(Primitives.ReluShare, x, b.Real(x.Type, 1))));
        }

        if (primitive == Primitives.Max || primitive == Primitives.Min)
        {
            return Bound(let, primitive == Primitives.Max);
        }

        if (primitive == Primitives.Clamp)
        {
            return activity.IsActive(x) && !activity.IsActive(let.Arguments[1]) && !activity.IsActive(let.Arguments[2])
                ? (MonitoredKind.Clamp, b => IsZero(b, b.Let(Primitives.ClampShare, x, let.Arguments[1], let.Arguments[2], b.Real(x.Type, 1))))
                : null;
        }

        if (primitive == Primitives.Sigmoid || (primitive == Primitives.LogisticQuotient && ConstantOf(x)?.Real == 1))
        {
            return (MonitoredKind.Logistic, b => IsFlatLogistic(b, let.Result));
        }

        if (primitive == Primitives.LogisticRatio)
        {
            // Its derivative computes this anyway; the value itself it does not need.
            return (MonitoredKind.Logistic, b => IsFlatLogistic(b, b.Let(Primitives.Sigmoid, x)));
        }

        if (primitive == Primitives.Tanh || primitive == Primitives.TanhQuotient)
        {
            return (MonitoredKind.Tanh, b => IsBeyond(b, primitive == Primitives.Tanh ? let.Result : b.Let(Primitives.Tanh, x), FlatTanh));
        }

        if (primitive == Primitives.Softplus || primitive == Primitives.LogOnePlusExp)
        {
            return (MonitoredKind.Softplus, b => b.Compare(Primitives.Less, x, b.Real(x.Type, FlatSoftplus)));
        }

        if (primitive == Primitives.Select)
        {
            return Choice(let.Arguments[0], let.Arguments[1], let.Arguments[2]);
        }

        bool isOther = primitive == Primitives.LeakyRelu || primitive == Primitives.Gelu || primitive == Primitives.Silu;
        return isOther ? (MonitoredKind.Activation, null) : null;
    }

    /// <summary>The same of what a branch yields: <c>z &gt; 0 ? z : 0</c>.</summary>
    public (MonitoredKind Kind, Func<Builder, Value>? Flat)? Of(If branch, int result) =>
        Choice(branch.Condition, branch.Then.Yields[result], branch.Else.Yields[result]);

    private (MonitoredKind Kind, Func<Builder, Value>? Flat)? Bound(Let let, bool isMax)
    {
        for (int i = 0; i < 2; i++)
        {
            Value x = let.Arguments[i];
            Value bound = let.Arguments[1 - i];
            if (activity.IsActive(x) && ConstantOf(bound) is { } constant)
            {
                Primitive share = isMax ? Primitives.MaxShare : Primitives.MinShare;
                MonitoredKind kind = isMax && constant.Real == 0 ? MonitoredKind.Rectifier : MonitoredKind.Clamp;
                return (kind, b => IsZero(b, b.Let(share, x, bound, b.Real(x.Type, 1))));
            }
        }

        return null;
    }

    private (MonitoredKind Kind, Func<Builder, Value>? Flat)? Choice(Value condition, Value whenTrue, Value whenFalse)
    {
        if (!whenTrue.Type.IsFloatingScalar || Definition(condition) is not { } comparison || !IsOrder(comparison.Primitive))
        {
            return null;
        }

        bool isCutWhenTrue = !activity.IsActive(whenTrue);
        Value subject = isCutWhenTrue ? whenFalse : whenTrue;
        Value other = isCutWhenTrue ? whenTrue : whenFalse;
        if (activity.IsActive(subject) && !activity.IsActive(other))
        {
            if (ConstantOf(other) is not { } bound || !AsksFor(comparison, subject))
            {
                return null;
            }

            // Only a rectifier lets through what is greater than zero.
            bool isGreater = (comparison.Primitive == Primitives.Greater || comparison.Primitive == Primitives.GreaterOrEqual)
                == (comparison.Arguments[0] == subject) != isCutWhenTrue;
            MonitoredKind kind = bound.Real == 0 && isGreater ? MonitoredKind.Rectifier : MonitoredKind.Clamp;
            return (kind, b => isCutWhenTrue ? condition : b.Let(Primitives.Not, condition));
        }

        bool isLeaky = activity.IsActive(subject) && activity.IsActive(other)
            && ((AsksFor(comparison, subject) && IsMultiple(other, subject)) || (AsksFor(comparison, other) && IsMultiple(subject, other)));
        return isLeaky ? (MonitoredKind.Activation, null) : null;
    }

    private static bool IsOrder(Primitive primitive) => primitive == Primitives.Less || primitive == Primitives.LessOrEqual
        || primitive == Primitives.Greater || primitive == Primitives.GreaterOrEqual;

    /// <summary>Whether a value is compared with a literal.</summary>
    private bool AsksFor(Let comparison, Value subject) =>
        (comparison.Arguments[0] == subject && ConstantOf(comparison.Arguments[1]) is not null)
        || (comparison.Arguments[1] == subject && ConstantOf(comparison.Arguments[0]) is not null);

    private bool IsMultiple(Value value, Value of) => Definition(value) is { } product && product.Primitive == Primitives.Multiply
        && product.Arguments.Contains(of) && product.Arguments.Any(a => ConstantOf(a) is not null);

    private Let? Definition(Value value) => definitions.TryGetValue(value, out Op op) ? op as Let : null;

    private Constant? ConstantOf(Value value) =>
        definitions.TryGetValue(value, out Op op) && op is ConstantOp { Constant.Type.IsFloatingScalar: true } constant ? constant.Constant : null;

    private static Value IsZero(Builder builder, Value value) => builder.Compare(Primitives.Equal, value, builder.Real(value.Type, 0));

    private static Value IsFlatLogistic(Builder builder, Value value) =>
        IsBeyond(builder, builder.Let(Primitives.Subtract, value, builder.Real(value.Type, 0.5)), FlatLogistic);

    private static Value IsBeyond(Builder builder, Value value, double bound) =>
        builder.Compare(Primitives.Greater, builder.Let(Primitives.Abs, value), builder.Real(value.Type, bound));
}
