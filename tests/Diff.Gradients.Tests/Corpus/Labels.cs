using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>goto to labels, forward and back, over loops and switches.</summary>
public static partial class Labels
{
    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0)]
    [At(-2.0, 3.0)]
    public static double Forward(double a, double b)
    {
        double s = a;
        if (a < 0)
            goto done;
        double t = s * b;
        s = t * t;
    done:
        return s * s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.1, 0)]
    [At(2.1, 1)]
    [At(0.5, 3)]
    public static double Back(double a, int n)
    {
        int i = 0;
        double s = a;
    again:
        s = s * a + 1;
        i++;
        if (i < n)
            goto again;
        while (s < 30)
        {
            s *= 2;
            for (int j = 0; j < 3; j++)
            {
                if (s > 10 && i < 6)
                {
                    i++;
                    goto again;
                }
                s += a;
            }
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.1, 2.0, 3.0, 4.0, 5.0, 6.0 })]
    [At(new[] { 0.1, 0.2, 0.3, 0.4, 5.0, 6.0 })]
    public static double OutOfLoopsAndSwitches(double[] a)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                switch (j)
                {
                    case 1:
                        if (a[i] > 2)
                            continue;
                        s += a[j];
                        break;
                    case 2:
                        if (s > 9)
                            goto next;
                        if (s > 30)
                            goto end;
                        s *= 1.5;
                        break;
                    default:
                        if (i == 2)
                            break;
                        s += 1;
                        break;
                }
                s += a[i] * a[j + 1];
                if (s > 20)
                    goto end;
                if (s > 12)
                    goto next;
            }
            s *= a[0];
        next:
            s += 0.5;
            if (s > 100)
                break;
        }
    end:
        return s * s;
    }

    // break and continue that pass by a label; a finally block that a goto leaves.
    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3)]
    [At(1.2, 3)]
    [At(2.0, 0)]
    public static double AcrossLabels(double a, int n)
    {
        double s = a;
        for (int i = 0; i < n; i++)
        {
            if (i == 1)
            {
                s *= a;
                if (s > 5)
                    goto skip;
                s += 1;
                if (s < -5)
                    break;
                if (s > 4.5)
                    continue;
            skip:
                s += a;
            }
            try
            {
                if (i == 2)
                    goto after;
                s += 3;
            }
            finally
            {
                s *= 2;
            }
        after:
            s -= a;
        }
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0)]
    public static double States(double a)
    {
        double s = a;
        int state = 0;
    start:
        if (state == 1)
            goto one;
        if (state == 2)
            goto two;
        s *= a;
        state = 1;
        goto start;
    one:
        s += Math.Sin(a * s);
        state = 2;
        goto two;
    two:
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 2)]
    [At(2.0, 0)]
    [At(20.0, 3)]
    public static double Retry(double a, int n)
    {
        double s = a;
    retry:
        double t = s * a;
        if (n-- > 0)
        {
            s = t + 1;
            if (s > 1000)
                return s * a;
            goto retry;
        }
        return t + s;
    }
}
