using System.Globalization;

namespace CurveFit;

/// <summary>Reads a number of a CSV file, alike in every culture.</summary>
internal static class DataNumber
{
    private static readonly string[] Meanings = ["x", "y", "a standard deviation"];

    /// <summary>Says whether a text is a number, finite or not.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsNumber(string text)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="column">Its column, counted from 0, which decides what is allowed.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="line">The line, counted from 1, for messages.</param>
    /// <returns>The number, finite, and positive where it is a standard deviation.</returns>
    /// <exception cref="DataFileException">It is no such number.</exception>
    public static double Read(string text, int column, string file, int line)
    {
        string meaning = Meanings[column];
        if (text.Length == 0)
            throw new DataFileException(file, line, column + 1, $"expected a number ({meaning}), found nothing.");

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            bool isDecimalComma = text.Contains(',') && IsNumber(text.Replace(',', '.'));
            string advice = isDecimalComma ? " Decimals are written with a point." : string.Empty;

            throw new DataFileException(file, line, column + 1, $"expected a number ({meaning}), found '{text}'.{advice}");
        }

        if (!double.IsFinite(value))
            throw new DataFileException(file, line, column + 1, $"expected a finite number ({meaning}), found '{text}'.");

        if (column == 2 && (value <= 0 || !double.IsFinite(1 / value)))
            throw new DataFileException(file, line, column + 1, $"expected a positive standard deviation, found '{text}'.");

        return value;
    }
}
