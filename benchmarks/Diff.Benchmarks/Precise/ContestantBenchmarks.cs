using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Precise;

/// <summary>The same contestants under BenchmarkDotNet: absolute times with their errors, one contestant after another.</summary>
[MemoryDiagnoser]
public class ContestantBenchmarks
{
    private double[] _gradient = [];

    /// <summary>Gets or sets what to run. Static, since BenchmarkDotNet makes the instances; it runs them in this process.</summary>
    public static IReadOnlyList<ContestantSelection> Selections { get; set; } = [];

    /// <summary>Gets or sets the contestant.</summary>
    [ParamsSource(nameof(Selections))]
    public ContestantSelection? Selection { get; set; }

    /// <summary>Makes room for the gradient.</summary>
    [GlobalSetup]
    public void Setup() => _gradient = new double[Selection!.Benchmark.DerivativeLength];

    /// <summary>One call.</summary>
    /// <returns>The value.</returns>
    [Benchmark]
    public double Evaluate() => Selection!.Contestant.Evaluate(_gradient);
}

/// <summary>A contestant of a case, by name.</summary>
/// <param name="Benchmark">The case.</param>
/// <param name="Contestant">The contestant.</param>
public sealed record ContestantSelection(BenchmarkCase Benchmark, Contestant Contestant)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Benchmark.Name}: {Contestant.Name}";
}
