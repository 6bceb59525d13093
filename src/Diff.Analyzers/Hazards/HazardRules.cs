using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;

namespace Diff.Analyzers.Hazards;

/// <summary>All hazard rules, in order of precedence: of an operation one thing is said, by the rule that stands first.</summary>
internal static class HazardRules
{
    private static readonly HazardRule[] s_all =
    [
        new LogOfSoftmaxRule(),
        new LogOfSigmoidRule(),
        new NaiveSoftplusRule(),
        new NaiveLogSumExpRule(),
        new UnshiftedSoftmaxRule(),
        new VarianceBySubtractionRule(),
        new EpsilonOutsideRootRule(),
        new RootAtZeroRule(),
        new DivisionByZeroRule(),
        new UnprotectedLogRule(),
        new InverseTrigonometryRule(),
        new FractionalPowerRule(),
        new ClampedLossRule(),
        new ClampedResidualRule(),
        new ClampedPredictionRule(),
        new SweptNaNRule(),
        new MismatchedPiecesRule(),
        new ConstantExpressionRule(),
        new DeadReluRule(),
        new RoundingRule(),
        new PiecewiseConstantRule(),
        new DeadBranchRule(),
        new OverwrittenAccumulatorRule(),
        new SaturatingChainRule(),
        new TrainableRecurrenceRule(),
        new ConstantGainRecurrenceRule(),
        new LongProductRule(),
        new SteepSigmoidRule(),
        new SquaredErrorOfSigmoidRule(),
        new UnscaledInputRule(),
        new VanishingRecurrenceRule(),
        new SemiGradientRule(),
        new ParameterExponentialRule(),
        new HandWrittenStableRule(),
        new KinkAtSolutionRule(),
        new NestedMeanRule(),
        new CancellationNearZeroRule(),
        new PowForSquareRule(),
    ];

    /// <summary>What the rules say of a method, in the order of the rules.</summary>
    public static IEnumerable<(HazardRule Rule, HazardFinding Finding)> Run(MethodFacts facts)
    {
        HashSet<Op> claimed = new(ByReference.Instance);
        foreach (HazardRule rule in s_all)
        {
            foreach (HazardFinding finding in rule.Run(facts).ToList())
            {
                if (!claimed.Contains(finding.Op))
                {
                    claimed.Add(finding.Op);
                    claimed.UnionWith(finding.Also);
                    yield return (rule, finding);
                }
            }
        }
    }

    /// <summary>Two equal operations are two places in the program.</summary>
    private sealed class ByReference : IEqualityComparer<Op>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Op? x, Op? y) => ReferenceEquals(x, y);

        public int GetHashCode(Op op) => RuntimeHelpers.GetHashCode(op);
    }
}
