using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>
/// DIFF101: a clamp on a residual is the residual's only way to the loss. Three questions, each over the graph of data:
/// is what is clamped an error (<see cref="ResidualsOf"/>), is the clamped value measured as one
/// (<see cref="LossTerms.IsMeasured"/>), and does the error reach the loss on no other way.
/// </summary>
internal sealed class ClampedResidualRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ClampedResidual;

    /// <summary>The clamps of a method that keep its largest errors from teaching.</summary>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            return [];
        }

        ResidualClamps rule = new(facts);
        return facts.Clamps.Where(clamp => facts.ReachesLoss(clamp.Result) && rule.IsHazard(clamp, facts.Clamps))
            .Select(clamp => new HazardFinding(clamp.Ops[0]) { Clamp = clamp, Also = clamp.Ops, Otherwise = "the residual" });
    }
}

/// <summary>The three questions of <see cref="ClampedResidualRule"/>.</summary>
internal sealed class ResidualClamps(MethodFacts facts)
{
    private readonly MethodFacts _facts = facts;
    private readonly FactGraph _graph = facts.Graph;

    /// <summary>Whether a clamp keeps the largest errors from teaching.</summary>
    public bool IsHazard(Clamp clamp, IReadOnlyList<Clamp> clamps)
    {
        if (IsHinge(clamp))
        {
            return false;
        }

        HashSet<Value> residuals = ResidualsOf(clamp.Subject, out bool isRatio);
        if (residuals.Count == 0 || !new LossTerms(_facts).IsMeasured(clamp.Result, isRatio))
        {
            return false;
        }

        // The same error written out twice is the same error: a second use of it may be the way that is not cut.
        HashSet<Value> sources = [.. _graph.Definitions.Where(value => residuals.Any(residual => IsSameError(value, residual)))];
        HashSet<Value> cuts = [.. clamps.Where(other => IsSameClamp(other, clamp)).Select(other => other.Result)];
        return _facts.OnlyThrough(sources, cuts, edge => _facts.IsOpenBeside(clamp.Ops[0], edge));
    }

    /// <summary>Whether what is clamped is an error already.</summary>
    public bool HasResidual(Clamp clamp) => ResidualsOf(clamp.Subject, out _).Count > 0;

    /// <summary>
    /// A lower bound alone is a hinge, a rectifier or a floor under a divisor: it cuts what is already good. Only a negative
    /// floor under a signed error cuts large errors. A signed value kept on one side of zero is a saturating unit (ReLU6, the
    /// parameter of an interpolation), which gives up one sign on purpose.
    /// </summary>
    private bool IsHinge(Clamp clamp)
    {
        bool isMagnitude = IsMagnitude(clamp.Subject);
        return clamp.High is null
            ? isMagnitude || !(clamp.Low?.Number < 0)
            : !isMagnitude && (clamp.High.Number == 0 || clamp.Low?.Number == 0);
    }

    private bool IsMagnitude(Value value) => _graph.DefinitionOf(value) is Let let && let.Primitive == Primitives.Abs;

    private bool IsSameError(Value value, Value residual)
    {
        if (_facts.Congruence.AreAlike(value, residual))
        {
            return true;
        }

        // target - prediction is the same error as prediction - target.
        return _graph.DefinitionOf(value) is Let a && _graph.DefinitionOf(residual) is Let b
            && a.Primitive == Primitives.Subtract && b.Primitive == Primitives.Subtract
            && _facts.Congruence.AreAlike(a.Arguments[0], b.Arguments[1]) && _facts.Congruence.AreAlike(a.Arguments[1], b.Arguments[0]);
    }

    private bool IsSameClamp(Clamp other, Clamp clamp) =>
        other.Result == clamp.Result || _facts.Congruence.AreAlike(other.Subject, clamp.Subject);

    /// <summary>
    /// The errors in a value: differences of a dependent value and one that is handed in or does not depend on an input, seen
    /// through what only scales, turns or copies them; or a quotient of two such values.
    /// </summary>
    private HashSet<Value> ResidualsOf(Value subject, out bool isRatio)
    {
        isRatio = false;
        HashSet<Value> residuals = [];
        HashSet<Value> seen = [subject];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (_graph.DefinitionOf(value) is Let let)
            {
                if (IsDifference(let))
                {
                    residuals.Add(value);
                    continue;
                }

                if (value == subject && IsRatio(let))
                {
                    isRatio = true;
                    residuals.Add(value);
                    continue;
                }

                if (!IsTransparent(let))
                {
                    continue;
                }
            }

            foreach (FlowEdge edge in _graph.To(value))
            {
                if (edge.IsDifferentiable && edge.Op is not (SpanCall or RuleCall) && _facts.Depends(edge.From) && seen.Add(edge.From))
                {
                    open.Push(edge.From);
                }
            }
        }

        return residuals;
    }

    private bool IsDifference(Let let)
    {
        if (let.Primitive != Primitives.Subtract)
        {
            return false;
        }

        // A target that was not marked [Constant] is differentiated too: it is known by being handed in.
        int dependent = let.Arguments.Count(_facts.Depends);
        return dependent == 1 || (dependent == 2 && let.Arguments.Any(_facts.IsInput));
    }

    /// <summary>New probability over old: the old one is data, not a literal and not a count.</summary>
    private bool IsRatio(Let let) =>
        let.Primitive == Primitives.Divide && _facts.Depends(let.Arguments[0]) != _facts.Depends(let.Arguments[1])
        && _facts.IsInput(let.Arguments[_facts.Depends(let.Arguments[0]) ? 1 : 0]);

    /// <summary>What leaves an error an error. A factor that is trained makes it a feature of a layer instead.</summary>
    private bool IsTransparent(Let let)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Multiply || primitive == Primitives.Divide || primitive == Primitives.Add || primitive == Primitives.Subtract)
        {
            return let.Arguments.Count(_facts.Depends) == 1;
        }

        return Primitives.IsIdentity(primitive, out _) || primitive == Primitives.Convert || primitive == Primitives.Negate
            || primitive == Primitives.Abs || primitive == Primitives.CopySign || primitive == Primitives.Exp || primitive == Primitives.ExpM1
            || primitive == Primitives.Clamp || primitive == Primitives.Min || primitive == Primitives.Max || TensorPrimitives.IsLinear(primitive);
    }
}
