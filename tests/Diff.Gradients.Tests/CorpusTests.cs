using System.Linq;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests;

/// <summary>Every corpus method at every point, through every generated member.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> WithGradient => Ids(Derivatives.Gradient);

    public static TheoryData<string> WithBackward => Ids(Derivatives.Backward);

    [Theory]
    [MemberData(nameof(WithGradient))]
    public void The_gradient_is_right_and_overwrites_its_destinations(string id) => CorpusJudge.Gradient(CorpusCase.All[id]);

    [Theory]
    [MemberData(nameof(WithGradient))]
    public void Accumulation_adds_to_the_destinations(string id) => CorpusJudge.AccumulateGradient(CorpusCase.All[id]);

    [Theory]
    [MemberData(nameof(WithBackward))]
    public void The_backward_method_takes_cotangents_of_any_sign(string id) => CorpusJudge.Backward(CorpusCase.All[id]);

    [Theory]
    [MemberData(nameof(WithBackward))]
    public void A_zero_cotangent_gives_a_gradient_of_zero(string id) => CorpusJudge.BackwardOfZero(CorpusCase.All[id]);

    [Theory]
    [MemberData(nameof(WithGradient))]
    public void The_same_inputs_give_the_same_bits(string id) => CorpusJudge.Bits(CorpusCase.All[id]);

    private static TheoryData<string> Ids(Derivatives member) =>
        [.. CorpusCase.All.Values.Where(c => c.Emit.HasFlag(member)).Select(c => c.Id)];
}
