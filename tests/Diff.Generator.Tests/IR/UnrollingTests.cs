using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Short loops that are written out, short arrays that become values, functions that are computed once; and what stays as it is.</summary>
public sealed class UnrollingTests
{
    [Fact]
    public void A_short_loop_is_written_out() => Ir.Becomes(
        Unrolling.Run,
        """
        function F(%x.0: double, %w.1: readonlyspan<double>) -> double {
            %2: int = constant 1
            %3: int = constant 4
            for %i.4: int = %2 to %3 step 2 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                %7: int = add %i.4, %i.4
                %8: double = load %w.1[%7]
                %s.9: double = multiply %s.5, %8
                yield %s.9
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double, %w.1: readonlyspan<double>) -> double {
            %2: int = constant 2
            %3: double = load %w.1[%2]
            %s.4: double = multiply %x.0, %3
            %5: int = constant 6
            %6: double = load %w.1[%5]
            %s.7: double = multiply %s.4, %6
            yield %s.7
        }
        """);

    [Fact]
    public void A_loop_without_a_trip_goes() => Ir.Becomes(
        Unrolling.Run,
        """
        function F(%x.0: double) -> double {
            %2: int = constant 1
            for %i.4: int = %2 to %2 step 1 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                %s.9: double = multiply %s.5, %s.5
                yield %s.9
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double) -> double {
            yield %x.0
        }
        """);

    [Fact]
    public void The_trips_of_an_inner_loop_may_be_known_in_each_copy_alone() => Ir.Becomes(
        Unrolling.Run,
        """
        function F(%x.0: double) -> double {
            %2: int = constant 0
            %3: int = constant 3
            for %i.4: int = %2 to %3 step 1 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                for %j.7: int = %2 to %i.4 step 1 less carry %s.8: double = %s.5 -> %s.9: double region 2 {
                    %s.10: double = sin %s.8
                    yield %s.10
                }
                yield %s.9
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double) -> double {
            %s.1: double = sin %x.0
            %s.2: double = sin %s.1
            %s.3: double = sin %s.2
            yield %s.3
        }
        """);

    [Theory]
    [InlineData("constant 17")]
    [InlineData("copy %n.1")]
    [InlineData("length %w.2")]
    public void A_loop_that_is_long_or_of_unknown_length_stays(string bound)
    {
        string text = $$"""
            function F(%x.0: double, %n.1: int, %w.2: readonlyspan<double>) -> double {
                %3: int = constant 0
                %4: int = {{bound}}
                for %i.5: int = %3 to %4 step 1 less carry %s.6: double = %x.0 -> %s.7: double region 1 {
                    %s.8: double = sin %s.6
                    yield %s.8
                }
                yield %s.7
            }
            """;
        Ir.Becomes(Unrolling.Run, text, text);
    }

    [Fact]
    public void A_loop_around_one_that_stays_is_left_alone() => Ir.Becomes(
        Unrolling.Run,
        """
        function F(%x.0: double, %n.1: int) -> double {
            %2: int = constant 0
            %3: int = constant 3
            for %i.4: int = %2 to %3 step 1 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                for %j.7: int = %2 to %n.1 step 1 less carry %s.8: double = %s.5 -> %s.9: double region 2 {
                    %s.10: double = sin %s.8
                    yield %s.10
                }
                yield %s.9
            }
            yield %s.6
        }
        """,
        """
        function F(%x.0: double, %n.1: int) -> double {
            %2: int = constant 0
            %3: int = constant 3
            for %i.4: int = %2 to %3 step 1 less carry %s.5: double = %x.0 -> %s.6: double region 1 {
                for %j.7: int = %2 to %n.1 step 1 less carry %s.8: double = %s.5 -> %s.9: double region 2 {
                    %s.10: double = sin %s.8
                    yield %s.10
                }
                yield %s.9
            }
            yield %s.6
        }
        """);

    [Fact]
    public void The_elements_of_a_short_array_become_values_that_branches_yield_and_loops_carry() => Ir.Becomes(
        ScalarReplacement.Run,
        """
        function F(%x.0: double, %n.1: int, %c.2: bool) -> double {
            %3: int = constant 0
            %4: int = constant 1
            %5: int = constant 2
            %a.6: span<double> = allocate %5
            %7: double = sin %x.0
            store %a.6[%4] = %7
            for %i.8: int = %3 to %n.1 step 1 less region 1 {
                %part.9: span<double> = slice %a.6[%4, %4]
                %10: double = load %part.9[%3]
                if %c.2 region 2 {
                    %11: double = cos %10
                    store %a.6[%3] = %11
                } else {
                }
            }
            %12: double = load %a.6[%3]
            yield %12
        }
        """,
        """
        function F(%x.0: double, %n.1: int, %c.2: bool) -> double {
            %3: int = constant 0
            %4: int = constant 1
            %5: int = constant 2
            %6: double = constant 0
            %a1.7: double = sin %x.0
            for %i.8: int = %3 to %n.1 step 1 less carry %a0.9: double = %6 -> %a0.10: double region 1 {
                if %c.2 -> %a0.11: double region 2 {
                    %a0.12: double = cos %a1.7
                    yield %a0.12
                } else {
                    yield %a0.9
                }
                yield %a0.11
            }
            yield %a0.10
        }
        """);

    [Theory]
    [InlineData("%5: double = load %a.4[%n.1]", "%5")]
    [InlineData("%5: double = load %a.4[%3]", "%5")]
    [InlineData("%p.5: span<double> = slice %a.4[%2, %n.1]\n    %6: double = load %p.5[%2]", "%6")]
    [InlineData("%5: double = span.call Norm(%a.4)", "%5")]
    public void An_array_of_which_a_place_is_unknown_or_outside_or_that_is_handed_on_stays(string use, string result)
    {
        string text = $$"""
            function F(%x.0: double, %n.1: int) -> double {
                %2: int = constant 0
                %3: int = constant 2
                %a.4: span<double> = allocate %3
                store %a.4[%2] = %x.0
                {{use}}
                yield {{result}}
            }
            """;
        Ir.Becomes(ScalarReplacement.Run, text, text);
    }

    [Fact]
    public void A_function_that_the_mirrored_block_computed_is_not_computed_again() => Ir.Becomes(
        function => function with { Body = ForwardReuse.Run(function.Body) },
        """
        function F(%x.0: double, %c.1: bool, %d.2: double) -> double {
            if %c.1 -> %3: double region 1 {
                %4: double = cos %x.0
                yield %4
            } else {
                yield %x.0
            }
            if %c.1 -> %5: double region -1 mirror 1 {
                %6: double = cos %x.0
                %7: double = multiply %d.2, %6
                yield %7
            } else {
                %8: double = cos %x.0
                yield %8
            }
            yield %3, %5
        }
        """,
        """
        function F(%x.0: double, %c.1: bool, %d.2: double) -> double {
            if %c.1 -> %3: double region 1 {
                %4: double = cos %x.0
                yield %4
            } else {
                yield %x.0
            }
            if %c.1 -> %5: double region -1 mirror 1 {
                %6: double = multiply %d.2, %4
                yield %6
            } else {
                %7: double = cos %x.0
                yield %7
            }
            yield %3, %5
        }
        """);
}
