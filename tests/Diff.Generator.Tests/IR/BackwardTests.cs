using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>
/// The reverse sweep, simplified. It reads values of the forward sweep inside mirrored constructs: how they get there is
/// the storage pass's task.
/// </summary>
public sealed class BackwardTests
{
    [Fact]
    public void Straight_lines_run_backwards() => Becomes(
        """
        function F(%x.0: double, %y.1: double) -> double {
            %p.2: double = multiply %x.0, %y.1
            %s.3: double = sin %p.2
            %r.4: double = add %s.3, %x.0
            yield %r.4
        }
        """,
        """
        block(%x.0: double, %y.1: double, %resultCotangent.2: double) {
            %p.3: double = multiply %x.0, %y.1
            %s.4: double = sin %p.3
            %r.5: double = add %s.4, %x.0
            remark "Backward: d… is the derivative of the result by …."
            %6: double = cos %p.3
            %dp.7: double = multiply %resultCotangent.2, %6
            %8: double = multiply %dp.7, %y.1
            %dx.9: double = add %resultCotangent.2, %8
            %dy.10: double = multiply %dp.7, %x.0
            yield %r.5, %dx.9, %dy.10
        }
        """);

    [Fact]
    public void A_value_that_is_read_twice_gets_both_contributions() => Becomes(
        """
        function F(%x.0: double) -> double {
            %2: double = multiply %x.0, %x.0
            yield %2
        }
        """,
        """
        block(%x.0: double, %resultCotangent.1: double) {
            %2: double = multiply %x.0, %x.0
            remark "Backward: d… is the derivative of the result by …."
            %dx.3: double = multiply %resultCotangent.1, %x.0
            %dx.4: double = add %dx.3, %dx.3
            yield %2, %dx.4
        }
        """);

    [Fact]
    public void A_constant_has_no_cotangent() => Becomes(
        """
        function F(%x.0: double, %k.1: double) -> double {
            %2: double = multiply %x.0, %k.1
            yield %2
        }
        """,
        """
        block(%x.0: double, %k.1: double, %resultCotangent.2: double) {
            %3: double = multiply %x.0, %k.1
            remark "Backward: d… is the derivative of the result by …."
            %dx.4: double = multiply %resultCotangent.2, %k.1
            yield %3, %dx.4
        }
        """,
        "k");

    [Fact]
    public void A_branch_is_taken_again() => Becomes(
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 -> %y.2: double region 1 {
                %3: double = sin %x.0
                yield %3
            } else {
                yield %x.0
            }
            yield %y.2
        }
        """,
        """
        block(%x.0: double, %c.1: bool, %resultCotangent.2: double) {
            if %c.1 -> %y.3: double region 1 {
                %4: double = sin %x.0
                yield %4
            } else {
                yield %x.0
            }
            remark "Backward: d… is the derivative of the result by …."
            if %c.1 -> %dx.5: double region -1 mirror 1 {
                %6: double = cos %x.0
                %dx.7: double = multiply %resultCotangent.2, %6
                yield %dx.7
            } else {
                yield %resultCotangent.2
            }
            yield %y.3, %dx.5
        }
        """);

    [Fact]
    public void A_counted_loop_runs_from_its_end() => Becomes(
        """
        function F(%x.0: double, %w.1: double, %n.2: int, %zero.3: int) -> double {
            for %i.4: int = %zero.3 to %n.2 step 1 less carry %y.5: double = %x.0 -> %y.6: double region 1 {
                %7: double = multiply %y.5, %w.1
                yield %7
            }
            yield %y.6
        }
        """,
        """
        block(%x.0: double, %w.1: double, %n.2: int, %zero.3: int, %resultCotangent.4: double) {
            for %i.5: int = %zero.3 to %n.2 step 1 less carry %y.6: double = %x.0 -> %y.7: double region 1 {
                %8: double = multiply %y.6, %w.1
                yield %8
            }
            remark "Backward: d… is the derivative of the result by …."
            %9: double = constant 0
            for %i.10: int = %zero.3 to %n.2 step 1 less carry %dw.11: double = %9, %dy.12: double = %resultCotangent.4 -> %dw.13: double, %dy.14: double region -1 mirror 1 reversed {
                %dy.15: double = multiply %dy.12, %w.1
                %16: double = multiply %dy.12, %y.6
                %dw.17: double = add %dw.11, %16
                yield %dw.17, %dy.15
            }
            yield %y.7, %dy.14, %dw.13
        }
        """);

    [Fact]
    public void A_loop_of_unknown_length_runs_as_often_as_it_did() => Becomes(
        """
        function F(%x.0: double, %one.1: double) -> double {
            while carry %y.2: double = %x.0 -> %y.3: double region 1 {
                %4: bool = greater %y.2, %one.1
                yield %4
            } do {
                %5: double = sqrt %y.2
                yield %5
            }
            yield %y.3
        }
        """,
        """
        block(%x.0: double, %one.1: double, %resultCotangent.2: double) {
            %3: int = constant 0
            while carry %y.4: double = %x.0, %trips.5: int = %3 -> %y.6: double, %trips.7: int region 1 {
                %8: bool = greater %y.4, %one.1
                yield %8
            } do {
                %9: double = sqrt %y.4
                %10: int = constant 1
                %11: int = add %trips.5, %10
                yield %9, %11
            }
            remark "Backward: d… is the derivative of the result by …."
            for %k.12: int = %3 to %trips.7 step 1 less carry %dy.13: double = %resultCotangent.2 -> %dy.14: double region -1 mirror 1 reversed {
                %15: double = constant 2
                %16: double = multiply %15, %9
                %dy.17: double = over %dy.13, %16
                yield %dy.17
            }
            yield %y.6, %dy.14
        }
        """,
        "one");

    [Fact]
    public void A_load_adds_to_the_cotangent_of_its_element() => Becomes(
        """
        function F(%w.0: readonlyspan<double>, %i.1: int, %j.2: int) -> double {
            %3: double = load %w.0[%i.1]
            %4: double = load %w.0[%j.2]
            %5: double = multiply %3, %4
            yield %5
        }
        """,
        """
        block(%w.0: readonlyspan<double>, %i.1: int, %j.2: int, %resultCotangent.3: double, %wGradient.4: span<double>) {
            %5: double = load %w.0[%i.1]
            %6: double = load %w.0[%j.2]
            %7: double = multiply %5, %6
            remark "Backward: d… is the derivative of the result by …."
            %8: double = multiply %resultCotangent.3, %6
            %9: double = multiply %resultCotangent.3, %5
            %10: double = load %wGradient.4[%j.2]
            %11: double = add %10, %9
            store %wGradient.4[%j.2] = %11
            %12: double = load %wGradient.4[%i.1]
            %13: double = add %12, %8
            store %wGradient.4[%i.1] = %13
            yield %7
        }
        """);

    [Fact]
    public void A_store_hands_its_cotangent_over_and_clears_it() => Becomes(
        """
        function F(%x.0: double, %n.1: int, %i.2: int) -> double {
            %buffer.3: span<double> = allocate %n.1
            store %buffer.3[%i.2] = %x.0
            %4: double = load %buffer.3[%i.2]
            yield %4
        }
        """,
        """
        block(%x.0: double, %n.1: int, %i.2: int, %resultCotangent.3: double) {
            %buffer.4: span<double> = allocate %n.1
            store %buffer.4[%i.2] = %x.0 #1
            %5: double = load %buffer.4[%i.2]
            remark "Backward: d… is the derivative of the result by …."
            %dbuffer.6: span<double> = allocate %n.1
            %7: double = load %dbuffer.6[%i.2]
            %8: double = add %7, %resultCotangent.3
            store %dbuffer.6[%i.2] = %8
            restore %buffer.4[%i.2] = %x.0 #1
            %dx.9: double = load %dbuffer.6[%i.2]
            %10: double = constant 0
            store %dbuffer.6[%i.2] = %10
            yield %5, %dx.9
        }
        """);

    [Fact]
    public void A_function_over_spans_is_pulled_back() => Becomes(
        """
        function F(%w.0: readonlyspan<double>, %x.1: readonlyspan<double>) -> double {
            %2: double = span.call Dot(%w.0, %x.1)
            yield %2
        }
        """,
        """
        block(%w.0: readonlyspan<double>, %x.1: readonlyspan<double>, %resultCotangent.2: double, %wGradient.3: span<double>) {
            %4: double = span.call Dot(%w.0, %x.1) #1
            remark "Backward: d… is the derivative of the result by …."
            %5: span<double> = constant default
            span.pullback Dot(%w.0, %x.1, %resultCotangent.2, %wGradient.3, %5) #1
            yield %4
        }
        """,
        "x");

    [Fact]
    public void A_loop_that_stops_counts_its_trips()
    {
        Function function = IrParser.ParseOne(
            """
            function F(%x.0: double, %c.1: bool) -> double {
                while carry %y.2: double = %x.0 -> %y.3: double region 7 {
                    yield %c.1
                } do {
                    %4: double = sin %y.2
                    yield %4
                }
                yield %y.3
            }
            """);
        IdSource ids = new(function.NextId);
        System.Collections.Generic.Dictionary<int, Value> counts = [];
        Block body = TripCounters.Run(function.Body, ids, counts);
        Value trips = Assert.Single(counts, pair => pair.Key == 7).Value;
        Assert.Equal(trips, ((While)body.Ops[^1]).Results[^1]);
        Ir.Same(
            """
            function F(%x.0: double, %c.1: bool) -> double {
                %2: int = constant 0
                while carry %y.3: double = %x.0, %trips.4: int = %2 -> %y.5: double, %trips.6: int region 7 {
                    yield %c.1
                } do {
                    %7: double = sin %y.3
                    %8: int = constant 1
                    %9: int = add %trips.4, %8
                    yield %7, %9
                }
                yield %y.5
            }
            """,
            Printer.Print(function with { Body = body, NextId = ids.Next }));
    }

    [Fact]
    public void A_loop_in_a_loop_counts_anew_each_time()
    {
        (Block body, Compiler.EquatableArray<Value> parameters) = IrParser.Body(
            """
            block(%c.0: bool) {
                while region 1 {
                    yield %c.0
                } do {
                    while region 2 {
                        yield %c.0
                    } do {
                    }
                }
            }
            """);
        Ir.Same(
            """
            block(%c.0: bool) {
                %1: int = constant 0
                while carry %trips.2: int = %1 -> %trips.3: int region 1 {
                    yield %c.0
                } do {
                    %4: int = constant 0
                    while carry %trips.5: int = %4 -> %trips.6: int region 2 {
                        yield %c.0
                    } do {
                        %7: int = constant 1
                        %8: int = add %trips.5, %7
                        yield %8
                    }
                    %9: int = constant 1
                    %10: int = add %trips.2, %9
                    yield %10
                }
            }
            """,
            Printer.Print(TripCounters.Run(body, new IdSource(1), []), parameters));
    }

    [Fact]
    public void Stores_and_calls_get_numbers_of_their_own()
    {
        (Block body, _) = IrParser.Body(
            """
            block(%w.0: span<double>, %i.1: int, %x.2: double) {
                store %w.0[%i.1] = %x.2
                store %w.0[%i.1] = %x.2
                %3: double = span.call Norm(%w.0)
            }
            """);
        Ir.Same(
            """
            block(%w.0: span<double>) {
                store %w.0[%i.1: int] = %x.2: double #1
                store %w.0[%i.1] = %x.2 #2
                %3: double = span.call Norm(%w.0) #3
            }
            """,
            Printer.Print(TripCounters.Run(body, new IdSource(4), []), [new Value(0, IrType.Double.As(Shape.Span), "w")]));
    }

    private static void Becomes(
        string before, string after, string constant = "", [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        (Differentiated source, _) = Ir.Differentiate(before, constant);
        Ir.Same(after, Printer.Print(source.Body, source.Parameters), test);
    }
}
