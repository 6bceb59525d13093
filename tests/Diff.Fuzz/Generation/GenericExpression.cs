using System;
using System.Collections.Generic;
using System.Globalization;

namespace Diff.Fuzz.Generation;

/// <summary>Expressions over a type parameter <c>T : IFloatingPointIeee754&lt;T&gt;</c>.</summary>
internal sealed class GenericExpression
{
    private static readonly string[] s_bounded =
        ["T.Sin({0})", "T.Tanh({0})", "T.Cos({0})", "T.Atan({0})", "T.Exp(-({0}) * ({0}))", "T.Atan2({0}, T.CreateChecked(1.7))"];

    private readonly Random _random;

    public GenericExpression(Random random)
    {
        _random = random;
    }

    public string Bounded(IReadOnlyList<string> known, int depth = 2) =>
        string.Format(CultureInfo.InvariantCulture, Pick(s_bounded), Number(known, depth - 1));

    public string Number(IReadOnlyList<string> known, int depth = 2)
    {
        string one() => Number(known, depth - 1);
        if (depth <= 0)
            return _random.Next(5) == 0 ? Constant() : Pick(known);
        return _random.Next(14) switch
        {
            0 or 1 => $"({one()} * {one()})",
            2 => $"({one()} + {one()})",
            3 => $"({one()} - {one()})",
            4 => $"T.{Pick(["Max", "Min"])}({one()}, {one()})",
            5 => $"T.Abs({one()})",
            6 => $"T.Sqrt(T.One + T.Abs({one()}))",
            7 => $"({one()} {Pick(["<", ">="])} {Constant()} ? {one()} : {one()})",
            8 => $"T.FusedMultiplyAdd({one()}, {one()}, {one()})",
            9 => $"({one()} / (T.CreateChecked(1.5) + T.Abs({one()})))",
            10 => $"T.Log(T.CreateChecked(2.5) + T.Sin({one()}))",
            11 => $"T.Clamp({one()}, -T.One, T.CreateChecked(0.6))",
            12 => $"T.Pow(T.CreateChecked(1.2) + T.Abs({one()}), {Constant()})",
            _ => Bounded(known, depth),
        };
    }

    private string Constant() => Pick(["T.One", "T.Zero", "T.Pi", "T.NegativeOne", "T.CreateChecked(0.37)", "T.CreateChecked(2)"]);

    private TItem Pick<TItem>(IReadOnlyList<TItem> items) => items[_random.Next(items.Count)];
}
