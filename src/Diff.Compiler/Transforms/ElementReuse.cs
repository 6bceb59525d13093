using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Reads an element once: one that was read or written before, and not written since, has a value that is known. A store of what is there
/// already, or of what nobody reads before it is overwritten, is dropped.
/// </summary>
internal sealed class ElementReuse
{
    private readonly AliasClasses _classes;
    private readonly IndexForms _forms;
    private readonly HashSet<Value> _ownMemory;
    private readonly int _firstDerivative;
    private readonly Dictionary<Value, Value> _replacements = [];

    private ElementReuse(Block body, int firstDerivative)
    {
        _classes = new AliasClasses(body);
        _forms = new IndexForms(body);
        _firstDerivative = firstDerivative;
        _ownMemory = [.. body.Descendants().OfType<Allocate>().Select(a => _classes.ClassOf(a.Result))];
    }

    /// <param name="body">In SSA, without marks of where elements are put back.</param>
    /// <param name="firstDerivative">Memory from this id on belongs to the derivative: what it holds when something throws does not matter.</param>
    public static Block Run(Block body, int firstDerivative = int.MaxValue) => new ElementReuse(body, firstDerivative).Rewrite(body, []);

    /// <summary>What is known of an element.</summary>
    private sealed class Element(Value buffer, Value memory, Value index, IndexForm place, Value content)
    {
        public Value Buffer { get; } = buffer;

        public Value Memory { get; } = memory;

        public Value Index { get; } = index;

        public IndexForm Place { get; } = place;

        public Value Content { get; } = content;

        /// <summary>The place in the list of the store that nobody has read yet, or −1.</summary>
        public int Unread { get; set; } = -1;
    }

    private Value Resolve(Value value)
    {
        while (_replacements.TryGetValue(value, out Value next))
        {
            value = next;
        }

        return value;
    }

    private Block Rewrite(Block block, List<Element> known)
    {
        List<Op?> ops = [];
        foreach (Op original in block.Ops)
        {
            Op op = original.Map(Resolve, v => v, b => b);
            switch (op)
            {
                case Load load:
                    RewriteLoad(load, known, ops);
                    break;
                case Store store:
                    RewriteStore(store, known, ops);
                    break;
                default:
                    RewriteOther(op, known, ops);
                    break;
            }
        }

        return new Block(ops.OfType<Op>().ToEquatable(), block.Yields.Map(Resolve));
    }

    private void RewriteLoad(Load load, List<Element> known, List<Op?> ops)
    {
        Value memory = _classes.ClassOf(load.Buffer);
        IndexForm place = _forms.Of(load.Index);
        if (known.Find(e => e.Buffer == load.Buffer && IsSame(e, load.Index, place)) is { } element)
        {
            _replacements[load.Result] = element.Content;
            return;
        }

        foreach (Element other in known.Where(e => e.Memory == memory && !IsApart(e, load.Buffer, place)))
        {
            other.Unread = -1;
        }

        known.Add(new Element(load.Buffer, memory, load.Index, place, load.Result));
        ops.Add(load);
    }

    private void RewriteStore(Store store, List<Element> known, List<Op?> ops)
    {
        Value memory = _classes.ClassOf(store.Buffer);
        IndexForm place = _forms.Of(store.Index);
        Element? before = known.Find(e => e.Buffer == store.Buffer && IsSame(e, store.Index, place));
        if (before?.Content == store.Operand)
        {
            return;
        }

        if (before is { Unread: >= 0 } && MayDrop(memory))
        {
            ops[before.Unread] = null;
        }

        known.RemoveAll(e => e.Memory == memory && !IsApart(e, store.Buffer, place));
        known.Add(new Element(store.Buffer, memory, store.Index, place, store.Operand) { Unread = ops.Count });
        ops.Add(store);
    }

    private void RewriteOther(Op op, List<Element> known, List<Op?> ops)
    {
        List<Op> inside = [.. op.Blocks().SelectMany(b => b.Descendants())];
        HashSet<Value> reads = [.. inside.Append(op).SelectMany(MemoryUse.Reads).Select(_classes.ClassOf)];
        HashSet<Value> writes = [.. inside.Append(op).SelectMany(MemoryUse.Writes).Select(_classes.ClassOf)];
        bool isJump = op is Throw or TapePushBuffer or TapePopBuffer || inside.Any(o => o is Throw or TapePushBuffer or TapePopBuffer);
        foreach (Element element in known)
        {
            if (isJump || reads.Contains(element.Memory) || writes.Contains(element.Memory))
            {
                element.Unread = -1;
            }
        }

        if (op is If branch)
        {
            // What is known in front is known on both sides.
            op = branch with { Then = Rewrite(branch.Then, Copy(known)), Else = Rewrite(branch.Else, Copy(known)) };
            known.RemoveAll(e => writes.Contains(e.Memory));
        }
        else
        {
            known.RemoveAll(e => writes.Contains(e.Memory));
            op = op.Map(v => v, v => v, b => Rewrite(b, Copy(known)));
        }

        ops.Add(op);
    }

    /// <summary>What is known where a block starts: the values, but stores in front of it are not dropped from inside.</summary>
    private static List<Element> Copy(List<Element> known) => [.. known.Select(e => new Element(e.Buffer, e.Memory, e.Index, e.Place, e.Content))];

    private static bool IsSame(Element element, Value index, IndexForm place) => element.Index == index || element.Place.IsSameAs(place);

    /// <summary>Whether two places of one memory are certainly different elements.</summary>
    private static bool IsApart(Element element, Value buffer, IndexForm place) =>
        element.Buffer == buffer && (element.Place - place).Number is not (null or 0);

    private bool MayDrop(Value memory) => _ownMemory.Contains(memory) || memory.Id >= _firstDerivative;
}
