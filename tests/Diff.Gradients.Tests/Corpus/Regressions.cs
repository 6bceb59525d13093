using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Programs that were once differentiated wrongly, each made as small as it would go.</summary>
public static partial class Regressions
{
    /// <summary>The header of a loop was left out of liveness, so its branches took over locals that were still needed.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.439)]
    public static double BranchInLoopHeaderReadsOuterLocal(double x)
    {
        double[] a = new double[2];
        double kept = Functions.LogSumExp(a);
        int i = 0;
        while (i < 3 && (a[0] + i <= -1.3 ? kept : a[1]) < -a[1])
        {
            i++;
        }
        return 1.25 * x + 1.5 * kept;
    }

    /// <summary>A reference was read where it was written in the list of arguments, before later arguments changed it.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.4, 0.2)]
    public static double ReferenceAssignedByLaterArgument(double x, double y)
    {
        Scale(ref x, x = y * 3);
        double z = x;
        Scale(ref z, Raise(ref z));
        Scale(factor: Raise(ref y), number: ref y);
        return x * z * y;
    }

    /// <summary>Parameters and locals called as the runtime's types hid them in the generated code, which did not compile.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0.25)]
    public static double NamesOfTheRuntime(double Math, double Guard)
    {
        double Functions = Math * Guard;
        double Workspace = Functions + Math;
        return Functions * Workspace + Wave(Workspace) * Wave(Functions);
    }

    /// <summary>Every way to check an array for null was refused or generated code that did not compile.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 2.0 }, new[] { 0.25 }, 2)]
    public static double GuardsAgainstNull(double[] x, double[] y, int n)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x == null || null == y)
            throw new ArgumentNullException(nameof(x));
        if (y is null)
            throw new ArgumentNullException("y of " + n);
        double[] z = y ?? throw new ArgumentNullException(nameof(y));
        double factor = n > 0 ? x[1] : throw new ArgumentOutOfRangeException(nameof(n));
        return z != null ? x[0] * z[0] * factor : factor;
    }

    /// <summary>A branch of constants left no forward construct for its reverse to mirror, and the generator crashed.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(-0.643, 0.302)]
    public static double BranchDecidedByConstants(double x, double y)
    {
        switch (Math.Abs(1 * 2 % 7) % 4)
        {
            case 0:
                if (!(0.033 / (1.5 + x * x) < -1.177 || 1 - 1 <= 1))
                    x = Math.Tanh((Math.Min(y, x) + y) / (1.5 + x * x));
                break;
        }
        return 1.25 * x + 1.5 * y;
    }

    /// <summary>A method without a body overwrote a buffer that the pullback of Dot reads: wrong gradient, no message.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 }, 3)]
    [At(new[] { 0.5, -1.0, 0.25 }, 1)]
    public static double ReversedBetweenDots(ReadOnlySpan<double> x, int n)
    {
        Span<double> c = stackalloc double[3];
        c[0] = 1;
        c[1] = 10;
        c[2] = 100;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            c[0] = c[0] * 1.5 + i;
            sum += Functions.Dot(x, c);
            c.Reverse();
        }
        return sum;
    }

    /// <summary>Comparing strings was refused as nested too deeply.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At("square", 3.0)]
    [At("cube", 3.0)]
    public static double ChosenByName(string kind, double x) => kind == "square" ? x * x : x * x * x;

    /// <summary>Indices from the end and ranges, of spans and arrays.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 }, new[] { 0.5, -1.0, 4.0, 2.0 })]
    public static double FromTheEnd(ReadOnlySpan<double> x, double[] y)
    {
        ReadOnlySpan<double> rest = x[1..];
        double[] middle = y[1..^1];
        middle[^1] *= 3;
        y[^1] = x[^2] * y[^1];
        return x[^1] * rest[0] * middle[0] + middle[^1] * y[2] + y[^1];
    }

    /// <summary>An <c>in</c> parameter that is the same element as a <c>ref</c> one kept its old value.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { -0.719, 0.5, -0.292 }, 0.5)]
    public static double ReadOnlyReferenceToWhatIsWritten(double[] s, double x)
    {
        double y = Overwrite(s[0], ref s[0]) + Overwrite(x, ref s[1]) + Overwrite(in s[2], ref x);
        y += Overwrite(s[^1], ref s[^1]);
        return y * x * s[0] * s[1] + OverwriteFirst(s[0], s) + OverwriteFirst(in x, s);
    }

    /// <summary>Arrays swapped by a loop were told apart from one made after it, before that was declared: the generator failed.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(-0.119, new[] { -1.295, -0.279, -0.714, -0.654 })]
    [At(0.6, new[] { -1.295, 0.279, -0.714 })]
    public static double ChosenBetweenSwappedAndLater(double x, double[] s)
    {
        double[] a = s.AsSpan().ToArray();
        double[] b = new double[a.Length];
        for (int i = 0; i < 3; i++)
        {
            b[1] = Math.Sin(a[1] + x) * a[i % a.Length];
            (a, b) = (b, a);
        }
        double[] later = b.AsSpan().ToArray();
        later[0] *= x;
        a = x < 0.5 ? later : a;
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * (i + 1);
        return sum;
    }

    private static double Overwrite(in double source, ref double target)
    {
        target = 2;
        target *= source;
        return source + target;
    }

    private static double OverwriteFirst(in double source, Span<double> target)
    {
        target[0] = 2 * source;
        return source;
    }

    private static double Wave(double z)
    {
        return Math.Sin(z) * Math.Exp(z);
    }

    private static void Scale(ref double number, double factor)
    {
        number *= factor;
    }

    private static double Raise(ref double number)
    {
        number += 1;
        return number * 2;
    }

    /// <summary>A parameter that is changed by a condition and named nowhere else: the loop ran for ever.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(0.75, 0)]
    public static double CountsDownInTheCondition(double x, int n)
    {
        double product = x;
        while (n-- > 0)
            product *= x;
        return product;
    }

    /// <summary>
    /// What a pullback reads was overwritten by way of a chosen array: of a fused construct nothing put it back, and the generator failed.
    /// </summary>
    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 0)]
    [At(0.7, 1)]
    [At(0.7, 3)]
    public static double OverwrittenByChoiceBehindANorm(double x, int n)
    {
        if (n == 1)
            return x;
        double[] a = { x, 2 * x };
        double[] b = { x * x };
        double[] c = n % 2 == 0 ? a : b;
        double norm = Functions.Norm(a);
        c[0] *= 3;
        return norm * a[0] * b[0];
    }

    /// <summary>The same where one of the arrays is from outside: the construct is not fused.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 0.25 }, 0.7, 0)]
    [At(new[] { 0.5, 0.25 }, 0.7, 1)]
    [At(new[] { 0.5, 0.25 }, 0.7, 3)]
    public static double OverwrittenByChoiceOfAParameter(double[] w, double x, int n)
    {
        if (n == 1)
            return x;
        double[] a = { x, 2 * x };
        double[] c = n % 2 == 0 ? w : a;
        double product = Functions.Norm(a) + Functions.Dot(c, w);
        c[0] *= 3 * x;
        return product * c[0] * a[0] * w[1];
    }

    /// <summary>A chosen array that may be an iteration's own was taken to be always so, and the loop fused: wrong gradient.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 0.25 }, 0.7, 0)]
    [At(new[] { 0.5, 0.25 }, 0.7, 1)]
    [At(new[] { 0.5, 0.25 }, 0.7, 3)]
    public static double ChoiceOfAnArrayThatIterationsShare(double[] w, double x, int n)
    {
        double sum = 0;
        double[] b = { x, x + 1 };
        for (int i = 0; i < n; i++)
        {
            double[] a = { x, 2 * x, w[0] };
            double[] c = i % 2 == 0 ? b : a;
            c[0] = 3 * x * i;
            sum += c[0] * a[0] * b[0];
        }
        return sum * w[0] * w[1];
    }

    /// <summary>Likewise what was read from it was read again when a later iteration had overwritten it: wrong gradient.</summary>
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 0.25 }, 0.7, 0)]
    [At(new[] { 0.5, 0.25 }, 0.7, 1)]
    [At(new[] { 0.5, 0.25 }, 0.7, 5)]
    public static double ReadFromAnArrayThatIterationsShare(double[] w, double x, int n)
    {
        double product = x;
        for (int i = 0; i < n; i++)
        {
            double[] a = { x, 2 * x };
            double[] c = i % 3 == 0 ? a : w;
            c[i % 2] = product * x + i;
            double t = c[0];
            product *= Math.Sin(t * t);
        }
        return product * w[0] * w[1];
    }
}
