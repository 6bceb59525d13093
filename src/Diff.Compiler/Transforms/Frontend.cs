using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>A function that stays a call, ready to be differentiated.</summary>
/// <param name="Function">The function.</param>
/// <param name="Parameters">What its parameters are to the derivative.</param>
/// <param name="Activity">What is active in it.</param>
/// <param name="Rule">How it is called.</param>
internal sealed record Helper(Function Function, EquatableArray<ParameterInfo> Parameters, Activity Activity, CallRule Rule)
{
    /// <summary>How the annotated method pulls it back, where that is from states that are kept here and there.</summary>
    public CallRule? Snapshots { get; init; }
}

/// <summary>A method ready to be differentiated or judged: linked, in SSA, with its activity; or refused.</summary>
/// <param name="Function">The annotated method with everything that it calls inside; null where lowering refused.</param>
/// <param name="Activity">What is active; null likewise.</param>
/// <param name="Helpers">Functions that call themselves.</param>
/// <param name="Refusals">Why it cannot be differentiated.</param>
internal sealed record Prepared(Function? Function, Activity? Activity, List<Helper> Helpers, List<Refusal> Refusals)
{
    private readonly Prepared? _plain;

    /// <summary>The same with all that the reverse sweep runs again called inside: for what has no reverse sweep of its own to save memory in.</summary>
    public Prepared Plain
    {
        get => _plain ?? this;
        init => _plain = value;
    }
}

/// <summary>The passes that generator and analyzers share: what is judged is what is differentiated.</summary>
internal static class Frontend
{
    public static Prepared Run(Module module, CancellationToken cancellation)
    {
        List<Refusal> refusals = [.. module.Refusals];
        if (refusals.Count > 0 || module.Functions.Count == 0)
        {
            return new Prepared(null, null, [], refusals);
        }

        HashSet<string> reached = CalledDerivatives.Reached(module);
        List<Function> functions = [];
        foreach (Function function in module.Functions.Where(f => reached.Contains(f.Key)))
        {
            cancellation.ThrowIfCancellationRequested();
            functions.Add(SsaConstruction.Run(ControlFlow.Run(function)));
        }

        functions.AddRange(CalledDerivatives.Of(module, reached, refusals, cancellation));
        if (refusals.Count > 0)
        {
            return new Prepared(null, null, [], refusals);
        }

        Linked linked = Link.Run(functions, refusals, module.IgnoresCheckpoints);
        if (refusals.Count > 0)
        {
            return new Prepared(null, null, [], refusals);
        }

        List<Function> passed = [];
        foreach (Function function in new[] { linked.Entry }.Concat(linked.Helpers))
        {
            cancellation.ThrowIfCancellationRequested();
            passed.Add(Passed(function, module.Disable, refusals));
        }

        if (refusals.Count == 0)
        {
            (passed[0], List<Function> loops) = Checkpoints.Run(module, passed[0], refusals);
            passed.AddRange(loops);
        }

        if (refusals.Count > 0)
        {
            return new Prepared(null, null, [], refusals);
        }

        (Function entry, List<Helper> helpers) = HelperRules.Run(module, passed[0], passed.Skip(1).ToList(), refusals);
        Activity activity = Activity.Run(entry, module.Leaves, refusals);
        if (helpers.All(h => !h.Function.IsCheckpoint))
        {
            refusals.AddRange(DerivationRefusals.Of(module, entry, activity));
            return new Prepared(entry, activity, helpers, refusals.Distinct().ToList());
        }

        Prepared plain = Run(module.WithoutCheckpoints, cancellation);
        refusals.AddRange(plain.Refusals);
        return new Prepared(entry, activity, helpers, refusals.Distinct().ToList()) { Plain = plain };
    }

    private static Function Passed(Function function, int disable, List<Refusal> refusals)
    {
        bool isSimplified = (disable & OptimizationFlags.Simplify) == 0;
        Function passed = Simplified(function, isSimplified);
        passed = CountedLoops.Run(passed);
        passed = EscapingArrays.Run(passed);
        int before = refusals.Count;
        passed = BufferSelection.Run(passed, refusals);
        SharedMemory.Refuse(passed, refusals);
        if (refusals.Count > before)
        {
            return passed;
        }

        passed = CopyExpansion.Run(passed);
        passed = Simplified(passed, isSimplified);
        bool isUnrolled = isSimplified && (disable & OptimizationFlags.Unroll) == 0;
        if (isUnrolled)
        {
            passed = Unrolling.Run(passed);
        }

        passed = Hoisting.Run(passed);
        if ((disable & OptimizationFlags.Fusion) == 0)
        {
            passed = PrivateMemory.Run(passed);
        }

        if (isUnrolled)
        {
            passed = ScalarReplacement.Run(passed);
        }

        if (isSimplified)
        {
            passed = passed with { Body = ElementReuse.Run(passed.Body) };
            passed = Simplified(passed, isSimplified);
        }

        passed = Idioms.Run(passed);
        Verifier.Check(passed);
        return passed;
    }

    private static Function Simplified(Function function, bool isEnabled)
    {
        IdSource ids = new(function.NextId);
        Block body = Simplify.Run(function.Body, ids, int.MaxValue, isEnabled);
        return function with { Body = body, NextId = ids.Next };
    }
}
