using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.Intrinsics;
using Diff.Linear;
using Xunit;

namespace Diff.Tests.Linear;

/// <summary>Values of products of all shapes, in all places, by the kernels of all widths.</summary>
public sealed class MatrixProductTests
{
    private static readonly Layout[] s_layouts = Enum.GetValues<Layout>();
    private static readonly Mode[] s_modes = Enum.GetValues<Mode>();

    public static TheoryData<string> Widths
    {
        get
        {
            TheoryData<string> widths = new("none");
            if (Vector128.IsHardwareAccelerated)
            {
                widths.Add("128");
            }

            if (Vector256.IsHardwareAccelerated)
            {
                widths.Add("256");
            }

            if (Vector512.IsHardwareAccelerated)
            {
                widths.Add("512");
            }

            return widths;
        }
    }

    [Fact]
    public void Small_products_of_all_sizes_are_right()
    {
        int turn = 0;
        for (int rows = 0; rows <= 20; rows++)
        {
            for (int inner = 0; inner <= 20; inner++)
            {
                for (int columns = 0; columns <= 20; columns++)
                {
                    CheckNext<double>(ProductCase.Public, rows, inner, columns, ref turn);
                    CheckNext<float>(ProductCase.Public, rows, inner, columns, ref turn);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Small_products_are_right_in_every_width(string width)
    {
        int turn = 0;
        int[] sizes = [1, 2, 5, 7, 8, 12, 17];
        foreach (int rows in sizes)
        {
            foreach (int inner in sizes)
            {
                foreach (int columns in sizes)
                {
                    CheckNext(OfWidth<double>(width), rows, inner, columns, ref turn);
                    CheckNext(OfWidth<float>(width), rows, inner, columns, ref turn);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Large_products_are_right_in_every_width(string width)
    {
        foreach ((int rows, int inner, int columns) in LargeSizes())
        {
            CheckTransposed(OfWidth<double>(width), rows, inner, columns);
            CheckTransposed(OfWidth<float>(width), rows, inner, columns);
        }
    }

    [Fact]
    public void Large_products_are_right_in_all_places()
    {
        int turn = 0;
        foreach ((int rows, int inner, int columns) in LargeSizes())
        {
            CheckNext<double>(ProductCase.Public, rows, inner, columns, ref turn);
            CheckNext<float>(ProductCase.Public, rows, inner, columns, ref turn);
        }
    }

    [Fact]
    public void Products_of_many_blocks_are_right()
    {
        foreach ((int rows, int inner, int columns) in BlockSizes())
        {
            foreach (Layout layout in (Layout[])[Layout.Rows, Layout.Columns])
            {
                ProductCase.Check<double>(ProductCase.Public, rows, inner, columns, Layout.Rows, layout, layout, Mode.Add);
                ProductCase.Check<float>(ProductCase.Public, rows, inner, columns, Layout.Rows, layout, layout, Mode.Set);
            }
        }
    }

    internal static Multiplication<T> OfWidth<T>(string width)
        where T : unmanaged, IFloatingPointIeee754<T> => width switch
        {
            "512" => ProductCase.OfWidth<Lanes512<T>, Vector512<T>, T>,
            "256" => ProductCase.OfWidth<Lanes256<T>, Vector256<T>, T>,
            "128" => ProductCase.OfWidth<Lanes128<T>, Vector128<T>, T>,
            _ => ProductCase.OfWidth<SingleLane<T>, T, T>,
        };

    /// <summary>Beyond one tile and one vector in each direction, by one and by many; with and without a vector among the three.</summary>
    private static IEnumerable<(int Rows, int Inner, int Columns)> LargeSizes() =>
    [
        (33, 65, 100), (100, 33, 65), (65, 100, 33), (257, 20, 33), (33, 257, 20), (20, 33, 257), (64, 64, 64), (128, 17, 10),
        (10, 128, 17), (3, 257, 29), (29, 257, 3), (1, 257, 100), (257, 100, 1), (257, 1, 100), (1, 5000, 3), (5000, 3, 1), (1, 600, 1), (7, 300, 50),
        (50, 300, 6), (14, 600, 9),
    ];

    /// <summary>Beyond one block in each direction, and so wide that rows are copied.</summary>
    private static IEnumerable<(int Rows, int Inner, int Columns)> BlockSizes() =>
        [(250, 800, 70), (20, 800, 65), (100, 7, 1040), (1040, 7, 260), (65, 390, 65)];

    /// <summary>Checks a product with the next of all combinations of places and of what is done with the destination.</summary>
    private static void CheckNext<T>(Multiplication<T> multiply, int rows, int inner, int columns, ref int turn)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A step that shares no factor with the number of combinations reaches all of them.
        int number = turn = (turn + 89) % (3 * 125);
        Mode mode = s_modes[number % 3];
        if (multiply != ProductCase.Public<T> && mode == Mode.Subtract)
        {
            mode = Mode.Add;
        }

        number /= 3;
        ProductCase.Check(
            multiply, rows, inner, columns, s_layouts[number % 5], s_layouts[number / 5 % 5], s_layouts[number / 25], mode);
    }

    private static void CheckTransposed<T>(Multiplication<T> multiply, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Layout[] both = [Layout.Rows, Layout.Columns];
        foreach (Layout destination in both)
        {
            foreach (Layout left in both)
            {
                foreach (Layout right in both)
                {
                    ProductCase.Check(multiply, rows, inner, columns, destination, left, right, Mode.Add);
                }
            }
        }
    }
}
