using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Combines what a group of lanes adds to neighbouring places (<c>g[i]</c> and <c>g[i + 1]</c>) in registers. In memory the two overlap: each
/// vector would have to wait until the one before is written. Instead, what goes to a later place moves up by the distance, over into the next
/// group, so that each element is loaded and stored once. What the last group moves over is added behind the loop.
/// </summary>
internal sealed class ShiftedAdditions
{
    private readonly List<Leftover> _leftovers = [];

    private ShiftedAdditions(For loop) => Loop = loop;

    /// <summary>The loop, which carries what is moved over behind its sums.</summary>
    public For Loop { get; private set; }

    /// <summary>One of the additions that are combined.</summary>
    /// <param name="Position">Where it stands in the body.</param>
    /// <param name="Store">The addition.</param>
    /// <param name="Distance">How far behind another one.</param>
    private sealed record Addition(int Position, LanesStore Store, long Distance);

    /// <summary>What the last group moves over.</summary>
    /// <param name="Memory">Where it belongs.</param>
    /// <param name="Place">The place of the first lane's element, less the index.</param>
    /// <param name="Lanes">In the first lanes; all others are not meant.</param>
    /// <param name="Mask">Those lanes.</param>
    private sealed record Leftover(Value Memory, IndexForm Place, Value Lanes, Value Mask);

    /// <summary>How far apart they may be: the narrowest vector has so many lanes.</summary>
    private static int MostLanes(ScalarKind kind) => kind == ScalarKind.Single ? 4 : 2;

    /// <summary>The loop with its additions combined, or null where there are none.</summary>
    /// <param name="loop">A loop over groups of lanes.</param>
    /// <param name="forms">The integers of the function.</param>
    /// <param name="onlyAdds">Whether the loop does nothing with a memory but add to it.</param>
    /// <param name="zero">Zero in every lane.</param>
    /// <param name="before">What stands in front of the loop.</param>
    public static ShiftedAdditions? Of(For loop, IndexForms forms, Func<Value, bool> onlyAdds, Value zero, Builder before)
    {
        ShiftedAdditions pass = new(loop);
        List<(Addition Addition, IndexForm Place)> pending = [];
        HashSet<Value> inside = loop.ValuesInside();
        for (int i = 0; i < loop.Body.Ops.Count; i++)
        {
            if (loop.Body.Ops[i] is LanesStore { IsAddition: true, Stride: null, Places: null, Mask: null } store
                && forms.PlaceOf(store.Buffer, store.Index) is { } touched && touched.Root == store.Buffer && onlyAdds(store.Buffer)
                && touched.Place.TrySplit(loop.Index, out IndexForm stride, out IndexForm rest) && stride.Number == 1 && !rest.Atoms.Any(inside.Contains))
            {
                pending.Add((new Addition(i, store, 0), rest));
            }
        }

        Dictionary<int, List<Addition>> groups = [];
        while (pending.Count > 0)
        {
            // Those at a number's distance from the first; of these, from the lowest on as far as a vector reaches.
            (Addition first, IndexForm start) = pending[0];
            List<Addition> near = [.. pending
                .Where(p => p.Addition.Store.Buffer == first.Store.Buffer && (p.Place - start).Number is not null)
                .Select(p => p.Addition with { Distance = (p.Place - start).Number!.Value }).OrderBy(a => a.Distance)];
            long lowest = near[0].Distance;
            List<Addition> group = [.. near
                .Where(a => a.Distance - lowest <= MostLanes(loop.Lanes!.Value)).Select(a => a with { Distance = a.Distance - lowest })];
            pending.RemoveAll(p => group.Exists(a => a.Position == p.Addition.Position));
            if (group.Count > 1)
            {
                // They are combined where the last of them stood.
                groups.Add(group.Max(a => a.Position), group);
            }
        }

        if (groups.Count == 0)
        {
            return null;
        }

        pass.Rewrite(groups, forms, zero, before);
        return pass;
    }

    /// <summary>Adds what the last group moves over.</summary>
    /// <param name="index">The first index behind the loop.</param>
    /// <param name="builder">Where to.</param>
    public void WriteRest(Value index, Builder builder)
    {
        foreach (Leftover rest in _leftovers)
        {
            Value place = builder.Let(Primitives.Add, rest.Place.Emit(builder), index);
            builder.Add(new LanesStore(rest.Memory, place, null, rest.Mask, rest.Lanes, IsAddition: true));
        }
    }

    private void Rewrite(Dictionary<int, List<Addition>> groups, IndexForms forms, Value zero, Builder before)
    {
        HashSet<int> combined = [.. groups.Values.SelectMany(g => g.Select(a => a.Position))];
        IrType vector = zero.Type;
        IrType mask = new(vector.Kind, Shape.Mask);
        Dictionary<long, Value> masks = [];
        List<Value> carried = [.. Loop.Carried];
        List<Value> yields = [];
        List<Value> results = [.. Loop.Results];
        Builder body = new(before.Ids);
        for (int i = 0; i < Loop.Body.Ops.Count; i++)
        {
            Op op = Loop.Body.Ops[i];
            body.Origin = op.Origin;
            if (!combined.Contains(i))
            {
                body.Add(op);
            }
            else if (groups.TryGetValue(i, out List<Addition> group))
            {
                body.Add(Combined(group));
            }
        }

        Loop = Loop with
        {
            Initial = Loop.Initial.Concat(yields.Select(_ => zero)).ToEquatable(),
            Carried = carried.ToEquatable(),
            Body = body.ToBlock(Loop.Body.Yields.Concat(yields)),
            Results = results.ToEquatable(),
        };

        LanesStore Combined(List<Addition> group)
        {
            LanesStore lowest = group[0].Store;
            forms.PlaceOf(lowest.Buffer, lowest.Index).Place.TrySplit(Loop.Index, out _, out IndexForm place);
            Value? sum = null;
            foreach (IGrouping<long, LanesStore> alike in group.GroupBy(a => a.Distance, a => a.Store))
            {
                Value addend = alike.Skip(1).Aggregate(alike.First().Operand, (left, next) => body.Let(Primitives.Add, left, next.Operand));
                if (alike.Key > 0)
                {
                    if (!masks.TryGetValue(alike.Key, out Value first))
                    {
                        masks.Add(alike.Key, first = before.Let(Primitives.FirstLanes, mask, before.Int((int)alike.Key)));
                    }

                    Value moved = body.Let(Primitives.MoveLanes, vector, addend, body.Int((int)alike.Key));
                    Value over = body.Ids.NewValue(vector, "over");
                    carried.Add(over);
                    yields.Add(moved);
                    Value last = body.Ids.NewValue(vector, "over");
                    results.Add(last);
                    _leftovers.Add(new Leftover(lowest.Buffer, place, last, first));
                    addend = body.Let(Primitives.Select, vector, first, over, moved);
                }

                sum = sum is null ? addend : body.Let(Primitives.Add, sum, addend);
            }

            return lowest with { Operand = sum! };
        }
    }
}
