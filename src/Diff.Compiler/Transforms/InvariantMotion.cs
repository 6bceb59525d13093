using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Takes elements out of loops that every iteration reads or adds to: they are read once before it, or summed up in a local and added once
/// behind. Both only where the loop runs at all, since the index need not be one otherwise.
/// </summary>
internal sealed class InvariantMotion
{
    private readonly IdSource _ids;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly int _firstDerivative;
    private readonly HashSet<Value> _own;
    private readonly EquatableArray<Value> _complete;
    private readonly Dictionary<Value, Value> _replacements = [];

    private InvariantMotion(Block body, IdSource ids, int firstDerivative, EquatableArray<Value> complete)
    {
        _complete = complete;
        _ids = ids;
        _classes = new AliasClasses(body);
        _additions = new Additions(body);
        _firstDerivative = firstDerivative;
        _own = [.. body.Descendants().OfType<Allocate>().Select(a => _classes.ClassOf(a.Result))];
    }

    /// <param name="body">In SSA, nothing mirrored.</param>
    /// <param name="ids">The function's ids.</param>
    /// <param name="firstDerivative">Memory from this id on is the derivative's: sums in it have no order that matters.</param>
    /// <param name="complete">Memory that has all places that are named, so that sums in it need not ask whether a loop runs.</param>
    public static Block Run(Block body, IdSource ids, int firstDerivative, EquatableArray<Value> complete = default) =>
        new InvariantMotion(body, ids, firstDerivative, complete).Rewrite(body);

    private Value Resolve(Value value) => _replacements.TryGetValue(value, out Value next) ? next : value;

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op original in block.Ops)
        {
            Op op = original.Map(Resolve, v => v, Rewrite);
            builder.Origin = op.Origin;
            if (op is For loop)
            {
                RewriteLoop(loop, builder);
            }
            else
            {
                builder.Add(op);
            }
        }

        return builder.ToBlock(block.Yields.Map(Resolve));
    }

    private void RewriteLoop(For loop, Builder builder)
    {
        HashSet<Value> inside = loop.ValuesInside();
        List<Op> all = [.. loop.Body.Descendants()];
        HashSet<Value> written = [.. all.SelectMany(MemoryUse.Writes).Select(_classes.ClassOf)];
        List<Load> reads = [.. Early(loop.Body).Where(l =>
            !inside.Contains(l.Buffer) && !inside.Contains(l.Index) && !written.Contains(_classes.ClassOf(l.Buffer)))];
        List<Store> sums = [.. loop.Body.Ops.OfType<Store>().Where(s => IsSum(s, inside, all, loop.Body))];
        if (reads.Count == 0 && sums.Count == 0)
        {
            builder.Add(loop);
            return;
        }

        List<Store> repeated = [.. sums.Where(s => IsRepeated(s, sums, inside))];
        sums.RemoveAll(repeated.Contains);

        Builder taken = builder.Nested();
        taken.AddRange(reads);
        List<Value> initial = [.. loop.Initial];
        List<Value> carried = [.. loop.Carried];
        List<Value> results = [.. loop.Results];
        Dictionary<(Value, Value), int> places = [];
        foreach (Store store in sums)
        {
            if (!places.ContainsKey((store.Buffer, store.Index)))
            {
                IrType type = store.Buffer.Type.Element;
                string name = store.Buffer.Name.Length > 0 ? store.Buffer.Name + "Sum" : "sum";
                places.Add((store.Buffer, store.Index), carried.Count);
                initial.Add(IsDerivative(store.Buffer) ? taken.Constant(Constant.Default(type)) : taken.Load(store.Buffer, store.Index));
                carried.Add(_ids.NewValue(type, name));
                results.Add(_ids.NewValue(type, name));
            }
        }

        Block body = Body(loop, reads, sums, repeated, carried, places);
        List<Value> outer = [.. loop.Results.Select(r => _ids.NewValue(r.Type, r.Name))];
        taken.Add(loop with
        {
            Initial = initial.ToEquatable(),
            Carried = carried.ToEquatable(),
            Results = results.ToEquatable(),
            Body = body,
        });
        foreach (KeyValuePair<(Value Buffer, Value Index), int> place in places)
        {
            Value sum = results[place.Value];
            if (IsDerivative(place.Key.Buffer))
            {
                sum = taken.Let(Primitives.Add, taken.Load(place.Key.Buffer, place.Key.Index), sum);
            }

            taken.Store(place.Key.Buffer, place.Key.Index, sum);
        }

        if (repeated.Count > 0)
        {
            AddRepeated(loop, repeated, taken);
        }

        if (reads.Count == 0 && sums.All(s => _complete.IndexOf(s.Buffer) >= 0))
        {
            builder.AddRange(taken.Ops);
            return;
        }

        Builder otherwise = builder.Nested();
        Primitive test = loop.Test switch
        {
            LoopTest.Less => Primitives.Less,
            LoopTest.LessOrEqual => Primitives.LessOrEqual,
            LoopTest.Greater => Primitives.Greater,
            _ => Primitives.GreaterOrEqual,
        };
        builder.Add(new If(
            builder.Compare(test, loop.From, loop.To), taken.ToBlock(loop.Results), otherwise.ToBlock(loop.Initial), outer.ToEquatable())
        { Region = -1 });
        for (int i = 0; i < outer.Count; i++)
        {
            _replacements[loop.Results[i]] = outer[i];
        }
    }

    /// <summary>Loads that an iteration certainly runs, and before anything that is seen from outside if they throw.</summary>
    private IEnumerable<Load> Early(Block body)
    {
        bool isLate = false;
        foreach (Op op in body.Ops)
        {
            if (op is Load load)
            {
                Value memory = _classes.ClassOf(load.Buffer);
                if (!isLate || _own.Contains(memory) || memory.Id >= _firstDerivative)
                {
                    yield return load;
                }
            }
            else
            {
                isLate |= op is not (ConstantOp or LengthOf or Remark or Let { Primitive.MayThrow: false });
            }
        }
    }

    /// <summary>The loop's body with what is read before it left out, and sums carried instead of stored.</summary>
    private Block Body(
        For loop, List<Load> reads, List<Store> sums, List<Store> repeated, List<Value> carried, Dictionary<(Value, Value), int> places)
    {
        HashSet<Value> gone = [.. reads.Select(l => l.Result)];
        foreach (Store store in repeated)
        {
            gone.Add(store.Operand);
            gone.UnionWith(loop.Body.Ops.OfType<Load>().Where(l => l.Buffer == store.Buffer && l.Index == store.Index).Select(l => l.Result));
        }

        Dictionary<(Value, Value), Value> current = places.ToDictionary(p => p.Key, p => carried[p.Value]);
        Dictionary<Value, Value> elements = [];
        Builder body = new(_ids) { Origin = loop.Origin };
        HashSet<(Value, Value)> summed = [.. sums.Select(s => (s.Buffer, s.Index))];
        foreach (Op op in loop.Body.Ops)
        {
            body.Origin = op.Origin;
            switch (op)
            {
                case Load load when gone.Contains(load.Result):
                case Let let when gone.Contains(let.Result):
                case Store own when gone.Contains(own.Operand) && repeated.Contains(own):
                    break;
                case Load load when summed.Contains((load.Buffer, load.Index)):
                    elements[load.Result] = current[(load.Buffer, load.Index)];
                    break;
                case Store store when summed.Contains((store.Buffer, store.Index)):
                    current[(store.Buffer, store.Index)] = store.Operand;
                    break;
                default:
                    body.Add(op.Map(v => elements.TryGetValue(v, out Value now) ? now : v, v => v, b => b));
                    break;
            }
        }

        return body.ToBlock(loop.Body.Yields.Concat(places.OrderBy(p => p.Value).Select(p => current[p.Key])));
    }

    /// <summary>Whether every iteration adds the same, so that it can be added behind the loop as often as that ran.</summary>
    private bool IsRepeated(Store store, List<Store> sums, HashSet<Value> inside) => _complete.IndexOf(store.Buffer) >= 0
        && _additions.AddendOf(store) is { IsNegative: false } addition && !inside.Contains(addition.Addend)
        && sums.Count(s => s.Buffer == store.Buffer && s.Index == store.Index) == 1;

    private void AddRepeated(For loop, List<Store> repeated, Builder behind)
    {
        Value trips = TripCount.Emit(behind, loop.From, loop.To, loop.Step, loop.Test);
        foreach (Store store in repeated)
        {
            Value addend = _additions.AddendOf(store)!.Value.Addend;
            Value all = behind.Let(Primitives.Multiply, addend, behind.Let(Primitives.Convert, addend.Type, trips));
            behind.Store(store.Buffer, store.Index, behind.Let(Primitives.Add, behind.Load(store.Buffer, store.Index), all));
        }
    }

    private bool IsDerivative(Value buffer) => _classes.ClassOf(buffer).Id >= _firstDerivative;

    /// <summary>
    /// Whether a store adds to an element that stays the same in the loop. Nothing else may touch it there, but for other additions where their
    /// order does not matter.
    /// </summary>
    private bool IsSum(Store store, HashSet<Value> inside, List<Op> all, Block body)
    {
        Value memory = _classes.ClassOf(store.Buffer);
        if (inside.Contains(store.Buffer) || inside.Contains(store.Index) || !_additions.Contains(store))
        {
            return false;
        }

        if (IsDerivative(store.Buffer))
        {
            return all.All(op => !Touches(op, memory) || _additions.Contains(op));
        }

        return _own.Contains(memory) && !body.Ops.Any(op => op.Blocks().Any(b => b.Descendants().Any(o => Touches(o, memory))))
            && all.All(op => !Touches(op, memory) || (_additions.Contains(op) && op switch
            {
                Load load => load.Buffer == store.Buffer && load.Index == store.Index,
                Store other => other.Buffer == store.Buffer && other.Index == store.Index,
                _ => false,
            }));
    }

    private bool Touches(Op op, Value memory) => MemoryUse.Touches(op, memory, _classes);
}
