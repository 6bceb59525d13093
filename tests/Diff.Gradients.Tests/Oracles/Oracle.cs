using System;
using System.Collections.Generic;
using System.Reflection;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>What the gradient of a case must be: by dual numbers and by central differences.</summary>
internal static class Oracle
{
    /// <summary>The derivative of Σ cotangent · result by every differentiated number, in order: what the contract says, where it does.</summary>
    public static double[] Expected(CorpusCase @case, double[] cotangents)
    {
        if (@case.At.Gradient is not double[] cell)
            return ByDualNumbers(@case, cotangents);
        double[] scaled = new double[cell.Length];
        for (int i = 0; i < cell.Length; i++)
            scaled[i] = cell[i] == 0 ? 0 : cell[i] * cotangents[0];
        return scaled;
    }

    public static double[] ByDualNumbers(CorpusCase @case, double[] cotangents)
    {
        MethodInfo twin = DualCorpus.Twin(@case.Method);
        List<double> gradient = [];
        foreach ((int parameter, int element) in Places(@case))
        {
            object[] arguments = DualArguments(@case, parameter, element, 0, 1);
            object? result = Invoker.Call(twin, arguments);
            gradient.Add(Weighted(Results(@case, arguments, result), cotangents, derivative: true));
        }
        return [.. gradient];
    }

    /// <summary>
    /// Central differences, extrapolated (Ridders): a step sweep that keeps the entry with the smallest error estimate.
    /// Methods in single precision are evaluated on dual numbers, whose values are doubles.
    /// </summary>
    public static double[] ByDifferences(CorpusCase @case, double[] cotangents)
    {
        List<double> gradient = [];
        foreach ((int parameter, int element) in Places(@case))
            gradient.Add(Ridders(h => Evaluate(@case, cotangents, parameter, element, h), 1e-3));
        return [.. gradient];
    }

    private static double Evaluate(CorpusCase @case, double[] cotangents, int parameter, int element, double shift)
    {
        if (@case.IsFloat)
        {
            object[] duals = DualArguments(@case, parameter, element, shift, 0);
            return Weighted(Results(@case, duals, Invoker.Call(DualCorpus.Twin(@case.Method), duals)), cotangents, derivative: false);
        }
        object[] arguments = @case.Arguments();
        if (arguments[parameter] is double[] sequence)
            sequence[element] += shift;
        else
            arguments[parameter] = (double)arguments[parameter] + shift;
        return Weighted(Results(@case, arguments, Invoker.Call(@case.Method, arguments)), cotangents, derivative: false);
    }

    private static double Ridders(Func<double, double> f, double step)
    {
        const int rows = 8;
        const double shrink = 1.6;
        double[,] table = new double[rows, rows];
        double best = double.NaN;
        double bestError = double.PositiveInfinity;
        for (int i = 0; i < rows; i++, step /= shrink)
        {
            table[0, i] = (f(step) - f(-step)) / (2 * step);
            double factor = shrink * shrink;
            for (int j = 1; j <= i; j++, factor *= shrink * shrink)
            {
                table[j, i] = (table[j - 1, i] * factor - table[j - 1, i - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (error <= bestError)
                    (best, bestError) = (table[j, i], error);
            }
        }
        return best;
    }

    private static IEnumerable<(int Parameter, int Element)> Places(CorpusCase @case)
    {
        for (int i = 0; i < @case.Parameters.Length; i++)
        {
            if (!@case.Parameters[i].IsDifferentiated)
                continue;
            int count = @case.Parameters[i].IsSequence ? ((Array)@case.At.Arguments[i]).Length : 1;
            for (int j = 0; j < count; j++)
                yield return (i, j);
        }
    }

    private static object[] DualArguments(CorpusCase @case, int seeded, int element, double shift, double seed)
    {
        object[] arguments = @case.Arguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            int target = i == seeded ? element : -1;
            arguments[i] = arguments[i] switch
            {
                double x => Seed(x, target == 0 ? shift : 0, target == 0 ? seed : 0),
                float x => Seed(x, target == 0 ? shift : 0, target == 0 ? seed : 0),
                double[] x => Sequence(x, target, shift, seed),
                float[] x => Sequence(Array.ConvertAll(x, v => (double)v), target, shift, seed),
                object other => other,
            };
        }
        return arguments;
    }

    private static Dual Seed(double x, double shift, double seed) => new(x + shift, seed);

    private static Dual[] Sequence(double[] x, int target, double shift, double seed)
    {
        Dual[] duals = new Dual[x.Length];
        for (int i = 0; i < x.Length; i++)
            duals[i] = Seed(x[i], i == target ? shift : 0, i == target ? seed : 0);
        return duals;
    }

    /// <summary>The results in the order of their cotangents: the returned value, or the in/out spans of a void method.</summary>
    private static List<Dual> Results(CorpusCase @case, object[] arguments, object? result)
    {
        List<Dual> results = [];
        if (result is not null)
            results.Add(ToDual(result));
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!@case.Parameters[i].IsInOut)
                continue;
            foreach (object element in (Array)arguments[i])
                results.Add(ToDual(element));
        }
        return results;
    }

    private static Dual ToDual(object value) => value is Dual dual ? dual : Convert.ToDouble(value, null);

    private static double Weighted(List<Dual> results, double[] cotangents, bool derivative)
    {
        double sum = 0;
        for (int i = 0; i < results.Count; i++)
            sum += cotangents[i] * (derivative ? results[i].Derivative : results[i].Value);
        return sum;
    }
}
