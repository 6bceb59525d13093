using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// The pullback of a loop from states that are kept here and there: as long as there is more than one iteration, it goes on from the state that is
/// known to another one, pulls back what comes behind that, which may keep one state less, and is left with what comes before. So no more states exist
/// at a time than the budget says, and with <c>Snapshots.Split</c> as few iterations run as can be (Griewank and Walther 2000).
/// </summary>
internal static class SnapshotPullback
{
    private const int Leading = 3;

    /// <summary>The method, with the parameters of the helper's own pullback.</summary>
    /// <param name="helper">The loop.</param>
    /// <param name="own">The parameters of its pullback: its own, cotangents of what it returns, memory for cotangents and derivatives.</param>
    public static (IReadOnlyList<Value> Parameters, Block Body) Make(Helper helper, IReadOnlyList<Value> own)
    {
        IdSource ids = new(0);
        List<Value> parameters = [.. own.Select(v => ids.NewValue(v.Type, v.Name))];
        EquatableArray<RuleParameter> rule = helper.Rule.Parameters;
        int inputs = rule.Count;
        List<int> carried = [.. Enumerable.Range(inputs - helper.Function.ReturnTypes.Count, helper.Function.ReturnTypes.Count)];
        List<int> scalars = [.. Enumerable.Range(0, inputs).Where(i => rule[i].IsDifferentiated && !rule[i].Type.IsBuffer)];
        List<int> floating = [.. carried.Where(i => rule[i].Type.IsFloating)];
        List<Value> given = [.. parameters.Take(inputs)];
        Pullbacks pullbacks = new(helper, scalars, ParametersOfMemory(rule, parameters, inputs + floating.Count));
        Builder builder = new(ids);

        // What is carried: how many iterations are left, the cotangents of the state behind them, sums of the derivatives by what all iterations read.
        List<int> free = [.. scalars.Where(i => !carried.Contains(i))];
        List<Value> initial = [given[1], .. parameters.Skip(inputs).Take(floating.Count), .. free.Select(i => builder.Real(rule[i].Type, 0))];
        List<Value> around = [.. initial.Select((v, i) => ids.NewValue(v.Type, i == 0 ? "left" : v.Name))];
        Builder header = builder.Nested();
        Value isMore = header.Compare(Primitives.Greater, around[0], header.Int(1));

        Builder body = builder.Nested();
        body.Add(new Remark("Goes on to a state in between, and pulls back what comes behind it."));
        Value split = ids.NewValue(IrType.Int, "split");
        body.Add(new Opaque(
            split, "global::Diff.CompilerServices.Snapshots.Split({0}, {1})", EquatableArray<Value>.Of(around[0], given[2]), "the place of a state", IsPure: true, IsSink: false));
        List<Value> later = [.. given];
        List<Value> call = [given[0], split, given[2]];
        for (int i = Leading; i < inputs; i++)
        {
            call.Add(given[i]);
            if (rule[i].IsWritten)
            {
                later[i] = body.Allocate(given[i].Type.Element, body.Length(given[i]), given[i].Name, AllocationKind.Uninitialized);
                call.Add(later[i]);
            }
        }

        foreach (int i in carried)
        {
            later[i] = ids.NewValue(given[i].Type, given[i].Name);
        }

        body.Add(new RuleCall(carried.Select(i => later[i]).ToEquatable(), helper.Rule, call.ToEquatable()));
        int stride = helper.Function.Stride;
        later[0] = body.Let(Primitives.Add, given[0], stride == 1 ? split : body.Let(Primitives.Multiply, split, body.Int(stride)));
        later[1] = body.Let(Primitives.Subtract, around[0], split);
        later[2] = body.Let(Primitives.Subtract, given[2], body.Int(1));
        Dictionary<int, Value> behind = pullbacks.Add(body, helper.Snapshots!, later, [.. around.Skip(1).Take(floating.Count)]);
        List<Value> yields = [split, .. floating.Select(i => behind.TryGetValue(i, out Value d) ? d : body.Real(rule[i].Type, 0))];
        yields.AddRange(free.Select((i, k) => body.Let(Primitives.Add, around[1 + floating.Count + k], behind[i])));
        List<Value> results = [.. around.Select(v => ids.NewValue(v.Type, v.Name))];
        builder.Add(new While(initial.ToEquatable(), around.ToEquatable(), header.ToBlock(isMore), body.ToBlock(yields), results.ToEquatable()) { Region = 1 });

        // One iteration, or none.
        Builder one = builder.Nested();
        one.Add(new Remark("A single iteration is left, at the state that is known."));
        List<Value> first = [.. given];
        first[1] = results[0];
        Dictionary<int, Value> at = pullbacks.Add(one, helper.Rule, first, [.. results.Skip(1).Take(floating.Count)]);
        List<Value> fromOne = [.. scalars.Select(i => free.Contains(i) ? one.Let(Primitives.Add, results[1 + floating.Count + free.IndexOf(i)], at[i]) : at[i])];
        List<Value> fromNone = [.. scalars.Select(i => free.Contains(i) ? results[1 + floating.Count + free.IndexOf(i)] : results[1 + floating.IndexOf(i)])];
        List<Value> derivatives = [.. scalars.Select(i => ids.NewValue(rule[i].Type, "d" + given[i].Name))];
        Value isOne = builder.Compare(Primitives.Equal, results[0], builder.Int(1));
        builder.Add(new If(isOne, one.ToBlock(fromOne), builder.Nested().ToBlock(fromNone), derivatives.ToEquatable()) { Region = 2 });

        // The values that a pullback also returns are those on entry: nobody reads them.
        return (parameters, builder.ToBlock(carried.Select(i => given[i]).Concat(derivatives)));
    }

    /// <summary>Of the memory behind the cotangents, which belongs to what is written and which to what is only read.</summary>
    private static (List<Value> Cotangents, List<Value> Destinations) ParametersOfMemory(EquatableArray<RuleParameter> rule, List<Value> parameters, int position)
    {
        List<Value> cotangents = [];
        List<Value> destinations = [];
        foreach (RuleParameter parameter in rule.Where(p => p.Type.IsBuffer && p.IsDifferentiated))
        {
            (parameter.IsWritten ? cotangents : destinations).Add(parameters[position++]);
        }

        return (cotangents, destinations);
    }

    /// <summary>Calls of pullbacks, whose memory for cotangents and derivatives is always the same.</summary>
    private sealed class Pullbacks(Helper helper, List<int> scalars, (List<Value> Cotangents, List<Value> Destinations) memory)
    {
        /// <summary>Adds a call.</summary>
        /// <param name="builder">Where.</param>
        /// <param name="rule">Whose pullback.</param>
        /// <param name="arguments">The arguments; memory that is written holds the content on entry, and is overwritten.</param>
        /// <param name="cotangents">Those of what the loop carries.</param>
        /// <returns>The derivatives by scalars, by parameter.</returns>
        public Dictionary<int, Value> Add(Builder builder, CallRule rule, List<Value> arguments, List<Value> cotangents)
        {
            Dictionary<int, Value> derivatives = scalars.ToDictionary(
                i => i, i => builder.Ids.NewValue(helper.Rule.Parameters[i].Type, "d" + arguments[i].Name));
            List<Value> all = [.. arguments, .. cotangents, .. memory.Cotangents, .. memory.Destinations];
            builder.Add(new RulePullback(scalars.Select(i => derivatives[i]).ToEquatable(), rule, all.ToEquatable()));
            return derivatives;
        }
    }
}
