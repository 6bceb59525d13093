using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>What the integers of a body are as polynomials, and between which bounds loop indices run.</summary>
internal sealed class IndexForms
{
    private const int DeepestChain = 64;

    private readonly Dictionary<Value, Op> _definitions;
    private readonly Dictionary<Value, For> _loops = [];
    private readonly Dictionary<Value, IndexForm> _forms = [];
    private int _depth;

    /// <param name="body">The body of the function: everything that integers are computed from is in it.</param>
    public IndexForms(Block body)
    {
        _definitions = body.DefinitionsInside();
        foreach (For loop in body.Descendants().OfType<For>())
        {
            _loops[loop.Index] = loop;
        }
    }

    /// <summary>The polynomial of an integer.</summary>
    public IndexForm Of(Value value)
    {
        if (!_forms.TryGetValue(value, out IndexForm form))
        {
            // A long chain of additions is not an index that anything is known of.
            form = _depth > DeepestChain ? IndexForm.Of(value) : Compute(value);
            if (form.IsUnwieldy)
            {
                form = IndexForm.Of(value);
            }

            _forms.Add(value, form);
        }

        return form;
    }

    /// <summary>The operation that defines a value, or null for a parameter or a loop's own value.</summary>
    public Op? DefinitionOf(Value value) => _definitions.TryGetValue(value, out Op op) ? op : null;

    /// <summary>The buffer that a view shows a part of, and where the part starts; a selection is its own root.</summary>
    public (Value Root, IndexForm Start) RootOf(Value buffer)
    {
        IndexForm start = IndexForm.Zero;
        while (_definitions.TryGetValue(buffer, out Op op) && op is Slice slice)
        {
            start += Of(slice.Start);
            buffer = slice.Buffer;
        }

        return (buffer, start);
    }

    /// <summary>Where an element is: the buffer that its memory is a part of, and its place there.</summary>
    public (Value Root, IndexForm Place) PlaceOf(Value buffer, Value index)
    {
        (Value root, IndexForm start) = RootOf(buffer);
        return (root, start + Of(index));
    }

    /// <summary>
    /// The smallest and the largest that a polynomial can be while indices of some loops run through all they can; null where that is not
    /// known. An index that is read at all lies between its bounds, and the bound above it is larger than the one below.
    /// </summary>
    /// <param name="form">The polynomial.</param>
    /// <param name="isInner">Whether a loop is one of them, by its index.</param>
    public (IndexForm Least, IndexForm Most)? RangeOf(IndexForm form, System.Func<Value, bool> isInner)
    {
        HashSet<Value> positive = [];
        IndexForm least = form;
        IndexForm most = form;
        for (int round = 0; round < 12; round++)
        {
            // Innermost first: a bound may be an index further out.
            Value? index = least.Atoms.Concat(most.Atoms).Where(a => _loops.ContainsKey(a) && isInner(a)).OrderByDescending(a => a.Id).FirstOrDefault();
            if (index is null)
            {
                return (least, most);
            }

            (IndexForm First, IndexForm Last) bounds = BoundsOf(_loops[index]);
            if (!TryBound(least, index, bounds, false, positive, out least) || !TryBound(most, index, bounds, true, positive, out most))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The smallest number that a value can certainly not be below: 0 for lengths and for indices that count up from there.</summary>
    public long? LeastOf(Value value)
    {
        if (_definitions.TryGetValue(value, out Op op))
        {
            return op switch
            {
                LengthOf => 0,
                ConstantOp { Constant: { Type.IsInteger: true } constant } => constant.Bits,
                Let { Arguments.Count: 2 } let when let.Primitive == Primitives.Max => Larger(LeastOf(let.Arguments[0]), LeastOf(let.Arguments[1])),
                _ => null,
            };
        }

        return _loops.TryGetValue(value, out For loop) && loop is { Step: > 0 } ? Of(loop.From).Number ?? LeastOf(loop.From) : null;
    }

    private static long? Larger(long? left, long? right) => left is null ? right : right is null || left > right ? left : right;

    /// <summary>The lowest and the highest index of a loop that runs; one of them may be one that a step of more than one jumps over.</summary>
    public (IndexForm First, IndexForm Last) BoundsOf(For loop)
    {
        IndexForm from = Of(loop.From);
        IndexForm to = Of(loop.To);
        return loop.Test switch
        {
            LoopTest.Less => (from, to - IndexForm.Of(1)),
            LoopTest.LessOrEqual => (from, to),
            LoopTest.Greater => (to + IndexForm.Of(1), from),
            _ => (to, from),
        };
    }

    /// <summary>How many indices lie between the bounds of a loop; 0 or less where it does not run.</summary>
    public IndexForm ExtentOf(For loop)
    {
        (IndexForm first, IndexForm last) = BoundsOf(loop);
        return last - first + IndexForm.Of(1);
    }

    private bool TryBound(IndexForm form, Value index, (IndexForm First, IndexForm Last) bounds, bool wantsMost, HashSet<Value> positive, out IndexForm bound)
    {
        bound = form;
        if (!form.TrySplit(index, out IndexForm stride, out IndexForm _))
        {
            return false;
        }

        // In a loop that runs, a bound above 0 at the least is positive itself.
        if (bounds.First.Number >= 0)
        {
            IndexForm to = bounds.Last + IndexForm.Of(1);
            if (to.Terms.Count == 1 && to.Terms[0] is { Coefficient: 1, Factors: { Length: 1 } factors })
            {
                positive.Add(factors[0]);
            }
        }

        bool isUp = stride.IsAtLeastZero(LeastKnown);
        bool isDown = !isUp && (stride * IndexForm.Of(-1)).IsAtLeastZero(LeastKnown);
        if (!isUp && !isDown)
        {
            return false;
        }

        bound = form.Replace(index, isUp == wantsMost ? bounds.Last : bounds.First);
        return true;

        long? LeastKnown(Value value) => positive.Contains(value) ? 1 : LeastOf(value);
    }

    private IndexForm Compute(Value value)
    {
        _depth++;
        IndexForm form = Expanded(value);
        _depth--;
        return form;
    }

    private IndexForm Expanded(Value value)
    {
        switch (_definitions.TryGetValue(value, out Op op) ? op : null)
        {
            case ConstantOp { Constant: { Type.IsInteger: true } constant }:
                return IndexForm.Of(constant.Bits);
            case Let { Result.Type: { } type } let when type == IrType.Int && let.Arguments.All(a => a.Type == IrType.Int):
                return Expanded(let);
            default:
                return IndexForm.Of(value);
        }
    }

    private IndexForm Expanded(Let let)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Copy || (primitive == Primitives.Convert && let.Arguments[0].Type == IrType.Int))
        {
            return Of(let.Arguments[0]);
        }

        if (primitive == Primitives.Negate)
        {
            return IndexForm.Zero - Of(let.Arguments[0]);
        }

        if (primitive == Primitives.RowMajorIndex)
        {
            return (Of(let.Arguments[0]) * Of(let.Arguments[2])) + Of(let.Arguments[1]);
        }

        if (let.Arguments.Count == 2)
        {
            if (primitive == Primitives.Add || primitive == Primitives.AddChecked)
            {
                return Of(let.Arguments[0]) + Of(let.Arguments[1]);
            }

            if (primitive == Primitives.Subtract || primitive == Primitives.SubtractChecked)
            {
                return Of(let.Arguments[0]) - Of(let.Arguments[1]);
            }

            if (primitive == Primitives.Multiply || primitive == Primitives.MultiplyChecked)
            {
                return Of(let.Arguments[0]) * Of(let.Arguments[1]);
            }
        }

        return IndexForm.Of(let.Result);
    }
}
