using System;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Programs;

// The derivatives by hand. Matrices are 3 × 4, since the last row is always (0, 0, 0, 1). A vertex is moved by the mean of the bones'
// matrices, so that what comes back to all of them is one outer product. The Jacobian is formed forwards: an angle moves its own
// finger alone.
public sealed partial class HandTracking
{
    private static double EnergyByHand(
        ReadOnlySpan<double> pose, HandModel model, ReadOnlySpan<int> correspondences, ReadOnlySpan<double> points,
        Span<double> gradient, Scratch scratch)
    {
        scratch.Forward(pose, model);
        GlobalRotation rotation = new(pose);
        Span<double> blend = stackalloc double[12];
        Span<double> by = stackalloc double[12];
        Span<double> position = stackalloc double[3];
        Span<double> byRotation = stackalloc double[9];
        byRotation.Clear();
        gradient.Clear();
        scratch.ByTransforms.AsSpan().Clear();
        double energy = 0;
        for (int i = 0; i < correspondences.Length; i++)
        {
            ReadOnlySpan<double> weights = model.Weights.AsSpan(correspondences[i] * scratch.Bones, scratch.Bones);
            ReadOnlySpan<double> rest = model.BasePositions.AsSpan(3 * correspondences[i], 3);
            Blend(weights, scratch.Transforms, blend);
            Move(blend, rest, position);
            (double x, double y, double z) = rotation.Apply(position);
            double ex = x + pose[3] - points[3 * i], ey = y + pose[4] - points[(3 * i) + 1], ez = z + pose[5] - points[(3 * i) + 2];
            energy += 0.5 * ((ex * ex) + (ey * ey) + (ez * ez));

            gradient[3] += ex;
            gradient[4] += ey;
            gradient[5] += ez;
            for (int k = 0; k < 3; k++)
            {
                byRotation[k] += ex * position[k];
                byRotation[3 + k] += ey * position[k];
                byRotation[6 + k] += ez * position[k];
                double byPosition = (rotation[0, k] * ex) + (rotation[1, k] * ey) + (rotation[2, k] * ez);
                (by[4 * k], by[(4 * k) + 1], by[(4 * k) + 2], by[(4 * k) + 3]) =
                    (byPosition * rest[0], byPosition * rest[1], byPosition * rest[2], byPosition);
            }

            for (int b = 0; b < weights.Length; b++)
            {
                Span<double> to = scratch.ByTransforms.AsSpan(12 * b, 12);
                for (int j = 0; j < to.Length; j++)
                {
                    to[j] += weights[b] * by[j];
                }
            }
        }

        rotation.Back(byRotation, gradient);
        scratch.Backward(pose, model, gradient);
        return energy;
    }

    private static double JacobianByHand(HandData input, Span<double> jacobian, Scratch scratch)
    {
        ReadOnlySpan<double> pose = input.Pose;
        HandModel model = input.Model;
        scratch.Forward(pose, model);
        GlobalRotation rotation = new(pose);
        Span<double> blend = stackalloc double[12];
        Span<double> position = stackalloc double[3];
        Span<double> column = stackalloc double[3];
        Span<double> byAxis = stackalloc double[27];
        rotation.Differentiate(byAxis);
        jacobian.Clear();
        double sum = 0;
        for (int i = 0; i < input.Correspondences.Length; i++)
        {
            int vertex = input.Correspondences[i];
            ReadOnlySpan<double> rest = model.BasePositions.AsSpan(3 * vertex, 3);
            Span<double> rows = jacobian.Slice(3 * i * pose.Length, 3 * pose.Length);
            Blend(model.Weights.AsSpan(vertex * scratch.Bones, scratch.Bones), scratch.Transforms, blend);
            Move(blend, rest, position);
            (double x, double y, double z) = rotation.Apply(position);
            sum += input.Points[3 * i] - x - pose[3] + input.Points[(3 * i) + 1] - y - pose[4] + input.Points[(3 * i) + 2] - z - pose[5];
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 3; k++)
                {
                    ReadOnlySpan<double> row = byAxis.Slice((9 * k) + (3 * j), 3);
                    rows[(j * pose.Length) + k] = -(row[0] * position[0]) - (row[1] * position[1]) - (row[2] * position[2]);
                }

                rows[(j * pose.Length) + 3 + j] = -1;
            }
        }

        for (int b = 0; b < scratch.Bones; b++)
        {
            (int bend, int aside) = Angles(b);
            foreach (int angle in (ReadOnlySpan<int>)[bend, aside])
            {
                if (angle < 0)
                    continue;

                int moved = scratch.Tangents(pose, model, b, isAside: angle == aside);
                for (int i = 0; i < input.Correspondences.Length; i++)
                {
                    int vertex = input.Correspondences[i];
                    Blend(model.Weights.AsSpan((vertex * scratch.Bones) + b, moved), scratch.ByTransforms, blend);
                    Move(blend, model.BasePositions.AsSpan(3 * vertex, 3), column);
                    (double x, double y, double z) = rotation.Apply(column);
                    Span<double> rows = jacobian.Slice(3 * i * pose.Length, 3 * pose.Length);
                    (rows[angle], rows[pose.Length + angle], rows[(2 * pose.Length) + angle]) = (-x, -y, -z);
                }
            }
        }

        return sum;
    }

    private static void Blend(ReadOnlySpan<double> weights, ReadOnlySpan<double> transforms, Span<double> blend)
    {
        blend = blend[..12];
        blend.Clear();
        for (int b = 0; b < weights.Length; b++)
        {
            ReadOnlySpan<double> transform = transforms.Slice(12 * b, 12);
            for (int j = 0; j < blend.Length; j++)
            {
                blend[j] += weights[b] * transform[j];
            }
        }
    }

    private static void Move(ReadOnlySpan<double> transform, ReadOnlySpan<double> rest, Span<double> position)
    {
        for (int i = 0; i < 3; i++)
        {
            position[i] = (transform[4 * i] * rest[0]) + (transform[(4 * i) + 1] * rest[1]) + (transform[(4 * i) + 2] * rest[2])
                + transform[(4 * i) + 3];
        }
    }

    /// <summary>The rotation about the first three numbers of a pose, and its derivatives.</summary>
    private readonly struct GlobalRotation
    {
        private readonly double _angle, _x, _y, _z, _sin, _cos;

        public GlobalRotation(ReadOnlySpan<double> pose)
        {
            _angle = Math.Sqrt((pose[0] * pose[0]) + (pose[1] * pose[1]) + (pose[2] * pose[2]));
            if (IsNone)
            {
                (_sin, _cos) = (0, 1);
                return;
            }

            (_x, _y, _z) = (pose[0] / _angle, pose[1] / _angle, pose[2] / _angle);
            (_sin, _cos) = Math.SinCos(_angle);
        }

        private bool IsNone => _angle < 0.0001;

        public double this[int row, int column]
        {
            get
            {
                double product = Axis(row) * Axis(column) * (1 - _cos);
                return product + (row == column ? _cos : _sin * Turn(row, column));
            }
        }

        public (double X, double Y, double Z) Apply(ReadOnlySpan<double> p)
        {
            double along = ((_x * p[0]) + (_y * p[1]) + (_z * p[2])) * (1 - _cos);
            return (
                (p[0] * _cos) + (((_y * p[2]) - (_z * p[1])) * _sin) + (_x * along),
                (p[1] * _cos) + (((_z * p[0]) - (_x * p[2])) * _sin) + (_y * along),
                (p[2] * _cos) + (((_x * p[1]) - (_y * p[0])) * _sin) + (_z * along));
        }

        /// <summary>The three matrices of derivatives by the axis.</summary>
        public void Differentiate(Span<double> byAxis)
        {
            byAxis.Clear();
            if (IsNone)
                return;

            double rest = (1 - _cos) / _angle, turn = _sin / _angle;
            for (int k = 0; k < 3; k++)
            {
                for (int i = 0; i < 3; i++)
                {
                    for (int j = 0; j < 3; j++)
                    {
                        // The unit axis changes across itself; the angle changes along it.
                        double along = Axis(k)
                            * ((Axis(i) * Axis(j) * (_sin - (2 * rest))) + (i == j ? -_sin : Turn(i, j) * (_cos - turn)));
                        double across = rest * ((i == k ? Axis(j) : 0) + (j == k ? Axis(i) : 0));
                        double sign = (j - i + 3) % 3 == 1 ? -1 : 1;
                        byAxis[(9 * k) + (3 * i) + j] = along + across + (i != j && k == 3 - i - j ? sign * turn : 0);
                    }
                }
            }
        }

        /// <summary>Adds what comes back to the axis.</summary>
        public void Back(ReadOnlySpan<double> byRotation, Span<double> gradient)
        {
            Span<double> byAxis = stackalloc double[27];
            Differentiate(byAxis);
            for (int k = 0; k < 3; k++)
            {
                for (int i = 0; i < 9; i++)
                {
                    gradient[k] += byAxis[(9 * k) + i] * byRotation[i];
                }
            }
        }

        private double Axis(int i) => i == 0 ? _x : i == 1 ? _y : _z;

        /// <summary>The matrix of the cross product with the axis, off its diagonal.</summary>
        private double Turn(int row, int column) => ((column - row + 3) % 3 == 1 ? -1 : 1) * Axis(3 - row - column);
    }
}
