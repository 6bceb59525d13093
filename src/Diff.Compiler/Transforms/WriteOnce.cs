using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Destinations that need not be cleared where the gradient is not added to what they hold.</summary>
/// <param name="Flag">What the method that computes is told: whether it overwrites them.</param>
/// <param name="Destinations">Which of its parameters they are.</param>
internal sealed record Overwritten(Value Flag, EquatableArray<Value> Destinations);

/// <summary>
/// Destinations whose elements get one addition each, in a loop over all of them that runs in lanes: where the gradient is not added to
/// anything, the kernel writes instead, and only what it leaves over is cleared. That saves going through the memory twice.
/// </summary>
internal static class WriteOnce
{
    /// <summary>Finds them and lets the kernels write.</summary>
    /// <param name="body">Before loops got their kernels.</param>
    /// <param name="vectorized">With kernels.</param>
    /// <param name="candidates">Destinations, each with the parameter that it belongs to.</param>
    /// <param name="ids">The function's ids.</param>
    public static (Vectorized Vectorized, Overwritten? Overwritten) Run(
        Block body, Vectorized vectorized, IReadOnlyList<(Value Destination, Value Primal)> candidates, IdSource ids)
    {
        IndexForms forms = new(body);
        Additions additions = new(body);
        Additions rest = new(vectorized.Body);
        HashSet<Value> chosen = [.. candidates
            .Where(c => IsWrittenOnce(body, c.Destination, c.Primal, forms, additions) && IsWrittenInLanes(vectorized.Body, c.Destination, rest))
            .Select(c => c.Destination)];
        if (chosen.Count == 0)
        {
            return (vectorized, null);
        }

        Value flag = ids.NewValue(IrType.Bool, "overwrites");
        Dictionary<string, Kernel> kernels = [];
        Builder builder = new(ids);
        foreach (Op op in vectorized.Body.Ops)
        {
            if (op is not KernelCall call || !call.Arguments.Any(chosen.Contains))
            {
                builder.Add(op);
                continue;
            }

            Kernel kernel = call.Kernel with
            {
                Parameters = call.Kernel.Parameters.Append(flag).ToEquatable(),
                Body = Written(call.Kernel.Body, chosen, flag),
            };
            kernels.Add(kernel.Name, kernel);
            builder.Add(call with { Kernel = kernel, Arguments = call.Arguments.Append(flag).ToEquatable() });
            foreach (Value destination in call.Arguments.Where(chosen.Contains))
            {
                ClearRest(destination, call.Results[0], flag, builder);
            }
        }

        List<Kernel> all = [.. vectorized.Kernels.Select(k => kernels.TryGetValue(k.Name, out Kernel written) ? written : k)];
        return (
            vectorized with { Body = builder.ToBlock(vectorized.Body.Yields), Kernels = all },
            new Overwritten(flag, candidates.Select(c => c.Destination).Where(chosen.Contains).ToEquatable()));
    }

    /// <summary>Whether nothing happens to a destination but that one loop, which runs exactly once and through all indices, adds to its own element.</summary>
    private static bool IsWrittenOnce(Block body, Value destination, Value primal, IndexForms forms, Additions additions)
    {
        List<Op> touches = [.. body.Descendants().Where(op => op is not LengthOf && op.Uses().Contains(destination))];
        if (touches.Count != 2 || !touches.All(additions.Contains) || touches.OfType<Store>().FirstOrDefault() is not { } store)
        {
            return false;
        }

        return body.Ops.OfType<For>().FirstOrDefault(f => f.Body.Ops.Any(op => ReferenceEquals(op, store))) is { Step: 1 or -1 } loop
            && forms.Of(store.Index).IsSameAs(IndexForm.Of(loop.Index)) && forms.BoundsOf(loop).First.Number == 0
            && body.Descendants().OfType<LengthOf>().Any(l =>
                (l.Buffer == destination || l.Buffer == primal) && forms.ExtentOf(loop).IsSameAs(forms.Of(l.Result)));
    }

    /// <summary>Whether a kernel does it, and behind that the loop for what is left.</summary>
    private static bool IsWrittenInLanes(Block body, Value destination, Additions additions)
    {
        List<KernelCall> calls = [.. body.Ops.OfType<KernelCall>().Where(c => c.Arguments.Contains(destination))];
        return calls.Count == 1
            && body.Descendants().Where(op => op is not (LengthOf or KernelCall) && op.Uses().Contains(destination)).All(additions.Contains)
            && !body.Descendants().OfType<KernelCall>().Any(c => c != calls[0] && c.Arguments.Contains(destination))
            && calls[0].Kernel.Body.Descendants().Where(op => op is not LengthOf && op.Uses().Contains(destination))
                .All(op => op is LanesStore { IsAddition: true, Stride: null, Places: null, Mask: null });
    }

    private static Block Written(Block body, HashSet<Value> chosen, Value flag) => new(
        body.Ops.Map(op => op is LanesStore store && chosen.Contains(store.Buffer)
            ? store with { Overwrites = flag }
            : op.Map(v => v, v => v, b => Written(b, chosen, flag))),
        body.Yields);

    private static void ClearRest(Value destination, Value first, Value flag, Builder builder)
    {
        Builder clear = builder.Nested();
        Builder element = clear.Nested();
        Value index = builder.Ids.NewValue(IrType.Int, "i");
        element.Store(destination, index, element.Constant(Constant.Default(destination.Type.Element)));
        clear.Add(new For(index, first, clear.Length(destination), 1, LoopTest.Less, default, default, element.ToBlock(), default) { Region = -1 });
        builder.Add(new If(flag, clear.ToBlock(), Block.Empty, default) { Region = -1 });
    }
}
