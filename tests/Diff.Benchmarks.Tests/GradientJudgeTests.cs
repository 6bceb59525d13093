using System;
using System.IO;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>A wrong contestant is refused, whatever is wrong with it.</summary>
public sealed class GradientJudgeTests
{
    // Contestants of a planted case: primal, generated, by hand, tape.
    private const int Generated = 1;

    [Fact]
    public void Contestants_that_agree_are_not_refused() =>
        Assert.Equal([null, null, null, null], GradientJudge.Judge(PlantedCase.Make()));

    [Fact]
    public void A_wrong_gradient_is_refused()
    {
        string? refusal = JudgeGenerated(gradient =>
        {
            (gradient[0], gradient[1]) = (12, 2.00001);
            return 10;
        });

        Assert.Equal("gradient differs by 8.2e-7", refusal);
    }

    [Fact]
    public void A_wrong_value_is_refused() => Assert.Equal(
        "value differs by 1.0e-1",
        JudgeGenerated(gradient =>
        {
            (gradient[0], gradient[1]) = (12, 2);
            return 11;
        }));

    [Fact]
    public void A_gradient_that_is_added_to_is_refused() => Assert.Equal(
        "gradient differs by NaN",
        JudgeGenerated(gradient =>
        {
            gradient[0] = 12;
            gradient[1] += 2;
            return 10;
        }));

    [Theory]
    [InlineData(6f, 2f, null)]
    [InlineData(6f, 2.1f, "gradient differs by 1.6e-2")]
    public void Floats_are_widened_and_held_against_differences_of_the_precise_primal(float byX, float byY, string? refusal)
    {
        double[] point = [1, 1];
        SinglePoint single = new(point);
        Evaluation Contestant(float first, float second) => gradient =>
        {
            Span<float> floats = SinglePoint.Floats(gradient);
            (floats[0], floats[1]) = (first, second);
            return (3 * single.Values[0] * single.Values[0]) + (2 * single.Values[1]);
        };
        BenchmarkCase benchmark = new()
        {
            Name = "planted",
            Point = point,
            Single = single,
            Tolerance = 1e-5,
            PrecisePrimal = _ => (3 * point[0] * point[0]) + (2 * point[1]),
            Primal = Contestant(0, 0),
            Generated = Contestant(byX, byY),
            ByHand = Contestant(6, 2),
        };

        Assert.Equal([null, refusal, null], GradientJudge.Judge(benchmark));
    }

    [Fact]
    public void What_is_right_at_the_first_call_alone_is_refused()
    {
        double kept = 0;

        string? refusal = JudgeGenerated(gradient =>
        {
            kept += 12;
            (gradient[0], gradient[1]) = (kept, 2);
            return 10;
        });

        Assert.Equal("gradient differs by 9.9e-1", refusal);
    }

    [Fact]
    public void What_throws_is_refused() =>
        Assert.Equal("throws IndexOutOfRangeException", JudgeGenerated(_ => throw new IndexOutOfRangeException()));

    [Fact]
    public void A_wrong_twin_does_not_pass_even_if_all_agree_with_it()
    {
        static double Wrong(Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (12, 3);
            return 10;
        }

        Assert.Equal(
            [
                null,
                "gradient differs from central differences at 1 by 1.0e+0",
                "gradient differs from central differences at 1 by 1.0e+0",
                "gradient differs from central differences at 1 by 1.0e+0",
            ],
            GradientJudge.Judge(PlantedCase.Make(Wrong, Wrong, Wrong)));
    }

    [Fact]
    public void What_differs_from_the_reference_is_refused()
    {
        BenchmarkCase benchmark = PlantedCase.Make(reference: new ReferenceResult(10, [12, 2.0001], Tolerance: 1e-12));

        Assert.Equal("differs from the reference by 8.2e-6", GradientJudge.Judge(benchmark)[Generated]);
    }

    [Fact]
    public void A_refused_contestant_is_shown_and_not_timed_and_the_exit_code_says_so()
    {
        int calls = 0;
        BenchmarkCase benchmark = PlantedCase.Make(gradient =>
        {
            calls++;
            gradient.Clear();
            return 10;
        });
        StringWriter output = new();
        PairingSettings settings = new(Rounds: 1) { SampleLength = TimeSpan.FromMicroseconds(10), Patience = TimeSpan.Zero };

        int exitCode = new BenchmarkSession([benchmark], settings, output, TextWriter.Null).Compare(page: null);

        Assert.Equal(BenchmarkSession.Refused, exitCode);
        Assert.Contains("| generated  | refused: gradient differs by 1.0e+0 |", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, calls);
    }

    private static string? JudgeGenerated(Evaluation generated) => GradientJudge.Judge(PlantedCase.Make(generated))[Generated];
}
