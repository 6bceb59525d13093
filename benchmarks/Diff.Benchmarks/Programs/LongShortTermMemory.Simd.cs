using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: a lane is a cell of a layer, so that nothing is ever summed across lanes but the predictions. Rows
// are padded to whole vectors; a cell whose weights are zero puts out zero.
public sealed partial class LongShortTermMemory
{
    private static double LossSimd(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence, int width,
        Span<double> byMain, Span<double> byExtra, SimdScratch scratch)
    {
        SimdScratch.Pack(main, width, scratch.Main);
        SimdScratch.Pack(extra, width, scratch.Extra);
        SimdScratch.Pack(sequence, width, scratch.Sequence);
        scratch.SetState(state);
        scratch.ByMain.Clear();
        scratch.ByExtra.Clear();
        scratch.ByHidden.Clear();
        scratch.ByCell.Clear();

        int steps = (sequence.Length / width) - 1;
        double scale = -1.0 / (steps * width);
        double total = Forward(scratch, steps);
        Backward(scratch, steps, scale);

        SimdScratch.Unpack(scratch.ByMain, width, byMain);
        SimdScratch.Unpack(scratch.ByExtra, width, byExtra);
        return scale * total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Forward(SimdScratch scratch, int steps)
    {
        int blocks = scratch.Blocks;
        ReadOnlySpan<Vector512<double>> extra = scratch.Extra;
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<Vector512<double>> character = scratch.Sequence.Slice(t * blocks, blocks);
            for (int b = 0; b < blocks; b++)
            {
                Vector512<double> input = character[b] * extra[b];
                for (int l = 0; l < scratch.Layers; l++)
                {
                    input = RunCells(
                        scratch.Main.Slice(8 * l * blocks, 8 * blocks), input, scratch.Of(t, l), scratch.Of(t + 1, l), blocks, b);
                }
            }

            ReadOnlySpan<Vector512<double>> top = scratch.Of(t + 1, scratch.Layers - 1).Slice(Hidden * blocks, blocks);
            ReadOnlySpan<Vector512<double>> next = scratch.Sequence.Slice((t + 1) * blocks, blocks);
            Span<Vector512<double>> exponentials = scratch.ByPrediction.Slice(t * blocks, blocks);
            Vector512<double> sums = default, bits = default, products = default;
            for (int b = 0; b < blocks; b++)
            {
                Vector512<double> prediction = Vector512.FusedMultiplyAdd(top[b], extra[blocks + b], extra[(2 * blocks) + b]);
                exponentials[b] = VectorFunctions.Exp(prediction);
                sums = Vector512.FusedMultiplyAdd(exponentials[b], scratch.Live[b], sums);
                bits += next[b];
                products = Vector512.FusedMultiplyAdd(next[b], prediction, products);
            }

            double sum = 2 + Vector512.Sum(sums);
            double count = Vector512.Sum(bits);
            total += Vector512.Sum(products) - (count * Math.Log(sum));
            Vector512<double> factor = Vector512.Create(count / sum);
            for (int b = 0; b < blocks; b++)
            {
                exponentials[b] = next[b] - (factor * exponentials[b]);
            }
        }

        return total;
    }

    /// <summary>Eight cells of a layer in a step.</summary>
    /// <returns>What they put out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RunCells(
        ReadOnlySpan<Vector512<double>> layer, Vector512<double> input, ReadOnlySpan<Vector512<double>> before,
        Span<Vector512<double>> kept, int blocks, int b)
    {
        Vector512<double> hidden = before[(Hidden * blocks) + b];
        Vector512<double> forget = VectorFunctions.Sigmoid(Vector512.FusedMultiplyAdd(input, layer[b], layer[(4 * blocks) + b]));
        Vector512<double> ingate = VectorFunctions.Sigmoid(
            Vector512.FusedMultiplyAdd(hidden, layer[blocks + b], layer[(5 * blocks) + b]));
        Vector512<double> outgate = VectorFunctions.Sigmoid(
            Vector512.FusedMultiplyAdd(input, layer[(2 * blocks) + b], layer[(6 * blocks) + b]));
        Vector512<double> change = VectorFunctions.Tanh(
            Vector512.FusedMultiplyAdd(hidden, layer[(3 * blocks) + b], layer[(7 * blocks) + b]));
        Vector512<double> cell = Vector512.FusedMultiplyAdd(before[(Cell * blocks) + b], forget, ingate * change);
        Vector512<double> tanh = VectorFunctions.Tanh(cell);
        kept[b] = forget;
        kept[(Ingate * blocks) + b] = ingate;
        kept[(Outgate * blocks) + b] = outgate;
        kept[(Change * blocks) + b] = change;
        kept[(Cell * blocks) + b] = cell;
        kept[(CellTanh * blocks) + b] = tanh;
        return kept[(Hidden * blocks) + b] = outgate * tanh;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Backward(SimdScratch scratch, int steps, double scale)
    {
        int blocks = scratch.Blocks;
        ReadOnlySpan<Vector512<double>> extra = scratch.Extra;
        Span<Vector512<double>> byExtra = scratch.ByExtra;
        Span<Vector512<double>> byHidden = scratch.ByHidden;
        Vector512<double> factor = Vector512.Create(scale);
        for (int t = steps - 1; t >= 0; t--)
        {
            for (int b = 0; b < blocks; b++)
            {
                int layers = scratch.Layers;
                Vector512<double> by = factor * scratch.ByPrediction[(t * blocks) + b];
                Vector512<double> top = scratch.Of(t + 1, layers - 1)[(Hidden * blocks) + b];
                byExtra[blocks + b] = Vector512.FusedMultiplyAdd(by, top, byExtra[blocks + b]);
                byExtra[(2 * blocks) + b] += by;
                Vector512<double> byOutput = by * extra[blocks + b];
                Vector512<double> character = scratch.Sequence[(t * blocks) + b];
                for (int l = layers - 1; l >= 0; l--)
                {
                    Vector512<double> input = l > 0 ? scratch.Of(t + 1, l - 1)[(Hidden * blocks) + b] : character * extra[b];
                    byOutput = GoBack(
                        scratch.Main.Slice(8 * l * blocks, 4 * blocks), input, scratch.Of(t, l), scratch.Of(t + 1, l),
                        scratch.ByMain.Slice(8 * l * blocks, 8 * blocks), byOutput + byHidden[(l * blocks) + b],
                        ref byHidden[(l * blocks) + b], ref scratch.ByCell[(l * blocks) + b], blocks, b);
                }

                byExtra[b] = Vector512.FusedMultiplyAdd(byOutput, character, byExtra[b]);
            }
        }
    }

    /// <summary>Eight cells of a layer in a step.</summary>
    /// <returns>The derivative by their input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> GoBack(
        ReadOnlySpan<Vector512<double>> weight, Vector512<double> input, ReadOnlySpan<Vector512<double>> before,
        ReadOnlySpan<Vector512<double>> kept, Span<Vector512<double>> byLayer, Vector512<double> byOutput,
        ref Vector512<double> byHidden, ref Vector512<double> byCell, int blocks, int b)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> forget = kept[b], ingate = kept[(Ingate * blocks) + b], outgate = kept[(Outgate * blocks) + b];
        Vector512<double> change = kept[(Change * blocks) + b], tanh = kept[(CellTanh * blocks) + b];
        Vector512<double> hidden = before[(Hidden * blocks) + b];

        Vector512<double> by = Vector512.FusedMultiplyAdd(byOutput * outgate, Vector512.FusedMultiplyAdd(-tanh, tanh, one), byCell);
        Vector512<double> byOutgate = byOutput * tanh * outgate * (one - outgate);
        Vector512<double> byForget = by * before[(Cell * blocks) + b] * forget * (one - forget);
        Vector512<double> byIngate = by * change * ingate * (one - ingate);
        Vector512<double> byChange = by * ingate * Vector512.FusedMultiplyAdd(-change, change, one);

        byCell = by * forget;
        byHidden = Vector512.FusedMultiplyAdd(byIngate, weight[blocks + b], byChange * weight[(3 * blocks) + b]);

        byLayer[b] = Vector512.FusedMultiplyAdd(byForget, input, byLayer[b]);
        byLayer[blocks + b] = Vector512.FusedMultiplyAdd(byIngate, hidden, byLayer[blocks + b]);
        byLayer[(2 * blocks) + b] = Vector512.FusedMultiplyAdd(byOutgate, input, byLayer[(2 * blocks) + b]);
        byLayer[(3 * blocks) + b] = Vector512.FusedMultiplyAdd(byChange, hidden, byLayer[(3 * blocks) + b]);
        byLayer[(4 * blocks) + b] += byForget;
        byLayer[(5 * blocks) + b] += byIngate;
        byLayer[(6 * blocks) + b] += byOutgate;
        byLayer[(7 * blocks) + b] += byChange;
        return Vector512.FusedMultiplyAdd(byForget, weight[b], byOutgate * weight[(2 * blocks) + b]);
    }

    /// <summary>Memory that the derivative in SIMD keeps between calls.</summary>
    private sealed class SimdScratch
    {
        private readonly int _width;
        private readonly AlignedVectors _kept;
        private readonly AlignedVectors _main;
        private readonly AlignedVectors _byMain;
        private readonly AlignedVectors _extra;
        private readonly AlignedVectors _byExtra;
        private readonly AlignedVectors _sequence;
        private readonly AlignedVectors _byPrediction;
        private readonly AlignedVectors _byHidden;
        private readonly AlignedVectors _byCell;
        private readonly AlignedVectors _live;

        public SimdScratch(int layers, int width, int steps)
        {
            _width = width;
            Layers = layers;
            Blocks = BlocksOf(width);
            _kept = new AlignedVectors((steps + 1) * layers * Kept * Blocks);
            _main = new AlignedVectors(8 * layers * Blocks);
            _byMain = new AlignedVectors(8 * layers * Blocks);
            _extra = new AlignedVectors(3 * Blocks);
            _byExtra = new AlignedVectors(3 * Blocks);
            _sequence = new AlignedVectors((steps + 1) * Blocks);
            _byPrediction = new AlignedVectors(steps * Blocks);
            _byHidden = new AlignedVectors(layers * Blocks);
            _byCell = new AlignedVectors(layers * Blocks);
            _live = new AlignedVectors(Blocks);
            double[] ones = new double[width];
            Array.Fill(ones, 1);
            Pack(ones, width, Live);
        }

        public int Layers { get; }

        /// <summary>Gets the number of vectors in a row.</summary>
        public int Blocks { get; }

        public Span<Vector512<double>> Main => _main.Span;

        public Span<Vector512<double>> ByMain => _byMain.Span;

        public Span<Vector512<double>> Extra => _extra.Span;

        public Span<Vector512<double>> ByExtra => _byExtra.Span;

        public Span<Vector512<double>> Sequence => _sequence.Span;

        public Span<Vector512<double>> ByPrediction => _byPrediction.Span;

        public Span<Vector512<double>> ByHidden => _byHidden.Span;

        public Span<Vector512<double>> ByCell => _byCell.Span;

        /// <summary>Gets 1 in lanes that hold a cell, 0 in others.</summary>
        public Span<Vector512<double>> Live => _live.Span;

        /// <summary>Copies rows, padded with zeros.</summary>
        public static void Pack(ReadOnlySpan<double> rows, int width, Span<Vector512<double>> packed)
        {
            Span<double> numbers = MemoryMarshal.Cast<Vector512<double>, double>(packed);
            int stride = BlocksOf(width) * Vector512<double>.Count;
            for (int row = 0; row < rows.Length / width; row++)
            {
                rows.Slice(row * width, width).CopyTo(numbers[(row * stride)..]);
            }
        }

        /// <summary>Copies rows back.</summary>
        public static void Unpack(ReadOnlySpan<Vector512<double>> packed, int width, Span<double> rows)
        {
            ReadOnlySpan<double> numbers = MemoryMarshal.Cast<Vector512<double>, double>(packed);
            int stride = BlocksOf(width) * Vector512<double>.Count;
            for (int row = 0; row < rows.Length / width; row++)
            {
                numbers.Slice(row * stride, width).CopyTo(rows[(row * width)..]);
            }
        }

        /// <summary>What is kept of a layer in a step; step 0 is the initial state.</summary>
        public Span<Vector512<double>> Of(int step, int layer) =>
            _kept.Span.Slice(((step * Layers) + layer) * Kept * Blocks, Kept * Blocks);

        public void SetState(ReadOnlySpan<double> state)
        {
            for (int l = 0; l < Layers; l++)
            {
                Pack(state.Slice(2 * l * _width, _width), _width, Of(0, l)[(Hidden * Blocks)..]);
                Pack(state.Slice(((2 * l) + 1) * _width, _width), _width, Of(0, l)[(Cell * Blocks)..]);
            }
        }

        private static int BlocksOf(int width) => (width + Vector512<double>.Count - 1) / Vector512<double>.Count;
    }
}
