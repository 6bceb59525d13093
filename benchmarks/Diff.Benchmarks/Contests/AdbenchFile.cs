using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Diff.Benchmarks.Contests;

/// <summary>Reads one input of ADBench: numbers between white space.</summary>
/// <param name="text">The content of the file.</param>
public sealed class AdbenchFile(string text)
{
    private readonly string[] _numbers = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    private int _position;

    /// <summary>Opens a file.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="problem">The folder of the problem.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The file, at its first number.</returns>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static AdbenchFile Open(string adbench, string problem, string name) =>
        new(File.ReadAllText(Path.Combine(adbench, problem, name + ".txt")));

    /// <summary>Reads what somebody else computed.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="problem">The folder of the problem.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The document; null if there is none.</returns>
    public static JsonElement? ReadReference(string adbench, string problem, string name)
    {
        string file = Path.Combine(adbench, "ref", problem, name + ".json");
        if (!File.Exists(file))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    /// <summary>Reads the value and the gradient of a scalar objective that somebody else computed.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="problem">The folder of the problem.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The result; null if there is none.</returns>
    public static ReferenceResult? ReadGradient(string adbench, string problem, string name) =>
        ReadReference(adbench, problem, name) is JsonElement reference
            ? new ReferenceResult(
                reference.GetProperty("objective").GetDouble(), Numbers(reference.GetProperty("gradient")), Tolerance: 1e-12)
            : null;

    /// <summary>Makes an array of a JSON array of numbers.</summary>
    /// <param name="array">The JSON array.</param>
    /// <returns>The numbers.</returns>
    public static double[] Numbers(JsonElement array) => Array.ConvertAll([.. array.EnumerateArray()], element => element.GetDouble());

    /// <summary>Reads the next number.</summary>
    /// <returns>The number.</returns>
    public double Next() => double.Parse(_numbers[_position++], CultureInfo.InvariantCulture);

    /// <summary>Reads the next integer.</summary>
    /// <returns>The integer.</returns>
    public int NextInteger() => int.Parse(_numbers[_position++], CultureInfo.InvariantCulture);

    /// <summary>Reads the next numbers.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The numbers.</returns>
    public double[] Take(int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Next();
        }

        return values;
    }
}
