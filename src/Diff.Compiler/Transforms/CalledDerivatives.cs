using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Generated derivatives that a method calls, each as a function of its module: what the generated member takes, does and returns, from the IR of
/// the method that it is a derivative of. It is linked like any other function, so that it can be differentiated in its turn.
/// </summary>
internal static class CalledDerivatives
{
    /// <summary>The functions for the derivatives that a module's annotated method reaches.</summary>
    /// <param name="module">The module.</param>
    /// <param name="reached">Keys of what its annotated method reaches.</param>
    /// <param name="refusals">Receives what a derivative cannot be had for.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<Function> Of(Module module, HashSet<string> reached, List<Refusal> refusals, CancellationToken cancellation)
    {
        foreach (CalledDerivative called in module.Derivatives.Where(d => reached.Contains(d.Key)))
        {
            Module own = called.Signature with
            {
                Functions = module.Functions.Where(f => f.Key == called.Of).Concat(module.Functions.Where(f => f.Key != called.Of)).ToEquatable(),
                Derivatives = module.Derivatives,
                Disable = module.Disable,
                IgnoresCheckpoints = true,
                Checkpoint = Checkpointing.None,
                Reassociates = module.Reassociates,
            };
            if (own.Functions.Count == 0 || own.Functions[0].Key != called.Of)
            {
                continue;
            }

            Origin origin = module.Functions.SelectMany(f => f.Body.Descendants()).OfType<SourceCall>().First(c => c.Callee == called.Key).Origin;
            string name = $"'{called.Member}', which it calls,";
            if (Reached(own).Contains(called.Key))
            {
                refusals.Add(new Refusal(Refusals.Recursion, $"{name} is a derivative of a method that calls it; call another method there", origin));
                continue;
            }

            Prepared prepared = Frontend.Run(own, cancellation);
            refusals.AddRange(prepared.Refusals);
            if (prepared.Refusals.Count > 0 || prepared.Function is null)
            {
                continue;
            }

            if (prepared.Helpers.Count > 0)
            {
                refusals.Add(new Refusal(
                    Refusals.Recursion,
                    $"{name} is a derivative of a method that calls itself, and cannot be differentiated in its turn; write it without recursion", origin));
                continue;
            }

            Composed composed = Derivations.Compose(own, prepared, called.Kind, cancellation);
            if (composed.Body.Descendants().FirstOrDefault(IsOpenEnded) is { } obstacle)
            {
                refusals.Add(new Refusal(
                    Refusals.UnsupportedConstruct, $"{name} cannot be differentiated in its turn: {Reason(obstacle)}", origin));
                continue;
            }

            yield return new CalledDerivativeShape(called, own, prepared.Function, composed).Make();
        }
    }

    /// <summary>Keys of the functions, and of the derivatives, that a module's annotated method reaches.</summary>
    public static HashSet<string> Reached(Module module)
    {
        Dictionary<string, Function> functions = module.Functions.ToDictionary(f => f.Key);
        Dictionary<string, string> derivatives = module.Derivatives.ToDictionary(d => d.Key, d => d.Of);
        HashSet<string> reached = [];
        Stack<string> open = new(module.Functions.Take(1).Select(f => f.Key));
        while (open.Count > 0)
        {
            string key = open.Pop();
            if (!reached.Add(key))
            {
                continue;
            }

            if (derivatives.TryGetValue(key, out string of))
            {
                open.Push(of);
            }
            else if (functions.TryGetValue(key, out Function function))
            {
                foreach (SourceCall call in function.Body.Descendants().OfType<SourceCall>())
                {
                    open.Push(call.Callee);
                }
            }
        }

        return reached;
    }

    /// <summary>What has no derivative once it stands in a body.</summary>
    private static bool IsOpenEnded(Op op) => op is TapeNew or TapePush or TapePushBuffer or RulePullback or SpanPullback;

    private static string Reason(Op obstacle) => obstacle switch
    {
        RulePullback pullback => $"it goes through '{pullback.Rule.Name}', which has a rule of its own; write it as a method with a body",
        SpanPullback pullback => $"it goes through '{pullback.Function}', of which there are derivatives of the gradient in loops alone; write the loop",
        _ => "it has a loop whose number of iterations is not known before it starts; give the loop a count",
    };
}
