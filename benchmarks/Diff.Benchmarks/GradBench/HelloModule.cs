using System.Text.Json;

namespace Diff.Benchmarks.GradBench;

/// <summary>The eval that checks that a tool speaks the protocol: x² and its derivative.</summary>
internal sealed partial class HelloModule : GradBenchModule
{
    /// <inheritdoc/>
    public override string Name => "hello";

    /// <inheritdoc/>
    public override Computation? Prepare(string function, JsonElement input)
    {
        double x = input.GetDouble(), result = 0;
        return function switch
        {
            "square" => new Computation(() => result = Square(x), writer => writer.WriteNumberValue(result)),
            "double" => new Computation(() => (_, result) = SquareGradient(x), writer => writer.WriteNumberValue(result)),
            _ => null,
        };
    }

    [Differentiable]
    private static double Square(double x) => x * x;
}
