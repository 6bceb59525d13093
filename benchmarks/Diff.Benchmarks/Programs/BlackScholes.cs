using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>The value of a book of call options and its delta, vega and rho: all time goes to special functions.</summary>
public sealed partial class BlackScholes : BenchmarkProgram
{
    private const double Rate = 0.03;
    private const int MostOnTape = 1_000;

    /// <inheritdoc/>
    public override int Order => 5;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("options", 100, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        yield return Case(1_000);
        if (data.IncludesLarge)
            yield return Case(1_000_000);
    }

    private static BenchmarkCase Case(int options)
    {
        // Spots, volatilities and the rate, one after another.
        double[] point = [.. Inputs.Uniform(seed: 7, options, 80, 120), .. Inputs.Uniform(seed: 8, options, 0.1, 0.5), Rate];
        double[] strike = Inputs.Uniform(seed: 9, options, 80, 120);
        double[] time = Inputs.Uniform(seed: 10, options, 0.25, 2);
        Tape tape = new(capacity: 25 * options);
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Black–Scholes, {options:N0} calls"),
            Point = point,
            Primal = _ => Value(point.AsSpan(0, options), strike, point.AsSpan(options, options), time, point[^1]),
            Generated = gradient =>
            {
                (double value, gradient[^1]) = ValueGradient(
                    point.AsSpan(0, options), strike, point.AsSpan(options, options), time, point[^1],
                    gradient[..options], gradient.Slice(options, options));
                return value;
            },
            ByHand = gradient => ValueByHand(
                point.AsSpan(0, options), strike, point.AsSpan(options, options), time, point[^1],
                gradient[..options], gradient.Slice(options, options), out gradient[^1]),
            ByHandSimd = Vector512.IsHardwareAccelerated
                ? gradient => ValueSimd(
                    point.AsSpan(0, options), strike, point.AsSpan(options, options), time, point[^1],
                    gradient[..options], gradient.Slice(options, options), out gradient[^1])
                : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.BlackScholes(
                ref CppTwins.Begin(point), ref CppTwins.Begin(strike), ref CppTwins.Begin(time), options, ref CppTwins.Begin(gradient))),
            Tape = options <= MostOnTape ? gradient => ValueOnTape(tape, point, strike, time, gradient) : null,
        };
    }

    /// <summary>Σ S Φ(d₁) − K e^(−rT) Φ(d₂).</summary>
    /// <param name="spot">The prices S of the underlying.</param>
    /// <param name="strike">The strikes K.</param>
    /// <param name="volatility">The volatilities σ.</param>
    /// <param name="time">The times T to expiry.</param>
    /// <param name="rate">The interest rate r.</param>
    /// <returns>The value of all options.</returns>
    [Differentiable(nameof(spot), nameof(volatility), nameof(rate))]
    public static double Value(
        ReadOnlySpan<double> spot, ReadOnlySpan<double> strike, ReadOnlySpan<double> volatility, ReadOnlySpan<double> time, double rate)
    {
        double sum = 0;
        for (int i = 0; i < spot.Length; i++)
        {
            double deviation = volatility[i] * Math.Sqrt(time[i]);
            double drift = (rate + (0.5 * volatility[i] * volatility[i])) * time[i];
            double d1 = (Math.Log(spot[i] / strike[i]) + drift) / deviation;
            double d2 = d1 - deviation;
            sum += (spot[i] * Functions.NormalCdf(d1)) - (strike[i] * Math.Exp(-rate * time[i]) * Functions.NormalCdf(d2));
        }

        return sum;
    }

    /// <summary>The closed forms of delta, vega and rho, which reuse what the value needs.</summary>
    private static double ValueByHand(
        ReadOnlySpan<double> spot, ReadOnlySpan<double> strike, ReadOnlySpan<double> volatility, ReadOnlySpan<double> time, double rate,
        Span<double> delta, Span<double> vega, out double rho)
    {
        double sum = 0;
        rho = 0;
        for (int i = 0; i < spot.Length; i++)
        {
            double root = Math.Sqrt(time[i]);
            double deviation = volatility[i] * root;
            double drift = (rate + (0.5 * volatility[i] * volatility[i])) * time[i];
            double d1 = (Math.Log(spot[i] / strike[i]) + drift) / deviation;
            double discounted = strike[i] * Math.Exp(-rate * time[i]) * Functions.NormalCdf(d1 - deviation);
            delta[i] = Functions.NormalCdf(d1);
            vega[i] = spot[i] * root * Functions.NormalPdf(d1);
            rho += time[i] * discounted;
            sum += (spot[i] * delta[i]) - discounted;
        }

        return sum;
    }

    private static double ValueOnTape(
        Tape tape, ReadOnlySpan<double> point, ReadOnlySpan<double> strike, ReadOnlySpan<double> time, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> variables = tape.Start(point);
        ReadOnlySpan<TapeVariable> spot = variables[..strike.Length];
        ReadOnlySpan<TapeVariable> volatility = variables.Slice(strike.Length, strike.Length);
        TapeVariable rate = variables[^1];
        TapeVariable sum = 0;
        for (int i = 0; i < spot.Length; i++)
        {
            TapeVariable deviation = volatility[i] * Math.Sqrt(time[i]);
            TapeVariable drift = (rate + (0.5 * volatility[i] * volatility[i])) * time[i];
            TapeVariable d1 = (TapeVariable.Log(spot[i] / strike[i]) + drift) / deviation;
            TapeVariable d2 = d1 - deviation;
            sum += (spot[i] * TapeVariable.NormalCdf(d1))
                - (strike[i] * TapeVariable.Exp(-rate * time[i]) * TapeVariable.NormalCdf(d2));
        }

        return tape.Backward(sum, gradient);
    }
}
