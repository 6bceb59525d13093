using System;
using System.Collections.Generic;

namespace Diff.Benchmarks.Contests;

/// <summary>One objective at one point, with everybody who computes its derivative: a gradient, or the numbers of a Jacobian.</summary>
public sealed class BenchmarkCase
{
    /// <summary>Gets the name, with the size.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the numbers that the gradient is by, in its order. Contestants read them at every call, so that the check can move them.
    /// </summary>
    public required double[] Point { get; init; }

    /// <summary>Gets how many numbers the derivative has: those of the point unless it is a Jacobian.</summary>
    public int DerivativeLength => JacobianLength ?? Point.Length;

    /// <summary>Gets how many numbers the Jacobian has, row after row; null where the derivative is a gradient.</summary>
    public int? JacobianLength { get; init; }

    /// <summary>
    /// Gets what adds up the rows of a Jacobian. The value of such a case is the sum of all residuals, so that this is its gradient.
    /// </summary>
    public Func<double[], double[]> Gradient { get; init; } = derivative => derivative;

    /// <summary>Gets the value alone, as a user writes it.</summary>
    public required Evaluation Primal { get; init; }

    /// <summary>Gets what Diff generates from the primal.</summary>
    public required Evaluation Generated { get; init; }

    /// <summary>Gets what is generated with a report, where the primal is monitored; it is no contestant of the table.</summary>
    public Evaluation? Monitored { get; init; }

    /// <summary>Gets the derivative by hand: forward and backward fused, no tape.</summary>
    public required Evaluation ByHand { get; init; }

    /// <summary>Gets the derivative by hand in SIMD, where that is natural.</summary>
    public Evaluation? ByHandSimd { get; init; }

    /// <summary>Gets the derivative by hand in C++; null where there is none.</summary>
    public Evaluation? Cpp { get; init; }

    /// <summary>Gets the gradient by operator overloading; null where a tape would not fit into memory.</summary>
    public Evaluation? Tape { get; init; }

    /// <summary>Gets how far a gradient may be from its twin, as a relative 2-norm.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Gets how far a value may be from its twin's: as far as the gradient, unless it is a sum of very many terms.</summary>
    public double ValueTolerance { get => field > 0 ? field : Tolerance; init; }

    /// <summary>Gets what somebody else computed, if known.</summary>
    public ReferenceResult? Reference { get; init; }

    /// <summary>Gets the point as <see langword="float"/>, where contestants compute in that; otherwise null.</summary>
    public SinglePoint? Single { get; init; }

    /// <summary>Gets the primal in more digits, where central differences of the primal itself would drown in rounding.</summary>
    public Evaluation? PrecisePrimal { get; init; }

    /// <summary>Gets all contestants, in the order of the table.</summary>
    public IReadOnlyList<Contestant> Contestants
    {
        get
        {
            List<Contestant> contestants =
            [
                new(ContestantKind.Primal, Primal),
                new(ContestantKind.Generated, Generated),
                new(ContestantKind.ByHand, ByHand),
            ];
            if (ByHandSimd is not null)
            {
                contestants.Add(new Contestant(ContestantKind.ByHandSimd, ByHandSimd));
            }

            if (Cpp is not null)
            {
                contestants.Add(new Contestant(ContestantKind.Cpp, Cpp));
            }

            if (Tape is not null)
            {
                contestants.Add(new Contestant(ContestantKind.Tape, Tape));
            }

            return contestants;
        }
    }
}

/// <summary>A result from another program.</summary>
/// <param name="Value">The value.</param>
/// <param name="Gradient">The gradient, or the Jacobian.</param>
/// <param name="Tolerance">How far a result may be from it, as a relative 2-norm.</param>
public sealed record ReferenceResult(double Value, IReadOnlyList<double> Gradient, double Tolerance);
