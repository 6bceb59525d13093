using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Loops that carry a state become functions of their own, which stay calls and are run again in the reverse sweep: the state where they start is
/// kept, what they compute on the way is not. Periodic checkpoints are a loop over calls for segments. Of binomial ones there is a single call, whose
/// pullback is <see cref="SnapshotPullback"/>.
/// </summary>
internal sealed class Checkpoints
{
    private const string Runtime = "global::Diff.CompilerServices.Snapshots.";

    private readonly Module _module;
    private readonly Function _function;
    private readonly IdSource _ids;
    private readonly AliasClasses _classes;
    private readonly Dictionary<Value, Op> _definitions;
    private readonly List<Function> _loops = [];

    private Checkpoints(Module module, Function function)
    {
        _module = module;
        _function = function;
        _ids = new IdSource(function.NextId);
        _ids.ReserveRegions(function.Body.LastRegion());
        _classes = new AliasClasses(function.Body);
        _definitions = function.Body.DefinitionsInside();
    }

    /// <summary>The annotated method with such loops as calls, and the functions that these call.</summary>
    /// <param name="module">The method.</param>
    /// <param name="function">It, linked and passed.</param>
    /// <param name="refusals">Receives why there is no such loop.</param>
    public static (Function Entry, List<Function> Loops) Run(Module module, Function function, List<Refusal> refusals)
    {
        if (module.Checkpoint == Checkpointing.None)
        {
            return (function, []);
        }

        Checkpoints pass = new(module, function);
        Block body = pass.Outlined(function.Body);
        if (pass._loops.Count == 0)
        {
            refusals.Add(new Refusal(
                Refusals.UnsupportedConstruct,
                "Checkpoint finds no loop that carries a state, stands in no other loop and has a number of iterations that is known when it starts; "
                + "write one, or leave Checkpoint out",
                default));
            return (function, []);
        }

        return (CopyExpansion.Run(function with { Body = body, NextId = pass._ids.Next }), pass._loops);
    }

    private Block Outlined(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is For loop && IsStateful(loop) && Free(loop) is { } free)
            {
                Outline(loop, free, builder);
            }
            else
            {
                builder.Add(op is If ? op.Map(v => v, v => v, Outlined) : op);
            }
        }

        return builder.ToBlock(block.Yields);
    }

    /// <summary>Whether iterations depend on those before by more than sums.</summary>
    private bool IsStateful(For loop)
    {
        Sums sums = new(loop.Body);
        for (int i = 0; i < loop.Carried.Count; i++)
        {
            if (loop.Carried[i].Type.IsFloating && !sums.IsSum(loop.Carried[i], loop.Body.Yields[i]))
            {
                return true;
            }
        }

        HashSet<Value> own = [.. loop.Body.Descendants().OfType<Allocate>().Select(a => _classes.ClassOf(a.Result))];
        HashSet<Value> read = [.. loop.Body.Descendants().OfType<Load>().Where(l => l.Result.Type.IsFloating).Select(l => _classes.ClassOf(l.Buffer))];
        return loop.Body.Descendants().OfType<Store>().Select(s => _classes.ClassOf(s.Buffer)).Any(c => read.Contains(c) && !own.Contains(c));
    }

    /// <summary>What a loop reads from outside; null where it cannot be handed over: objects, or memory that is written by two names.</summary>
    private List<Value>? Free(For loop)
    {
        List<Value> free = [.. ReadBy(loop).Where(v => !IsConstant(v))];
        HashSet<Value> written = WrittenIn(loop);
        bool isShared = free.Where(v => v.Type.IsBuffer).GroupBy(_classes.ClassOf).Any(g => g.Count() > 1 && written.Contains(g.Key));
        bool isOpaque = free.Concat(loop.Carried).Any(v => v.Type.Kind == ScalarKind.Object) || loop.Carried.Any(c => c.Type.IsBuffer);
        return isShared || isOpaque ? null : free;
    }

    /// <summary>Literals are written again where they are read.</summary>
    private bool IsConstant(Value value) => _definitions.TryGetValue(value, out Op op) && op is ConstantOp;

    private static List<Value> ReadBy(For loop) => loop.Body.Free([loop.Index, .. loop.Carried]);

    private HashSet<Value> WrittenIn(For loop) => [.. loop.Body.Descendants().SelectMany(MemoryUse.Writes).Select(_classes.ClassOf)];

    private void Outline(For loop, List<Value> free, Builder builder)
    {
        string key = $"{_function.Key}#loop{_loops.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        _loops.Add(Segment(key, loop, free));
        HashSet<Value> written = WrittenIn(loop);
        List<RuleParameter> parameters =
        [
            .. Enumerable.Repeat(new RuleParameter(IrType.Int, false, false), 3),
            .. free.Select(v => new RuleParameter(v.Type, v.Type.IsBuffer && written.Contains(_classes.ClassOf(v)), v.Type.IsFloating)),
            .. loop.Carried.Select(v => new RuleParameter(v.Type, false, v.Type.IsFloating)),
        ];
        CallRule rule = new(_function.Name, key, "", default, "", default, parameters.ToEquatable(), Accumulates: true);
        Value count = TripCount.Emit(builder, loop.From, loop.To, loop.Step, loop.Test);
        if (_module.Checkpoint == Checkpointing.Binomial)
        {
            Value budget = _module.Snapshots > 0 ? builder.Int(_module.Snapshots) : Ask("Budget({0})", builder, count);
            RuleCalls.Add(builder, rule, loop.Results, [loop.From, count, budget, .. free, .. loop.Initial]);
            return;
        }

        // Segments, each as long as the others and the last one shorter.
        Value segments = Ask("Segments({0}, {1})", builder, count, builder.Int(_module.Snapshots));
        Value longest = builder.Let(
            Primitives.Divide, builder.Let(Primitives.Subtract, builder.Let(Primitives.Add, count, segments), builder.Int(1)), segments);
        Value number = _ids.NewValue(IrType.Int, "segment");
        Builder body = builder.Nested();
        List<Value> carried = [.. loop.Carried.Select(c => _ids.NewValue(c.Type, c.Name))];
        List<Value> next = [.. loop.Carried.Select(c => _ids.NewValue(c.Type, c.Name))];
        Value start = body.Let(Primitives.Multiply, number, longest);
        Value length = body.Let(Primitives.Max, body.Let(Primitives.Min, longest, body.Let(Primitives.Subtract, count, start)), body.Int(0));
        Value from = body.Let(Primitives.Add, loop.From, body.Let(Primitives.Multiply, start, body.Int((int)loop.Step)));
        RuleCalls.Add(body, rule, next.ToEquatable(), [from, length, body.Int(0), .. free, .. carried]);
        builder.Add(new For(
            number, builder.Int(0), segments, 1, LoopTest.Less, loop.Initial, carried.ToEquatable(), body.ToBlock(next), loop.Results)
        {
            Region = _ids.NewRegion(),
        });
    }

    private static Value Ask(string call, Builder builder, params Value[] arguments)
    {
        Value result = builder.Ids.NewValue(IrType.Int);
        builder.Add(new Opaque(result, Runtime + call, EquatableArray<Value>.Of(arguments), "the number of states", IsPure: true, IsSink: false));
        return result;
    }

    /// <summary>Some iterations: which is the first, how many, how many states can be kept; then what the loop reads, then what it carries.</summary>
    private Function Segment(string key, For loop, List<Value> free)
    {
        IdSource ids = new(0);
        Value from = ids.NewValue(IrType.Int, "from");
        Value count = ids.NewValue(IrType.Int, "count");
        Value budget = ids.NewValue(IrType.Int, "snapshots");
        Dictionary<int, Value> map = free.ToDictionary(v => v.Id, v => ids.NewValue(v.Type, v.Name));
        List<Value> initial = [.. loop.Carried.Select(c => ids.NewValue(c.Type, c.Name))];
        List<Value> parameters = [from, count, budget, .. free.Select(v => map[v.Id]), .. initial];
        Builder builder = new(ids) { Origin = loop.Origin };
        foreach (Value constant in ReadBy(loop).Where(IsConstant))
        {
            map[constant.Id] = builder.Constant(((ConstantOp)_definitions[constant]).Constant);
        }

        Value length = loop.Step == 1 ? count : builder.Let(Primitives.Multiply, count, builder.Int((int)loop.Step));
        Renaming copy = new(ids, map);
        builder.Add((For)copy.Copy(loop, copy.Copy) with
        {
            From = from,
            To = builder.Let(Primitives.Add, from, length),
            Initial = initial.ToEquatable(),
            Test = loop.Step > 0 ? LoopTest.Less : LoopTest.Greater,
        });
        EquatableArray<Parameter> declared = parameters.Select(p => new Parameter(p, PassingMode.Value)).ToEquatable();
        return new Function(
            key, "loop", declared, loop.Results.Map(r => r.Type), builder.ToBlock(loop.Results.Select(copy.Of)), ids.Next)
        {
            IsCheckpoint = true,
            Stride = (int)loop.Step,
            HasSnapshots = _module.Checkpoint == Checkpointing.Binomial,
        };
    }
}
