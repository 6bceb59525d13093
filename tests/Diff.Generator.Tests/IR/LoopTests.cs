using System.Collections.Generic;
using System.Reflection;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Diff.Generator.Tests.Harness;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Counted loops, buffers that loops and branches choose, and what moves out of loops.</summary>
public sealed class LoopTests
{
    [Fact]
    public void A_loop_with_a_constant_step_and_a_fixed_bound_is_counted() => Ir.Becomes(
        function => Ir.Simplified(CountedLoops.Run(function)),
        """
        function F(%x.0: double, %w.1: readonlyspan<double>) -> double {
            %2: int = constant 0
            while carry %i.3: int = %2, %s.4: double = %x.0 -> %i.5: int, %s.6: double region 1 {
                %7: int = length %w.1
                %8: bool = less %i.3, %7
                yield %8
            } do {
                %9: double = load %w.1[%i.3]
                %s.10: double = multiply %s.4, %9
                %11: int = constant 1
                %12: int = add %i.3, %11
                yield %12, %s.10
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double, %w.1: readonlyspan<double>) -> double {
            %2: int = constant 0
            %3: int = length %w.1
            for %i.4: int = %2 to %3 step 1 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                %7: double = load %w.1[%i.4]
                %s.8: double = multiply %s.5, %7
                yield %s.8
            }
            yield %s.6
        }
        """);

    [Fact]
    public void A_loop_that_counts_down_keeps_its_last_index() => Ir.Becomes(
        function => Ir.Simplified(CountedLoops.Run(function)),
        """
        function F(%n.0: int, %x.1: double) -> int {
            %2: int = constant 0
            while carry %i.3: int = %n.0, %s.4: double = %x.1 -> %i.5: int, %s.6: double region 1 {
                %8: bool = less.equal %2, %i.3
                yield %8
            } do {
                %11: int = constant 2
                %12: int = subtract %i.3, %11
                %s.10: double = sin %s.4
                yield %12, %s.10
            }
            yield %i.5, %s.6
        }
        """,
        """
        function F(%n.0: int, %x.1: double) -> int {
            %2: int = constant 0
            for %i.3: int = %n.0 to %2 step -2 greater.equal carry %s.4: double = %x.1 -> %s.5: double region 1 {
                %s.6: double = sin %s.4
                yield %s.6
            }
            %7: int = constant 2
            %8: int = add %n.0, %7
            %9: int = divide %8, %7
            %10: int = max %9, %2
            %11: int = constant -2
            %12: int = multiply %10, %11
            %13: int = add %n.0, %12
            yield %13, %s.5
        }
        """);

    /// <summary>A start at 1 and a step of 1 are one literal once common subexpressions are.</summary>
    [Fact]
    public void The_step_may_be_a_literal_in_front_of_the_loop() => Ir.Becomes(
        function => Ir.Simplified(CountedLoops.Run(Ir.Simplified(function))),
        """
        function F(%x.0: double, %n.1: int) -> double {
            %2: int = constant 1
            while carry %i.3: int = %2, %s.4: double = %x.0 -> %i.5: int, %s.6: double region 1 {
                %7: bool = less %i.3, %n.1
                yield %7
            } do {
                %8: double = sin %s.4
                %9: int = constant 1
                %10: int = add %i.3, %9
                yield %10, %8
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double, %n.1: int) -> double {
            %2: int = constant 1
            for %i.3: int = %2 to %n.1 step 1 less carry %s.4: double = %x.0 -> %s.5: double region 1 {
                %6: double = sin %s.4
                yield %6
            }
            yield %s.5
        }
        """);

    [Theory]
    [InlineData("%8: bool = less %i.3, %m.4", "%9: int = add %i.3, %one.20", "%10: int = subtract %m.4, %one.20")]
    [InlineData("%8: bool = greater %i.3, %n.1", "%9: int = add %i.3, %one.20", "%10: int = copy %m.4")]
    [InlineData("%8: bool = less %i.3, %n.1", "%9: int = add %i.3, %n.1", "%10: int = copy %m.4")]
    [InlineData("%8: bool = not.equal %i.3, %n.1", "%9: int = add %i.3, %one.20", "%10: int = copy %m.4")]
    [InlineData("%8: bool = less %i.3, %n.1", "%9: int = multiply %i.3, %one.20", "%10: int = copy %m.4")]
    public void A_bound_that_changes_or_a_step_that_is_none_stays_uncounted(string test, string step, string other)
    {
        Function function = IrParser.ParseOne($$"""
            function F(%x.0: double, %n.1: int) -> int {
                %2: int = constant 0
                while carry %i.3: int = %2, %m.4: int = %n.1 -> %i.5: int, %m.6: int region 1 {
                    {{test}}
                    yield %8
                } do {
                    %one.20: int = constant 1
                    {{step}}
                    {{other}}
                    yield %9, %10
                }
                yield %i.5
            }
            """);
        Assert.Equal(function, CountedLoops.Run(function) with { NextId = function.NextId });
    }

    [Fact]
    public void Buffers_that_are_swapped_in_a_loop_become_their_number() => Ir.Becomes(
        Selected,
        """
        function F(%a.0: span<double>, %b.1: span<double>, %n.2: int, %zero.3: int) {
            for %i.4: int = %zero.3 to %n.2 step 1 less carry %from.5: span<double> = %a.0, %to.6: span<double> = %b.1 -> %from.7: span<double>, %to.8: span<double> region 1 {
                %9: double = load %from.5[%i.4]
                store %to.6[%i.4] = %9
                yield %to.6, %from.5
            }
            %10: double = load %from.7[%zero.3]
            store %a.0[%zero.3] = %10
        }
        """,
        """
        function F(%a.0: span<double>, %b.1: span<double>, %n.2: int, %zero.3: int) {
            %4: int = constant 0
            %5: int = constant 1
            for %i.6: int = %zero.3 to %n.2 step 1 less carry %fromIndex.7: int = %4, %toIndex.8: int = %5 -> %fromIndex.9: int, %toIndex.10: int region 1 {
                %from.11: span<double> = select.buffer %fromIndex.7 of %a.0, %b.1
                %to.12: span<double> = select.buffer %toIndex.8 of %a.0, %b.1
                %13: double = load %from.11[%i.6]
                store %to.12[%i.6] = %13
                yield %toIndex.8, %fromIndex.7
            }
            %from.14: span<double> = select.buffer %fromIndex.9 of %a.0, %b.1
            %to.15: span<double> = select.buffer %toIndex.10 of %a.0, %b.1
            %16: double = load %from.14[%zero.3]
            store %a.0[%zero.3] = %16
        }
        """);

    [Fact]
    public void A_span_that_shrinks_becomes_its_start_and_length() => Ir.Becomes(
        Selected,
        """
        function F(%a.0: readonlyspan<double>, %n.1: int, %zero.2: int, %one.3: int) -> double {
            for %i.4: int = %zero.2 to %n.1 step 1 less carry %rest.5: readonlyspan<double> = %a.0 -> %rest.6: readonlyspan<double> region 1 {
                %7: int = length %rest.5
                %8: int = subtract %7, %one.3
                %9: readonlyspan<double> = slice %rest.5[%one.3, %8]
                yield %9
            }
            %10: double = load %rest.6[%zero.2]
            yield %10
        }
        """,
        """
        function F(%a.0: readonlyspan<double>, %n.1: int, %zero.2: int, %one.3: int) -> double {
            %4: int = constant 0
            %5: int = constant 0
            %6: int = length %a.0
            for %i.7: int = %zero.2 to %n.1 step 1 less carry %restIndex.8: int = %4, %restStart.9: int = %5, %restLength.10: int = %6 -> %restIndex.11: int, %restStart.12: int, %restLength.13: int region 1 {
                %rest.14: readonlyspan<double> = slice %a.0[%restStart.9, %restLength.10]
                %15: int = length %rest.14
                %16: int = subtract %15, %one.3
                %17: readonlyspan<double> = slice %rest.14[%one.3, %16]
                %18: int = add %restStart.9, %one.3
                yield %restIndex.8, %18, %16
            }
            %rest.19: readonlyspan<double> = slice %a.0[%restStart.12, %restLength.13]
            %20: double = load %rest.19[%zero.2]
            yield %20
        }
        """);

    [Fact]
    public void A_branch_that_chooses_a_buffer_becomes_a_number() => Ir.Becomes(
        Selected,
        """
        function F(%a.0: readonlyspan<double>, %b.1: readonlyspan<double>, %c.2: bool, %i.3: int) -> double {
            if %c.2 -> %w.4: readonlyspan<double> region 1 {
                yield %a.0
            } else {
                yield %b.1
            }
            %5: double = load %w.4[%i.3]
            yield %5
        }
        """,
        """
        function F(%a.0: readonlyspan<double>, %b.1: readonlyspan<double>, %c.2: bool, %i.3: int) -> double {
            if %c.2 -> %wIndex.4: int region 1 {
                %5: int = constant 0
                yield %5
            } else {
                %6: int = constant 1
                yield %6
            }
            %w.7: readonlyspan<double> = select.buffer %wIndex.4 of %a.0, %b.1
            %8: double = load %w.7[%i.3]
            yield %8
        }
        """);

    /// <summary>Numbers that leave an inner loop mean the same buffers in the outer one.</summary>
    [Fact]
    public void What_an_inner_loop_chose_is_carried_by_the_outer() => Ir.Becomes(
        Selected,
        """
        function F(%a.0: readonlyspan<double>, %b.1: readonlyspan<double>, %c.2: readonlyspan<double>, %n.3: int, %zero.4: int) -> double {
            for %i.5: int = %zero.4 to %n.3 step 1 less carry %outer.6: readonlyspan<double> = %c.2 -> %outer.7: readonlyspan<double> region 1 {
                for %j.8: int = %zero.4 to %i.5 step 1 less carry %inner.9: readonlyspan<double> = %a.0 -> %inner.10: readonlyspan<double> region 2 {
                    yield %b.1
                }
                yield %inner.10
            }
            %11: double = load %outer.7[%zero.4]
            yield %11
        }
        """,
        """
        function F(%a.0: readonlyspan<double>, %b.1: readonlyspan<double>, %c.2: readonlyspan<double>, %n.3: int, %zero.4: int) -> double {
            %5: int = constant 0
            for %i.6: int = %zero.4 to %n.3 step 1 less carry %outerIndex.7: int = %5 -> %outerIndex.8: int region 1 {
                %outer.9: readonlyspan<double> = select.buffer %outerIndex.7 of %c.2, %a.0, %b.1
                %10: int = constant 1
                for %j.11: int = %zero.4 to %i.6 step 1 less carry %innerIndex.12: int = %10 -> %innerIndex.13: int region 2 {
                    %inner.14: readonlyspan<double> = select.buffer %innerIndex.12 of %a.0, %a.0, %b.1
                    %15: int = constant 2
                    yield %15
                }
                %inner.16: readonlyspan<double> = select.buffer %innerIndex.13 of %a.0, %a.0, %b.1
                yield %innerIndex.13
            }
            %outer.17: readonlyspan<double> = select.buffer %outerIndex.8 of %c.2, %a.0, %b.1
            %18: double = load %outer.17[%zero.4]
            yield %18
        }
        """);

    [Fact]
    public void The_gradient_goes_to_the_buffer_that_an_inner_loop_chose()
    {
        Assembly program = GeneratorHarness.Run(
            """
            using System;
            using Diff;
            public static partial class Program
            {
                [Differentiable]
                public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, int n)
                {
                    double sum = 0;
                    ReadOnlySpan<double> outer = c;
                    for (int i = 0; i < n; i++)
                    {
                        sum += (i + 1) * outer[0];
                        ReadOnlySpan<double> inner = a;
                        for (int j = 0; j < i; j++)
                            inner = b;
                        outer = inner;
                    }
                    return sum;
                }

                public static double[] Run()
                {
                    double[] result = new double[4];
                    result[3] = FGradient([2.0], [3.0], [5.0], 3, result.AsSpan(0, 1), result.AsSpan(1, 1), result.AsSpan(2, 1));
                    return result;
                }
            }
            """).Load();
        // 1 c + 2 a + 3 b.
        Assert.Equal([2.0, 3.0, 1.0, 18.0], (double[])program.GetType("Program")!.GetMethod("Run")!.Invoke(null, null)!);
    }

    [Fact]
    public void A_buffer_made_in_a_loop_and_kept_beyond_it_is_refused()
    {
        List<Refusal> refusals = [];
        _ = BufferSelection.Run(IrParser.ParseOne(
            """
            function F(%a.0: span<double>, %n.1: int, %zero.2: int) {
                for %i.3: int = %zero.2 to %n.1 step 1 less carry %b.4: span<double> = %a.0 -> %b.5: span<double> {
                    %6: span<double> = allocate %n.1
                    yield %6
                }
            }
            """), refusals);
        Assert.Equal(Refusals.EscapingArray, Assert.Single(refusals).Id);
    }

    [Fact]
    public void Lengths_and_integer_arithmetic_leave_loops_as_far_as_they_can() => Ir.Becomes(
        Hoisting.Run,
        """
        function F(%w.0: span<double>, %n.1: int, %zero.2: int) {
            for %i.3: int = %zero.2 to %n.1 step 1 less {
                %4: int = length %w.0
                %5: int = multiply %i.3, %4
                for %j.6: int = %zero.2 to %n.1 step 1 less {
                    %7: int = constant 2
                    %8: int = multiply %i.3, %7
                    %9: int = add %8, %j.6
                    %10: double = load %w.0[%7]
                    store %w.0[%9] = %10
                }
            }
        }
        """,
        """
        function F(%w.0: span<double>, %n.1: int, %zero.2: int) {
            %3: int = length %w.0
            %4: int = constant 2
            for %i.5: int = %zero.2 to %n.1 step 1 less {
                %6: int = multiply %i.5, %3
                %7: int = multiply %i.5, %4
                for %j.8: int = %zero.2 to %n.1 step 1 less {
                    %9: int = add %7, %j.8
                    %10: double = load %w.0[%4]
                    store %w.0[%9] = %10
                }
            }
        }
        """);

    [Fact]
    public void What_a_loop_computes_from_outside_leaves_its_header_too() => Ir.Becomes(
        Hoisting.Run,
        """
        function F(%x.0: double, %n.1: int) {
            while carry %i.2: int = %n.1 -> %i.3: int region 1 {
                %4: int = constant 2
                %5: int = multiply %n.1, %4
                %6: bool = less %i.2, %5
                yield %6
            } do {
                %7: int = constant 3
                %8: int = add %i.2, %7
                %9: double = sin %x.0
                yield %8
            }
        }
        """,
        """
        function F(%x.0: double, %n.1: int) {
            %2: int = constant 2
            %3: int = multiply %n.1, %2
            %4: int = constant 3
            while carry %i.5: int = %n.1 -> %i.6: int region 1 {
                %7: bool = less %i.5, %3
                yield %7
            } do {
                %8: int = add %i.5, %4
                %9: double = sin %x.0
                yield %8
            }
        }
        """);

    [Fact]
    public void What_may_throw_stays_where_it_is()
    {
        Function function = IrParser.ParseOne(
            """
            function F(%w.0: span<double>, %n.1: int, %c.2: bool) {
                if %c.2 {
                    %3: int = divide %n.1, %n.1
                    %4: int = remainder %n.1, %n.1
                    %5: int = add.checked %n.1, %n.1
                    %7: int = abs %n.1
                    %6: double = load %w.0[%n.1]
                    store %w.0[%n.1] = %6
                }
            }
            """);
        Assert.Equal(function, Hoisting.Run(function));
    }

    private static Function Selected(Function function)
    {
        List<Refusal> refusals = [];
        Function selected = BufferSelection.Run(function, refusals);
        Assert.Empty(refusals);
        return selected;
    }
}
