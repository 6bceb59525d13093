using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>
/// Every formula of the derivative table against differences of the function itself, and the page that lists them.
/// <c>UPDATE_DOCS=1 dotnet test</c> rewrites the page.
/// </summary>
public sealed class DerivativeTableTests
{
    private const double Cotangent = 1.7;

    /// <summary>Where arguments are drawn from, with a margin to the points where a derivative does not exist.</summary>
    private static readonly Dictionary<Primitive, (double From, double To)[]> s_domains = new()
    {
        [Primitives.Acos] = [(-0.9, 0.9)], [Primitives.Asin] = [(-0.9, 0.9)], [Primitives.Atanh] = [(-0.9, 0.9)],
        [Primitives.Acosh] = [(1.2, 5)], [Primitives.Log] = [(0.1, 5)], [Primitives.Log2] = [(0.1, 5)], [Primitives.Log10] = [(0.1, 5)],
        [Primitives.LogP1] = [(-0.8, 3)], [Primitives.LogBase] = [(0.1, 5), (1.5, 5)], [Primitives.Sqrt] = [(0.1, 5)],
        [Primitives.Pow] = [(0.2, 3), (-3, 3)], [Primitives.Tan] = [(-1.2, 1.2)], [Primitives.Divide] = [(-3, 3), (0.4, 3)],
        [Primitives.Over] = [(-3, 3), (0.4, 3)], [Primitives.Remainder] = [(-9, 9), (1, 4)], [Primitives.IeeeRemainder] = [(-9, 9), (1, 4)],
        [Primitives.ReciprocalEstimate] = [(0.4, 3)], [Primitives.ReciprocalSqrtEstimate] = [(0.4, 3)],
        [Primitives.Clamp] = [(-3, 3), (-2, -0.5), (0.5, 2)], [Primitives.ClampShare] = [(-3, 3), (-2, -0.5), (0.5, 2), (-3, 3)],
        [Primitives.Huber] = [(-3, 3), (0.3, 2)], [Primitives.LeakyRelu] = [(-3, 3), (0.01, 0.5)], [Primitives.Select] = [(0, 2), (-3, 3), (-3, 3)],
        [Primitives.ScaleB] = [(-3, 3), (-4, 4)], [Primitives.Cbrt] = [(0.2, 3)],
    };

    /// <summary>What an idiom's value is, mathematically; and the functions of which the processor only has an estimate.</summary>
    private static readonly Dictionary<Primitive, Func<double[], double>> s_values = new()
    {
        [Primitives.LogisticQuotient] = p => p[0] / (1 + Math.Exp(p[1])),
        [Primitives.LogisticRatio] = p => Math.Exp(p[0]) / (1 + Math.Exp(p[0])),
        [Primitives.LogOnePlusExp] = p => Math.Log(1 + Math.Exp(p[0])),
        [Primitives.LogOfLogistic] = p => Math.Log(1 / (1 + Math.Exp(p[0]))),
        [Primitives.TanhQuotient] = p => (Math.Exp(p[0]) - Math.Exp(-p[0])) / (Math.Exp(p[0]) + Math.Exp(-p[0])),
        [Primitives.ReciprocalEstimate] = p => 1 / p[0],
        [Primitives.ReciprocalSqrtEstimate] = p => 1 / Math.Sqrt(p[0]),
    };

    /// <summary>What is no derivative of the value but what the source asks for instead.</summary>
    private static readonly Dictionary<Primitive, Func<double[], double>> s_asked = new()
    {
        [Primitives.Clip] = p => Math.Clamp(Cotangent, p[1], p[2]),
        [Primitives.Scale] = p => Cotangent * p[1],
        [Primitives.StraightThrough] = _ => Cotangent,
    };

    public static TheoryData<string> Entries => [.. DerivativeTable.Entries.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Formulas_are_the_derivatives_of_their_functions(string name)
    {
        Primitive primitive = IrParser.PrimitivesByName[name];
        Random random = new(name.Sum(c => c));
        for (int round = 0; round < 25; round++)
        {
            double[] point = Point(primitive, random);
            for (int argument = 0; argument < primitive.Arity; argument++)
            {
                if (!Rule.IsReal(primitive, argument) || Rule.Of(primitive, argument, IrType.Double).Flow != Flow.Differentiable)
                    continue;
                double expected = s_asked.TryGetValue(primitive, out Func<double[], double>? asked)
                    ? asked(point)
                    : Cotangent * Difference(primitive, point, argument);
                Near(IrType.Double, primitive == Primitives.Convert ? 1e-3 : 1e-6);
                Near(IrType.Single, 2e-3);

                void Near(IrType real, double tolerance)
                {
                    double actual = Rule.Of(primitive, argument, real).Derivative(point, Function(primitive, point), Cotangent);
                    Assert.True(
                        Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected)),
                        $"{name}({string.Join(", ", point)}) by argument {argument}: {actual}, differences say {expected} ({real})");
                }
            }
        }
    }

    [Fact]
    public void Every_function_of_numbers_has_a_formula_or_is_refused_as_lossy()
    {
        foreach (Primitive primitive in IrParser.PrimitivesByName.Values)
        {
            bool hasEntry = DerivativeTable.Entries.Contains(primitive);
            Value x = new(0, IrType.Double, "x");
            Let let = new(new Value(1, IrType.Double, ""), primitive, EquatableArray<Value>.Of([.. Enumerable.Repeat(x, primitive.Arity)]));
            Assert.Equal(
                hasEntry,
                primitive != Primitives.Stop && Enumerable.Range(0, primitive.Arity).Any(i => DerivativeTable.FlowOf(let, i) == Flow.Differentiable));
        }
    }

    [Fact]
    public void An_infinite_partial_times_a_zero_cotangent_is_zero()
    {
        (Primitive Primitive, double[] Point, int Argument)[] infinite =
        [
            (Primitives.Sqrt, [0], 0), (Primitives.Log, [0], 0), (Primitives.Log2, [0], 0), (Primitives.Log10, [0], 0), (Primitives.LogP1, [-1], 0),
            (Primitives.Cbrt, [0], 0), (Primitives.Asin, [1], 0), (Primitives.Acos, [-1], 0), (Primitives.Acosh, [1], 0), (Primitives.Atanh, [1], 0),
            (Primitives.Pow, [0, 0.5], 0), (Primitives.Pow, [-2, 3], 1), (Primitives.Divide, [1, 0], 0), (Primitives.Divide, [1, 0], 1),
            (Primitives.Exp, [1000], 0), (Primitives.Exp2, [2000], 0), (Primitives.Exp10, [400], 0), (Primitives.ExpM1, [1000], 0),
            (Primitives.Sinh, [1000], 0), (Primitives.Cosh, [1000], 0), (Primitives.LogBase, [0, 2], 0), (Primitives.LogBase, [2, 1], 1),
            (Primitives.ReciprocalEstimate, [0], 0), (Primitives.ReciprocalSqrtEstimate, [0], 0), (Primitives.Remainder, [1, 0], 1),
        ];
        foreach ((Primitive primitive, double[] point, int argument) in infinite)
        {
            Rule rule = Rule.Of(primitive, argument, IrType.Double);
            double derivative = rule.Derivative(point, rule.Value(point), 0);
            Assert.True(derivative == 0, $"{primitive}({string.Join(", ", point)}) by {argument}: {derivative}");
            double infinity = rule.Derivative(point, rule.Value(point), 1);
            Assert.False(double.IsFinite(infinity), $"{primitive}({string.Join(", ", point)}) by {argument}: {infinity} is no test");
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_guarded_formula_of_a_zero_cotangent_is_zero_whatever_the_arguments(string name)
    {
        Primitive primitive = IrParser.PrimitivesByName[name];
        double[] numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -2, 0.5];
        // What Clip passes on is asked for, of a zero too.
        if (primitive == Primitives.Clip)
            return;
        for (int argument = 0; argument < primitive.Arity; argument++)
        {
            Rule rule = Rule.Of(primitive, argument, IrType.Double, isGuarded: true);
            if (!Rule.IsReal(primitive, argument) || rule.Flow != Flow.Differentiable)
                continue;
            for (int choice = 0; choice < Math.Pow(numbers.Length, primitive.Arity); choice++)
            {
                double[] point = [.. Enumerable.Range(0, primitive.Arity).Select(i => numbers[choice / (int)Math.Pow(numbers.Length, i) % numbers.Length])];
                // A bound that is no bound throws in the method itself.
                bool isInDomain = primitive != Primitives.Clamp && primitive != Primitives.ClampShare || point[1] <= point[2];
                if (primitive == Primitives.Huber && !(point[1] >= 0) || primitive == Primitives.ScaleB && !double.IsFinite(point[1]))
                    isInDomain = false;
                if (!isInDomain)
                    continue;
                double derivative = rule.Derivative(point, Function(primitive, point), 0);
                Assert.True(derivative == 0, $"{name}({string.Join(", ", point)}) by argument {argument}: {derivative}");
            }
        }
    }

    [Fact]
    public void The_page_lists_every_formula() => Documents.Compare("derivatives-table.md", Page());

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("""
            # The derivative table

            One entry per function that Diff differentiates. Each formula is the product of `d`, the cotangent of the result `r`
            (or the tangent of the argument), and the partial derivative by one argument. The formulas below are printed from the
            compiler's own table and compared with it by a test; another test compares each of them with finite differences.

            - `x`, `y`, `z`, `w` are the arguments in their order, `r` is the result.
            - `d ⊗ p` and `d ⊘ q` are `d · p` and `d / q`, but 0 where `d` is 0: an infinite partial derivative times a zero
              cotangent is 0, always.
            - `d · p` becomes `d ⊗ p`, `d / q` becomes `d ⊘ q`, and a share of `d` is 0 where `d` is, where an argument can be infinite or
              not a number although the inputs are finite (a quotient, a root, a logarithm) and the result can go unused (`?:`, a branch,
              `Min`, an overwritten element).
            - `stopped`: no derivative by this argument, because it is a bound, a factor or a value that is constant by definition.
            - `—`: a condition, which has no derivative. `lost`: an integer or a sign; a method whose result depends on a parameter
              only this way is refused.
            - `….share(…, d)` is what a piecewise function passes on of `d`; see [non-smooth points](non-smooth-points.md).
            - `logistic.quotient` and the entries behind it are hand-written logistic functions that Diff recognises: `y`
              (or `z`) is the value as written, which stays as it is; only the derivative is taken from the closed form.

            | function | in C# | by x | by y | by z | by w |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (Primitive primitive in DerivativeTable.Entries)
        {
            page.Append($"| {primitive.Name} | {CSharp(primitive)} |");
            for (int i = 0; i < Rule.Names.Count; i++)
                page.Append(i < primitive.Arity ? $" {Cell(primitive, i)} |" : " |");
            page.Append('\n');
        }
        return page.ToString();
    }

    private static string Cell(Primitive primitive, int argument)
    {
        string formula = Rule.Of(primitive, argument, IrType.Double).Formula();
        return formula is "stopped" or "lost" or "—" ? formula : $"`{formula}`";
    }

    private static string CSharp(Primitive primitive) => primitive.Notation switch
    {
        Notation.Infix => $"`x {primitive.Text(ScalarKind.Double)} y`",
        Notation.Prefix => $"`{primitive.Text(ScalarKind.Double)}x`",
        Notation.Cast => "`(double)x`, `(float)x`",
        Notation.Select => "`x ? y : z`",
        Notation.Copy => primitive == Primitives.Copy ? "`r = x`" : "recognised",
        _ => $"`{primitive.Text(ScalarKind.Double)}`",
    };

    private static double[] Point(Primitive primitive, Random random)
    {
        double[] point = new double[primitive.Arity];
        for (int i = 0; i < point.Length; i++)
        {
            (double from, double to) = s_domains.TryGetValue(primitive, out (double From, double To)[]? domain) ? domain[i] : (-3, 3);
            // Exact as float, so that both precisions stand at the same place.
            point[i] = (float)(from + ((to - from) * random.NextDouble()));
        }
        if (!Rule.IsReal(primitive, 0))
            point[0] = Math.Floor(point[0]);
        if (primitive == Primitives.ScaleB)
            point[1] = Math.Floor(point[1]);
        if (primitive == Primitives.Clip)
            Array.Sort(point, 1, 2);
        // The last argument of an idiom is its value.
        if (s_values.TryGetValue(primitive, out Func<double[], double>? value) && primitive.Notation == Notation.Copy)
            point[^1] = value(point);
        return point;
    }

    private static double Function(Primitive primitive, double[] point) =>
        s_values.TryGetValue(primitive, out Func<double[], double>? value) ? value(point) : Rule.Of(primitive, 0, IrType.Double).Value(point);

    private static double Difference(Primitive primitive, double[] point, int argument)
    {
        // A conversion is watched from float to double, where steps must be as large as a float's.
        double step = primitive == Primitives.Convert ? 1.0 / 1024 : 1e-5;
        double[] left = [.. point];
        double[] right = [.. point];
        left[argument] -= step;
        right[argument] += step;
        return (Function(primitive, right) - Function(primitive, left)) / (right[argument] - left[argument]);
    }
}
