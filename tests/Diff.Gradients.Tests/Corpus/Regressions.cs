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
}
