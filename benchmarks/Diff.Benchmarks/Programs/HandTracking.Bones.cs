using System;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Programs;

// The bones of the derivatives by hand, forwards and backwards.
public sealed partial class HandTracking
{
    /// <summary>Matrices of 3 × 4 per bone, kept between calls.</summary>
    private sealed class Scratch(int bones)
    {
        private readonly double[] _relatives = new double[12 * bones];
        private readonly double[] _absolutes = new double[12 * bones];
        private readonly double[] _byAbsolutes = new double[12 * bones];

        public int Bones => bones;

        public double[] Transforms { get; } = new double[12 * bones];

        public double[] ByTransforms { get; } = new double[12 * bones];

        public void Forward(ReadOnlySpan<double> pose, HandModel model)
        {
            for (int b = 0; b < bones; b++)
            {
                Span<double> relative = _relatives.AsSpan(12 * b, 12), absolute = _absolutes.AsSpan(12 * b, 12);
                Turn(pose, b, model.BaseRelatives.AsSpan(16 * b, 12), relative);
                if (model.Parents[b] < 0)
                    relative.CopyTo(absolute);
                else
                    Multiply(_absolutes.AsSpan(12 * model.Parents[b], 12), relative, absolute);
                Multiply(absolute, model.InverseBaseAbsolutes.AsSpan(16 * b, 12), Transforms.AsSpan(12 * b, 12));
            }
        }

        /// <summary>Carries what came to the transforms back to the angles.</summary>
        public void Backward(ReadOnlySpan<double> pose, HandModel model, Span<double> gradient)
        {
            Span<double> byRelative = stackalloc double[12];
            _byAbsolutes.AsSpan().Clear();
            for (int b = bones - 1; b >= 0; b--)
            {
                Span<double> byAbsolute = _byAbsolutes.AsSpan(12 * b, 12);
                AddTransposedRight(ByTransforms.AsSpan(12 * b, 12), model.InverseBaseAbsolutes.AsSpan(16 * b, 12), byAbsolute);
                int parent = model.Parents[b];
                if (parent >= 0)
                    AddTransposedRight(byAbsolute, _relatives.AsSpan(12 * b, 12), _byAbsolutes.AsSpan(12 * parent, 12));

                (int bend, int aside) = Angles(b);
                if (bend < 0)
                    continue;

                TransposedLeft(_absolutes.AsSpan(12 * parent, 12), byAbsolute, byRelative);
                (double sin, double cos) = Math.SinCos(pose[bend]);
                ReadOnlySpan<double> relative = _relatives.AsSpan(12 * b, 12);
                for (int i = 0; i < 12; i += 4)
                {
                    gradient[bend] += (byRelative[i + 1] * relative[i + 2]) - (byRelative[i + 2] * relative[i + 1]);
                    if (aside >= 0)
                    {
                        double turned = (cos * relative[i + 1]) - (sin * relative[i + 2]);
                        gradient[aside] += (byRelative[i] * turned)
                            + (relative[i] * ((sin * byRelative[i + 2]) - (cos * byRelative[i + 1])));
                    }
                }
            }
        }

        /// <summary>How the transforms of a bone and of those after it in its finger change with an angle, one after another.</summary>
        /// <returns>The number of bones that move.</returns>
        public int Tangents(ReadOnlySpan<double> pose, HandModel model, int b, bool isAside)
        {
            Span<double> byRelative = stackalloc double[12];
            Span<double> change = stackalloc double[12];
            Span<double> next = stackalloc double[12];
            byRelative.Clear();
            (double sin, double cos) = Math.SinCos(pose[Angles(b).Bend]);
            ReadOnlySpan<double> relative = _relatives.AsSpan(12 * b, 12);
            for (int i = 0; i < 12; i += 4)
            {
                (byRelative[i + 1], byRelative[i + 2]) = (relative[i + 2], -relative[i + 1]);
                if (isAside)
                {
                    byRelative[i] = (cos * relative[i + 1]) - (sin * relative[i + 2]);
                    (byRelative[i + 1], byRelative[i + 2]) = (-cos * relative[i], sin * relative[i]);
                }
            }

            MultiplyLinear(_absolutes.AsSpan(12 * model.Parents[b], 12), byRelative, change);
            int moved = 0;
            while (true)
            {
                Multiply(change, model.InverseBaseAbsolutes.AsSpan(16 * (b + moved), 12), ByTransforms.AsSpan(12 * moved, 12));
                moved++;
                if (b + moved == bones || model.Parents[b + moved] != b + moved - 1)
                    return moved;
                Multiply(change, _relatives.AsSpan(12 * (b + moved), 12), next);
                next.CopyTo(change);
            }
        }

        private static void Turn(ReadOnlySpan<double> pose, int b, ReadOnlySpan<double> rest, Span<double> relative)
        {
            (int bend, int aside) = Angles(b);
            if (bend < 0)
            {
                rest.CopyTo(relative);
                return;
            }

            (double sinX, double cosX) = Math.SinCos(pose[bend]);
            (double sinZ, double cosZ) = aside < 0 ? (0, 1) : Math.SinCos(pose[aside]);
            for (int i = 0; i < 12; i += 4)
            {
                double turned = (rest[i + 1] * cosZ) - (rest[i] * sinZ);
                relative[i] = (rest[i] * cosZ) + (rest[i + 1] * sinZ);
                relative[i + 1] = (turned * cosX) + (rest[i + 2] * sinX);
                relative[i + 2] = (rest[i + 2] * cosX) - (turned * sinX);
                relative[i + 3] = rest[i + 3];
            }
        }

        /// <summary>a b, where b has the last row (0, 0, 0, 1); that of a does not matter.</summary>
        private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
        {
            MultiplyLinear(a, b, product);
            product[3] += a[3];
            product[7] += a[7];
            product[11] += a[11];
        }

        /// <summary>a b, where b has the last row 0.</summary>
        private static void MultiplyLinear(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
        {
            for (int i = 0; i < 12; i += 4)
            {
                for (int j = 0; j < 4; j++)
                {
                    product[i + j] = (a[i] * b[j]) + (a[i + 1] * b[4 + j]) + (a[i + 2] * b[8 + j]);
                }
            }
        }

        /// <summary>Adds c bᵀ to what came to a in a b.</summary>
        private static void AddTransposedRight(ReadOnlySpan<double> c, ReadOnlySpan<double> b, Span<double> to)
        {
            for (int i = 0; i < 12; i += 4)
            {
                for (int k = 0; k < 3; k++)
                {
                    ReadOnlySpan<double> row = b.Slice(4 * k, 4);
                    to[i + k] += (c[i] * row[0]) + (c[i + 1] * row[1]) + (c[i + 2] * row[2]) + (c[i + 3] * row[3]);
                }

                to[i + 3] += c[i + 3];
            }
        }

        /// <summary>aᵀ c: what comes to b in a b.</summary>
        private static void TransposedLeft(ReadOnlySpan<double> a, ReadOnlySpan<double> c, Span<double> result)
        {
            for (int k = 0; k < 3; k++)
            {
                for (int j = 0; j < 4; j++)
                {
                    result[(4 * k) + j] = (a[k] * c[j]) + (a[4 + k] * c[4 + j]) + (a[8 + k] * c[8 + j]);
                }
            }
        }
    }
}
