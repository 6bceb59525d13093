using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Break, continue and return become branches and conditions; the dialect stays mutable.</summary>
public sealed class ControlFlowTests
{
    [Fact]
    public void A_return_at_the_end_is_the_result() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(%x.0: double) -> double {
            %1: double = sin %x.0
            return %1
        }
        """,
        """
        function F(%x.0: double) -> double {
            %1: bool = constant false
            %returned.2: bool = copy %1
            %3: double = constant 0
            %result.4: double = copy %3
            %5: double = sin %x.0
            %result.4 = copy %5
            %6: bool = constant true
            %returned.2 = copy %6
            yield %result.4
        }
        """);

    [Fact]
    public void What_follows_a_return_of_one_side_moves_into_the_other() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 {
                return %x.0
            }
            %2: double = sin %x.0
            return %2
        }
        """,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %2: bool = constant false
            %returned.3: bool = copy %2
            %4: double = constant 0
            %result.5: double = copy %4
            if %c.1 {
                %result.5 = copy %x.0
                %6: bool = constant true
                %returned.3 = copy %6
            } else {
                %7: double = sin %x.0
                %result.5 = copy %7
                %8: bool = constant true
                %returned.3 = copy %8
            }
            yield %result.5
        }
        """);

    [Fact]
    public void A_break_is_a_flag_that_the_header_tests() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(ref %x.0: double, %c.1: bool) {
            loop {
            } test %c.1 do {
                %2: bool = less %x.0, %x.0
                if %2 {
                    break
                }
                %x.0 = sin %x.0
            } update {
            }
        }
        """,
        """
        function F(ref %x.0: double, %c.1: bool) {
            %2: bool = constant false
            %returned.3: bool = copy %2
            %4: bool = constant false
            %stop.5: bool = copy %4
            loop {
                %6: bool = constant false
                %7: bool = copy %6
                %8: bool = copy %stop.5
                if %8 {
                } else {
                    %7 = copy %c.1
                }
                %9: bool = copy %7
            } test %9 do {
                %10: bool = less %x.0, %x.0
                if %10 {
                    %11: bool = constant true
                    %stop.5 = copy %11
                } else {
                    %x.0 = sin %x.0
                }
            } update {
            }
            yield %x.0
        }
        """);

    [Fact]
    public void A_continue_skips_the_rest_but_not_the_update() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(ref %x.0: double, %c.1: bool, %n.2: int) {
            loop {
                %3: bool = less %n.2, %n.2
            } test %3 do {
                if %c.1 {
                    continue
                }
                %x.0 = sin %x.0
            } update {
                %n.2 = add %n.2, %n.2
            }
        }
        """,
        """
        function F(ref %x.0: double, %c.1: bool, %n.2: int) {
            %3: bool = constant false
            %returned.4: bool = copy %3
            %5: bool = constant false
            %stop.6: bool = copy %5
            loop {
                %7: bool = less %n.2, %n.2
            } test %7 do {
                %8: bool = constant false
                %skip.9: bool = copy %8
                if %c.1 {
                    %10: bool = constant true
                    %skip.9 = copy %10
                } else {
                    %x.0 = sin %x.0
                }
                %n.2 = add %n.2, %n.2
            } update {
            }
            yield %x.0
        }
        """);

    [Fact]
    public void A_test_at_the_end_runs_after_the_first_iteration() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(ref %x.0: double) {
            loop test.at.end {
                %1: bool = less %x.0, %x.0
            } test %1 do {
                %x.0 = sin %x.0
            } update {
            }
        }
        """,
        """
        function F(ref %x.0: double) {
            %1: bool = constant false
            %returned.2: bool = copy %1
            %3: bool = constant false
            %stop.4: bool = copy %3
            %5: bool = constant true
            %more.6: bool = copy %5
            loop {
                %7: bool = copy %more.6
            } test %7 do {
                %x.0 = sin %x.0
                %8: bool = less %x.0, %x.0
                %more.6 = copy %8
            } update {
            }
            yield %x.0
        }
        """);

    [Fact]
    public void A_switch_is_left_like_a_loop() => Ir.Becomes(
        ControlFlow.Run,
        """
        function F(ref %x.0: double, %c.1: bool) {
            breakable {
                if %c.1 {
                    break
                }
                %x.0 = sin %x.0
            }
            %x.0 = cos %x.0
        }
        """,
        """
        function F(ref %x.0: double, %c.1: bool) {
            %2: bool = constant false
            %returned.3: bool = copy %2
            %4: bool = constant false
            %left.5: bool = copy %4
            if %c.1 {
                %6: bool = constant true
                %left.5 = copy %6
            } else {
                %x.0 = sin %x.0
            }
            %x.0 = cos %x.0
            yield %x.0
        }
        """);
}
