using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<Vector512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <summary>There are 32 registers wherever there are 512 bits.</summary>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadFirst(T* source, int count)
    {
#if NET10_0_OR_GREATER
        return typeof(T) == typeof(float)
            ? Avx512F.MaskLoad((float*)source, VectorMath.LaneMask512OfSingle(count), Vector512<float>.Zero).As<float, T>()
            : Avx512F.MaskLoad((double*)source, VectorMath.LaneMask512OfDouble(count), Vector512<double>.Zero).As<double, T>();
#else
        // Masks over no lane at all touch no memory.
        int half = Vector256<T>.Count;
        return Vector512.Create(Lanes256<T>.LoadFirst(source, count), Lanes256<T>.LoadFirst(source + half, count - half));
#endif
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, T* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector512<T> value, T* destination, int count)
    {
#if NET10_0_OR_GREATER
        if (typeof(T) == typeof(float))
        {
            Avx512F.MaskStore((float*)destination, VectorMath.LaneMask512OfSingle(count), value.As<T, float>());
        }
        else
        {
            Avx512F.MaskStore((double*)destination, VectorMath.LaneMask512OfDouble(count), value.As<T, double>());
        }
#else
        int half = Vector256<T>.Count;
        Lanes256<T>.StoreFirst(value.GetLower(), destination, count);
        Lanes256<T>.StoreFirst(value.GetUpper(), destination + half, count - half);
#endif
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(float)
            ? Avx512F.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Avx512F.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            float sum = VectorMath.Sum(value.As<T, float>());
            return Unsafe.As<float, T>(ref sum);
        }
        else
        {
            double sum = VectorMath.Sum(value.As<T, double>());
            return Unsafe.As<double, T>(ref sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d, T* sums) =>
        Lanes256<T>.Sums(
            a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
}
