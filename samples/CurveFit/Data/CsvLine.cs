using System.Collections.Generic;
using System.Text;

namespace CurveFit;

/// <summary>Takes a line of a CSV file apart.</summary>
internal static class CsvLine
{
    /// <summary>Finds what separates the columns: a tab if there is one, else a semicolon, else a comma, outside of quotes.</summary>
    /// <param name="line">A line.</param>
    /// <returns>The separator.</returns>
    public static char Separator(string line)
    {
        bool quoted = false;
        bool semicolon = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;

            if (c == '\t' && !quoted)
                return c;

            semicolon |= c == ';' && !quoted;
        }

        return semicolon ? ';' : ',';
    }

    /// <summary>Takes a line apart. In quotes a separator is a character like others, and a doubled quote is one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="separator">The separator.</param>
    /// <returns>The columns without quotes and spaces around them, or nothing where a quote is not closed.</returns>
    public static List<string>? Split(string line, char separator)
    {
        List<string> columns = [];
        StringBuilder column = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                column.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == separator && !quoted)
            {
                columns.Add(column.ToString().Trim());
                column.Clear();
            }
            else
            {
                column.Append(line[i]);
            }
        }

        columns.Add(column.ToString().Trim());

        return quoted ? null : columns;
    }
}
