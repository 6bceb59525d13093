using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>A method ready to be differentiated or judged: linked, in SSA, with its activity; or refused.</summary>
/// <param name="Function">The annotated method with everything that it calls inside; null where lowering refused.</param>
/// <param name="Activity">What is active; null likewise.</param>
/// <param name="Refusals">Why it cannot be differentiated.</param>
internal sealed record Prepared(Function? Function, Activity? Activity, List<Refusal> Refusals);

/// <summary>The passes that generator and analyzers share: what is judged is what is differentiated.</summary>
internal static class Frontend
{
    public static Prepared Run(Module module, CancellationToken cancellation)
    {
        List<Refusal> refusals = [.. module.Refusals];
        if (refusals.Count > 0 || module.Functions.Count == 0)
        {
            return new Prepared(null, null, refusals);
        }

        List<Function> functions = [];
        foreach (Function function in module.Functions)
        {
            cancellation.ThrowIfCancellationRequested();
            functions.Add(SsaConstruction.Run(ControlFlow.Run(function)));
        }

        Function linked = Link.Run(functions, refusals);
        if (refusals.Count > 0)
        {
            return new Prepared(null, null, refusals);
        }

        bool isSimplified = (module.Disable & OptimizationFlags.Simplify) == 0;
        linked = Simplified(linked, isSimplified);
        linked = CountedLoops.Run(linked);
        linked = BufferSelection.Run(linked, refusals);
        if (refusals.Count > 0)
        {
            return new Prepared(null, null, refusals);
        }

        linked = CopyExpansion.Run(linked);
        linked = Simplified(linked, isSimplified);
        linked = Hoisting.Run(linked);
        linked = Idioms.Run(linked);
        cancellation.ThrowIfCancellationRequested();
        Verifier.Check(linked);
        Activity activity = Activity.Run(linked, module.Leaves, refusals);
        return new Prepared(linked, activity, refusals.Distinct().ToList());
    }

    private static Function Simplified(Function function, bool isEnabled)
    {
        IdSource ids = new(function.NextId);
        Block body = Simplify.Run(function.Body, ids, int.MaxValue, isEnabled);
        return function with { Body = body, NextId = ids.Next };
    }
}
