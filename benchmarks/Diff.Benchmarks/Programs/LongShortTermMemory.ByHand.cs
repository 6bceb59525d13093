using System;

namespace Diff.Benchmarks.Programs;

// The derivative by hand: backpropagation through time. Kept of each step and layer is what its gates, its change and its cells were;
// what the cells put out and what goes in follows from these.
public sealed partial class LongShortTermMemory
{
    // What is kept of a layer in a step, each as wide as the layer.
    private const int Forget = 0;
    private const int Ingate = 1;
    private const int Outgate = 2;
    private const int Change = 3;
    private const int Cell = 4;
    private const int CellTanh = 5;
    private const int Hidden = 6;
    private const int Kept = 7;

    private static double LossByHand(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence, int width,
        Span<double> byMain, Span<double> byExtra, Scratch scratch)
    {
        int layers = main.Length / (8 * width);
        int steps = (sequence.Length / width) - 1;
        double total = 0;
        scratch.SetState(state);
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<double> character = sequence.Slice(t * width, width);
            Span<double> input = scratch.Input;
            for (int i = 0; i < width; i++)
            {
                input[i] = character[i] * extra[i];
            }

            for (int l = 0; l < layers; l++)
            {
                Span<double> kept = scratch.Of(t + 1, l);
                RunLayer(main.Slice(8 * l * width, 8 * width), input, scratch.Of(t, l), kept, width);
                input = kept.Slice(Hidden * width, width);
            }

            total += Output(extra, input, sequence.Slice((t + 1) * width, width), scratch.ByPrediction.AsSpan(t * width, width));
        }

        byMain.Clear();
        byExtra.Clear();
        scratch.ByHidden.AsSpan().Clear();
        scratch.ByCell.AsSpan().Clear();
        double scale = -1.0 / (steps * width);
        for (int t = steps - 1; t >= 0; t--)
        {
            ReadOnlySpan<double> character = sequence.Slice(t * width, width);
            ReadOnlySpan<double> top = scratch.Of(t + 1, layers - 1).Slice(Hidden * width, width);
            Span<double> byTop = scratch.ByHidden.AsSpan((layers - 1) * width, width);
            for (int i = 0; i < width; i++)
            {
                double by = scale * scratch.ByPrediction[(t * width) + i];
                byExtra[width + i] += by * top[i];
                byExtra[(2 * width) + i] += by;
                byTop[i] += by * extra[width + i];
            }

            for (int l = layers - 1; l >= 0; l--)
            {
                Span<double> input = scratch.Input;
                if (l > 0)
                {
                    input = scratch.Of(t + 1, l - 1).Slice(Hidden * width, width);
                }
                else
                {
                    for (int i = 0; i < width; i++)
                    {
                        input[i] = character[i] * extra[i];
                    }
                }

                scratch.ByInput.AsSpan().Clear();
                Span<double> byInput = l > 0 ? scratch.ByHidden.AsSpan((l - 1) * width, width) : scratch.ByInput;
                GoBack(
                    main.Slice(8 * l * width, 4 * width), input, scratch.Of(t, l), scratch.Of(t + 1, l),
                    byMain.Slice(8 * l * width, 8 * width), byInput,
                    scratch.ByHidden.AsSpan(l * width, width), scratch.ByCell.AsSpan(l * width, width));
            }

            for (int i = 0; i < width; i++)
            {
                byExtra[i] += scratch.ByInput[i] * character[i];
            }
        }

        return scale * total;
    }

    private static void RunLayer(
        ReadOnlySpan<double> layer, ReadOnlySpan<double> input, ReadOnlySpan<double> before, Span<double> kept, int width)
    {
        ReadOnlySpan<double> weight = layer[..(4 * width)];
        ReadOnlySpan<double> bias = layer[(4 * width)..];
        for (int i = 0; i < width; i++)
        {
            double hidden = before[(Hidden * width) + i];
            double forget = Sigmoid((input[i] * weight[i]) + bias[i]);
            double ingate = Sigmoid((hidden * weight[width + i]) + bias[width + i]);
            double outgate = Sigmoid((input[i] * weight[(2 * width) + i]) + bias[(2 * width) + i]);
            double change = Math.Tanh((hidden * weight[(3 * width) + i]) + bias[(3 * width) + i]);
            double cell = (before[(Cell * width) + i] * forget) + (ingate * change);
            double tanh = Math.Tanh(cell);
            kept[i] = forget;
            kept[(Ingate * width) + i] = ingate;
            kept[(Outgate * width) + i] = outgate;
            kept[(Change * width) + i] = change;
            kept[(Cell * width) + i] = cell;
            kept[(CellTanh * width) + i] = tanh;
            kept[(Hidden * width) + i] = outgate * tanh;
        }
    }

    /// <summary>What a step adds to the total, and its derivative by the prediction.</summary>
    private static double Output(ReadOnlySpan<double> extra, ReadOnlySpan<double> top, ReadOnlySpan<double> next, Span<double> byPrediction)
    {
        int width = top.Length;
        double sum = 2, bits = 0, total = 0;
        for (int i = 0; i < width; i++)
        {
            double prediction = (top[i] * extra[width + i]) + extra[(2 * width) + i];
            byPrediction[i] = Math.Exp(prediction);
            sum += byPrediction[i];
            bits += next[i];
            total += next[i] * prediction;
        }

        double factor = bits / sum;
        for (int i = 0; i < width; i++)
        {
            byPrediction[i] = next[i] - (factor * byPrediction[i]);
        }

        return total - (bits * Math.Log(sum));
    }

    /// <summary>One layer in one step: adds what flows to its input, and puts what flows to the step before where it came in.</summary>
    private static void GoBack(
        ReadOnlySpan<double> weight, ReadOnlySpan<double> input, ReadOnlySpan<double> before, ReadOnlySpan<double> kept,
        Span<double> byLayer, Span<double> byInput, Span<double> byHidden, Span<double> byCell)
    {
        int width = byHidden.Length;
        for (int i = 0; i < width; i++)
        {
            double forget = kept[i], ingate = kept[(Ingate * width) + i], outgate = kept[(Outgate * width) + i];
            double change = kept[(Change * width) + i], tanh = kept[(CellTanh * width) + i];
            double hidden = before[(Hidden * width) + i];

            double by = byCell[i] + (byHidden[i] * outgate * (1 - (tanh * tanh)));
            double byOutgate = byHidden[i] * tanh * outgate * (1 - outgate);
            double byForget = by * before[(Cell * width) + i] * forget * (1 - forget);
            double byIngate = by * change * ingate * (1 - ingate);
            double byChange = by * ingate * (1 - (change * change));

            byCell[i] = by * forget;
            byHidden[i] = (byIngate * weight[width + i]) + (byChange * weight[(3 * width) + i]);
            byInput[i] += (byForget * weight[i]) + (byOutgate * weight[(2 * width) + i]);

            byLayer[i] += byForget * input[i];
            byLayer[width + i] += byIngate * hidden;
            byLayer[(2 * width) + i] += byOutgate * input[i];
            byLayer[(3 * width) + i] += byChange * hidden;
            byLayer[(4 * width) + i] += byForget;
            byLayer[(5 * width) + i] += byIngate;
            byLayer[(6 * width) + i] += byOutgate;
            byLayer[(7 * width) + i] += byChange;
        }
    }

    /// <summary>Memory that the derivative by hand keeps between calls.</summary>
    private sealed class Scratch(int layers, int width, int steps)
    {
        private readonly double[] _kept = new double[(steps + 1) * layers * Kept * width];

        public double[] Input { get; } = new double[width];

        public double[] ByInput { get; } = new double[width];

        public double[] ByPrediction { get; } = new double[steps * width];

        public double[] ByHidden { get; } = new double[layers * width];

        public double[] ByCell { get; } = new double[layers * width];

        /// <summary>What is kept of a layer in a step; step 0 is the initial state.</summary>
        public Span<double> Of(int step, int layer) => _kept.AsSpan(((step * layers) + layer) * Kept * width, Kept * width);

        public void SetState(ReadOnlySpan<double> state)
        {
            for (int l = 0; l < layers; l++)
            {
                state.Slice(2 * l * width, width).CopyTo(Of(0, l)[(Hidden * width)..]);
                state.Slice(((2 * l) + 1) * width, width).CopyTo(Of(0, l)[(Cell * width)..]);
            }
        }
    }
}
