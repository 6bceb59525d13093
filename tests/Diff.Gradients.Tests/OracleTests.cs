using System.Linq;
using System.Reflection;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests;

/// <summary>The oracles judge each other before they judge the generated code.</summary>
public sealed class OracleTests
{
    public static TheoryData<string> SmoothPoints => [.. CorpusCase.All.Values.Where(c => c.At.Gradient is null).Select(c => c.Id)];

    public static TheoryData<string> KnownPoints => [.. CorpusCase.All.Values.Where(c => !double.IsNaN(c.At.Value)).Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(SmoothPoints))]
    public void Dual_numbers_and_central_differences_agree(string id)
    {
        CorpusCase @case = CorpusCase.All[id];
        double[] cotangents = @case.Cotangents();
        double[] dual = Oracle.ByDualNumbers(@case, cotangents);
        GradientAssert.Close(Oracle.ByDifferences(@case, cotangents), dual, 1e-6, "derivative");
    }

    [Theory]
    [MemberData(nameof(KnownPoints))]
    public void The_primal_has_the_value_known_by_hand(string id)
    {
        CorpusCase @case = CorpusCase.All[id];
        object value = Invoker.Call(@case.Method, @case.Arguments())!;
        GradientAssert.Close(@case.At.Value, System.Convert.ToDouble(value, null), @case.Tolerance, "value");
    }

    [Fact]
    public void Every_corpus_method_is_tried_at_some_point()
    {
        Assert.All(CorpusCase.AnnotatedMethods(typeof(OracleTests).Assembly), m => Assert.NotEmpty(m.GetCustomAttributes<AtAttribute>()));
    }
}
