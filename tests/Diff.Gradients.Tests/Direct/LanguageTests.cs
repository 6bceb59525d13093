using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>
/// Constructs that dual numbers cannot be put into (constants in patterns and defaults, generic numbers), against differences of the
/// primal and with a cotangent that is not one.
/// </summary>
public sealed class LanguageTests
{
    private const double Cotangent = -2.5;

    public static TheoryData<string> Methods => [.. All().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Value_and_gradient_are_those_of_the_primal(string name)
    {
        MethodInfo method = All().Single(m => m.Name == name);
        foreach (double shift in (double[])[0, 0.21, -0.13])
        {
            object[] arguments = [.. method.GetParameters().Select((p, i) => p.ParameterType == typeof(int) ? 3 : (object)(0.75 + shift - 0.3 * i))];
            double[] expected = [.. arguments.Index().Where(a => a.Item is double).Select(a => Difference(method, arguments, a.Index))];
            ITuple gradient = (ITuple)Generated(name + "Gradient").Invoke(null, arguments)!;
            Assert.Equal(method.Invoke(null, arguments), gradient[0]);
            Compare(expected, [.. Enumerable.Range(1, expected.Length).Select(i => (double)gradient[i]!)]);
            ITuple backward = (ITuple)Generated(name + "Backward").Invoke(null, [.. arguments, Cotangent])!;
            Assert.Equal(gradient[0], backward[0]);
            Compare([.. expected.Select(e => e * Cotangent)], [.. Enumerable.Range(1, expected.Length).Select(i => (double)backward[i]!)]);
        }
    }

    private static IEnumerable<MethodInfo> All() => typeof(LanguageCases).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(m => m.GetCustomAttribute<DifferentiableAttribute>() is not null);

    private static MethodInfo Generated(string name) =>
        typeof(LanguageCases).GetMethods().Single(m => m.Name == name && m.GetParameters().LastOrDefault()?.Name != "workspace");

    private static double Difference(MethodInfo method, object[] arguments, int position)
    {
        const double Step = 1e-6;
        double at(double shift)
        {
            object[] moved = [.. arguments];
            moved[position] = (double)moved[position] + shift;
            return (double)method.Invoke(null, moved)!;
        }

        return (at(Step) - at(-Step)) / (2 * Step);
    }

    private static void Compare(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - 1e-7 * (1 + Math.Abs(expected[i])), expected[i] + 1e-7 * (1 + Math.Abs(expected[i])));
    }
}

/// <summary>The methods that <see cref="LanguageTests"/> differentiates.</summary>
public static partial class LanguageCases
{
    private const Derivatives Both = Derivatives.Gradient | Derivatives.Backward;

    private static readonly Pair s_pair = new(2);

    private static Pair Made => new(3);

    [Differentiable(Emit = Both)]
    public static double SwitchOverNumbers(double x)
    {
        switch (x)
        {
            case < 0:
                return -x;
            case var large when large > 100:
                return 3;
            case double d:
                return d * d;
        }
    }

    [Differentiable(Emit = Both)]
    public static double TuplePatterns(double x, double y, int n)
    {
        double result = (n, x) switch { (3, > 0.1) => x * x, (_, < 0) => x, _ => 2 * x };
        result *= n switch { < 0 => x, 3 when x > 10 => 4, >= 2 and < 5 => x * x, _ => 0 };
        return (x, y) is ( > 0, var b) and not ( > 100, _) && b is not (< -9 or > 50) ? result * b : y;
    }

    [Differentiable(Emit = Both)]
    public static double NestedSwitches(double x, int n)
    {
        double r = n switch { 1 => x, 2 => x * x, _ => n > 2 ? n switch { 3 => x * x * x, _ => 1 } : 0 };
        return r * (x switch { < 0 => 1, double q when q > 10 => 2, var q => q });
    }

    [Differentiable(Emit = Both)]
    public static double Names(double x)
    {
        const double A = 2, B = A * 3;
        const string Text = "abc";
        if (x < 0)
            throw new ArgumentOutOfRangeException(nameof(x));
        {
            const int C = 4;
            return x * nameof(x).Length * sizeof(double) * x * B * C * Text.Length * Math.PI * (double.IsNaN(x) ? 1 : 2);
        }
    }

    [Differentiable(Emit = Both)]
    public static double DefaultAndNamed(double x, double y)
    {
        var scaled = (double a, double b = 2) => a * b;
        var counted = (params double[] v) => v.Length * v[0];
        return Scaled(b: x, a: y) + Scaled(x) + Scaled(y, n: 4) * Scaled(n: 2, a: x * y) + scaled(x) + scaled(x, 3) + counted(x, x) + Inner(x);

        double Inner(double t, double k = 3) => t * k * y;
    }

    [Differentiable(Emit = Both)]
    public static double StringSwitches(double x)
    {
        string mode = "b";
        double factor = mode switch { "a" => 1, _ => x };
        switch (mode)
        {
            case "a":
                return x;
            case "b" or "c":
                return x * x * factor;
            default:
                return 0;
        }
    }

    [Differentiable(Emit = Both)]
    public static double DeclaredInConditions(double x, int n)
    {
        double sum = 0;
        while (n > 0 && Get(x * n, out double v) && (v > 100 || Get(v, out double w)))
        {
            n--;
            sum += v;
        }
        if (sum > 0 && Get(sum, out double last))
            sum += last;
        double r = n > 2 ? Get(x, out double a) ? a : 0 : 3;
        return sum * r * ((x, n) switch { ( > 0, var k) when k > 1 => x * k, (var q, _) => q });
    }

    [Differentiable(Emit = Both)]
    public static double StructsOfOtherPlaces(double x, int n)
    {
        Pair p = s_pair;
        p.A *= x;
        (int quotient, int remainder) = Math.DivRem(n, 2);
        (double Sin, double Cos) both = Math.SinCos(x);
        return s_pair.A * p.A * p.B * s_pair.Second * Made.A * quotient * (remainder + int.DivRem(n, 3).Quotient) * both.Sin * both.Cos;
    }

    [Differentiable(Emit = Both)]
    public static double GenericDelegates(double x, double k) =>
        Sum(t => t * t * k, x) + Sum(Math.Exp, k) + Sum(SquareOf, x) + Sum(SquareOf<double>, k) + Map((x, k), t => t.x + t.k * t.k) * Map<double, (double, double)>(x, t => (t * k, k)).Item1;

    [Differentiable(Emit = Both)]
    public static double GenericExtensions(double x, double y)
    {
        ReadOnlySpan<double> values = [x, y, 2];
        return x.Doubled() * x.Increased(2) + values.SumOfSquares() + values.AppliedTo(t => t * x) + LanguageExtensions.Doubled(x) * 2f.Doubled() * values.SumOfSquares();
    }

    [Differentiable(Emit = Both)]
    public static double RecursionsOfOneMethod(double x, double k, int n) =>
        Repeat(t => Math.Sin(t * k), x, n) + Repeat(Math.Cos, x, n - 1) * Repeat(t => Repeat(u => u * k + t, t, 1), x, 2);

    [Differentiable(Emit = Both)]
    public static double StaticAbstractMethods(double x) => Area<Disc>(x) * x;

    private static double Area<T>(double x)
        where T : IShape => Repeat(T.Area, x, 1);

    private static double Repeat(Func<double, double> f, double x, int n) => n <= 0 ? f(x) : f(Repeat(f, x, n - 1)) + x;

    private static double Scaled(double a, double b = 2.5, int n = 3) => a * b * n;

    private static bool Get(double x, out double v)
    {
        v = x * x;
        return x > 0;
    }

    private static T SquareOf<T>(T t)
        where T : IFloatingPointIeee754<T> => t * t;

    private static TResult Map<T, TResult>(T value, Func<T, TResult> f) => f(value);

    private static T Sum<T>(Func<T, T> f, T x)
        where T : IFloatingPointIeee754<T>
    {
        T two = T.One + T.One;
        return Run(f) + Run(t => f(t) * x) + Run(T.Sin);

        T Run(Func<T, T> g) => g(x) * two;
    }

    /// <summary>What has an area.</summary>
    internal interface IShape
    {
        static abstract double Area(double radius);
    }

    /// <summary>Something round.</summary>
    internal struct Disc : IShape
    {
        public static double Area(double radius) => radius * radius * 3;
    }

    /// <summary>A struct in a field and a property.</summary>
    internal struct Pair(double a)
    {
        public double A = a;
        public double B = 2;

        public readonly double Second => B;
    }
}

/// <summary>Members of generic extension blocks, and one name for two types.</summary>
internal static class LanguageExtensions
{
    extension<T>(T value)
        where T : IFloatingPointIeee754<T>
    {
        public T Increased(T by) => value + by;
    }

    extension(double value)
    {
        public double Doubled() => value * 2;
    }

    extension(float value)
    {
        public float Doubled() => value * 3;
    }

    extension<T>(ReadOnlySpan<T> values)
        where T : IFloatingPointIeee754<T>
    {
        public T SumOfSquares()
        {
            T sum = T.Zero;
            foreach (T value in values)
                sum += value * value;
            return sum;
        }

        public T AppliedTo(Func<T, T> f) => f(values[0]) + f(values[1]);
    }
}
