using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Local functions, with and without variables of the method around them.</summary>
public static partial class LocalFunctions
{
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0)]
    [At(0.5, -1.0)]
    public static double Captures(double x, double y)
    {
        double sum = 0;
        double Term(double t) => t * t * y;
        for (int i = 1; i <= 3; i++)
            sum += Term(x * i);
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0)]
    public static double AssignsCaptured(double x, double y)
    {
        double sum = 1;
        int calls = 0;
        Add(x);
        Add(sum * y);
        return sum * calls;

        void Add(double value)
        {
            sum += value * x;
            calls++;
            if (calls > 1)
                Twice();
        }

        void Twice() => sum *= 2;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 0.5 }, 0.25)]
    public static double CapturesBuffers(double[] values, double x)
    {
        Update(1);
        Update(values.Length - 1);
        return At(0) * At(1) + At(2);

        double At(int i) => values[i];

        void Update(int i)
        {
            ref double value = ref values[i];
            value *= x + At(i - 1);
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    public static double StaticAndNested(double x)
    {
        return Outer(x, 2) + Outer(x * x, 3);

        static double Outer(double t, int power)
        {
            double result = 1;
            Raise();
            return result;

            void Raise()
            {
                for (int i = 0; i < power; i++)
                    result *= Inner(t);
            }

            static double Inner(double u) => Math.Sin(u) + u;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 0.5 })]
    public static double ReferencesToElements(double[] a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            ref double cell = ref a[i];
            cell = cell * cell + a[0];
        }
        foreach (ref double cell in a.AsSpan(1))
            cell *= a[0];
        ref readonly double last = ref a[^1];
        a[^1] += 1;
        return a[0] + a[1] * last;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 2.0)]
    public static double Lambdas(double x, double y)
    {
        double sum = 0;
        Func<double, double> square = t => t * t;
        Action<double, int> add = (value, times) =>
        {
            for (int i = 0; i < times; i++)
                sum += value * y;
        };
        Func<double> total = delegate { return sum; };
        add(square(x), 2);
        add(total(), 1);
        return sum * square(y) + x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 2.0)]
    public static double CollectionExpressions(double x, double y)
    {
        double[] a = [x, y * x, 2];
        ReadOnlySpan<double> b = [1, x];
        Span<double> c = [a[0] * b[1]];
        double[] none = [];
        return Functions.Dot(a, a) * c[0] + none.Length;
    }
}
