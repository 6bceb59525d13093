using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>
/// Failures of other systems, as in <see cref="KnownFailures"/>, whose programs need references, structs, local functions, lambdas or
/// operators; each comment names the thread. What dual numbers cannot be put into is in Direct/KnownFailureTests.cs.
/// </summary>
public static partial class KnownLanguageFailures
{
    public interface IModifier
    {
        double Apply(double value);
    }

    // clad#440: a reference declared in a loop names another element in each trip, its derivative named one for all: 1 instead of 5.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 15, Gradient = new[] { 5.0, 0.0 })]
    public static double Reference_declared_in_a_loop(double x, double y)
    {
        double[] a = new double[5];
        for (int i = 0; i < 5; ++i)
        {
            ref double cell = ref a[i];
            cell = x;
        }
        return a[0] + a[1] + a[2] + a[3] + a[4];
    }

    // clad#440: the reference is assigned again, so that the element it names depends on the numbers.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 3.0, 2.0 }, 2.0, Value = 41, Gradient = new[] { 2.0, 24.0, 4.0, 36.0 })]
    [At(new[] { -1.0 }, 0.5)]
    [At(new[] { 0.5, 0.25, 1.5, 1.25 }, -1.5)]
    public static double Reference_reassigned_to_the_largest(double[] a, double x)
    {
        ref double best = ref a[0];
        for (int i = 1; i < a.Length; i++)
        {
            if (a[i] > best)
                best = ref a[i];
        }
        best *= x;
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * a[i];
        return sum;
    }

    // clad#767: a reference declared in a branch of a loop, of which one trip has none, failed at run time.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 3, Gradient = new[] { 1.0, 0.0 })]
    public static double Reference_declared_in_a_branch_of_a_loop(double u, double v)
    {
        double sum = 0;
        for (int i = 0; i < 2; ++i)
        {
            if ((i & 1) == 1)
            {
                ref double r = ref u;
                sum += r;
            }
        }
        return sum;
    }

    // clad#440: the same as a foreach by reference.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 0.5 }, 3.0, Value = 47.25, Gradient = new[] { 18.0, -36.0, 9.0, 31.5 })]
    [At(new double[0], 3.0)]
    public static double Foreach_by_reference(Span<double> a, double x)
    {
        foreach (ref double e in a)
            e *= x;
        double sum = 0;
        foreach (double e in a)
            sum += e * e;
        return sum;
    }

    // slang#10081: s.a = s.b in a callee that gets the struct by reference had gradient 0.
    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 3.0, Value = 3, Gradient = new[] { 0.0, 1.0 })]
    public static double Field_copied_by_reference(double a, double b)
    {
        Pair s = new() { A = a, B = b };
        CopyField(ref s);
        return s.A;
    }

    // slang#10081: each field is changed by way of the other, f = ab(b + ab).
    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 3.0, Value = 18, Gradient = new[] { 27.0, 12.0 })]
    [At(-0.5, 1.25)]
    public static double Fields_crossed_by_reference(double a, double b)
    {
        Pair s = new() { A = a, B = b };
        CrossFields(ref s);
        return s.A * s.B;
    }

    // slang#9155: a type parameter of the callee, even unused, lost the gradient of everything in it.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -2.0 }, Value = -3.625, Gradient = new[] { 1.75, 8.0 })]
    [At(new double[0])]
    public static double Through_generic_callees(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Unmodified(x, i, new Squaring()) * (Modified(x, i, new Copying()) + Modified(x, i, new Squaring()));
        return sum;
    }

    // clad#441: elements assigned through a local function had no derivative.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 15, Gradient = new[] { 5.0, 0.0 })]
    public static double Elements_assigned_by_a_local_function(double x, double y)
    {
        double[] a = new double[5];
        for (int i = 0; i < 5; ++i)
            Modify(ref a[i], x);
        return a[0] + a[1] + a[2] + a[3] + a[4];

        static void Modify(ref double element, double value) => element = value;
    }

    // clad#441: the same with array and numbers captured; each element is x + i·y.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 65, Gradient = new[] { 5.0, 10.0 })]
    public static double Elements_assigned_by_a_capturing_function(double x, double y)
    {
        double[] a = new double[5];
        for (int i = 0; i < 5; ++i)
            Modify(i);
        return a[0] + a[1] + a[2] + a[3] + a[4];

        void Modify(int i) => a[i] = x + i * y;
    }

    // CoDiPack#46, rjhogan/Adept-2#37: x + (f - f) by operators of a type. At 0.5 the cotangents of 1e25 would swallow the 1.
    [Differentiable(Emit = Emits.Both)]
    [At(0.05, Value = 5, Gradient = new[] { 100.0 })]
    [At(-0.5, Value = -50, Gradient = new[] { 100.0 })]
    public static double Redundant_expression_of_reals(double x)
    {
        Real scaled = new Real(100) * new Real(x);
        Real power = Real.Exp(scaled);
        Real once = scaled * power;
        Real again = scaled * power;
        return (once + (scaled - again)).Value;
    }

    // jax#1052: the thread's program. What is masked out is not differentiable at the origin; the gradient was NaN there.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 0.0, -5.0 }, new[] { 0.0, 1.0, 0.0 }, Value = -Math.PI / 2, Gradient = new[] { 0.0, 0.0, 0.0 })]
    public static double Masked_angles_by_a_lambda(double[] a, [Constant] double[] mask)
    {
        double[] b = Map(a, static v => Math.Atan2(v, v));
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
            sum += mask[i] > 0.5 ? 0 : b[i];
        return sum;
    }

    // jax#1052: the same with a captured number.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 4.0, 9.0 }, 3.0, Value = 15, Gradient = new[] { 0.75, 0.5, 5.0 })]
    [At(new[] { 0.0, 9.0 }, 0.0, Value = 0, Gradient = new[] { 0.0, 0.0, 3.0 })]
    public static double Roots_scaled_by_a_capturing_lambda(double[] a, double k)
    {
        double[] b = Map(a, v => k * Math.Sqrt(v));
        double sum = 0;
        foreach (double e in b)
            sum += e;
        return sum;
    }

    private static void CopyField(ref Pair s) => s.A = s.B;

    private static void CrossFields(ref Pair s)
    {
        s.A = s.B * s.A;
        s.B += s.A;
    }

    private static double Modified<TModifier>(ReadOnlySpan<double> x, int i, TModifier modifier)
        where TModifier : struct, IModifier => modifier.Apply(x[i]);

    private static double Unmodified<TModifier>(ReadOnlySpan<double> x, int i, TModifier modifier)
        where TModifier : struct, IModifier => x[i];

    private static double[] Map(double[] a, Func<double, double> f)
    {
        double[] r = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
            r[i] = f(a[i]);
        return r;
    }

    public readonly struct Copying : IModifier
    {
        public double Apply(double value) => value;
    }

    public readonly struct Squaring : IModifier
    {
        public double Apply(double value) => value * value;
    }

    public readonly struct Real
    {
        public Real(double value) => Value = value;

        public double Value { get; }

        public static Real operator +(Real a, Real b) => new(a.Value + b.Value);

        public static Real operator -(Real a, Real b) => new(a.Value - b.Value);

        public static Real operator *(Real a, Real b) => new(a.Value * b.Value);

        public static Real Exp(Real a) => new(Math.Exp(a.Value));
    }

    public struct Pair
    {
        public double A;
        public double B;
    }
}
