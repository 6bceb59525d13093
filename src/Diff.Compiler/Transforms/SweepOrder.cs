using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// How the operations between a construct of the forward sweep and its mirror are ordered when the two become one: those that the mirror
/// needs run before it, all others behind.
/// </summary>
/// <param name="Before">Places of operations to move in front of the construct, in order.</param>
/// <param name="LateStarts">Starts of sums that are not known in front of it.</param>
internal sealed record SweepOrder(List<int> Before, HashSet<Value> LateStarts)
{
    /// <summary>The order, or null where the mirror needs what depends on the construct.</summary>
    /// <param name="ops">The forward and the backward sweep.</param>
    /// <param name="forward">Where the backward sweep starts.</param>
    /// <param name="place">The construct.</param>
    /// <param name="mirror">Its mirror.</param>
    /// <param name="classes">The memory.</param>
    /// <param name="additions">Where it is only added to.</param>
    public static SweepOrder? Of(List<Op> ops, int forward, int place, int mirror, AliasClasses classes, Additions additions)
    {
        Effects behind = new(ops[place], classes, additions);
        HashSet<int> dependent = [];
        Dictionary<int, Effects> effects = [];
        for (int i = place + 1; i < mirror; i++)
        {
            Effects here = new(ops[i], classes, additions);
            effects.Add(i, here);
            if (behind.MustPrecede(here))
            {
                dependent.Add(i);
                behind.Include(here);
            }
        }

        // The starts of sums may come late: they can be added behind.
        For? loop = ops[mirror] as For;
        HashSet<Value> starts = loop is null ? [] : [.. loop.Initial];
        Effects needed = new(ops[mirror], classes, additions) { MayThrow = false };
        needed.Uses.ExceptWith(starts);
        foreach (Value value in InnerUses(ops[mirror]).Where(starts.Contains))
        {
            needed.Uses.Add(value);
        }

        List<int> before = [];
        for (int i = mirror - 1; i > place; i--)
        {
            if (!effects[i].MustPrecede(needed))
            {
                continue;
            }

            if (dependent.Contains(i) || (i >= forward && !CanMove(ops[i])))
            {
                return null;
            }

            before.Insert(0, i);
            needed.Include(effects[i]);
        }

        if (ops[place].Definitions().Any(needed.Uses.Contains))
        {
            // It reads what the construct results in, with nothing in between.
            return null;
        }

        HashSet<Value> late = [];
        foreach (Value start in starts)
        {
            if (!TryStart(start, ops, place, mirror, dependent, effects, before))
            {
                late.Add(start);
            }
        }

        before.Sort();
        return new SweepOrder(before, late);
    }

    /// <summary>Moves what computes the start of a sum in front, where that is possible and only arithmetic.</summary>
    private static bool TryStart(
        Value start, List<Op> ops, int place, int mirror, HashSet<int> dependent, Dictionary<int, Effects> effects, List<int> before)
    {
        List<int> chain = [];
        Queue<Value> wanted = new([start]);
        while (wanted.Count > 0)
        {
            Value value = wanted.Dequeue();
            int definition = ops.FindIndex(place, mirror - place, op => op.Definitions().Contains(value));
            if (definition < 0 || before.Contains(definition) || chain.Contains(definition))
            {
                continue;
            }

            if (definition == place || dependent.Contains(definition) || ops[definition] is not (Let { Primitive.MayThrow: false } or ConstantOp))
            {
                return false;
            }

            chain.Add(definition);
            foreach (Value use in effects[definition].Uses)
            {
                wanted.Enqueue(use);
            }
        }

        before.AddRange(chain);
        return true;
    }

    /// <summary>What stands in the backward sweep and may stand among the operations of the forward sweep: nothing that mirrors anything.</summary>
    private static bool CanMove(Op op) => op is Let or ConstantOp or LengthOf or Allocate or Slice or Load or Store or SelectBuffer;

    private static IEnumerable<Value> InnerUses(Op op) => op.Blocks().SelectMany(b => b.Descendants()).SelectMany(o => o.Uses())
        .Concat(op.Blocks().SelectMany(b => b.Yields));

    /// <summary>All that an operation, with what is inside it, reads, defines and does.</summary>
    private sealed class Effects
    {
        private readonly HashSet<Value> _definitions = [];
        private readonly HashSet<Value> _reads = [];
        private readonly HashSet<Value> _writes = [];
        private readonly HashSet<Value> _additions = [];
        private bool _isOrdered;

        public Effects(Op op, AliasClasses classes, Additions additions)
        {
            Add(op, classes, additions);
        }

        public HashSet<Value> Uses { get; } = [];

        /// <summary>Whether it may throw. A backward sweep does not: what it reads, the forward sweep has read.</summary>
        public bool MayThrow { get; set; }

        /// <summary>Whether the other, which comes later, must stay behind this.</summary>
        public bool MustPrecede(Effects other) => _definitions.Overlaps(other.Uses)
            || _writes.Overlaps(other._reads) || _writes.Overlaps(other._writes) || _reads.Overlaps(other._writes)
            || _additions.Overlaps(other._reads) || _additions.Overlaps(other._writes) || _reads.Overlaps(other._additions) || _writes.Overlaps(other._additions)
            || (_isOrdered && other.MayThrow) || (MayThrow && other._isOrdered);

        public void Include(Effects other)
        {
            _definitions.UnionWith(other._definitions);
            _reads.UnionWith(other._reads);
            _writes.UnionWith(other._writes);
            _additions.UnionWith(other._additions);
            Uses.UnionWith(other.Uses);
            _isOrdered |= other._isOrdered;
            MayThrow |= other.MayThrow;
        }

        private void Add(Op op, AliasClasses classes, Additions additions)
        {
            Uses.UnionWith(op.Uses());
            _definitions.UnionWith(op.Definitions());
            bool isAddition = additions.Contains(op);
            (isAddition ? _additions : _reads).UnionWith(MemoryUse.Reads(op).Select(classes.ClassOf));
            (isAddition ? _additions : _writes).UnionWith(MemoryUse.Writes(op).Select(classes.ClassOf));
            _isOrdered |= MemoryUse.IsOrdered(op);
            MayThrow |= MemoryUse.MayThrow(op);
            foreach (Block block in op.Blocks())
            {
                Uses.UnionWith(block.Yields);
                foreach (Op inner in block.Ops)
                {
                    Add(inner, classes, additions);
                }
            }
        }
    }
}
