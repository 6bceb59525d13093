using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The loops of the derivative by hand.
public sealed partial class MultilayerPerceptron
{
    /// <summary>The inner loops of the derivative by hand, which is otherwise the same in scalars and in SIMD.</summary>
    private interface ILoops
    {
        double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

        void Add(double factor, ReadOnlySpan<double> x, Span<double> to);

        void Tanh(Span<double> x);
    }

    private readonly struct ScalarLoops : ILoops
    {
        public double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            y = y[..x.Length];
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * y[i];
            }

            return sum;
        }

        public void Add(double factor, ReadOnlySpan<double> x, Span<double> to)
        {
            to = to[..x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                to[i] += factor * x[i];
            }
        }

        public void Tanh(Span<double> x)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = Math.Tanh(x[i]);
            }
        }
    }

    /// <summary>Lengths here are multiples of 16, so that no vectors of 512 bits, two at a time, leave a rest.</summary>
    private readonly struct SimdLoops : ILoops
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            Vector512<double> even = default, odd = default;
            for (int i = 0; i < x.Length; i += 16)
            {
                even = Vector512.FusedMultiplyAdd(Load(x, i), Load(y, i), even);
                odd = Vector512.FusedMultiplyAdd(Load(x, i + 8), Load(y, i + 8), odd);
            }

            return Vector512.Sum(even + odd);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(double factor, ReadOnlySpan<double> x, Span<double> to)
        {
            Vector512<double> factors = Vector512.Create(factor);
            for (int i = 0; i < x.Length; i += 8)
            {
                Vector512.FusedMultiplyAdd(factors, Load(x, i), Load(to, i)).StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)i);
            }
        }

        public void Tanh(Span<double> x)
        {
            for (int i = 0; i < x.Length; i += 8)
            {
                VectorFunctions.Tanh(Load(x, i)).StoreUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<double> Load(ReadOnlySpan<double> from, int index) =>
            Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)index);
    }
}
