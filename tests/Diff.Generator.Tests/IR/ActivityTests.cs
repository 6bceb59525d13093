using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>What depends on an input and reaches a result, and what is lost on the way.</summary>
public sealed class ActivityTests
{
    [Fact]
    public void Active_is_what_depends_on_an_input_and_reaches_the_result() => Active(
        "result used x",
        """
        function F(%x.0: double, %k.1: double) -> double {
            %used.2: double = sin %x.0
            %unused.3: double = cos %x.0
            %constant.4: double = sin %k.1
            %result.5: double = multiply %used.2, %constant.4
            yield %result.5
        }
        """,
        "k");

    [Fact]
    public void A_store_makes_memory_active_and_a_load_hands_it_on() => Active(
        "buffer loaded view x",
        """
        function F(%x.0: double, %n.1: int) -> double {
            %buffer.2: span<double> = allocate %n.1
            %other.3: span<double> = allocate %n.1
            %view.4: span<double> = slice %buffer.2[%n.1, %n.1]
            store %view.4[%n.1] = %x.0
            store %other.3[%n.1] = %x.0
            %loaded.5: double = load %buffer.2[%n.1]
            yield %loaded.5
        }
        """);

    [Fact]
    public void A_loop_is_a_fixed_point() => Active(
        "a a b x",
        """
        function F(%x.0: double, %k.1: double, %n.2: int) -> double {
            for %i.3: int = %n.2 to %n.2 step 1 less carry %a.4: double = %k.1, %b.5: double = %x.0, %d.6: double = %k.1 -> %a.7: double, %b.8: double, %d.9: double {
                yield %b.5, %a.4, %d.6
            }
            %10: double = add %a.7, %d.9
            yield %10
        }
        """,
        "k");

    [Fact]
    public void A_condition_carries_no_derivative() => Active(
        "right x",
        """
        function F(%x.0: double, %k.1: double) -> double {
            %positive.2: bool = greater %x.0, %k.1
            %right.3: double = select %positive.2, %x.0, %k.1
            yield %right.3
        }
        """,
        "k");

    [Fact]
    public void A_rounding_on_the_only_way_is_refused() => Refused(
        Refusals.LostDerivative,
        """
        function F(%x.0: double) -> double {
            %1: double = floor %x.0
            %2: double = sin %1
            yield %2
        }
        """);

    [Fact]
    public void A_cast_on_the_only_way_is_refused() => Refused(
        Refusals.LostDerivative,
        """
        function F(%x.0: double) -> double {
            %1: int = convert %x.0
            %2: double = convert %1
            yield %2
        }
        """);

    [Fact]
    public void A_rounding_beside_another_way_is_no_loss() => Refused(
        null,
        """
        function F(%x.0: double) -> double {
            %1: double = floor %x.0
            %2: double = multiply %1, %x.0
            yield %2
        }
        """);

    [Fact]
    public void A_stop_is_meant() => Refused(
        null,
        """
        function F(%x.0: double) -> double {
            %1: double = stop %x.0
            %2: double = sin %1
            yield %2
        }
        """);

    [Fact]
    public void A_condition_as_the_only_way_is_no_loss() => Refused(
        null,
        """
        function F(%x.0: double, %k.1: double) -> double {
            %2: bool = greater %x.0, %k.1
            %3: double = select %2, %k.1, %k.1
            yield %3
        }
        """,
        "k");

    [Fact]
    public void An_unknown_call_with_an_active_argument_is_refused() => Refused(
        Refusals.UnknownCall,
        """
        function F(%x.0: double) -> double {
            %1: double = opaque "G({0})"(%x.0) as "G"
            %2: double = add %1, %x.0
            yield %2
        }
        """);

    [Fact]
    public void A_sink_may_look_at_active_values() => Refused(
        null,
        """
        function F(%x.0: double) -> double {
            opaque "Console.WriteLine({0})"(%x.0) as "Console.WriteLine" sink
            yield %x.0
        }
        """);

    private static void Active(string expected, string text, params string[] constants)
    {
        Function function = IrParser.ParseOne(text);
        List<Refusal> refusals = [];
        Activity activity = Activity.Run(function, Ir.Parameters(function, constants), refusals);
        Assert.Empty(refusals);
        IEnumerable<Value> values = function.Body.Descendants().SelectMany(op => op.Definitions().Concat(op.BlockParameters()))
            .Concat(function.Parameters.Select(p => p.Value));
        Assert.Equal(expected, string.Join(" ", values.Where(v => v.Name.Length > 0 && activity.IsActive(v)).Select(v => v.Name).Order(StringComparer.Ordinal)));
    }

    private static void Refused(string? id, string text, params string[] constants)
    {
        Function function = IrParser.ParseOne(text);
        List<Refusal> refusals = [];
        _ = Activity.Run(function, Ir.Parameters(function, constants), refusals);
        Assert.Equal(id is null ? [] : [id], refusals.Select(r => r.Id));
    }
}
