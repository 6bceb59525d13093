using System.Collections.Generic;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Monitoring;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Programs;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>Every benchmark computes what it says, so that a wrong contestant is found here and not when somebody measures.</summary>
// The tape that is recorded on is a static field: tests that use it must not run side by side.
[Collection("tape")]
public sealed class ContestantTests
{
    // Before the first case is made, which has a contestant in C++ only where the library is.
    static ContestantTests() => CppTwins.Build(TextWriter.Null);

    private static readonly BenchmarkData s_withoutFiles = new(AdbenchFolder: null, []);

    public static TheoryData<string> Names => [.. Catalogue.Cases(s_withoutFiles).Select(benchmark => benchmark.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_contestants_agree(string name)
    {
        BenchmarkCase benchmark = Catalogue.Cases(s_withoutFiles, name).First(candidate => candidate.Name == name);

        AssertSound(benchmark);
    }

    [Fact]
    public void A_report_changes_no_gradient()
    {
        BenchmarkCase[] monitored = [.. Catalogue.Cases(s_withoutFiles).Where(benchmark => benchmark.Monitored is not null)];
        Assert.NotEmpty(monitored);
        Assert.All(monitored, benchmark => Assert.InRange(MonitorCommand.Distance(benchmark), 0, benchmark.Tolerance));
    }

    [Theory]
    [InlineData("GMM", "1k_gmm_d2_K5", "1k_gmm_d10_K25")]
    [InlineData("BA", "ba1_n49_m7776_p31843", "ba3_n161_m48126_p182072")]
    [InlineData("HAND energy", "simple_hand1_t26_c100", "simple_hand5_t26_c800")]
    [InlineData("HAND Jacobian", "simple_hand1_t26_c100", "simple_hand5_t26_c800")]
    [InlineData("LSTM", "lstm_l2_c1024", "lstm_l4_c1024")]
    public void All_contestants_agree_with_the_reference_where_the_input_of_ADBench_is_present(string problem, params string[] names)
    {
        BenchmarkData data = BenchmarkData.Find(names);
        if (data.AdbenchFolder is null)
            return;

        IReadOnlyList<BenchmarkCase> cases = Catalogue.Cases(data, "ADBench " + problem);

        Assert.Equal(names.Select(name => $"ADBench {problem} {name}"), cases.Select(benchmark => benchmark.Name));
        foreach (BenchmarkCase benchmark in cases)
        {
            Assert.NotNull(benchmark.Reference);
            AssertSound(benchmark);
        }
    }

    [Fact]
    public void An_input_that_ADBench_does_not_have_is_refused()
    {
        if (BenchmarkData.Find().AdbenchFolder is null)
            return;

        FileNotFoundException refusal = Assert.Throws<FileNotFoundException>(() => BenchmarkData.Find("lstm_l3_c7"));

        Assert.Contains("'lstm_l3_c7'", refusal.Message);
    }

    [Fact]
    public void An_absent_input_is_named_as_such()
    {
        Assert.Equal("ADBench GMM seeded n=200 d=4 K=5", Assert.Single(Catalogue.Cases(s_withoutFiles, "gmm")).Name);
    }

    [Fact]
    public void Programs_are_found_and_inputs_are_the_same_on_every_run()
    {
        IReadOnlyList<BenchmarkCase> cases = Catalogue.Cases(s_withoutFiles);
        IReadOnlyList<BenchmarkCase> again = Catalogue.Cases(s_withoutFiles);

        Assert.Contains(Catalogue.Programs(), program => program is SumOfSquares);
        Assert.Equal(cases.Count, cases.Select(benchmark => benchmark.Name).Distinct().Count());
        Assert.Equal(cases.SelectMany(benchmark => benchmark.Point), again.SelectMany(benchmark => benchmark.Point));
    }

    private static void AssertSound(BenchmarkCase benchmark)
    {
        double[] point = [.. benchmark.Point];

        IReadOnlyList<string?> refusals = GradientJudge.Judge(benchmark);

        Assert.All(benchmark.Contestants.Zip(refusals), pair => Assert.True(pair.Second is null, $"{pair.First.Name}: {pair.Second}"));
        Assert.Equal(point, benchmark.Point);
    }
}
