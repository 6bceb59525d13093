using System.Collections.Generic;

namespace Diff.Benchmarks.Contests;

/// <summary>
/// A benchmark: derive from it in a file of its own under <c>Programs</c>, and it is found. The file holds the annotated primal,
/// its derivative by hand, its twin on the tape, and the inputs.
/// </summary>
public abstract class BenchmarkProgram
{
    /// <summary>Gets the place in the table; equal ones are ordered by name.</summary>
    public virtual int Order => int.MaxValue;

    /// <summary>Gets how the benchmark is made larger, to see how its time grows; null where that says nothing.</summary>
    public virtual BenchmarkGrowth? Growth => null;

    /// <summary>Makes the cases, one per size. Inputs must be the same on every call.</summary>
    /// <param name="data">Where inputs of others may be found.</param>
    /// <returns>The cases.</returns>
    public abstract IEnumerable<BenchmarkCase> Cases(BenchmarkData data);
}
