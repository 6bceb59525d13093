using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>Vectors of 256 bits.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<Vector256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <summary>There may be no more than 16 registers.</summary>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadFirst(T* source, int count) =>
        typeof(T) == typeof(float)
            ? Avx.MaskLoad((float*)source, VectorMath.LaneMask256OfSingle(count)).As<float, T>()
            : Avx.MaskLoad((double*)source, VectorMath.LaneMask256OfDouble(count)).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, T* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector256<T> value, T* destination, int count)
    {
        if (typeof(T) == typeof(float))
        {
            Avx.MaskStore((float*)destination, VectorMath.LaneMask256OfSingle(count), value.As<T, float>());
        }
        else
        {
            Avx.MaskStore((double*)destination, VectorMath.LaneMask256OfDouble(count), value.As<T, double>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c)
    {
        if (!Fma.IsSupported)
            return (a * b) + c;
        return typeof(T) == typeof(float)
            ? Fma.MultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Fma.MultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> value)
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
    public static void Sums(Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d, T* sums) =>
        Lanes128<T>.Sums(
            a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
}
