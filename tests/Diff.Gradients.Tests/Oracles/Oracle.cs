using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>What each result changes by when the differentiated numbers, in order, change by the direction: dual numbers seeded with all of it at once.</summary>
    public static double[] Tangent(CorpusCase @case, double[] direction)
    {
        object[] arguments = Duals(@case, direction, 0, place => direction[place]);
        object? result = Invoker.Call(DualCorpus.Twin(@case.Method), arguments);
        return [.. Results(@case, arguments, result).Select(r => r.Derivative)];
    }

    /// <summary>The derivative of the returned number by one differentiated number, so far along a direction.</summary>
    public static double PartialAt(CorpusCase @case, int place, double[] direction, double along)
    {
        object[] arguments = Duals(@case, direction, along, other => other == place ? 1 : 0);
        return Results(@case, arguments, Invoker.Call(DualCorpus.Twin(@case.Method), arguments))[0].Derivative;
    }

    /// <summary>Central differences of the weighted results; see <see cref="Differences"/>.</summary>
    public static double[] ByDifferences(CorpusCase @case, double[] cotangents) =>
        [.. Places(@case).Select(place => Differences.Central(h => Evaluate(@case, cotangents, place, h), 1e-3).Derivative)];

    /// <summary>Σ cotangent · result with one input shifted. Methods in single precision are evaluated on dual numbers, whose values are doubles.</summary>
    public static double Evaluate(CorpusCase @case, double[] cotangents, (int Parameter, int Element) place, double shift)
    {
        if (@case.IsFloat)
            return EvaluateTwin(@case, cotangents, place, shift);
        object[] arguments = @case.Arguments();
        if (arguments[place.Parameter] is double[] sequence)
            sequence[place.Element] += shift;
        else
            arguments[place.Parameter] = (double)arguments[place.Parameter] + shift;
        return Weighted(Results(@case, arguments, Invoker.Call(@case.Method, arguments)), cotangents, derivative: false);
    }

    /// <summary>The same on dual numbers, which leave their <see cref="Decisions"/>.</summary>
    public static double EvaluateTwin(CorpusCase @case, double[] cotangents, (int Parameter, int Element) place, double shift)
    {
        object[] duals = DualArguments(@case, place.Parameter, place.Element, shift, 0);
        return Weighted(Results(@case, duals, Invoker.Call(DualCorpus.Twin(@case.Method), duals)), cotangents, derivative: false);
    }

    /// <summary>Whether dual numbers take the primal's way: if not, rounding decides which way that is.</summary>
    public static bool TwinAgrees(CorpusCase @case, double[] cotangents)
    {
        object[] arguments = @case.Arguments();
        double value = Weighted(Results(@case, arguments, Invoker.Call(@case.Method, arguments)), cotangents, derivative: false);
        double twin = EvaluateTwin(@case, cotangents, (-1, 0), 0);
        double tolerance = @case.IsFloat ? 2e-5 : 1e-9;
        return Math.Abs(value - twin) <= tolerance * Math.Max(1, Math.Abs(value));
    }

    /// <summary>Every differentiated number of the arguments, in the order of the gradient.</summary>
    public static IEnumerable<(int Parameter, int Element)> Places(CorpusCase @case)
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

    private static object[] Duals(CorpusCase @case, double[] direction, double along, Func<int, double> seed)
    {
        object[] arguments = @case.Arguments();
        int next = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            bool isMoved = @case.Parameters[i].IsDifferentiated;
            arguments[i] = arguments[i] switch
            {
                double x => Moved(x),
                float x => Moved(x),
                double[] x => Array.ConvertAll(x, Moved),
                float[] x => Array.ConvertAll(x, v => Moved(v)),
                object other => other,
            };
            Dual Moved(double x) => isMoved ? Seed(x, along * direction[next], seed(next++)) : Seed(x, 0, 0);
        }
        return arguments;
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

    /// <summary>The results in the order of their cotangents: the returned value, or the in/out spans and references of a void method.</summary>
    private static List<Dual> Results(CorpusCase @case, object[] arguments, object? result)
    {
        List<Dual> results = [];
        if (result is not null)
            results.Add(ToDual(result));
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!@case.Parameters[i].IsInOut)
                continue;
            if (arguments[i] is not Array sequence)
            {
                results.Add(ToDual(arguments[i]));
                continue;
            }
            foreach (object element in sequence)
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
