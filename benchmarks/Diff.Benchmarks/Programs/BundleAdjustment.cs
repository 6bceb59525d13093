using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>
/// ADBench's bundle adjustment: how far cameras see points from where they were seen. Asked for is the Jacobian: two rows of fifteen
/// numbers per observation, and the derivative of the residual of each weight.
/// </summary>
public sealed partial class BundleAdjustment : BenchmarkProgram
{
    private const int CameraLength = BundleAdjustmentData.CameraLength;
    private const int PointLength = BundleAdjustmentData.PointLength;
    private const int RowLength = BundleAdjustmentData.RowLength;
    private const int BlockLength = BundleAdjustmentData.BlockLength;

    /// <inheritdoc/>
    public override int Order => 14;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth =>
        new("observations", 10, observations => Case(BundleAdjustmentData.Draw(10, 100, observations)));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data) =>
        data.AdbenchFolder is string folder
            ? data.InputsOf("ba", unlessAsked: "ba1_n49_m7776_p31843").Select(name => Case(BundleAdjustmentData.Read(folder, name)))
            : [Case(BundleAdjustmentData.Draw(cameras: 3, points: 7, observations: 52))];

    private static BenchmarkCase Case(BundleAdjustmentData input)
    {
        // A tape that is given another number of inputs takes new memory for them.
        (Tape tape, Tape weightTape) = (new Tape(capacity: 200), new Tape(capacity: 8));
        return new BenchmarkCase
        {
            Name = "ADBench BA " + input.Name,
            Point = input.Parameters,
            JacobianLength = input.JacobianLength,
            Gradient = input.AddRows,
            Tolerance = 1e-12,
            ValueTolerance = 1e-10,
            Reference = input.Reference,
            Primal = _ => SumOfResiduals(input),
            Generated = jacobian => Jacobian(input, jacobian),
            ByHand = jacobian => JacobianByHand(input, jacobian),
            ByHandSimd = Avx512F.IsSupported ? jacobian => JacobianSimd(input, jacobian) : null,
            Cpp = CppTwins.Contestant(jacobian => CppTwins.BundleAdjustment(
                ref CppTwins.Begin(input.Parameters), ref CppTwins.Begin(input.Features), input.Cameras, input.Points, input.Observations,
                ref CppTwins.Begin(jacobian))),
            Tape = jacobian => JacobianOnTape(tape, weightTape, input, jacobian),
        };
    }

    /// <summary>The weighted distances of where a camera sees a point from where it was seen.</summary>
    /// <param name="camera">Rotation (3), centre (3), focal length, principal point (2), radial distortion (2).</param>
    /// <param name="point">The point.</param>
    /// <param name="weight">The weight of the observation.</param>
    /// <param name="featureX">Where it was seen.</param>
    /// <param name="featureY">Where it was seen.</param>
    /// <returns>The two residuals.</returns>
    [Differentiable(nameof(camera), nameof(point), nameof(weight), Emit = Derivatives.Backward)]
    public static (double X, double Y) ReprojectionError(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double featureX, double featureY)
    {
        Span<double> centred = stackalloc double[3];
        Span<double> seen = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            centred[i] = point[i] - camera[3 + i];
        }

        Rotate(camera[..3], centred, seen);
        double x = seen[0] / seen[2];
        double y = seen[1] / seen[2];
        double radius = (x * x) + (y * y);
        double distortion = 1 + (camera[9] * radius) + (camera[10] * radius * radius);
        double projectedX = (x * distortion * camera[6]) + camera[7];
        double projectedY = (y * distortion * camera[6]) + camera[8];
        return (weight * (projectedX - featureX), weight * (projectedY - featureY));
    }

    /// <summary>How far the square of a weight is from one.</summary>
    /// <param name="weight">The weight.</param>
    /// <returns>The residual.</returns>
    [Differentiable]
    public static double WeightError(double weight) => 1 - (weight * weight);

    /// <summary>Rodrigues' rotation about an axis, by an angle that is the axis' length.</summary>
    private static void Rotate(ReadOnlySpan<double> axis, ReadOnlySpan<double> point, Span<double> rotated)
    {
        double squaredAngle = (axis[0] * axis[0]) + (axis[1] * axis[1]) + (axis[2] * axis[2]);
        Span<double> cross = stackalloc double[3];
        if (squaredAngle != 0)
        {
            double angle = Math.Sqrt(squaredAngle);
            double cos = Math.Cos(angle);
            double sin = Math.Sin(angle);
            Span<double> unit = stackalloc double[3];
            for (int i = 0; i < 3; i++)
            {
                unit[i] = axis[i] / angle;
            }

            Cross(unit, point, cross);
            double along = ((unit[0] * point[0]) + (unit[1] * point[1]) + (unit[2] * point[2])) * (1 - cos);
            for (int i = 0; i < 3; i++)
            {
                rotated[i] = (point[i] * cos) + (cross[i] * sin) + (unit[i] * along);
            }
        }
        else
        {
            Cross(axis, point, cross);
            for (int i = 0; i < 3; i++)
            {
                rotated[i] = point[i] + cross[i];
            }
        }
    }

    private static void Cross(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        product[0] = (a[1] * b[2]) - (a[2] * b[1]);
        product[1] = (a[2] * b[0]) - (a[0] * b[2]);
        product[2] = (a[0] * b[1]) - (a[1] * b[0]);
    }

    private static double SumOfResiduals(BundleAdjustmentData input)
    {
        double sum = 0;
        for (int i = 0; i < input.Observations; i++)
        {
            double weight = input.Parameters[input.WeightStart + i];
            (double x, double y) = ReprojectionError(
                Camera(input, i), Point(input, i), weight, input.Features[2 * i], input.Features[(2 * i) + 1]);
            sum += x + y + WeightError(weight);
        }

        return sum;
    }

    /// <summary>All residuals.</summary>
    /// <param name="input">Cameras, points, weights and features.</param>
    /// <param name="residuals">Receives two numbers per observation, then one per weight.</param>
    internal static void Residuals(BundleAdjustmentData input, Span<double> residuals)
    {
        for (int i = 0; i < input.Observations; i++)
        {
            double weight = input.Parameters[input.WeightStart + i];
            (residuals[2 * i], residuals[(2 * i) + 1]) = ReprojectionError(
                Camera(input, i), Point(input, i), weight, input.Features[2 * i], input.Features[(2 * i) + 1]);
            residuals[(2 * input.Observations) + i] = WeightError(weight);
        }
    }

    /// <summary>The backward method once for each residual.</summary>
    /// <param name="input">Cameras, points, weights and features.</param>
    /// <param name="jacobian">Receives two rows per observation, then the derivative of each weight's residual.</param>
    /// <returns>The sum of the residuals.</returns>
    internal static double Jacobian(BundleAdjustmentData input, Span<double> jacobian)
    {
        double sum = 0;
        Span<double> byWeights = jacobian[(BlockLength * input.Observations)..];
        for (int i = 0; i < input.Observations; i++)
        {
            ReadOnlySpan<double> camera = Camera(input, i), point = Point(input, i);
            double weight = input.Parameters[input.WeightStart + i];
            (double featureX, double featureY) = (input.Features[2 * i], input.Features[(2 * i) + 1]);
            Span<double> rowX = jacobian.Slice(BlockLength * i, RowLength);
            Span<double> rowY = jacobian.Slice((BlockLength * i) + RowLength, RowLength);
            ((double x, double y), rowX[^1]) = ReprojectionErrorBackward(
                camera, point, weight, featureX, featureY, (1, 0), rowX[..CameraLength], rowX.Slice(CameraLength, PointLength));
            (_, rowY[^1]) = ReprojectionErrorBackward(
                camera, point, weight, featureX, featureY, (0, 1), rowY[..CameraLength], rowY.Slice(CameraLength, PointLength));
            (double weightError, byWeights[i]) = WeightErrorGradient(weight);
            sum += x + y + weightError;
        }

        return sum;
    }

    private static ReadOnlySpan<double> Camera(BundleAdjustmentData input, int observation) =>
        input.Parameters.AsSpan(CameraLength * (observation % input.Cameras), CameraLength);

    private static ReadOnlySpan<double> Point(BundleAdjustmentData input, int observation) =>
        input.Parameters.AsSpan(input.PointStart + (PointLength * (observation % input.Points)), PointLength);

    private static double JacobianOnTape(Tape tape, Tape weightTape, BundleAdjustmentData input, Span<double> jacobian)
    {
        Span<double> values = stackalloc double[RowLength];
        Span<double> byWeights = jacobian[(BlockLength * input.Observations)..];
        double sum = 0;
        for (int i = 0; i < input.Observations; i++)
        {
            Camera(input, i).CopyTo(values);
            Point(input, i).CopyTo(values[CameraLength..]);
            values[^1] = input.Parameters[input.WeightStart + i];
            ReadOnlySpan<TapeVariable> p = tape.Start(values);
            (TapeVariable x, TapeVariable y) = ReprojectionErrorOnTape(p, input.Features[2 * i], input.Features[(2 * i) + 1]);
            sum += tape.Backward(x, jacobian.Slice(BlockLength * i, RowLength));
            sum += tape.Backward(y, jacobian.Slice((BlockLength * i) + RowLength, RowLength));

            p = weightTape.Start(values[^1..]);
            sum += weightTape.Backward(1 - (p[0] * p[0]), byWeights.Slice(i, 1));
        }

        return sum;
    }

    private static (TapeVariable X, TapeVariable Y) ReprojectionErrorOnTape(
        ReadOnlySpan<TapeVariable> p, double featureX, double featureY)
    {
        TapeVariable x = p[11] - p[3], y = p[12] - p[4], z = p[13] - p[5];
        TapeVariable squaredAngle = (p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]);
        TapeVariable seenX, seenY, seenZ;
        if (squaredAngle.Value != 0)
        {
            TapeVariable angle = TapeVariable.Sqrt(squaredAngle);
            TapeVariable cos = TapeVariable.Cos(angle), sin = TapeVariable.Sin(angle);
            TapeVariable unitX = p[0] / angle, unitY = p[1] / angle, unitZ = p[2] / angle;
            TapeVariable along = ((unitX * x) + (unitY * y) + (unitZ * z)) * (1 - cos);
            seenX = (x * cos) + (((unitY * z) - (unitZ * y)) * sin) + (unitX * along);
            seenY = (y * cos) + (((unitZ * x) - (unitX * z)) * sin) + (unitY * along);
            seenZ = (z * cos) + (((unitX * y) - (unitY * x)) * sin) + (unitZ * along);
        }
        else
        {
            seenX = x + ((p[1] * z) - (p[2] * y));
            seenY = y + ((p[2] * x) - (p[0] * z));
            seenZ = z + ((p[0] * y) - (p[1] * x));
        }

        TapeVariable projectedX = seenX / seenZ, projectedY = seenY / seenZ;
        TapeVariable radius = (projectedX * projectedX) + (projectedY * projectedY);
        TapeVariable distortion = 1 + (p[9] * radius) + (p[10] * radius * radius);
        return (
            p[14] * ((projectedX * distortion * p[6]) + p[7] - featureX), p[14] * ((projectedY * distortion * p[6]) + p[8] - featureY));
    }
}
