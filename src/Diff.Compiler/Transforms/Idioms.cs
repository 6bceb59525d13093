using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Recognises hand-written logistic functions. Their values stay as they are written; their derivatives, which operation
/// by operation would be 0 · ∞, are taken from the closed form and stay finite.
/// </summary>
internal sealed class Idioms
{
    private readonly Dictionary<Value, Let> _definitions = [];
    private readonly Dictionary<Value, Constant> _constants = [];
    private readonly IdSource _ids;

    private Idioms(Function function)
    {
        _ids = new IdSource(function.NextId);
        foreach (Op op in function.Body.Descendants())
        {
            switch (op)
            {
                case Let let:
                    _definitions[let.Result] = let;
                    break;
                case ConstantOp constant:
                    _constants[constant.Result] = constant.Constant;
                    break;
            }
        }
    }

    public static Function Run(Function function)
    {
        Idioms pass = new(function);
        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is Let let && Recognize(let) is { } idiom)
            {
                // The written value under a new name, then the idiom in its place.
                Value written = _ids.NewValue(let.Result.Type, let.Result.Name);
                builder.Add(let with { Result = written });
                builder.Add(new Let(let.Result, idiom.Primitive, EquatableArray<Value>.Of([.. idiom.Arguments, written])) { Origin = op.Origin });
            }
            else
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
        }

        return builder.ToBlock(block.Yields);
    }

    private (Primitive Primitive, Value[] Arguments)? Recognize(Let let)
    {
        if (!let.Result.Type.IsFloatingScalar)
        {
            return null;
        }

        if (let.Primitive == Primitives.Log)
        {
            return Logarithm(let.Arguments[0]);
        }

        if (let.Primitive != Primitives.Divide)
        {
            return null;
        }

        Value numerator = let.Arguments[0];
        Value denominator = let.Arguments[1];
        if (OnePlusExp(denominator) is { } exponent)
        {
            bool isRatio = Defined(numerator, Primitives.Exp) is { } exp && exp.Arguments[0] == exponent;
            return isRatio
                ? (Primitives.LogisticRatio, [exponent])
                : (Primitives.LogisticQuotient, [numerator, exponent]);
        }

        return Tanh(numerator, denominator);
    }

    private (Primitive Primitive, Value[] Arguments)? Logarithm(Value argument)
    {
        if (OnePlusExp(argument) is { } exponent)
        {
            return (Primitives.LogOnePlusExp, [exponent]);
        }

        bool isLogistic = Defined(argument, Primitives.Divide) is { } quotient && IsOne(quotient.Arguments[0])
            && OnePlusExp(quotient.Arguments[1]) is not null;
        return isLogistic
            ? (Primitives.LogOfLogistic, [OnePlusExp(Defined(argument, Primitives.Divide)!.Arguments[1])!])
            : null;
    }

    /// <summary>(eᵘ − e⁻ᵘ) / (eᵘ + e⁻ᵘ).</summary>
    private (Primitive Primitive, Value[] Arguments)? Tanh(Value numerator, Value denominator)
    {
        if (Defined(numerator, Primitives.Subtract) is not { } difference || Defined(denominator, Primitives.Add) is not { } sum
            || Defined(difference.Arguments[0], Primitives.Exp) is not { } plus
            || Defined(difference.Arguments[1], Primitives.Exp) is not { } minus
            || Defined(minus.Arguments[0], Primitives.Negate)?.Arguments[0] != plus.Arguments[0])
        {
            return null;
        }

        HashSet<Value> exponents = [.. sum.Arguments.Select(a => Defined(a, Primitives.Exp)?.Arguments[0] ?? a)];
        bool isSame = exponents.Count == 2
            && exponents.Contains(plus.Arguments[0])
            && exponents.Any(e => Defined(e, Primitives.Negate)?.Arguments[0] == plus.Arguments[0]);
        return isSame ? (Primitives.TanhQuotient, [plus.Arguments[0]]) : null;
    }

    private Value? OnePlusExp(Value value)
    {
        if (Defined(value, Primitives.Add) is not { } sum)
        {
            return null;
        }

        for (int i = 0; i < 2; i++)
        {
            if (IsOne(sum.Arguments[i]) && Defined(sum.Arguments[1 - i], Primitives.Exp) is { } exp)
            {
                return exp.Arguments[0];
            }
        }

        return null;
    }

    private bool IsOne(Value value) => _constants.TryGetValue(value, out Constant constant) && constant.IsReal(1);

    private Let? Defined(Value value, Primitive primitive) =>
        _definitions.TryGetValue(value, out Let let) && let.Primitive == primitive ? let
        : let is not null && Primitives.IsIdentity(let.Primitive, out int argument) && let.Primitive.Notation == Notation.Copy
            ? Defined(let.Arguments[argument], primitive)
            : null;
}
