using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Threading.Tasks;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>The same numbers whatever the hardware has: in processes to which the runtime hides a part of it.</summary>
public sealed class WidthTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public async Task Narrower_hardware_gives_the_same_values_and_gradients(string switchedOff, int widest)
    {
        (string hardware, List<LaneResult> results) = LaneReport.Read(await Child(switchedOff));
        Assert.StartsWith(
            $"512 False, 256 {widest >= 256 && Vector256.IsHardwareAccelerated}, 128 {widest >= 128 && Vector128.IsHardwareAccelerated}, ",
            hardware,
            StringComparison.Ordinal);
        Assert.Empty(LaneResult.Differences(LaneReport.Compute(), results));
    }

    /// <summary>A test of the comparison: numbers that are off do not pass.</summary>
    [Fact]
    public void Differences_are_told()
    {
        LaneResult expected = new("a", false, [1, double.NaN]);
        Assert.Empty(LaneResult.Differences([expected], [new LaneResult("a", false, [1 + 1e-13, double.NaN])]));
        Assert.Single(LaneResult.Differences([expected], [new LaneResult("a", false, [1 + 1e-11, double.NaN])]));
        Assert.Single(LaneResult.Differences([expected], [new LaneResult("a", false, [1, 1])]));
        Assert.Single(LaneResult.Differences([expected], [new LaneResult("a", false, [double.NaN, double.NaN])]));
        Assert.Single(LaneResult.Differences([expected], []));
    }

    /// <summary>What this assembly's program prints where a part of the hardware is switched off.</summary>
    private static async Task<string> Child(string switchedOff)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { typeof(WidthTests).Assembly.Location },
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            Environment = { [switchedOff] = "0" },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_limit);
        await process.WaitForExitAsync().WaitAsync(s_limit);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
