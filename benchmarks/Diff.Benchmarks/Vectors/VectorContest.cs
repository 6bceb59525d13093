using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Vectors;

/// <summary>One function, in double and in float, against its rivals.</summary>
internal abstract class VectorContest(string name)
{
    /// <summary>The function.</summary>
    internal string Name { get; } = name;

    /// <summary>Times all forms in turns, so that what slows the machine slows all of them.</summary>
    /// <param name="rounds">How many turns.</param>
    /// <returns>A line per type: nanoseconds per element of our own and of each rival, NaN where there is none.</returns>
    internal abstract IEnumerable<(string Type, double[] Nanoseconds, double[] Ratios)> Run(int rounds);

    /// <summary>The least times per element and their ratios to the first.</summary>
    private protected static (double[] Nanoseconds, double[] Ratios) Time(Action?[] forms, int rounds)
    {
        double[] least = Array.ConvertAll(Turns.LeastTimes(forms, rounds), time => time / Length);
        return (least, Array.ConvertAll(least, time => time / least[0]));
    }

    private protected const int Length = 2048;
}

/// <inheritdoc/>
internal sealed class VectorContest<TOperation>(
    string name,
    double low,
    double high,
    bool hasLibrary,
    VectorContest<TOperation>.OverSpans<double>? tensors,
    VectorContest<TOperation>.OverSpans<float>? tensorsOfSingles)
    : VectorContest(name)
    where TOperation : struct, IOperation
{
    /// <summary>A function from span to span.</summary>
    internal delegate void OverSpans<T>(ReadOnlySpan<T> x, Span<T> y);

    internal override IEnumerable<(string Type, double[] Nanoseconds, double[] Ratios)> Run(int rounds)
    {
        (Memory<double> arguments, Memory<double> results) = Apart<double>();
        (Memory<float> singles, Memory<float> singleResults) = Apart<float>();
        Random random = new(1);
        for (int i = 0; i < Length; i++)
        {
            arguments.Span[i] = low + random.NextDouble() * (high - low);
            singles.Span[i] = (float)arguments.Span[i];
        }

        (double[] nanoseconds, double[] ratios) = Time(
            [
                () => Own(arguments.Span, results.Span),
                hasLibrary ? () => Library(arguments.Span, results.Span) : null,
                tensors is null ? null : () => tensors(arguments.Span, results.Span),
                () => Scalar(arguments.Span, results.Span),
            ],
            rounds);
        yield return ("double", nanoseconds, ratios);

        (nanoseconds, ratios) = Time(
            [
                () => Own(singles.Span, singleResults.Span),
                hasLibrary ? () => Library(singles.Span, singleResults.Span) : null,
                tensorsOfSingles is null ? null : () => tensorsOfSingles(singles.Span, singleResults.Span),
                () => Scalar(singles.Span, singleResults.Span),
            ],
            rounds);
        yield return ("float", nanoseconds, ratios);
    }

    /// <summary>
    /// Room for arguments and results whose addresses differ in their low twelve bits: else loads wait for stores that only seem to
    /// be to the same place, on some runs and not on others.
    /// </summary>
    private static (Memory<T> Arguments, Memory<T> Results) Apart<T>()
    {
        const int Gap = 192;
        T[] memory = new T[2 * Length + Gap];
        return (memory.AsMemory(0, Length), memory.AsMemory(Length + Gap, Length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Own(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += Vector512<double>.Count)
        {
            TOperation.Own(Vector512.Create(x[i..])).CopyTo(y[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Own(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            TOperation.Own(Vector512.Create(x[i..])).CopyTo(y[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Library(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += Vector512<double>.Count)
        {
            TOperation.Library(Vector512.Create(x[i..])).CopyTo(y[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Library(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            TOperation.Library(Vector512.Create(x[i..])).CopyTo(y[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scalar(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = TOperation.Scalar(x[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scalar(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = TOperation.Scalar(x[i]);
        }
    }
}
