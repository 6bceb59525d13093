using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Functions of a module that stay calls, since they call themselves or are to be run again: by which parameters each is differentiated (those that any call gives a value that varies),
/// and how its forward and backward methods are called.
/// </summary>
internal sealed class HelperRules
{
    private readonly Module _module;
    private readonly List<Function> _helpers;
    private readonly Dictionary<string, HashSet<int>> _varied = [];
    private readonly Dictionary<string, HashSet<int>> _written = [];
    private readonly Dictionary<string, CallRule> _rules = [];

    private HelperRules(Module module, List<Function> helpers)
    {
        _module = module;
        _helpers = helpers;
    }

    /// <summary>Settles the rules and puts them into the calls.</summary>
    /// <param name="module">The module.</param>
    /// <param name="entry">The annotated method.</param>
    /// <param name="helpers">The functions that stay calls.</param>
    /// <param name="refusals">Receives what is lost in them.</param>
    public static (Function Entry, List<Helper> Helpers) Run(Module module, Function entry, List<Function> helpers, List<Refusal> refusals)
    {
        HelperRules pass = new(module, helpers);
        if (helpers.Count == 0)
        {
            return (entry, []);
        }

        pass.FindWritten(entry);
        pass.FindVaried(entry);
        HashSet<string> names = [];
        Dictionary<string, EquatableArray<ParameterInfo>> parameters = [];
        foreach (Function helper in helpers)
        {
            parameters[helper.Key] = pass.ParametersOf(helper);
            pass._rules[helper.Key] = pass.RuleOf(helper, parameters[helper.Key], names);
            pass.RefuseEffects(helper, refusals);
        }

        List<Helper> ready = [];
        foreach (Function helper in helpers)
        {
            Function settled = pass.Settled(helper);
            Activity activity = Activity.Run(settled, parameters[helper.Key], refusals);
            ready.Add(new Helper(settled, parameters[helper.Key], activity, pass._rules[helper.Key])
            {
                Snapshots = helper.HasSnapshots ? pass.BySnapshots(pass._rules[helper.Key]) : null,
            });
        }

        // The annotated method asks for pullbacks by snapshots; these ask for the helpers' own.
        foreach (Helper helper in ready.Where(h => h.Snapshots is not null))
        {
            pass._rules[helper.Function.Key] = helper.Snapshots!;
        }

        return (pass.Settled(entry), ready);
    }

    private IEnumerable<RuleCall> CallsIn(Function function) => function.Body.Descendants().OfType<RuleCall>().Where(c => c.Rule.Helper.Length > 0);

    private void FindWritten(Function entry)
    {
        foreach (Function helper in _helpers)
        {
            _written[helper.Key] = [];
        }

        foreach (RuleCall call in CallsIn(entry).Concat(_helpers.SelectMany(CallsIn)))
        {
            for (int i = 0; i < call.Rule.Parameters.Count; i++)
            {
                if (call.Rule.Parameters[i].IsWritten)
                {
                    _written[call.Rule.Helper].Add(i);
                }
            }
        }
    }

    /// <summary>What is written can carry a derivative out; of the rest, what any call gives a value that varies.</summary>
    private void FindVaried(Function entry)
    {
        foreach (Function helper in _helpers)
        {
            _varied[helper.Key] = [.. _written[helper.Key].Where(i => helper.Parameters[i].Value.Type.IsFloating)];
        }

        EquatableArray<ParameterInfo> leaves = _module.Leaves;
        bool isChanged;
        do
        {
            isChanged = Spread(entry, Enumerable.Range(0, leaves.Count).Where(i => leaves[i].IsDifferentiated));
            foreach (Function helper in _helpers)
            {
                isChanged |= Spread(helper, _varied[helper.Key]);
                isChanged |= helper.HasSnapshots && GoRound(helper);
            }
        }
        while (isChanged);
    }

    /// <summary>What a loop carries and writes is what it starts with, wherever it goes on from.</summary>
    private bool GoRound(Function loop)
    {
        AliasClasses classes = new(loop.Body);
        HashSet<int> varied = _varied[loop.Key];
        HashSet<Value> reached = new DataFlow(loop.Body, classes, DataFlow.Differentiable).Forward(varied.Select(i => loop.Parameters[i].Value).ToList());
        int before = varied.Count;
        int carried = loop.Parameters.Count - loop.ReturnTypes.Count;
        for (int i = 0; i < loop.Parameters.Count; i++)
        {
            Value value = loop.Parameters[i].Value;
            Value final = i < carried ? value : loop.Body.Yields[i - carried];
            if (value.Type.IsFloating && (value.Type.IsBuffer ? _written[loop.Key].Contains(i) && reached.Contains(classes.ClassOf(value)) : reached.Contains(final)))
            {
                varied.Add(i);
            }
        }

        return varied.Count > before;
    }

    private CallRule BySnapshots(CallRule rule)
    {
        int arguments = rule.Backward.IndexOf('(');
        return rule with { Backward = rule.Backward.Substring(0, arguments) + "BySnapshots" + rule.Backward.Substring(arguments) };
    }

    private bool Spread(Function function, IEnumerable<int> seeds)
    {
        AliasClasses classes = new(function.Body);
        HashSet<Value> reached = new DataFlow(function.Body, classes, DataFlow.Differentiable).Forward(seeds.Select(i => function.Parameters[i].Value).ToList());
        bool isChanged = false;
        foreach (RuleCall call in CallsIn(function))
        {
            for (int i = 0; i < call.Rule.Parameters.Count; i++)
            {
                Value argument = call.Arguments[call.Rule.PositionOf(i)];
                if (argument.Type.IsFloating && reached.Contains(argument.Type.IsBuffer ? classes.ClassOf(argument) : argument))
                {
                    isChanged |= _varied[call.Rule.Helper].Add(i);
                }
            }
        }

        return isChanged;
    }

    private EquatableArray<ParameterInfo> ParametersOf(Function helper)
    {
        List<ParameterInfo> parameters = [];
        HashSet<string> names = [];
        for (int i = 0; i < helper.Parameters.Count; i++)
        {
            Value value = helper.Parameters[i].Value;
            string stem = value.Name.Length > 0 ? value.Name.TrimStart('@') : "argument";
            string name = MemberNames.Unused(stem, names);

            bool isDifferentiated = _varied[helper.Key].Contains(i);
            parameters.Add(new ParameterInfo(
                MemberNames.Identifier(name), value.Type.ToString(), value.Type, "", false, false, isDifferentiated, false)
            {
                IsOutput = isDifferentiated && _written[helper.Key].Contains(i),
            });
        }

        return parameters.ToEquatable();
    }

    private CallRule RuleOf(Function helper, EquatableArray<ParameterInfo> parameters, HashSet<string> names)
    {
        string stem = MemberNames.Helper(_module.Tag + _module.Suffix, helper.Name);
        string name = MemberNames.Unused(stem, names);

        List<RuleParameter> rule = [.. parameters.Select((p, i) => new RuleParameter(p.Type, _written[helper.Key].Contains(i), p.IsDifferentiated))];
        int results = helper.ReturnTypes.Count;

        // The backward method takes the arguments, the results' cotangents, then cotangents and destinations by parameter.
        int position = parameters.Count;
        List<string> arguments = [.. Enumerable.Range(0, position).Select(Placeholder)];
        arguments.AddRange(helper.ReturnTypes.Where(t => t.IsFloating).Select(_ => Placeholder(position++)));
        int written = position;
        int read = position + rule.Count(p => p.IsWritten && p.IsDifferentiated);
        foreach (RuleParameter parameter in rule.Where(p => p.Type.IsBuffer && p.IsDifferentiated))
        {
            arguments.Add(Placeholder(parameter.IsWritten ? written++ : read++));
        }

        int scalars = rule.Count(p => p.IsDifferentiated && !p.Type.IsBuffer);
        return new CallRule(
            helper.Name, helper.Key,
            $"{name}({string.Join(", ", Enumerable.Range(0, rule.Count).Select(Placeholder))})", Parts(0, results, results),
            $"{MemberNames.HelperBackward(name)}({string.Join(", ", arguments)})", Parts(results, scalars, results + scalars),
            rule.ToEquatable(), Accumulates: true);
    }

    private static string Placeholder(int position) => "{" + position.ToString(CultureInfo.InvariantCulture) + "}";

    private static EquatableArray<string> Parts(int start, int count, int total) => total == 1
        ? Enumerable.Repeat("{0}", count).ToEquatable()
        : Enumerable.Range(start + 1, count).Select(i => "{0}.Item" + i.ToString(CultureInfo.InvariantCulture)).ToEquatable();

    /// <summary>The backward method runs the body again, which must not be seen.</summary>
    private void RefuseEffects(Function helper, List<Refusal> refusals)
    {
        foreach (Op op in helper.Body.Descendants())
        {
            if (op is Opaque { IsPure: false } opaque && !opaque.IsCheck || op is RuleCall { Rule.Helper.Length: 0 })
            {
                string repeated = helper.IsCheckpoint
                    ? $"{(helper.Stride != 0 ? "the loop" : $"'{helper.Name}'")} is run again by the backward pass and calls"
                    : $"'{helper.Name}' calls itself and calls";
                string name = op is Opaque call ? call.Name : $"'{((RuleCall)op).Rule.Name}'";
                refusals.Add(new Refusal(
                    Refusals.Recursion,
                    $"{repeated} {name}, which must run exactly once; {(helper.IsCheckpoint ? "call it outside, or keep values instead" : "call it outside of the recursion, or write the recursion as a loop")}",
                    op.Origin));
            }
        }
    }

    private Function Settled(Function function) => function with { Body = Settled(function.Body) };

    private Block Settled(Block block) => new(
        block.Ops.Map(op => op is RuleCall call && _rules.TryGetValue(call.Rule.Helper, out CallRule rule)
            ? call with { Rule = rule }
            : op.Map(v => v, v => v, Settled)),
        block.Yields);
}
