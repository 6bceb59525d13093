using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Programs;

/// <summary>ADBench's hand tracking: how far the vertices of a hand in some pose are from points that were measured, by the pose.</summary>
public sealed partial class HandTracking : BenchmarkProgram
{
    /// <inheritdoc/>
    public override int Order => 15;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("points", 10, points => EnergyCase(HandData.Draw(vertices: 500, points)));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data) =>
        data.AdbenchFolder is string folder
            ? data.InputsOf("hand", unlessAsked: "simple_hand1_t26_c100").SelectMany(name => Cases(HandData.Read(folder, name)))
            : Cases(HandData.Draw(vertices: 12, points: 21));

    private static IEnumerable<BenchmarkCase> Cases(HandData input)
    {
        yield return EnergyCase(input);
        yield return JacobianCase(input);
    }

    /// <summary>Half the squared distances of all points from their vertices.</summary>
    /// <param name="pose">The 26 numbers of the pose.</param>
    /// <param name="model">The hand.</param>
    /// <param name="correspondences">The vertex that each point belongs to.</param>
    /// <param name="points">Three coordinates per point.</param>
    /// <returns>The energy.</returns>
    [Differentiable(nameof(pose))]
    public static double Energy(
        ReadOnlySpan<double> pose, HandModel model, ReadOnlySpan<int> correspondences, ReadOnlySpan<double> points)
    {
        double[] transforms = new double[16 * model.Parents.Length];
        double[] rotation = new double[9];
        double[] position = new double[3];
        TransformBones(pose, model, transforms);
        RotateAboutAxis(pose[..3], rotation);
        double energy = 0;
        for (int i = 0; i < correspondences.Length; i++)
        {
            Skin(model, transforms, correspondences[i], position);
            for (int j = 0; j < 3; j++)
            {
                double residual = points[(3 * i) + j] - Place(pose, rotation, position, j);
                energy += 0.5 * residual * residual;
            }
        }

        return energy;
    }

    /// <summary>A point less where its vertex is.</summary>
    /// <param name="pose">The 26 numbers of the pose.</param>
    /// <param name="model">The hand.</param>
    /// <param name="vertex">The vertex.</param>
    /// <param name="pointX">The point.</param>
    /// <param name="pointY">The point's second coordinate.</param>
    /// <param name="pointZ">The point's third coordinate.</param>
    /// <returns>The residual.</returns>
    [Differentiable(nameof(pose), Emit = Derivatives.Backward)]
    public static (double X, double Y, double Z) Residual(
        ReadOnlySpan<double> pose, HandModel model, int vertex, double pointX, double pointY, double pointZ)
    {
        double[] transforms = new double[16 * model.Parents.Length];
        double[] rotation = new double[9];
        double[] position = new double[3];
        TransformBones(pose, model, transforms);
        RotateAboutAxis(pose[..3], rotation);
        Skin(model, transforms, vertex, position);
        return (
            pointX - Place(pose, rotation, position, 0),
            pointY - Place(pose, rotation, position, 1),
            pointZ - Place(pose, rotation, position, 2));
    }

    /// <summary>A point less where it is on its triangle.</summary>
    /// <param name="pose">The 26 numbers of the pose.</param>
    /// <param name="model">The hand.</param>
    /// <param name="triangle">The triangle.</param>
    /// <param name="u">How much of the triangle's first vertex.</param>
    /// <param name="v">How much of the triangle's second vertex.</param>
    /// <param name="pointX">The point.</param>
    /// <param name="pointY">The point's second coordinate.</param>
    /// <param name="pointZ">The point's third coordinate.</param>
    /// <returns>The residual.</returns>
    [Differentiable(nameof(pose), nameof(u), nameof(v), Emit = Derivatives.Backward)]
    public static (double X, double Y, double Z) ResidualOnTriangle(
        ReadOnlySpan<double> pose, HandModel model, int triangle, double u, double v, double pointX, double pointY, double pointZ)
    {
        double[] transforms = new double[16 * model.Parents.Length];
        double[] rotation = new double[9];
        double[] position = new double[3];
        double[] sum = new double[3];
        TransformBones(pose, model, transforms);
        RotateAboutAxis(pose[..3], rotation);
        for (int corner = 0; corner < 3; corner++)
        {
            double share = corner == 0 ? u : corner == 1 ? v : 1 - u - v;
            Skin(model, transforms, model.Triangles[(3 * triangle) + corner], position);
            for (int j = 0; j < 3; j++)
            {
                sum[j] += share * position[j];
            }
        }

        return (pointX - Place(pose, rotation, sum, 0), pointY - Place(pose, rotation, sum, 1), pointZ - Place(pose, rotation, sum, 2));
    }

    /// <summary>A coordinate of a vertex, globally rotated and moved.</summary>
    private static double Place(ReadOnlySpan<double> pose, ReadOnlySpan<double> rotation, ReadOnlySpan<double> position, int j)
    {
        double placed = pose[3 + j];
        for (int k = 0; k < 3; k++)
        {
            placed += rotation[(3 * j) + k] * position[k];
        }

        return placed;
    }

    /// <summary>How each bone has moved from its place of rest, as matrices of 4 × 4.</summary>
    private static void TransformBones(ReadOnlySpan<double> pose, HandModel model, Span<double> transforms)
    {
        int bones = model.Parents.Length;
        double[] absolutes = new double[16 * bones];
        double[] relative = new double[16];
        double[] turn = new double[16];
        for (int b = 0; b < bones; b++)
        {
            // Each finger has a bone that does not move, three that bend, and the first of these also turns aside.
            int finger = (b - 1) / 4;
            int joint = (b - 1) % 4;
            double bend = 0;
            double aside = 0;
            if (b > 0 && finger < 5 && joint > 0)
            {
                int first = 6 + (4 * finger);
                bend = pose[joint == 1 ? first : first + joint];
                if (joint == 1)
                    aside = pose[first + 1];
            }

            RotateJoint(bend, aside, turn);
            Multiply(model.BaseRelatives.AsSpan(16 * b, 16), turn, relative);
            Span<double> absolute = absolutes.AsSpan(16 * b, 16);
            if (model.Parents[b] < 0)
                relative.CopyTo(absolute);
            else
                Multiply(absolutes.AsSpan(16 * model.Parents[b], 16), relative, absolute);
            Multiply(absolute, model.InverseBaseAbsolutes.AsSpan(16 * b, 16), transforms.Slice(16 * b, 16));
        }
    }

    /// <summary>A rotation about x, then one about z.</summary>
    private static void RotateJoint(double bend, double aside, Span<double> turn)
    {
        double sinX = Math.Sin(bend), cosX = Math.Cos(bend);
        double sinZ = Math.Sin(aside), cosZ = Math.Cos(aside);
        turn.Clear();
        turn[0] = cosZ;
        turn[1] = -sinZ * cosX;
        turn[2] = sinZ * sinX;
        turn[4] = sinZ;
        turn[5] = cosZ * cosX;
        turn[6] = -cosZ * sinX;
        turn[9] = sinX;
        turn[10] = cosX;
        turn[15] = 1;
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                double sum = 0;
                for (int k = 0; k < 4; k++)
                {
                    sum += a[(4 * i) + k] * b[(4 * k) + j];
                }

                product[(4 * i) + j] = sum;
            }
        }
    }

    /// <summary>Where a vertex is: the mean of where each bone takes it.</summary>
    private static void Skin(HandModel model, ReadOnlySpan<double> transforms, int vertex, Span<double> position)
    {
        int bones = model.Parents.Length;
        ReadOnlySpan<double> rest = model.BasePositions.AsSpan(3 * vertex, 3);
        position.Clear();
        for (int b = 0; b < bones; b++)
        {
            double weight = model.Weights[(vertex * bones) + b];
            ReadOnlySpan<double> transform = transforms.Slice(16 * b, 16);
            for (int i = 0; i < 3; i++)
            {
                double moved = transform[(4 * i) + 3];
                for (int j = 0; j < 3; j++)
                {
                    moved += transform[(4 * i) + j] * rest[j];
                }

                position[i] += weight * moved;
            }
        }
    }

    /// <summary>The rotation about an axis by an angle that is its length.</summary>
    private static void RotateAboutAxis(ReadOnlySpan<double> axis, Span<double> rotation)
    {
        rotation.Clear();
        double angle = Math.Sqrt((axis[0] * axis[0]) + (axis[1] * axis[1]) + (axis[2] * axis[2]));
        if (angle < 0.0001)
        {
            rotation[0] = 1;
            rotation[4] = 1;
            rotation[8] = 1;
            return;
        }

        double x = axis[0] / angle, y = axis[1] / angle, z = axis[2] / angle;
        double sin = Math.Sin(angle), cos = Math.Cos(angle);
        rotation[0] = (x * x) + ((1 - (x * x)) * cos);
        rotation[1] = (x * y * (1 - cos)) - (z * sin);
        rotation[2] = (x * z * (1 - cos)) + (y * sin);
        rotation[3] = (x * y * (1 - cos)) + (z * sin);
        rotation[4] = (y * y) + ((1 - (y * y)) * cos);
        rotation[5] = (y * z * (1 - cos)) - (x * sin);
        rotation[6] = (x * z * (1 - cos)) - (y * sin);
        rotation[7] = (z * y * (1 - cos)) + (x * sin);
        rotation[8] = (z * z) + ((1 - (z * z)) * cos);
    }
}
