using System;
using Diff.Benchmarks.Taping;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>The tape differentiates what it is compared with.</summary>
[Collection("tape")]
public sealed class TapeTests
{
    private delegate TapeVariable Taped(TapeVariable x, TapeVariable y);

    [Fact]
    public void Operators_of_two_variables()
    {
        AssertDerivatives((x, y) => x + y, (x, y) => x + y);
        AssertDerivatives((x, y) => x - y, (x, y) => x - y);
        AssertDerivatives((x, y) => x * y, (x, y) => x * y);
        AssertDerivatives((x, y) => x / y, (x, y) => x / y);
    }

    [Fact]
    public void Operators_with_a_constant()
    {
        AssertDerivatives((x, y) => (x + 3) * y, (x, y) => (x + 3) * y);
        AssertDerivatives((x, y) => (3 + x) * y, (x, y) => (3 + x) * y);
        AssertDerivatives((x, y) => (x - 3) * y, (x, y) => (x - 3) * y);
        AssertDerivatives((x, y) => (3 - x) * y, (x, y) => (3 - x) * y);
        AssertDerivatives((x, y) => (x * 3) + y, (x, y) => (x * 3) + y);
        AssertDerivatives((x, y) => (3 * x) + y, (x, y) => (3 * x) + y);
        AssertDerivatives((x, y) => (x / 3) + y, (x, y) => (x / 3) + y);
        AssertDerivatives((x, y) => (3 / x) + y, (x, y) => (3 / x) + y);
        AssertDerivatives((x, y) => -x * y, (x, y) => -x * y);
    }

    [Fact]
    public void Functions_of_one_variable()
    {
        AssertDerivatives((x, y) => TapeVariable.Exp(x) * y, (x, y) => Math.Exp(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Log(x) * y, (x, y) => Math.Log(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Sin(x) * y, (x, y) => Math.Sin(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Cos(x) * y, (x, y) => Math.Cos(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Sqrt(x) * y, (x, y) => Math.Sqrt(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Sigmoid(x) * y, (x, y) => 1 / (1 + Math.Exp(-x)) * y);
        AssertDerivatives((x, y) => TapeVariable.Tanh(x) * y, (x, y) => Math.Tanh(x) * y);
        AssertDerivatives((x, y) => TapeVariable.Softplus(x) * y, (x, y) => Functions.Softplus(x) * y);
        AssertDerivatives((x, y) => TapeVariable.NormalCdf(x) * y, (x, y) => Functions.NormalCdf(x) * y);
    }

    [Fact]
    public void A_variable_may_be_both_parents_and_used_again()
    {
        AssertDerivatives((x, y) => (x * x) + (x / x) + (y * x), (x, y) => (x * x) + (x / x) + (y * x));
    }

    [Fact]
    public void What_starts_as_default_is_the_constant_zero()
    {
        AssertDerivatives((x, y) => default(TapeVariable) + (x * y) + (TapeVariable)2, (x, y) => (x * y) + 2);
    }

    [Fact]
    public void A_call_remembers_nothing_of_the_one_before_and_allocates_nothing()
    {
        Tape tape = new(capacity: 8);
        double[] gradient = new double[1];
        Square(tape, 5, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();

        double value = Square(tape, 3, gradient);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((9, 6, 3), (value, gradient[0], tape.Count));
    }

    [Fact]
    public void A_tape_that_is_too_small_throws() =>
        Assert.Throws<IndexOutOfRangeException>(() => Square(new Tape(capacity: 2), 3, new double[1]));

    private static double Square(Tape tape, double at, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> x = tape.Start([at]);
        return tape.Backward(x[0] * x[0], gradient);
    }

    private static void AssertDerivatives(Taped taped, Func<double, double, double> plain)
    {
        const double Step = 1e-5;
        Tape tape = new(capacity: 16);
        double[] gradient = new double[2];
        foreach ((double x, double y) in ((double, double)[])[(0.7, 1.3), (2.5, -0.4)])
        {
            ReadOnlySpan<TapeVariable> inputs = tape.Start([x, y]);
            double value = tape.Backward(taped(inputs[0], inputs[1]), gradient);

            Assert.Equal(plain(x, y), value);
            Assert.Equal((plain(x + Step, y) - plain(x - Step, y)) / (2 * Step), gradient[0], 1e-7);
            Assert.Equal((plain(x, y + Step) - plain(x, y - Step)) / (2 * Step), gradient[1], 1e-7);
        }
    }
}
