using System;
using System.Linq;

namespace OptionGreeks;

/// <summary>How far Monte Carlo is from the truth, from the scatter of price and Greeks over batches of the paths.</summary>
internal static class StandardErrors
{
    private const int Batches = 20;

    /// <summary>Estimates the standard error of price and Greeks over all paths.</summary>
    /// <param name="market">The basket.</param>
    /// <param name="normals">Independent standard normal numbers, one per asset, path after path.</param>
    /// <returns>The standard error of each number in its place.</returns>
    public static BasketGreeks Estimate(BasketMarket market, ReadOnlySpan<double> normals)
    {
        int paths = normals.Length / market.Assets.Length;
        BasketGreeks[] batches = new BasketGreeks[Batches];
        for (int batch = 0; batch < Batches; batch++)
        {
            int from = (int)((long)paths * batch / Batches) * market.Assets.Length;
            int to = (int)((long)paths * (batch + 1) / Batches) * market.Assets.Length;
            batches[batch] = BasketGreeks.ByGradient(market, normals[from..to]);
        }

        double[] errors = new double[batches[0].Values.Length];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = OfMean(batches.Select(batch => batch.Values[i]).ToArray());

        return new BasketGreeks(OfMean(batches.Select(batch => batch.Price).ToArray()), errors);
    }

    private static double OfMean(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));

        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }
}
