using System;
using System.Numerics;

namespace Diff;

/// <summary>
/// A small random number generator whose numbers depend on the seed alone: not on the machine, the operating system or the
/// version of the framework. It is not for secrets.
/// </summary>
/// <remarks>
/// Source: D. Blackman and S. Vigna, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47 (2021): xoshiro256**, its
/// state filled by SplitMix64 from the seed as the authors recommend. Normal numbers are made with additions,
/// multiplications, divisions and square roots only, which IEEE 754 defines to the last bit; the logarithm and the cosine of
/// the base library are those of the operating system.
/// </remarks>
internal struct RandomStream
{
    private ulong _state0;
    private ulong _state1;
    private ulong _state2;
    private ulong _state3;
    private double _spareNormal;
    private bool _hasSpareNormal;

    internal RandomStream(ulong seed)
    {
        _state0 = SplitMix(ref seed);
        _state1 = SplitMix(ref seed);
        _state2 = SplitMix(ref seed);
        _state3 = SplitMix(ref seed);
    }

    /// <summary>The next 64 random bits.</summary>
    internal ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_state1 * 5, 7) * 9;
        ulong shifted = _state1 << 17;
        _state2 ^= _state0;
        _state3 ^= _state1;
        _state1 ^= _state2;
        _state0 ^= _state3;
        _state2 ^= shifted;
        _state3 = BitOperations.RotateLeft(_state3, 45);
        return result;
    }

    /// <summary>A number uniform in −1 ≤ x &lt; 1, a multiple of 2⁻⁵².</summary>
    internal double NextSigned() => (NextBits() >> 11) * (2.0 / (1UL << 53)) - 1;

    /// <summary>A number of the standard normal distribution.</summary>
    /// <remarks>
    /// Source: G. Marsaglia and T. A. Bray, A Convenient Method for Generating Normal Variables, SIAM Review 6 (1964), the
    /// polar method: a point uniform in the unit disc gives two numbers, of which the second waits for the next call.
    /// </remarks>
    internal double NextNormal()
    {
        if (_hasSpareNormal)
        {
            _hasSpareNormal = false;
            return _spareNormal;
        }
        double x;
        double y;
        double square;
        do
        {
            x = NextSigned();
            y = NextSigned();
            square = x * x + y * y;
        }
        while (square >= 1 || square == 0);

        double scale = Math.Sqrt(-2 * Logarithm(square) / square);
        _spareNormal = y * scale;
        _hasSpareNormal = true;
        return x * scale;
    }

    /// <summary>
    /// The natural logarithm of a positive normal number by ln x = e·ln 2 + 2·artanh((m − 1) / (m + 1)), where x = m·2ᵉ and m is
    /// between √½ and √2, so that the series converges by a factor of 34 per term.
    /// </summary>
    internal static double Logarithm(double x)
    {
        const double NaturalLogarithmOfTwo = 0.69314718055994530942;
        const double SquareRootOfTwo = 1.41421356237309504880;
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > SquareRootOfTwo)
        {
            mantissa /= 2;
            exponent++;
        }
        double ratio = (mantissa - 1) / (mantissa + 1);
        double square = ratio * ratio;
        double series = 0;
        for (int degree = 21; degree >= 1; degree -= 2)
        {
            series = series * square + 1.0 / degree;
        }
        return exponent * NaturalLogarithmOfTwo + 2 * ratio * series;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
