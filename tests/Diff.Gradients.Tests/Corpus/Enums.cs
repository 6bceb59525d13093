using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Enums: flags, small underlying types, and as arguments and results of methods without a body.</summary>
public static partial class Enums
{
    [Flags]
    public enum Terms : byte
    {
        None = 0, Linear = 1, Square = 2, Sine = 4,
    }

    public enum Wide : long
    {
        One = 1, Far = 3L << 33,
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0)]
    [At(1.5, 5)]
    [At(-0.5, 2)]
    public static double Flags(double x, int n)
    {
        Terms terms = (Terms)n;
        double y = 1;
        if (terms.HasFlag(Terms.Linear))
            y += x;
        if ((terms & Terms.Square) != 0)
            y *= x * x;
        if ((terms & Terms.Sine) == Terms.Sine)
            y += Math.Sin(x);
        return y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 1)]
    [At(-0.5, 6)]
    public static double SmallEnumsAreComputed(double x, int n)
    {
        Terms terms = (Terms)n;
        Terms all = terms;
        all |= Terms.Linear;
        all ^= Terms.Square;
        Terms less = all & ~Terms.Sine;
        all++;
        return x * (int)all + x * x * (int)less + (less < all ? x : -x);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 1)]
    [At(1.5, 2)]
    public static double OfMethodsWithoutABody(double x, int n)
    {
        Terms terms = (Terms)n;
        Terms parsed = Enum.Parse<Terms>("Square");
        Terms other = terms == parsed ? Terms.Sine : Terms.None;
        int whole = other.GetHashCode();
        bool isOne = Enum.IsDefined(terms | parsed);
        return x * whole + (isOne ? x * x : x * terms.ToString().Length) + x * terms.CompareTo(parsed);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0)]
    [At(1.5, 1)]
    public static double WideEnums(double x, int n)
    {
        Wide wide = n == 0 ? Wide.One : Wide.Far;
        switch (wide)
        {
            case Wide.One:
                return x;
            default:
                wide--;
                return x * x * ((long)wide >> 33) + (wide > Wide.One ? x : 0);
        }
    }
}
