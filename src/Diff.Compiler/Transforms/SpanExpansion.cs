using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Functions over whole buffers as loops over their elements, for derivatives other than the gradient: what the runtime's pullbacks compute has
/// no derivative of its own. The call stays and gives the value (and throws what it throws); the loops give the derivative, in a form that
/// neither overflows nor loses digits where the call does not, because they are scaled or shifted by the call's value.
/// </summary>
internal sealed class SpanExpansion
{
    private readonly IdSource _ids;
    private readonly Activity _activity;

    private SpanExpansion(Function function, Activity activity)
    {
        _ids = new IdSource(function.NextId);
        _ids.ReserveRegions(function.Body.LastRegion());
        _activity = activity;
    }

    /// <summary>Expands the calls that have a derivative.</summary>
    /// <param name="function">In SSA.</param>
    /// <param name="activity">What is active in it.</param>
    public static Function Run(Function function, Activity activity)
    {
        SpanExpansion pass = new(function, activity);
        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is SpanCall call && _activity.IsActive(call.Result ?? call.Arguments[call.Arguments.Count - 1]))
            {
                Expand(call, builder);
            }
            else
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
        }

        return builder.ToBlock(block.Yields);
    }

    private void Expand(SpanCall call, Builder builder)
    {
        if (call.Result is { } result)
        {
            Value value = _ids.NewValue(result.Type, "");
            builder.Add(call with { Result = value });
            Value derivative = call.Function == SpanFunction.Dot ? Dot(call.Arguments[0], call.Arguments[1], builder)
                : call.Function == SpanFunction.Norm ? Norm(call.Arguments[0], value, builder)
                : call.Function == SpanFunction.LogSumExp ? LogSumExp(call.Arguments[0], value, builder)
                : CrossEntropy(call.Arguments[0], call.Arguments[1], builder);
            builder.Add(new Let(result, Primitives.StraightThrough, EquatableArray<Value>.Of(value, derivative)));
            return;
        }

        Value x = call.Arguments[0];
        Value output = call.Arguments[1];
        Value content = builder.Allocate(output.Type.Element, builder.Length(output), output.Name, AllocationKind.Uninitialized);
        builder.Add(call with { Arguments = EquatableArray<Value>.Of(x, content) });
        (Value shift, Value sum) = Shifted(x, builder);
        Value logarithm = builder.Let(Primitives.Log, sum);
        builder.ForEachElement(builder.Length(x), _ids.NewRegion(), (body, i) =>
        {
            // ln softmax(x)ᵢ = xᵢ − shift − ln Σ exp(xⱼ − shift).
            Value shifted = body.Let(Primitives.Subtract, body.Let(Primitives.Subtract, body.Load(x, i), shift), logarithm);
            Value derivative = call.Function == SpanFunction.Softmax ? body.Let(Primitives.Exp, shifted) : shifted;
            body.Store(output, i, body.Let(Primitives.StraightThrough, body.Load(content, i), derivative));
        });
    }

    private Value Dot(Value x, Value y, Builder builder) => builder.SumOfElements(
        builder.Length(x), x.Type.Element, _ids.NewRegion(), "sum", (body, i) => body.Let(Primitives.Multiply, body.Load(x, i), body.Load(y, i)));

    /// <summary>‖x‖ = n √Σ(xᵢ / n)², n being the norm's value, a constant; nothing changes at the origin, nor where it is not finite.</summary>
    private Value Norm(Value x, Value value, Builder builder)
    {
        IrType type = value.Type;
        Value isRegular = builder.Let(
            Primitives.And, IrType.Bool, builder.Compare(Primitives.Greater, value, builder.Real(type, 0)), builder.Let(Primitives.IsFinite, IrType.Bool, value));
        return Unless(isRegular, value, builder, then =>
        {
            Value scale = then.Let(Primitives.Stop, value);
            Value sum = then.SumOfElements(then.Length(x), type, _ids.NewRegion(), "sum", (body, i) =>
            {
                Value scaled = body.Let(Primitives.Divide, body.Load(x, i), scale);
                return body.Let(Primitives.Multiply, scaled, scaled);
            });
            return then.Let(Primitives.Multiply, scale, then.Let(Primitives.Sqrt, sum));
        });
    }

    /// <summary>ln Σ exp xᵢ = s + ln Σ exp(xᵢ − s), s being its value, a constant; nothing changes where that is not finite.</summary>
    private Value LogSumExp(Value x, Value value, Builder builder) => Unless(
        builder.Let(Primitives.IsFinite, IrType.Bool, value), value, builder, then =>
        {
            Value shift = then.Let(Primitives.Stop, value);
            return then.Let(Primitives.Add, shift, then.Let(Primitives.Log, SumOfExponentials(x, shift, then)));
        });

    /// <summary>Σ tᵢ (s + ln Σ exp(xⱼ − s) − xᵢ), or the term of the label.</summary>
    private Value CrossEntropy(Value logits, Value target, Builder builder)
    {
        (Value shift, Value sum) = Shifted(logits, builder);
        Value logarithm = builder.Let(Primitives.Log, sum);
        if (!target.Type.IsBuffer)
        {
            return Surprise(logits, target, builder);
        }

        return builder.SumOfElements(builder.Length(logits), logits.Type.Element, _ids.NewRegion(), "sum", (body, i) =>
            body.Let(Primitives.Multiply, body.Load(target, i), Surprise(logits, i, body)));

        Value Surprise(Value x, Value index, Builder body) =>
            body.Let(Primitives.Add, logarithm, body.Let(Primitives.Subtract, shift, body.Load(x, index)));
    }

    /// <summary>A constant close to the largest, and Σ exp(xᵢ − it).</summary>
    private (Value Shift, Value Sum) Shifted(Value x, Builder builder)
    {
        Value value = _ids.NewValue(x.Type.Element, "");
        builder.Add(new SpanCall(value, SpanFunction.LogSumExp, EquatableArray<Value>.Of(x)));
        Value shift = builder.Let(Primitives.Stop, value);
        return (shift, SumOfExponentials(x, shift, builder));
    }

    private Value SumOfExponentials(Value x, Value shift, Builder builder) => builder.SumOfElements(
        builder.Length(x), x.Type.Element, _ids.NewRegion(), "sum",
        (body, i) => body.Let(Primitives.Exp, body.Let(Primitives.Subtract, body.Load(x, i), shift)));

    private Value Unless(Value condition, Value otherwise, Builder builder, System.Func<Builder, Value> then)
    {
        Builder whenTrue = builder.Nested();
        Value derivative = then(whenTrue);
        Builder whenFalse = builder.Nested();
        Value constant = whenFalse.Let(Primitives.Stop, otherwise);
        Value result = _ids.NewValue(otherwise.Type, "");
        builder.Add(new If(condition, whenTrue.ToBlock(derivative), whenFalse.ToBlock(constant), EquatableArray<Value>.Of(result)) { Region = _ids.NewRegion() });
        return result;
    }
}
