using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CurveFit;

/// <summary>
/// Reads points from a CSV file: columns x, y and, where there is a third, the standard deviation of y. Columns are separated by comma,
/// semicolon or tab; numbers are written with a point, whatever the culture. Names in the line before the numbers, empty lines and lines
/// that begin with # are allowed.
/// </summary>
internal static class DataFile
{
    private const string Layout = "x, y and perhaps the standard deviation of y, separated by comma, semicolon or tab";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The curve, which may ask more of the points.</param>
    /// <returns>The points.</returns>
    /// <exception cref="DataFileException">The file cannot be read, or is not what was expected.</exception>
    public static CurveData Read(string path, Model model)
    {
        try
        {
            // Recognises the mark of UTF-8 and UTF-16 at the beginning, and drops it.
            using StreamReader reader = new(path);

            return Read(reader, path, model);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, "there is no such file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "it is a folder, and a file was expected." : exception.Message;

            throw new DataFileException(path, $"the file cannot be read: {reason}");
        }
    }

    /// <summary>Reads points from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="model">The curve, which may ask more of the points.</param>
    /// <returns>The points.</returns>
    /// <exception cref="DataFileException">The text is not what was expected.</exception>
    public static CurveData Read(TextReader reader, string file, Model model)
    {
        List<double[]> rows = [];
        List<string>? names = null;
        char separator = default;
        int width = 0;
        int number = 0;
        while (reader.ReadLine() is string line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
                continue;

            bool isFirst = width == 0;
            if (isFirst)
                separator = CsvLine.Separator(line);

            List<string> columns = CsvLine.Split(line, separator)
                ?? throw new DataFileException(file, number, "a quote is opened and not closed in this line.");
            if (isFirst)
                width = RequireWidth(columns.Count, file, number);

            if (columns.Count != width)
                throw new DataFileException(file, number, $"expected {width} columns as in the lines before, found {columns.Count}.");

            if (isFirst && !columns.Any(DataNumber.IsNumber))
            {
                names = columns;
                continue;
            }

            rows.Add([.. columns.Select((text, i) => DataNumber.Read(text, i, file, number))]);
            if (model.NeedsPositiveX && rows[^1][0] <= 0)
                throw new DataFileException(file, number, 1, $"the model {model.Name} needs a positive x, found '{columns[0]}'.");
        }

        if (rows.Count == 0)
            throw new DataFileException(file, $"there are no points in it: expected lines with {Layout}.");

        CurveData data = new(Column(rows, 0), Column(rows, 1), width == 3 ? Column(rows, 2) : null)
        {
            XName = Name(names, 0, "x"),
            YName = Name(names, 1, "y"),
        };

        return data.Refusal(model) is string refusal ? throw new DataFileException(file, refusal) : data;
    }

    private static int RequireWidth(int columns, string file, int line)
    {
        return columns is 2 or 3
            ? columns
            : throw new DataFileException(file, line, $"expected 2 or 3 columns ({Layout}), found {columns}.");
    }

    private static double[] Column(List<double[]> rows, int column)
    {
        return [.. rows.Select(row => row[column])];
    }

    private static string Name(List<string>? names, int column, string otherwise)
    {
        return names is null || names[column].Length == 0 ? otherwise : names[column];
    }
}
