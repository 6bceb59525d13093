using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Diff.Benchmarks.Contests;

/// <summary>The input of ADBench's hand tracking: its file format, or seeded numbers in its place.</summary>
/// <param name="Name">The name: the file's, or what was generated.</param>
/// <param name="Model">The hand.</param>
/// <param name="Correspondences">The vertex that each point belongs to.</param>
/// <param name="Points">Three coordinates per point.</param>
/// <param name="Pose">The 26 numbers of the pose: global rotation and translation, and four angles per finger.</param>
public sealed record HandData(string Name, HandModel Model, int[] Correspondences, double[] Points, double[] Pose)
{
    /// <summary>Gets the energy and its gradient by somebody else, if known.</summary>
    public ReferenceResult? Reference { get; private init; }

    /// <summary>Gets the residuals' sum and their Jacobian by somebody else, if known.</summary>
    public ReferenceResult? JacobianReference { get; private init; }

    /// <summary>Reads a simple input of ADBench, and the references if there are any.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The input.</returns>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static HandData Read(string adbench, string name)
    {
        AdbenchFile file = AdbenchFile.Open(adbench, "hand", name);
        int points = file.NextInteger(), parameters = file.NextInteger();
        int[] correspondences = new int[points];
        double[] coordinates = new double[3 * points];
        for (int i = 0; i < points; i++)
        {
            correspondences[i] = file.NextInteger();
            file.Take(3).CopyTo(coordinates, 3 * i);
        }

        HandModel model = HandModel.Read(Path.Combine(adbench, "hand", "model"));
        HandData data = new(name, model, correspondences, coordinates, file.Take(parameters));
        if (AdbenchFile.ReadReference(adbench, "hand", name) is not JsonElement reference)
            return data;

        double[][] columns = [.. reference.GetProperty("jacobian").EnumerateArray().Select(AdbenchFile.Numbers)];
        double[] rows = [.. Enumerable.Range(0, 3 * points).SelectMany(row => columns.Select(column => column[row]))];
        return data with
        {
            Reference = new ReferenceResult(
                reference.GetProperty("energy").GetDouble(), AdbenchFile.Numbers(reference.GetProperty("energy_gradient")), 1e-12),
            JacobianReference = new ReferenceResult(AdbenchFile.Numbers(reference.GetProperty("residuals")).Sum(), rows, 1e-12),
        };
    }

    /// <summary>Draws an input, for where ADBench's are absent.</summary>
    /// <param name="vertices">The number of vertices.</param>
    /// <param name="points">The number of points.</param>
    /// <returns>The input; the same for the same sizes.</returns>
    public static HandData Draw(int vertices, int points) => new(
        string.Create(CultureInfo.InvariantCulture, $"seeded v={vertices} c={points}"),
        HandModel.Draw(vertices),
        Array.ConvertAll(Inputs.Uniform(seed: 24, points, 0, vertices - 1), v => (int)v),
        Inputs.Uniform(seed: 25, 3 * points, -1, 1),
        Inputs.Uniform(seed: 26, 26, -0.6, 0.6));
}
