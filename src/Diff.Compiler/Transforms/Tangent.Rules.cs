using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Calls that another method differentiates. What has no tangent is refused before (<see cref="DerivationRefusals"/>).</summary>
internal sealed partial class Tangent
{
    private void AppendRuleCall(RuleCall call, Builder builder)
    {
        if (call.Rule.Tangent.Length > 0 && call.Results.Concat(call.Outputs).Any(IsVaried))
        {
            AppendTangentCall(call, builder);
        }
        else
        {
            builder.Add(call);
            AppendPullbacks(call, builder);
        }
    }

    /// <summary>
    /// A rule for tangents takes the place of the call. Memory that is written has the content on entry, and its tangents, before it; both
    /// are those on exit behind it.
    /// </summary>
    private void AppendTangentCall(RuleCall call, Builder builder)
    {
        List<Value> arguments = [];
        List<Value> tangents = [];
        for (int i = 0; i < call.Rule.Parameters.Count; i++)
        {
            RuleParameter parameter = call.Rule.Parameters[i];
            Value argument = call.Arguments[call.Rule.PositionOf(i)];
            Value handed = argument;
            if (parameter.IsWritten)
            {
                handed = call.Arguments[call.Rule.PositionOf(i) + 1];
                CopyTo(handed, argument, builder);
            }

            arguments.Add(handed);
            if (!parameter.IsDifferentiated)
            {
                continue;
            }

            if (!argument.Type.IsBuffer)
            {
                tangents.Add(Of(argument, builder));
            }
            else
            {
                Value memory = MemoryOf(handed, builder);
                tangents.Add(memory);
                if (parameter.IsWritten)
                {
                    CopyTo(memory, IsVaried(argument) ? MemoryOf(argument, builder) : null, builder);
                }
            }
        }

        List<Value> results = [];
        foreach (Value result in call.Results.Where(r => r.Type.IsFloating))
        {
            Value tangent = _ids.NewValue(result.Type, NameOf(result));
            _scalars[result] = tangent;
            results.Add(tangent);
        }

        CallRule forwards = call.Rule with { Backward = call.Rule.Tangent, Cotangents = call.Rule.Tangents };
        EquatableArray<Value> all = arguments.Concat(tangents).ToEquatable();
        builder.Add(new RulePullback(call.Results.Concat(results).ToEquatable(), forwards, all) { Number = call.Number });
    }

    /// <summary>Copies memory, or clears it.</summary>
    private static void CopyTo(Value destination, Value? source, Builder builder) =>
        builder.ForEachElement(builder.Length(destination), -1, (body, k) => body.Store(
            destination, k, source is null ? body.Constant(Constant.Default(destination.Type.Element)) : body.Load(source, k)));

    /// <summary>
    /// A rule gives Jᵀw. One call of it for each number returned, with the cotangent 1 for that number and 0 for the others, gives a row of the
    /// Jacobian, and the tangent is its product with the tangents of the arguments.
    /// </summary>
    private void AppendPullbacks(RuleCall call, Builder builder)
    {
        List<Value> results = [.. call.Results.Where(r => r.Type.IsFloating)];
        foreach (Value result in results.Where(IsVaried))
        {
            List<Value> arguments = [];
            List<Value> derivatives = [];
            List<Value> destinations = [];
            List<(Value Argument, Value Derivative)> parts = [];
            for (int i = 0; i < call.Rule.Parameters.Count; i++)
            {
                RuleParameter parameter = call.Rule.Parameters[i];
                Value argument = call.Arguments[call.Rule.PositionOf(i)];
                arguments.Add(argument);
                if (!parameter.IsDifferentiated)
                {
                    continue;
                }

                Value derivative = argument.Type.IsBuffer
                    ? builder.Allocate(argument.Type.Element, builder.Length(argument), argument.Name.Length > 0 ? "d" + argument.Name : "")
                    : _ids.NewValue(argument.Type, argument.Name.Length > 0 ? "d" + argument.Name : "");
                (argument.Type.IsBuffer ? destinations : derivatives).Add(derivative);
                parts.Add((argument, derivative));
            }

            arguments.AddRange(results.Select(r => builder.Real(r.Type, r == result ? 1 : 0)));
            arguments.AddRange(destinations);
            builder.Add(new RulePullback(derivatives.ToEquatable(), call.Rule, arguments.ToEquatable()) { Number = call.Number });
            Value? tangent = null;
            foreach ((Value argument, Value derivative) in parts.Where(p => IsVaried(p.Argument)))
            {
                Value part = Product(argument, derivative, builder);
                part = part.Type == result.Type ? part : builder.Let(Primitives.Convert, result.Type, part);
                tangent = tangent is null ? part : builder.Let(Primitives.Add, tangent, part);
            }

            if (tangent is not null)
            {
                _scalars[result] = tangent;
            }
        }
    }

    private Value Product(Value argument, Value derivative, Builder builder)
    {
        if (!argument.Type.IsBuffer)
        {
            return builder.Let(Primitives.Times, Of(argument, builder), derivative);
        }

        Value tangents = MemoryOf(argument, builder);
        return builder.SumOfElements(builder.Length(argument), argument.Type.Element, -1, "sum", (body, i) =>
            body.Let(Primitives.Times, body.Load(tangents, i), body.Load(derivative, i)));
    }
}
