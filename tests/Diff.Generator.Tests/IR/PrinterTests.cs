using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Xunit;
using Module = Diff.Compiler.Lowering.Module;

namespace Diff.Generator.Tests.IR;

/// <summary>IR text is exact: what is printed is read back to an equal function, in every state of every pass.</summary>
public sealed class PrinterTests
{
    [Fact]
    public void Every_state_of_the_corpus_is_read_back_as_it_was()
    {
        int states = 0;
        foreach (Module module in Modules.Corpus)
        {
            foreach ((string pass, Function function) in Modules.Passes(module))
            {
                string text = Printer.Print(function);
                Function parsed = IrParser.ParseOne(text);
                Assert.True(function.Equals(parsed), $"{module.HintName} after {pass}:\n{text}\n{Printer.Print(parsed)}");
                Assert.Equal(text, Printer.Print(parsed));
                states++;
            }
        }
        Assert.True(states > 1000, $"{states} states");
    }

    [Fact]
    public void Every_operation_is_printed_somewhere()
    {
        HashSet<Type> printed = [.. IrParser.ParseOne(AllOperations).Body.Descendants().Select(op => op.GetType())];
        IEnumerable<Type> all = typeof(Op).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Op)));
        Type[] kernels = [typeof(LanesLoad), typeof(LanesStore), typeof(LeaveUnless), typeof(KernelCall), typeof(MultiplyMatrices)];
        Assert.Empty(all.Except(kernels).Where(t => !printed.Contains(t)).Select(t => t.Name));
    }

    [Fact]
    public void Kernels_are_printed_though_not_read_back()
    {
        Value x = new(1, IrType.Double.As(Shape.Span), "x");
        Value i = new(2, IrType.Int, "i");
        Value mask = new(3, IrType.Double.As(Shape.Mask), "m");
        Value lanes = new(4, IrType.Double.As(Shape.Vector), "t");
        Kernel kernel = new("Loop", ScalarKind.Double, EquatableArray<Value>.Of(i), Block.Empty, IsExpensive: false);
        Block body = new(
            EquatableArray<Op>.Of(
                new LanesLoad(lanes, x, i, null, null), new LanesStore(x, i, i, mask, lanes, IsAddition: true),
                new LanesLoad(lanes, x, i, null, null) { Places = i },
                new LeaveUnless(mask, EquatableArray<Value>.Of(i)), new KernelCall(EquatableArray<Value>.Of(i), kernel, EquatableArray<Value>.Of(i)),
                new MultiplyMatrices(ProductOperation.Subtract, IsGuarded: true, EquatableArray<Value>.Of(x, i))),
            default);
        string text = Printer.Print(new Function("F", "F", default, default, body, 5));
        Assert.Contains("lanes.load %x.1", text, StringComparison.Ordinal);
        Assert.Contains("lanes.add %x.1", text, StringComparison.Ordinal);
        Assert.Contains("[%i.2] places %i.2", text, StringComparison.Ordinal);
        Assert.Contains("leave.unless %m.3", text, StringComparison.Ordinal);
        Assert.Contains("matrix.subtract.guarded %x.1", text, StringComparison.Ordinal);
        Assert.Contains("kernel.call \"Loop\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operation_is_read_back_as_it_was() =>
        Assert.Equal(AllOperations.ReplaceLineEndings("\n"), Printer.Print(IrParser.ParseOne(AllOperations)));

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
            CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "minus";
            Every_operation_is_read_back_as_it_was();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.NaN, "NaN")]
    public void Doubles_keep_their_bits(double value, string text)
    {
        Constant constant = Constant.Of(IrType.Double, value);
        Assert.Equal(text, Printer.LiteralText(constant));
        Assert.Equal(constant, Literal("double", text));
    }

    [Fact]
    public void Floats_have_no_more_digits_than_a_float()
    {
        Constant constant = Constant.Of(IrType.Single, 0.1f);
        Assert.Equal("0.1", Printer.LiteralText(constant));
        Assert.Equal(constant, Literal("float", "0.1"));
    }

    [Fact]
    public void A_not_a_number_with_other_bits_is_printed_as_bits()
    {
        Constant constant = new(IrType.Double, 0x7FF8_0000_0000_0001);
        Assert.Equal("bits 9221120237041090561", Printer.LiteralText(constant));
        Assert.Equal(constant, Literal("double", Printer.LiteralText(constant)));
    }

    [Fact]
    public void Primitives_have_names_of_their_own()
    {
        FieldInfo[] fields = typeof(Primitives).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.Equal(fields.Length, IrParser.PrimitivesByName.Count);
    }

    private static Constant Literal(string type, string text) =>
        ((ConstantOp)IrParser.ParseOne($"function F() {{\n%0: {type} = constant {text}\n}}").Body.Ops[0]).Constant;

    private const string AllOperations = """
        function "Model.F(double, ReadOnlySpan<float>)" F(%x.0: double, ref %y.1: double, out %z.2: int, %w.3: readonlyspan<float>, %r.4: object<"global::System.Random">) -> double next 60 {
            %5: int = constant 0
            %6: bool = constant true
            %7: span<double> = constant default
            %8: object = constant default
            %9: double = constant 1.5 // 1.5
            %10: double = add %x.0, %9 // x + "1.5" \\ 2
            %11: float = load %w.3[%5] //?
            %12: int = length %w.3
            %buffer.13: span<double> = allocate %12
            %14: span<double> = allocate %12 uninitialized
            store %buffer.13[%5] = %10 #3
            store %14[%5] = %10
            %15: span<double> = slice %buffer.13[%5, %12]
            %16: span<double> = select.buffer %5 of %14, %15
            %17: double = span.call Dot(%14, %15) #4
            span.call Softmax(%14, %15)
            copy.elements %14, %15
            span.pullback Dot(%14, %15, %17, %14, %15) #4
            %18: double = opaque "{0}.NextDouble()"(%r.4) as "Random.NextDouble"
            opaque "Console.WriteLine(\"{0}\\n\", {0})"(%18) as "Console.WriteLine" pure sink
            %19: double, %y.20: double = source.call "Model.G(ref double)"(%y.1)
            source.call "Model.H()"()
            %40: double = rule.call "G" helper "" forward "G({0}, {1})" gives ("{0}") backward "GRule({0}, {1}, {2}, {3}).X" gives ("{0}.Item2", "{0}.Item3.X") of (double differentiated, span<double> written differentiated) (%x.0, %14, %15) #5
            %41: double = rule.pullback "H" helper "Model.H()" forward "__H({0})" gives () backward "__HBackward({0})" gives ("{0}") adds tangent "HTangent({0}, {1}, {2})" gives ("{0}.Item1", "{0}.Item2") of (double differentiated, int) (%x.0, %5) #5
            if %6 -> %21: double region 1 mirror 2 { // if (c)
                yield %17
            } else {
                %22: bool = constant false
                yield %18
            }
            if %6 {
                throw "throw new {0}"(%18)
            }
            for %i.23: int = %5 to %12 step -2 greater.equal carry %sum.24: double = %17, %25: int = %5 -> %sum.26: double, %27: int region 3 mirror 4 reversed { // for (…)
                yield %sum.24, %i.23
            }
            while carry %28: double = %17 -> %29: double region 5 { // while (…)
                yield %6
            } do {
                %30: double = negate %28
                yield %30
            }
            loop { // while (…)
                %31: bool = less %5, %12
            } test %31 do {
                continue
                break
            } update {
                %5 = add %5, %12
            }
            loop test.at.end {
            } test %6 do {
                breakable {
                    break
                }
            } update {
            }
            %stack.32: tape<double> = tape.new
            tape.push %stack.32, %17
            %33: double = tape.pop %stack.32
            %34: span<double> = tape.push.buffer %stack.32, %12
            %35: span<double> = tape.pop.buffer %stack.32, %12
            restore %buffer.13[%5] = %10 #3
            remark "Backward: d… is"
            %"a b".36: double = copy %17
            return
            return %17
            yield %17, %y.1
        }

        """;
}
