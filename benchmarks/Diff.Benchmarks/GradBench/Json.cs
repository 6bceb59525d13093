using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.GradBench;

/// <summary>Arrays of numbers in JSON.</summary>
internal static class Json
{
    /// <summary>Reads an array.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The array's name.</param>
    /// <returns>The numbers.</returns>
    public static double[] Vector(this JsonElement element, string name) => AdbenchFile.Numbers(element.GetProperty(name));

    /// <summary>Reads an array of arrays.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The array's name.</param>
    /// <returns>The numbers of all, one after another.</returns>
    public static double[] Rows(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().SelectMany(AdbenchFile.Numbers)];

    /// <summary>Reads an array of matrices.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The array's name.</param>
    /// <returns>The numbers of all, row after row.</returns>
    public static double[] Matrices(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().SelectMany(matrix => matrix.EnumerateArray()).SelectMany(AdbenchFile.Numbers)];

    /// <summary>Reads an integer.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The integer's name.</param>
    /// <returns>The integer.</returns>
    public static int Integer(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>Writes an array.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="values">The numbers.</param>
    public static void WriteVector(this Utf8JsonWriter writer, ReadOnlySpan<double> values)
    {
        writer.WriteStartArray();
        foreach (double value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an array of integers.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="values">The integers.</param>
    public static void WriteIntegers(this Utf8JsonWriter writer, IEnumerable<int> values)
    {
        writer.WriteStartArray();
        foreach (int value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an array of arrays.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="values">The numbers of all, one after another.</param>
    /// <param name="rows">How many arrays.</param>
    public static void WriteRows(this Utf8JsonWriter writer, ReadOnlySpan<double> values, int rows)
    {
        int length = values.Length / rows;
        writer.WriteStartArray();
        for (int row = 0; row < rows; row++)
        {
            writer.WriteVector(values.Slice(row * length, length));
        }

        writer.WriteEndArray();
    }
}
