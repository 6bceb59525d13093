using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>A function that stays a call, with its reverse sweep made concrete.</summary>
/// <param name="Helper">The function.</param>
/// <param name="Parameters">What its backward method takes.</param>
/// <param name="Body">What its backward method does.</param>
internal sealed record DifferentiatedHelper(Helper Helper, IReadOnlyList<Value> Parameters, Block Body)
{
    /// <summary>The pullback from states that are kept here and there, if it has one.</summary>
    public (IReadOnlyList<Value> Parameters, Block Body)? Snapshots { get; init; }
}

/// <summary>A method with its reverse sweep, ready to be printed or explained.</summary>
/// <param name="Parameters">What the method that computes takes.</param>
/// <param name="Stored">What storage decided.</param>
/// <param name="Vectorized">What is printed.</param>
/// <param name="Helpers">Functions that stay calls.</param>
/// <param name="WorkspaceUsers">Keys of those whose methods take a workspace.</param>
/// <param name="Workspace">How much memory it takes.</param>
/// <param name="Unrolled">The loops that are none any more.</param>
/// <param name="Overwritten">Destinations that need not be cleared, or null.</param>
/// <param name="Derivations">The methods that compute other derivatives.</param>
/// <param name="Monitored">What is counted, in the order of the backward sweep.</param>
internal sealed record Derived(
    EquatableArray<Value> Parameters, Stored Stored, Vectorized Vectorized, List<DifferentiatedHelper> Helpers,
    HashSet<string> WorkspaceUsers, WorkspaceSize Workspace, EquatableArray<UnrolledLoop> Unrolled, Overwritten? Overwritten,
    List<Derivation> Derivations, EquatableArray<MonitoredRow> Monitored);

/// <summary>
/// The passes behind <see cref="Frontend"/>. The generator prints what they make, and the explanations are read off it: what is explained is
/// what runs.
/// </summary>
internal static class Backend
{
    /// <summary>Differentiates a method and all that stays a call in it.</summary>
    /// <param name="module">The method.</param>
    /// <param name="prepared">It without refusals.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Derived Run(Module module, Prepared prepared, CancellationToken cancellation)
    {
        (Differentiated differentiated, Stored stored, Block body) =
            Reversed(module, prepared.Function!, module.Leaves, prepared.Activity!, module.ReturnPaths, module.IsMonitored, cancellation);
        List<DifferentiatedHelper> helpers = [];
        Vectorized vectorized = (module.Disable & OptimizationFlags.Vectorize) == 0
            ? Vectorize.Run(body, differentiated.Ids, differentiated.FirstDerivative, MemberNames.Kernel(module), module.Reassociates)
            : new Vectorized(body, [], []);
        (vectorized, Overwritten? overwritten) = WriteOnce.Run(body, vectorized, Destinations(module, differentiated.Parameters), differentiated.Ids);
        foreach (Helper helper in prepared.Helpers)
        {
            EquatableArray<string> numbers = helper.Function.ReturnTypes.Count < 2 ? default
                : Enumerable.Range(1, helper.Function.ReturnTypes.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToEquatable();
            (Differentiated own, Stored _, Block ownBody) =
                Reversed(module, helper.Function, helper.Parameters, helper.Activity, numbers, false, cancellation);
            helpers.Add(new DifferentiatedHelper(helper, own.Parameters, ownBody)
            {
                Snapshots = helper.Snapshots is null ? null : SnapshotPullback.Make(helper, own.Parameters),
            });
        }

        HashSet<string> users = WorkspaceUse.Users(helpers);
        WorkspaceSize workspace = WorkspaceSize.Of(module, differentiated.Parameters, vectorized.Body, users, differentiated.Ids);
        return new Derived(differentiated.Parameters, stored, vectorized, helpers, users, workspace, prepared.Function!.Unrolled, overwritten,
            Transforms.Derivations.Run(module, prepared.Plain, cancellation), differentiated.Monitored);
    }

    /// <summary>Spans that take the gradient by spans of numbers, each with the parameter that it belongs to.</summary>
    private static List<(Value Destination, Value Primal)> Destinations(Module module, EquatableArray<Value> parameters)
    {
        List<(Value Destination, Value Primal)> destinations = [];
        List<ParameterInfo> all = [.. module.Parameters.Concat(module.Members)];
        int shadow = parameters.Count - all.Count(p => p.IsDifferentiated && p.Type.HoldsMemory);
        int leaf = 0;
        foreach (ParameterInfo parameter in all)
        {
            bool isMemory = parameter.IsDifferentiated && parameter.Type.HoldsMemory;
            if (isMemory && parameter is { Access: null, IsOutput: false, Form: null, Type.IsBuffer: true })
            {
                destinations.Add((parameters[shadow], parameters[leaf]));
            }

            shadow += isMemory ? 1 : 0;
            leaf += Module.LeavesOf(parameter).Count();
        }

        return destinations;
    }

    /// <summary>A function with its reverse sweep, made concrete.</summary>
    private static (Differentiated Source, Stored Stored, Block Body) Reversed(
        Module module, Function function, EquatableArray<ParameterInfo> parameters, Activity activity, EquatableArray<string> resultPaths,
        bool isMonitored, CancellationToken cancellation)
    {
        Differentiated differentiated = Backward.Run(function, parameters, activity, resultPaths, isMonitored);
        cancellation.ThrowIfCancellationRequested();
        differentiated = Reduced(differentiated, (module.Disable & OptimizationFlags.Simplify) == 0);
        (differentiated, Stored stored) = Concrete(module, differentiated, activity.Classes);
        cancellation.ThrowIfCancellationRequested();
        Block body = Finished(module, stored.Body, differentiated.Ids, differentiated.FirstDerivative, differentiated.Counts);
#if DEBUG
        Verifier.Check(body, differentiated.Parameters);
#endif
        return (differentiated, stored, body);
    }

    /// <summary>Both sweeps with what goes from one to the other: together where they can be, else by way of memory.</summary>
    public static (Differentiated Source, Stored Stored) Concrete(Module module, Differentiated source, AliasClasses classes)
    {
        if ((module.Disable & OptimizationFlags.Fusion) == 0)
        {
            source = Fusion.Run(source);
        }

        return (source, Storage.Run(source, classes, module.Disable));
    }

    /// <summary>Simplifies a body in which nothing is mirrored any more.</summary>
    /// <param name="module">The method.</param>
    /// <param name="body">The body.</param>
    /// <param name="ids">Its ids.</param>
    /// <param name="firstDerivative">The first id that the primal does not have.</param>
    /// <param name="counts">The memory of what is counted, if anything is.</param>
    public static Block Finished(Module module, Block body, IdSource ids, int firstDerivative, EquatableArray<Value> counts = default)
    {
        bool isSimplified = (module.Disable & OptimizationFlags.Simplify) == 0;
        body = Simplify.Run(body, ids, firstDerivative, isSimplified);
        if (isSimplified)
        {
            // Sums with what was cleared are simplified in between; then more stores turn out to change nothing.
            for (int round = 0; round < 2; round++)
            {
                body = ElementReuse.Run(body, firstDerivative);
                body = Simplify.Run(body, ids, firstDerivative);
            }

            body = InvariantMotion.Run(body, ids, firstDerivative, counts);
            body = Simplify.Run(body, ids, firstDerivative);
        }

        return DeadCode.Run(body, mayDropRemarks: true);
    }

    /// <summary>Simplifies the reverse sweep before storage looks at what it needs; the forward sweep stays in front.</summary>
    public static Differentiated Reduced(Differentiated source, bool isEnabled)
    {
        Block body = Simplify.Run(source.Body, source.Ids, source.FirstDerivative, isEnabled);
        if (isEnabled)
        {
            body = DeadCode.Run(ForwardReuse.Run(LogisticReuse.Run(body, source.Ids)));
        }

        int split = body.Ops.ToList().FindIndex(op => op is Remark);
        return source with { Body = body, ForwardCount = split };
    }
}
