using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>The contract's table of non-smooth points, cell by cell through the rules, and the page that publishes it.</summary>
public sealed class NonSmoothTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>A function at a point, and the derivative by each argument; null where no claim is made.</summary>
    private sealed record Cell(Primitive Function, double[] Point, params double?[] Derivatives);

    private static readonly (string Title, Cell[] Cells)[] s_table =
    [
        ("`Abs` at 0: 0", [new(Primitives.Abs, [0], 0), new(Primitives.Abs, [-0.0], 0)]),
        ("`Max`, `Min`, tie: half to each", [
            new(Primitives.Max, [2, 2], 0.5, 0.5), new(Primitives.Min, [2, 2], 0.5, 0.5),
            new(Primitives.MaxMagnitude, [2, 2], 0.5, 0.5), new(Primitives.MinMagnitude, [2, 2], 0.5, 0.5)]),
        ("`MaxMagnitude`, `MinMagnitude` of opposite numbers: as `Max`, `Min`", [
            new(Primitives.MaxMagnitude, [-2, 2], 0, 1), new(Primitives.MinMagnitude, [-2, 2], 1, 0)]),
        ("`Relu` at 0: 0", [new(Primitives.Relu, [0], 0)]),
        ("`LeakyRelu` at 0: the negative slope", [new(Primitives.LeakyRelu, [0, 0.1], 0.1, 0)]),
        ("`Clamp` at a bound: 1 for x", [
            new(Primitives.Clamp, [1, 1, 2], 1, 0, 0), new(Primitives.Clamp, [2, 1, 2], 1, 0, 0)]),
        ("`Clamp` outside: 1 for the bound", [
            new(Primitives.Clamp, [0, 1, 2], 0, 1, 0), new(Primitives.Clamp, [3, 1, 2], 0, 0, 1)]),
        ("`Huber` at its threshold: both sides agree", [new(Primitives.Huber, [1, 1], 1, 0), new(Primitives.Huber, [-1, 1], -1, 0)]),
        ("`CopySign`: the sign of the zero", [new(Primitives.CopySign, [0, -1], -1, null), new(Primitives.CopySign, [-0.0, -1], 1, null)]),
        ("`Sqrt` at 0: +∞", [new(Primitives.Sqrt, [0], Infinity)]),
        ("`Hypot` at the origin: 0", [new(Primitives.Hypot, [0, 0], 0, 0)]),
        ("`Atan2` at the origin: 0", [new(Primitives.Atan2, [0, 0], 0, 0)]),
        ("`Pow` at base 0: by the base 0 for y > 1, 1 for y = 1, 0 for y = 0, +∞ between; by the exponent 0", [
            new(Primitives.Pow, [0, 2.5], 0, 0), new(Primitives.Pow, [0, 1], 1, 0), new(Primitives.Pow, [0, 0], 0, 0),
            new(Primitives.Pow, [0, 0.5], Infinity, 0)]),
        ("`Pow` of a negative base: by the exponent not a number", [new(Primitives.Pow, [-2, 3], 12, double.NaN)]),
        ("`Log` at 0: +∞", [
            new(Primitives.Log, [0], Infinity), new(Primitives.Log2, [0], Infinity), new(Primitives.Log10, [0], Infinity),
            new(Primitives.LogP1, [-1], Infinity)]),
        ("`Cbrt` at 0: +∞", [new(Primitives.Cbrt, [0], Infinity)]),
        ("`Asin` at ±1: +∞; `Acos` at ±1: −∞", [
            new(Primitives.Asin, [1], Infinity), new(Primitives.Asin, [-1], Infinity),
            new(Primitives.Acos, [1], -Infinity), new(Primitives.Acos, [-1], -Infinity)]),
        ("`x % y`: 1 by x, −truncate(x / y) by y", [
            new(Primitives.Remainder, [6, 2], 1, -3), new(Primitives.Remainder, [-7, 2], 1, 3)]),
        ("A NaN operand gives NaN", [
            new(Primitives.Max, [double.NaN, 1], double.NaN, double.NaN), new(Primitives.Min, [1, double.NaN], double.NaN, double.NaN),
            new(Primitives.Clamp, [double.NaN, 1, 2], double.NaN, null, null), new(Primitives.Abs, [double.NaN], double.NaN),
            new(Primitives.Relu, [double.NaN], double.NaN)]),
    ];

    /// <summary>Derivative zero almost everywhere: lost, which is refused where there is no other path.</summary>
    private static readonly Primitive[] s_lossy =
    [
        Primitives.Floor, Primitives.Ceiling, Primitives.Truncate, Primitives.Round, Primitives.RoundDigits, Primitives.RoundMode,
        Primitives.RoundDigitsMode, Primitives.Sign, Primitives.ILogB,
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, s_table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_cell_holds(int row)
    {
        foreach (Cell cell in s_table[row].Cells)
        {
            foreach (IrType real in new[] { IrType.Double, IrType.Single })
            {
                for (int i = 0; i < cell.Derivatives.Length; i++)
                {
                    if (cell.Derivatives[i] is not double expected)
                        continue;
                    Rule rule = Rule.Of(cell.Function, i, real);
                    double result = rule.Value(cell.Point);
                    double actual = rule.Derivative(cell.Point, result, 1);
                    Assert.True(
                        real == IrType.Double ? actual.Equals(expected) : actual.Equals((double)(float)expected),
                        $"{cell.Function}({Text(cell.Point)}) by argument {i}: {actual}, not {expected} ({real})");
                }
            }
        }
    }

    [Fact]
    public void Rounding_has_no_derivative()
    {
        foreach (Primitive primitive in s_lossy)
            Assert.Equal(Flow.Lossy, Rule.Of(primitive, 0, IrType.Double).Flow);
    }

    [Fact]
    public void The_norm_of_nothing_but_zeros_and_the_logarithm_of_a_sum_of_nothing_have_derivative_zero()
    {
        double[] zeros = [0, 0, 0];
        double[] cotangent = new double[3];
        Pullbacks.Norm(zeros, Functions.Norm(zeros), 1, cotangent);
        Assert.Equal([0, 0, 0], cotangent);
        double[] nothing = [-Infinity, -Infinity];
        cotangent = new double[2];
        Pullbacks.LogSumExp(nothing, Functions.LogSumExp(nothing), 1, cotangent);
        Assert.Equal([0, 0], cotangent);
    }

    [Fact]
    public void The_page_lists_every_cell() => Documents.Compare("non-smooth-points.md", Page());

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("""
            # Non-smooth points

            Where a function has no derivative, or an infinite one, Diff returns what this table says, in `float` and in `double`.
            Each row is tested through the compiler's own [derivative table](derivatives-table.md).

            - An infinite partial derivative times a zero cotangent (or tangent) is 0, always: `k * Math.Sqrt(x)` at
              `k = 0`, `x = 0` has derivative 0 by `x`. So what is computed and then not used (`x > 0 ? q : 0` with a
              `q` that is infinite or not a number) leaves no NaN. Arguments that are infinite themselves are not covered. A
              `[DerivativeOf]` rule that returns scalars is not called where their cotangents are all 0.
            - Functions that round (`Floor`, `Ceiling`, `Truncate`, `Round`, `Sign`, `ILogB`, a cast to an integer) have derivative
              0 where another path reaches the result; where they are the only path, the method is refused.
            - `Norm` at the origin and `LogSumExp` of nothing but −∞ have derivative 0. So do `Length` and `Distance` of vectors and quaternions and
              `Complex.Abs`, `Magnitude` and `Phase`.
            - `Max(0, x)` (½ at 0) is never rewritten to `Relu` (0), nor `Min(Max(…))` to `Clamp`.
            - A chain `m = Math.Max(m, x[i])` shares ties in the order in which it is written; `if (x[i] > m) m = x[i]` keeps the first.

            | point | function | at | derivative by each argument |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach ((string point, Cell[] cells) in s_table)
        {
            string title = point;
            foreach (Cell cell in cells)
            {
                string derivatives = string.Join(", ", cell.Derivatives.Select(d => d is double number ? Text(number) : "—"));
                page.Append($"| {title} | `{cell.Function.Name}` | {Text(cell.Point)} | {derivatives} |\n");
                title = "";
            }
        }
        return page.ToString();
    }

    private static string Text(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(Text));

    private static string Text(double number) =>
        double.IsPositiveInfinity(number) ? "+∞"
        : double.IsNegativeInfinity(number) ? "−∞"
        : number.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
