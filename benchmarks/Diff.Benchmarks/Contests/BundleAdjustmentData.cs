using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Diff.Benchmarks.Contests;

/// <summary>The input of ADBench's bundle adjustment: its file format, or seeded numbers in its place.</summary>
/// <param name="Name">The name: the file's, or what was generated.</param>
/// <param name="Cameras">The number of cameras; observation i is by camera i modulo this.</param>
/// <param name="Points">The number of points; observation i is of point i modulo this.</param>
/// <param name="Parameters">The cameras, the points, and the weight of each observation, one after another.</param>
/// <param name="Features">Two coordinates per observation: where the point was seen.</param>
public sealed record BundleAdjustmentData(string Name, int Cameras, int Points, double[] Parameters, double[] Features)
{
    /// <summary>The numbers of a camera: rotation (3), centre (3), focal length, principal point (2), radial distortion (2).</summary>
    public const int CameraLength = 11;

    /// <summary>The numbers of a point.</summary>
    public const int PointLength = 3;

    /// <summary>The derivatives of a residual: by its camera, its point and its weight.</summary>
    public const int RowLength = CameraLength + PointLength + 1;

    /// <summary>The derivatives of the two residuals of an observation.</summary>
    public const int BlockLength = 2 * RowLength;

    /// <summary>Gets the number of observations.</summary>
    public int Observations => Features.Length / 2;

    /// <summary>Gets where the points begin in the parameters.</summary>
    public int PointStart => CameraLength * Cameras;

    /// <summary>Gets where the weights begin in the parameters.</summary>
    public int WeightStart => PointStart + (PointLength * Points);

    /// <summary>Gets the numbers of the Jacobian: two rows per observation, then the derivative of each weight's residual.</summary>
    public int JacobianLength => (BlockLength + 1) * Observations;

    /// <summary>Gets what somebody else computed, if known.</summary>
    public ReferenceResult? Reference { get; private init; }

    /// <summary>Reads an input of ADBench, and the reference Jacobian if there is one. The file holds one of each.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The input.</returns>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static BundleAdjustmentData Read(string adbench, string name)
    {
        AdbenchFile file = AdbenchFile.Open(adbench, "ba", name);
        int cameras = file.NextInteger(), points = file.NextInteger(), observations = file.NextInteger();
        return Repeat(
            name, cameras, points, observations, file.Take(CameraLength), file.Take(PointLength), file.Next(), file.Take(2)) with
        {
            Reference = ReadReference(adbench, name, observations),
        };
    }

    /// <summary>Makes an input of one camera, one point, one weight and one feature.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cameras">The number of cameras.</param>
    /// <param name="points">The number of points.</param>
    /// <param name="observations">The number of observations.</param>
    /// <param name="camera">All cameras.</param>
    /// <param name="point">All points.</param>
    /// <param name="weight">All weights.</param>
    /// <param name="feature">All features.</param>
    /// <returns>The input.</returns>
    public static BundleAdjustmentData Repeat(
        string name, int cameras, int points, int observations, double[] camera, double[] point, double weight, double[] feature)
    {
        double[] parameters = new double[(CameraLength * cameras) + (PointLength * points) + observations];
        Fill(parameters.AsSpan(0, CameraLength * cameras), camera);
        Fill(parameters.AsSpan(CameraLength * cameras, PointLength * points), point);
        parameters.AsSpan((CameraLength * cameras) + (PointLength * points)).Fill(weight);
        double[] features = new double[2 * observations];
        Fill(features, feature);
        return new BundleAdjustmentData(name, cameras, points, parameters, features);
    }

    /// <summary>Draws an input, for where ADBench's are absent. The first camera is not rotated.</summary>
    /// <param name="cameras">The number of cameras.</param>
    /// <param name="points">The number of points.</param>
    /// <param name="observations">The number of observations.</param>
    /// <returns>The input; the same for the same sizes.</returns>
    public static BundleAdjustmentData Draw(int cameras, int points, int observations)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"seeded n={cameras} m={points} p={observations}");
        double[] usual = [0, 0, 0, 0, 0, -5, 400, 5, -8, 0.09, 0.003];
        BundleAdjustmentData data = Repeat(name, cameras, points, observations, usual, [0, 0, 0], 0.7, [10, -10]);
        double[] noise = Inputs.Uniform(seed: 19, data.Parameters.Length + data.Features.Length, -0.3, 0.3);
        for (int i = PointLength; i < data.Parameters.Length; i++)
        {
            data.Parameters[i] += noise[i];
        }

        for (int i = 0; i < data.Features.Length; i++)
        {
            data.Features[i] += 100 * noise[data.Parameters.Length + i];
        }

        return data;
    }

    /// <summary>Adds up the rows of a Jacobian.</summary>
    /// <param name="jacobian">The Jacobian.</param>
    /// <returns>The gradient of the sum of all residuals.</returns>
    public double[] AddRows(double[] jacobian)
    {
        double[] sum = new double[Parameters.Length];
        for (int i = 0; i < Observations; i++)
        {
            for (int row = 0; row < 2; row++)
            {
                ReadOnlySpan<double> by = jacobian.AsSpan((BlockLength * i) + (RowLength * row), RowLength);
                Add(by[..CameraLength], sum.AsSpan(CameraLength * (i % Cameras)));
                Add(by.Slice(CameraLength, PointLength), sum.AsSpan(PointStart + (PointLength * (i % Points))));
                sum[WeightStart + i] += by[^1];
            }

            sum[WeightStart + i] += jacobian[(BlockLength * Observations) + i];
        }

        return sum;
    }

    private static void Add(ReadOnlySpan<double> values, Span<double> to)
    {
        for (int i = 0; i < values.Length; i++)
        {
            to[i] += values[i];
        }
    }

    private static void Fill(Span<double> destination, double[] pattern)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = pattern[i % pattern.Length];
        }
    }

    private static ReferenceResult? ReadReference(string adbench, string name, int observations)
    {
        if (AdbenchFile.ReadReference(adbench, "ba", name) is not JsonElement reference)
            return null;

        double[] residuals = AdbenchFile.Numbers(reference.GetProperty("reproj_err"));
        JsonElement rows = reference.GetProperty("jacobian_rows");
        double[] jacobian = new double[(BlockLength + 1) * observations];
        Fill(jacobian.AsSpan(0, BlockLength * observations), [.. AdbenchFile.Numbers(rows[0]), .. AdbenchFile.Numbers(rows[1])]);
        jacobian.AsSpan(BlockLength * observations).Fill(reference.GetProperty("w_err_derivative").GetDouble());
        double sum = residuals[0] + residuals[1] + reference.GetProperty("w_err").GetDouble();
        return new ReferenceResult(observations * sum, jacobian, Tolerance: 1e-12);
    }
}
