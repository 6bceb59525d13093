using System.Globalization;

namespace CurveFit;

/// <summary>Writes numbers alike in every culture.</summary>
internal static class Format
{
    /// <summary>Writes a parameter or what is compared with one.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Value(double value)
    {
        return value.ToString("G7", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number of which the first digits matter.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Short(double value)
    {
        return value.ToString("G4", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes how many.</summary>
    /// <param name="count">The number.</param>
    /// <returns>The text.</returns>
    public static string Count(int count)
    {
        return count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number of which the magnitude matters; nothing for what is not a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Magnitude(double value)
    {
        return double.IsNaN(value) ? string.Empty : value == 0 ? "0" : value.ToString("0.0E+00", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number with fixed decimals; nothing for what is not a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">How many.</param>
    /// <returns>The text.</returns>
    public static string Fixed(double value, int decimals)
    {
        return double.IsNaN(value) ? string.Empty : value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
