using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF301: h = f(w · h + …) in a loop, with a trained w.</summary>
internal sealed class TrainableRecurrenceRule : HazardRule
{
    /// <summary>Fewer iterations do not carry far.</summary>
    private const double FewTrips = 16;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.TrainableRecurrence;

    /// <summary>
    /// Without a function around it a recurrence is as often a polynomial or compound interest as a network: nothing is said, unless another
    /// trained factor weighs data into it. One of vectors, times a trained matrix, is none of these.
    /// </summary>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Recurrences
        .Where(r => r.Weight is not null && (r.Activation is not null || r.IsDriven) && (r.Trips ?? double.PositiveInfinity) > FewTrips
            && facts.ReachesResult(r.Carried) && !(facts.Ranges.Of(r.Weight) is { Low: >= -1, High: <= 1 }))
        .Select(r => Finding(r.Op, r.Carried, facts.Graph.DefinitionOf(r.Weight!) is Load load ? load.Buffer : r.Weight!, r.Activation != Primitives.Relu))
        .Concat(facts.MemoryRecurrences
            .Where(r => r.IsInvariant && (facts.TripsOf(r.Loop) ?? double.PositiveInfinity) > FewTrips && facts.ReachesResult(r.Carried))
            .Select(r => Finding(r.Op, r.Carried, r.Weights, r.Activation == Primitives.Tanh || r.Activation == Primitives.Sigmoid)));

    private static HazardFinding Finding(Op op, Value carried, Value weights, bool isStatistical) => new(op)
    {
        Otherwise = "the recurrence",
        Arguments = [RecurrenceText.NameOf(carried), RecurrenceText.NameOf(weights)],
        IsStatistical = isStatistical,
    };
}

/// <summary>DIFF302: h = c · h + … in a loop, with a constant |c| &gt; 1.</summary>
internal sealed class ConstantGainRecurrenceRule : HazardRule
{
    private const double Largest = 1e6;

    /// <summary>What a loop of unknown length is taken to run at least, for a message.</summary>
    private const double ManyTrips = 100;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ConstantGainRecurrence;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Recurrences
        .Where(r => r.Gain is { } gain && Math.Abs(gain) > 1 && (r.Activation is null || r.Activation == Primitives.Relu)
            && facts.Depends(r.Carried) && facts.ReachesResult(r.Carried) && Math.Pow(Math.Abs(gain), r.Trips ?? ManyTrips) > Largest)
        .Select(r => new HazardFinding(r.Op)
        {
            Otherwise = "the recurrence",
            Arguments =
            [
                RecurrenceText.NameOf(r.Carried), Math.Abs(r.Gain!.Value).ToString("R", CultureInfo.InvariantCulture),
                (r.Trips ?? ManyTrips).ToString("R", CultureInfo.InvariantCulture),
                Math.Pow(Math.Abs(r.Gain!.Value), r.Trips ?? ManyTrips).ToString("0e+0", CultureInfo.InvariantCulture),
            ],
            IsStatistical = r.Trips is null,
        });
}

/// <summary>DIFF209: h = c · h + … in a loop, with a constant |c| &lt; 0.9.</summary>
internal sealed class VanishingRecurrenceRule : HazardRule
{
    private const double Largest = 0.9;
    private const double FewTrips = 16;

    /// <summary>What a loop of unknown length is taken to run at least, for a message.</summary>
    private const double ManyTrips = 100;

    /// <summary>What is called so is meant to fade.</summary>
    private static readonly string[] s_fading = ["decay", "discount", "average", "ema", "momentum", "trace", "gamma", "smooth", "leak"];

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.VanishingRecurrence;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Recurrences
        .Where(r => r.Gain is { } gain && Math.Abs(gain) < Largest && (r.Trips ?? ManyTrips) > FewTrips
            && facts.Depends(r.Carried) && facts.ReachesResult(r.Carried) && !IsAverage(facts, r)
            && !s_fading.Any(r.Carried.Name.ToLowerInvariant().Contains))
        .Select(r => new HazardFinding(r.Op)
        {
            Otherwise = "the recurrence",
            Arguments =
            [
                RecurrenceText.NameOf(r.Carried), Math.Abs(r.Gain!.Value).ToString("0.######", CultureInfo.InvariantCulture),
                (r.Trips ?? ManyTrips).ToString("0", CultureInfo.InvariantCulture),
                Math.Pow(Math.Abs(r.Gain!.Value), r.Trips ?? ManyTrips).ToString("0e+0", CultureInfo.InvariantCulture),
            ],
        });

    /// <summary>c · h + (1 − c) · x, h + k · (x − h): an average that forgets on purpose.</summary>
    private static bool IsAverage(MethodFacts facts, Recurrence recurrence)
    {
        if (recurrence.Op is not Let let || !(let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract))
        {
            return false;
        }

        return let.Arguments.Any(a => a == recurrence.Carried)
            || let.Arguments.Any(a => !facts.Guards.IsMadeOf(a, recurrence.Carried)
                && Math.Abs(Math.Abs(NumberIn(facts, a, 8)) + Math.Abs(recurrence.Gain!.Value) - 1) < 1e-9);
    }

    /// <summary>The product of the constant factors of a value.</summary>
    private static double NumberIn(MethodFacts facts, Value value, int depth)
    {
        if (facts.Graph.NumberOf(value) is { } number)
        {
            return number;
        }

        return depth == 0 || facts.Graph.LetOf(value) is not { } let ? 1
            : let.Primitive == Primitives.Multiply ? NumberIn(facts, let.Arguments[0], depth - 1) * NumberIn(facts, let.Arguments[1], depth - 1)
            : let.Primitive == Primitives.Divide && facts.Graph.NumberOf(let.Arguments[1]) is { } divisor ? NumberIn(facts, let.Arguments[0], depth - 1) / divisor
            : 1;
    }
}

/// <summary>Names for what loops carry.</summary>
internal static class RecurrenceText
{
    public static string NameOf(Value value) => value.Name.Length > 0 ? $"'{value.Name}'" : "what the loop carries";
}
