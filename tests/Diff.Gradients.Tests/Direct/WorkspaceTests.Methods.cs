using System;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Methods that need memory of sizes that are known on entry, and some that do not.</summary>
public static partial class WorkspaceCases
{
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Chain(ReadOnlySpan<double> w)
    {
        double y = 0;
        for (int i = 0; i < w.Length; i++)
            y = Math.Tanh(y + w[i]);
        return y;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static float Layer(ReadOnlySpan<float> w, [Constant] ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = 0; i < x.Length / w.Length; i++)
        {
            Span<float> hidden = new float[w.Length];
            for (int j = 0; j < w.Length; j++)
                hidden[j] = MathF.Tanh(w[j] * x[i * w.Length + j]);
            float row = 0;
            for (int j = 0; j < w.Length; j++)
                row += hidden[j] * hidden[j] * w[j];
            sum += row * row;
        }
        return sum;
    }

    [Differentiable]
    public static double Nest(ReadOnlySpan<double> w, int n)
    {
        double y = 1;
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < w.Length; i++)
                y = Math.Sin(y * w[i]);
            y *= 1.5;
        }
        return y;
    }

    [Differentiable]
    public static double UnderACondition(ReadOnlySpan<double> w, bool isTaken)
    {
        double sum = 0;
        if (isTaken)
        {
            double[] squares = new double[w.Length];
            for (int i = 0; i < w.Length; i++)
                squares[i] = w[i] * w[i];
            for (int i = 0; i < w.Length; i++)
                sum += squares[i] * squares[w.Length - 1 - i];
        }
        return sum + w[0];
    }

    [Differentiable]
    public static double OfLength(double x, int n)
    {
        double[] powers = new double[n];
        powers[0] = x;
        for (int i = 1; i < n; i++)
            powers[i] = powers[i - 1] * x;
        return powers[n - 1];
    }

    public record struct Point(double X, double Y);

    [Differentiable]
    public static Point Walk(ReadOnlySpan<Point> steps, Point start)
    {
        Point at = start;
        for (int i = 0; i < steps.Length; i++)
            at = new Point(at.X + Math.Sin(at.Y) * steps[i].X, at.Y + Math.Cos(at.X) * steps[i].Y);
        return at;
    }

    [Differentiable]
    public static void Smooth(double[,] grid, Memory<double> weights, ref double scale)
    {
        for (int i = 1; i < grid.GetLength(0); i++)
        {
            for (int j = 0; j < grid.GetLength(1); j++)
                scale = Math.Sin(scale + grid[i - 1, j] * weights.Span[j]);
            grid[i, 0] *= scale;
        }
    }

    [Differentiable]
    public static void Rows(double[][] rows, int columns, out double last)
    {
        last = 1;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < columns; j++)
                last = Math.Sin(last * rows[i][j]);
            rows[i][0] = last;
        }
    }

    [Differentiable]
    public static T Generic<T>(ReadOnlySpan<T> w)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T y = T.Zero;
        for (int i = 0; i < w.Length; i++)
            y = T.Tanh(y + w[i]);
        return y;
    }

    [Differentiable]
    public static double Called(ReadOnlySpan<double> workspace, int memory)
    {
        double y = memory;
        for (int i = 0; i < workspace.Length; i++)
            y = Math.Tanh(y + workspace[i]);
        return y;
    }

    [Differentiable]
    public static double NeedsNone(ReadOnlySpan<double> w)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
            sum += w[i] * w[i];
        return sum;
    }

    [Differentiable]
    public static double Root(double a)
    {
        double x = a;
        while (Math.Abs(x * x - a) > 1e-12 * a)
            x = 0.5 * (x + a / x);
        return x;
    }

    [Differentiable]
    public static double Overloaded(double x) => Overloaded(x, out _);

    [Differentiable(Emit = Derivatives.Gradient)]
    public static double Overloaded(double x, out int trips)
    {
        trips = 5;
        double[] powers = new double[5];
        for (int i = 0; i < 5; i++)
            powers[i] = i == 0 ? x : powers[i - 1] * x * x;
        return powers[4];
    }
}

/// <summary>Parameters in an object.</summary>
public sealed partial class WorkspaceModel
{
    [Parameter]
    private readonly double[] _weights = [0.25, -0.5, 1];

    [Differentiable]
    public double Loss(ReadOnlySpan<double> x)
    {
        double y = 0;
        for (int i = 0; i < _weights.Length; i++)
            y = Math.Tanh(y + _weights[i] * x[i]);
        return y;
    }
}
