using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Reporting;

/// <summary>Where and how numbers were measured.</summary>
public static class Machine
{
    /// <summary>Describes the machine and the runtime in one line.</summary>
    /// <returns>The line.</returns>
    public static string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {VectorWidth()}; {RuntimeInformation.OSDescription}; " +
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}; {Tiering()}; {Collector()}");

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        const string Model = "model name";
        string? model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrEmpty(model) ? "unknown processor" : model;
    }

    private static string VectorWidth()
    {
        string widest = Vector512.IsHardwareAccelerated ? "512"
            : Vector256.IsHardwareAccelerated ? "256"
            : Vector128.IsHardwareAccelerated ? "128"
            : "no";
        return string.Create(CultureInfo.InvariantCulture, $"{widest}-bit vectors (Vector<T>: {Vector<byte>.Count * 8})");
    }

    private static string Tiering()
    {
        if (!IsOn("TieredCompilation", "System.Runtime.TieredCompilation"))
        {
            return "tiered compilation off: each method fully compiled at its first call, without profile";
        }

        return $"tiered compilation on, {(IsOn("TieredPGO", "System.Runtime.TieredPGO") ? "with" : "without")} profile";
    }

    private static string Collector() =>
        $"{(GCSettings.IsServerGC ? "server" : "workstation")} GC, {(IsOn("gcConcurrent", "System.GC.Concurrent") ? "" : "not ")}concurrent";

    /// <summary>Reads a setting of the runtime that is on by default: the environment wins over the configuration.</summary>
    private static bool IsOn(string variable, string property)
    {
        string? value = Environment.GetEnvironmentVariable("DOTNET_" + variable) ?? AppContext.GetData(property)?.ToString();
        return value is null || !(value == "0" || value.Equals("false", StringComparison.OrdinalIgnoreCase));
    }
}
