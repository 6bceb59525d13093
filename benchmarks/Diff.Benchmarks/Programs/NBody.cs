using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>The gravitational energy of a cloud of bodies, by their positions: a loop over pairs.</summary>
public sealed partial class NBody : BenchmarkProgram
{
    private const double Softening = 0.01;
    private const int MostOnTape = 1_000;

    /// <inheritdoc/>
    public override int Order => 7;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("pairs", 100, pairs => Case((int)Math.Round((1 + Math.Sqrt(1 + (8.0 * pairs))) / 2)));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        foreach (int count in data.IncludesLarge ? (int[])[100, 1_000, 4_000] : [100])
        {
            yield return Case(count);
        }
    }

    private static BenchmarkCase Case(int count)
    {
        double[] position = PlummerCloud(count);
        double[] mass = Inputs.Uniform(seed: 28, count, 0.5 / count, 1.5 / count);
        SimdScratch scratch = new(count);
        Tape tape = new(capacity: (3 * count) + 2 + (count <= MostOnTape ? 12 * (count * (count - 1) / 2) : 0));
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"n-body, n = {count:N0}"),
            Point = position,
            Primal = _ => Energy(position, mass),
            Generated = gradient => EnergyGradient(position, mass, gradient),
            ByHand = gradient => EnergyByHand(position, mass, gradient),
            ByHandSimd = Avx512F.IsSupported ? gradient => EnergySimd(position, mass, gradient, scratch) : null,
            Cpp = CppTwins.Contestant(
                gradient => CppTwins.NBody(ref CppTwins.Begin(position), ref CppTwins.Begin(mass), count, ref CppTwins.Begin(gradient))),
            Tape = count <= MostOnTape ? gradient => EnergyOnTape(tape, position, mass, gradient) : null,
        };
    }

    /// <summary>−Σ mᵢ mⱼ / √(|rᵢ − rⱼ|² + ε²), over pairs.</summary>
    /// <param name="position">Three coordinates per body.</param>
    /// <param name="mass">The masses.</param>
    /// <returns>The energy.</returns>
    [Differentiable(nameof(position))]
    public static double Energy(ReadOnlySpan<double> position, ReadOnlySpan<double> mass)
    {
        double energy = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            for (int j = i + 1; j < mass.Length; j++)
            {
                double dx = position[3 * i] - position[3 * j];
                double dy = position[(3 * i) + 1] - position[(3 * j) + 1];
                double dz = position[(3 * i) + 2] - position[(3 * j) + 2];
                double distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz) + (Softening * Softening));
                energy -= mass[i] * mass[j] / distance;
            }
        }

        return energy;
    }

    /// <summary>Each pair once; the forces on the one body stay in registers.</summary>
    private static double EnergyByHand(ReadOnlySpan<double> position, ReadOnlySpan<double> mass, Span<double> gradient)
    {
        gradient.Clear();
        double energy = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            double x = position[3 * i], y = position[(3 * i) + 1], z = position[(3 * i) + 2];
            double byX = 0, byY = 0, byZ = 0;
            for (int j = i + 1; j < mass.Length; j++)
            {
                double dx = x - position[3 * j], dy = y - position[(3 * j) + 1], dz = z - position[(3 * j) + 2];
                double inverse = 1 / Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz) + (Softening * Softening));
                double attraction = mass[i] * mass[j] * inverse;
                energy -= attraction;
                double force = attraction * inverse * inverse;
                byX += force * dx;
                byY += force * dy;
                byZ += force * dz;
                gradient[3 * j] -= force * dx;
                gradient[(3 * j) + 1] -= force * dy;
                gradient[(3 * j) + 2] -= force * dz;
            }

            gradient[3 * i] += byX;
            gradient[(3 * i) + 1] += byY;
            gradient[(3 * i) + 2] += byZ;
        }

        return energy;
    }

    private static double EnergyOnTape(Tape tape, ReadOnlySpan<double> point, ReadOnlySpan<double> mass, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> position = tape.Start(point);
        TapeVariable energy = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            for (int j = i + 1; j < mass.Length; j++)
            {
                TapeVariable dx = position[3 * i] - position[3 * j];
                TapeVariable dy = position[(3 * i) + 1] - position[(3 * j) + 1];
                TapeVariable dz = position[(3 * i) + 2] - position[(3 * j) + 2];
                TapeVariable distance = TapeVariable.Sqrt((dx * dx) + (dy * dy) + (dz * dz) + (Softening * Softening));
                energy -= mass[i] * mass[j] / distance;
            }
        }

        return tape.Backward(energy, gradient);
    }

    /// <summary>Positions in the density of Plummer's model: many bodies near the centre, few far away.</summary>
    private static double[] PlummerCloud(int count)
    {
        double[] numbers = Inputs.Uniform(seed: 27, 3 * count, 0, 1);
        double[] position = new double[3 * count];
        for (int i = 0; i < position.Length; i += 3)
        {
            double radius = 1 / Math.Sqrt(Math.Pow(0.05 + (0.9 * numbers[i]), -2.0 / 3) - 1);
            double height = (2 * numbers[i + 1]) - 1;
            double across = radius * Math.Sqrt(1 - (height * height));
            (double sin, double cos) = Math.SinCos(2 * Math.PI * numbers[i + 2]);
            (position[i], position[i + 1], position[i + 2]) = (across * cos, across * sin, radius * height);
        }

        return position;
    }
}
