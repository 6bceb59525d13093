using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: coordinates go into three arrays, and a body meets eight others at a time. Square root and division
// are an estimate with Newton's steps, which do not wait for the divider. Bodies without mass fill the last vector.
public sealed partial class NBody
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double EnergySimd(ReadOnlySpan<double> position, ReadOnlySpan<double> mass, Span<double> gradient, SimdScratch scratch)
    {
        scratch.Load(position, mass);
        int lanes = Vector512<double>.Count;
        Span<double> x = scratch.X, y = scratch.Y, z = scratch.Z, m = scratch.Mass;
        Span<double> byX = scratch.ByX, byY = scratch.ByY, byZ = scratch.ByZ;
        byX.Clear();
        byY.Clear();
        byZ.Clear();
        Vector512<double> softening = Vector512.Create(Softening * Softening);
        Vector512<double> half = Vector512.Create(0.5), threeHalves = Vector512.Create(1.5), indices = Vector512<double>.Indices;
        Vector512<double> energy = default;
        for (int i = 0; i < mass.Length; i++)
        {
            Vector512<double> xi = Vector512.Create(x[i]), yi = Vector512.Create(y[i]), zi = Vector512.Create(z[i]);
            Vector512<double> mi = Vector512.Create(m[i]), sumX = default, sumY = default, sumZ = default;

            // Of the vector that holds the body itself, lanes up to it count as without mass.
            int first = i / lanes * lanes;
            Vector512<double> mask = Vector512.GreaterThan(indices, Vector512.Create((double)(i - first)));
            for (int j = first; j < x.Length; j += lanes)
            {
                Vector512<double> dx = xi - Load(x, j), dy = yi - Load(y, j), dz = zi - Load(z, j);
                Vector512<double> squared = Vector512.FusedMultiplyAdd(
                    dx, dx, Vector512.FusedMultiplyAdd(dy, dy, Vector512.FusedMultiplyAdd(dz, dz, softening)));
                Vector512<double> inverse = Avx512F.ReciprocalSqrt14(squared);
                Vector512<double> halved = half * squared;
                inverse *= Vector512.FusedMultiplyAdd(-halved * inverse, inverse, threeHalves);
                inverse *= Vector512.FusedMultiplyAdd(-halved * inverse, inverse, threeHalves);
                Vector512<double> attraction = mi * (Load(m, j) & mask) * inverse;
                mask = Vector512<double>.AllBitsSet;
                energy -= attraction;
                Vector512<double> force = attraction * inverse * inverse;
                sumX = Vector512.FusedMultiplyAdd(force, dx, sumX);
                sumY = Vector512.FusedMultiplyAdd(force, dy, sumY);
                sumZ = Vector512.FusedMultiplyAdd(force, dz, sumZ);
                Store(Vector512.FusedMultiplyAdd(-force, dx, Load(byX, j)), byX, j);
                Store(Vector512.FusedMultiplyAdd(-force, dy, Load(byY, j)), byY, j);
                Store(Vector512.FusedMultiplyAdd(-force, dz, Load(byZ, j)), byZ, j);
            }

            byX[i] += Vector512.Sum(sumX);
            byY[i] += Vector512.Sum(sumY);
            byZ[i] += Vector512.Sum(sumZ);
        }

        for (int i = 0; i < mass.Length; i++)
        {
            (gradient[3 * i], gradient[(3 * i) + 1], gradient[(3 * i) + 2]) = (byX[i], byY[i], byZ[i]);
        }

        return Vector512.Sum(energy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(Span<double> from, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> vector, Span<double> to, int index) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)index);

    /// <summary>Coordinates by axis, padded to whole vectors, kept between calls.</summary>
    private sealed class SimdScratch(int count)
    {
        public double[] X { get; } = new double[Padded(count)];

        public double[] Y { get; } = new double[Padded(count)];

        public double[] Z { get; } = new double[Padded(count)];

        public double[] Mass { get; } = new double[Padded(count)];

        public double[] ByX { get; } = new double[Padded(count)];

        public double[] ByY { get; } = new double[Padded(count)];

        public double[] ByZ { get; } = new double[Padded(count)];

        public void Load(ReadOnlySpan<double> position, ReadOnlySpan<double> mass)
        {
            mass.CopyTo(Mass);
            for (int i = 0; i < mass.Length; i++)
            {
                (X[i], Y[i], Z[i]) = (position[3 * i], position[(3 * i) + 1], position[(3 * i) + 2]);
            }
        }

        private static int Padded(int count) => (count + 7) / 8 * 8;
    }
}
