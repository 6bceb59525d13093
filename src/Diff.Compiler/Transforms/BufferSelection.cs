using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// A buffer that a loop carries or a branch chooses (two arrays swapped in a time loop, a span that shrinks) becomes
/// integers: the number of the buffer it is a view of, and where the view starts and how long it is. Integers can be
/// stored and computed again, so the reverse sweep knows which memory, and which cotangent memory, was meant.
/// </summary>
internal sealed partial class BufferSelection
{
    private readonly IdSource _ids;
    private readonly List<Refusal> _refusals;
    private readonly Dictionary<Value, Op> _definitions = [];
    private readonly Dictionary<Value, int> _depth = [];
    private readonly Dictionary<Value, List<Value>> _sources = [];
    private readonly Dictionary<Value, Web> _webs = [];
    private readonly Dictionary<Value, HashSet<Value>> _reachable = [];
    private readonly Dictionary<Value, (Value Selector, Value Start, Value Length)> _parts = [];
    private readonly Dictionary<Value, Value> _views = [];

    private BufferSelection(Function function, List<Refusal> refusals)
    {
        _ids = new IdSource(function.NextId);
        _refusals = refusals;
    }

    public static Function Run(Function function, List<Refusal> refusals)
    {
        BufferSelection pass = new(function, refusals);
        foreach (Parameter parameter in function.Parameters)
        {
            pass._depth[parameter.Value] = 0;
        }

        pass.Collect(function.Body, 0);
        if (pass._sources.Count == 0)
        {
            return function;
        }

        if (!pass.BuildWebs())
        {
            return function;
        }

        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Value View(Value value) => _views.TryGetValue(value, out Value view) ? view : value;

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        RewriteInto(block, builder);
        return builder.ToBlock(block.Yields.Where(v => !v.Type.IsBuffer).Select(View));
    }

    private void RewriteInto(Block block, Builder builder)
    {
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            switch (op)
            {
                case If o when o.Results.Any(r => r.Type.IsBuffer):
                    List<Value> results = [.. o.Results.Where(r => !r.Type.IsBuffer)];
                    List<Value> choices = [.. o.Results.Where(r => r.Type.IsBuffer)];
                    Block whenTrue = WithParts(o.Then, choices.Select(c => (_webs[c], o.Then.Yields[o.Results.IndexOf(c)])));
                    Block whenFalse = WithParts(o.Else, choices.Select(c => (_webs[c], o.Else.Yields[o.Results.IndexOf(c)])));
                    foreach (Value choice in choices)
                    {
                        results.AddRange(NewParts(choice));
                    }

                    builder.Add(o with { Condition = View(o.Condition), Then = whenTrue, Else = whenFalse, Results = results.ToEquatable() });
                    choices.ForEach(c => _views[c] = Materialize(c, builder));
                    break;
                case While o when o.Carried.Any(c => c.Type.IsBuffer):
                    (List<Value> initial, List<Value> carried, List<Value> after, List<Value> loopChoices, List<Value> resultChoices) =
                        LoopParts(o.Initial, o.Carried, o.Results, builder);
                    Builder header = builder.Nested();
                    loopChoices.ForEach(c => _views[c] = Materialize(c, header));
                    RewriteInto(o.Header, header);
                    Block headerBlock = header.ToBlock(o.Header.Yields.Select(View));
                    Block body = LoopBody(o.Carried, o.Body, loopChoices, builder);
                    builder.Add(o with
                    {
                        Initial = initial.ToEquatable(),
                        Carried = carried.ToEquatable(),
                        Header = headerBlock,
                        Body = body,
                        Results = after.ToEquatable(),
                    });
                    resultChoices.ForEach(c => _views[c] = Materialize(c, builder));
                    break;
                case For o when o.Carried.Any(c => c.Type.IsBuffer):
                    (List<Value> forInitial, List<Value> forCarried, List<Value> forAfter, List<Value> forChoices, List<Value> forResults) =
                        LoopParts(o.Initial, o.Carried, o.Results, builder);
                    builder.Add(o with
                    {
                        From = View(o.From),
                        To = View(o.To),
                        Initial = forInitial.ToEquatable(),
                        Carried = forCarried.ToEquatable(),
                        Body = LoopBody(o.Carried, o.Body, forChoices, builder),
                        Results = forAfter.ToEquatable(),
                    });
                    forResults.ForEach(c => _views[c] = Materialize(c, builder));
                    break;
                default:
                    builder.Add(op.Map(View, v => v, Rewrite));
                    break;
            }
        }
    }

    private (List<Value> Initial, List<Value> Carried, List<Value> After, List<Value> Choices, List<Value> Results) LoopParts(
        EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> results, Builder builder)
    {
        List<Value> newInitial = [], newCarried = [], newResults = [], choices = [], resultChoices = [];
        for (int i = 0; i < carried.Count; i++)
        {
            if (!carried[i].Type.IsBuffer)
            {
                newInitial.Add(View(initial[i]));
                newCarried.Add(carried[i]);
                newResults.Add(results[i]);
                continue;
            }

            choices.Add(carried[i]);
            resultChoices.Add(results[i]);
            newInitial.AddRange(Decompose(_webs[carried[i]], initial[i], builder));
            newCarried.AddRange(NewParts(carried[i]));
            newResults.AddRange(NewParts(results[i]));
        }

        return (newInitial, newCarried, newResults, choices, resultChoices);
    }

    private Block LoopBody(EquatableArray<Value> carried, Block body, List<Value> choices, Builder outer)
    {
        Builder builder = outer.Nested();
        choices.ForEach(c => _views[c] = Materialize(c, builder));
        RewriteInto(body, builder);
        List<Value> yields = [];
        for (int i = 0; i < carried.Count; i++)
        {
            if (carried[i].Type.IsBuffer)
            {
                yields.AddRange(Decompose(_webs[carried[i]], body.Yields[i], builder));
            }
            else
            {
                yields.Add(View(body.Yields[i]));
            }
        }

        return builder.ToBlock(yields);
    }

    private Block WithParts(Block block, IEnumerable<(Web Web, Value Value)> choices)
    {
        Builder builder = new(_ids);
        RewriteInto(block, builder);
        List<Value> yields = [.. block.Yields.Where(v => !v.Type.IsBuffer).Select(View)];
        foreach ((Web web, Value value) in choices)
        {
            yields.AddRange(Decompose(web, value, builder));
        }

        return builder.ToBlock(yields);
    }

    private IEnumerable<Value> NewParts(Value choice)
    {
        Value selector = _ids.NewValue(IrType.Int, choice.Name.Length > 0 ? choice.Name + "Index" : "bufferIndex");
        Value start = _ids.NewValue(IrType.Int, choice.Name.Length > 0 ? choice.Name + "Start" : "bufferStart");
        Value length = _ids.NewValue(IrType.Int, choice.Name.Length > 0 ? choice.Name + "Length" : "bufferLength");
        _parts[choice] = (selector, start, length);
        return _webs[choice].IsSliced ? [selector, start, length] : [selector];
    }

    /// <summary>The integers of a view.</summary>
    private IEnumerable<Value> Decompose(Web web, Value value, Builder builder)
    {
        Value? start = null;
        Value? length = null;
        Value current = value;
        while (_definitions.TryGetValue(current, out Op op) && op is Slice slice)
        {
            length ??= View(slice.Length);
            start = start is null ? View(slice.Start) : builder.Let(Primitives.Add, View(slice.Start), start);
            current = slice.Buffer;
        }

        Value selector;
        if (_parts.TryGetValue(current, out (Value Selector, Value Start, Value Length) parts))
        {
            selector = parts.Selector;
            if (web.IsSliced)
            {
                start = start is null ? parts.Start : builder.Let(Primitives.Add, parts.Start, start);
                length ??= parts.Length;
            }
        }
        else
        {
            selector = builder.Int(web.Roots.IndexOf(current));
            if (web.IsSliced)
            {
                start ??= builder.Int(0);
                length ??= builder.Length(current);
            }
        }

        return web.IsSliced ? [selector, start!, length!] : [selector];
    }

    /// <summary>The view that the integers mean.</summary>
    private Value Materialize(Value choice, Builder builder)
    {
        Web web = _webs[choice];
        (Value selector, Value start, Value length) = _parts[choice];
        // The numbers are the web's; what cannot be meant here may not be declared yet, and something else stands in its place.
        HashSet<Value> reachable = _reachable[choice];
        Value first = web.Roots.First(reachable.Contains);
        int count = web.Roots.FindLastIndex(reachable.Contains) + 1;
        List<Value> roots = [.. web.Roots.Take(count).Select(r => reachable.Contains(r) ? r : first)];
        IrType type = reachable.Any(r => r.Type.Shape == Shape.ReadOnlySpan) ? choice.Type.As(Shape.ReadOnlySpan) : choice.Type.As(Shape.Span);
        Value whole = first;
        if (reachable.Count > 1)
        {
            whole = _ids.NewValue(type, choice.Name);
            builder.Add(new SelectBuffer(whole, selector, roots.ToEquatable()));
        }

        if (!web.IsSliced)
        {
            return whole;
        }

        Value view = _ids.NewValue(type, choice.Name);
        builder.Add(new Slice(view, whole, start, length));
        return view;
    }
}
