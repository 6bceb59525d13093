using System;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

// The energy by the pose, and the Jacobian of the residuals by the pose.
public sealed partial class HandTracking
{
    private static BenchmarkCase EnergyCase(HandData input)
    {
        double[] pose = input.Pose;
        Scratch scratch = new(input.Model.Parents.Length);
        SimdScratch simdScratch = new(input.Model.Parents.Length);
        Tape tape = new(TapeCapacity(input.Model, input.Correspondences.Length));
        return new BenchmarkCase
        {
            Name = "ADBench HAND energy " + input.Name,
            Point = pose,
            Tolerance = 1e-12,
            Reference = input.Reference,
            Primal = _ => Energy(pose, input.Model, input.Correspondences, input.Points),
            Generated = gradient => EnergyGradient(pose, input.Model, input.Correspondences, input.Points, gradient),
            ByHand = gradient => EnergyByHand(pose, input.Model, input.Correspondences, input.Points, gradient, scratch),
            ByHandSimd = Avx512F.IsSupported
                ? gradient => EnergySimd(pose, input.Model, input.Correspondences, input.Points, gradient, simdScratch)
                : null,
            Tape = gradient => EnergyOnTape(tape, pose, input.Model, input.Correspondences, input.Points, gradient),
        };
    }

    private static BenchmarkCase JacobianCase(HandData input)
    {
        double[] pose = input.Pose;
        Scratch scratch = new(input.Model.Parents.Length);
        Tape tape = new(TapeCapacity(input.Model, correspondences: 1));
        return new BenchmarkCase
        {
            Name = "ADBench HAND Jacobian " + input.Name,
            Point = pose,
            JacobianLength = input.Points.Length * pose.Length,
            Gradient = jacobian => AddRows(jacobian, pose.Length),
            Tolerance = 1e-12,
            ValueTolerance = 1e-11,
            Reference = input.JacobianReference,
            Primal = _ => SumOfResiduals(input),
            Generated = jacobian => Jacobian(input, jacobian),
            ByHand = jacobian => JacobianByHand(input, jacobian, scratch),
            Tape = jacobian => JacobianOnTape(tape, input, jacobian),
        };
    }

    private static double SumOfResiduals(HandData input)
    {
        double sum = 0;
        for (int i = 0; i < input.Correspondences.Length; i++)
        {
            (double x, double y, double z) = Residual(
                input.Pose, input.Model, input.Correspondences[i],
                input.Points[3 * i], input.Points[(3 * i) + 1], input.Points[(3 * i) + 2]);
            sum += x + y + z;
        }

        return sum;
    }

    /// <summary>The backward method once for each coordinate of each residual: there is no forward mode yet.</summary>
    private static double Jacobian(HandData input, Span<double> jacobian)
    {
        double sum = 0;
        int length = input.Pose.Length;
        for (int i = 0; i < input.Correspondences.Length; i++)
        {
            Span<double> rows = jacobian.Slice(3 * i * length, 3 * length);
            for (int j = 0; j < 3; j++)
            {
                (double x, double y, double z) = ResidualBackward(
                    input.Pose, input.Model, input.Correspondences[i],
                    input.Points[3 * i], input.Points[(3 * i) + 1], input.Points[(3 * i) + 2],
                    (j == 0 ? 1 : 0, j == 1 ? 1 : 0, j == 2 ? 1 : 0), rows.Slice(j * length, length));
                sum += j == 0 ? x : j == 1 ? y : z;
            }
        }

        return sum;
    }

    private static double[] AddRows(double[] jacobian, int length)
    {
        double[] sum = new double[length];
        for (int i = 0; i < jacobian.Length; i++)
        {
            sum[i % length] += jacobian[i];
        }

        return sum;
    }
}
