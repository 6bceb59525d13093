using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Calls of methods that have a derivative of their own: a rule, or what Diff generated for them in another assembly.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>The arguments in the source's order of evaluation, handed over in that of the parameters.</summary>
    private Value? CallByRule(IInvocationOperation invocation, IMethodSymbol method, CallRule rule)
    {
        Value[] values = new Value[method.Parameters.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            values[parameter.Ordinal] = ConvertTo(Expression(argument.Value), Map(parameter.Type));
        }

        return CallByRule(method, rule, values);
    }

    private Value? CallByRule(IMethodSymbol method, CallRule rule, IEnumerable<Value> values)
    {
        Value? returned = null;
        Value[] results = [];
        if (!method.ReturnsVoid)
        {
            returned = NewVariable(Map(method.ReturnType), "");
            results = LeavesOf(returned);
        }

        RuleCalls.Add(_builder, rule, results.ToEquatable(), [.. values.SelectMany(LeavesOf)]);
        return returned;
    }

    /// <summary>The body of an annotated method that has a rule: a call of itself.</summary>
    private void LowerByRule(CallRule rule)
    {
        Value? returned = CallByRule(_method, rule, _method.Parameters.Select(p => Read(_variables[p])));
        _builder.Add(new Return(returned is null ? default : LeavesOf(returned).ToEquatable()));
    }

    /// <summary>The rule of a method; refused where there is one that does not fit.</summary>
    private CallRule? RuleOf(IMethodSymbol method, SyntaxNode site)
    {
        CallRule? rule = _module.RuleFor(method, out string problem);
        return rule is null && problem.Length > 0 ? throw Refused(site, Refusals.UnsupportedRule, problem) : rule;
    }
}
