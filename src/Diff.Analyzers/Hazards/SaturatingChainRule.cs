using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF201: saturating functions in series, without a way around them; a loop of known length counts as many.</summary>
internal sealed class SaturatingChainRule : HazardRule
{
    private const int ShortestCertain = 4;
    private const int Shortest = 3;
    private const int ShortestOfTanh = 5;
    private const int FewTrips = 16;

    /// <summary>Units of a layer that are written out; more of them are not told apart.</summary>
    private const int MostUnits = 64;

    /// <summary>The largest slope of a logistic function.</summary>
    private const double LargestSlope = 0.25;

    /// <summary>The mean slope of a hyperbolic tangent of a standard normal number.</summary>
    private const double MeanSlope = 0.61;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.SaturatingChain;

    /// <summary>Functions that are applied side by side, and how often in series.</summary>
    private sealed record Layer(List<Let> Units, int Times);

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            yield break;
        }

        Exponentials exponentials = new(facts);
        foreach (bool isTanh in new[] { false, true })
        {
            List<Let> functions = [.. facts.Graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result) && (isTanh
                ? let.Primitive == Primitives.Tanh || let.Primitive == Primitives.TanhQuotient
                : exponentials.LogisticOf(let.Result, out _) is not null))];
            (List<Let> chain, int length) = Longest(facts, [.. LayersOf(facts, functions, isTanh)]);
            if (length >= (isTanh ? ShortestOfTanh : Shortest))
            {
                yield return Finding(facts, chain, length, isTanh);
            }
        }
    }

    private static HazardFinding Finding(MethodFacts facts, List<Let> chain, int length, bool isTanh)
    {
        Let last = chain[chain.Count - 1];
        string Text(double number) => number.ToString(number < 1e-6 ? "0e+0" : "0.######", CultureInfo.InvariantCulture);
        return new HazardFinding(facts.Graph.LetOf(last.Result) ?? last)
        {
            Also = chain,
            Otherwise = isTanh ? "the hyperbolic tangent" : "the logistic function",
            Arguments =
            [
                length.ToString(CultureInfo.InvariantCulture), isTanh ? "hyperbolic tangents" : "logistic functions",
                isTanh ? $"about {Text(Math.Round(Math.Pow(MeanSlope, length), 4))} for pre-activations of spread 1" : $"at most {Text(Math.Pow(LargestSlope, length))}",
            ],
            IsStatistical = isTanh || length < ShortestCertain,
        };
    }

    private static (List<Let> Chain, int Length) Longest(MethodFacts facts, List<Layer> layers)
    {
        List<Let>[] chains = new List<Let>[layers.Count];
        int[] lengths = new int[layers.Count];
        int longest = -1;
        for (int i = 0; i < layers.Count; i++)
        {
            chains[i] = [layers[i].Units[0]];
            lengths[i] = layers[i].Times;
            for (int j = 0; j < i; j++)
            {
                if (lengths[j] + layers[i].Times > lengths[i] && Follows(facts, layers[j].Units, layers[i].Units))
                {
                    chains[i] = [.. chains[j], layers[i].Units[0]];
                    lengths[i] = lengths[j] + layers[i].Times;
                }
            }

            longest = longest < 0 || lengths[i] > lengths[longest] ? i : longest;
        }

        return longest < 0 ? ([], 0) : (chains[longest], lengths[longest]);
    }

    /// <summary>The units of a layer that is written out come from one line; those of a loop that is written out too, one behind the other.</summary>
    private static IEnumerable<Layer> LayersOf(MethodFacts facts, List<Let> functions, bool isTanh)
    {
        foreach (IGrouping<(int, int), Let> line in functions.GroupBy(op => (op.Origin.Method, op.Origin.Start)))
        {
            List<Let> units = [.. line];
            int[] depths = new int[units.Count];
            for (int i = 0; i < units.Count && units.Count <= MostUnits; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (depths[j] + 1 > depths[i] && facts.Guards.IsMadeOf(units[i].Result, units[j].Result))
                    {
                        depths[i] = depths[j] + 1;
                    }
                }
            }

            foreach (IGrouping<int, Let> layer in units.Zip(depths, (unit, depth) => (unit, depth)).GroupBy(u => u.depth, u => u.unit).OrderBy(g => g.Key))
            {
                List<Let> side = [.. layer];
                yield return new Layer(side, side.Count == 1 ? TimesOf(facts, side[0], isTanh) : 1);
            }
        }
    }

    /// <summary>
    /// How often a function is applied to what it gave before: the trips of the loop that hands it back on no other way. Many steps of a
    /// hyperbolic tangent with the same weights are a recurrence, of which DIFF301 speaks.
    /// </summary>
    private static int TimesOf(MethodFacts facts, Let function, bool isTanh)
    {
        Op written = facts.Graph.LetOf(function.Result) ?? function;
        MemoryRecurrence? memory = facts.MemoryRecurrences.FirstOrDefault(r => ReferenceEquals(r.Op, written) || ReferenceEquals(r.Op, function));
        bool isRecurrence = memory is { IsInvariant: true } || facts.Recurrences.Any(r => r.Weight is not null && ReferenceEquals(r.Op, written));
        double? trips = memory is null ? null : facts.TripsOf(memory.Loop);
        foreach (For loop in facts.Graph.LoopsAround(function).OfType<For>())
        {
            for (int i = 0; i < loop.Carried.Count; i++)
            {
                Value carried = loop.Carried[i];
                if (carried.Type.IsFloatingScalar && facts.Guards.IsMadeOf(function.Result, carried) && facts.Guards.IsMadeOf(loop.Body.Yields[i], function.Result)
                    && !facts.Bypasses(carried, [function.Result], loop.Body.Yields[i], loop) && HasTrainedFactor(facts, written, carried, 12))
                {
                    trips = facts.TripsOf(loop);
                }
            }
        }

        return trips is > 1 and < int.MaxValue && !(isTanh && isRecurrence && trips > FewTrips) ? (int)trips : 1;
    }

    /// <summary>Whether what a loop carries is multiplied by what is trained: a layer, not the iteration of a function.</summary>
    private static bool HasTrainedFactor(MethodFacts facts, Op? op, Value carried, int depth)
    {
        if (depth == 0 || op is not Let let)
        {
            return false;
        }

        bool isProduct = let.Primitive == Primitives.Multiply && let.Arguments.Any(a => a == carried || facts.Guards.IsMadeOf(a, carried))
            && let.Arguments.Any(a => facts.Depends(a) && a != carried && !facts.Guards.IsMadeOf(a, carried));
        return isProduct || let.Arguments.Any(a => HasTrainedFactor(facts, facts.Graph.LetOf(a), carried, depth - 1));
    }

    /// <summary>Whether everything that comes out of one layer passes the other: a residual connection goes around it.</summary>
    private static bool Follows(MethodFacts facts, List<Let> first, List<Let> second)
    {
        HashSet<Value> cuts = [.. second.Select(op => op.Result)];
        List<Value> sources = [.. first.Select(op => op.Result)];
        return cuts.All(cut => sources.Any(source => facts.Guards.IsMadeOf(cut, source))) && facts.OnlyThrough(sources, cuts, _ => true);
    }
}
