using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Diff.Compiler.Lowering;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Generator.Tests.Library;

/// <summary>
/// The derivative of every member of the base class library that has one, as generated code computes it, against central differences of
/// the same code in double precision, with random cotangents of both signs.
/// </summary>
public sealed class TwinGradientTests
{
    private const double Step = 1e-5;
    private const double SingleTolerance = 1e-3;
    private const double DoubleTolerance = 1e-7;
    private const int Points = 6;

    public static TheoryData<string> Types => [.. TwinAssembly.TypeNames];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_derivative_of_a_member_is_that_of_its_differences(string type)
    {
        List<MemberWrapper> wrappers = [.. TwinAssembly.Pairs()
            .Where(p => p.Twin.DeclaringType!.Name == type && p.Own is not null && p.Own.DeclaringType!.Name == type)
            .Select((p, i) => MemberWrapper.Of(p.Own!, i)).OfType<MemberWrapper>()];
        string source = "public static partial class Wrappers\n{\n" + string.Join('\n', wrappers.Select(w => "    " + w.Source)) + "\n}\n";
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.Empty(run.DriverDiagnostics);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Type generated = run.Load().GetType("Wrappers")!;
        Type inDouble = DoubleTwins.Load(source).GetType("Wrappers")!;
        List<string> wrong = [];
        foreach (MemberWrapper wrapper in wrappers)
        {
            for (int seed = 0; seed < Points; seed++)
            {
                if (Judge(wrapper, generated, inDouble, new Random(seed)) is { } difference)
                {
                    wrong.Add(difference);
                    break;
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(wrappers);
    }

    private static string? Judge(MemberWrapper wrapper, Type generated, Type inDouble, Random random)
    {
        MethodInfo? backward = generated.GetMethod(wrapper.Name + "Backward");
        if (backward?.GetCustomAttribute<ObsoleteAttribute>() is { } refused)
            return $"{wrapper.Source}: {refused.Message}";
        if (backward is null)
            return $"{wrapper.Source}: no derivative";
        MethodInfo primal = inDouble.GetMethod(wrapper.Name)!;
        System.Reflection.ParameterInfo[] named = wrapper.Member.GetParameters();
        bool isPositive = wrapper.Member.Name is "Log" or "Log2" or "SquareRoot" or "RootN" or "Log2P1" or "Log10P1";
        bool isUnit = wrapper.Member.Name is "AsinPi" or "AcosPi";
        double[] inputs = [.. wrapper.Parameters.SelectMany((t, i) => Numbers(t, named.ElementAtOrDefault(i)?.Name ?? "", isPositive, isUnit, random))];
        double[] cotangents = [.. Enumerable.Range(0, Count(wrapper.Result)).Select(_ => (double)(float)(2 * random.NextDouble() - 1))];
        double[] plain = Evaluate(primal, inputs);
        List<object> arguments = Pack(wrapper.Parameters, inputs);
        arguments.AddRange(Pack([wrapper.Result], cotangents));
        object returned = backward.Invoke(null, [.. arguments])!;
        double[] numbers = [.. Flatten(returned)];
        bool isDouble = wrapper.Member.DeclaringType!.Name is "Complex" or "Double" or "Math";
        double tolerance = isDouble ? DoubleTolerance : SingleTolerance;
        List<double> expected = [.. plain];
        int position = 0;
        foreach (Type parameter in wrapper.Parameters)
        {
            for (int k = 0; k < Count(parameter); k++, position++)
            {
                if (MemberWrapper.IsFloating(parameter))
                    expected.Add(Difference(primal, inputs, cotangents, position));
            }
        }
        double scale = Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        bool isClose = numbers.Length == expected.Count
            && numbers.Zip(expected).All(p => p.First.Equals(p.Second) || Math.Abs(p.First - p.Second) <= tolerance * scale);
        return isClose ? null : $"{wrapper.Source}\n  at {Text(inputs)} by {Text(cotangents)}\n  expected {Text(expected)}\n  got      {Text(numbers)}";
    }

    private static double Difference(MethodInfo primal, double[] inputs, double[] cotangents, int position)
    {
        double[] above = [.. inputs];
        double[] below = [.. inputs];
        above[position] += Step;
        below[position] -= Step;
        return Evaluate(primal, above).Zip(Evaluate(primal, below), (a, b) => (a - b) / (2 * Step)).Zip(cotangents, (d, c) => d * c).Sum();
    }

    private static double[] Evaluate(MethodInfo primal, double[] inputs)
    {
        Queue<double> numbers = new(inputs);
        object?[] arguments = [.. primal.GetParameters().Select(p => DoubleTwins.Make(p.ParameterType, numbers))];
        return [.. Flatten(primal.Invoke(null, arguments)!)];
    }

    private static List<object> Pack(Type[] types, double[] values)
    {
        Queue<double> numbers = new(values);
        return [.. types.Select(t => DoubleTwins.Make(t, numbers))];
    }

    private static IEnumerable<double> Flatten(object value) => TwinAssembly.Numbers(value);

    private static int Count(Type type) => Flatten(type.IsPrimitive ? Convert.ChangeType(0, type, CultureInfo.InvariantCulture) : Activator.CreateInstance(type)!).Count();

    /// <summary>Numbers that are floats, away from zero, and in range where a name says so.</summary>
    private static IEnumerable<double> Numbers(Type type, string name, bool isPositive, bool isUnit, Random random)
    {
        if (type == typeof(int) || type == typeof(byte))
            return [name == "n" ? random.Next(2, 6) : random.Next(0, 2)];
        bool isNear = name.Contains("near", StringComparison.OrdinalIgnoreCase);
        bool isFar = name == "max" || name.Contains("far", StringComparison.OrdinalIgnoreCase);
        return Enumerable.Range(0, Count(type)).Select(_ =>
        {
            double number = isUnit ? 0.1 + 0.8 * random.NextDouble() : 0.2 + 1.5 * random.NextDouble();
            return (double)(float)(isFar ? number + 2 : isNear || isPositive || name == "fieldOfView" || random.Next(2) == 0 ? number : -number);
        }).ToList();
    }

    private static string Text(IEnumerable<double> numbers) => string.Join(' ', numbers.Select(n => n.ToString("g6", CultureInfo.InvariantCulture)));
}
