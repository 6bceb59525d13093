using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>
/// Finds clamps in all their spellings: <c>Math.Clamp</c>, <c>Min</c> and <c>Max</c> in either order, <c>?:</c> chains,
/// <c>if (d &gt; L) d = L</c>, <c>if (Math.Abs(d) &gt; 1) d = Math.Sign(d)</c>. In SSA a reassignment of the same variable,
/// an assignment under a setting and a helper method look like these.
/// </summary>
internal sealed class ClampRecognition
{
    private readonly MethodFacts _facts;
    private readonly FactGraph _graph;
    private readonly Dictionary<Value, Clamp?> _known = [];

    private ClampRecognition(MethodFacts facts)
    {
        _facts = facts;
        _graph = facts.Graph;
    }

    /// <summary>The clamps of a method; of those inside one another only the outermost.</summary>
    public static List<Clamp> Run(MethodFacts facts)
    {
        ClampRecognition recognition = new(facts);
        List<Clamp> clamps = [];
        foreach (Value value in facts.Graph.Definitions)
        {
            if (value.Type.IsFloatingScalar && recognition.Recognize(value) is { } clamp)
            {
                clamps.Add(clamp);
            }
        }

        // A clamp that is a part of another is not one of its own.
        return [.. clamps.Where(inner => !clamps.Any(outer => outer != inner && outer.Ops.Skip(1).Any(op => ReferenceEquals(op, inner.Ops[0]))))];
    }

    private Clamp? Recognize(Value value)
    {
        if (!_known.TryGetValue(value, out Clamp? clamp))
        {
            _known.Add(value, null);
            clamp = _graph.DefinitionOf(value) switch
            {
                Let let => FromLet(let),
                If branch => FromBranch(branch, value),
                _ => null,
            };
            clamp = clamp is null ? null : Joined(clamp);
            _known[value] = clamp;
        }

        return clamp;
    }

    /// <summary>A bound around a clamp that lacks it makes one clamp of two.</summary>
    private Clamp Joined(Clamp outer)
    {
        if (Recognize(outer.Subject) is { } inner && (outer.Low is null || inner.Low is null) && (outer.High is null || inner.High is null)
            && inner.Spelling == outer.Spelling)
        {
            outer = outer with
            {
                Subject = inner.Subject,
                Low = outer.Low ?? inner.Low,
                High = outer.High ?? inner.High,
                Ops = [.. outer.Ops, .. inner.Ops],
            };
        }

        return outer with { IsSymmetric = outer is { Low: { } low, High: { } high } && AreOpposite(low, high) };
    }

    private bool AreOpposite(ClampBound low, ClampBound high) => low.Number is { } a && high.Number is { } b
        ? a == -b
        : low.IsNegated != high.IsNegated ? _facts.Congruence.AreAlike(low.Value, high.Value) : _facts.Congruence.AreOpposite(low.Value, high.Value);

    private Clamp? FromLet(Let let)
    {
        bool isMin = let.Primitive == Primitives.Min;
        if (let.Primitive == Primitives.Clamp)
        {
            return _facts.Depends(let.Arguments[0]) && !_facts.Depends(let.Arguments[1]) && !_facts.Depends(let.Arguments[2])
                ? new Clamp(let.Result, let.Arguments[0], BoundOf(let.Arguments[1]), BoundOf(let.Arguments[2]), ClampSpelling.Call, [let])
                : null;
        }

        if (isMin || let.Primitive == Primitives.Max)
        {
            for (int i = 0; i < 2; i++)
            {
                if (_facts.Depends(let.Arguments[i]) && !_facts.Depends(let.Arguments[1 - i]))
                {
                    ClampBound bound = BoundOf(let.Arguments[1 - i]);
                    return new Clamp(let.Result, let.Arguments[i], isMin ? null : bound, isMin ? bound : null, ClampSpelling.MinMax, [let]);
                }
            }
        }

        return let.Primitive == Primitives.Select ? FromChoice(let, let.Result, let.Arguments[0], let.Arguments[1], let.Arguments[2]) : null;
    }

    private Clamp? FromBranch(If branch, Value result)
    {
        int position = branch.Results.IndexOf(result);
        return FromChoice(branch, result, branch.Condition, branch.Then.Yields[position], branch.Else.Yields[position]);
    }

    /// <summary>One side is the subject, the other the bound that the condition compares it with.</summary>
    private Clamp? FromChoice(Op op, Value result, Value condition, Value whenTrue, Value whenFalse)
    {
        bool cutsWhenTrue = !_facts.Depends(whenTrue);
        Value subject = cutsWhenTrue ? whenFalse : whenTrue;
        Value bound = cutsWhenTrue ? whenTrue : whenFalse;
        if (!_facts.Depends(subject) || _facts.Depends(bound))
        {
            return null;
        }

        // In a chain the condition asks the value in front of the inner clamp.
        Value root = subject;
        while (Recognize(root) is { } inner)
        {
            root = inner.Subject;
        }

        ClampBound? low = null;
        ClampBound? high = null;
        foreach ((Let comparison, bool isNegated) in Comparisons(condition, false, 8))
        {
            int side = Asked(comparison.Arguments[0], subject, root) ? 0 : Asked(comparison.Arguments[1], subject, root) ? 1 : -1;
            if (side < 0 || DirectionOf(comparison.Primitive) is not { } isGreater)
            {
                continue;
            }

            // Whether the subject is cut where it is greater than the limit.
            bool cutsGreater = isGreater == (side == 0) == (cutsWhenTrue != isNegated);
            Value limit = comparison.Arguments[1 - side];
            if (_facts.Depends(limit) || !Matches(bound, limit))
            {
                continue;
            }

            if (IsMagnitude(comparison.Arguments[side], subject))
            {
                high = BoundOf(limit);
                low = new ClampBound(limit, -high.Number, IsNegated: true);
            }
            else if (cutsGreater)
            {
                high = BoundOf(limit);
            }
            else
            {
                low = BoundOf(limit);
            }
        }

        return low is null && high is null ? null : new Clamp(result, subject, low, high, ClampSpelling.Branch, [op]);
    }

    private ClampBound BoundOf(Value value) => new(value, _graph.ConstantOf(value) is { Type.IsFloatingScalar: true } constant ? constant.Real : null);

    /// <summary>Whether a comparison asks the subject itself or its magnitude.</summary>
    private bool Asked(Value value, Value subject, Value root) =>
        _facts.Congruence.AreAlike(value, subject) || _facts.Congruence.AreAlike(value, root)
        || (Magnitude(value) is { } inner && (_facts.Congruence.AreAlike(inner, subject) || _facts.Congruence.AreAlike(inner, root)));

    private bool IsMagnitude(Value value, Value subject) => Magnitude(value) is not null && !_facts.Congruence.AreAlike(value, subject);

    private Value? Magnitude(Value value) =>
        _graph.DefinitionOf(value) is Let let && let.Primitive == Primitives.Abs ? let.Arguments[0] : null;

    /// <summary>Whether what is put in the subject's place is the limit, its negative, or the limit with the subject's sign.</summary>
    private bool Matches(Value bound, Value limit) =>
        (NumberOf(bound) is { } a && NumberOf(limit) is { } b && System.Math.Abs(a) == System.Math.Abs(b))
        || _facts.Congruence.AreAlike(bound, limit) || _facts.Congruence.AreOpposite(bound, limit) || IsSigned(bound, 6)
        || (_graph.DefinitionOf(bound) is Let or If && Leaves(bound).All(leaf => leaf != bound && Matches(leaf, limit)));

    /// <summary>A literal, of whatever type: the sides of d &gt; 0 ? 1 : -1 are integers.</summary>
    private double? NumberOf(Value value) => _graph.ConstantOf(value) is { } constant
        ? constant.Type.IsFloatingScalar ? constant.Real : constant.Type.IsInteger ? constant.Bits : null
        : null;

    /// <summary>The sides of a choice: d &gt; 0 ? 1 : -1.</summary>
    private IEnumerable<Value> Leaves(Value value)
    {
        switch (_graph.DefinitionOf(value))
        {
            case If branch:
                int position = branch.Results.IndexOf(value);
                return [branch.Then.Yields[position], branch.Else.Yields[position]];
            case Let let when let.Primitive == Primitives.Convert:
                return [let.Arguments[0]];
            case Let let when let.Primitive == Primitives.Select:
                return [let.Arguments[1], let.Arguments[2]];
            default:
                return [value];
        }
    }

    /// <summary>Whether a value carries a sign function: Math.Sign(d) * L, CopySign(L, d).</summary>
    private bool IsSigned(Value value, int depth) => depth > 0 && _graph.DefinitionOf(value) is Let let
        && (let.Primitive == Primitives.Sign || let.Primitive == Primitives.CopySign
            || ((let.Primitive == Primitives.Convert || let.Primitive == Primitives.Multiply || let.Primitive == Primitives.Negate)
                && let.Arguments.Any(a => IsSigned(a, depth - 1))));

    private static bool? DirectionOf(Primitive primitive) =>
        primitive == Primitives.Greater || primitive == Primitives.GreaterOrEqual ? true
        : primitive == Primitives.Less || primitive == Primitives.LessOrEqual ? false
        : null;

    /// <summary>The comparisons that a condition is made of, and whether each is negated.</summary>
    private IEnumerable<(Let Comparison, bool IsNegated)> Comparisons(Value condition, bool isNegated, int depth)
    {
        IEnumerable<(Let, bool)> Inner(Value value, bool negate) => Comparisons(value, isNegated != negate, depth - 1);
        if (depth == 0)
        {
            return [];
        }

        switch (_graph.DefinitionOf(condition))
        {
            case Let let when DirectionOf(let.Primitive) is not null:
                return [(let, isNegated)];
            case Let let when let.Primitive == Primitives.Not:
                return Inner(let.Arguments[0], true);
            case Let let when let.Primitive == Primitives.And || let.Primitive == Primitives.Or:
                return let.Arguments.SelectMany(a => Inner(a, false));
            case If branch:
                int position = branch.Results.IndexOf(condition);
                return Inner(branch.Condition, false).Concat(Inner(branch.Then.Yields[position], false)).Concat(Inner(branch.Else.Yields[position], false));
            default:
                return [];
        }
    }
}
