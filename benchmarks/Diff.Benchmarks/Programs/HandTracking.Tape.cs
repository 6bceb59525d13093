using System;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

// The twins on the tape. What depends on no angle is a plain number.
public sealed partial class HandTracking
{
    private static int TapeCapacity(HandModel model, int correspondences)
    {
        int bones = model.Parents.Length;
        return 200 + (512 * bones) + (correspondences * ((30 * bones) + 40));
    }

    private static double EnergyOnTape(
        Tape tape, ReadOnlySpan<double> point, HandModel model, ReadOnlySpan<int> correspondences, ReadOnlySpan<double> points,
        Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> pose = tape.Start(point);
        Span<TapeVariable> transforms = stackalloc TapeVariable[16 * model.Parents.Length];
        Span<TapeVariable> rotation = stackalloc TapeVariable[9];
        Span<TapeVariable> position = stackalloc TapeVariable[3];
        TransformBones(pose, model, transforms);
        RotateAboutAxis(pose[..3], rotation);
        TapeVariable energy = 0;
        for (int i = 0; i < correspondences.Length; i++)
        {
            Skin(model, transforms, correspondences[i], position);
            for (int j = 0; j < 3; j++)
            {
                TapeVariable residual = points[(3 * i) + j] - Place(pose, rotation, position, j);
                energy += 0.5 * residual * residual;
            }
        }

        return tape.Backward(energy, gradient);
    }

    private static double JacobianOnTape(Tape tape, HandData input, Span<double> jacobian)
    {
        HandModel model = input.Model;
        Span<TapeVariable> transforms = stackalloc TapeVariable[16 * model.Parents.Length];
        Span<TapeVariable> rotation = stackalloc TapeVariable[9];
        Span<TapeVariable> position = stackalloc TapeVariable[3];
        Span<TapeVariable> residuals = stackalloc TapeVariable[3];
        int length = input.Pose.Length;
        double sum = 0;
        for (int i = 0; i < input.Correspondences.Length; i++)
        {
            ReadOnlySpan<TapeVariable> pose = tape.Start(input.Pose);
            TransformBones(pose, model, transforms);
            RotateAboutAxis(pose[..3], rotation);
            Skin(model, transforms, input.Correspondences[i], position);
            for (int j = 0; j < 3; j++)
            {
                residuals[j] = input.Points[(3 * i) + j] - Place(pose, rotation, position, j);
            }

            for (int j = 0; j < 3; j++)
            {
                sum += tape.Backward(residuals[j], jacobian.Slice(((3 * i) + j) * length, length));
            }
        }

        return sum;
    }

    private static void TransformBones(ReadOnlySpan<TapeVariable> pose, HandModel model, Span<TapeVariable> transforms)
    {
        Span<TapeVariable> absolutes = stackalloc TapeVariable[16 * model.Parents.Length];
        Span<TapeVariable> relative = stackalloc TapeVariable[16];
        for (int b = 0; b < model.Parents.Length; b++)
        {
            Span<TapeVariable> absolute = absolutes.Slice(16 * b, 16);
            Relative(pose, b, model.BaseRelatives.AsSpan(16 * b, 16), relative);
            if (model.Parents[b] < 0)
                relative.CopyTo(absolute);
            else
                Multiply(absolutes.Slice(16 * model.Parents[b], 16), relative, absolute);
            Multiply(absolute, model.InverseBaseAbsolutes.AsSpan(16 * b, 16), transforms.Slice(16 * b, 16));
        }
    }

    private static void Relative(ReadOnlySpan<TapeVariable> pose, int b, ReadOnlySpan<double> rest, Span<TapeVariable> relative)
    {
        for (int i = 0; i < 16; i++)
        {
            relative[i] = rest[i];
        }

        (int bend, int aside) = Angles(b);
        if (bend < 0)
            return;

        TapeVariable sinX = TapeVariable.Sin(pose[bend]), cosX = TapeVariable.Cos(pose[bend]);
        for (int i = 0; i < 12; i += 4)
        {
            if (aside < 0)
            {
                relative[i + 1] = (rest[i + 1] * cosX) + (rest[i + 2] * sinX);
                relative[i + 2] = (rest[i + 2] * cosX) - (rest[i + 1] * sinX);
                continue;
            }

            TapeVariable sinZ = TapeVariable.Sin(pose[aside]), cosZ = TapeVariable.Cos(pose[aside]);
            TapeVariable turned = (rest[i + 1] * cosZ) - (rest[i] * sinZ);
            relative[i] = (rest[i] * cosZ) + (rest[i + 1] * sinZ);
            relative[i + 1] = (turned * cosX) + (rest[i + 2] * sinX);
            relative[i + 2] = (rest[i + 2] * cosX) - (turned * sinX);
        }
    }

    /// <summary>Where in the pose the angles of a bone are: bending, and turning aside; −1 where there is none.</summary>
    private static (int Bend, int Aside) Angles(int b)
    {
        int finger = (b - 1) / 4, joint = (b - 1) % 4, first = 6 + (4 * finger);
        return b == 0 || finger > 4 || joint == 0 ? (-1, -1) : joint == 1 ? (first, first + 1) : (first + joint, -1);
    }

    private static void Multiply(ReadOnlySpan<TapeVariable> a, ReadOnlySpan<TapeVariable> b, Span<TapeVariable> product)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                TapeVariable sum = (a[4 * i] * b[j]) + (a[(4 * i) + 1] * b[4 + j]) + (a[(4 * i) + 2] * b[8 + j]);
                product[(4 * i) + j] = j == 3 ? sum + a[(4 * i) + 3] : sum;
            }
        }
    }

    private static void Multiply(ReadOnlySpan<TapeVariable> a, ReadOnlySpan<double> b, Span<TapeVariable> product)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                TapeVariable sum = (a[4 * i] * b[j]) + (a[(4 * i) + 1] * b[4 + j]) + (a[(4 * i) + 2] * b[8 + j]);
                product[(4 * i) + j] = j == 3 ? sum + a[(4 * i) + 3] : sum;
            }
        }
    }

    private static void Skin(HandModel model, ReadOnlySpan<TapeVariable> transforms, int vertex, Span<TapeVariable> position)
    {
        int bones = model.Parents.Length;
        ReadOnlySpan<double> rest = model.BasePositions.AsSpan(3 * vertex, 3);
        position.Clear();
        for (int b = 0; b < bones; b++)
        {
            double weight = model.Weights[(vertex * bones) + b];
            ReadOnlySpan<TapeVariable> transform = transforms.Slice(16 * b, 16);
            for (int i = 0; i < 12; i += 4)
            {
                TapeVariable turned = (transform[i] * rest[0]) + (transform[i + 1] * rest[1]) + (transform[i + 2] * rest[2]);
                position[i / 4] += weight * (turned + transform[i + 3]);
            }
        }
    }

    private static TapeVariable Place(
        ReadOnlySpan<TapeVariable> pose, ReadOnlySpan<TapeVariable> rotation, ReadOnlySpan<TapeVariable> position, int j) =>
        pose[3 + j] + (rotation[3 * j] * position[0]) + (rotation[(3 * j) + 1] * position[1]) + (rotation[(3 * j) + 2] * position[2]);

    private static void RotateAboutAxis(ReadOnlySpan<TapeVariable> axis, Span<TapeVariable> rotation)
    {
        rotation.Clear();
        TapeVariable angle = TapeVariable.Sqrt((axis[0] * axis[0]) + (axis[1] * axis[1]) + (axis[2] * axis[2]));
        if (angle.Value < 0.0001)
        {
            (rotation[0], rotation[4], rotation[8]) = (1, 1, 1);
            return;
        }

        TapeVariable x = axis[0] / angle, y = axis[1] / angle, z = axis[2] / angle;
        TapeVariable sin = TapeVariable.Sin(angle), cos = TapeVariable.Cos(angle), rest = 1 - cos;
        rotation[0] = (x * x * rest) + cos;
        rotation[1] = (x * y * rest) - (z * sin);
        rotation[2] = (x * z * rest) + (y * sin);
        rotation[3] = (x * y * rest) + (z * sin);
        rotation[4] = (y * y * rest) + cos;
        rotation[5] = (y * z * rest) - (x * sin);
        rotation[6] = (x * z * rest) - (y * sin);
        rotation[7] = (y * z * rest) + (x * sin);
        rotation[8] = (z * z * rest) + cos;
    }
}
