using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Benchmarks.Contests;

/// <summary>All benchmarks of this assembly.</summary>
public static class Catalogue
{
    /// <summary>Makes an instance of every benchmark program, in the order of the table.</summary>
    /// <returns>The programs.</returns>
    public static IReadOnlyList<BenchmarkProgram> Programs() =>
    [
        .. from type in typeof(Catalogue).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(BenchmarkProgram)) && !type.IsAbstract
           let program = (BenchmarkProgram)Activator.CreateInstance(type)!
           orderby program.Order, type.Name
           select program,
    ];

    /// <summary>Makes the cases whose name contains a text.</summary>
    /// <param name="data">Where inputs of others may be found.</param>
    /// <param name="filter">The text, in either case; empty for all.</param>
    /// <returns>The cases.</returns>
    public static IReadOnlyList<BenchmarkCase> Cases(BenchmarkData data, string filter = "") =>
    [
        .. from program in Programs()
           from benchmark in program.Cases(data)
           where benchmark.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
           select benchmark,
    ];
}
