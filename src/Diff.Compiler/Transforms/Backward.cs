using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <summary>A primal and its reverse sweep in one body.</summary>
/// <param name="Body">Forward operations, then reverse ones, which may read values of the forward sweep inside mirrored constructs.</param>
/// <param name="ForwardCount">How many operations belong to the forward sweep.</param>
/// <param name="Parameters">
/// The primal's parameters, the result's cotangent if there is one, memory for counts if there are any, then cotangent buffers.
/// </param>
/// <param name="Ids">The function's ids.</param>
/// <param name="FirstDerivative">The first id of the reverse sweep.</param>
internal sealed record Differentiated(
    Block Body, int ForwardCount, EquatableArray<Value> Parameters, IdSource Ids, int FirstDerivative)
{
    /// <summary>What is counted, in the order of the reverse sweep.</summary>
    public EquatableArray<MonitoredRow> Monitored { get; init; }

    /// <summary>Memory for counts, which has all places that are named.</summary>
    public EquatableArray<Value> Counts { get; init; }
}

/// <summary>
/// The reverse sweep, by the rules of the derivative table: operations in reverse order, each adding what its result's
/// cotangent contributes to the cotangents of its arguments. Loops run backwards, a store hands its cotangent to the stored
/// value. Every value of the forward sweep may be read here; how it gets here is for the storage pass to decide.
/// </summary>
internal sealed partial class Backward
{
    private readonly Activity _activity;
    private readonly IdSource _ids;
    private readonly Dictionary<int, Value> _trips = [];
    private Dictionary<Value, Op> _definitions = [];
    private readonly Dictionary<Value, string> _names = [];
    private readonly Masking _masking;

    private Backward(Activity activity, Masking masking, IdSource ids)
    {
        _activity = activity;
        _masking = masking;
        _ids = ids;
    }

    /// <summary>Cotangents known at a place of the reverse sweep.</summary>
    private sealed class Scope(Builder builder, Scope? outer, Block block)
    {
        public Builder Builder { get; } = builder;

        /// <summary>The block of the forward sweep that is being reversed.</summary>
        public Block Block { get; } = block;

        public Scope? Outer { get; } = outer;

        /// <summary>Cotangents of values; a missing one is zero.</summary>
        public Dictionary<Value, Value> Cotangents { get; init; } = [];

        /// <summary>Cotangent memory of buffers.</summary>
        public Dictionary<Value, Value> Shadows { get; } = [];
    }

    /// <summary>Differentiates a function.</summary>
    /// <param name="function">The function, linked and in SSA.</param>
    /// <param name="parameters">What each of its parameters is.</param>
    /// <param name="activity">What is active in it.</param>
    /// <param name="resultPaths">Of a returned struct, what its scalars are called; else empty.</param>
    /// <param name="isMonitored">Whether cotangents are counted.</param>
    /// <param name="unit">The one number among those handed back whose cotangent is not zero; null for all.</param>
    public static Differentiated Run(
        Function function, EquatableArray<ParameterInfo> parameters, Activity activity, EquatableArray<string> resultPaths = default,
        bool isMonitored = false, int? unit = null)
    {
        IdSource ids = new(function.NextId);
        Backward pass = new(activity, Masking.Of(function.Body), ids);
        Block forward = TripCounters.Run(function.Body, ids, pass._trips);
        pass._definitions = forward.DefinitionsInside();

        int first = ids.Next;
        Builder reverse = new(ids);
        Scope scope = new(reverse, null, forward);
        List<Value> coreParameters = [.. function.Parameters.Select(p => p.Value)];
        List<(Value Result, Value Cotangent)> results = [];
        for (int i = 0; i < function.ReturnTypes.Count; i++)
        {
            if (function.ReturnTypes[i].IsFloating)
            {
                string name = MemberNames.ResultCotangentOf(resultPaths.Count > 0 ? resultPaths[i] : "");
                results.Add((forward.Yields[i], ids.NewValue(function.ReturnTypes[i], name)));
            }
        }

        int final = function.ReturnTypes.Count;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (function.Parameters[i].Mode != PassingMode.Value)
            {
                if (parameters[i].IsOutput)
                {
                    results.Add((forward.Yields[final], ids.NewValue(parameters[i].Type, MemberNames.BufferCotangent(parameters[i].Name))));
                }

                final++;
            }
        }

        coreParameters.AddRange(results.Select(r => r.Cotangent));
        if (isMonitored)
        {
            pass.StartMonitoring(forward, parameters, reverse, coreParameters);
        }

        List<(Value Shadow, Value Destination)> temporary = pass.ShadowParameters(function, parameters, coreParameters, scope);
        reverse.Add(new Remark("Backward: d… is the derivative of the result by …."));
        for (int i = 0; i < results.Count; i++)
        {
            if (activity.IsActive(results[i].Result) && (unit is null || unit == i))
            {
                pass.Accumulate(results[i].Result, results[i].Cotangent, scope);
            }
        }

        pass.Reverse(forward, scope);
        foreach ((Value shadow, Value destination) in temporary)
        {
            AddTo(destination, shadow, reverse);
        }

        List<Value> yields = [.. forward.Yields];
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].IsDifferentiated && parameters[i].Type.Shape == Shape.Scalar)
            {
                Value gradient = pass.CotangentOrZero(function.Parameters[i].Value, scope);
                pass.CountGradient(parameters[i], gradient, scope);
                yields.Add(gradient);
            }
        }

        pass.EndMonitoring(coreParameters);
        Block body = new(forward.Ops.Concat(reverse.Ops).ToEquatable(), yields.ToEquatable());
        return new Differentiated(pass.Named(body), forward.Ops.Count, coreParameters.ToEquatable(), ids, first)
        {
            Monitored = pass.MonitoredRows,
            Counts = pass.CountMemory,
        };
    }

    /// <summary>
    /// Gives every parameter with active memory its cotangent memory: the caller's where that starts with what it must, else
    /// memory of its own, which is added to the caller's at the end.
    /// </summary>
    private List<(Value Shadow, Value Destination)> ShadowParameters(
        Function function, EquatableArray<ParameterInfo> parameters, List<Value> coreParameters, Scope scope)
    {
        List<(Value, Value)> temporary = [];
        HashSet<Value> written = [.. function.Body.Descendants().OfType<Store>().Select(s => _activity.Classes.ClassOf(s.Buffer))];
        for (int i = 0; i < parameters.Count; i++)
        {
            Value value = function.Parameters[i].Value;
            if (!value.Type.IsBuffer)
            {
                continue;
            }

            bool isOutput = parameters[i].IsOutput;
            if (parameters[i].IsDifferentiated)
            {
                string name = isOutput ? MemberNames.BufferCotangent(parameters[i].Name) : MemberNames.Destination(parameters[i].Name);
                Value destination = _ids.NewValue(value.Type.As(Shape.Span), name);
                coreParameters.Add(destination);
                if (isOutput || !written.Contains(_activity.Classes.ClassOf(value)))
                {
                    scope.Shadows[value] = destination;
                    continue;
                }

                if (_activity.IsActive(value))
                {
                    Value shadow = NewShadow(value, scope);
                    temporary.Add((shadow, destination));
                }
            }
            else if (_activity.IsActive(value))
            {
                NewShadow(value, scope);
            }
        }

        return temporary;
    }

    private static string ShadowName(Value value) => value.Name.Length > 0 ? "d" + value.Name : "dBuffer";

    private Value NewShadow(Value buffer, Scope scope)
    {
        Value shadow = scope.Builder.Allocate(buffer.Type.Element, scope.Builder.Length(buffer), ShadowName(buffer));
        scope.Shadows[buffer] = shadow;
        return shadow;
    }

    private static void AddTo(Value destination, Value shadow, Builder builder) =>
        builder.ForEachElement(builder.Length(shadow), -1, (body, i) => body.Store(
            destination, i, body.Let(Primitives.Add, body.Load(destination, i), body.Load(shadow, i))));

    private void Reverse(Block block, Scope scope)
    {
        foreach (Op op in block.Ops)
        {
            if (op is Allocate allocate && _activity.IsActive(allocate.Result))
            {
                scope.Builder.Origin = default;
                scope.Shadows[allocate.Result] = scope.Builder.Allocate(
                    allocate.Result.Type.Element, allocate.Length, ShadowName(allocate.Result));
            }
        }

        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            scope.Builder.Origin = block.Ops[i].Origin;
            ReverseOp(block.Ops[i], scope);
        }

        scope.Builder.Origin = default;
    }

    private void ReverseOp(Op op, Scope scope)
    {
        switch (op)
        {
            case Let o:
                ReverseLet(o, scope);
                break;
            case Load o when _activity.IsActive(o.Result) && TakeCotangent(o.Result, scope) is { } cotangent:
                Value memory = Shadow(o.Buffer, scope);
                scope.Builder.Store(memory, o.Index, scope.Builder.Let(Primitives.Add, scope.Builder.Load(memory, o.Index), cotangent));
                break;
            case Store o:
                ReverseStore(o, scope);
                break;
            case SpanCall o:
                ReverseSpanCall(o, scope);
                break;
            case RuleCall o:
                ReverseRuleCall(o, scope);
                break;
            case If o:
                ReverseIf(o, scope);
                break;
            case For o:
                ReverseLoop(o.Region, o.From, o.To, o.Step, o.Test, o.Index, o.Initial, o.Carried, o.Body, o.Results, scope);
                break;
            case While o:
                Value zero = scope.Builder.Int(0);
                Value number = _ids.NewValue(IrType.Int, "k");
                ReverseLoop(
                    o.Region, zero, _trips[o.Region], 1, LoopTest.Less, number, o.Initial, o.Carried, o.Body, o.Results, scope);
                break;
        }
    }

    private void ReverseLet(Let let, Scope scope)
    {
        if (!_activity.IsActive(let.Result) || TakeCotangent(let.Result, scope) is not { } cotangent)
        {
            return;
        }

        Count(let.Result, cotangent, scope);
        bool isGuarded = _masking.NeedsGuard(let);
        for (int i = 0; i < let.Arguments.Count; i++)
        {
            if (_activity.IsActive(let.Arguments[i]) && DerivativeTable.FlowOf(let, i) == Flow.Differentiable)
            {
                Accumulate(let.Arguments[i], DerivativeTable.Apply(scope.Builder, let, i, cotangent, isGuarded), scope);
            }
        }
    }

    private void ReverseStore(Store store, Scope scope)
    {
        scope.Builder.Add(new RestoreMark(store));
        if (!_activity.IsActive(store.Buffer))
        {
            return;
        }

        Value memory = Shadow(store.Buffer, scope);
        if (_activity.IsActive(store.Operand))
        {
            Accumulate(store.Operand, scope.Builder.Load(memory, store.Index), scope);
        }

        // The element is overwritten: what it held before has no part in what comes after.
        scope.Builder.Store(memory, store.Index, scope.Builder.Constant(Constant.Default(store.Buffer.Type.Element)));
    }

    private Value? TakeCotangent(Value value, Scope scope)
    {
        if (!scope.Cotangents.TryGetValue(value, out Value cotangent))
        {
            return null;
        }

        scope.Cotangents.Remove(value);
        return cotangent;
    }

    private Value CotangentOrZero(Value value, Scope scope) =>
        scope.Cotangents.TryGetValue(value, out Value cotangent) ? cotangent : scope.Builder.Constant(Constant.Default(value.Type));

    private void Accumulate(Value value, Value contribution, Scope scope)
    {
        Value sum = scope.Cotangents.TryGetValue(value, out Value known)
            ? scope.Builder.Let(Primitives.Add, known, contribution)
            : contribution;
        scope.Cotangents[value] = sum;
        if (value.Name.Length > 0 && sum.Name.Length == 0 && sum.Id >= 0)
        {
            _names[sum] = "d" + value.Name;
        }
    }

    /// <summary>The cotangent memory of a buffer; views are made anew from the same integers.</summary>
    private Value Shadow(Value buffer, Scope scope)
    {
        for (Scope? current = scope; current is not null; current = current.Outer)
        {
            if (current.Shadows.TryGetValue(buffer, out Value known))
            {
                return known;
            }
        }

        // Made where the view itself is made, so that a loop around its use does not make it again and again.
        for (Scope? current = scope; current is not null; current = current.Outer)
        {
            if (current.Block.Ops.Any(op => op is Slice or SelectBuffer && op.Definitions().First() == buffer))
            {
                scope = current;
                break;
            }
        }

        Builder builder = scope.Builder;
        Value shadow;
        switch (_definitions.TryGetValue(buffer, out Op op) ? op : null)
        {
            case Slice slice:
                Value inner = Shadow(slice.Buffer, scope);
                shadow = _ids.NewValue(buffer.Type.As(Shape.Span), ShadowName(buffer));
                builder.Add(new Slice(shadow, inner, slice.Start, slice.Length));
                break;
            case SelectBuffer select:
                EquatableArray<Value> shadows = select.Buffers.Map(b => Shadow(b, scope));
                shadow = _ids.NewValue(buffer.Type.As(Shape.Span), ShadowName(buffer));
                builder.Add(new SelectBuffer(shadow, select.Selector, shadows));
                break;
            default:
                // Memory without a derivative that may be selected beside one that has: its cotangent is thrown away.
                shadow = NewShadow(buffer, scope);
                break;
        }

        scope.Shadows[buffer] = shadow;
        return shadow;
    }

    private Block Named(Block block) => new(
        block.Ops.Map(op => op.Map(Named, Named, Named)),
        block.Yields.Map(Named));

    private Value Named(Value value) => _names.TryGetValue(value, out string name) ? value with { Name = name } : value;
}
