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
            Generated = jacobian => Jacobian(input, [], jacobian),
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

    /// <summary>All residuals.</summary>
    /// <param name="input">The hand, its pose and the points.</param>
    /// <param name="coordinates">Two numbers per point, if points belong to triangles; none if they belong to vertices.</param>
    /// <param name="residuals">Receives three numbers per point.</param>
    internal static void Residuals(HandData input, ReadOnlySpan<double> coordinates, Span<double> residuals)
    {
        for (int i = 0; i < input.Correspondences.Length; i++)
        {
            (double x, double y, double z) = (input.Points[3 * i], input.Points[(3 * i) + 1], input.Points[(3 * i) + 2]);
            int index = input.Correspondences[i];
            (residuals[3 * i], residuals[(3 * i) + 1], residuals[(3 * i) + 2]) = coordinates.Length > 0
                ? ResidualOnTriangle(input.Pose, input.Model, index, coordinates[2 * i], coordinates[(2 * i) + 1], x, y, z)
                : Residual(input.Pose, input.Model, index, x, y, z);
        }
    }

    /// <summary>The backward method once for each coordinate of each residual: there is no forward mode yet.</summary>
    /// <param name="input">The hand, its pose and the points.</param>
    /// <param name="coordinates">Two numbers per point, if points belong to triangles; none if they belong to vertices.</param>
    /// <param name="jacobian">Receives a row per residual: by the coordinates on its triangle, if there are any, and by the pose.</param>
    /// <returns>The sum of the residuals.</returns>
    internal static double Jacobian(HandData input, ReadOnlySpan<double> coordinates, Span<double> jacobian)
    {
        double sum = 0;
        int length = jacobian.Length / input.Points.Length;
        for (int row = 0; row < input.Points.Length; row++)
        {
            (int i, int axis) = (row / 3, row % 3);
            (double x, double y, double z) = (input.Points[3 * i], input.Points[(3 * i) + 1], input.Points[(3 * i) + 2]);
            (double, double, double) cotangent = (axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
            Span<double> by = jacobian.Slice(row * length, length);
            (double X, double Y, double Z) residual;
            if (coordinates.Length > 0)
            {
                (residual, by[0], by[1]) = ResidualOnTriangleBackward(
                    input.Pose, input.Model, input.Correspondences[i], coordinates[2 * i], coordinates[(2 * i) + 1], x, y, z,
                    cotangent, by[2..]);
            }
            else
            {
                residual = ResidualBackward(input.Pose, input.Model, input.Correspondences[i], x, y, z, cotangent, by);
            }

            sum += axis == 0 ? residual.X : axis == 1 ? residual.Y : residual.Z;
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
