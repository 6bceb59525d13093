using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Additions of neighbouring iterations to one element, which are combined in registers.</summary>
public sealed class LaneNeighbourTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 76), 1000, 2060, 5003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Five_neighbours(int n)
    {
        double[] x = LaneNumbers.Draw(n, 81);
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        (double value, double k) = LaneMethods.FivePointsGradient(x, 0.75, byX);
        (double one, double oneK) = LaneMethods.FivePointsOneByOneGradient(x, 0.75, oneX);
        LaneNumbers.Close([one, oneK, .. oneX], [value, k, .. byX], 1e-12);
        LaneNumbers.Differences(v => LaneMethods.FivePoints(v, 0.75), x, byX);

        // Onto what is there.
        double[] more = [.. byX];
        LaneMethods.FivePointsAccumulateGradient(x, 0.75, more);
        LaneNumbers.Close([.. oneX.Select(v => 2 * v)], more, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Five_neighbours_in_single_precision(int n)
    {
        float[] x = LaneNumbers.DrawSingle(n, 82);
        (float[] byX, float[] oneX) = (new float[n], new float[n]);
        (float value, float k) = LaneMethods.FivePointsSingleGradient(x, 0.75f, byX);
        (float one, float oneK) = LaneMethods.FivePointsSingleOneByOneGradient(x, 0.75f, oneX);
        LaneNumbers.Close([one, oneK, .. oneX.Select(v => (double)v)], [value, k, .. byX.Select(v => (double)v)], 1e-4);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Neighbours_near_and_far(int n)
    {
        foreach (int shift in new[] { 0, 1, 2, 3, 7 })
        {
            double[] x = LaneNumbers.Draw(n + 10, 83);
            double[] y = LaneNumbers.Draw(n, 84);
            double[][] gradients = [LaneNumbers.Filled(x.Length), LaneNumbers.Filled(n)];
            double[][] expected = [LaneNumbers.Filled(x.Length), LaneNumbers.Filled(n)];
            double value = LaneMethods.NeighbourhoodGradient(x, y, shift, gradients[0], gradients[1]);
            double one = LaneMethods.NeighbourhoodOneByOneGradient(x, y, shift, expected[0], expected[1]);
            LaneNumbers.Close([one, .. expected.SelectMany(g => g)], [value, .. gradients.SelectMany(g => g)], 1e-12);
            LaneNumbers.Differences(v => LaneMethods.Neighbourhood(x, v, shift), y, gradients[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_is_written_beside_its_neighbours(int n)
    {
        double[] x = LaneNumbers.Draw(n + 2, 85);
        double[] cotangent = LaneNumbers.Draw(n, 86);
        (double[] y, double[] oneY) = (LaneNumbers.Draw(n, 87), LaneNumbers.Draw(n, 87));
        (double[] dy, double[] oneDy) = ([.. cotangent], [.. cotangent]);
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(n + 2), LaneNumbers.Filled(n + 2));
        double k = LaneMethods.SmoothedBackward(y, x, 0.5, dy, byX);
        double oneK = LaneMethods.SmoothedOneByOneBackward(oneY, x, 0.5, oneDy, oneX);
        LaneNumbers.Close([oneK, .. oneY, .. oneDy, .. oneX], [k, .. y, .. dy, .. byX], 1e-12);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 9)]
    [InlineData(4, 40)]
    [InlineData(40, 5)]
    [InlineData(21, 67)]
    public void Rows_of_a_grid(int rows, int columns)
    {
        double[] u = LaneNumbers.Draw(rows * columns, 88);
        (double[] byU, double[] oneU) = (LaneNumbers.Filled(u.Length), LaneNumbers.Filled(u.Length));
        double value = LaneMethods.GridGradient(u, columns, byU);
        double one = LaneMethods.GridOneByOneGradient(u, columns, oneU);
        LaneNumbers.Close([one, .. oneU], [value, .. byU], 1e-12);
        LaneNumbers.Differences(v => LaneMethods.Grid(v, columns), u, byU);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Neighbours_in_a_list_of_places(int n)
    {
        double[] x = LaneNumbers.Draw(n + 3, 80);
        Random random = new(81);
        int[] places = [.. Enumerable.Range(0, n).Select(_ => random.Next(n + 3))];
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(n + 3), LaneNumbers.Filled(n + 3));
        double value = LaneMethods.ListedNeighboursGradient(x, places, byX);
        double one = LaneMethods.ListedNeighboursOneByOneGradient(x, places, oneX);
        LaneNumbers.Close([one, .. oneX], [value, .. byX], 1e-12);
        LaneNumbers.Differences(v => LaneMethods.ListedNeighbours(v, places), x, byX);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_products_and_extremes_in_one_method(int n)
    {
        double[] x = [.. LaneNumbers.Draw(n, 78).Select(v => v < 0 ? v - 0.9 : v + 0.9)];
        double[] y = LaneNumbers.Draw(n, 79);
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        (double[] byY, double[] oneY) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        double value = LaneMethods.ThreeReductionsGradient(x, y, byX, byY);
        double one = LaneMethods.ThreeReductionsOneByOneGradient(x, y, oneX, oneY);
        LaneNumbers.Close([one, .. oneX, .. oneY], [value, .. byX, .. byY], 1e-11);
    }

    /// <summary>What is moved over behind the last group goes to elements of the loop only.</summary>
    [Fact]
    public void Nothing_is_written_beside_the_places_of_the_loop()
    {
        for (int n = 0; n < 70; n++)
        {
            double[] x = LaneNumbers.Draw(n + 20, 89);
            double[] memory = LaneNumbers.Filled(n + 20);
            double[] xGradient = memory.AsSpan(0, n).ToArray();
            LaneMethods.FivePointsAccumulateGradient(x.AsSpan(0, n), 0.5, memory.AsSpan(0, n));
            LaneMethods.FivePointsAccumulateGradient(x.AsSpan(0, n), 0.5, xGradient);
            Assert.Equal(xGradient, memory[..n]);
            Assert.All(memory[n..], v => Assert.Equal(77, v));
        }
    }
}
