using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CartPole;

/// <summary>Draws numbers as bars in plain text, oldest to the left.</summary>
internal static class ReturnChart
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const int LabelWidth = 5;

    /// <summary>Draws the bars. Where there are more numbers than columns, a column is the mean of several.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="maximum">The number that fills the height.</param>
    /// <param name="width">The characters in a line, labels included.</param>
    /// <param name="height">The number of lines, the axis not counted.</param>
    /// <param name="unicode">Whether the output can show block characters, eight levels to a line; else there is one.</param>
    /// <returns>The chart, lines separated by line feeds.</returns>
    public static string Draw(IReadOnlyList<double> values, double maximum, int width, int height, bool unicode)
    {
        int columns = Math.Max(1, width - LabelWidth - 1);
        int perColumn = Math.Max(1, (values.Count + columns - 1) / columns);
        double[] means = Means(values, perColumn);
        StringBuilder text = new();
        for (int line = height - 1; line >= 0; line--)
        {
            double labelled = maximum * (line + 1) / height;
            string label = line == height - 1 || line == (height / 2) - 1
                ? labelled.ToString("0.##", CultureInfo.InvariantCulture)
                : string.Empty;
            text.Append(label.PadLeft(LabelWidth)).Append(unicode ? '│' : '|');
            StringBuilder bars = new();
            foreach (double mean in means)
                bars.Append(Cell((mean / maximum * height) - line, unicode));

            text.Append(bars.ToString().TrimEnd()).Append('\n');
        }

        text.Append("0".PadLeft(LabelWidth)).Append(unicode ? '└' : '+');
        text.Append(unicode ? '─' : '-', means.Length);
        text.Append('\n').Append(' ', LabelWidth + 1).Append(Caption(values.Count, perColumn));

        return text.ToString();
    }

    private static double[] Means(IReadOnlyList<double> values, int perColumn)
    {
        double[] means = new double[(values.Count + perColumn - 1) / perColumn];
        for (int column = 0; column < means.Length; column++)
        {
            int from = column * perColumn;
            int to = Math.Min(from + perColumn, values.Count);
            for (int i = from; i < to; i++)
                means[column] += values[i] / (to - from);
        }

        return means;
    }

    // How much of a character is filled by a bar that rises this many lines above the character's foot.
    private static char Cell(double rise, bool unicode)
    {
        double filled = Math.Clamp(rise, 0, 1);
        if (!unicode)
            return filled >= 0.5 ? '#' : ' ';

        return Blocks[(int)Math.Round(filled * (Blocks.Length - 1))];
    }

    private static string Caption(int count, int perColumn)
    {
        return perColumn == 1
            ? string.Create(CultureInfo.InvariantCulture, $"1 to {count}")
            : string.Create(CultureInfo.InvariantCulture, $"1 to {count}, each column the mean of {perColumn}");
    }
}
