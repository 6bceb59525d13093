using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Methods, properties and indexers that return by reference.</summary>
public static partial class ReturnedReferences
{
    public readonly ref struct Matrix(Span<double> a, int n)
    {
        private readonly Span<double> _a = a;
        private readonly int _n = n;

        public ref double this[int i, int j] => ref _a[i * _n + j];

        public ref double Head => ref this[0, 0];

        public ref double At(int k)
        {
            return ref _a[k];
        }

        public void Transpose()
        {
            for (int i = 0; i < _n; i++)
            {
                for (int j = 0; j < i; j++)
                    (this[i, j], this[j, i]) = (this[j, i], this[i, j]);
            }
        }
    }

    private static ref double Next(double[] a, int i) => ref a[i + 1];

    private static ref double Larger(ref double a, ref double b) => ref a > b ? ref a : ref b;

    private static ref readonly double Third(ReadOnlySpan<double> a) => ref a[2];

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0 }, 0.5)]
    [At(new[] { 4.0, -2.0, 3.0, 0.5 }, -0.75)]
    public static double Elements(double[] x, double y)
    {
        double[] c = [.. x];
        Matrix m = new(c, 2);
        m[0, 1] *= m[1, 0];
        m[1, 1] += m[0, 1] * y;
        ref double r = ref m[0, 0];
        r *= r;
        m.Head += y;
        m.At(2) = y * y;
        Next(c, 0) *= 3;
        Next(c, 1) += Third(c);
        int k = 0;
        Next(c, k++) -= k;
        Larger(ref c[0], ref c[3]) *= 2;
        m.Transpose();
        ref readonly double third = ref Third(c);
        return m[0, 0] * m[1, 1] + m[0, 1] * c[2] + third;
    }
}
