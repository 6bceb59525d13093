using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>Judges the members that give another derivative than the gradient: against the primal, dual numbers and differences of dual numbers.</summary>
internal static class DerivationJudge
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Why a member was refused: it is there, and says why it throws. Null for one that was not.</summary>
    public static string? RefusalOf(CorpusCase @case, string suffix) => Find(@case, suffix).GetCustomAttribute<ObsoleteAttribute>()?.Message;

    public static void Value(CorpusCase @case)
    {
        object[] arguments = @case.Arguments();
        object? value = Invoker.Call(Find(@case, "Value"), arguments);
        AssertPrimal(@case, arguments, value);
    }

    public static void Tangent(CorpusCase @case)
    {
        double[] direction = Direction(@case);
        object[] given = [.. @case.Arguments(), .. Tangents(@case, direction)];
        object? returned = Invoker.Call(Find(@case, "Tangent"), given);
        List<double> tangents = [];
        if (returned is ITuple pair)
        {
            AssertPrimal(@case, given, pair[0]);
            tangents.Add(Convert.ToDouble(pair[1], null));
        }
        else
        {
            AssertPrimal(@case, given, null);
            int next = @case.Parameters.Length;
            foreach (CorpusParameter parameter in @case.Parameters.Where(p => p.IsDifferentiated || p.IsInOut))
            {
                object tangent = given[next++];
                if (parameter.IsInOut)
                    tangents.AddRange(tangent is Array array ? Numbers(array) : [Convert.ToDouble(tangent, null)]);
            }
        }
        double[] expected = ExpectedTangent(@case, direction);
        for (int i = 0; i < expected.Length; i++)
        {
            // Undefined, unless nothing moves there: then it is 0 whatever the partial.
            if (double.IsNaN(expected[i]) && tangents[i] == 0)
                expected[i] = 0;
        }
        GradientAssert.Close(expected, [.. tangents], @case.Tolerance, "tangent");
    }

    public static void Jacobian(CorpusCase @case)
    {
        int[] columns = [.. Oracle.Places(@case).Select((p, i) => (p, i)).Where(p => !@case.Parameters[p.p.Parameter].IsInOut).Select(p => p.i)];
        int rows = @case.Cotangents().Length;
        int total = Oracle.Places(@case).Count();
        double[] expected = new double[rows * columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] unit = new double[total];
            unit[columns[column]] = 1;
            double[] tangent = ExpectedTangent(@case, unit);
            for (int row = 0; row < rows; row++)
                expected[(row * columns.Length) + column] = tangent[row];
        }
        object[] given = [.. @case.Arguments(), Matrix(@case, expected.Length)];
        object? value = Invoker.Call(Find(@case, "Jacobian"), given);
        AssertPrimal(@case, given, value);
        GradientAssert.Close(expected, Numbers((Array)given[^1]), @case.Tolerance, "Jacobian");
    }

    /// <summary>The product with the Hessian and the Hessian: each against differences, and against one another.</summary>
    public static void SecondDerivatives(CorpusCase @case)
    {
        double[] direction = Direction(@case);
        int count = direction.Length;
        double tolerance = @case.IsFloat ? 5e-3 : 2e-6;
        double[] hessian = Hessian(@case, count);
        double[] product = Product(@case, direction);
        double[] byHessian = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                byHessian[i] += direction[j] == 0 || hessian[(i * count) + j] == 0 ? 0 : hessian[(i * count) + j] * direction[j];
        }
        if (@case.At.Gradient is not null)
            return;
        GradientAssert.Close(product, byHessian, tolerance, "Hessian times direction");
        double[] transposed = [.. Enumerable.Range(0, count * count).Select(i => hessian[(i % count * count) + (i / count)])];
        GradientAssert.Close(hessian, transposed, tolerance, "transposed Hessian");
        for (int i = 0; i < count; i++)
        {
            int place = i;
            if (!IsSmooth(@case, direction))
                continue;
            Difference expected = Differences.Central(h => Oracle.PartialAt(@case, place, direction, h), 1e-2);
            double scale = Math.Max(1, product.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
            if (double.IsFinite(expected.Derivative) && expected.Error < 1e-5 * scale)
            {
                Assert.True(
                    Math.Abs(expected.Derivative - product[i]) <= tolerance * scale,
                    FormattableString.Invariant($"product[{i}]: expected {expected.Derivative:R}, got {product[i]:R}"));
            }
        }
    }

    private static double[] ExpectedTangent(CorpusCase @case, double[] direction)
    {
        if (@case.At.Gradient is not double[] cell)
            return Oracle.Tangent(@case, direction);
        double sum = 0;
        for (int i = 0; i < cell.Length; i++)
            sum += direction[i] == 0 || cell[i] == 0 ? 0 : cell[i] * direction[i];
        return [sum];
    }

    private static bool IsSmooth(CorpusCase @case, double[] direction) =>
        @case.At.Gradient is null && Differences.IsSmooth(
            h =>
            {
                Decisions.Reset();
                Oracle.PartialAt(@case, 0, direction, h);
                return Decisions.Trace;
            },
            1e-2);

    private static double[] Hessian(CorpusCase @case, int count)
    {
        object[] given = [.. @case.Arguments(), Matrix(@case, count * count)];
        object? value = Invoker.Call(Find(@case, "Hessian"), given);
        AssertPrimal(@case, given, value);
        return Numbers((Array)given[^1]);
    }

    public static double[] Product(CorpusCase @case, double[] direction)
    {
        List<object> given = [.. @case.Arguments(), .. Tangents(@case, direction)];
        int first = given.Count;
        foreach (CorpusParameter parameter in @case.Differentiated.Where(p => p.IsSequence))
            given.Add(Filled(parameter.Element, ((Array)given[Array.IndexOf(@case.Parameters, parameter)]).Length, 777));
        object[] arguments = [.. given];
        object? returned = Invoker.Call(Find(@case, "HessianVectorProduct"), arguments);
        AssertPrimal(@case, arguments, returned is ITuple tuple ? tuple[0] : returned);
        List<double> product = [];
        int scalar = 1;
        foreach (CorpusParameter parameter in @case.Differentiated)
        {
            if (parameter.IsSequence)
                product.AddRange(Numbers((Array)arguments[first++]));
            else
                product.Add(Convert.ToDouble(((ITuple)returned!)[scalar++], null));
        }
        return [.. product];
    }

    /// <summary>A direction of mixed signs, no part of it one.</summary>
    private static double[] Direction(CorpusCase @case) =>
        [.. Oracle.Places(@case).Select((_, i) => (i % 2 == 0 ? 1 : -1) * (0.5 + (0.75 * (i % 5))))];

    private static IEnumerable<object> Tangents(CorpusCase @case, double[] direction)
    {
        int next = 0;
        for (int i = 0; i < @case.Parameters.Length; i++)
        {
            CorpusParameter parameter = @case.Parameters[i];
            if (!parameter.IsDifferentiated)
            {
                if (parameter.IsInOut)
                    yield return Convert.ChangeType(0, parameter.Element, null);
                continue;
            }
            if (!parameter.IsSequence)
            {
                yield return Convert.ChangeType(direction[next++], parameter.Element, null);
                continue;
            }
            Array tangent = Array.CreateInstance(parameter.Element, ((Array)@case.At.Arguments[i]).Length);
            for (int j = 0; j < tangent.Length; j++)
                tangent.SetValue(Convert.ChangeType(direction[next++], parameter.Element, null), j);
            yield return tangent;
        }
    }

    private static Array Matrix(CorpusCase @case, int length) =>
        Filled(@case.IsVoid ? @case.Parameters.First(p => p.IsInOut).Element : @case.Method.ReturnType, length, 777);

    private static Array Filled(Type element, int length, double number)
    {
        Array array = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
            array.SetValue(Convert.ChangeType(number, element, null), i);
        return array;
    }

    private static void AssertPrimal(CorpusCase @case, object[] given, object? returned)
    {
        object[] arguments = @case.Arguments();
        object? value = Invoker.Call(@case.Method, arguments);
        double tolerance = @case.IsFloat ? 1e-5 : 1e-12;
        if (value is not null)
            GradientAssert.Close(Convert.ToDouble(value, null), Convert.ToDouble(returned, null), tolerance, "value");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is Array expected && !@case.Parameters[i].IsScratch)
                GradientAssert.Close(Numbers(expected), Numbers((Array)given[i]), tolerance, @case.Parameters[i].Name + " on return");
        }
    }

    private static double[] Numbers(Array array) => [.. array.Cast<object>().Select(v => Convert.ToDouble(v, null))];

    /// <summary>The member that takes the primal's parameters and as many more as it must: overloads have members of one name.</summary>
    private static MethodInfo Find(CorpusCase @case, string suffix) => @case.Method.DeclaringType!.GetMethods(Any)
        .Where(m => m.Name == @case.Method.Name + suffix
            && m.GetParameters().Select(p => p.ParameterType).Take(@case.Parameters.Length).SequenceEqual(@case.Parameters.Select(p => p.Type)))
        .SingleOrDefault(m => m.GetParameters().Length == @case.Parameters.Length + Added(@case, suffix)) ?? throw new MissingMethodException(@case.Id, suffix);

    private static int Added(CorpusCase @case, string suffix) => suffix switch
    {
        "Value" => 0,
        "Tangent" => @case.Parameters.Count(p => p.IsDifferentiated || p.IsInOut),
        "HessianVectorProduct" => @case.Differentiated.Count() + @case.Differentiated.Count(p => p.IsSequence),
        _ => 1,
    };
}
