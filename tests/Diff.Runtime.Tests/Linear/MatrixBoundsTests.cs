using System.Numerics;
using System.Runtime.Intrinsics;
using Diff.Linear;
using Xunit;

namespace Diff.Tests.Linear;

/// <summary>Kernels touch no memory beyond their matrices, not even to read what they do not use.</summary>
public sealed class MatrixBoundsTests
{
    public static TheoryData<string> Widths => MatrixProductTests.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nothing_beyond_the_matrices_is_touched(string width)
    {
        if (!GuardedMemory.IsSupported)
            return;
        foreach (bool atEnd in (bool[])[true, false])
        {
            int[] sizes = [1, 3, 7, 12, 26];
            foreach (int rows in sizes)
            {
                foreach (int inner in (int[])[1, 3, 70])
                {
                    foreach (int columns in sizes)
                    {
                        Run<float>(width, rows, inner, columns, atEnd);
                        Run<double>(width, rows, inner, columns, atEnd);
                    }
                }
            }

            Run<float>(width, 100, 30, 800, atEnd);
            Run<double>(width, 30, 400, 70, atEnd);
        }
    }

    private static unsafe void Run<T>(string width, int rows, int inner, int columns, bool atEnd)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using GuardedMemory c = new(rows * columns * sizeof(T), atEnd), a = new(rows * inner * sizeof(T), atEnd);
        using GuardedMemory b = new(inner * columns * sizeof(T), atEnd);
        for (int layouts = 0; layouts < 8; layouts++)
        {
            Run(
                width, Place<T>(c, rows, columns, (layouts & 1) != 0), Place<T>(a, rows, inner, (layouts & 2) != 0),
                Place<T>(b, inner, columns, (layouts & 4) != 0), rows, inner, columns);
        }
    }

    private static unsafe Strided<T> Place<T>(GuardedMemory memory, int rows, int columns, bool transposed)
        where T : unmanaged => new((T*)memory.Start, transposed ? 1 : columns, transposed ? rows : 1);

    private static void Run<T>(string width, Strided<T> c, Strided<T> a, Strided<T> b, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (width)
        {
            case "512": Products.Multiply<Lanes512<T>, Vector512<T>, T>(c, a, b, rows, inner, columns, true); break;
            case "256": Products.Multiply<Lanes256<T>, Vector256<T>, T>(c, a, b, rows, inner, columns, true); break;
            case "128": Products.Multiply<Lanes128<T>, Vector128<T>, T>(c, a, b, rows, inner, columns, true); break;
            default: Products.Multiply<SingleLane<T>, T, T>(c, a, b, rows, inner, columns, true); break;
        }
    }
}
