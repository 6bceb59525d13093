using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Finds products 0 · ∞ before they happen. A value that is computed and then not used (the side of a <c>?:</c> that was not
/// taken, an element that is overwritten, what <c>Min</c> leaves out) has a cotangent of exactly zero. If it was infinite or
/// not a number, a plain product would make NaN of that zero. Guarding every product would cost time in every loop, so only
/// those are guarded whose arguments can be infinite where the inputs are finite and whose result can go unused.
/// </summary>
internal sealed class Masking
{
    private readonly Dictionary<Value, int> _depth = [];
    private readonly HashSet<Value> _unbounded = [];
    private readonly HashSet<Value> _masked = [];
    private readonly AliasClasses _aliases;
    private bool _changed;

    private Masking(Block body)
    {
        _aliases = new AliasClasses(body);
    }

    public static Masking Of(Block body)
    {
        Masking masking = new(body);
        masking.Measure(body, 0);
        do
        {
            masking._changed = false;
            masking.Forward(body);
            masking.Backward(body, 0);
        }
        while (masking._changed);
        return masking;
    }

    /// <summary>Whether the cotangent of the result may be zero where a partial derivative is not finite.</summary>
    public bool NeedsGuard(Let let) => _masked.Contains(let.Result) && let.Arguments.Any(_unbounded.Contains);

    /// <summary>Whether a value, or a partial derivative on the way to it, can be infinite or not a number although all inputs are finite.</summary>
    public bool MayBeInfinite(Value value) => _unbounded.Contains(value);

    private void Measure(Block block, int depth)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Value value in op.Definitions())
            {
                _depth[value] = depth;
            }

            foreach (Value value in op.BlockParameters())
            {
                _depth[value] = depth + 1;
            }

            foreach (Block inner in op.Blocks())
            {
                Measure(inner, depth + 1);
            }
        }
    }

    /// <summary>Which values can be infinite or not a number although all inputs are finite.</summary>
    private void Forward(Block block)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks())
            {
                Forward(inner);
            }

            switch (op)
            {
                case Let let when let.Result.Type.IsFloatingScalar && (HasPole(let.Primitive) || let.Arguments.Any(_unbounded.Contains)):
                    Mark(_unbounded, let.Result);
                    break;
                case Store store when _unbounded.Contains(store.Operand):
                    Mark(_unbounded, _aliases.ClassOf(store.Buffer));
                    break;
                case Load load when _unbounded.Contains(_aliases.ClassOf(load.Buffer)):
                    Mark(_unbounded, load.Result);
                    break;
                case SpanCall call when call.Arguments.Any(a => _unbounded.Contains(a.Type.IsBuffer ? _aliases.ClassOf(a) : a)):
                    Mark(_unbounded, call.Result ?? _aliases.ClassOf(call.Arguments[call.Arguments.Count - 1]));
                    break;
                case RuleCall call:
                    // Nothing is known of what is not looked into.
                    foreach (Value value in call.Results.Where(r => r.Type.IsFloating))
                    {
                        Mark(_unbounded, value);
                    }

                    foreach (Value output in call.Outputs)
                    {
                        Mark(_unbounded, _aliases.ClassOf(output));
                    }

                    break;
                case If o:
                    Join(o.Results, o.Then.Yields, o.Else.Yields);
                    break;
                case For o:
                    Join(o.Carried, o.Initial, o.Body.Yields);
                    Join(o.Results, o.Carried, o.Carried);
                    break;
                case While o:
                    Join(o.Carried, o.Initial, o.Body.Yields);
                    Join(o.Results, o.Carried, o.Carried);
                    break;
            }
        }
    }

    private void Join(EquatableArray<Value> targets, EquatableArray<Value> left, EquatableArray<Value> right)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            if (_unbounded.Contains(left[i]) || _unbounded.Contains(right[i]))
            {
                Mark(_unbounded, targets[i]);
            }
        }
    }

    /// <summary>Which values can go unused, so that their cotangent is zero.</summary>
    private void Backward(Block block, int depth)
    {
        foreach (Op op in block.Ops.Reverse())
        {
            switch (op)
            {
                case Let let:
                    bool chooses = Chooses(let.Primitive);
                    foreach (Value argument in let.Arguments)
                    {
                        Use(argument, depth, chooses || _masked.Contains(let.Result));
                    }

                    break;
                case Store store:
                    Use(store.Operand, depth, true);
                    break;
                case RuleCall call:
                    // It is not looked into: what it is given it may not use.
                    foreach (Value argument in call.Arguments)
                    {
                        Use(argument, depth, true);
                    }

                    break;
                case If o:
                    foreach (Value yield in o.Then.Yields.Concat(o.Else.Yields))
                    {
                        Use(yield, depth, true);
                    }

                    break;
                case For o:
                    Carry(o.Initial, o.Carried, o.Body.Yields, o.Results, depth);
                    break;
                case While o:
                    Carry(o.Initial, o.Carried, o.Body.Yields, o.Results, depth);
                    break;
            }

            foreach (Block inner in op.Blocks())
            {
                Backward(inner, depth + 1);
            }
        }
    }

    private void Carry(
        EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results, int depth)
    {
        for (int i = 0; i < initial.Count; i++)
        {
            // One cotangent goes round the loop: what is masked at one place is at all.
            bool isMasked = _masked.Contains(results[i]) || _masked.Contains(carried[i]);
            Use(initial[i], depth, isMasked);
            Use(yields[i], depth + 1, isMasked);
        }
    }

    /// <summary>A use inside a loop or branch that the value stands outside of may not happen at all.</summary>
    private void Use(Value value, int depth, bool isMasked)
    {
        if (isMasked || (_depth.TryGetValue(value, out int own) && own < depth))
        {
            Mark(_masked, value);
        }
    }

    private void Mark(HashSet<Value> set, Value value) => _changed |= set.Add(value);

    /// <summary>Whether an argument may not count, depending on others: also in what derivatives are made of, which may be differentiated again.</summary>
    private static bool Chooses(Primitive primitive) =>
        primitive == Primitives.Select || primitive == Primitives.Max || primitive == Primitives.Min
        || primitive == Primitives.MaxMagnitude || primitive == Primitives.MinMagnitude || primitive == Primitives.Clamp
        || primitive == Primitives.Relu || primitive == Primitives.Abs || primitive == Primitives.Huber
        || primitive == Primitives.Times || primitive == Primitives.ZeroProduct || primitive == Primitives.Over
        || primitive == Primitives.AbsShare || primitive == Primitives.ReluShare || primitive == Primitives.MaxShare || primitive == Primitives.MinShare
        || primitive == Primitives.MaxMagnitudeShare || primitive == Primitives.MinMagnitudeShare || primitive == Primitives.ClampShare;

    /// <summary>Whether finite arguments can give a result, or a partial derivative, that is not finite.</summary>
    private static bool HasPole(Primitive primitive) =>
        primitive == Primitives.Divide || primitive == Primitives.Over || primitive == Primitives.Remainder || primitive == Primitives.IeeeRemainder
        || primitive == Primitives.Sqrt || primitive == Primitives.Pow || primitive == Primitives.Exp || primitive == Primitives.Exp2
        || primitive == Primitives.Exp10 || primitive == Primitives.ExpM1 || primitive == Primitives.Log || primitive == Primitives.Log2
        || primitive == Primitives.Log10 || primitive == Primitives.LogP1 || primitive == Primitives.LogBase
        || primitive == Primitives.Asin || primitive == Primitives.Acos || primitive == Primitives.Acosh || primitive == Primitives.Atanh
        || primitive == Primitives.Sinh || primitive == Primitives.Cosh || primitive == Primitives.Tan
        || primitive == Primitives.ReciprocalEstimate || primitive == Primitives.ReciprocalSqrtEstimate;
}
