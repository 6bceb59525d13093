using System;
using System.Globalization;

namespace OptionGreeks;

/// <summary>Writes numbers alike in every culture.</summary>
internal static class Format
{
    private const string Decimals = "0.000000";

    /// <summary>Writes a price or a Greek.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Value(double value)
    {
        string text = value.ToString(Decimals, CultureInfo.InvariantCulture);

        // What rounds to zero has no sign worth showing.
        return text == "-" + Decimals ? Decimals : text;
    }

    /// <summary>Writes a difference, of which the magnitude matters.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Small(double value)
    {
        return value == 0 ? "0" : value.ToString("0.0E+00", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text.</returns>
    public static string Milliseconds(TimeSpan time)
    {
        return time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
    }

    /// <summary>Writes how many times longer one time is than another.</summary>
    /// <param name="time">The time.</param>
    /// <param name="unit">The time that counts as one.</param>
    /// <returns>The text.</returns>
    public static string Ratio(TimeSpan time, TimeSpan unit)
    {
        return (time / unit).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
