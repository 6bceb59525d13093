using System;
using System.Globalization;
using System.Text;

namespace OptionGreeks;

/// <summary>Draws a Greek against the spot as bars in plain text.</summary>
internal static class GreekChart
{
    /// <summary>The characters before the bars of each line.</summary>
    public const int LabelWidth = 9;

    // A Greek that is smaller everywhere is drawn as none.
    private const double SmallestMaximum = 1e-9;

    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>Draws the bars.</summary>
    /// <param name="values">The Greek in each column, none negative.</param>
    /// <param name="from">The spot of the left column.</param>
    /// <param name="to">The spot of the right column.</param>
    /// <param name="height">The number of lines, the axis not counted.</param>
    /// <param name="unicode">Whether the output can show block characters, eight levels to a line; else there is one.</param>
    /// <returns>The chart, lines separated by line feeds.</returns>
    public static string Draw(ReadOnlySpan<double> values, double from, double to, int height, bool unicode)
    {
        double maximum = SmallestMaximum;
        foreach (double value in values)
            maximum = Math.Max(maximum, value);

        StringBuilder text = new();
        for (int line = height - 1; line >= 0; line--)
        {
            string label = line == height - 1 || line == (height / 2) - 1 ? Number(maximum * (line + 1) / height, "G3") : string.Empty;
            StringBuilder bars = new();
            foreach (double value in values)
                bars.Append(Cell((value / maximum * height) - line, unicode));

            text.Append(label.PadLeft(LabelWidth - 1)).Append(unicode ? '│' : '|');
            text.Append(bars.ToString().TrimEnd()).Append('\n');
        }

        text.Append("0".PadLeft(LabelWidth - 1)).Append(unicode ? '└' : '+').Append(unicode ? '─' : '-', values.Length).Append('\n');
        text.Append(' ', LabelWidth).Append(Axis(values.Length, from, to));

        return text.ToString();
    }

    // Left, middle and right of the axis.
    private static string Axis(int width, double from, double to)
    {
        string left = Number(from, "G4");
        string middle = Number((from + to) / 2, "G4");
        string right = Number(to, "G4");
        int beforeMiddle = Math.Max(left.Length + 1, (width - middle.Length) / 2);

        return (left.PadRight(beforeMiddle) + middle).PadRight(width - right.Length) + right;
    }

    // How much of a character is filled by a bar that rises this many lines above the character's foot.
    private static char Cell(double rise, bool unicode)
    {
        double filled = Math.Clamp(rise, 0, 1);
        if (!unicode)
            return filled >= 0.5 ? '#' : ' ';

        return Blocks[(int)Math.Round(filled * (Blocks.Length - 1))];
    }

    private static string Number(double value, string format)
    {
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
