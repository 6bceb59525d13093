using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>Judges each generated member of a case against the primal and the oracle.</summary>
internal static class CorpusJudge
{
    public static void Gradient(CorpusCase @case)
    {
        Derived member = Derived.Gradient(@case);
        member.AssertNames();
        DerivedResult result = member.Call([], prefill: 777);
        AssertPrimal(@case, result);
        GradientAssert.Close(Oracle.Expected(@case, [1]), result.Gradient, @case.Tolerance, "gradient");
    }

    public static void AccumulateGradient(CorpusCase @case)
    {
        const double before = 2.75;
        Derived member = Derived.AccumulateGradient(@case);
        member.AssertNames();
        DerivedResult result = member.Call([], before);
        AssertPrimal(@case, result);
        double[] expected = Oracle.Expected(@case, [1]);
        int next = 0;
        for (int i = 0; i < @case.Parameters.Length; i++)
        {
            if (!@case.Parameters[i].IsDifferentiated)
                continue;
            int count = @case.Parameters[i].IsSequence ? ((Array)@case.At.Arguments[i]).Length : 1;
            for (int j = 0; j < count; j++, next++)
                expected[next] += @case.Parameters[i].IsSequence ? before : 0;
        }
        GradientAssert.Close(expected, result.Gradient, @case.Tolerance, "accumulated gradient");
    }

    public static void Backward(CorpusCase @case)
    {
        double[] cotangents = @case.Cotangents();
        Derived member = Derived.Backward(@case);
        member.AssertNames();
        DerivedResult result = member.Call(cotangents, prefill: 777);
        AssertPrimal(@case, result);
        GradientAssert.Close(Oracle.Expected(@case, cotangents), result.Gradient, @case.Tolerance, "gradient");
    }

    public static void BackwardOfZero(CorpusCase @case)
    {
        DerivedResult result = Derived.Backward(@case).Call(new double[@case.Cotangents().Length], prefill: 777);
        AssertPrimal(@case, result);
        for (int i = 0; i < result.Gradient.Length; i++)
        {
            // Infinite partials vanish with their cotangent; what is undefined stays undefined.
            if (@case.At.Gradient is not double[] cell || !double.IsNaN(cell[i]))
                Assert.Equal(0, Math.Abs(result.Gradient[i]));
        }
    }

    public static void Bits(CorpusCase @case)
    {
        Derived member = Derived.Gradient(@case);
        DerivedResult first = member.Call([], prefill: 777);
        DerivedResult second = member.Call([], prefill: -3);
        Assert.Equal(BitConverter.DoubleToInt64Bits(first.Value), BitConverter.DoubleToInt64Bits(second.Value));
        Assert.Equal(first.Gradient.Select(BitConverter.DoubleToInt64Bits), second.Gradient.Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>The value, and what every parameter holds on return, are the primal's.</summary>
    private static void AssertPrimal(CorpusCase @case, DerivedResult result)
    {
        object[] arguments = @case.Arguments();
        object? value = Invoker.Call(@case.Method, arguments);
        double tolerance = @case.IsFloat ? 1e-5 : 1e-12;
        if (value is not null)
            GradientAssert.Close(Convert.ToDouble(value, null), result.Value, tolerance, "value");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not Array expected || @case.Parameters[i].IsScratch)
                continue;
            double[] actual = Numbers((Array)result.Arguments[i]);
            GradientAssert.Close(Numbers(expected), actual, tolerance, @case.Parameters[i].Name + " on return");
        }
    }

    private static double[] Numbers(Array array) => [.. array.Cast<object>().Select(v => Convert.ToDouble(v, null))];
}
