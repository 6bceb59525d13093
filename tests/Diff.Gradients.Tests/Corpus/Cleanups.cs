using System;
using System.Buffers;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>try with finally, using of structs, and memory of a pool.</summary>
public static partial class Cleanups
{
    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double Finally(double x, int n)
    {
        double s = 0;
        try
        {
            s = x * x;
            if (n > 2)
                s *= x;
        }
        finally
        {
            s += x;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double ReturnIn(double x, int n)
    {
        double s = x;
        try
        {
            if (n == 3)
                return s * s;
            s *= 2;
        }
        finally
        {
            s = 100;
            x = 5;
        }

        return s * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.6, -1.1 })]
    public static double Breaks(double[] a)
    {
        double s = 0;
        int left = 0;
        for (int i = 0; i < a.Length; i++)
        {
            try
            {
                if (a[i] < 0.5)
                    continue;
                if (i == 4)
                    break;
                try
                {
                    if (a[i] > 1)
                    {
                        s += a[i];
                        continue;
                    }

                    s += a[i] * a[i];
                }
                finally
                {
                    s *= 1.5;
                    left += 2;
                }
            }
            finally
            {
                s *= a[i];
                left++;
            }

            s += 1;
        }

        return s * left;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double Writes(double[] a, double y)
    {
        Helper(a, y);
        return a[0] * a[1];
    }

    private static void Helper(double[] a, double y)
    {
        try
        {
            a[0] *= y;
            if (y > 0)
                return;
            a[1] = 0;
        }
        finally
        {
            a[1] *= a[0];
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double InSwitch(double x, int n)
    {
        double s = x;
        switch (n)
        {
            case 3:
                try
                {
                    s *= x;
                    goto case 1;
                }
                finally
                {
                    s += 2;
                }

            case 1:
                try
                {
                    if (s > 100)
                        break;
                    s *= s;
                    break;
                }
                finally
                {
                    s *= 3;
                }

            default:
                s = 0;
                break;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 3)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 2)]
    public static double Pool(double[] x, int n)
    {
        double[] t = ArrayPool<double>.Shared.Rent(x.Length);
        try
        {
            for (int i = 0; i < x.Length; i++)
                t[i] = x[i] * x[i];
            double s = 0;
            for (int k = 0; k < n; k++)
            {
                double[] u = ArrayPool<double>.Shared.Rent(2);
                u[0] = t[k] * x[0];
                u[1] = u[0] * u[0];
                s += u[1];
                ArrayPool<double>.Shared.Return(u, true);
            }

            Span<double> w = t.AsSpan(0, x.Length);
            w[0] *= 2;
            return s * w[0];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(t);
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double PoolLocal(double[] x)
    {
        ArrayPool<double> pool = ArrayPool<double>.Shared;
        var t = pool.Rent(3);
        t[0] = x[0];
        try
        {
            return t[0] * t[0];
        }
        finally
        {
            pool.Return(t, clearArray: true);
        }
    }

    private struct Scale : IDisposable
    {
        public double V;
        public int Calls;
        public void Dispose()
        {
            V = 0;
            Calls++;
        }
    }

    private readonly struct Guard2(double v) : IDisposable
    {
        public readonly double V = v;
        void IDisposable.Dispose()
        {
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Using(double x)
    {
        using Scale s = new()
        {
            V = x * x
        };
        using (Guard2 g = new(x), h = new(2))
        {
            if (g.V > 0.1)
                return s.V * g.V * h.V;
        }

        using (new Guard2(3))
            return s.V;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.8 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double UsingLoop(double[] x)
    {
        double t = 0;
        foreach (double v in x)
        {
            using Scale s = new()
            {
                V = v
            };
            if (v < 0.7)
                continue;
            t += s.V * s.V;
        }

        return t;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double InLambda(double x)
    {
        double s = 1;
        double f(double t)
        {
            try
            {
                return t * s;
            }
            finally
            {
                s *= x;
            }
        }

        return f(x) + f(2) * f(x);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double DoWhile(double x, int n)
    {
        int i = 0;
        do
        {
            try
            {
                if (i == 1)
                    continue;
                x *= x;
            }
            finally
            {
                i++;
            }
        }
        while (i < n);
        return x;
    }
}
