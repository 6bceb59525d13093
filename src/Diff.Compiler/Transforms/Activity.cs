using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// What is active: varied (depends on a differentiated input) and useful (reaches a result). Only active values get
/// cotangents. What would be lost on the way is refused here.
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<Value> _varied;
    private readonly HashSet<Value> _useful;

    private Activity(AliasClasses classes, HashSet<Value> varied, HashSet<Value> useful)
    {
        Classes = classes;
        _varied = varied;
        _useful = useful;
    }

    /// <summary>The memory of the function.</summary>
    public AliasClasses Classes { get; }

    /// <summary>Whether a value, or the memory of a buffer, has a cotangent.</summary>
    public bool IsActive(Value value)
    {
        Value key = value.Type.IsBuffer ? Classes.ClassOf(value) : value;
        return value.Type.IsFloating && _varied.Contains(key) && _useful.Contains(key);
    }

    /// <summary>Whether a value depends on a differentiated input.</summary>
    public bool IsVaried(Value value) => _varied.Contains(value.Type.IsBuffer ? Classes.ClassOf(value) : value);

    /// <summary>Whether a value reaches a result by a way that has a derivative.</summary>
    public bool IsUseful(Value value) => _useful.Contains(value.Type.IsBuffer ? Classes.ClassOf(value) : value);

    /// <summary>Analyses a function in SSA.</summary>
    /// <param name="function">The function, everything that it calls inlined.</param>
    /// <param name="parameters">What its parameters are to the derivative.</param>
    /// <param name="refusals">Receives what is lost.</param>
    public static Activity Run(Function function, EquatableArray<ParameterInfo> parameters, List<Refusal> refusals)
    {
        Block body = function.Body;
        AliasClasses classes = new(body);
        List<Value> inputs = [];
        List<Value> outputs = [.. body.Yields.Take(function.ReturnTypes.Count)];
        int final = function.ReturnTypes.Count;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (function.Parameters[i].Mode != PassingMode.Value)
            {
                if (parameters[i].IsOutput)
                {
                    outputs.Add(body.Yields[final]);
                }

                final++;
            }

            if (!parameters[i].IsDifferentiated)
            {
                continue;
            }

            Value value = function.Parameters[i].Value;
            inputs.Add(value);
            if (parameters[i].IsOutput && value.Type.IsBuffer)
            {
                outputs.Add(value);
            }
        }

        DataFlow differentiable = new(body, classes, DataFlow.Differentiable);
        Activity activity = new(classes, differentiable.Forward(inputs), differentiable.Backward(outputs));
        activity.RefuseUnknownCalls(function, parameters, refusals);
        foreach (Value input in inputs)
        {
            activity.RefuseLost(body, input, outputs, differentiable, refusals);
        }

        return activity;
    }

    private void RefuseUnknownCalls(Function function, EquatableArray<ParameterInfo> parameters, List<Refusal> refusals)
    {
        // Memory of objects outlives the call, and what is stored there would be read by another call without its derivative.
        Block body = function.Body;
        HashSet<Value> outside = [.. parameters.Select((p, i) => (p.Access, function.Parameters[i].Value))
            .Where(p => p.Access is not null && p.Value.Type.IsBuffer).Select(p => Classes.ClassOf(p.Value))];
        int changed = function.ReturnTypes.Count;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (function.Parameters[i].Mode == PassingMode.Value)
            {
                continue;
            }

            if (parameters[i].Access is { } access && body.Yields[changed] != function.Parameters[i].Value)
            {
                refusals.Add(new Refusal(
                    Refusals.StoreOutside, $"'{access}' is changed, which its derivative would not show; return the new value or write to a span parameter", default));
            }

            changed++;
        }

        foreach (Op op in body.Descendants())
        {
            if (op is Opaque { Result: { Type.IsBuffer: true } result })
            {
                outside.Add(Classes.ClassOf(result));
            }
        }

        foreach (Op op in body.Descendants())
        {
            if (op is Opaque { IsSink: false } call && call.Arguments.Any(IsVaried))
            {
                refusals.Add(call.Name == "a delegate"
                    ? new Refusal(
                        Refusals.DelegateCall, "a call through a delegate has no derivative; call a method, or pass Gradient.Stop of the argument", op.Origin)
                    : new Refusal(
                        Refusals.UnknownCall,
                        $"{call.Name} has no body to differentiate and gets a value that depends on a differentiated parameter; write it in C#, or pass Gradient.Stop of the argument",
                        op.Origin));
            }
            else if (op is RuleCall rule)
            {
                RefuseConstants(rule, refusals);
            }
            else if (op is Store store && outside.Contains(Classes.ClassOf(store.Buffer)))
            {
                refusals.Add(new Refusal(
                    Refusals.StoreOutside,
                    "this stores into memory outside the method; write to a span parameter or a local array instead", op.Origin));
            }
        }
    }

    /// <summary>What a rule has no derivative by may not depend on an input.</summary>
    private void RefuseConstants(RuleCall call, List<Refusal> refusals)
    {
        for (int i = 0; i < call.Rule.Parameters.Count; i++)
        {
            RuleParameter parameter = call.Rule.Parameters[i];
            int position = call.Rule.PositionOf(i);
            bool isLost = !parameter.IsDifferentiated && parameter.Type.IsFloating
                && (IsVaried(call.Arguments[position])
                    || parameter.IsWritten && IsVaried(call.Arguments[position + 1]) && _useful.Contains(Classes.ClassOf(call.Arguments[position + 1])));
            if (isLost)
            {
                refusals.Add(new Refusal(
                    Refusals.UnsupportedRule,
                    $"an argument of '{call.Rule.Name}' that its derivative has no part for depends on a differentiated parameter; pass Gradient.Stop of it, or differentiate by it there",
                    call.Origin));
                return;
            }
        }
    }

    /// <summary>
    /// Lost is judged per parameter: it reaches an output, but on every way there is a rounding, a conversion or an integer.
    /// </summary>
    private void RefuseLost(Block body, Value input, List<Value> outputs, DataFlow differentiable, List<Refusal> refusals)
    {
        Value key = input.Type.IsBuffer ? Classes.ClassOf(input) : input;
        if (_useful.Contains(key))
        {
            return;
        }

        DataFlow data = new(body, Classes, DataFlow.AnyData);
        HashSet<Value> reaching = data.Backward(outputs);
        if (!reaching.Contains(key))
        {
            return;
        }

        HashSet<Value> varied = differentiable.Forward([input]);
        foreach (Op op in body.Descendants())
        {
            if (op is Let let && reaching.Contains(let.Result) && !varied.Contains(let.Result) && let.Arguments.Any(varied.Contains)
                && Enumerable.Range(0, let.Arguments.Count).Any(i =>
                    varied.Contains(let.Arguments[i]) && Rules.DerivativeTable.FlowOf(let, i) == Rules.Flow.Lossy))
            {
                refusals.Add(new Refusal(
                    Refusals.LostDerivative,
                    $"the derivative by '{input.Name}' is lost here, on its only way to the result: {Describe(let)} has derivative zero; keep the floating-point value, "
                        + "or say that the loss is meant with Gradient.Stop or Gradient.StraightThrough",
                    op.Origin));
                return;
            }
        }
    }

    private static string Describe(Let let) =>
        let.Primitive == Primitives.Convert || let.Primitive == Primitives.ConvertChecked
            ? $"a conversion to {let.Result.Type}"
            : let.Primitive.Notation == Notation.Call ? let.Primitive.Text(let.Arguments[0].Type.Kind).Split('(')[0] : $"'{let.Primitive.Name}'";
}
