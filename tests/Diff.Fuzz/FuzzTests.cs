using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Judging;
using Xunit;

namespace Diff.Fuzz;

/// <summary>
/// A fixed sample of random programs in every test run, and the fuzzer's own tests: that it sees what is wrong, and makes
/// it small. More programs: <c>dotnet run -c Release --project tests/Diff.Fuzz -- --programs 20000 --seed 1</c>.
/// </summary>
public sealed class FuzzTests
{
    private const int SampleSize = 80;
    private const int TamperedSize = 24;

    [Fact]
    public void A_sample_of_random_programs_is_differentiated_rightly()
    {
        CampaignResult result = new Campaign(TextWriter.Null).Run(1, SampleSize);
        Assert.Empty(result.Failures.Select(f => $"{f.Program.TypeName} {f.Finding.Kind}: {f.Finding.Message}"));
        // What cannot be judged must stay the exception, or the sample says nothing.
        Assert.Empty(result.Findings.Where(f => f.Finding.Gravity == Gravity.Invalid).Select(f => f.Finding.Message));
        Assert.True(result.Findings.Count < SampleSize / 5, $"{result.Findings.Count} of {SampleSize} programs are not judged");
        Assert.True(result.Counts.Points > 2 * SampleSize);
        Assert.True(result.Counts.Differences > 5 * SampleSize);
        Assert.InRange(result.Counts.Kinks, 1, result.Counts.Differences / 10);
    }

    [Fact]
    public void The_same_seed_writes_the_same_program()
    {
        Assert.Equal(FuzzProgram.File(ProgramWriter.Write(17)), FuzzProgram.File(ProgramWriter.Write(17)));
        Assert.NotEqual(FuzzProgram.File(ProgramWriter.Write(17)), FuzzProgram.File(ProgramWriter.Write(18)));
    }

    [Theory]
    [InlineData(@"R\d\w*\(.*R\d\w*\(", "recursion")]
    [InlineData(@"double L\d+\(double t, int k", "a local function that calls itself")]
    [InlineData(@"\[DerivativeOf", "a rule")]
    [InlineData(@"where T : System", "a generic helper")]
    [InlineData(@"static abstract", "a static abstract member")]
    [InlineData(@" Run\(.*(ref|in|out) (double|float) x", "references of the annotated method")]
    [InlineData(@" Run\(.*\[,\]", "an array of two dimensions")]
    [InlineData(@" Run\(.*\[\]\[\]", "an array of arrays")]
    [InlineData(@" Run\(.*[ (]Memory<", "memory")]
    [InlineData(@" Run\(.*ReadOnlyMemory<", "memory that is only read")]
    [InlineData(@" Run\(.*Model model", "an object with parameters")]
    public void The_sample_has_every_construct(string pattern, string construct)
    {
        int found = Enumerable.Range(1, SampleSize).Select(ProgramWriter.Write).Count(p => Regex.IsMatch(p.Helpers + p.Main, pattern));
        Assert.True(found > 1, $"{construct}: {found} of {SampleSize}");
    }

    [Theory]
    [InlineData("s0[0]", "s0[^1]", "wrong")]
    [InlineData(".Clear();", ".Length.ToString();", "wrong")]
    [InlineData(" += d", " -= d", "wrong")]
    [InlineData("Math.Cos(", "Math.Sin(", "wrong")]
    [InlineData("Guard.", "Nothing.", "uncompilable")]
    public void What_is_wrong_in_generated_code_is_found(string right, string wrong, string kind)
    {
        CampaignResult result = new Campaign(TextWriter.Null, text => text.Replace(right, wrong, StringComparison.Ordinal))
            .Run(1, TamperedSize);
        Assert.Contains(result.Failures, f => f.Finding.Kind.StartsWith(kind, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_becomes_a_small_program()
    {
        // A plus that became a minus somewhere in the backward pass.
        Campaign campaign = new(TextWriter.Null, text => text.Replace("* Math.Cos(", "* -Math.Cos(", StringComparison.Ordinal));
        CampaignResult result = campaign.Run(1, 40, stopAtFailure: true);
        (FuzzProgram program, Finding finding) = result.Failures.OrderBy(f => f.Program.Main.Length + f.Program.Helpers.Length).First();
        FuzzProgram small = campaign.Shrink(program, finding);
        Assert.Contains("Sin(", small.Main + small.Helpers, StringComparison.Ordinal);
        Assert.True(small.Main.Split(';').Length <= 4, small.Source());
        Assert.Single(small.Points);
    }
}
