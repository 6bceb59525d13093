using System;
using System.Runtime.Intrinsics;
using Diff.Simd.Tests.Precision;

namespace Diff.Simd.Tests;

/// <summary>A function of one argument in all its forms.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bound">The largest error in units in the last place that the documentation promises, in float and in double.</param>
/// <param name="Reference">The function to some 100 bits.</param>
/// <param name="Quick">The function in double: enough to judge float, and fast enough for all floats.</param>
/// <param name="Domains">Ranges of arguments; each is sampled evenly and by magnitude.</param>
internal sealed record UnaryCase(
    string Name,
    (double Single, double Double) Bound,
    Func<double, Precise> Reference,
    Func<double, double> Quick,
    (double Low, double High)[] Domains,
    Func<double, double> OfDouble,
    Func<Vector128<double>, Vector128<double>> OfDouble128,
    Func<Vector256<double>, Vector256<double>> OfDouble256,
    Func<Vector512<double>, Vector512<double>> OfDouble512,
    Func<float, float> OfSingle,
    Func<Vector128<float>, Vector128<float>> OfSingle128,
    Func<Vector256<float>, Vector256<float>> OfSingle256,
    Func<Vector512<float>, Vector512<float>> OfSingle512);

/// <summary>A function of two arguments in all its forms; see <see cref="UnaryCase"/>.</summary>
internal sealed record BinaryCase(
    string Name,
    (double Single, double Double) Bound,
    Func<double, double, Precise> Reference,
    Func<double, double, double> Quick,
    (double LowX, double HighX, double LowY, double HighY)[] Domains,
    Func<double, double, double> OfDouble,
    Func<Vector128<double>, Vector128<double>, Vector128<double>> OfDouble128,
    Func<Vector256<double>, Vector256<double>, Vector256<double>> OfDouble256,
    Func<Vector512<double>, Vector512<double>, Vector512<double>> OfDouble512,
    Func<float, float, float> OfSingle,
    Func<Vector128<float>, Vector128<float>, Vector128<float>> OfSingle128,
    Func<Vector256<float>, Vector256<float>, Vector256<float>> OfSingle256,
    Func<Vector512<float>, Vector512<float>, Vector512<float>> OfSingle512);
