using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>Vectors of 128 bits.</summary>
internal readonly unsafe struct Lanes128<T> : ILanes<Vector128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <summary>There may be no more than 16 registers.</summary>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadFirst(T* source, int count)
    {
        if (!Avx.IsSupported)
            return LoadEach(source, count);
        return typeof(T) == typeof(float)
            ? Avx.MaskLoad((float*)source, VectorMath.LaneMask128OfSingle(count)).As<float, T>()
            : Avx.MaskLoad((double*)source, VectorMath.LaneMask128OfDouble(count)).As<double, T>();
    }

    /// <summary>The first lane is always there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> LoadEach(T* source, int count)
    {
        Vector128<T> value = Vector128.CreateScalar(*source);
        for (int i = 1; i < count; i++)
        {
            value = value.WithElement(i, source[i]);
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> value, T* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector128<T> value, T* destination, int count)
    {
        if (!Avx.IsSupported)
        {
            for (int i = 0; i < count; i++)
            {
                destination[i] = value[i];
            }
        }
        else if (typeof(T) == typeof(float))
        {
            Avx.MaskStore((float*)destination, VectorMath.LaneMask128OfSingle(count), value.As<T, float>());
        }
        else
        {
            Avx.MaskStore((double*)destination, VectorMath.LaneMask128OfDouble(count), value.As<T, double>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> a, Vector128<T> b, Vector128<T> c) =>
        typeof(T) == typeof(float)
            ? VectorMath.MultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : VectorMath.MultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> a, Vector128<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector128<T> value)
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

    /// <summary>Neighbouring lanes of two vectors at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(Vector128<T> a, Vector128<T> b, Vector128<T> c, Vector128<T> d, T* sums)
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            Vector128<float> a4 = a.As<T, float>(), b4 = b.As<T, float>(), c4 = c.As<T, float>(), d4 = d.As<T, float>();
            Vector128<float> ab = Sse.UnpackLow(a4, b4) + Sse.UnpackHigh(a4, b4), cd = Sse.UnpackLow(c4, d4) + Sse.UnpackHigh(c4, d4);
            (Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab)).Store((float*)sums);
        }
        else if (typeof(T) == typeof(double) && Sse2.IsSupported)
        {
            Vector128<double> a2 = a.As<T, double>(), b2 = b.As<T, double>(), c2 = c.As<T, double>(), d2 = d.As<T, double>();
            (Sse2.UnpackLow(a2, b2) + Sse2.UnpackHigh(a2, b2)).Store((double*)sums);
            (Sse2.UnpackLow(c2, d2) + Sse2.UnpackHigh(c2, d2)).Store((double*)sums + 2);
        }
        else
        {
            (sums[0], sums[1], sums[2], sums[3]) = (Sum(a), Sum(b), Sum(c), Sum(d));
        }
    }
}
