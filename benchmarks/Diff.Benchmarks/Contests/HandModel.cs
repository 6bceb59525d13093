using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Diff.Benchmarks.Contests;

/// <summary>The hand of ADBench's hand tracking: bones with a place of rest, and vertices that follow them.</summary>
/// <param name="Parents">The parent of each bone, which stands before it; −1 for the wrist.</param>
/// <param name="BaseRelatives">Per bone a matrix of 4 × 4, row by row: its place of rest, from its parent.</param>
/// <param name="InverseBaseAbsolutes">Per bone a matrix of 4 × 4, row by row: the inverse of its place of rest.</param>
/// <param name="BasePositions">Three coordinates per vertex, at rest.</param>
/// <param name="Weights">Per vertex how much it follows each bone.</param>
/// <param name="Triangles">Three vertices per triangle.</param>
public sealed record HandModel(
    int[] Parents, double[] BaseRelatives, double[] InverseBaseAbsolutes, double[] BasePositions, double[] Weights, int[] Triangles)
{
    /// <summary>Reads a model of ADBench.</summary>
    /// <param name="folder">Its folder, with a file each for bones, vertices and triangles.</param>
    /// <returns>The model.</returns>
    public static HandModel Read(string folder)
    {
        string[][] bones = ReadLines(folder, "bones.txt"), vertices = ReadLines(folder, "vertices.txt");
        double[] weights = new double[vertices.Length * bones.Length];
        for (int v = 0; v < vertices.Length; v++)
        {
            // Position, normal and texture, then pairs of bone and weight.
            for (int w = 0; w < int.Parse(vertices[v][8], CultureInfo.InvariantCulture); w++)
            {
                int bone = int.Parse(vertices[v][9 + (2 * w)], CultureInfo.InvariantCulture);
                weights[(v * bones.Length) + bone] = double.Parse(vertices[v][10 + (2 * w)], CultureInfo.InvariantCulture);
            }
        }

        return new HandModel(
            Array.ConvertAll(bones, bone => int.Parse(bone[1], CultureInfo.InvariantCulture)),
            Numbers(bones, 2, 16),
            Numbers(bones, 18, 16),
            Numbers(vertices, 0, 3),
            weights,
            [.. ReadLines(folder, "triangles.txt").SelectMany(line => line.Select(n => int.Parse(n, CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Draws a model with the bones of ADBench's.</summary>
    /// <param name="vertices">The number of vertices.</param>
    /// <returns>The model; the same for the same number.</returns>
    public static HandModel Draw(int vertices)
    {
        // The wrist; four bones in a row for each of five fingers; the forearm.
        int[] parents = [-1, .. Enumerable.Range(0, 20).Select(bone => bone % 4 == 0 ? 0 : bone), 0];
        double[] numbers = Inputs.Uniform(seed: 21, parents.Length * 32, -0.5, 0.5);
        double[] weights = Inputs.Uniform(seed: 22, vertices * parents.Length, -1, 1);
        return new HandModel(
            parents,
            Affine(numbers.AsSpan(0, 16 * parents.Length)),
            Affine(numbers.AsSpan(16 * parents.Length)),
            Inputs.Uniform(seed: 23, 3 * vertices, -1, 1),
            Array.ConvertAll(weights, weight => weight < 0.7 ? 0 : weight),
            [.. Enumerable.Range(0, vertices - 2).SelectMany(v => (int[])[v, v + 1, v + 2])]);
    }

    /// <summary>Makes the last row of each matrix (0, 0, 0, 1).</summary>
    private static double[] Affine(ReadOnlySpan<double> matrices)
    {
        double[] affine = matrices.ToArray();
        for (int i = 0; i < affine.Length; i += 16)
        {
            affine.AsSpan(i + 12, 3).Clear();
            affine[i + 15] = 1;
        }

        return affine;
    }

    private static string[][] ReadLines(string folder, string file) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Where(line => line.Length > 0).Select(line => line.Split(':'))];

    private static double[] Numbers(IEnumerable<string[]> lines, int from, int count) =>
        [.. lines.SelectMany(line => line.Skip(from).Take(count).Select(n => double.Parse(n, CultureInfo.InvariantCulture)))];
}
