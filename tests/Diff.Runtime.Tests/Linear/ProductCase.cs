using System;
using System.Numerics;
using Diff.CompilerServices;
using Diff.Linear;
using Xunit;

namespace Diff.Tests.Linear;

/// <summary>What a product does with what the destination holds.</summary>
internal enum Mode
{
    Add,
    Set,
    Subtract,
}

/// <summary>The form of the kernels under test.</summary>
internal delegate void Multiplication<T>(Placement<T> destination, Placement<T> left, Placement<T> right, Mode mode)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>One product against one that is computed in twice the precision.</summary>
internal static class ProductCase
{
    /// <summary>Runs the public form.</summary>
    internal static void Public<T>(Placement<T> c, Placement<T> a, Placement<T> b, Mode mode)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if ((c, a, b) is (Placement<double> dc, Placement<double> da, Placement<double> db))
        {
            PublicForm<double> form = mode switch
            {
                Mode.Add => MatrixProduct.Add,
                Mode.Set => MatrixProduct.Set,
                _ => MatrixProduct.Subtract,
            };
            form(dc.Span, dc.Row, dc.Column, da.Span, da.Row, da.Column, db.Span, db.Row, db.Column, da.Rows, da.Columns, db.Columns);
        }
        else if ((c, a, b) is (Placement<float> fc, Placement<float> fa, Placement<float> fb))
        {
            PublicForm<float> form = mode switch
            {
                Mode.Add => MatrixProduct.Add,
                Mode.Set => MatrixProduct.Set,
                _ => MatrixProduct.Subtract,
            };
            form(fc.Span, fc.Row, fc.Column, fa.Span, fa.Row, fa.Column, fb.Span, fb.Row, fb.Column, fa.Rows, fa.Columns, fb.Columns);
        }
    }

    /// <summary>Runs the kernels of one width, which the hardware must have.</summary>
    internal static unsafe void OfWidth<TLanes, TVector, T>(Placement<T> c, Placement<T> a, Placement<T> b, Mode mode)
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* destination = c.Span, left = a.Span, right = b.Span)
        {
            Products.Multiply<TLanes, TVector, T>(
                new Strided<T>(destination, c.Row, c.Column), new Strided<T>(left, a.Row, a.Column), new Strided<T>(right, b.Row, b.Column),
                a.Rows, a.Columns, b.Columns, mode == Mode.Add);
        }
    }

    /// <summary>Checks a product of random matrices: every element, and that nothing else is written.</summary>
    internal static void Check<T>(
        Multiplication<T> multiply, int rows, int inner, int columns, Layout destination, Layout left, Layout right, Mode mode)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // NaN between the elements of the factors would show in the sums.
        Placement<T> c = new(rows, columns, destination, 1, T.CreateChecked(12345.75));
        Placement<T> a = new(rows, inner, left, 2, T.NaN);
        Placement<T> b = new(inner, columns, right, 3, T.NaN);
        T[] before = c.Elements();
        double[] x = Array.ConvertAll(a.Elements(), double.CreateChecked), y = Array.ConvertAll(b.Elements(), double.CreateChecked);
        multiply(c, a, b, mode);
        string Name() => $"{typeof(T).Name} {mode} {rows}x{inner}x{columns} {destination} {left} {right}";
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                (double expected, double magnitude) = Element(x.AsSpan(i * inner, inner), y, j, columns);
                double start = mode == Mode.Set ? 0 : double.CreateChecked(before[(i * columns) + j]);
                expected = mode == Mode.Subtract ? start - expected : start + expected;
                double tolerance = (inner + 2) * Epsilon<T>() * (magnitude + Math.Abs(start));
                double actual = double.CreateChecked(c[i, j]);
                if (!(Math.Abs(actual - expected) <= tolerance))
                    Assert.Fail($"{Name()} at {i}, {j}: {actual} instead of {expected}");
            }
        }

        if (!c.IsUntouchedBetween())
            Assert.Fail($"{Name()} writes between the elements");
    }

    /// <summary>A sum of products with its rounding errors added at the end, and the sum of their magnitudes.</summary>
    private static (double Sum, double Magnitude) Element(ReadOnlySpan<double> row, double[] matrix, int column, int columns)
    {
        double sum = 0, error = 0, magnitude = 0;
        for (int k = 0; k < row.Length; k++)
        {
            double x = row[k], y = matrix[(k * columns) + column];
            double product = x * y, next = sum + product, part = next - sum;
            error += Math.FusedMultiplyAdd(x, y, -product) + (sum - (next - part)) + (product - part);
            sum = next;
            magnitude += Math.Abs(product);
        }

        return (sum + error, magnitude);
    }

    private static double Epsilon<T>() => typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);

    private delegate void PublicForm<T>(
        Span<T> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<T> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<T> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns);
}
