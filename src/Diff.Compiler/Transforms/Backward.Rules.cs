using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The reverse of calls that another method differentiates.</summary>
internal sealed partial class Backward
{
    private void ReverseRuleCall(RuleCall call, Scope scope)
    {
        CallRule rule = call.Rule;
        List<Value?> taken = [.. call.Results.Where(r => r.Type.IsFloating).Select(r => _activity.IsActive(r) ? TakeCotangent(r, scope) : null)];
        bool isUsed = taken.Any(c => c is not null) || call.Outputs.Any(_activity.IsActive);
        bool isVaried = Enumerable.Range(0, rule.Parameters.Count)
            .Any(i => rule.Parameters[i].IsDifferentiated && _activity.IsActive(call.Arguments[rule.PositionOf(i)]));
        if (!isUsed || !isVaried)
        {
            return;
        }

        // Where all cotangents are zero the rule is not asked: of infinite arguments it could make NaN out of them.
        Value? isAsked = rule.Parameters.Any(p => p.IsWritten) ? null : IsAnyNonZero(taken, scope.Builder);
        Builder builder = isAsked is null ? scope.Builder : scope.Builder.Nested();
        List<Value> arguments = [];
        List<Value> cotangents = [];
        List<Value> destinations = [];
        List<Value> results = [];
        List<(Value Value, Value Contribution)> scalars = [];
        List<(Value From, Value To)> memories = [];
        for (int i = 0; i < rule.Parameters.Count; i++)
        {
            RuleParameter parameter = rule.Parameters[i];
            int position = rule.PositionOf(i);
            Value argument = call.Arguments[position];
            if (parameter.IsWritten)
            {
                // The pullback overwrites what it is given, so it gets a copy of the content on entry.
                Value scratch = builder.Allocate(argument.Type.Element, builder.Length(argument), argument.Name + "Scratch", AllocationKind.Uninitialized);
                builder.ForEachElement(builder.Length(argument), -1, (body, k) => body.Store(scratch, k, body.Load(argument, k)));
                arguments.Add(scratch);
                if (parameter.IsDifferentiated)
                {
                    // On entry the cotangent of the content on exit, on return that of the content on entry.
                    Value memory = Shadow(call.Arguments[position + 1], scope);
                    cotangents.Add(memory);
                    if (_activity.IsActive(argument))
                    {
                        memories.Add((memory, Shadow(argument, scope)));
                    }
                }

                continue;
            }

            arguments.Add(argument);
            if (!parameter.IsDifferentiated)
            {
                continue;
            }

            if (!argument.Type.IsBuffer)
            {
                Value contribution = _ids.NewValue(argument.Type, argument.Name.Length > 0 ? "d" + argument.Name : "");
                results.Add(contribution);
                scalars.Add((argument, contribution));
            }
            else if (rule.Accumulates && _activity.IsActive(argument))
            {
                destinations.Add(Shadow(argument, scope));
            }
            else
            {
                Value own = builder.Allocate(argument.Type.Element, builder.Length(argument), ShadowName(argument));
                destinations.Add(own);
                if (_activity.IsActive(argument))
                {
                    memories.Add((own, Shadow(argument, scope)));
                }
            }
        }

        arguments.AddRange(call.Results.Where(r => r.Type.IsFloating).Zip(taken, (r, c) => c ?? builder.Constant(Constant.Default(r.Type))));
        arguments.AddRange(cotangents);
        arguments.AddRange(destinations);
        builder.Add(new RulePullback(results.ToEquatable(), rule, arguments.ToEquatable()) { Number = call.Number });
        foreach ((Value from, Value to) in memories)
        {
            AddTo(to, from, builder);
        }

        scalars.RemoveAll(s => !_activity.IsActive(s.Value));
        if (isAsked is not null)
        {
            Builder otherwise = builder.Nested();
            List<Value> zeros = [.. scalars.Select(s => otherwise.Constant(Constant.Default(s.Contribution.Type)))];
            List<Value> chosen = [.. scalars.Select(s => _ids.NewValue(s.Contribution.Type, s.Contribution.Name))];
            scope.Builder.Add(new If(isAsked, builder.ToBlock(scalars.Select(s => s.Contribution)), otherwise.ToBlock(zeros), chosen.ToEquatable()) { Region = -1 });
            scalars = [.. scalars.Zip(chosen, (s, c) => (s.Value, c))];
        }

        foreach ((Value value, Value contribution) in scalars)
        {
            Accumulate(value, contribution, scope);
        }
    }

    private static Value IsAnyNonZero(List<Value?> cotangents, Builder builder)
    {
        Value? any = null;
        foreach (Value cotangent in cotangents.OfType<Value>())
        {
            // NaN is not zero.
            Value isNonZero = builder.Compare(Primitives.NotEqual, cotangent, builder.Constant(Constant.Default(cotangent.Type)));
            any = any is null ? isNonZero : builder.Let(Primitives.Or, IrType.Bool, any, isNonZero);
        }

        return any!;
    }
}
