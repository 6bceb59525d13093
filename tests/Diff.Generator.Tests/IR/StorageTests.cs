using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>How values of the forward sweep reach the reverse sweep; the result is ordinary SSA, here simplified.</summary>
public sealed class StorageTests
{
    [Fact]
    public void A_cheap_value_is_computed_again() => Becomes(
        "Recompute",
        """
        function F(%w.0: readonlyspan<double>, %n.1: int, %zero.2: int, %k.3: double) -> double {
            for %i.4: int = %zero.2 to %n.1 step 1 less carry %s.5: double = %k.3 -> %s.6: double region 1 {
                %e.7: double = load %w.0[%i.4]
                %8: double = multiply %e.7, %e.7
                %9: double = add %s.5, %8
                yield %9
            }
            yield %s.6
        }
        """,
        """
        block(%w.0: readonlyspan<double>, %n.1: int, %zero.2: int, %k.3: double, %resultCotangent.4: double, %wGradient.5: span<double>) {
            for %i.6: int = %zero.2 to %n.1 step 1 less carry %s.7: double = %k.3 -> %s.8: double region 1 {
                %e.9: double = load %w.0[%i.6]
                %10: double = multiply %e.9, %e.9
                %11: double = add %s.7, %10
                yield %11
            }
            remark "Backward: d… is the derivative of the result by …."
            for %i.12: int = %zero.2 to %n.1 step 1 less region -1 mirror 1 reversed {
                %e.13: double = load %w.0[%i.12]
                %de.14: double = multiply %resultCotangent.4, %e.13
                %de.15: double = add %de.14, %de.14
                %16: double = load %wGradient.5[%i.12]
                %17: double = add %16, %de.15
                store %wGradient.5[%i.12] = %17
            }
            yield %s.8
        }
        """,
        "k");

    [Fact]
    public void A_carried_value_is_saved_in_memory_of_exact_size() => Becomes(
        "Tape y 8 · n",
        """
        function F(%x.0: double, %n.1: int) -> double {
            %zero.2: int = constant 0
            for %i.3: int = %zero.2 to %n.1 step 1 less carry %y.4: double = %x.0 -> %y.5: double region 1 {
                %6: double = sin %y.4
                yield %6
            }
            yield %y.5
        }
        """,
        """
        block(%x.0: double, %n.1: int, %resultCotangent.2: double) {
            %zero.3: int = constant 0
            %trips.4: int = max %n.1, %zero.3
            %yTape.5: span<double> = allocate %trips.4 uninitialized
            for %i.6: int = %zero.3 to %n.1 step 1 less carry %y.7: double = %x.0 -> %y.8: double region 1 {
                store %yTape.5[%i.6] = %y.7
                %9: double = sin %y.7
                yield %9
            }
            remark "Backward: d… is the derivative of the result by …."
            for %i.10: int = %zero.3 to %n.1 step 1 less carry %dy.11: double = %resultCotangent.2 -> %dy.12: double region -1 mirror 1 reversed {
                %y.13: double = load %yTape.5[%i.10]
                %14: double = cos %y.13
                %dy.15: double = multiply %dy.11, %14
                yield %dy.15
            }
            yield %y.8, %dy.12
        }
        """);

    [Fact]
    public void A_loop_of_unknown_length_grows_its_tape() => Becomes(
        "Tape y grows",
        """
        function F(%x.0: double, %one.1: double) -> double {
            while carry %y.2: double = %x.0 -> %y.3: double region 1 {
                %4: bool = greater %y.2, %one.1
                yield %4
            } do {
                %5: double = multiply %y.2, %y.2
                yield %5
            }
            yield %y.3
        }
        """,
        """
        block(%x.0: double, %one.1: double, %resultCotangent.2: double) {
            %3: int = constant 0
            %yTape.4: tape<double> = tape.new
            while carry %y.5: double = %x.0, %trips.6: int = %3 -> %y.7: double, %trips.8: int region 1 {
                %9: bool = greater %y.5, %one.1
                yield %9
            } do {
                tape.push %yTape.4, %y.5
                %10: double = multiply %y.5, %y.5
                %11: int = constant 1
                %12: int = add %trips.6, %11
                yield %10, %12
            }
            remark "Backward: d… is the derivative of the result by …."
            for %k.13: int = %3 to %trips.8 step 1 less carry %dy.14: double = %resultCotangent.2 -> %dy.15: double region -1 mirror 1 reversed {
                %y.16: double = tape.pop %yTape.4
                %dy.17: double = multiply %dy.14, %y.16
                %dy.18: double = add %dy.17, %dy.17
                yield %dy.18
            }
            yield %y.7, %dy.15
        }
        """,
        "one");

    [Fact]
    public void A_costly_value_of_a_branch_outlives_it() => Becomes(
        "Hoist e",
        """
        function F(%x.0: double, %c.1: bool) -> double {
            if %c.1 -> %y.2: double region 1 {
                %e.3: double = exp %x.0
                %4: double = sin %e.3
                yield %4
            } else {
                yield %x.0
            }
            yield %y.2
        }
        """,
        """
        block(%x.0: double, %c.1: bool, %resultCotangent.2: double) {
            if %c.1 -> %y.3: double, %e.4: double region 1 {
                %e.5: double = exp %x.0
                %6: double = sin %e.5
                yield %6, %e.5
            } else {
                %7: double = constant 0
                yield %x.0, %7
            }
            remark "Backward: d… is the derivative of the result by …."
            if %c.1 -> %dx.8: double region -1 mirror 1 {
                %9: double = cos %e.4
                %de.10: double = times %resultCotangent.2, %9
                %dx.11: double = times %de.10, %e.4
                yield %dx.11
            } else {
                yield %resultCotangent.2
            }
            yield %y.3, %dx.8
        }
        """);

    [Fact]
    public void An_integer_that_grows_by_a_constant_is_known_from_the_trip() => Becomes(
        "Affine i",
        """
        function F(%w.0: readonlyspan<double>, %limit.1: double, %first.2: int) -> double {
            while carry %i.3: int = %first.2, %s.4: double = %limit.1 -> %i.5: int, %s.6: double region 1 {
                %7: bool = greater.equal %s.4, %limit.1
                yield %7
            } do {
                %8: double = load %w.0[%i.3]
                %9: double = add %s.4, %8
                %10: int = constant 3
                %11: int = add %i.3, %10
                yield %11, %9
            }
            yield %s.6
        }
        """,
        """
        block(%w.0: readonlyspan<double>, %limit.1: double, %first.2: int, %resultCotangent.3: double, %wGradient.4: span<double>) {
            %5: int = constant 0
            while carry %i.6: int = %first.2, %s.7: double = %limit.1, %trips.8: int = %5 -> %i.9: int, %s.10: double, %trips.11: int region 1 {
                %12: bool = greater.equal %s.7, %limit.1
                yield %12
            } do {
                %13: double = load %w.0[%i.6]
                %14: double = add %s.7, %13
                %15: int = constant 3
                %16: int = add %i.6, %15
                %17: int = constant 1
                %18: int = add %trips.8, %17
                yield %16, %14, %18
            }
            remark "Backward: d… is the derivative of the result by …."
            for %k.19: int = %5 to %trips.11 step 1 less region -1 mirror 1 reversed {
                %20: int = constant 3
                %21: int = multiply %k.19, %20
                %22: int = add %first.2, %21
                %23: double = load %wGradient.4[%22]
                %24: double = add %23, %resultCotangent.3
                store %wGradient.4[%22] = %24
            }
            yield %s.10
        }
        """,
        "limit");

    /// <summary>Hoisting has moved the literal there, so this is what storage really sees.</summary>
    [Fact]
    public void The_constant_of_such_an_integer_may_stand_in_front_of_the_loop() => Becomes(
        "Affine i",
        """
        function F(%w.0: readonlyspan<double>, %limit.1: double, %first.2: int) -> double {
            %one.3: int = constant 1
            while carry %i.4: int = %first.2, %s.5: double = %limit.1 -> %i.6: int, %s.7: double region 1 {
                %8: bool = greater.equal %s.5, %limit.1
                yield %8
            } do {
                %9: double = load %w.0[%i.4]
                %10: double = add %s.5, %9
                %11: int = subtract %i.4, %one.3
                yield %11, %10
            }
            yield %s.7
        }
        """,
        """
        block(%w.0: readonlyspan<double>, %limit.1: double, %first.2: int, %resultCotangent.3: double, %wGradient.4: span<double>) {
            %one.5: int = constant 1
            %6: int = constant 0
            while carry %i.7: int = %first.2, %s.8: double = %limit.1, %trips.9: int = %6 -> %i.10: int, %s.11: double, %trips.12: int region 1 {
                %13: bool = greater.equal %s.8, %limit.1
                yield %13
            } do {
                %14: double = load %w.0[%i.7]
                %15: double = add %s.8, %14
                %16: int = subtract %i.7, %one.5
                %17: int = add %trips.9, %one.5
                yield %16, %15, %17
            }
            remark "Backward: d… is the derivative of the result by …."
            for %k.18: int = %6 to %trips.12 step 1 less region -1 mirror 1 reversed {
                %19: int = constant -1
                %20: int = multiply %k.18, %19
                %21: int = add %first.2, %20
                %22: double = load %wGradient.4[%21]
                %23: double = add %22, %resultCotangent.3
                store %wGradient.4[%21] = %23
            }
            yield %s.11
        }
        """,
        "limit");

    [Fact]
    public void Memory_of_an_iteration_is_kept_on_a_tape() => Becomes(
        "TapeBuffer buffer",
        """
        function F(%x.0: double, %n.1: int, %k.2: double) -> double {
            %zero.3: int = constant 0
            for %i.4: int = %zero.3 to %n.1 step 1 less carry %s.5: double = %k.2 -> %s.6: double region 1 {
                %one.7: int = constant 1
                %buffer.8: span<double> = allocate %one.7
                %9: double = sin %x.0
                store %buffer.8[%zero.3] = %9
                %10: double = span.call Norm(%buffer.8)
                %11: double = add %s.5, %10
                yield %11
            }
            yield %s.6
        }
        """,
        """
        block(%x.0: double, %n.1: int, %k.2: double, %resultCotangent.3: double) {
            %zero.4: int = constant 0
            %bufferTape.5: tape<double> = tape.new
            %trips.6: int = max %n.1, %zero.4
            %valueTape.7: span<double> = allocate %trips.6 uninitialized
            for %i.8: int = %zero.4 to %n.1 step 1 less carry %s.9: double = %k.2 -> %s.10: double region 1 {
                %one.11: int = constant 1
                %buffer.12: span<double> = tape.push.buffer %bufferTape.5, %one.11
                %13: double = sin %x.0
                store %buffer.12[%zero.4] = %13 #1
                %14: double = span.call Norm(%buffer.12) #2
                store %valueTape.7[%i.8] = %14
                %15: double = add %s.9, %14
                yield %15
            }
            remark "Backward: d… is the derivative of the result by …."
            %16: double = constant 0
            for %i.17: int = %zero.4 to %n.1 step 1 less carry %dx.18: double = %16 -> %dx.19: double region -1 mirror 1 reversed {
                %one.20: int = constant 1
                %buffer.21: span<double> = tape.pop.buffer %bufferTape.5, %one.20
                %22: double = load %valueTape.7[%i.17]
                %dbuffer.23: span<double> = allocate %one.20
                span.pullback Norm(%buffer.21, %22, %resultCotangent.3, %dbuffer.23) #2
                %24: double = load %dbuffer.23[%zero.4]
                store %dbuffer.23[%zero.4] = %16
                %25: double = cos %x.0
                %26: double = multiply %24, %25
                %dx.27: double = add %dx.18, %26
                yield %dx.27
            }
            yield %s.10, %dx.19
        }
        """,
        "k");

    [Fact]
    public void An_overwritten_element_that_is_read_in_a_deeper_loop_is_put_back() => Becomes(
        "restored u",
        """
        function F(%u.0: span<double>, %n.1: int) {
            %zero.2: int = constant 0
            for %t.3: int = %zero.2 to %n.1 step 1 less region 1 {
                %4: double = constant 0
                for %i.5: int = %zero.2 to %n.1 step 1 less carry %s.6: double = %4 -> %s.7: double region 2 {
                    %8: double = load %u.0[%i.5]
                    %9: double = multiply %8, %8
                    %10: double = add %s.6, %9
                    yield %10
                }
                store %u.0[%t.3] = %s.7
            }
        }
        """,
        """
        block(%u.0: span<double>, %n.1: int, %uCotangent.2: span<double>) {
            %zero.3: int = constant 0
            %trips.4: int = max %n.1, %zero.3
            %overwrittenTape.5: span<double> = allocate %trips.4 uninitialized
            for %t.6: int = %zero.3 to %n.1 step 1 less region 1 {
                %7: double = constant 0
                for %i.8: int = %zero.3 to %n.1 step 1 less carry %s.9: double = %7 -> %s.10: double region 2 {
                    %11: double = load %u.0[%i.8]
                    %12: double = multiply %11, %11
                    %13: double = add %s.9, %12
                    yield %13
                }
                %overwritten.14: double = load %u.0[%t.6]
                store %overwrittenTape.5[%t.6] = %overwritten.14
                store %u.0[%t.6] = %s.10 #1
            }
            %15: int = length %u.0
            %uFinal.16: span<double> = allocate %15 uninitialized
            for %i.17: int = %zero.3 to %15 step 1 less region -1 {
                %18: double = load %u.0[%i.17]
                store %uFinal.16[%i.17] = %18
            }
            remark "Backward: d… is the derivative of the result by …."
            for %t.19: int = %zero.3 to %n.1 step 1 less region -1 mirror 1 reversed {
                %overwritten.20: double = load %overwrittenTape.5[%t.19]
                store %u.0[%t.19] = %overwritten.20
                %ds.21: double = load %uCotangent.2[%t.19]
                %22: double = constant 0
                store %uCotangent.2[%t.19] = %22
                for %i.23: int = %zero.3 to %n.1 step 1 less region -1 mirror 2 reversed {
                    %24: double = load %u.0[%i.23]
                    %25: double = multiply %ds.21, %24
                    %26: double = add %25, %25
                    %27: double = load %uCotangent.2[%i.23]
                    %28: double = add %27, %26
                    store %uCotangent.2[%i.23] = %28
                }
            }
            for %i.29: int = %zero.3 to %15 step 1 less region -1 {
                %30: double = load %uFinal.16[%i.29]
                store %u.0[%i.29] = %30
            }
        }
        """);

    private static void Becomes(string fact, string before, string after, string constant = "", [CallerMemberName] string test = "")
    {
        (Differentiated source, Activity activity) = Ir.Differentiate(before, constant);
        Stored stored = Storage.Run(source, activity.Classes, 0);
        Block body = Simplify.Run(stored.Body, source.Ids, source.FirstDerivative);
        Verifier.Check(body, source.Parameters);
        string facts = string.Join("\n", stored.Facts.Select(f => $"{f.Retrieval} {f.Name} {f.Size}".Trim()).Concat(stored.RestoredBuffers.Select(b => "restored " + b)));
        Ir.Same(after, Printer.Print(body, source.Parameters), test);
        Assert.Contains(fact, facts);
    }
}
