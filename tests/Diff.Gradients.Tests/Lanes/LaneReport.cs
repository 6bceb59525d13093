using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>
/// Values and gradients of the methods of this folder as this process computes them. <see cref="WidthTests"/> compares processes on
/// hardware of several widths; tests/Diff.Aot compiles this file, too, and compares those that were compiled ahead of time.
/// </summary>
internal static class LaneReport
{
    /// <summary>In the first line: what this process has of the vectors of 512, 256 and 128 bits, and of fused products.</summary>
    public static string Hardware =>
        $"512 {Vector512.IsHardwareAccelerated}, 256 {Vector256.IsHardwareAccelerated}, 128 {Vector128.IsHardwareAccelerated}, "
        + $"fused {Fma.IsSupported || AdvSimd.IsSupported}";

    /// <summary>Prints hardware and results.</summary>
    public static void Write(TextWriter writer)
    {
        writer.WriteLine(Hardware);
        foreach (LaneResult result in Compute())
        {
            result.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static (string Hardware, List<LaneResult> Results) Read(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[0], [.. lines.Skip(1).Select(LaneResult.Parse)]);
    }

    /// <summary>Computes all.</summary>
    public static List<LaneResult> Compute()
    {
        List<LaneResult> results = [];

        // Less than any vector, some vectors and a rest, and many.
        foreach (int n in (int[])[1, 7, 67, 1003])
        {
            AddElementwise(results, n);
            AddRows(results, n);
        }

        AddViews(results);
        foreach ((int n, int m, int p) in ((int, int, int)[])[(2, 3, 4), (16, 17, 15), (1, 40, 30), (40, 1, 30), (40, 30, 1), (70, 65, 90)])
        {
            AddProducts(results, n, m, p);
        }

        return results;
    }

    private static void AddElementwise(List<LaneResult> results, int n)
    {
        double[] x = LaneNumbers.Draw(n, 1);
        double[] byX = LaneNumbers.Filled(n);
        (double value, double a, double b) = LaneMethods.ChainGradient(0.7, -0.2, x, byX);
        Add("chain", value, a, b, byX);

        float[] single = LaneNumbers.DrawSingle(n, 2);
        float[] bySingle = new float[n];
        (float singleValue, float singleA, float singleB) = LaneMethods.ChainSingleGradient(0.7f, -0.2f, single, bySingle);
        results.Add(new LaneResult($"chain, float, {n}", true, [singleValue, singleA, singleB, .. Doubles(bySingle)]));

        double[] byW = LaneNumbers.Filled(2);
        Add("branches", LaneMethods.BranchesGradient(x, [1.5, -0.5], byX, byW), byW[0], byW[1], byX);
        Add("neighbours", LaneMethods.RosenbrockGradient(x, byX), 0, 0, byX);
        Add("length", LaneMethods.LengthGradient(x, byX), 0, 0, byX);
        Add("in order", LaneMethods.InOrderGradient(x, new double[n], byX, new double[n]), 0, 0, byX);

        double[] pairs = LaneNumbers.Draw((2 * n) + 1, 9);
        double[] y = LaneNumbers.Draw(n, 11);
        double[] byY = LaneNumbers.Draw(n, 10);
        double[] byPairs = LaneNumbers.Filled(pairs.Length);
        double k = LaneMethods.StridedBackward(y, pairs, 1.25, byY, byPairs);
        Add("strided", k, 0, 0, [.. y, .. byY, .. byPairs]);

        void Add(string name, double value, double a, double b, double[] gradient) =>
            results.Add(new LaneResult($"{name}, {n}", false, [value, a, b, .. gradient]));
    }

    private static void AddRows(List<LaneResult> results, int n)
    {
        double[][] g = [LaneNumbers.Filled(20), LaneNumbers.Filled(6), LaneNumbers.Filled(3 * n), LaneNumbers.Filled(n)];
        double value = LaneMethods.NetworkGradient(
            LaneNumbers.Draw(20, 5), LaneNumbers.Draw(6, 6), LaneNumbers.Draw(3 * n, 7), LaneNumbers.Draw(n, 8), g[0], g[1], g[2], g[3]);
        Add("network", value, g);

        g = [LaneNumbers.Filled(5), LaneNumbers.Filled(15), LaneNumbers.Filled(15)];
        value = LaneMethods.MixtureGradient(
            LaneNumbers.Draw(5, 1), LaneNumbers.Draw(15, 2), LaneNumbers.Draw(15, 3), LaneNumbers.Draw(3 * n, 4), 3, g[0], g[1], g[2]);
        Add("mixture", value, g);

        g = [LaneNumbers.Filled(4), LaneNumbers.Filled(4 * n), LaneNumbers.Filled(2 * n), LaneNumbers.Draw(2 * n, 19)];
        value = LaneMethods.RowViewsGradient(LaneNumbers.Draw(4, 17), LaneNumbers.Draw(4 * n, 18), g[3], n, 4, g[0], g[1], g[2]);
        Add("row views", value, g);

        g = [LaneNumbers.Filled(n), LaneNumbers.Filled(11 * n)];
        value = LaneMethods.LongRowsGradient(LaneNumbers.Draw(n, 15), LaneNumbers.Draw(11 * n, 16), g[0], g[1]);
        Add("long rows", value, g);

        void Add(string name, double value, double[][] gradients) =>
            results.Add(new LaneResult($"{name}, {n}", false, [value, .. gradients.SelectMany(a => a)]));
    }

    private static void AddViews(List<LaneResult> results)
    {
        foreach ((int from, int to) in ((int, int)[])[(0, 40), (0, 39), (1, 0), (7, 0)])
        {
            double[] y = LaneNumbers.Draw(100, 1);
            double[] byY = LaneNumbers.Draw(100, 2);
            double k = LaneMethods.ShiftedBackward(y, from, to, 40, 0.75, byY);
            results.Add(new LaneResult($"shifted, {from} to {to}", false, [k, .. y, .. byY]));

            float[] single = new float[100];
            float value = LaneMethods.ShiftedSingleGradient(LaneNumbers.DrawSingle(100, 4), from, to, 40, single);
            results.Add(new LaneResult($"shifted, float, {from} to {to}", true, [value, .. Doubles(single)]));
        }

        (double[] byW, double[] byX) = (LaneNumbers.Filled(66), LaneNumbers.Filled(165));
        double layers = LaneMethods.LayersGradient(LaneNumbers.Draw(66, 5), LaneNumbers.Draw(165, 6), 33, byW, byX);
        results.Add(new LaneResult("recurrent layers", false, [layers, .. byW, .. byX]));

        double[] by = LaneNumbers.Filled(45);
        (double triangle, double h) = LaneMethods.TriangleGradient(LaneNumbers.Draw(45, 7), 0.6, by);
        results.Add(new LaneResult("triangle", false, [triangle, h, .. by]));
        (double ragged, h) = LaneMethods.RaggedGradient(LaneNumbers.Draw(45, 8), 0.4, 12, by);
        results.Add(new LaneResult("ragged", false, [ragged, h, .. by]));
    }

    private static void AddProducts(List<LaneResult> results, int n, int m, int p)
    {
        double[][] v = [LaneNumbers.Draw(n * m, 1), LaneNumbers.Draw(m * p, 2), LaneNumbers.Draw(n * p, 3)];
        double[][] by = [LaneNumbers.Filled(n * m), LaneNumbers.Filled(m * p), LaneNumbers.Draw(n * p, 4)];
        ProductMethods.ProductBackward(v[0], v[1], v[2], n, m, p, by[2], by[0], by[1]);
        results.Add(new LaneResult($"product, {n}×{m}×{p}", false, [.. v[2], .. by.SelectMany(a => a)]));

        int width = Math.Max(n, p) + 3;
        float[][] s = [LaneNumbers.DrawSingle(m * width, 1), LaneNumbers.DrawSingle(m * width, 2), LaneNumbers.DrawSingle(n * width, 3)];
        float[][] bySingle = [new float[m * width], new float[m * width], LaneNumbers.DrawSingle(n * width, 4)];
        ProductMethods.TransposedBackward(s[0], s[1], s[2], n, m, p, width, bySingle[2], bySingle[0], bySingle[1]);
        results.Add(new LaneResult($"product, float, {n}×{m}×{p}", true, [.. Doubles(s[2]), .. bySingle.SelectMany(Doubles)]));

        // n samples of m features in p units.
        int[] labels = [.. Enumerable.Range(0, n).Select(i => i % 2)];
        double[][] layer = [LaneNumbers.Filled(p * m), LaneNumbers.Filled(p), LaneNumbers.Filled(2 * p), LaneNumbers.Filled(n * m)];
        double loss = ProductMethods.LayersGradient(
            LaneNumbers.Draw(p * m, 5), LaneNumbers.Draw(p, 6), LaneNumbers.Draw(2 * p, 7), v[0], labels, layer[0], layer[1], layer[2], layer[3]);
        results.Add(new LaneResult($"layers, {n}×{m}×{p}", false, [loss, .. layer.SelectMany(a => a)]));

        float[] w = [.. LaneNumbers.Draw(m * m, 8).Select(a => (float)(a / Math.Sqrt(m)))];
        float[][] state = [new float[m * m], new float[m]];
        float end = ProductMethods.RecurrenceGradient(w, LaneNumbers.DrawSingle(m, 9), 4, state[0], state[1]);
        results.Add(new LaneResult($"recurrence, float, {m}", true, [end, .. state.SelectMany(Doubles)]));
    }

    private static IEnumerable<double> Doubles(float[] values) => values.Select(v => (double)v);
}
