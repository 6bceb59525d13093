using System;
using BenchmarkDotNet.Attributes;

namespace Diff.Benchmarks;

/// <summary>The generated gradient beside the primal and the derivative by hand; ratios are to the primal.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GradientBenchmarks
{
    private const int Features = 16;

    private double[] _x = [];
    private double[] _w = [];
    private double[] _y = [];
    private double[] _gradient = [];
    private double[] _weightsGradient = [];

    /// <summary>Number of elements or samples.</summary>
    [Params(10, 1_000, 100_000)]
    public int Count { get; set; }

    /// <summary>Fills the inputs and refuses to time a wrong gradient.</summary>
    /// <exception cref="InvalidOperationException">The generated gradient differs from the one by hand.</exception>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _x = Uniform(random, Count * Features);
        _w = Uniform(random, Features);
        _y = Array.ConvertAll(Uniform(random, Count), v => v > 0 ? 1.0 : 0.0);
        _gradient = new double[Count * Features];
        _weightsGradient = new double[Features];

        double[] byHand = new double[Features];
        double expected = Objectives.LogisticLossByHand(_w, _x, _y, byHand);
        double actual = Objectives.LogisticLossGradient(_w, _x, _y, _weightsGradient);
        Require(expected, actual);
        for (int i = 0; i < Features; i++)
        {
            Require(byHand[i], _weightsGradient[i]);
        }

        double[] squares = new double[_x.Length];
        Require(Objectives.SumOfSquaresByHand(_x, squares), Objectives.SumOfSquaresGradient(_x, _gradient));
        for (int i = 0; i < squares.Length; i++)
        {
            Require(squares[i], _gradient[i]);
        }
    }

    /// <summary>The primal of Σx².</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Sum of squares")]
    public double SumOfSquares() => Objectives.SumOfSquares(_x);

    /// <summary>The generated gradient of Σx².</summary>
    [Benchmark]
    [BenchmarkCategory("Sum of squares")]
    public double SumOfSquaresGenerated() => Objectives.SumOfSquaresGradient(_x, _gradient);

    /// <summary>The gradient of Σx² by hand.</summary>
    [Benchmark]
    [BenchmarkCategory("Sum of squares")]
    public double SumOfSquaresByHand() => Objectives.SumOfSquaresByHand(_x, _gradient);

    /// <summary>The primal of the logistic loss.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Logistic loss")]
    public double LogisticLoss() => Objectives.LogisticLoss(_w, _x, _y);

    /// <summary>The generated gradient of the logistic loss.</summary>
    [Benchmark]
    [BenchmarkCategory("Logistic loss")]
    public double LogisticLossGenerated() => Objectives.LogisticLossGradient(_w, _x, _y, _weightsGradient);

    /// <summary>The gradient of the logistic loss by hand.</summary>
    [Benchmark]
    [BenchmarkCategory("Logistic loss")]
    public double LogisticLossByHand() => Objectives.LogisticLossByHand(_w, _x, _y, _weightsGradient);

    private static double[] Uniform(Random random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (2 * random.NextDouble()) - 1;
        }

        return values;
    }

    private static void Require(double expected, double actual)
    {
        if (Math.Abs(expected - actual) > 1e-9 * Math.Max(1, Math.Abs(expected)))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Not timed: expected {expected:R}, got {actual:R}."));
        }
    }
}
