using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Calls that another method differentiates. What has no tangent is refused before (<see cref="DerivationRefusals"/>).</summary>
internal sealed partial class Tangent
{
    /// <summary>
    /// A rule gives Jᵀw. One call of it for each number returned, with the cotangent 1 for that number and 0 for the others, gives a row of the
    /// Jacobian, and the tangent is its product with the tangents of the arguments.
    /// </summary>
    private void AppendRuleCall(RuleCall call, Builder builder)
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
