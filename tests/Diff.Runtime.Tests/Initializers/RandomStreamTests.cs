using System;
using Xunit;

namespace Diff.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_bits_are_those_of_the_published_generators()
    {
        // By a transcription of the authors' C code into Python: SplitMix64 of the seed 42, then xoshiro256**.
        RandomStream random = new(42);
        Assert.Equal(1546998764402558742UL, random.NextBits());
        Assert.Equal(6990951692964543102UL, random.NextBits());
        Assert.Equal(12544586762248559009UL, random.NextBits());
    }

    [Fact]
    public void The_normal_numbers_are_the_same_to_the_bit_everywhere()
    {
        // By the same operations in Python's doubles.
        RandomStream random = new(42);
        Assert.Equal(-0.7262191382447857, random.NextNormal());
        Assert.Equal(-0.21119691823195985, random.NextNormal());
        Assert.Equal(0.22162270150359337, random.NextNormal());
    }

    [Fact]
    public void Its_logarithm_is_accurate()
    {
        RandomStream random = new(1);
        for (int i = 0; i < 10000; i++)
        {
            double x = Math.Abs(random.NextSigned()) + double.Epsilon;
            Near.Ulps(Math.Log(x), RandomStream.Logarithm(x), Math.Abs(x - 1) < 0.5 ? 8 : 3, $"{x:R}");
        }
        Assert.Equal(0, RandomStream.Logarithm(1));
    }
}
