using System;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Programs;

// The derivative by hand: one pass forward for both rows. A row starts as the derivative by where the camera sees the point, before the
// perspective, and is carried back through the rotation.
public sealed partial class BundleAdjustment
{
    private static double JacobianByHand(BundleAdjustmentData input, Span<double> jacobian)
    {
        double sum = 0;
        for (int i = 0; i < input.Observations; i++)
        {
            sum += BlockByHand(input, i, jacobian);
        }

        return sum;
    }

    private static double BlockByHand(BundleAdjustmentData input, int observation, Span<double> jacobian)
    {
        ReadOnlySpan<double> camera = Camera(input, observation), point = Point(input, observation);
        double weight = input.Parameters[input.WeightStart + observation];
        Rotation rotation = new(
            camera[0], camera[1], camera[2], point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        (double seenX, double seenY, double seenZ) = rotation.Rotated;

        double inverse = 1 / seenZ;
        double x = seenX * inverse, y = seenY * inverse;
        double radius = (x * x) + (y * y);
        double distortion = 1 + (camera[9] * radius) + (camera[10] * radius * radius);
        double focal = camera[6];
        double residualX = (x * distortion * focal) + camera[7] - input.Features[2 * observation];
        double residualY = (y * distortion * focal) + camera[8] - input.Features[(2 * observation) + 1];

        // How much the distortion changes with the distances from the centre.
        double change = 2 * (camera[9] + (2 * camera[10] * radius));
        double weighted = weight * focal;
        double xByX = weighted * (distortion + (change * x * x)), mixed = weighted * change * x * y;
        double yByY = weighted * (distortion + (change * y * y));

        Span<double> rowX = jacobian.Slice(BlockLength * observation, RowLength);
        Span<double> rowY = jacobian.Slice((BlockLength * observation) + RowLength, RowLength);
        Row(rotation, xByX * inverse, mixed * inverse, -((xByX * x) + (mixed * y)) * inverse, rowX);
        Row(rotation, mixed * inverse, yByY * inverse, -((mixed * x) + (yByY * y)) * inverse, rowY);
        (rowX[6], rowY[6]) = (weight * x * distortion, weight * y * distortion);
        (rowX[7], rowX[8], rowY[7], rowY[8]) = (weight, 0, 0, weight);
        (rowX[9], rowY[9]) = (weighted * x * radius, weighted * y * radius);
        (rowX[10], rowY[10]) = (rowX[9] * radius, rowY[9] * radius);
        (rowX[14], rowY[14]) = (residualX, residualY);
        jacobian[(BlockLength * input.Observations) + observation] = -2 * weight;
        return (weight * (residualX + residualY)) + 1 - (weight * weight);
    }

    /// <summary>Writes what goes back through the rotation: the derivatives by it, by the camera's centre and by the point.</summary>
    private static void Row(in Rotation rotation, double gx, double gy, double gz, Span<double> row)
    {
        ((row[11], row[12], row[13]), (row[0], row[1], row[2])) = rotation.Back(gx, gy, gz);
        (row[3], row[4], row[5]) = (-row[11], -row[12], -row[13]);
    }

    /// <summary>Rodrigues' rotation of a point (x, y, z), and its transposed derivative.</summary>
    private readonly struct Rotation
    {
        private readonly double _x, _y, _z, _unitX, _unitY, _unitZ, _crossX, _crossY, _crossZ, _along, _sin, _cos, _inverse;

        public Rotation(double axisX, double axisY, double axisZ, double x, double y, double z)
        {
            (_x, _y, _z) = (x, y, z);
            double squaredAngle = (axisX * axisX) + (axisY * axisY) + (axisZ * axisZ);
            if (squaredAngle == 0)
            {
                // To first order, the point turns by the cross product with the axis.
                (_sin, _cos, _inverse) = (0, 1, 1);
                (_unitX, _unitY, _unitZ) = (0, 0, 0);
            }
            else
            {
                double angle = Math.Sqrt(squaredAngle);
                _inverse = 1 / angle;
                (_sin, _cos) = Math.SinCos(angle);
                (_unitX, _unitY, _unitZ) = (axisX * _inverse, axisY * _inverse, axisZ * _inverse);
            }

            _crossX = (_unitY * z) - (_unitZ * y);
            _crossY = (_unitZ * x) - (_unitX * z);
            _crossZ = (_unitX * y) - (_unitY * x);
            _along = (_unitX * x) + (_unitY * y) + (_unitZ * z);
        }

        public (double X, double Y, double Z) Rotated
        {
            get
            {
                double along = _along * (1 - _cos);
                return (
                    (_x * _cos) + (_crossX * _sin) + (_unitX * along),
                    (_y * _cos) + (_crossY * _sin) + (_unitY * along),
                    (_z * _cos) + (_crossZ * _sin) + (_unitZ * along));
            }
        }

        /// <summary>The cotangents of the point and of the axis, for one of the rotated point.</summary>
        public ((double X, double Y, double Z) Point, (double X, double Y, double Z) Axis) Back(double gx, double gy, double gz)
        {
            double rest = 1 - _cos;
            double projection = (_unitX * gx) + (_unitY * gy) + (_unitZ * gz);
            (double X, double Y, double Z) byPoint = (
                (gx * _cos) + (((gy * _unitZ) - (gz * _unitY)) * _sin) + (_unitX * projection * rest),
                (gy * _cos) + (((gz * _unitX) - (gx * _unitZ)) * _sin) + (_unitY * projection * rest),
                (gz * _cos) + (((gx * _unitY) - (gy * _unitX)) * _sin) + (_unitZ * projection * rest));

            (double turnX, double turnY, double turnZ) = ((_y * gz) - (_z * gy), (_z * gx) - (_x * gz), (_x * gy) - (_y * gx));
            if (_unitX == 0 && _unitY == 0 && _unitZ == 0)
                return (byPoint, (turnX, turnY, turnZ));

            double unitX = (_sin * turnX) + (rest * ((gx * _along) + (_x * projection)));
            double unitY = (_sin * turnY) + (rest * ((gy * _along) + (_y * projection)));
            double unitZ = (_sin * turnZ) + (rest * ((gz * _along) + (_z * projection)));
            double byAngle = (((gx * _crossX) + (gy * _crossY) + (gz * _crossZ)) * _cos)
                + (((_along * projection) - (gx * _x) - (gy * _y) - (gz * _z)) * _sin);
            double radial = byAngle - (_inverse * ((_unitX * unitX) + (_unitY * unitY) + (_unitZ * unitZ)));
            return (
                byPoint,
                ((unitX * _inverse) + (_unitX * radial), (unitY * _inverse) + (_unitY * radial), (unitZ * _inverse) + (_unitZ * radial)));
        }
    }
}
