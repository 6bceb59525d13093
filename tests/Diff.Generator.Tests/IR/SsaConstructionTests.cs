using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Variables become values; calls become what they call.</summary>
public sealed class SsaConstructionTests
{
    [Fact]
    public void Copies_vanish_and_names_stay() => Ir.Becomes(
        SsaConstruction.Run,
        """
        function F(%x.0: double) -> double {
            %1: double = sin %x.0
            %y.2: double = copy %1
            %3: double = cos %y.2
            %y.2 = copy %3
            yield %y.2
        }
        """,
        """
        function F(%x.0: double) -> double {
            %y.1: double = sin %x.0
            %y.2: double = cos %y.1
            yield %y.2
        }
        """);

    [Fact]
    public void What_a_branch_assigns_is_its_result() => Ir.Becomes(
        SsaConstruction.Run,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %y.2: double = copy %x.0
            if %c.1 {
                %3: double = sin %x.0
                %y.2 = copy %3
            }
            yield %y.2
        }
        """,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 -> %y.2: double region 1 {
                %y.3: double = sin %x.0
                yield %y.3
            } else {
                yield %x.0
            }
            yield %y.2
        }
        """);

    [Fact]
    public void What_a_loop_assigns_is_carried() => Ir.Becomes(
        SsaConstruction.Run,
        """
        function F(%x.0: double, %n.1: int) -> double {
            %2: int = constant 0
            %i.3: int = copy %2
            %y.4: double = copy %x.0
            loop {
                %5: bool = less %i.3, %n.1
            } test %5 do {
                %inner.6: double = copy %y.4
                %7: double = sin %inner.6
                %y.4 = copy %7
            } update {
                %8: int = constant 1
                %9: int = add %i.3, %8
                %i.3 = copy %9
            }
            yield %y.4
        }
        """,
        """
        function F(%x.0: double, %n.1: int) -> double {
            %i.2: int = constant 0
            while carry %i.3: int = %i.2, %y.4: double = %x.0 -> %i.5: int, %y.6: double region 1 {
                %7: bool = less %i.3, %n.1
                yield %7
            } do {
                %y.8: double = sin %y.4
                %9: int = constant 1
                %i.10: int = add %i.3, %9
                yield %i.10, %y.8
            }
            yield %y.6
        }
        """);

    [Fact]
    public void A_side_that_throws_has_no_say_in_the_result() => Ir.Becomes(
        SsaConstruction.Run,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            %y.2: double = copy %x.0
            if %c.1 {
                throw "throw new()"()
            } else {
                %3: double = sin %x.0
                %y.2 = copy %3
            }
            yield %y.2
        }
        """,
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 -> %y.2: double region 1 {
                throw "throw new()"()
                yield %x.0
            } else {
                %y.3: double = sin %x.0
                yield %y.3
            }
            yield %y.2
        }
        """);

    [Fact]
    public void A_call_is_what_it_calls_with_values_of_its_own() => Ir.Same(
        """
        function F(%x.0: double) -> double {
            %1: double = sin %x.0
            %2: double = sin %1
            yield %2
        }
        """,
        LinkedText(
            """
            function F(%x.0: double) -> double {
                %1: double = source.call "G"(%x.0)
                %2: double = source.call "G"(%1)
                yield %2
            }
            function G(%x.0: double) -> double {
                %1: double = sin %x.0
                yield %1
            }
            """));

    [Fact]
    public void References_come_back_as_results() => Ir.Same(
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 -> %2: double region 1 {
                %3: double = sin %x.0
                yield %3
            } else {
                yield %x.0
            }
            %4: double = cos %x.0
            %5: double = add %4, %2
            yield %5
        }
        """,
        LinkedText(
            """
            function F(%x.0: double, %c.1: bool) -> double {
                %2: double, %x.3: double = source.call "G"(%x.0, %c.1)
                %4: double = add %2, %x.3
                yield %4
            }
            function G(ref %x.0: double, %c.1: bool) -> double {
                if %c.1 -> %2: double {
                    %3: double = sin %x.0
                    yield %3
                } else {
                    yield %x.0
                }
                %4: double = cos %x.0
                yield %4, %2
            }
            """));

    [Fact]
    public void Functions_that_call_one_another_stay_calls()
    {
        List<Refusal> refusals = [];
        Linked linked = Link.Run(IrParser.Functions(
            """
            function F(%x.0: double) -> double {
                %1: double = source.call "G"(%x.0)
                yield %1
            }
            function G(%x.0: double) -> double {
                %1: double = source.call "F"(%x.0)
                yield %1
            }
            """), refusals);
        Assert.Empty(refusals);
        Assert.Equal(["F", "G"], linked.Helpers.Select(h => h.Key));
        Assert.IsType<RuleCall>(linked.Entry.Body.Ops.First());
    }

    private static string LinkedText(string text)
    {
        List<Refusal> refusals = [];
        Function linked = Link.Run(IrParser.Functions(text), refusals).Entry;
        Assert.Empty(refusals);
        Verifier.Check(linked.Body, linked.Parameters.Select(p => p.Value));
        return Printer.Print(linked);
    }
}
