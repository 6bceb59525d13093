using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>
/// Loops of few iterations whose number is a constant, and local arrays of a few elements: code of small vectors and matrices, which is
/// unrolled and kept in locals; and what looks like it and must not be.
/// </summary>
public static partial class ShortLoops
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, -0.7, 1.1 }, new[] { 2.0, 0.5, -1.5 })]
    [At(new[] { 0.0, 0.0, 0.0 }, new[] { 2.0, 0.5, -1.5 })]
    public static double RotatedPoint(ReadOnlySpan<double> axis, ReadOnlySpan<double> point)
    {
        Span<double> cross = stackalloc double[3];
        Span<double> rotated = stackalloc double[3];
        double square = 0;
        for (int i = 0; i < 3; i++)
            square += axis[i] * axis[i];
        if (square != 0)
        {
            double angle = Math.Sqrt(square), sin = Math.Sin(angle), cos = Math.Cos(angle);
            Span<double> unit = stackalloc double[3];
            for (int i = 0; i < 3; i++)
                unit[i] = axis[i] / angle;
            Cross(unit, point, cross);
            double along = Dot(unit, point) * (1 - cos);
            for (int i = 0; i < 3; i++)
                rotated[i] = point[i] * cos + cross[i] * sin + unit[i] * along;
        }
        else
        {
            Cross(axis, point, cross);
            for (int i = 0; i < 3; i++)
                rotated[i] = point[i] + cross[i];
        }

        return rotated[0] * rotated[1] + Math.Exp(rotated[2]);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3f, -0.7f, 1.1f, 0.2f, 0.9f, -0.4f, 0.8f, 0.1f, -0.6f })]
    public static float Determinant(ReadOnlySpan<float> m)
    {
        float[,] a = new float[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                a[i, j] = m[3 * i + j];
        }

        float sum = 0;
        for (int i = 0; i < 3; i++)
            sum += a[0, i] * (a[1, (i + 1) % 3] * a[2, (i + 2) % 3] - a[1, (i + 2) % 3] * a[2, (i + 1) % 3]);
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, -0.7, 1.1, 0.2 }, 3)]
    [At(new[] { 0.3, -0.7, 1.1, 0.2 }, 0)]
    [At(new[] { 0.3, -0.7, 1.1, 0.2 }, 1)]
    public static double PoweredMatrix(ReadOnlySpan<double> m, int n)
    {
        double[] power = [1, 0, 0, 1];
        double[] next = new double[4];
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    next[2 * i + j] = 0;
                    for (int l = 0; l < 2; l++)
                        next[2 * i + j] += power[2 * i + l] * m[2 * l + j];
                }
            }

            next.CopyTo(power, 0);
        }

        return power[0] + 2 * power[1] * power[2] + power[3];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, -0.7, 1.1 })]
    public static double Cholesky(ReadOnlySpan<double> x)
    {
        double[] a = new double[9];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j <= i; j++)
                a[3 * i + j] = x[i] * x[j] * (i == j ? 4 : 0.25) + (i == j ? 3 : 0);
        }

        for (int j = 0; j < 3; j++)
        {
            for (int k = 0; k < j; k++)
            {
                for (int i = j; i < 3; i++)
                    a[3 * i + j] -= a[3 * i + k] * a[3 * j + k];
            }

            a[4 * j] = Math.Sqrt(a[4 * j]);
            for (int i = j + 1; i < 3; i++)
                a[3 * i + j] /= a[4 * j];
        }

        return Math.Log(a[0]) + Math.Log(a[4]) + Math.Log(a[8]) + a[3] * a[7];
    }

    /// <summary>One place is not known: the array stays memory.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(1.3, 0)]
    [At(1.3, 2)]
    public static double ChosenElement(double x, int n)
    {
        double[] a = new double[3];
        for (int i = 0; i < 3; i++)
            a[i] = Math.Sin(x * (i + 1));
        a[n] *= a[1];
        double sum = 0;
        for (int i = 2; i >= 0; i--)
            sum = sum * x + a[i];
        return sum;
    }

    /// <summary>A loop in which an array lives on, and branches that write it.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.4, 0.9, 0)]
    [At(0.4, 0.9, 1)]
    [At(-0.4, 0.9, 12)]
    public static double Oscillator(double x, double v, int steps)
    {
        double[] state = [x, v, 1];
        for (int s = 0; s < steps; s++)
        {
            double[] slope = new double[3];
            slope[0] = state[1];
            slope[1] = -Math.Sin(state[0]);
            if (state[0] > 0)
                slope[2] = state[1] * state[2];
            for (int i = 0; i < slope.Length; i++)
                state[i] += 0.1 * slope[i];
            if (s % 3 == 2)
                state[2] = state[0];
        }

        return state[0] * state[1] + state[2];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.7)]
    [At(-1.7)]
    public static double NeverAndOnce(double x)
    {
        double[] a = new double[2];
        double y = x;
        for (int i = 3; i < 3; i++)
            y *= x;
        for (int i = 1; i < 2; i++)
            a[i] = y * x;
        for (int i = 7; i > -8; i -= 5)
            y += i * x * a[1];
        return y + a[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.2)]
    [At(1.2)]
    [At(2.2)]
    public static double LeftEarly(double x)
    {
        double[] a = new double[4];
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            a[i] = x * (i + 1);
            if (a[i] > 4)
                break;
            if (i == 1)
                continue;
            sum += a[i] * a[i];
        }

        return sum + a[3];
    }

    /// <summary>Rows of a small matrix as views of it, and an array that a helper gets as a whole.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, -0.7, 1.1, 0.2, 0.9, -0.4 })]
    public static double Rows(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[6];
        x.CopyTo(m);
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            Span<double> row = m.Slice(3 * i, 3);
            row[0] *= row[2];
            sum += Dot(row, m[..3]) * Dot(row[1..], row[..2]);
        }

        return sum;
    }

    /// <summary>Sine and cosine of one number in a loop: the derivative of each is the other.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.3, -0.7, 1.1, 0.2, 0.9 })]
    public static double Turns(ReadOnlySpan<double> angles)
    {
        double x = 1, y = 0;
        for (int i = 0; i < angles.Length; i++)
        {
            double sin = Math.Sin(angles[i]), cos = Math.Cos(angles[i]);
            (x, y) = (x * cos - y * sin + 1, x * sin + y * cos);
        }

        return x * y;
    }

    /// <summary>Expressions of literals that the compiler would not have evaluated, or wrapped around.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.7)]
    public static double NumbersOfTheIndex(double x)
    {
        double y = x;
        for (int i = 0; i < 3; i++)
        {
            int large = unchecked(2147483646 + i);
            y += x * (unchecked((short)large) + (byte)(i << 7) + (i >> 1) + ~i + Math.Abs(i - 1) + 7 % (i + 1) - 7 / (i + 2) + (i ^ 3));
            y += x * 1e-9 * (large & 65535) + (long)i * x + (uint)i * x + (int)(1.5 * i) * x;
        }

        return y * y;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Cross(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int i = 0; i < 3; i++)
            product[i] = a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3];
    }
}
