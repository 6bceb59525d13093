using System;
using System.Text.Json;
using Diff.Benchmarks.Programs;

namespace Diff.Benchmarks.GradBench;

/// <summary>The eval of the LSTM.</summary>
internal sealed class LstmModule : GradBenchModule
{
    /// <inheritdoc/>
    public override string Name => "lstm";

    /// <inheritdoc/>
    public override Computation? Prepare(string function, JsonElement input)
    {
        double[] main = input.Rows("main_params"), extra = input.Rows("extra_params");
        double[] state = input.Rows("state"), sequence = input.Rows("sequence");
        int width = extra.Length / 3;
        double value = 0;
        double[] gradient = new double[main.Length + extra.Length];
        return function switch
        {
            "objective" => new Computation(
                () => value = LongShortTermMemory.Loss(main, extra, state, sequence, width), writer => writer.WriteNumberValue(value)),
            "jacobian" => new Computation(
                () => LongShortTermMemory.LossGradient(
                    main, extra, state, sequence, width, gradient.AsSpan(0, main.Length), gradient.AsSpan(main.Length)),
                writer => writer.WriteVector(gradient)),
            _ => null,
        };
    }
}
