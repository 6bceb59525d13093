using System;
using System.Collections.Generic;
using System.Globalization;

namespace Diff.Fuzz.Generation;

/// <summary>Helpers with a <c>[DerivativeOf]</c> rule that is right by construction: a formula is chosen with its partial derivatives.</summary>
internal sealed class RuleWriter
{
    /// <summary>Value, and derivatives by x and y; {0} is Math or MathF, {1} 1.5, {2} 0.5, {3} 1, {4} 2.</summary>
    private static readonly (string Value, string ByX, string ByY)[] s_formulas =
    [
        ("{0}.Sin(x) * y", "{0}.Cos(x) * y", "{0}.Sin(x)"),
        ("x / ({1} + y * y)", "{3} / ({1} + y * y)", "-{4} * x * y / (({1} + y * y) * ({1} + y * y))"),
        ("{0}.Exp(-x * x) * y + x", "{3} - {4} * x * {0}.Exp(-x * x) * y", "{0}.Exp(-x * x)"),
        ("{0}.Sqrt({1} + x * x) - {2} * y", "x / {0}.Sqrt({1} + x * x)", "-{2}"),
        ("x > y ? x * y : x + {4} * y", "x > y ? y : {3}", "x > y ? x : {4}"),
        ("{0}.Cos(x * y)", "-{0}.Sin(x * y) * y", "-{0}.Sin(x * y) * x"),
    ];

    private readonly Random _random;
    private readonly ExpressionWriter _expressions;

    public RuleWriter(Random random, ExpressionWriter expressions)
    {
        _random = random;
        _expressions = expressions;
    }

    public string Write(string name)
    {
        Real kind = _expressions.SomeReal();
        (string format, HelperSignature signature) = _random.Next(_expressions.UsesStruct ? 8 : 7) switch
        {
            0 or 1 => Scalars(name, kind),
            2 => Counted(name, kind),
            3 => Sum(name, kind),
            4 => InPlace(name, kind),
            5 => Added(name, kind),
            6 => Generic(name, kind),
            _ => OfStruct(name),
        };
        _expressions.Helpers.Add(signature with { IsCall = true });
        return format;
    }

    private (string, HelperSignature) Scalars(string name, Real kind)
    {
        (string value, string byX, string byY) = Formula(kind);
        string t = kind.Keyword();
        // The value by the method itself or written again: both are what users do.
        string again = _random.Next(2) == 0 ? $"{name}(x, y)" : value;
        string text = $$"""
                private static {{t}} {{name}}({{t}} x, {{t}} y) => {{value}};

                [DerivativeOf(nameof({{name}}))]
                private static ({{t}} Value, {{t}} XGradient, {{t}} YGradient) {{name}}Rule({{t}} x, {{t}} y, {{t}} resultCotangent) =>
                    ({{again}}, resultCotangent * ({{byX}}), resultCotangent * ({{byY}}));

            """;
        return (text, new(name, [new(Passing.Value, kind), new(Passing.Value, kind)], kind));
    }

    /// <summary>An integer has no part in the derivative.</summary>
    private (string, HelperSignature) Counted(string name, Real kind)
    {
        string t = kind.Keyword();
        string text = $$"""
                private static {{t}} {{name}}({{t}} x, int n) => {{kind.Math()}}.Sin(x * (n % 3));

                [DerivativeOf(nameof({{name}}))]
                private static ({{t}} Value, {{t}} XGradient) {{name}}Rule({{t}} x, int n, {{t}} resultCotangent) =>
                    ({{name}}(x, n), resultCotangent * (n % 3) * {{kind.Math()}}.Cos(x * (n % 3)));

            """;
        return (text, new(name, [new(Passing.Value, kind), new(Passing.Integer, kind)], kind));
    }

    /// <summary>A destination for each span, overwritten from end to end, and the derivative by a number.</summary>
    private (string, HelperSignature) Sum(string name, Real kind)
    {
        (string value, string byX, string byY) = Formula(kind);
        string t = kind.Keyword();
        string text = $$"""
                private static {{t}} {{name}}(ReadOnlySpan<{{t}}> s, ReadOnlySpan<{{t}}> r, {{t}} y)
                {
                    {{t}} sum = y * r[0];
                    foreach ({{t}} x in s)
                        sum += ({{value}});
                    return sum / s.Length;
                }

                [DerivativeOf(nameof({{name}}))]
                private static ({{t}} Value, {{t}} YGradient) {{name}}Rule(
                    ReadOnlySpan<{{t}}> s, ReadOnlySpan<{{t}}> r, {{t}} y, {{t}} resultCotangent, Span<{{t}}> sGradient, Span<{{t}}> rGradient)
                {
                    {{t}} scale = resultCotangent / s.Length;
                    {{t}} byY = r[0] * scale;
                    for (int i = 0; i < s.Length; i++)
                    {
                        {{t}} x = s[i];
                        sGradient[i] = scale * ({{byX}});
                        byY += scale * ({{byY}});
                    }
                    rGradient.Clear();
                    rGradient[0] = scale * y;
                    return ({{name}}(s, r, y), byY);
                }

            """;
        return (text, new(name, [new(Passing.ReadOnlySpan, kind), new(Passing.ReadOnlySpan, kind), new(Passing.Value, kind)], kind));
    }

    /// <summary>A span that is written: its cotangent goes in by what it held on return and comes out by what it held on entry.</summary>
    private (string, HelperSignature) InPlace(string name, Real kind)
    {
        (string value, string byX, string byY) = Formula(kind);
        string t = kind.Keyword();
        string text = $$"""
                private static void {{name}}(Span<{{t}}> s, {{t}} y)
                {
                    for (int i = 0; i < s.Length; i++)
                    {
                        {{t}} x = s[i];
                        s[i] = {{value}};
                    }
                }

                [DerivativeOf(nameof({{name}}))]
                private static {{t}} {{name}}Rule(Span<{{t}}> s, {{t}} y, Span<{{t}}> sCotangent)
                {
                    {{t}} byY = 0;
                    for (int i = 0; i < s.Length; i++)
                    {
                        {{t}} x = s[i];
                        s[i] = {{value}};
                        byY += sCotangent[i] * ({{byY}});
                        sCotangent[i] *= ({{byX}});
                    }
                    return byY;
                }

            """;
        return (text, new(name, [new(Passing.Span, kind), new(Passing.Value, kind)], null));
    }

    /// <summary>A span that is partly written, of one that is only read.</summary>
    private (string, HelperSignature) Added(string name, Real kind)
    {
        string t = kind.Keyword();
        string text = $$"""
                private static void {{name}}(Span<{{t}}> s, ReadOnlySpan<{{t}}> r)
                {
                    for (int i = 0; i < s.Length; i += 2)
                        s[i] = s[i] * r[i % r.Length] + r[0];
                }

                [DerivativeOf(nameof({{name}}))]
                private static void {{name}}Rule(Span<{{t}}> s, ReadOnlySpan<{{t}}> r, Span<{{t}}> sCotangent, Span<{{t}}> rGradient)
                {
                    rGradient.Clear();
                    for (int i = 0; i < s.Length; i += 2)
                    {
                        rGradient[i % r.Length] += sCotangent[i] * s[i];
                        rGradient[0] += sCotangent[i];
                        sCotangent[i] *= r[i % r.Length];
                        s[i] = s[i] * r[i % r.Length] + r[0];
                    }
                }

            """;
        return (text, new(name, [new(Passing.Span, kind), new(Passing.ReadOnlySpan, kind)], null));
    }

    private (string, HelperSignature) Generic(string name, Real kind)
    {
        string text = $$"""
                private static T {{name}}<T>(T x, T y)
                    where T : System.Numerics.IFloatingPointIeee754<T> => x * x * y + T.CreateChecked(0.5) * T.Sin(y);

                [DerivativeOf(nameof({{name}}))]
                private static (T Value, T XGradient, T YGradient) {{name}}Rule<T>(T x, T y, T resultCotangent)
                    where T : System.Numerics.IFloatingPointIeee754<T> =>
                    ({{name}}(x, y), T.CreateChecked(2) * x * y * resultCotangent, (x * x + T.CreateChecked(0.5) * T.Cos(y)) * resultCotangent);

            """;
        return (text, new($"{name}<{kind.Keyword()}>", [new(Passing.Value, kind), new(Passing.Value, kind)], kind));
    }

    private static (string, HelperSignature) OfStruct(string name)
    {
        string text = $$"""
                private static Pair {{name}}(Pair p, double k) => new(p.X * k, Math.Sin(p.Y) + k);

                [DerivativeOf(nameof({{name}}))]
                private static (Pair Value, Pair PGradient, double KGradient) {{name}}Rule(Pair p, double k, Pair resultCotangent) =>
                    ({{name}}(p, k), new Pair(resultCotangent.X * k, resultCotangent.Y * Math.Cos(p.Y)), resultCotangent.X * p.X + resultCotangent.Y);

            """;
        return (text, new(name, [new(Passing.Struct, Real.Double), new(Passing.Value, Real.Double)], Real.Double) { Member = ".Sum" });
    }

    private (string Value, string ByX, string ByY) Formula(Real kind)
    {
        (string value, string byX, string byY) = Pick(s_formulas);
        string filled(string format) => string.Format(
            CultureInfo.InvariantCulture, format, kind.Math(), kind.Literal(1.5), kind.Literal(0.5), kind.Literal(1), kind.Literal(2));
        return (filled(value), filled(byX), filled(byY));
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
