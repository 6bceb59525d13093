using System;

namespace Diff.Gradients.Tests.Direct;

/// <summary>The same loops with every number of states.</summary>
public sealed partial class CheckpointTests
{
    private delegate (double Value, double AngleGradient, double SpeedGradient, double LengthGradient) PendulumBackwardMethod(
        double angle, double speed, double length, int steps, double resultCotangent);

    private delegate void HeatBackwardMethod(
        ReadOnlySpan<double> conductivity, Span<double> u, int steps, Span<double> uCotangent, Span<double> conductivityGradient);

    private static readonly PendulumBackwardMethod[] s_pendulums =
    [
        Pendulum1Backward, Pendulum2Backward, Pendulum3Backward, Pendulum4Backward, Pendulum5Backward, Pendulum6Backward, Pendulum7Backward, Pendulum8Backward, Pendulum9Backward,
    ];

    private static readonly HeatBackwardMethod[] s_heats =
    [
        Heat1Backward, Heat2Backward, Heat3Backward, Heat4Backward, Heat5Backward, Heat6Backward, Heat7Backward, Heat8Backward, Heat9Backward,
        HeatInSegments1Backward, HeatInSegments2Backward, HeatInSegments3Backward, HeatInSegments4Backward, HeatInSegments5Backward, HeatInSegments6Backward, HeatInSegments7Backward, HeatInSegments8Backward, HeatInSegments9Backward,
    ];

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 1)]
    internal static double Pendulum1(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 1)]
    internal static void Heat1(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 1)]
    internal static void HeatInSegments1(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 2)]
    internal static double Pendulum2(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 2)]
    internal static void Heat2(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 2)]
    internal static void HeatInSegments2(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 3)]
    internal static double Pendulum3(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 3)]
    internal static void Heat3(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 3)]
    internal static void HeatInSegments3(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 4)]
    internal static double Pendulum4(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 4)]
    internal static void Heat4(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 4)]
    internal static void HeatInSegments4(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 5)]
    internal static double Pendulum5(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 5)]
    internal static void Heat5(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 5)]
    internal static void HeatInSegments5(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 6)]
    internal static double Pendulum6(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 6)]
    internal static void Heat6(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 6)]
    internal static void HeatInSegments6(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 7)]
    internal static double Pendulum7(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 7)]
    internal static void Heat7(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 7)]
    internal static void HeatInSegments7(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 8)]
    internal static double Pendulum8(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 8)]
    internal static void Heat8(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 8)]
    internal static void HeatInSegments8(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 9)]
    internal static double Pendulum9(double angle, double speed, double length, int steps) => Pendulum(angle, speed, length, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Binomial, Snapshots = 9)]
    internal static void Heat9(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);

    [Differentiable(Emit = Derivatives.Backward, Checkpoint = Checkpointing.Periodic, Snapshots = 9)]
    internal static void HeatInSegments9(ReadOnlySpan<double> conductivity, Span<double> u, int steps) => Heat(conductivity, u, steps);
}
