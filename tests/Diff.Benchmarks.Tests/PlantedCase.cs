using System;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Tests;

/// <summary>x³ + 2y at (2, 1), where the value is 10 and the gradient (12, 2), with contestants that may be wrong.</summary>
internal static class PlantedCase
{
    internal static BenchmarkCase Make(
        Evaluation? generated = null, Evaluation? byHand = null, Evaluation? byTape = null, ReferenceResult? reference = null)
    {
        double[] point = [2, 1];
        double Right(Span<double> gradient)
        {
            gradient[0] = 3 * point[0] * point[0];
            gradient[1] = 2;
            return Value(point);
        }

        return new BenchmarkCase
        {
            Name = "planted",
            Point = point,
            Primal = _ => Value(point),
            Generated = generated ?? Right,
            ByHand = byHand ?? Right,
            Tape = byTape ?? Right,
            Reference = reference,
        };
    }

    private static double Value(double[] point) => (point[0] * point[0] * point[0]) + (2 * point[1]);
}
