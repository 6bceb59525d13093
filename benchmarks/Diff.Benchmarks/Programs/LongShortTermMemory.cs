using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>ADBench's LSTM: the loss of a small recurrent network over a sequence of characters, by all its weights and biases.</summary>
public sealed partial class LongShortTermMemory : BenchmarkProgram
{
    /// <inheritdoc/>
    public override int Order => 13;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("characters", 10, characters => Case(LstmData.Draw(layers: 2, characters, width: 14)));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data) =>
        data.AdbenchFolder is string folder
            ? data.InputsOf("lstm", unlessAsked: "lstm_l2_c1024").Select(name => Case(LstmData.Read(folder, name)))
            : [Case(LstmData.Draw(layers: 2, characters: 60, width: 14))];

    private static BenchmarkCase Case(LstmData input)
    {
        (double[] p, int main, int width) = (input.Parameters, input.Main, input.Width);
        (double[] state, double[] sequence) = (input.State, input.Sequence);
        int steps = (sequence.Length / width) - 1;
        Scratch scratch = new(input.Layers, width, steps);
        SimdScratch simdScratch = new(input.Layers, width, steps);
        GradientReport report = new();
        Tape tape = new(capacity: p.Length + 2 + (steps * ((width * ((20 * input.Layers) + 9)) + 3)));
        return new BenchmarkCase
        {
            Name = "ADBench LSTM " + input.Name,
            Point = p,
            Tolerance = 1e-12,
            Reference = input.Reference,
            Primal = _ => Loss(p.AsSpan(0, main), p.AsSpan(main), state, sequence, width),
            Generated = gradient => LossGradient(
                p.AsSpan(0, main), p.AsSpan(main), state, sequence, width, gradient[..main], gradient[main..]),
            Monitored = gradient => LossGradient(
                p.AsSpan(0, main), p.AsSpan(main), state, sequence, width, gradient[..main], gradient[main..], report),
            ByHand = gradient => LossByHand(
                p.AsSpan(0, main), p.AsSpan(main), state, sequence, width, gradient[..main], gradient[main..], scratch),
            ByHandSimd = Vector512.IsHardwareAccelerated
                ? gradient => LossSimd(
                    p.AsSpan(0, main), p.AsSpan(main), state, sequence, width, gradient[..main], gradient[main..], simdScratch)
                : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.LongShortTermMemory(
                ref CppTwins.Begin(p), ref CppTwins.Begin(state), ref CppTwins.Begin(sequence),
                input.Layers, width, steps, ref CppTwins.Begin(gradient))),
            Tape = gradient => LossOnTape(tape, p, main, state, sequence, width, gradient),
        };
    }

    /// <summary>The objective, in the loops of ADBench's <c>lstm_objective</c>: the mean logarithmic loss of the next character.</summary>
    /// <param name="main">Per layer the weights and the biases of its gates and of its change.</param>
    /// <param name="extra">The weights of the input, and the weights and biases of the output.</param>
    /// <param name="state">Per layer what its cells put out at first, and what they hold.</param>
    /// <param name="sequence">The characters, a row each.</param>
    /// <param name="width">The length of a row, which is also the number of cells of a layer.</param>
    /// <returns>The loss.</returns>
    [Differentiable(nameof(main), nameof(extra), Monitor = true)]
    public static double Loss(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence, int width)
    {
        int steps = (sequence.Length / width) - 1;
        double[] current = state.ToArray();
        double[] prediction = new double[width];
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            Predict(main, extra, current, sequence.Slice(t * width, width), prediction);
            double normalisation = LogSumExp(prediction);
            ReadOnlySpan<double> next = sequence.Slice((t + 1) * width, width);
            for (int i = 0; i < width; i++)
            {
                total += next[i] * (prediction[i] - normalisation);
            }
        }

        return -total / (steps * width);
    }

    private static void Predict(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, Span<double> state, ReadOnlySpan<double> character, Span<double> output)
    {
        int width = character.Length;
        for (int i = 0; i < width; i++)
        {
            output[i] = character[i] * extra[i];
        }

        int layers = main.Length / (8 * width);
        ReadOnlySpan<double> input = output;
        for (int l = 0; l < layers; l++)
        {
            Span<double> hidden = state.Slice(2 * l * width, width);
            Span<double> cell = state.Slice(((2 * l) + 1) * width, width);
            RunLayer(main.Slice(8 * l * width, 8 * width), input, hidden, cell);
            input = hidden;
        }

        for (int i = 0; i < width; i++)
        {
            output[i] = (input[i] * extra[width + i]) + extra[(2 * width) + i];
        }
    }

    private static void RunLayer(ReadOnlySpan<double> layer, ReadOnlySpan<double> input, Span<double> hidden, Span<double> cell)
    {
        int width = hidden.Length;
        ReadOnlySpan<double> weight = layer[..(4 * width)];
        ReadOnlySpan<double> bias = layer[(4 * width)..];
        for (int i = 0; i < width; i++)
        {
            double forget = Sigmoid((input[i] * weight[i]) + bias[i]);
            double ingate = Sigmoid((hidden[i] * weight[width + i]) + bias[width + i]);
            double outgate = Sigmoid((input[i] * weight[(2 * width) + i]) + bias[(2 * width) + i]);
            double change = Math.Tanh((hidden[i] * weight[(3 * width) + i]) + bias[(3 * width) + i]);
            cell[i] = (cell[i] * forget) + (ingate * change);
            hidden[i] = outgate * Math.Tanh(cell[i]);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>As in ADBench: with 2 added, and without care for large numbers.</summary>
    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i]);
        }

        return Math.Log(sum + 2);
    }

    private static double LossOnTape(
        Tape tape, ReadOnlySpan<double> point, int main, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence, int width,
        Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> p = tape.Start(point);
        ReadOnlySpan<TapeVariable> extra = p[main..];
        Span<TapeVariable> current = stackalloc TapeVariable[state.Length];
        Span<TapeVariable> prediction = stackalloc TapeVariable[width];
        for (int i = 0; i < state.Length; i++)
        {
            current[i] = state[i];
        }

        int steps = (sequence.Length / width) - 1;
        TapeVariable total = 0;
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<double> character = sequence.Slice(t * width, width);
            for (int i = 0; i < width; i++)
            {
                prediction[i] = character[i] * extra[i];
            }

            ReadOnlySpan<TapeVariable> input = prediction;
            for (int l = 0; l < state.Length / (2 * width); l++)
            {
                ReadOnlySpan<TapeVariable> weight = p.Slice(8 * l * width, 4 * width);
                ReadOnlySpan<TapeVariable> bias = p.Slice(((8 * l) + 4) * width, 4 * width);
                Span<TapeVariable> hidden = current.Slice(2 * l * width, width);
                Span<TapeVariable> cell = current.Slice(((2 * l) + 1) * width, width);
                for (int i = 0; i < width; i++)
                {
                    TapeVariable forget = TapeVariable.Sigmoid((input[i] * weight[i]) + bias[i]);
                    TapeVariable ingate = TapeVariable.Sigmoid((hidden[i] * weight[width + i]) + bias[width + i]);
                    TapeVariable outgate = TapeVariable.Sigmoid((input[i] * weight[(2 * width) + i]) + bias[(2 * width) + i]);
                    TapeVariable change = TapeVariable.Tanh((hidden[i] * weight[(3 * width) + i]) + bias[(3 * width) + i]);
                    cell[i] = (cell[i] * forget) + (ingate * change);
                    hidden[i] = outgate * TapeVariable.Tanh(cell[i]);
                }

                input = hidden;
            }

            TapeVariable sum = 2;
            for (int i = 0; i < width; i++)
            {
                prediction[i] = (input[i] * extra[width + i]) + extra[(2 * width) + i];
                sum += TapeVariable.Exp(prediction[i]);
            }

            TapeVariable normalisation = TapeVariable.Log(sum);
            for (int i = 0; i < width; i++)
            {
                total += sequence[((t + 1) * width) + i] * (prediction[i] - normalisation);
            }
        }

        return tape.Backward(-total / (steps * width), gradient);
    }
}
