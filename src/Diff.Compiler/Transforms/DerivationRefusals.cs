using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>What keeps a method that has a gradient from having another derivative that is asked for.</summary>
internal static class DerivationRefusals
{
    private static readonly (int Flag, string Name, bool IsSecond, bool IsRepeated)[] s_derivatives =
    [
        (DerivativeFlags.Tangent, "Tangent", false, false),
        (DerivativeFlags.HessianVectorProduct, "HessianVectorProduct", true, false),
        (DerivativeFlags.Hessian, "Hessian", true, true),
        (DerivativeFlags.Jacobian, "Jacobian", false, true),
    ];

    /// <summary>The refusals for a method, each at its line.</summary>
    /// <param name="module">The method.</param>
    /// <param name="function">It in SSA.</param>
    /// <param name="activity">What is active in it.</param>
    public static IEnumerable<Refusal> Of(Module module, Function function, Activity activity)
    {
        foreach ((int flag, string name, bool isSecond, bool isRepeated) in s_derivatives.Where(d => (module.Emit & d.Flag) != 0))
        {
            string derivative = "Derivatives." + name;
            if (module.Members.FirstOrDefault(m => m.IsDifferentiated) is { } member)
            {
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} by '{member.Access}' is not supported: of members marked [Parameter] there are Gradient and Backward; make it a parameter of the method",
                    default);
                yield break;
            }

            JacobianShape shape = JacobianShape.Of(module);
            if (isRepeated && shape.Inputs.Count == 0)
            {
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} has no columns: all that is differentiated is written to and counts as an output; write the results to a span of their own, or ask for Backward or Tangent",
                    default);
                yield break;
            }

            if (isRepeated && shape.Element is null)
            {
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} is one matrix, and this one would consist of both float and double; make all numbers of one kind, or ask for {(isSecond ? "HessianVectorProduct" : "Backward or Tangent")}",
                    default);
                yield break;
            }

            bool isByRows = flag == DerivativeFlags.Jacobian && !shape.MayGoByColumns;
            foreach (Refusal refusal in isByRows ? [] : OfCalls(function, activity, derivative, isSecond))
            {
                yield return refusal;
            }

            foreach (Opaque call in isRepeated ? function.Body.Descendants().OfType<Opaque>().Where(o => !o.IsPure && !o.IsCheck) : [])
            {
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} would run {call.Name} once for each row or column, and it must run exactly once; call it outside of the method, or ask for {(isSecond ? "HessianVectorProduct" : "Backward or Tangent")}",
                    call.Origin);
            }
        }
    }

    /// <summary>Calls that another method differentiates: there is a pullback and no more.</summary>
    private static IEnumerable<Refusal> OfCalls(Function function, Activity activity, string derivative, bool isSecond)
    {
        foreach (RuleCall call in function.Body.Descendants().OfType<RuleCall>())
        {
            bool writes = call.Outputs.Any(activity.IsActive);
            if (isSecond && (writes || call.Results.Any(activity.IsActive)))
            {
                string reason = call.Rule.Helper.Length > 0 ? "which calls itself" : "which is differentiated by a method that is not looked into";
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} is not to be had through '{call.Rule.Name}', {reason}; write it as a method with a body and without recursion, or ask for Gradient",
                    call.Origin);
            }
            else if (writes && call.Rule.Tangent.Length == 0)
            {
                yield return new Refusal(
                    Refusals.UnsupportedConstruct,
                    $"{derivative} is not to be had through '{call.Rule.Name}', which writes to memory and has a rule for cotangents only; let it return a number, or ask for Backward",
                    call.Origin);
            }
        }
    }
}
