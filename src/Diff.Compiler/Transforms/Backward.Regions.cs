using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The reverse of branches, loops and functions over buffers.</summary>
internal sealed partial class Backward
{
    /// <summary>Active scalars from outside that blocks read: their cotangents grow inside.</summary>
    private List<Value> FreeActive(params Block[] blocks) =>
        [.. blocks.SelectMany(b => b.Free([])).Distinct().Where(v => !v.Type.IsBuffer && _activity.IsActive(v))];

    private void ReverseIf(If branch, Scope scope)
    {
        List<Value> free = FreeActive(branch.Then, branch.Else);
        List<Value?> cotangents = [.. branch.Results.Select(r => _activity.IsActive(r) ? TakeCotangent(r, scope) : null)];
        for (int i = 0; i < cotangents.Count; i++)
        {
            if (cotangents[i] is { } cotangent)
            {
                Count(branch.Results[i], cotangent, scope);
            }
        }

        Scope whenTrue = ReverseBranch(branch.Then, cotangents, scope);
        Scope whenFalse = ReverseBranch(branch.Else, cotangents, scope);
        List<Value> thenYields = [];
        List<Value> elseYields = [];
        List<Value> results = [];
        foreach (Value value in free)
        {
            bool hasTrue = whenTrue.Cotangents.TryGetValue(value, out Value left);
            bool hasFalse = whenFalse.Cotangents.TryGetValue(value, out Value right);
            if (!hasTrue && !hasFalse)
            {
                continue;
            }

            if (hasTrue && hasFalse && left == right)
            {
                // The same on both sides, so from outside.
                scope.Cotangents[value] = left;
                continue;
            }

            Value result = _ids.NewValue(value.Type, value.Name.Length > 0 ? "d" + value.Name : "");
            results.Add(result);
            thenYields.Add(CotangentOrZero(value, whenTrue));
            elseYields.Add(CotangentOrZero(value, whenFalse));
            scope.Cotangents[value] = result;
        }

        Block thenBlock = whenTrue.Builder.ToBlock(thenYields);
        Block elseBlock = whenFalse.Builder.ToBlock(elseYields);
        if (thenBlock.Ops.Count > 0 || elseBlock.Ops.Count > 0 || results.Count > 0)
        {
            scope.Builder.Add(new If(branch.Condition, thenBlock, elseBlock, results.ToEquatable()) { Region = -1, Mirror = branch.Region });
        }
    }

    private Scope ReverseBranch(Block block, List<Value?> cotangents, Scope outer)
    {
        Scope scope = new(outer.Builder.Nested(), outer, block) { Cotangents = new Dictionary<Value, Value>(outer.Cotangents) };
        if (block.Ops.LastOrDefault() is Throw)
        {
            return scope;
        }

        for (int i = 0; i < cotangents.Count; i++)
        {
            if (cotangents[i] is { } cotangent && _activity.IsActive(block.Yields[i]))
            {
                Accumulate(block.Yields[i], cotangent, scope);
            }
        }

        Reverse(block, scope);
        return scope;
    }

    private void ReverseLoop(
        int region, Value from, Value to, long step, LoopTest test, Value forwardIndex, EquatableArray<Value> initial,
        EquatableArray<Value> carried, Block body, EquatableArray<Value> results, Scope scope)
    {
        List<int> active = Enumerable.Range(0, carried.Count).Where(i => _activity.IsActive(carried[i])).ToList();
        List<Value> free = FreeActive(body).Where(v => !carried.Contains(v)).ToList();
        List<Value> reverseInitial = [];
        List<Value> reverseCarried = [];
        Scope inside = new(scope.Builder.Nested(), scope, body);
        foreach (Value value in free)
        {
            Value parameter = _ids.NewValue(value.Type, value.Name.Length > 0 ? "d" + value.Name : "");
            reverseInitial.Add(CotangentOrZero(value, scope));
            reverseCarried.Add(parameter);
            inside.Cotangents[value] = parameter;
        }

        foreach (int i in active)
        {
            Value parameter = _ids.NewValue(carried[i].Type, carried[i].Name.Length > 0 ? "d" + carried[i].Name : "");
            reverseInitial.Add(CotangentOrZero(results[i], scope));
            scope.Cotangents.Remove(results[i]);
            reverseCarried.Add(parameter);
            if (_activity.IsActive(body.Yields[i]))
            {
                Accumulate(body.Yields[i], parameter, inside);
            }
        }

        Reverse(body, inside);
        List<Value> yields = [.. free.Select(v => CotangentOrZero(v, inside)), .. active.Select(i => CotangentOrZero(carried[i], inside))];
        List<Value> reverseResults = [.. reverseCarried.Select(c => _ids.NewValue(c.Type, c.Name))];
        Block reverseBody = inside.Builder.ToBlock(yields);
        if (reverseBody.Ops.Count == 0 && reverseCarried.Count == 0)
        {
            return;
        }

        scope.Builder.Add(new For(
            _ids.NewValue(IrType.Int, forwardIndex.Name), from, to, step, test, reverseInitial.ToEquatable(),
            reverseCarried.ToEquatable(), reverseBody, reverseResults.ToEquatable())
        {
            Region = -1, Mirror = region, Reversed = true,
        });
        for (int i = 0; i < free.Count; i++)
        {
            scope.Cotangents[free[i]] = reverseResults[i];
        }

        for (int i = 0; i < active.Count; i++)
        {
            if (_activity.IsActive(initial[active[i]]))
            {
                Accumulate(initial[active[i]], reverseResults[free.Count + i], scope);
            }
        }
    }

    private void ReverseSpanCall(SpanCall call, Scope scope)
    {
        List<Value> arguments = [];
        EquatableArray<Value> primal = call.Arguments;
        if (call.Result is { } result)
        {
            if (!_activity.IsActive(result) || TakeCotangent(result, scope) is not { } cotangent)
            {
                return;
            }

            arguments.AddRange(primal);
            if (call.Function == SpanFunction.Norm || call.Function == SpanFunction.LogSumExp)
            {
                arguments.Add(result);
            }

            arguments.Add(cotangent);
            arguments.AddRange(primal.Where(a => a.Type.IsBuffer).Select(a => ShadowOrNone(a, scope)));
        }
        else
        {
            // The output and its cotangent; the cotangent of the input.
            Value output = primal[primal.Count - 1];
            if (!_activity.IsActive(output))
            {
                return;
            }

            arguments.Add(output);
            arguments.Add(Shadow(output, scope));
            arguments.Add(ShadowOrNone(primal[0], scope));
        }

        scope.Builder.Add(new SpanPullback(call.Function, arguments.ToEquatable()) { Number = call.Number });
    }

    private Value ShadowOrNone(Value buffer, Scope scope) =>
        _activity.IsActive(buffer)
            ? Shadow(buffer, scope)
            : scope.Builder.Constant(Constant.Default(buffer.Type.As(Shape.Span)));
}
