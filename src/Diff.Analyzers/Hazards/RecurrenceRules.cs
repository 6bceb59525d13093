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
    /// trained factor weighs data into it.
    /// </summary>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Recurrences
        .Where(r => r.Weight is not null && (r.Activation is not null || r.IsDriven) && (r.Trips ?? double.PositiveInfinity) > FewTrips
            && facts.ReachesResult(r.Carried) && !(facts.Ranges.Of(r.Weight) is { Low: >= -1, High: <= 1 }))
        .Select(r => new HazardFinding(r.Op)
        {
            Otherwise = "the recurrence",
            Arguments = [RecurrenceText.NameOf(r.Carried), RecurrenceText.NameOf(r.Weight!)],
            IsStatistical = r.Activation != Primitives.Relu,
        });
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

/// <summary>Names for what loops carry.</summary>
internal static class RecurrenceText
{
    public static string NameOf(Value value) => value.Name.Length > 0 ? $"'{value.Name}'" : "what the loop carries";
}
