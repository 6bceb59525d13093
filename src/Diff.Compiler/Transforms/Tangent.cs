using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Forward mode: behind each operation what its result changes by when the inputs change by their tangents, by the derivative table:
/// ẏ = Σ ∂f/∂xᵢ · ẋᵢ. Memory has tangent memory beside it, loops carry the tangents of what they carry, branches yield those of what they
/// yield. The control flow is that of the body, whatever it is: applied to a primal with its reverse sweep, it gives products with the
/// Hessian, and the tangents of forward values are read in mirrored constructs like the values themselves.
/// </summary>
internal sealed partial class Tangent
{
    private readonly IdSource _ids;
    private readonly AliasClasses _classes;
    private readonly HashSet<Value> _varied;
    private readonly Masking _masking;
    private readonly Dictionary<Value, Value> _scalars = [];
    private readonly Dictionary<Value, Value> _memory = [];
    private readonly Dictionary<int, Store> _twins = [];

    /// <param name="body">In SSA; functions over whole buffers are expanded.</param>
    /// <param name="inputs">What has a tangent: scalars and buffers that the body starts with.</param>
    /// <param name="ids">The function's ids.</param>
    public Tangent(Block body, IEnumerable<Value> inputs, IdSource ids)
    {
        _ids = ids;
        _classes = new AliasClasses(body);
        _varied = new DataFlow(body, _classes, DataFlow.Differentiable).Forward(inputs);
        _masking = Masking.Of(body);
    }

    /// <summary>Whether a value, or the memory of a buffer, depends on an input.</summary>
    public bool IsVaried(Value value) =>
        value.Type.IsFloating && _varied.Contains(value.Type.IsBuffer ? _classes.ClassOf(value) : value);

    /// <summary>Says what the tangent of a value is that the body starts with.</summary>
    public void Give(Value value, Value tangent) => (value.Type.IsBuffer ? _memory : _scalars)[value] = tangent;

    /// <summary>The tangent of a scalar; zero where it has none.</summary>
    public Value Of(Value value, Builder builder) =>
        _scalars.TryGetValue(value, out Value tangent) ? tangent : builder.Constant(Constant.Default(value.Type));

    /// <summary>Appends operations, each with its tangent.</summary>
    public void Append(IEnumerable<Op> ops, Builder builder)
    {
        foreach (Op op in ops)
        {
            builder.Origin = op.Origin;
            Append(op, builder);
        }

        builder.Origin = default;
    }

    /// <summary>The parts of a loop that also carries tangents.</summary>
    private sealed record Looped(EquatableArray<Value> Initial, EquatableArray<Value> Carried, Block Body, EquatableArray<Value> Results);

    private static string NameOf(Value value) => value.Name.Length > 0 ? value.Name + "Tangent" : "";

    private void Append(Op op, Builder builder)
    {
        switch (op)
        {
            case Let let:
                builder.Add(let);
                AppendLet(let, builder);
                break;
            case Load load:
                builder.Add(load);
                if (IsVaried(load.Result))
                {
                    _scalars[load.Result] = builder.Load(MemoryOf(load.Buffer, builder), load.Index);
                }

                break;
            case Store store:
                AppendStore(store, builder);
                break;
            case RestoreMark mark:
                builder.Add(mark);
                if (_twins.TryGetValue(mark.Store.Number, out Store twin))
                {
                    builder.Add(new RestoreMark(twin));
                }

                break;
            case Allocate or Slice or SelectBuffer:
                builder.Add(op);
                AppendMemory(op, builder);
                break;
            case RuleCall call:
                AppendRuleCall(call, builder);
                break;
            case If branch:
                AppendBranch(branch, builder);
                break;
            case For loop:
                AppendLoop(loop, builder);
                break;
            case While loop:
                AppendLoop(loop, builder);
                break;
            default:
                builder.Add(op);
                break;
        }
    }

    private void AppendLet(Let let, Builder builder)
    {
        if (!IsVaried(let.Result))
        {
            return;
        }

        // A tangent may well be zero: then an infinite partial must not make it NaN.
        bool isGuarded = _masking.MayBeInfinite(let.Result);
        Value? sum = null;
        for (int i = 0; i < let.Arguments.Count; i++)
        {
            if (DerivativeTable.FlowOf(let, i) == Flow.Differentiable && _scalars.TryGetValue(let.Arguments[i], out Value tangent))
            {
                // Cotangents have the type of the result, and so has what stands for one here.
                Value given = tangent.Type == let.Result.Type ? tangent : builder.Let(Primitives.Convert, let.Result.Type, tangent);
                Value part = tangent.Type == let.Result.Type ? DerivativeTable.Apply(builder, let, i, given, isGuarded, _masking.MayBeInfinite(let.Arguments[i])) : given;
                sum = sum is null ? part : builder.Let(Primitives.Add, sum, part);
            }
        }

        if (sum is not null)
        {
            _scalars[let.Result] = builder.Rename(sum, NameOf(let.Result));
        }
    }

    private void AppendStore(Store store, Builder builder)
    {
        builder.Add(store);
        if (IsVaried(store.Buffer))
        {
            Store twin = new(MemoryOf(store.Buffer, builder), store.Index, Of(store.Operand, builder)) { Number = store.Number > 0 ? _ids.NewRegion() : 0 };
            builder.Add(twin);
            if (store.Number > 0)
            {
                _twins[store.Number] = twin;
            }
        }
    }

    private void AppendMemory(Op op, Builder builder)
    {
        Value result = op.Definitions().First();
        if (!IsVaried(result) || _memory.ContainsKey(result))
        {
            return;
        }

        builder.Origin = default;
        List<Value> parts = [.. MemoryUse.ViewedBy(op).Select(b => MemoryOf(b, builder))];
        Shape shape = parts.Any(p => p.Type.Shape == Shape.ReadOnlySpan) ? Shape.ReadOnlySpan : Shape.Span;
        Value shadow = _ids.NewValue(result.Type.Element.As(shape), NameOf(result));
        builder.Add(op switch
        {
            Allocate allocate => allocate with { Result = shadow, Origin = default },
            Slice slice => new Slice(shadow, parts[0], slice.Start, slice.Length),
            _ => new SelectBuffer(shadow, ((SelectBuffer)op).Selector, parts.ToEquatable()),
        });
        _memory[result] = shadow;
    }

    /// <summary>The tangents of a buffer. Memory without any, that may be selected beside one that has, gets zeros where that is.</summary>
    private Value MemoryOf(Value buffer, Builder builder) =>
        _memory.TryGetValue(buffer, out Value known) ? known : builder.Allocate(buffer.Type.Element, builder.Length(buffer), NameOf(buffer));

    private void AppendBranch(If branch, Builder builder)
    {
        List<int> varied = [.. Enumerable.Range(0, branch.Results.Count).Where(i => IsVaried(branch.Results[i]))];
        Block whenTrue = WithTangents(branch.Then, varied, builder);
        Block whenFalse = WithTangents(branch.Else, varied, builder);
        List<Value> results = NewTangents(branch.Results, varied);
        builder.Add(branch with { Then = whenTrue, Else = whenFalse, Results = branch.Results.Concat(results).ToEquatable() });
    }

    private void AppendLoop(For loop, Builder builder)
    {
        Looped looped = Loop(loop.Initial, loop.Carried, loop.Body, loop.Results, builder);
        builder.Add(loop with { Initial = looped.Initial, Carried = looped.Carried, Body = looped.Body, Results = looped.Results });
    }

    private void AppendLoop(While loop, Builder builder)
    {
        Looped looped = Loop(loop.Initial, loop.Carried, loop.Body, loop.Results, builder);
        builder.Add(loop with { Initial = looped.Initial, Carried = looped.Carried, Body = looped.Body, Results = looped.Results });
    }

    private Looped Loop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, Block body, EquatableArray<Value> results, Builder builder)
    {
        List<int> varied = [.. Enumerable.Range(0, carried.Count).Where(i => IsVaried(carried[i]))];
        List<Value> start = [.. varied.Select(i => Of(initial[i], builder))];
        List<Value> inside = NewTangents(carried, varied);
        Block withTangents = WithTangents(body, varied, builder);
        return new Looped(
            initial.Concat(start).ToEquatable(), carried.Concat(inside).ToEquatable(), withTangents,
            results.Concat(NewTangents(results, varied)).ToEquatable());
    }

    private List<Value> NewTangents(EquatableArray<Value> values, List<int> varied)
    {
        List<Value> tangents = [];
        foreach (int i in varied)
        {
            Value tangent = _ids.NewValue(values[i].Type, NameOf(values[i]));
            _scalars[values[i]] = tangent;
            tangents.Add(tangent);
        }

        return tangents;
    }

    /// <summary>A block that also yields the tangents of some of what it yields.</summary>
    private Block WithTangents(Block block, List<int> varied, Builder around)
    {
        Builder builder = around.Nested();
        Append(block.Ops, builder);
        if (block.Ops.LastOrDefault() is Throw)
        {
            // Nothing is yielded; the number must fit.
            return builder.ToBlock(block.Yields.Concat(varied.Select(i => builder.Constant(Constant.Default(block.Yields[i].Type)))).ToList());
        }

        List<Value> tangents = [.. varied.Select(i => Of(block.Yields[i], builder))];
        return builder.ToBlock(block.Yields.Concat(tangents));
    }
}
