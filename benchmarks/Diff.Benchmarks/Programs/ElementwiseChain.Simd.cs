using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: one loop, and nothing but x and its gradient goes through memory. The last, incomplete vector is
// filled with zeros, where all terms are zero.
public sealed partial class ElementwiseChain
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double SumSimd(ReadOnlySpan<double> x, double a, double b, Span<double> byX, out double byA, out double byB)
    {
        byX = byX[..x.Length];
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(byX);
        Vector512<double> sum = default, sumByA = default, sumByB = default;
        Vector512<double> factor = Vector512.Create(a), summand = Vector512.Create(b);
        int i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> term = Term(
                Vector512.LoadUnsafe(ref from, (nuint)i), factor, summand, ref sum, ref sumByA, ref sumByB);
            term.StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            Span<double> rest = stackalloc double[Vector512<double>.Count];
            rest.Clear();
            x[i..].CopyTo(rest);
            Term(Vector512.Create<double>(rest), factor, summand, ref sum, ref sumByA, ref sumByB).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(byX[i..]);
        }

        (byA, byB) = (Vector512.Sum(sumByA), Vector512.Sum(sumByB));
        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float SumSimd(ReadOnlySpan<float> x, float a, float b, Span<float> byX, out float byA, out float byB)
    {
        byX = byX[..x.Length];
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(byX);
        Vector512<float> sum = default, sumByA = default, sumByB = default;
        Vector512<float> factor = Vector512.Create(a), summand = Vector512.Create(b);
        int i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> term = Term(
                Vector512.LoadUnsafe(ref from, (nuint)i), factor, summand, ref sum, ref sumByA, ref sumByB);
            term.StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            Span<float> rest = stackalloc float[Vector512<float>.Count];
            rest.Clear();
            x[i..].CopyTo(rest);
            Term(Vector512.Create<float>(rest), factor, summand, ref sum, ref sumByA, ref sumByB).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(byX[i..]);
        }

        (byA, byB) = (Vector512.Sum(sumByA), Vector512.Sum(sumByB));
        return Vector512.Sum(sum);
    }

    /// <summary>Adds to the sums, and gives the derivative by x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Term(
        Vector512<double> x, Vector512<double> a, Vector512<double> b,
        ref Vector512<double> sum, ref Vector512<double> byA, ref Vector512<double> byB)
    {
        Vector512<double> sigmoid = VectorFunctions.Sigmoid(Vector512.FusedMultiplyAdd(a, x, b));
        Vector512<double> tanh = VectorFunctions.Tanh(x);
        Vector512<double> product = sigmoid * tanh;
        Vector512<double> byArgument = Vector512.FusedMultiplyAdd(-product, sigmoid, product);
        sum += product;
        byA = Vector512.FusedMultiplyAdd(byArgument, x, byA);
        byB += byArgument;
        return Vector512.FusedMultiplyAdd(byArgument, a, Vector512.FusedMultiplyAdd(-product, tanh, sigmoid));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Term(
        Vector512<float> x, Vector512<float> a, Vector512<float> b,
        ref Vector512<float> sum, ref Vector512<float> byA, ref Vector512<float> byB)
    {
        Vector512<float> sigmoid = VectorFunctions.Sigmoid(Vector512.FusedMultiplyAdd(a, x, b));
        Vector512<float> tanh = VectorFunctions.Tanh(x);
        Vector512<float> product = sigmoid * tanh;
        Vector512<float> byArgument = Vector512.FusedMultiplyAdd(-product, sigmoid, product);
        sum += product;
        byA = Vector512.FusedMultiplyAdd(byArgument, x, byA);
        byB += byArgument;
        return Vector512.FusedMultiplyAdd(byArgument, a, Vector512.FusedMultiplyAdd(-product, tanh, sigmoid));
    }
}
