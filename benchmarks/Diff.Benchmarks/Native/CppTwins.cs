using System;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Native;

/// <summary>
/// Derivatives by hand in C++, in a library that the script <c>benchmarks/cpp/build</c> makes. They run in this process, on the same
/// memory and in the same rounds as the others, and are judged like them.
/// </summary>
internal static class CppTwins
{
    private const string Library = "diff-benchmark-twins";

    private static readonly Lazy<nint> s_library = new(Load);

    static CppTwins() => NativeLibrary.SetDllImportResolver(
        typeof(CppTwins).Assembly, static (name, _, _) => name == Library ? s_library.Value : 0);

    /// <summary>Gets whether the library is there.</summary>
    public static bool IsLoaded => s_library.Value != 0;

    private static string? Folder =>
        BenchmarkData.Repository() is DirectoryInfo repository ? Path.Combine(repository.FullName, "benchmarks", "cpp") : null;

    /// <summary>Builds the library where there is a compiler. Only what is not up to date is compiled.</summary>
    /// <param name="messages">Receives a line where there will be no rows of C++.</param>
    public static void Build(TextWriter messages)
    {
        if (Folder is not string folder || OperatingSystem.IsWindows())
        {
            messages.WriteLine("The rows of C++ are left out: there is no script for this place.");
            return;
        }

        using Process build = Process.Start(new ProcessStartInfo("sh", [Path.Combine(folder, "build")]) { RedirectStandardError = true })!;
        string errors = build.StandardError.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            messages.WriteLine(errors.Trim());
    }

    /// <summary>Says who computes in C++.</summary>
    /// <param name="twin">Calls the library.</param>
    /// <returns>The contestant; null without the library.</returns>
    public static Evaluation? Contestant(Evaluation twin) => IsLoaded ? twin : null;

    /// <summary>The first element, or nothing: what C++ takes for an array.</summary>
    /// <typeparam name="T">The type of elements.</typeparam>
    /// <param name="span">The array.</param>
    /// <returns>The reference.</returns>
    public static ref T Begin<T>(Span<T> span) => ref MemoryMarshal.GetReference(span);

    /// <inheritdoc cref="Begin{T}(Span{T})"/>
    public static ref T Begin<T>(T[] array) => ref MemoryMarshal.GetArrayDataReference(array);

    [DllImport(Library, EntryPoint = "sum_of_squares")]
    public static extern double SumOfSquares(ref double x, int n, ref double gradient);

    [DllImport(Library, EntryPoint = "rosenbrock")]
    public static extern double Rosenbrock(ref double x, int n, ref double gradient);

    [DllImport(Library, EntryPoint = "chain")]
    public static extern double Chain(ref double p, int n, ref double gradient);

    [DllImport(Library, EntryPoint = "chain_single")]
    public static extern float Chain(ref float p, int n, ref float gradient);

    [DllImport(Library, EntryPoint = "black_scholes")]
    public static extern double BlackScholes(ref double p, ref double strike, ref double time, int n, ref double gradient);

    [DllImport(Library, EntryPoint = "n_body")]
    public static extern double NBody(ref double position, ref double mass, int n, ref double gradient);

    [DllImport(Library, EntryPoint = "logistic_loss")]
    public static extern double LogisticLoss(
        ref double w, ref double x, ref double y, int features, int samples, ref double gradient);

    [DllImport(Library, EntryPoint = "perceptron")]
    public static extern double Perceptron(ref double p, ref double x, ref double y, int samples, ref double gradient);

    [DllImport(Library, EntryPoint = "classifier")]
    public static extern float Classifier(ref float p, ref float x, ref int labels, int samples, ref float gradient);

    [DllImport(Library, EntryPoint = "gaussian_mixture")]
    public static extern double GaussianMixture(
        ref double p, ref double x, int d, int components, int points, double gamma, int m, double constant, ref double gradient);

    [DllImport(Library, EntryPoint = "long_short_term_memory")]
    public static extern double LongShortTermMemory(
        ref double p, ref double state, ref double sequence, int layers, int width, int steps, ref double gradient);

    [DllImport(Library, EntryPoint = "bundle_adjustment")]
    public static extern double BundleAdjustment(
        ref double p, ref double features, int cameras, int points, int observations, ref double jacobian);

    private static nint Load() =>
        Folder is string folder && NativeLibrary.TryLoad(Path.Combine(folder, "bin", "libtwins.so"), out nint library) ? library : 0;
}
