using System.Globalization;

namespace Hazards;

/// <summary>Writes numbers alike in every culture.</summary>
internal static class Format
{
    /// <summary>Writes a share.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>The text, in percent.</returns>
    public static string Share(double share)
    {
        return (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>Writes a number of any magnitude.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Magnitude(double value)
    {
        return value is 0 or (>= 0.01 and < 1000)
            ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : value.ToString("0.0E+00", CultureInfo.InvariantCulture);
    }
}
