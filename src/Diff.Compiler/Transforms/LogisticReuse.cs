using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// The derivative of a logistic function is s · σ(u) with s = 1 / (1 + eᵘ), a second exponential. But σ(u) is s · eᵘ: the same to the last
/// bits, and guarded where eᵘ is infinite and s is 0. So eᵘ is all that storage has to keep.
/// </summary>
internal static class LogisticReuse
{
    public static Block Run(Block body, IdSource ids) => Rewrite(body, body.DefinitionsInside(), ids);

    private static Block Rewrite(Block block, Dictionary<Value, Op> definitions, IdSource ids)
    {
        Builder builder = new(ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is Let let && let.Primitive == Primitives.Multiply && Find(let, definitions) is { } found)
            {
                Value other = builder.Let(Primitives.Times, found.Logistic, found.Exponential);
                builder.Add(let with { Arguments = EquatableArray<Value>.Of(found.Logistic, other) });
                continue;
            }

            builder.Add(op.Map(v => v, v => v, b => Rewrite(b, definitions, ids)));
        }

        return builder.ToBlock(block.Yields);
    }

    private static (Value Logistic, Value Exponential)? Find(Let product, Dictionary<Value, Op> definitions)
    {
        for (int i = 0; i < 2; i++)
        {
            Value logistic = product.Arguments[i];
            if (Definition(product.Arguments[1 - i], Primitives.Sigmoid, definitions) is not { } sigmoid
                || Definition(logistic, Primitives.Divide, definitions) is not { } quotient || !IsOne(quotient.Arguments[0], definitions)
                || Definition(quotient.Arguments[1], Primitives.Add, definitions) is not { } sum)
            {
                continue;
            }

            for (int j = 0; j < 2; j++)
            {
                if (IsOne(sum.Arguments[j], definitions) && Definition(sum.Arguments[1 - j], Primitives.Exp, definitions) is { } exponential
                    && exponential.Arguments[0] == sigmoid.Arguments[0])
                {
                    return (logistic, exponential.Result);
                }
            }
        }

        return null;
    }

    private static Let? Definition(Value value, Primitive primitive, Dictionary<Value, Op> definitions) =>
        definitions.TryGetValue(value, out Op op) && op is Let let && let.Primitive == primitive ? let : null;

    private static bool IsOne(Value value, Dictionary<Value, Op> definitions) =>
        definitions.TryGetValue(value, out Op op) && op is ConstantOp constant && constant.Constant.IsReal(1);
}
