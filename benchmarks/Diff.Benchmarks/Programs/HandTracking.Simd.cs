using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Programs;

// The energy's derivative by hand in SIMD: a vector is a row of a matrix, or two. All angles of the fingers have their sines at once.
public sealed partial class HandTracking
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double EnergySimd(
        ReadOnlySpan<double> pose, HandModel model, ReadOnlySpan<int> correspondences, ReadOnlySpan<double> points,
        Span<double> gradient, SimdScratch scratch)
    {
        scratch.Forward(pose, model);
        GlobalRotation rotation = new(pose);
        (double r00, double r01, double r02) = (rotation[0, 0], rotation[0, 1], rotation[0, 2]);
        (double r10, double r11, double r12) = (rotation[1, 0], rotation[1, 1], rotation[1, 2]);
        (double r20, double r21, double r22) = (rotation[2, 0], rotation[2, 1], rotation[2, 2]);
        int bones = model.Parents.Length;
        ReadOnlySpan<Vector512<double>> upper = scratch.Upper.AsSpan(0, bones);
        ReadOnlySpan<Vector256<double>> lower = scratch.Lower.AsSpan(0, bones);
        Span<Vector512<double>> byUpper = scratch.ByUpper.AsSpan(0, bones);
        Span<Vector256<double>> byLower = scratch.ByLower.AsSpan(0, bones);
        byUpper.Clear();
        byLower.Clear();
        gradient.Clear();
        Vector256<double> byRow0 = default, byRow1 = default, byRow2 = default, byPlace = default;
        double energy = 0;
        for (int i = 0; i < correspondences.Length; i++)
        {
            ReadOnlySpan<double> weights = model.Weights.AsSpan(correspondences[i] * bones, bones);
            ReadOnlySpan<double> coordinates = model.BasePositions.AsSpan(3 * correspondences[i], 3);
            Vector256<double> rest = Vector256.Create(coordinates[0], coordinates[1], coordinates[2], 1);
            Vector512<double> two = Vector512.Create(rest, rest);
            Vector512<double> blend = default, other = default;
            Vector256<double> last = default, otherLast = default;
            int b = 0;
            for (; b < bones - 1; b += 2)
            {
                blend = Vector512.FusedMultiplyAdd(Vector512.Create(weights[b]), upper[b], blend);
                last = Vector256.FusedMultiplyAdd(Vector256.Create(weights[b]), lower[b], last);
                other = Vector512.FusedMultiplyAdd(Vector512.Create(weights[b + 1]), upper[b + 1], other);
                otherLast = Vector256.FusedMultiplyAdd(Vector256.Create(weights[b + 1]), lower[b + 1], otherLast);
            }

            for (; b < bones; b++)
            {
                blend = Vector512.FusedMultiplyAdd(Vector512.Create(weights[b]), upper[b], blend);
                last = Vector256.FusedMultiplyAdd(Vector256.Create(weights[b]), lower[b], last);
            }

            blend = (blend + other) * two;
            double x = Vector256.Sum(blend.GetLower()), y = Vector256.Sum(blend.GetUpper()), z = Vector256.Sum((last + otherLast) * rest);
            double ex = (r00 * x) + (r01 * y) + (r02 * z) + pose[3] - points[3 * i];
            double ey = (r10 * x) + (r11 * y) + (r12 * z) + pose[4] - points[(3 * i) + 1];
            double ez = (r20 * x) + (r21 * y) + (r22 * z) + pose[5] - points[(3 * i) + 2];
            energy += 0.5 * ((ex * ex) + (ey * ey) + (ez * ez));

            byPlace += Vector256.Create(ex, ey, ez, 0);
            Vector256<double> position = Vector256.Create(x, y, z, 0);
            byRow0 = Vector256.FusedMultiplyAdd(Vector256.Create(ex), position, byRow0);
            byRow1 = Vector256.FusedMultiplyAdd(Vector256.Create(ey), position, byRow1);
            byRow2 = Vector256.FusedMultiplyAdd(Vector256.Create(ez), position, byRow2);
            Vector256<double> by0 = Vector256.Create((r00 * ex) + (r10 * ey) + (r20 * ez)) * rest;
            Vector256<double> by1 = Vector256.Create((r01 * ex) + (r11 * ey) + (r21 * ez)) * rest;
            Vector256<double> by2 = Vector256.Create((r02 * ex) + (r12 * ey) + (r22 * ez)) * rest;
            Vector512<double> by01 = Vector512.Create(by0, by1);
            for (b = 0; b < bones; b++)
            {
                byUpper[b] = Vector512.FusedMultiplyAdd(Vector512.Create(weights[b]), by01, byUpper[b]);
                byLower[b] = Vector256.FusedMultiplyAdd(Vector256.Create(weights[b]), by2, byLower[b]);
            }
        }

        (gradient[3], gradient[4], gradient[5]) = (byPlace[0], byPlace[1], byPlace[2]);
        rotation.Back(
            [byRow0[0], byRow0[1], byRow0[2], byRow1[0], byRow1[1], byRow1[2], byRow2[0], byRow2[1], byRow2[2]], gradient);
        scratch.Backward(model, gradient);
        return energy;
    }

    /// <summary>Three rows per bone, kept between calls.</summary>
    private sealed class SimdScratch(int bones)
    {
        private readonly Vector256<double>[] _relatives = new Vector256<double>[3 * bones];
        private readonly Vector256<double>[] _absolutes = new Vector256<double>[3 * bones];
        private readonly Vector256<double>[] _byAbsolutes = new Vector256<double>[3 * bones];
        private readonly double[] _sines = new double[26];
        private readonly double[] _cosines = new double[26];

        public Vector512<double>[] Upper { get; } = new Vector512<double>[bones];

        public Vector256<double>[] Lower { get; } = new Vector256<double>[bones];

        public Vector512<double>[] ByUpper { get; } = new Vector512<double>[bones];

        public Vector256<double>[] ByLower { get; } = new Vector256<double>[bones];

        private static Vector256<double> LastRow => Vector256.Create(0.0, 0, 0, 1);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Forward(ReadOnlySpan<double> pose, HandModel model)
        {
            // The angles of the fingers are 6 to 25.
            foreach (int angle in (ReadOnlySpan<int>)[6, 14, 18])
            {
                (Vector512<double> sin, Vector512<double> cos) = Vector512.SinCos(Vector512.Create(pose[angle..]));
                sin.CopyTo(_sines, angle);
                cos.CopyTo(_cosines, angle);
            }

            Span<Vector256<double>> transform = stackalloc Vector256<double>[3];
            for (int b = 0; b < bones; b++)
            {
                ReadOnlySpan<double> rest = model.BaseRelatives.AsSpan(16 * b, 12);
                Span<Vector256<double>> relative = _relatives.AsSpan(3 * b, 3), absolute = _absolutes.AsSpan(3 * b, 3);
                (int bend, int aside) = Angles(b);
                if (bend < 0)
                {
                    MemoryMarshal.Cast<double, Vector256<double>>(rest).CopyTo(relative);
                }
                else
                {
                    (double sinX, double cosX) = (_sines[bend], _cosines[bend]);
                    (double sinZ, double cosZ) = aside < 0 ? (0, 1) : (_sines[aside], _cosines[aside]);
                    Multiply(
                        rest, Vector256.Create(cosZ, -sinZ * cosX, sinZ * sinX, 0), Vector256.Create(sinZ, cosZ * cosX, -cosZ * sinX, 0),
                        Vector256.Create(0, sinX, cosX, 0), relative);
                }

                if (model.Parents[b] < 0)
                {
                    relative.CopyTo(absolute);
                }
                else
                {
                    Multiply(
                        MemoryMarshal.Cast<Vector256<double>, double>(_absolutes.AsSpan(3 * model.Parents[b], 3)),
                        relative[0], relative[1], relative[2], absolute);
                }

                ReadOnlySpan<Vector256<double>> inverse = Rows(model.InverseBaseAbsolutes, b);
                Multiply(MemoryMarshal.Cast<Vector256<double>, double>(absolute), inverse[0], inverse[1], inverse[2], transform);
                Upper[b] = Vector512.Create(transform[0], transform[1]);
                Lower[b] = transform[2];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Backward(HandModel model, Span<double> gradient)
        {
            Span<Vector256<double>> byTransform = stackalloc Vector256<double>[3];
            Span<Vector256<double>> rows = stackalloc Vector256<double>[3];
            _byAbsolutes.AsSpan().Clear();
            for (int b = bones - 1; b >= 0; b--)
            {
                Span<Vector256<double>> byAbsolute = _byAbsolutes.AsSpan(3 * b, 3);
                (byTransform[0], byTransform[1], byTransform[2]) = (ByUpper[b].GetLower(), ByUpper[b].GetUpper(), ByLower[b]);
                AddTransposedRight(byTransform, Rows(model.InverseBaseAbsolutes, b), byAbsolute);
                int parent = model.Parents[b];
                if (parent >= 0)
                    AddTransposedRight(byAbsolute, _relatives.AsSpan(3 * b, 3), _byAbsolutes.AsSpan(3 * parent, 3));

                (int bend, int aside) = Angles(b);
                if (bend < 0)
                    continue;

                ReadOnlySpan<double> absolute = MemoryMarshal.Cast<Vector256<double>, double>(_absolutes.AsSpan(3 * parent, 3));
                for (int k = 0; k < 3; k++)
                {
                    rows[k] = (absolute[k] * byAbsolute[0]) + (absolute[4 + k] * byAbsolute[1]) + (absolute[8 + k] * byAbsolute[2]);
                }

                (double sin, double cos) = (_sines[bend], _cosines[bend]);
                ReadOnlySpan<double> byRelative = MemoryMarshal.Cast<Vector256<double>, double>(rows);
                ReadOnlySpan<double> relative = MemoryMarshal.Cast<Vector256<double>, double>(_relatives.AsSpan(3 * b, 3));
                for (int i = 0; i < 12; i += 4)
                {
                    gradient[bend] += (byRelative[i + 1] * relative[i + 2]) - (byRelative[i + 2] * relative[i + 1]);
                    if (aside >= 0)
                    {
                        double turned = (cos * relative[i + 1]) - (sin * relative[i + 2]);
                        gradient[aside] += (byRelative[i] * turned)
                            + (relative[i] * ((sin * byRelative[i + 2]) - (cos * byRelative[i + 1])));
                    }
                }
            }
        }

        private static ReadOnlySpan<Vector256<double>> Rows(double[] matrices, int b) =>
            MemoryMarshal.Cast<double, Vector256<double>>(matrices.AsSpan(16 * b, 12));

        /// <summary>a b, by rows of b; the last row of both is (0, 0, 0, 1).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Multiply(
            ReadOnlySpan<double> a, Vector256<double> b0, Vector256<double> b1, Vector256<double> b2, Span<Vector256<double>> product)
        {
            for (int i = 0; i < 3; i++)
            {
                Vector256<double> sum = Vector256.FusedMultiplyAdd(
                    Vector256.Create(a[4 * i]), b0, Vector256.Create(a[(4 * i) + 3]) * LastRow);
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(a[(4 * i) + 1]), b1, sum);
                product[i] = Vector256.FusedMultiplyAdd(Vector256.Create(a[(4 * i) + 2]), b2, sum);
            }
        }

        /// <summary>Adds c bᵀ to what came to a in a b.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddTransposedRight(
            ReadOnlySpan<Vector256<double>> c, ReadOnlySpan<Vector256<double>> b, Span<Vector256<double>> to)
        {
            Vector256<double> low01 = Avx.UnpackLow(b[0], b[1]), high01 = Avx.UnpackHigh(b[0], b[1]);
            Vector256<double> low23 = Avx.UnpackLow(b[2], LastRow), high23 = Avx.UnpackHigh(b[2], LastRow);
            Vector256<double> column0 = Avx.Permute2x128(low01, low23, 0x20), column1 = Avx.Permute2x128(high01, high23, 0x20);
            Vector256<double> column2 = Avx.Permute2x128(low01, low23, 0x31), column3 = Avx.Permute2x128(high01, high23, 0x31);
            ReadOnlySpan<double> factors = MemoryMarshal.Cast<Vector256<double>, double>(c);
            for (int i = 0; i < 3; i++)
            {
                Vector256<double> sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors[4 * i]), column0, to[i]);
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors[(4 * i) + 1]), column1, sum);
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors[(4 * i) + 2]), column2, sum);
                to[i] = Vector256.FusedMultiplyAdd(Vector256.Create(factors[(4 * i) + 3]), column3, sum);
            }
        }
    }
}
