using System;
using System.Text.Json;

namespace Diff.Benchmarks.GradBench;

/// <summary>A function of an eval, with its input prepared.</summary>
/// <param name="Run">Computes; this is what is timed.</param>
/// <param name="Write">Writes what was computed last.</param>
internal sealed record Computation(Action Run, Action<Utf8JsonWriter> Write);

/// <summary>One eval of GradBench.</summary>
internal abstract class GradBenchModule
{
    /// <summary>Gets the name by which the eval defines it.</summary>
    public abstract string Name { get; }

    /// <summary>Prepares a function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="input">Its input.</param>
    /// <returns>The computation; null where there is no such function.</returns>
    public abstract Computation? Prepare(string function, JsonElement input);
}
