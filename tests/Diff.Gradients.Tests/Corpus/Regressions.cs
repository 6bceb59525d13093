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
