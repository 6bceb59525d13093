using System;
using System.Linq;
using System.Reflection;
using Diff.Compiler.Lowering;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Generator.Tests.Library;

/// <summary>What is generated for the base class library's structs, what is refused, and what it costs who does not use them.</summary>
public sealed class LibraryUseTests
{
    [Fact]
    public void Generated_code_reads_their_parts_and_calls_their_constructors()
    {
        string text = Generate("[Differentiable] public static double F(Vector3 v, Complex z) => v.Length() * z.Magnitude;");
        Assert.Contains("v.X, v.Y, v.Z, z.Real, z.Imaginary", text, StringComparison.Ordinal);
        Assert.Contains("new global::System.Numerics.Vector3(coreResult.VXGradient, coreResult.VYGradient", text, StringComparison.Ordinal);
        Assert.Contains("new global::System.Numerics.Complex(coreResult.ZRealGradient", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_the_library_are_quoted_as_the_line_that_calls_it()
    {
        string text = Generate("""
            [Differentiable] public static float F(Vector3 v, float s)
            {
                Vector3 w = v * s;
                float length = w.Length();
                return length * length;
            }
            """);
        Assert.Contains("// Vector3 w = v * s", text, StringComparison.Ordinal);
        Assert.Contains("// float length = w.Length()", text, StringComparison.Ordinal);
        Assert.DoesNotContain("squares", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float F(Vector3 v) => Vector3.AndNot(v, v).X;", "'Vector3.AndNot' is not supported; write it out in the numbers that 'Vector3' consists of")]
    [InlineData("float F(Vector3 v) => (v & v).X;", "'Vector3.op_BitwiseAnd' is not supported; write it out in the numbers that 'Vector3' consists of")]
    [InlineData("double F(double x) => x * Complex.Log((Complex)1m).Real;", "'Complex.op_Explicit' is not supported; write it out in the numbers that 'Complex' consists of")]
    [InlineData(
        "double F(double x) => x * System.Runtime.InteropServices.MemoryMarshal.Cast<double, Complex>(new double[2])[0].Real;",
        null)]
    [InlineData("double F(double x, int n) => x * Pair(n).Item1; static (int, int) Pair(int n) => System.MathF.ILogB(n) > 2 ? (1, 2) : Math.DivRem(n, 2);", null)]
    [InlineData("double F(double x, int n) => x * int.DivRem(n, 2).Quotient;", null)]
    public void Members_without_a_twin_are_refused_by_name(string method, string? message)
    {
        string text = Generate("[Differentiable] public static " + method);
        if (message is null)
            Assert.DoesNotContain("Obsolete", text, StringComparison.Ordinal);
        else
            Assert.Contains(message, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_users_own_by_the_same_name_is_the_users()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            namespace Mine { public struct Vector3 { public double A; public double Length() => 2 * A; } }
            public static partial class P { [Diff.Differentiable] public static double F(Mine.Vector3 v) => v.Length(); }
            """);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assembly assembly = run.Load();
        object vector = Activator.CreateInstance(assembly.GetType("Mine.Vector3")!)!;
        object result = assembly.GetType("P")!.GetMethod("FGradient")!.Invoke(null, [vector])!;
        Assert.Equal(2.0, TwinAssembly.Numbers(result).Last());
    }

    [Fact]
    public void Who_uses_none_of_them_does_not_compile_the_library()
    {
        // A core library of its own, so that other tests that run meanwhile do not count.
        MetadataReference core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        Compilation compilation(string source) => GeneratorHarness.Compilation(source)
            .RemoveReferences(GeneratorHarness.Compilation().References.Where(r => r.Display == typeof(object).Assembly.Location))
            .AddReferences(core);
        GeneratorHarness.Run((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)compilation("""
            public static partial class P
            {
                [Diff.Differentiable] public static double F(double x, (double A, int B) p) =>
                    System.Math.Sin(x) * double.Hypot(x, p.A) + (double.IsEvenInteger(p.B) ? 1 : 2);
            }
            """));
        Assert.False(LibrarySource.IsCompiledFor(core));
        GeneratorHarness.Run((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)compilation("""
            public static partial class P { [Diff.Differentiable] public static double F(double x) => double.SinPi(x); }
            """));
        Assert.True(LibrarySource.IsCompiledFor(core));
    }

    [Fact]
    public void Objects_hold_them_as_parameters()
    {
        string text = Generate("""
            public partial class Thing
            {
                [Parameter] private Vector3 _place = Vector3.One;
                [Parameter] private readonly Vector2[] _offsets = [new(1, 2)];
                [Differentiable] public float F(Vector3 v) => Vector3.Dot(_place, v) * _offsets[0].Length();
            }
            """);
        Assert.DoesNotContain("DIFF", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Generic_methods_reach_them_through_the_interfaces_of_numbers()
    {
        Type type = Load("""
            [Differentiable] public static double F(double x, double y) => G(x, y) + G((float)x, 2f);
            [Differentiable] public static double H(Complex a, Complex b) => Product(a, b).Real;
            static T G<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Lerp(x, y, T.DegreesToRadians(x)) * T.SinCos(y).Sin + T.RootN(y, 5);
            static T Product<T>(T a, T b) where T : INumberBase<T> => a * b + T.One;
            """);
        double[] numbers = [.. TwinAssembly.Numbers(type.GetMethod("FGradient")!.Invoke(null, [0.75, 1.5])!)];
        double f(double x, double y) => g(x, y) + g(x, 2);
        double g(double x, double y) => double.Lerp(x, y, double.DegreesToRadians(x)) * Math.Sin(y) + double.RootN(y, 5);
        const double Step = 1e-6;
        Assert.Equal(f(0.75, 1.5), numbers[0], 1e-6);
        Assert.Equal((f(0.75 + Step, 1.5) - f(0.75 - Step, 1.5)) / (2 * Step), numbers[1], 1e-6);
        Assert.Equal((f(0.75, 1.5 + Step) - f(0.75, 1.5 - Step)) / (2 * Step), numbers[2], 1e-6);
        double[] complex = [.. TwinAssembly.Numbers(type.GetMethod("HGradient")!.Invoke(
            null, [new System.Numerics.Complex(1, 2), new System.Numerics.Complex(3, -4)])!)];
        Assert.Equal([12, 3, 4, 1, -2], complex);
    }

    private static string Generate(string members) => Run(members).AllText;

    private static Type Load(string members) => Run(members).Load().GetType("P")!;

    private static GeneratorRun Run(string members)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"using Diff;\nusing System;\nusing System.Numerics;\npublic static partial class P\n{{\n{members}\n}}\n");
        Assert.Empty(run.DriverDiagnostics);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return run;
    }
}
