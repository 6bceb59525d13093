using System;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>What is rewritten and, more important, what is not: the primal keeps its bits.</summary>
public sealed class SimplifyTests
{
    /// <summary>A primal's floating-point operation that must stay: its value differs for −0, infinities or NaN.</summary>
    [Theory]
    [InlineData("multiply %x.0, %zero.1")]
    [InlineData("add %x.0, %zero.1")]
    [InlineData("subtract %x.0, %x.0")]
    [InlineData("subtract %zero.1, %x.0")]
    [InlineData("divide %x.0, %x.0")]
    [InlineData("divide %zero.1, %x.0")]
    [InlineData("multiply %x.0, %minus.3")]
    [InlineData("remainder %x.0, %one.2")]
    [InlineData("pow %x.0, %two.4")]
    [InlineData("max %x.0, %x.0")]
    [InlineData("sqrt %two.4")]
    [InlineData("sin %zero.1")]
    public void A_number_of_the_primal_is_not_rewritten(string operation) => Unchanged(operation, "double");

    [Theory]
    [InlineData("equal %x.0, %x.0")]
    [InlineData("less %x.0, %x.0")]
    [InlineData("greater.equal %x.0, %x.0")]
    public void A_comparison_of_a_number_with_itself_is_not_decided(string operation) => Unchanged(operation, "bool");

    [Theory]
    [InlineData("multiply %x.0, %one.2", "%x.0")]
    [InlineData("multiply %one.2, %x.0", "%x.0")]
    [InlineData("divide %x.0, %one.2", "%x.0")]
    [InlineData("add %one.2, %two.4", "constant 3")]
    [InlineData("multiply %zero.1, %minus.3", "constant -0")]
    [InlineData("divide %one.2, %zero.1", "constant Infinity")]
    [InlineData("divide %zero.1, %zero.1", "constant NaN")]
    [InlineData("negate %zero.1", "constant -0")]
    public void What_has_the_same_bits_is_rewritten(string operation, string result) => Rewritten(operation, result, false);

    [Theory]
    [InlineData("times %x.0, %one.2", "%x.0")]
    [InlineData("times %x.0, %two.4", "multiply %x.0, %two.4")]
    [InlineData("over %x.0, %one.2", "%x.0")]
    [InlineData("over %x.0, %two.4", "divide %x.0, %two.4")]
    [InlineData("over %x.0, %zero.1", "over %x.0, %zero.1")]
    [InlineData("times %x.0, %infinity.5", "times %x.0, %infinity.5")]
    [InlineData("multiply %x.0, %minus.3", "negate %x.0")]
    [InlineData("pow %x.0, %two.4", "multiply %x.0, %x.0")]
    [InlineData("pow %x.0, %one.2", "%x.0")]
    public void Derivatives_are_rewritten_algebraically(string operation, string result) => Rewritten(operation, result, true);

    /// <summary>The lengths of two arrays that a loop swaps: what starts alike and only changes places is constant, anything else is not.</summary>
    [Theory]
    [InlineData("%n.1", "%b.5", "%a.4", 0)]
    [InlineData("%n.1", "%b.5", "%n.1", 0)]
    [InlineData("%m.2", "%b.5", "%a.4", 2)]
    [InlineData("%n.1", "%b.5", "%m.2", 2)]
    public void Carried_values_that_only_change_places(string initial, string nextA, string nextB, int kept)
    {
        Function simplified = Ir.Simplified(IrParser.ParseOne(
            $$"""
            function F(%k.0: int, %n.1: int, %m.2: int) -> int, int {
                %zero.3: int = constant 0
                for %i.8: int = %zero.3 to %k.0 step 1 less carry %a.4: int = %n.1, %b.5: int = {{initial}} -> %a.6: int, %b.7: int region 1 {
                    yield {{nextA}}, {{nextB}}
                }
                yield %a.6, %b.7
            }
            """));
        int carried = 0;
        foreach (Op op in simplified.Body.Ops)
        {
            carried += op is For loop ? loop.Carried.Count : 0;
        }

        Assert.Equal(kept, carried);
        if (kept == 0)
        {
            Assert.All(simplified.Body.Yields, y => Assert.Equal("n", y.Name));
        }
    }

    /// <summary>By way of double it would be rounded twice, to 9007199254740992.</summary>
    [Fact]
    public void A_long_is_rounded_to_float_once()
    {
        Function simplified = Ir.Simplified(IrParser.ParseOne(
            """
            function F() -> float {
                %0: long = constant 9007199791611905
                %1: float = convert %0
                yield %1
            }
            """));
        Assert.Equal((double)(float)9007199791611905L, ((ConstantOp)Assert.Single(simplified.Body.Ops)).Constant.Real);
    }

    [Fact]
    public void What_is_computed_twice_is_computed_once() => Ir.Becomes(
        function => Ir.Simplified(function),
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %2: double = sin %x.0
            if %c.1 -> %3: double {
                %4: double = sin %x.0
                %5: double = cos %4
                yield %5
            } else {
                %6: double = cos %2
                yield %6
            }
            %7: double = cos %2
            %8: double = add %3, %7
            yield %8
        }
        """,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %2: double = sin %x.0
            if %c.1 -> %3: double {
                %4: double = cos %2
                yield %4
            } else {
                %5: double = cos %2
                yield %5
            }
            %6: double = cos %2
            %7: double = add %3, %6
            yield %7
        }
        """);

    [Fact]
    public void A_load_is_not_shared_across_a_store() => Stays(
        """
        function F(%w.0: span<double>, %i.1: int, %x.2: double) -> double {
            %3: double = load %w.0[%i.1]
            store %w.0[%i.1] = %x.2
            %4: double = load %w.0[%i.1]
            %5: double = add %3, %4
            yield %5
        }
        """);

    [Fact]
    public void A_branch_that_is_decided_is_gone_and_a_condition_is_known_inside() => Ir.Becomes(
        function => Ir.Simplified(function),
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %2: bool = constant true
            if %2 -> %3: double {
                %4: double = sin %x.0
                yield %4
            } else {
                yield %x.0
            }
            %5: bool = not %c.1
            if %5 -> %6: double {
                if %c.1 -> %7: double {
                    yield %x.0
                } else {
                    yield %3
                }
                yield %7
            } else {
                yield %x.0
            }
            yield %6
        }
        """,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %2: double = sin %x.0
            if %c.1 -> %3: double {
                yield %x.0
            } else {
                yield %2
            }
            yield %3
        }
        """);

    [Fact]
    public void What_a_loop_carries_for_nothing_is_dropped() => Ir.Becomes(
        function => Ir.Simplified(function),
        """
        function F(%x.0: double, %n.1: int, %zero.2: int) -> double {
            for %i.3: int = %zero.2 to %n.1 step 1 less carry %a.4: double = %x.0, %b.5: double = %x.0, %d.6: double = %x.0 -> %a.7: double, %b.8: double, %d.9: double {
                %10: double = sin %a.4
                %11: double = multiply %b.5, %d.6
                yield %a.4, %11, %10
            }
            yield %b.8
        }
        """,
        """
        function F(%x.0: double, %n.1: int, %zero.2: int) -> double {
            for %i.3: int = %zero.2 to %n.1 step 1 less carry %b.4: double = %x.0, %d.5: double = %x.0 -> %b.6: double, %d.7: double {
                %8: double = sin %x.0
                %9: double = multiply %b.4, %d.5
                yield %9, %8
            }
            yield %b.6
        }
        """);

    [Fact]
    public void What_may_throw_is_not_dead() => Stays(
        """
        function F(%w.0: span<double>, %i.1: int, %x.2: double) -> double {
            %3: double = load %w.0[%i.1]
            %4: span<double> = slice %w.0[%i.1, %i.1]
            %5: int = divide %i.1, %i.1
            %6: int = add.checked %i.1, %i.1
            %10: int = abs %i.1
            %7: double = clamp %x.2, %x.2, %x.2
            %8: int = sign %x.2
            %9: double = opaque "Next()"() as "Next"
            yield %x.2
        }
        """);

    [Fact]
    public void What_cannot_throw_and_nobody_reads_is_dead() => Ir.Becomes(
        function => function with { Body = DeadCode.Run(function.Body) },
        """
        function F(%w.0: span<double>, %i.1: int, %x.2: double) -> double {
            %3: double = divide %x.2, %x.2
            %4: int = constant 2
            %5: int = divide %i.1, %4
            %6: int = length %w.0
            %7: span<double> = allocate %6
            %8: double = opaque "Pure()"() as "Pure" pure
            for %j.9: int = %i.1 to %6 step 1 less carry %s.10: double = %x.2 -> %s.11: double {
                %12: double = sin %s.10
                yield %12
            }
            yield %x.2
        }
        """,
        """
        function F(%w.0: span<double>, %i.1: int, %x.2: double) -> double {
            yield %x.2
        }
        """);

    [Fact]
    public void A_loop_that_may_not_end_stays() => Stays(
        """
        function F(%x.0: double, %c.1: bool) -> double {
            while {
                yield %c.1
            } do {
            }
            yield %x.0
        }
        """);

    [Fact]
    public void Logistic_functions_are_recognised_and_keep_their_value() => Ir.Becomes(
        Idioms.Run,
        """
        function F(%x.0: double) -> double {
            %one.1: double = constant 1
            %2: double = exp %x.0
            %3: double = add %one.1, %2
            %p.4: double = divide %one.1, %3
            %q.5: double = divide %2, %3
            %l.6: double = log %3
            yield %p.4, %q.5, %l.6
        }
        """,
        """
        function F(%x.0: double) -> double {
            %one.1: double = constant 1
            %2: double = exp %x.0
            %3: double = add %one.1, %2
            %p.4: double = divide %one.1, %3
            %p.5: double = logistic.quotient %one.1, %x.0, %p.4
            %q.6: double = divide %2, %3
            %q.7: double = logistic.ratio %x.0, %q.6
            %l.8: double = log %3
            %l.9: double = log.one.plus.exp %x.0, %l.8
            yield %p.5, %q.7, %l.9
        }
        """);

    [Fact]
    public void The_hyperbolic_tangent_is_recognised() => Ir.Becomes(
        Idioms.Run,
        """
        function F(%x.0: double) -> double {
            %1: double = negate %x.0
            %2: double = exp %x.0
            %3: double = exp %1
            %4: double = subtract %2, %3
            %5: double = add %3, %2
            %t.6: double = divide %4, %5
            yield %t.6
        }
        """,
        """
        function F(%x.0: double) -> double {
            %1: double = negate %x.0
            %2: double = exp %x.0
            %3: double = exp %1
            %4: double = subtract %2, %3
            %5: double = add %3, %2
            %t.6: double = divide %4, %5
            %t.7: double = tanh.quotient %x.0, %t.6
            yield %t.7
        }
        """);

    [Fact]
    public void What_only_looks_logistic_is_left_alone()
    {
        Function function = IrParser.ParseOne(
            """
            function F(%x.0: double) -> double {
                %two.1: double = constant 2
                %one.2: double = constant 1
                %3: double = exp %x.0
                %4: double = add %two.1, %3
                %5: double = divide %one.2, %4
                %6: double = subtract %one.2, %3
                %7: double = log %6
                %8: double = divide %3, %3
                yield %5, %7, %8
            }
            """);
        Assert.Equal(function.Body, Idioms.Run(function).Body);
    }

    private static string Program(string operation, string type) => $$"""
        function F(%x.0: double) -> {{type}} {
            %zero.1: double = constant 0
            %one.2: double = constant 1
            %minus.3: double = constant -1
            %two.4: double = constant 2
            %infinity.5: double = constant Infinity
            %r.6: {{type}} = {{operation}}
            yield %r.6
        }
        """;

    private static void Unchanged(string operation, string type)
    {
        Function function = IrParser.ParseOne(Program(operation, type));
        Function simplified = Ir.Simplified(function);
        Assert.Equal(function.Body.Ops[^1], simplified.Body.Ops[^1]);
        Assert.Equal(function.Body.Yields, simplified.Body.Yields);
    }

    private static void Rewritten(string operation, string result, bool isDerivative)
    {
        Function simplified = Ir.Simplified(IrParser.ParseOne(Program(operation, "double")), isDerivative);
        Value value = simplified.Body.Yields[0];
        string text = Printer.Print(simplified);
        string line = Array.Find(text.Split('\n'), l => l.TrimStart().StartsWith(value + ": double = ", StringComparison.Ordinal)) ?? "";
        string actual = line.Length == 0 ? value.ToString() : line.Split(" = ")[1];
        Assert.Equal(result, actual.Replace(": double", "", StringComparison.Ordinal));
    }

    private static void Stays(string text)
    {
        Function function = IrParser.ParseOne(text);
        Assert.Equal(Printer.Print(function), Printer.Print(Ir.Simplified(function)));
    }
}
