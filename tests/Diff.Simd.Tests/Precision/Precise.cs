using System;

namespace Diff.Simd.Tests.Precision;

/// <summary>Mantissa·2^Exponent: the mantissa keeps its digits where the number itself is subnormal or overflows.</summary>
internal readonly record struct Precise(DoubleDouble Mantissa, int Exponent)
{
    public static implicit operator Precise(DoubleDouble x) => new(x, 0);

    public static implicit operator Precise(double x) => new(x, 0);

    public static Precise operator *(Precise x, DoubleDouble y) => new(x.Mantissa * y, x.Exponent);

    /// <summary>As a number of one part where it is in range; enough for numbers far from both ends.</summary>
    public DoubleDouble Value => DoubleDouble.ScaleB(Mantissa, Exponent);

    /// <summary>How far a double is off, in its units in the last place; +∞ where one is special and the other is not.</summary>
    public double UlpsTo(double actual) => UlpsTo(actual, 1024, -1022, 52);

    /// <inheritdoc cref="UlpsTo(double)"/>
    public double UlpsTo(float actual) => UlpsTo(actual, 128, -126, 23);

    private double UlpsTo(double actual, int overflow, int smallest, int digits)
    {
        double high = Mantissa.High;
        if (!double.IsFinite(high))
            return high.Equals(actual) ? 0 : double.PositiveInfinity;
        if (double.IsNaN(actual))
            return double.PositiveInfinity;
        if (high == 0)
            return actual == 0 ? 0 : double.PositiveInfinity;
        int magnitude = Math.ILogB(high) + Exponent;
        int unit = Math.Max(magnitude, smallest) - digits;
        // Infinity stands for the first number that is none any more.
        DoubleDouble scaled = double.IsInfinity(actual)
            ? Math.CopySign(Math.ScaleB(1, overflow - Exponent), actual)
            : Math.ScaleB(actual, -Exponent);
        // Whatever rounds to infinity is right as infinity.
        if (double.IsInfinity(actual) && magnitude >= overflow)
            return Math.Sign(actual) == Math.Sign(high) ? 0 : double.PositiveInfinity;
        return Math.Abs(Math.ScaleB((scaled - Mantissa).High, Exponent - unit));
    }
}
