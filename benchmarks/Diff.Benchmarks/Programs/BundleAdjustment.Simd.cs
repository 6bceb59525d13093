using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: a lane is an observation. Eight cameras are transposed on the way in, eight pairs of rows on the way
// out.
public sealed partial class BundleAdjustment
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double JacobianSimd(BundleAdjustmentData input, Span<double> jacobian)
    {
        int observations = input.Observations;
        Span<Vector512<double>> camera = stackalloc Vector512<double>[CameraLength];
        Span<Vector512<double>> block = stackalloc Vector512<double>[BlockLength];
        Vector512<double> sums = default;
        double sum = 0;
        int i = 0;
        for (; i <= observations - 8; i += 8)
        {
            LoadCameras(input, i, camera);
            if (Vector512.EqualsAny((camera[0] * camera[0]) + (camera[1] * camera[1]) + (camera[2] * camera[2]), Vector512<double>.Zero))
            {
                for (int l = i; l < i + 8; l++)
                {
                    sum += BlockByHand(input, l, jacobian);
                }

                continue;
            }

            Vector512<double> weight = Vector512.LoadUnsafe(ref input.Parameters[input.WeightStart + i]);
            sums += Block(input, i, camera, weight, block);
            for (int column = 0; column < BlockLength; column += 8)
            {
                // The last eight columns overlap those before: 30 is not a multiple of 8.
                StoreColumns(block, Math.Min(column, BlockLength - 8), jacobian.Slice(BlockLength * i, 8 * BlockLength));
            }

            (Vector512.Create(-2.0) * weight).CopyTo(jacobian[((BlockLength * observations) + i)..]);
        }

        for (; i < observations; i++)
        {
            sum += BlockByHand(input, i, jacobian);
        }

        return sum + Vector512.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadCameras(BundleAdjustmentData input, int observation, Span<Vector512<double>> camera)
    {
        Span<Vector512<double>> first = stackalloc Vector512<double>[8];
        Span<Vector512<double>> last = stackalloc Vector512<double>[8];
        int index = observation % input.Cameras;
        for (int lane = 0; lane < 8; lane++)
        {
            ReadOnlySpan<double> row = input.Parameters.AsSpan(CameraLength * index, CameraLength);
            first[lane] = Vector512.Create(row);
            last[lane] = Vector512.Create(row[(CameraLength - 8)..]);
            index = index + 1 == input.Cameras ? 0 : index + 1;
        }

        Transposition.Transpose(first, camera);
        Transposition.Transpose(last, camera[(CameraLength - 8)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(ReadOnlySpan<Vector512<double>> block, int column, Span<double> rows)
    {
        Span<Vector512<double>> transposed = stackalloc Vector512<double>[8];
        Transposition.Transpose(block[column..], transposed);
        for (int lane = 0; lane < 8; lane++)
        {
            transposed[lane].CopyTo(rows[((BlockLength * lane) + column)..]);
        }
    }

    /// <summary>The two rows of eight observations, a vector per column.</summary>
    /// <returns>The sums of their residuals.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Block(
        BundleAdjustmentData input, int observation, ReadOnlySpan<Vector512<double>> camera, Vector512<double> weight,
        Span<Vector512<double>> block)
    {
        (Vector512<double> pointX, Vector512<double> pointY, Vector512<double> pointZ) = LoadPoints(input, observation);
        (Vector512<double> featureX, Vector512<double> featureY) = LoadFeatures(input, observation);
        RotationOfEight rotation = new(
            camera[0], camera[1], camera[2], pointX - camera[3], pointY - camera[4], pointZ - camera[5]);
        (Vector512<double> seenX, Vector512<double> seenY, Vector512<double> seenZ) = rotation.Rotated;

        Vector512<double> one = Vector512<double>.One;
        Vector512<double> inverse = one / seenZ;
        Vector512<double> x = seenX * inverse, y = seenY * inverse;
        Vector512<double> radius = (x * x) + (y * y);
        Vector512<double> distortion = one + (radius * (camera[9] + (camera[10] * radius)));
        Vector512<double> focal = camera[6];
        Vector512<double> residualX = (x * distortion * focal) + camera[7] - featureX;
        Vector512<double> residualY = (y * distortion * focal) + camera[8] - featureY;

        Vector512<double> change = 2 * (camera[9] + (2 * camera[10] * radius));
        Vector512<double> weighted = weight * focal;
        Vector512<double> xByX = weighted * (distortion + (change * x * x)), mixed = weighted * change * x * y;
        Vector512<double> yByY = weighted * (distortion + (change * y * y));
        rotation.Back(xByX * inverse, mixed * inverse, -((xByX * x) + (mixed * y)) * inverse, block);
        rotation.Back(mixed * inverse, yByY * inverse, -((mixed * x) + (yByY * y)) * inverse, block[RowLength..]);
        (block[6], block[RowLength + 6]) = (weight * x * distortion, weight * y * distortion);
        (block[7], block[8]) = (weight, Vector512<double>.Zero);
        (block[RowLength + 7], block[RowLength + 8]) = (Vector512<double>.Zero, weight);
        (block[9], block[RowLength + 9]) = (weighted * x * radius, weighted * y * radius);
        (block[10], block[RowLength + 10]) = (block[9] * radius, block[RowLength + 9] * radius);
        (block[14], block[RowLength + 14]) = (residualX, residualY);
        return (weight * (residualX + residualY)) + one - (weight * weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> X, Vector512<double> Y, Vector512<double> Z) LoadPoints(BundleAdjustmentData input, int observation)
    {
        Span<double> lanes = stackalloc double[3 * 8];
        int index = observation % input.Points;
        for (int lane = 0; lane < 8; lane++)
        {
            ReadOnlySpan<double> point = input.Parameters.AsSpan(input.PointStart + (PointLength * index), PointLength);
            (lanes[lane], lanes[8 + lane], lanes[16 + lane]) = (point[0], point[1], point[2]);
            index = index + 1 == input.Points ? 0 : index + 1;
        }

        ReadOnlySpan<Vector512<double>> vectors = MemoryMarshal.Cast<double, Vector512<double>>(lanes);
        return (vectors[0], vectors[1], vectors[2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> X, Vector512<double> Y) LoadFeatures(BundleAdjustmentData input, int observation)
    {
        Vector512<double> low = Vector512.LoadUnsafe(ref input.Features[2 * observation]);
        Vector512<double> high = Vector512.LoadUnsafe(ref input.Features[(2 * observation) + 8]);
        return (
            Avx512F.PermuteVar8x64x2(low, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), high),
            Avx512F.PermuteVar8x64x2(low, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), high));
    }

    /// <summary>Rodrigues' rotation of eight points about eight axes, none of which is zero.</summary>
    private readonly struct RotationOfEight
    {
        private readonly Vector512<double> _x, _y, _z, _unitX, _unitY, _unitZ, _crossX, _crossY, _crossZ, _along, _sin, _cos, _inverse;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public RotationOfEight(
            Vector512<double> axisX, Vector512<double> axisY, Vector512<double> axisZ,
            Vector512<double> x, Vector512<double> y, Vector512<double> z)
        {
            (_x, _y, _z) = (x, y, z);
            Vector512<double> angle = Vector512.Sqrt((axisX * axisX) + (axisY * axisY) + (axisZ * axisZ));
            _inverse = Vector512<double>.One / angle;
            (_sin, _cos) = Vector512.SinCos(angle);
            (_unitX, _unitY, _unitZ) = (axisX * _inverse, axisY * _inverse, axisZ * _inverse);
            _crossX = (_unitY * z) - (_unitZ * y);
            _crossY = (_unitZ * x) - (_unitX * z);
            _crossZ = (_unitX * y) - (_unitY * x);
            _along = (_unitX * x) + (_unitY * y) + (_unitZ * z);
        }

        public (Vector512<double> X, Vector512<double> Y, Vector512<double> Z) Rotated
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                Vector512<double> along = _along * (Vector512<double>.One - _cos);
                return (
                    (_x * _cos) + (_crossX * _sin) + (_unitX * along),
                    (_y * _cos) + (_crossY * _sin) + (_unitY * along),
                    (_z * _cos) + (_crossZ * _sin) + (_unitZ * along));
            }
        }

        /// <summary>Writes the columns of the rotation, of the centre and of the point.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Back(Vector512<double> gx, Vector512<double> gy, Vector512<double> gz, Span<Vector512<double>> row)
        {
            Vector512<double> rest = Vector512<double>.One - _cos;
            Vector512<double> projection = (_unitX * gx) + (_unitY * gy) + (_unitZ * gz);
            Vector512<double> along = projection * rest;
            row[11] = (gx * _cos) + (((gy * _unitZ) - (gz * _unitY)) * _sin) + (_unitX * along);
            row[12] = (gy * _cos) + (((gz * _unitX) - (gx * _unitZ)) * _sin) + (_unitY * along);
            row[13] = (gz * _cos) + (((gx * _unitY) - (gy * _unitX)) * _sin) + (_unitZ * along);
            (row[3], row[4], row[5]) = (-row[11], -row[12], -row[13]);

            Vector512<double> unitX = (_sin * ((_y * gz) - (_z * gy))) + (rest * ((gx * _along) + (_x * projection)));
            Vector512<double> unitY = (_sin * ((_z * gx) - (_x * gz))) + (rest * ((gy * _along) + (_y * projection)));
            Vector512<double> unitZ = (_sin * ((_x * gy) - (_y * gx))) + (rest * ((gz * _along) + (_z * projection)));
            Vector512<double> byAngle = (((gx * _crossX) + (gy * _crossY) + (gz * _crossZ)) * _cos)
                + (((_along * projection) - (gx * _x) - (gy * _y) - (gz * _z)) * _sin);
            Vector512<double> radial = byAngle - (_inverse * ((_unitX * unitX) + (_unitY * unitY) + (_unitZ * unitZ)));
            row[0] = (unitX * _inverse) + (_unitX * radial);
            row[1] = (unitY * _inverse) + (_unitY * radial);
            row[2] = (unitZ * _inverse) + (_unitZ * radial);
        }
    }
}
