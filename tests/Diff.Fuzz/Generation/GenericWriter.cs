using System;
using System.Collections.Generic;

namespace Diff.Fuzz.Generation;

/// <summary>Generic helpers: over numbers of any kind, over formulas that a type stands for, with generic structs.</summary>
internal sealed class GenericWriter
{
    private readonly Random _random;
    private readonly ExpressionWriter _expressions;
    private readonly GenericExpression _generic;

    public GenericWriter(Random random, ExpressionWriter expressions)
    {
        _random = random;
        _expressions = expressions;
        _generic = new GenericExpression(random);
    }

    public string Write(string name)
    {
        Real kind = _expressions.SomeReal();
        string t = kind.Keyword();
        HelperParameter value = new(Passing.Value, kind);
        (string text, HelperSignature[] signatures) = _random.Next(6) switch
        {
            0 => (Function(name), [new HelperSignature($"{name}<{t}>", [value, value], kind)]),
            1 => (OverSpan(name), [new HelperSignature($"{name}<{t}>", [new(Passing.ReadOnlySpan, kind), value], kind)]),
            2 => (InPlace(name), [new HelperSignature($"{name}<{t}>", [new(Passing.Span, kind), value, new(Passing.Reference, kind)], kind)]),
            3 => (AnyNumber(name), [
                new HelperSignature($"{name}<{t}>", [value, value], kind),
                new HelperSignature($"{name}<int>", [new(Passing.Integer, kind), new(Passing.Integer, kind)], null) { IsIntegral = true }]),
            4 => (ByType(name, t), [
                new HelperSignature($"{name}<{name}First>", [value, value], kind), new HelperSignature($"{name}<{name}Second>", [value, value], kind)]),
            _ => (OfStruct(name), (HelperSignature[])[
                new HelperSignature($"{name}<{t}, double>", [value, new(Passing.Value, Real.Double)], Real.Double),
                new HelperSignature($"{name}<int, {t}>", [new(Passing.Integer, kind), value], kind)]),
        };
        _expressions.Helpers.AddRange(signatures);
        return text;
    }

    private string Function(string name) => $$"""
            private static T {{name}}<T>(T x, T y)
                where T : System.Numerics.IFloatingPointIeee754<T>
            {
                T v = {{_generic.Bounded(["x", "y"])}};
                for (int i = 0; i < 3; i++)
                {
                    v = {{_generic.Bounded(["x", "y", "v"])}} * T.CreateChecked(i);
                    if (v > {{_generic.Bounded(["x", "y"])}})
                        x += {{_generic.Number(["v", "y"])}};
                }
                return {{_generic.Bounded(["x", "y", "v"])}};
            }

        """;

    private string OverSpan(string name) => $$"""
            private static T {{name}}<T>(ReadOnlySpan<T> s, T x)
                where T : System.Numerics.IFloatingPointIeee754<T>
            {
                T sum = T.Zero;
                foreach (T e in s)
                    sum += {{_generic.Bounded(["x", "e", "sum"])}};
                return sum * T.CreateChecked(s.Length) + s[^1];
            }

        """;

    private string InPlace(string name) => $$"""
            private static T {{name}}<T>(Span<T> s, T x, ref T y)
                where T : struct, System.Numerics.IFloatingPointIeee754<T>
            {
                T[] kept = s.ToArray();
                for (int i = 0; i < s.Length; i++)
                {
                    s[i] = {{_generic.Bounded(["x", "y", "s[i]", "kept[0]"])}};
                    y = {{_generic.Bounded(["y", "s[i]"])}};
                }
                return {{_generic.Bounded(["x", "y", "kept[^1]"])}};
            }

        """;

    private string AnyNumber(string name) => $$"""
            private static T {{name}}<T>(T x, T y)
                where T : System.Numerics.INumber<T>
            {
                T v = {{Pick(["x * y", "x - y * y", "T.Max(x, y) * x", "T.Abs(x) + y"])}};
                return x {{Pick(["<", ">"])}} T.CreateChecked({{_random.Next(-1, 3)}}) ? {{Pick(["v + x", "T.Min(v, y)", "v * T.CreateChecked(2)"])}} : {{Pick(["y - v", "T.Clamp(v, T.Zero, T.One)", "-v"])}};
            }

        """;

    private string ByType(string name, string t) => $$"""
            private interface I{{name}}<T>
            {
                static abstract T Apply(T x, T p);
            }

            private struct {{name}}First : I{{name}}<{{t}}>
            {
                public static {{t}} Apply({{t}} x, {{t}} p) => x * x * p;
            }

            private struct {{name}}Second : I{{name}}<{{t}}>
            {
                public static {{t}} Apply({{t}} x, {{t}} p) => Functions.Softplus(x) - p;
            }

            private static {{t}} {{name}}<TFormula>({{t}} x, {{t}} p)
                where TFormula : struct, I{{name}}<{{t}}>
            {
                for (int i = 0; i < {{_random.Next(1, 4)}}; i++)
                    x = {{(t == "double" ? "Math" : "MathF")}}.Sin(TFormula.Apply(x, p));
                return x + TFormula.Apply(p, x);
            }

        """;

    private string OfStruct(string name) => $$"""
            private struct {{name}}Pair<T>(T x, T y)
                where T : System.Numerics.IFloatingPointIeee754<T>
            {
                public T X = x;
                public T Y = y;

                public static {{name}}Pair<T> operator +({{name}}Pair<T> a, {{name}}Pair<T> b) => new(a.X + b.X, a.Y * b.Y);

                public readonly T Dot({{name}}Pair<T> other) => X * other.Y + {{_generic.Bounded(["X", "Y"])}};
            }

            private static TSecond {{name}}<TFirst, TSecond>(TFirst first, TSecond second)
                where TFirst : System.Numerics.INumber<TFirst>
                where TSecond : System.Numerics.IFloatingPointIeee754<TSecond>
            {
                {{name}}Pair<TSecond> pair = new(TSecond.CreateChecked(first), second);
                {{name}}Pair<TSecond> sum = pair + new {{name}}Pair<TSecond>(second, TSecond.One);
                return TSecond.Tanh(sum.Dot(pair));
            }

        """;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
