using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Hazards;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Initialisation;

/// <summary>A hazard of an initialisation.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Op">The function that the weights lead to.</param>
/// <param name="Place">The expression that the weights are filled with.</param>
/// <param name="IsStatistical">Whether something about it is assumed.</param>
/// <param name="Arguments">The message's arguments behind the quoted expression.</param>
internal sealed record InitialisationFinding(
    DiagnosticDescriptor Descriptor, Let Op, IOperation Place, bool IsStatistical, IReadOnlyList<string> Arguments)
{
    /// <summary>The inputs of a unit, for a fix.</summary>
    public double FanIn { get; init; }

    /// <summary>The units of the layer, for a fix; 0 where that is not known.</summary>
    public double FanOut { get; init; }

    /// <summary>How the weights are drawn, for a fix; null where there is none.</summary>
    public Distribution? Weights { get; init; }

    /// <summary>What a fix of tensor code needs: a call of an initialiser that has a scaled form.</summary>
    public ImmutableDictionary<string, string?> TensorFixProperties() => Weights is { Mean: 0 }
        ? ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Remedy, DiagnosticProperties.UseXavier)
        : ImmutableDictionary<string, string?>.Empty;

    /// <summary>What a fix needs; nothing where there is none.</summary>
    public ImmutableDictionary<string, string?> FixProperties()
    {
        bool isUniform = Weights is { Shape: DistributionShape.Uniform };
        return FanIn < 1 || FanOut < 1 || Weights is not { Mean: 0, Shape: DistributionShape.Uniform or DistributionShape.Normal } weights
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty
                .Add(DiagnosticProperties.Remedy, DiagnosticProperties.ScaleWeights)
                .Add(DiagnosticProperties.FanIn, FanIn.ToString("0", CultureInfo.InvariantCulture))
                .Add(DiagnosticProperties.FanOut, FanOut.ToString("0", CultureInfo.InvariantCulture))
                .Add(DiagnosticProperties.Width, Math.Sqrt(weights.Variance * (isUniform ? 3 : 1)).ToString("0.######", CultureInfo.InvariantCulture))
                .Add(DiagnosticProperties.Numerator, isUniform ? "6" : "2");
    }
}

/// <summary>A layer of an annotated method: a function of sums of weights times inputs.</summary>
/// <param name="Function">The function.</param>
/// <param name="IsTanh">Whether it is the hyperbolic tangent; else the logistic function.</param>
/// <param name="Sum">What it is a function of.</param>
internal sealed record SaturatingLayer(Let Function, bool IsTanh, WeightedSum Sum);

/// <summary>
/// DIFF202, DIFF208 and DIFF210: follows how the memory is initialised that an annotated method gets, from the code that calls it or from the fields
/// that it reads.
/// </summary>
internal sealed class LayerInitialisation(MethodFacts facts, Func<IReadOnlyList<CallSite>> findSites)
{
    private readonly WeightedSums _sums = new(facts);

    /// <summary>The findings; other code is looked at where there is a layer that asks for it.</summary>
    public IEnumerable<InitialisationFinding> Run()
    {
        List<SaturatingLayer> layers = [.. Layers()];
        SymmetricLayers symmetric = new(facts);
        ForgetGates gates = new(facts);
        if (layers.Count == 0 && !symmetric.Any && !gates.Any)
        {
            yield break;
        }

        IReadOnlyList<CallSite> sites = findSites();
        HashSet<SyntaxNode> said = [];
        foreach (CallSite site in sites)
        {
            foreach (InitialisationFinding finding in layers.Select(layer => Saturating(layer, site)).OfType<InitialisationFinding>()
                .OrderBy(f => f.IsStatistical).Concat(symmetric.Run(site)).Concat(gates.Run(site)))
            {
                if (said.Add(finding.Place.Syntax))
                {
                    yield return finding;
                }
            }
        }
    }

    private IEnumerable<SaturatingLayer> Layers()
    {
        Exponentials exponentials = new(facts);
        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result)))
        {
            bool isTanh = let.Primitive == Primitives.Tanh || let.Primitive == Primitives.TanhQuotient;

            // Whatever the numerator is, n / (1 + exp u) is flat where the logistic function is.
            Value? argument = isTanh ? let.Arguments[0] : let.Primitive == Primitives.LogisticQuotient ? let.Arguments[1]
                : exponentials.LogisticOf(let.Result, out _);
            if (argument is not null
                && WeightedSums.Of(facts, argument) is { Terms.Count: > 0 } sum)
            {
                yield return new SaturatingLayer(let, isTanh, sum);
            }
        }
    }

    /// <summary>DIFF202: the weights alone, whatever else is added, spread the sums so far that most units are flat.</summary>
    private InitialisationFinding? Saturating(SaturatingLayer layer, CallSite site)
    {
        InitialisationFinding? worst = null;
        double widest = 0;
        foreach (IGrouping<Value, WeightedTerm> group in layer.Sum.Terms.GroupBy(t => t.Weights))
        {
            if (site.ContentOf(group.Key) is not { Content: { Variance: > 0, Shape: not DistributionShape.Data } weights } content)
            {
                continue;
            }

            double variance = 0;
            double fanIn = 0;
            HashSet<InputSquare> inputs = [];
            foreach (WeightedTerm term in group)
            {
                if (_sums.CountOf(term, site.NumberOf, site.LengthOf) is { } count)
                {
                    InputSquare input = InputSquare.Of(facts, term, site);
                    inputs.Add(input);
                    fanIn += count;
                    variance += count * weights.Variance * input.MeanSquare;
                }
            }

            double spread = Math.Sqrt(variance);
            if (Saturation.IsTooLarge(spread, layer.IsTanh) && spread > widest)
            {
                widest = spread;
                worst = new InitialisationFinding(
                    HazardDescriptors.SaturatingInitialisation, layer.Function, content.Place, inputs.Any(i => !i.IsKnown),
                    SpreadText.Arguments(fanIn, spread, layer.IsTanh, inputs))
                {
                    FanIn = fanIn,
                    Weights = weights,
                    FanOut = content.Length is { } length && fanIn > 0 && length % fanIn == 0 ? length / fanIn : 0,
                };
            }
        }

        return worst;
    }
}

/// <summary>The numbers of a message.</summary>
internal static class SpreadText
{
    /// <summary>Inputs of a unit, spread, derivative, share in percent, and what is assumed.</summary>
    public static IReadOnlyList<string> Arguments(double fanIn, double spread, bool isTanh, IReadOnlyCollection<InputSquare> inputs) =>
    [
        fanIn.ToString("0", CultureInfo.InvariantCulture),
        spread.ToString(spread < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture),
        isTanh ? "tanh′" : "σ′",
        (100 * Saturation.FlatShare(spread, isTanh)).ToString("0", CultureInfo.InvariantCulture),
        string.Join(" and ", inputs.Select(i => i.Text).Distinct().OrderBy(t => t, StringComparer.Ordinal)),
    ];
}
