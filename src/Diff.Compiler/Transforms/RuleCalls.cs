using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Makes calls by rule: memory that is written goes in as a copy and comes back by stores, which every pass knows.</summary>
internal static class RuleCalls
{
    /// <summary>Adds a call.</summary>
    /// <param name="builder">Receives it.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="results">What it returns.</param>
    /// <param name="arguments">One for each parameter.</param>
    public static void Add(Builder builder, CallRule rule, EquatableArray<Value> results, IReadOnlyList<Value> arguments)
    {
        List<Value> handed = [];
        List<(Value Output, Value Target)> written = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            Value argument = arguments[i];
            if (!rule.Parameters[i].IsWritten)
            {
                handed.Add(argument);
                continue;
            }

            Value length = builder.Length(argument);
            Value before = builder.Allocate(argument.Type.Element, length, Named(argument, "Before"), AllocationKind.Uninitialized);
            builder.Add(new CopyElements(argument, before));
            Value after = builder.Allocate(argument.Type.Element, length, Named(argument, "After"), AllocationKind.Uninitialized);
            handed.Add(before);
            handed.Add(after);
            written.Add((after, argument));
        }

        builder.Add(new RuleCall(results, rule, handed.ToEquatable()));
        foreach ((Value output, Value target) in written)
        {
            builder.Add(new CopyElements(output, target));
        }
    }

    private static string Named(Value buffer, string suffix) => buffer.Name.Length > 0 ? buffer.Name + suffix : "";
}
