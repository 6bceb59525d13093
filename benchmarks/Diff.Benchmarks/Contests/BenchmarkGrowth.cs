using System;

namespace Diff.Benchmarks.Contests;

/// <summary>How a benchmark is made larger.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="First">The least number; there are four more, each ten times the one before.</param>
/// <param name="Case">Makes the case of a number.</param>
public sealed record BenchmarkGrowth(string Unit, int First, Func<int, BenchmarkCase> Case);
