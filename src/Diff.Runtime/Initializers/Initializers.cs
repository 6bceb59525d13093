using System;
using System.Numerics;

namespace Diff;

/// <summary>
/// Random initial weights of neural networks. Each call is determined by its seed: the same arguments give the same bits on
/// every machine and every version of .NET, and the float weights are the double ones rounded. Give each layer a seed of its
/// own. Nothing is allocated in steady state.
/// </summary>
/// <remarks>
/// The variances depend on the numbers of a unit's incoming and outgoing connections, <c>fanIn</c> and <c>fanOut</c>: for a
/// dense layer its inputs and outputs, for a convolution the channels times the kernel's area. The four functions by variance
/// have the same parameters, so that one can take another's place.
/// </remarks>
public static partial class Initializers
{
    /// <summary>Fills weights from the uniform distribution on ±√(6 / (fanIn + fanOut)), for tanh and sigmoid layers.</summary>
    /// <param name="weights">The weights, of any length; overwritten.</param>
    /// <param name="fanIn">Incoming connections of a unit; positive.</param>
    /// <param name="fanOut">Outgoing connections of a unit; positive.</param>
    /// <param name="seed">Determines the weights.</param>
    /// <remarks>
    /// The variance is 2 / (fanIn + fanOut). Source: X. Glorot and Y. Bengio, Understanding the Difficulty of Training Deep
    /// Feedforward Neural Networks, AISTATS 2010, equation 16.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive. Nothing is written.</exception>
    public static void XavierUniform(Span<double> weights, int fanIn, int fanOut, ulong seed) =>
        FillUniform(weights, XavierVariance(fanIn, fanOut), seed);

    /// <inheritdoc cref="XavierUniform(Span{double}, int, int, ulong)"/>
    public static void XavierUniform(Span<float> weights, int fanIn, int fanOut, ulong seed) =>
        FillUniform(weights, XavierVariance(fanIn, fanOut), seed);

    /// <summary>Fills weights from the normal distribution of variance 2 / (fanIn + fanOut), for tanh and sigmoid layers.</summary>
    /// <param name="weights">The weights, of any length; overwritten.</param>
    /// <param name="fanIn">Incoming connections of a unit; positive.</param>
    /// <param name="fanOut">Outgoing connections of a unit; positive.</param>
    /// <param name="seed">Determines the weights.</param>
    /// <remarks>Source: as for <see cref="XavierUniform(Span{double}, int, int, ulong)"/>, equation 12.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive. Nothing is written.</exception>
    public static void XavierNormal(Span<double> weights, int fanIn, int fanOut, ulong seed) =>
        FillNormal(weights, XavierVariance(fanIn, fanOut), seed);

    /// <inheritdoc cref="XavierNormal(Span{double}, int, int, ulong)"/>
    public static void XavierNormal(Span<float> weights, int fanIn, int fanOut, ulong seed) =>
        FillNormal(weights, XavierVariance(fanIn, fanOut), seed);

    /// <summary>Fills weights from the uniform distribution on ±√(6 / fanIn), for rectifier layers.</summary>
    /// <param name="weights">The weights, of any length; overwritten.</param>
    /// <param name="fanIn">Incoming connections of a unit; positive.</param>
    /// <param name="fanOut">Outgoing connections of a unit; positive. He's variance does not depend on it.</param>
    /// <param name="seed">Determines the weights.</param>
    /// <remarks>
    /// The variance is 2 / fanIn. Source: K. He, X. Zhang, S. Ren, J. Sun, Delving Deep into Rectifiers, ICCV 2015, equation 10.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive. Nothing is written.</exception>
    public static void HeUniform(Span<double> weights, int fanIn, int fanOut, ulong seed) =>
        FillUniform(weights, HeVariance(fanIn, fanOut), seed);

    /// <inheritdoc cref="HeUniform(Span{double}, int, int, ulong)"/>
    public static void HeUniform(Span<float> weights, int fanIn, int fanOut, ulong seed) =>
        FillUniform(weights, HeVariance(fanIn, fanOut), seed);

    /// <summary>Fills weights from the normal distribution of variance 2 / fanIn, for rectifier layers.</summary>
    /// <param name="weights">The weights, of any length; overwritten.</param>
    /// <param name="fanIn">Incoming connections of a unit; positive.</param>
    /// <param name="fanOut">Outgoing connections of a unit; positive. He's variance does not depend on it.</param>
    /// <param name="seed">Determines the weights.</param>
    /// <remarks>Source: as for <see cref="HeUniform(Span{double}, int, int, ulong)"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive. Nothing is written.</exception>
    public static void HeNormal(Span<double> weights, int fanIn, int fanOut, ulong seed) =>
        FillNormal(weights, HeVariance(fanIn, fanOut), seed);

    /// <inheritdoc cref="HeNormal(Span{double}, int, int, ulong)"/>
    public static void HeNormal(Span<float> weights, int fanIn, int fanOut, ulong seed) =>
        FillNormal(weights, HeVariance(fanIn, fanOut), seed);

    private static double XavierVariance(int fanIn, int fanOut)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        return 2 / ((double)fanIn + fanOut);
    }

    private static double HeVariance(int fanIn, int fanOut)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        return 2.0 / fanIn;
    }

    private static void FillUniform<T>(Span<T> weights, double variance, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The uniform distribution on ±b has the variance b²/3.
        double bound = Math.Sqrt(3 * variance);
        RandomStream random = new(seed);
        foreach (ref T weight in weights)
        {
            weight = T.CreateTruncating(bound * random.NextSigned());
        }
    }

    private static void FillNormal<T>(Span<T> weights, double variance, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double deviation = Math.Sqrt(variance);
        RandomStream random = new(seed);
        foreach (ref T weight in weights)
        {
            weight = T.CreateTruncating(deviation * random.NextNormal());
        }
    }
}
