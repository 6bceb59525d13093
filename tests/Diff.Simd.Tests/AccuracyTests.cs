using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Diff.Simd.Tests.Precision;
using Xunit;
using Xunit.Abstractions;

namespace Diff.Simd.Tests;

/// <summary>Errors against the high-precision reference, at special arguments, random ones, and a sweep over the floats.</summary>
public class AccuracyTests(ITestOutputHelper output)
{
    /// <summary>Every how many floats are tried: 1 for all of them, which takes hours. A prime, so that low bits vary.</summary>
    private static readonly uint s_stride =
        uint.TryParse(Environment.GetEnvironmentVariable("DIFF_SIMD_SWEEP"), out uint stride) && stride > 0 ? stride : 20011;

    private static readonly int s_samplesPerDomain = s_stride < 20011 ? 200_000 : 8_000;

    public static TheoryData<string> UnaryNames => [.. Catalogue.Unary.Select(f => f.Name)];

    public static TheoryData<string> BinaryNames => [.. Catalogue.Binary.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Doubles_are_within_the_published_bound(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        Random random = new(7);
        Worst worst = new();
        foreach (double x in Samples.Special.Concat(function.Domains.SelectMany(d => Samples.In(d.Low, d.High, s_samplesPerDomain, random))))
        {
            double actual = function.OfDouble(x);
            worst.Add(function.Reference(x).UlpsTo(actual), x, actual);
        }

        worst.AssertWithin(function.Bound.Double, name, output);
    }

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Floats_are_within_the_published_bound(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        Random random = new(7);
        Worst worst = new();
        IEnumerable<float> points = function.Domains.SelectMany(d => Samples.In(d.Low, d.High, s_samplesPerDomain / 2, random)).Select(x => (float)x);
        foreach (float x in Samples.SpecialSingles.Concat(points))
        {
            float actual = function.OfSingle(x);
            worst.Add(function.Reference(x).UlpsTo(actual), x, actual);
        }

        worst.AssertWithin(function.Bound.Single, name, output);
    }

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Floats_of_every_magnitude_are_within_the_published_bound(string name)
    {
        UnaryCase function = Catalogue.Unary.Single(f => f.Name == name);
        Worst worst = new();
        for (ulong bits = 0; bits <= uint.MaxValue; bits += s_stride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            float actual = function.OfSingle(x);
            worst.Add(((Precise)function.Quick(x)).UlpsTo(actual), x, actual);
        }

        worst.AssertWithin(function.Bound.Single, name, output);
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void Pairs_of_doubles_are_within_the_published_bound(string name)
    {
        BinaryCase function = Catalogue.Binary.Single(f => f.Name == name);
        Worst worst = new();
        foreach ((double x, double y) in Pairs(function, Samples.Special))
        {
            double actual = function.OfDouble(x, y);
            worst.Add(function.Reference(x, y).UlpsTo(actual), x, actual, y);
        }

        worst.AssertWithin(function.Bound.Double, name, output);
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void Pairs_of_floats_are_within_the_published_bound(string name)
    {
        BinaryCase function = Catalogue.Binary.Single(f => f.Name == name);
        Worst worst = new();
        foreach ((double xDouble, double yDouble) in Pairs(function, Samples.SpecialSingles.Select(x => (double)x)))
        {
            float x = (float)xDouble;
            float y = (float)yDouble;
            float actual = function.OfSingle(x, y);
            Precise expected = name == "Pow" && IsEndOfPower(x, y) ? MathF.Pow(x, y) : function.Reference(x, y);
            worst.Add(expected.UlpsTo(actual), x, actual, y);
        }

        worst.AssertWithin(function.Bound.Single, name, output);
    }

    private static bool IsEndOfPower(float x, float y) => x == 0 || !float.IsFinite(x) || !float.IsFinite(y);

    private static IEnumerable<(double X, double Y)> Pairs(BinaryCase function, IEnumerable<double> special)
    {
        double[] ends = [.. special];
        foreach (double x in ends)
        {
            foreach (double y in ends)
            {
                yield return (x, y);
            }
        }

        Random random = new(7);
        foreach ((double lowX, double highX, double lowY, double highY) in function.Domains)
        {
            IEnumerable<double> xs = Samples.In(lowX, highX, s_samplesPerDomain, random).OrderBy(_ => random.Next());
            IEnumerable<double> ys = Samples.In(lowY, highY, s_samplesPerDomain, random).OrderBy(_ => random.Next());
            // A negative base with a whole exponent, too.
            foreach ((double x, double y) in xs.Zip(ys))
            {
                yield return (x, x < 0 && function.Name == "Pow" ? Math.Round(y) : y);
            }
        }
    }

    private sealed class Worst
    {
        private double _ulps = -1;
        private string _where = "";

        internal void Add(double ulps, double x, double actual, double? y = null)
        {
            if (ulps <= _ulps)
                return;
            _ulps = ulps;
            _where = string.Create(CultureInfo.InvariantCulture, $"{ulps:F3} ulps at {x:R}{(y is null ? "" : ", ")}{y:R}: {actual:R}");
        }

        internal void AssertWithin(double bound, string name, ITestOutputHelper output)
        {
            output.WriteLine($"{name}: {_where}");
            // Published, too: two roundings of a·b + c instead of one cost that much.
            double allowed = Fma.IsSupported || AdvSimd.IsSupported ? bound : bound + 0.5;
            Assert.True(_ulps <= allowed, $"{name}: {_where}, published {allowed}");
        }
    }
}
