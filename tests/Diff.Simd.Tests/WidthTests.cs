using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>All widths are one text, and give one result: per lane, whatever the other lanes hold.</summary>
public class WidthTests
{
    public static TheoryData<string> UnaryNames => AccuracyTests.UnaryNames;

    public static TheoryData<string> BinaryNames => AccuracyTests.BinaryNames;

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Every_width_gives_the_same_bits_in_every_lane(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        Random random = new(3);
        double[] points =
        [
            .. Samples.Special.Concat(function.Domains.SelectMany(d => Samples.In(d.Low, d.High, 500, random))).OrderBy(_ => random.Next()),
        ];
        float[] singles = [.. points.Select(x => (float)x), .. Samples.SpecialSingles];
        for (int i = 0; i + 8 <= points.Length; i += 8)
        {
            ReadOnlySpan<double> part = points.AsSpan(i, 8);
            double[] expected = [.. part.ToArray().Select(function.OfDouble)];
            AssertSame(expected, Lanes(function.OfDouble128(Vector128.Create(part))), name);
            AssertSame(expected, Lanes(function.OfDouble256(Vector256.Create(part))), name);
            AssertSame(expected, Lanes(function.OfDouble512(Vector512.Create(part))), name);
        }

        for (int i = 0; i + 16 <= singles.Length; i += 16)
        {
            ReadOnlySpan<float> part = singles.AsSpan(i, 16);
            float[] expected = [.. part.ToArray().Select(function.OfSingle)];
            AssertSame(expected, Lanes(function.OfSingle128(Vector128.Create(part))), name);
            AssertSame(expected, Lanes(function.OfSingle256(Vector256.Create(part))), name);
            AssertSame(expected, Lanes(function.OfSingle512(Vector512.Create(part))), name);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void Every_width_gives_the_same_bits_in_every_lane_of_pairs(string name)
    {
        BinaryCase function = Catalogue.Binary.Single(f => f.Name == name);
        Random random = new(3);
        double[] points = [.. Samples.Special.Concat(Samples.In(-20, 20, 500, random)).OrderBy(_ => random.Next())];
        double[] others = [.. points.OrderBy(_ => random.Next())];
        float[] singles = [.. points.Select(x => (float)x)];
        float[] otherSingles = [.. others.Select(x => (float)x)];
        for (int i = 0; i + 16 <= points.Length; i += 8)
        {
            ReadOnlySpan<double> x = points.AsSpan(i, 8);
            ReadOnlySpan<double> y = others.AsSpan(i, 8);
            double[] expected = [.. x.ToArray().Zip(y.ToArray(), function.OfDouble)];
            AssertSame(expected, Lanes(function.OfDouble128(Vector128.Create(x), Vector128.Create(y))), name);
            AssertSame(expected, Lanes(function.OfDouble256(Vector256.Create(x), Vector256.Create(y))), name);
            AssertSame(expected, Lanes(function.OfDouble512(Vector512.Create(x), Vector512.Create(y))), name);

            ReadOnlySpan<float> a = singles.AsSpan(i, 16);
            ReadOnlySpan<float> b = otherSingles.AsSpan(i, 16);
            float[] expectedSingles = [.. a.ToArray().Zip(b.ToArray(), function.OfSingle)];
            AssertSame(expectedSingles, Lanes(function.OfSingle128(Vector128.Create(a), Vector128.Create(b))), name);
            AssertSame(expectedSingles, Lanes(function.OfSingle256(Vector256.Create(a), Vector256.Create(b))), name);
            AssertSame(expectedSingles, Lanes(function.OfSingle512(Vector512.Create(a), Vector512.Create(b))), name);
        }
    }

    [Fact]
    public void Narrower_texts_are_those_of_512_bits()
    {
        string folder = Path.Combine(Repository(), "src/Diff.Runtime/Simd");
        string[] sources = Names(folder, "Vector512");
        Assert.NotEmpty(sources);
        foreach (string width in (string[])["256", "128"])
        {
            Assert.Equal(sources, Names(folder, "Vector" + width));
            foreach (string name in sources)
            {
                // As .ci/vector-widths, which writes them.
                string expected = $"// Generated from ../Vector512/{name} by .ci/vector-widths: edit there.\n\n"
                    + File.ReadAllText(Path.Combine(folder, "Vector512", name))
                        .Replace("Vector512", "Vector" + width, StringComparison.Ordinal)
                        .Replace("Avx512F.", "Avx512F.VL.", StringComparison.Ordinal);
                Assert.True(expected == File.ReadAllText(Path.Combine(folder, "Vector" + width, name)), $"Vector{width}/{name} differs");
            }
        }
    }

    internal static string Repository([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../..");

    private static string[] Names(string folder, string width) =>
        [.. Directory.GetFiles(Path.Combine(folder, width), "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static T[] Lanes<T>(Vector128<T> v)
    {
        T[] lanes = new T[Vector128<T>.Count];
        v.CopyTo(lanes);
        return lanes;
    }

    private static T[] Lanes<T>(Vector256<T> v)
    {
        T[] lanes = new T[Vector256<T>.Count];
        v.CopyTo(lanes);
        return lanes;
    }

    private static T[] Lanes<T>(Vector512<T> v)
    {
        T[] lanes = new T[Vector512<T>.Count];
        v.CopyTo(lanes);
        return lanes;
    }

    private static void AssertSame<T>(IReadOnlyList<T> expected, T[] actual, string name)
        where T : struct
    {
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(Bits(expected[i]) == Bits(actual[i]), $"{name}, lane {i} of {actual.Length}: {expected[i]} and {actual[i]}");
        }
    }

    /// <summary>The bits, with one NaN for all.</summary>
    private static long Bits<T>(T x) => x switch
    {
        double d => double.IsNaN(d) ? -1 : BitConverter.DoubleToInt64Bits(d),
        float f => float.IsNaN(f) ? -1 : BitConverter.SingleToInt32Bits(f),
        _ => throw new ArgumentException("no number", nameof(x)),
    };
}
