using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Every refusal stands at its place and says what to do; a near twin is not refused.</summary>
public sealed class RefusalTests
{
    private static string Members(string members) => $$"""
        using System;
        using System.Threading.Tasks;
        using System.Collections.Generic;
        using Diff;

        namespace Cases;

        public static partial class Model
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("DIFF002", "[Differentiable] static double [|F|]<T>(double x) => x * x;", "write it for float or double")]
    [InlineData("DIFF002", "[Differentiable] static IEnumerable<double> F(double x) { yield return x; }", "write the results to a span")]
    [InlineData("DIFF003", "[Differentiable] static [|int|] F(double x) => x > 0 ? 1 : 0;", "return float or double")]
    [InlineData("DIFF003", "[Differentiable] static [|void|] F(double x) { }", "write to a Span<T> parameter")]
    [InlineData("DIFF004", "[Differentiable] static double F([|ref Span<double> x|]) => x[0];", "use a span or return the value")]
    [InlineData("DIFF004", "[Differentiable] static double F([|ref double[] x|]) => x[0];", "use a span or return the value")]
    [InlineData("DIFF004", "[Differentiable] static double F([|ref double[,] x|]) => x[0, 0];", "use a span or return the value")]
    [InlineData("DIFF004", "[Differentiable] static double F(double y, [|List<double> x|]) => y * x[0];", "mark it [Constant]")]
    [InlineData("DIFF005", "[[|Differentiable(\"z\")|]] static double F(double x) => x * x;", "by nameof")]
    [InlineData("DIFF005", "[Differentiable(\"n\", \"x\")] static double F(double x, [|int n|]) => x * n;", "remove it from the attribute")]
    [InlineData("DIFF006", "[Differentiable] static double [|F|]([Constant] double x) => x * x;", "without [Constant]")]
    [InlineData("DIFF007", "[Differentiable] static double [|F|](double x, double X) => x * X;", "rename one of them")]
    [InlineData("DIFF007", "[Differentiable] static double [|F|](double x) => x * x; static void FGradient() { }", "rename it or the differentiated method")]
    [InlineData("DIFF008", "[[|Differentiable(Emit = Derivatives.SparseJacobian)|]] static double F(double x) => x * x;", "ask for Jacobian or Tangent")]
    [InlineData("DIFF008", "[[|Differentiable(Emit = Derivatives.Hessian)|]] static void F(double x, Span<double> y) => y[0] = x * x;", "ask for Derivatives.Jacobian")]
    [InlineData("DIFF007", "[Differentiable(Emit = Derivatives.Jacobian)] static double [|F|](double x, [Constant] double jacobian) => x * jacobian;", "rename it")]
    [InlineData("DIFF007", "[Differentiable(Emit = Derivatives.Tangent)] static double [|F|](double x, [Constant] double xTangent) => x * xTangent;", "rename it")]
    [InlineData("DIFF010", "[Differentiable(Emit = Derivatives.Jacobian)] static void [|F|](Span<double> x) => x[0] *= x[0];", "a span of their own")]
    [InlineData("DIFF010", "[Differentiable(Emit = Derivatives.Hessian)] static double [|F|](double x, float y) => x * y;", "of one kind")]
    [InlineData("DIFF010", "[Differentiable(Emit = Derivatives.Hessian)] static double F(double x) => [|x * x * Random.Shared.NextDouble()|];", "HessianVectorProduct")]
    [InlineData("DIFF010", "[Differentiable(Emit = Derivatives.Hessian)] static double F(double x, int n) => [|G(x, n)|]; static double G(double x, int n) => n <= 0 ? x : x * G(x, n - 1);", "without recursion")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { double[][] a = [|new double[n][]|]; for (int i = n - 1; i >= 0; i--) a[i] = new double[2]; return x; }", "from the first to the last")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { double[][] a = [|new double[2][]|]; a[0] = [x]; a[1] = [x]; a[0] = [1]; return a[0][0]; }", "make each row once")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[] r) { double[][] a = new double[2][]; a[0] = [1]; [|a[1]|] = r; return a[1][0]; }", "copy the elements into it")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { double[][] a = new double[2][]; a[0] = [x]; [|a[1]|] = a[0]; return a[1][0]; }", "copy the elements into it")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { double[][] a = new double[1][]; double[] r = [x]; [|a[0]|] = r; r[0] = 1; return a[0][0]; }", "copy the elements into it")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { double[][] a = new double[2][]; for (int i = 0; i < 2; i++) { [|a[i]|] = new double[n]; n++; } return x; }", "a length that is known there")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { double[][] a = new double[n][]; for (int i = 0; i < 2; i++) a[i] = [x]; return G([|a|]); } static double G(double[][] a) => a[0][0];", "in one loop over all of them")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { double[][] a = new double[n][]; for (int i = 0; i < 2; i++) a[i] = [x]; return [|a[1] == null|] ? x : 1; }", "count the rows")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { double[][] a = new double[2][]; a[0] = [x]; a[1] = [1]; ([|a[0]|], a[1]) = (a[1], a[0]); return a[0][0]; }", "copy the elements into the row")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { double[] r = [x]; double[][] a = [[1], [|r|]]; return a[1][0]; }", "two dimensions")]
    [InlineData("DIFF010", "[Differentiable] static void F(double[][] a, double[] r) { [|a[0]|] = r; }", "copy the elements into the row")]
    [InlineData("DIFF010", "[Differentiable] static void F(double[][] a) { [|Array.Clear(a)|]; }", "copy the elements into the row")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[,] a, int k) => a[0, 0] * [|a.GetLength(k)|];", "one call for each dimension")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[,] a, double[,] b) => [|a == b|] ? 1 : a[0, 0];", "compare their elements")]
    [InlineData("DIFF010", "[Differentiable] static double F(Memory<double> a) { string s = [|a|].ToString(); return a.Span[0]; }", "pass a span of it or an element")]
    [InlineData("DIFF003", "[Differentiable] static [|double[,]|] F(double[,] a) => a;", "return float or double")]
    [InlineData("DIFF007", "[Differentiable] static double [|F|](double x) => x * x; static void FGradientWorkspaceBytes() { }", "rename it or the differentiated method")]
    [InlineData("DIFF007", "[Differentiable] static double [|F|](double[,] a, int aLength1) => a[0, aLength1];", "rename one of them")]
    [InlineData("DIFF004", "[Differentiable] static double F(double y, [|double[][][] x|]) => y;", "mark it [Constant]")]
    [InlineData("DIFF010", "[Differentiable] static float F(System.Numerics.Vector3 v) => v.X * [|System.Numerics.Vector3.AndNot(v, v)|].X;", "write it out in the numbers that 'Vector3' consists of")]
    [InlineData("DIFF002", "public static class E { extension(double x) { [Differentiable] public double [|F|](double t) => x * t; } }", "annotate a static method that calls it")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { try { x *= 2; } [|catch (Exception e) when (e is ArgumentException) { x = 1; }|] return x; }", "catch in the caller")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { try { x *= 2; } finally [|{ GC.Collect(); }|] return x; }", "call it in the caller")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { [|using System.IO.MemoryStream s = new();|] return x; }", "acquire the resource in the caller")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { [|lock (typeof(int)) { x *= 2; }|] return x; }", "take the lock in the caller")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, bool b) => G([|b ? s_f : t => t|], x); static double G(Func<double, double> f, double x) => f(x); static readonly Func<double, double> s_f = Math.Sin;", "choose by an if around the call")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) => G(Make(x), x); static double G(Func<double, double> f, double x) => f(x); static Func<double, double> Make(double k) { k *= 2; return [|t => t * k|]; }", "pass a lambda, a method or a local function directly")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { Func<double, double> f = Math.Sin; double y = f(x); [|f|] = Math.Cos; return f(x) + y; }", "use a local for each")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { P p = new() { V = x }; return G([|p.Times|], x); } static double G(Func<double, double> f, double x) => f(x); struct P { public double V; public double Times(double t) => V * t; }", "pass a lambda that calls it")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) => G(t => t, x, n); static double G(Func<double, double> f, double x, int n) => n == 0 ? f(x) : G([|t => f(t) * x|], x, n - 1);", "pass what changes as an argument")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, double y) { ref double r = ref [|x|]; r = ref y; return r; }", "index them each time")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, double y) { ref double r = ref (x > y ? ref [|x|] : ref y); return r * r; }", "choose the index")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[] x) { double[]? y = null; [|y ??= x|]; return y[0]; }", "write if (x is null)")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { object o = 1; [|switch (o) { case 1: return x; default: return 0; }|] }", "switch is supported over")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, [Constant] List<double> y) { double[] a = [x, [|.. y|]]; return a[0]; }", "copy the elements")]
    [InlineData("DIFF004", "[Differentiable] static double F(double y, [|Half x|]) => y * (double)x;", "mark it [Constant]")]
    [InlineData("DIFF004", "[Differentiable] static double F(double y, [|System.Runtime.InteropServices.NFloat x|]) => y * (double)x;", "mark it [Constant]")]
    [InlineData("DIFF011", "[Differentiable] static double F(double x) => [|(double)(Half)x * x|];", "pass Gradient.Stop of the argument")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { int i = 0; [|again: x *= x;|] if (i++ < 3) [|goto again;|] return x; }", "use a loop")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { System.Func<double, double> f = System.Math.Sin; if (n > 0) [|f|] = System.Math.Cos; return f(x); }", "assigned again")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { System.Func<double, double> f = null!; double G(double t) => f(t); double y = 0; if (x > 3) y = G(x); [|f|] = System.Math.Cos; return G(x) + y; }", "assigned again")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[] x) { double[] y = [.. x]; [|System.Array.Sort(y)|]; return y[0]; }", "write a loop")]
    [InlineData("DIFF017", "[Differentiable] static double F(double x) => [|G(x)|]; static double G(double x) => x; [DerivativeOf(nameof(G))] static (double, double) H(double x, double c) => (x, c); [[|DerivativeOf(nameof(G))|]] static (double, double) K(double x, double c) => (x, c);", "has two rules")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, int n) { switch (n) { case 1: x *= x; [|goto case 2;|] case 2: x++; [|goto case 1;|] } return x; }", "use a loop")]
    [InlineData("DIFF010", "interface IShape { double At(double x); } [Differentiable] static double F([Constant] IShape shape, double x) => [|shape.At(x)|];", "call it on a type parameter, a struct or a sealed class")]
    [InlineData("DIFF010", "[Differentiable] static double F(double[,] x) => [|x is { Length: 3 }|] ? x[0, 0] : 0;", "patterns are supported over numbers")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x, [Constant] List<double> y) { [|foreach (double v in y) x *= v;|] return x; }", "in a for loop")]
    [InlineData("DIFF012", "static readonly Func<double, double> s_f = t => t * t; [Differentiable] static double F(double x) => [|s_f(x)|];", "call a method")]
    [InlineData("DIFF012", "[Differentiable] static double F(double x, Func<double, double> g) => H(g, x); static double H(Func<double, double> f, double x) => [|f(x)|];", "call a method")]
    [InlineData("DIFF014", "[Differentiable] static double F(double x) => x * [|s_p|].A; static readonly P s_p = new(2); struct P(double a) { public double A = a; private double _b = 1; public double B => _b; }", "make it internal")]
    [InlineData("DIFF011", "[Differentiable] static double F(double x) => x * [|Other.Parse(x)|];", "pass Gradient.Stop of the argument")]
    [InlineData("DIFF012", "[Differentiable] static double F(double x, Func<double, double> g) { double y = [|g(x)|]; return x * y; }", "pass Gradient.Stop of the argument")]
    [InlineData("DIFF013", "[Differentiable] static double F(double x) => G(x); static double G(double x) { if (x > 1) { [|Console.WriteLine(1);|] return G(x / 2); } return x; }", "write the recursion as a loop")]
    [InlineData("DIFF013", "[Differentiable] static double F(double x) => x > 1 ? F(x / 2) : x; [Differentiable] static double G(double x) => [|FGradient(x).XGradient|];", "without recursion")]
    [InlineData("DIFF013", "[Differentiable] static double G(double x) => [|x > 1 ? GGradient(x / 2).XGradient : x|];", "call another method there")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) { while (x > 1) x = Math.Sin(x) * x; return x; } [Differentiable] static double G(double x) => [|FGradient(x).XGradient|];", "give the loop a count")]
    [InlineData("DIFF010", "[Differentiable] static double F(double x) => x; [DerivativeOf(nameof(F))] static (double, double) Rule(double x, double resultCotangent) => (x, resultCotangent); [Differentiable] static double G(double x) => [|FGradient(x)|].XGradient;", "without [DerivativeOf]")]
    [InlineData("DIFF010", "[Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s = Math.Sin(s + x[i]); return s; } [Differentiable] static double G(ReadOnlySpan<double> x, [Constant] Span<double> g, Span<byte> b) { double y = [|FGradient(x, g, b)|]; return y + g[0]; }", "call the overload without it")]
    [InlineData("DIFF010", "double _a; [Differentiable] double F(double x) => x * _a; [Differentiable] double G(double x) => [|FGradient(x)|].XGradient;", "static and pass what it reads")]
    [InlineData("DIFF010", "[Differentiable(Checkpoint = Checkpointing.Binomial)] static double [|F|](ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; }", "leave Checkpoint out")]
    [InlineData("DIFF008", "[[|Differentiable(Checkpoint = Checkpointing.Binomial, Snapshots = -1)|]] static double F(double x, int n) { for (int i = 0; i < n; i++) x = Math.Sin(x); return x; }", "change the attribute")]
    [InlineData("DIFF013", "[Differentiable(Checkpoint = Checkpointing.Periodic)] static double F(double x, int n) { for (int i = 0; i < n; i++) { [|x = Math.Sin(x) + System.DateTime.Now.Ticks;|] } return x; }", "keep values instead")]
    [InlineData("DIFF013", "[Differentiable] static double F(double x) => G(x); [Checkpoint] static double G(double x) { [|Console.WriteLine(1);|] return x * x; }", "keep values instead")]
    [InlineData("DIFF013", "[Differentiable] static double F(Span<double> y, double x) => [|G(y, y, x)|]; [Checkpoint] static double G(Span<double> a, Span<double> b, double x) { a[0] = b[1] * x; return a[0]; }", "copy one of them")]
    [InlineData("DIFF013", "[Differentiable] static double F(Span<double> y, double x) => [|G(y, y, x)|]; static double G(Span<double> a, Span<double> b, double x) { if (x > 1) { a[0] = b[1]; [|return G(a, a, x / 2);|] } return x; }", "copy one of them")]
    [InlineData("DIFF014", "[Differentiable] static double F(double x) => G.Scaled(x); static class G { private static readonly double s_k = 2; public static double Scaled(double x) => x * [|s_k|]; }", "make it internal")]
    [InlineData("DIFF015", "static double[] s_a = new double[1]; [Differentiable] static double F(double x) { [|s_a[0] = x;|] return x; }", "write to a span parameter or a local array instead")]
    [InlineData("DIFF016", "[Differentiable] static double F(double x, double y) { return [|Math.Floor(x)|] + y; }", "Gradient.Stop or Gradient.StraightThrough")]
    [InlineData("DIFF016", "[Differentiable] static double F(double x, double y) => [|(int)x|] + y;", "keep the floating-point value")]
    [InlineData("DIFF017", "[Differentiable] static double F(double x) => [|G(x)|]; static double G(double x) => x; [[|DerivativeOf(\"G\")|]] static double H(double x, double c) => c;", "it must be '(double Value, double XGradient) H(double x, double resultCotangent)'")]
    [InlineData("DIFF017", "static double G(double x) => x; [[|DerivativeOf(\"G\")|]] static (double, double) H(double x) => (x, x);", "has 1 parameters instead of 2")]
    [InlineData("DIFF017", "static double G(double x) => x; [[|DerivativeOf(\"G\")|]] static (double, double) H(double x, float c) => (x, x);", "'c' of the rule 'H' for 'G' has another type")]
    [InlineData("DIFF017", "struct P { public double X; public double Y; } [Differentiable] static double F(double x) => [|G(new P { X = x })|].X; static P G(P p) => p; [DerivativeOf(nameof(G))] static (P, P) H(P p, P pTangent) => (p, pTangent);", "and none for the backward pass; add one")]
    [InlineData("DIFF004", "[Parameter] string [|_name|] = \"\";", "cannot be a parameter")]
    [InlineData("DIFF004", "[Parameter] double _a; [Parameter] float [|_b|];", "use one of them for all")]
    [InlineData("DIFF004", "[Parameter] double [|A|] => 1;", "cannot be a parameter")]
    [InlineData("DIFF007", "[Parameter] double _a; [Parameter] double [|A|];", "rename the member")]
    [InlineData("DIFF007", "[Parameter] double [|_a|]; void Parameters() { }", "rename it")]
    [InlineData("DIFF017", "static double G(double x) => x; [[|DerivativeOf(\"K\")|]] static (double, double) H(double x, double c) => (x, x);", "has no method 'K'")]
    [InlineData("DIFF017", "[[|DerivativeOf(typeof(Math), \"Cosinus\")|]] static (double, double) H(double x, double c) => (x, x);", "has no method 'Cosinus'")]
    [InlineData("DIFF017", "[Differentiable] static double F(double x) => [|G(x, x)|]; static double G(double x, double y) => x; [DerivativeOf(\"G\")] static (double, double) H(double x, [Constant] double y, double c) => (x, c);", "pass Gradient.Stop of it")]
    [InlineData("DIFF017", "static double G(ref double x) => x; [[|DerivativeOf(\"G\")|]] static (double, double) H(double x, double c) => (x, c);", "return the value")]
    [InlineData("DIFF017", "static double G(double[] x) => x[0]; [[|DerivativeOf(\"G\")|]] static double H(double[] x, double c, Span<double> xGradient) => x[0];", "take a ReadOnlySpan or a Span")]
    [InlineData("DIFF017", "[Differentiable] static double F(Span<double> y) { Span<double> z = y[1..]; if (y.Length > 2) [|G(y, z);|] return y[0]; } static void G(Span<double> a, ReadOnlySpan<double> b) => a[0] *= b[0]; [DerivativeOf(\"G\")] static void H(Span<double> a, ReadOnlySpan<double> b, Span<double> c, Span<double> g) { g.Clear(); }", "is given the same memory twice")]
    public async Task Each_is_flagged_with_its_remedy(string id, string members, string remedy)
    {
        string marked = Members(members);
        if (id == "DIFF011")
        {
            // A method without a body here: it belongs to another assembly.
            marked = marked.Replace("Other.Parse", "BitConverter.DoubleToInt64Bits");
        }
        else if (members.Contains("yield"))
        {
            marked = marked.Replace("IEnumerable<double> F", "IEnumerable<double> [|F|]").Replace("[|F|](double x) { yield", "[|F|](double x) { yield");
            await Contains(marked.Replace("[|", "").Replace("|]", ""), id, remedy);
            return;
        }

        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Verify(id, marked);
        Assert.All(diagnostics, d => Assert.Contains(remedy, d.GetMessage(), System.StringComparison.Ordinal));
        Assert.All(diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.NotEmpty(diagnostics);
    }

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x * x;")]
    [InlineData("[Differentiable] static void F(ReadOnlySpan<double> x, Span<double> y) => y[0] = x[0] * x[0];")]
    [InlineData("[Differentiable] static double F(double y, [Constant] List<double> x) => y * x.Count;")]
    [InlineData("[Differentiable(nameof(x))] static double F(double x, double y) => x * y;")]
    [InlineData("[Differentiable] static double F(double x, [Constant] double X) => x * X;")]
    [InlineData("[Differentiable] static double F(double x) => x * x; static void FGradients() { }")]
    [InlineData("[Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)] static double F(double x) => x * x;")]
    [InlineData("[Differentiable] static double F(double x) => x * BitConverter.DoubleToInt64Bits(Gradient.Stop(x));")]
    [InlineData("[Differentiable] static double F(double x, Func<double, double> g) => x * g(2);")]
    [InlineData("[Differentiable] static double F(double x) => G(G(x)); static double G(double x) => x * x;")]
    [InlineData("private static readonly double s_k = 2; [Differentiable] static double F(double x) => x * s_k;")]
    [InlineData("[Differentiable] static double F(double x) { double[] a = new double[1]; a[0] = x; return a[0]; }")]
    [InlineData("[Differentiable] static double F(double x) => x - Math.Floor(x);")]
    [InlineData("[Differentiable] static double F(double x) => x * (int)x;")]
    [InlineData("static double G(double x) { try { return x; } catch (Exception) { return 0; } } [Differentiable] static double F(double x) => x;")]
    [InlineData("[Differentiable] static double F(double x) { try { return x * x; } finally { x = 1; } }")]
    [InlineData("[Differentiable] static double F(double x) => G(t => t * x, x); static double G(Func<double, double> f, double x) { ArgumentNullException.ThrowIfNull(f); return f(x); }")]
    [InlineData("[Differentiable] static double F(double x) => x.Twice(); extension(double x) { double Twice() => 2 * x; }")]
    public async Task A_near_twin_is_not(string members) => await AnalyzerHarness.Verify("", Members(members));

    [Fact]
    public async Task A_type_that_is_not_partial_is_flagged_once_at_its_name() =>
        await AnalyzerHarness.Verify("DIFF001", """
            using Diff;
            public static class [|Outer|]
            {
                public class [|Inner|]
                {
                    [Differentiable] public static double F(double x) => x * x;
                    [Differentiable] public static double G(double x) => x * x * x;
                }
            }
            """);

    [Fact]
    public async Task A_file_type_is_flagged()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerHarness.Verify("DIFF001", """
            using Diff;
            file static partial class [|Local|]
            {
                [Differentiable] public static double F(double x) => x * x;
            }
            """));
        Assert.Contains("remove the modifier 'file'", diagnostic.GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_methods_are_refused()
    {
        StringBuilder members = new("[Differentiable] static double F(double x) => G0(x);\n");
        for (int i = 0; i < 420; i++)
        {
            members.Append($"static double G{i}(double x) => G{i + 1}(x);\n");
        }

        members.Append("static double G420(double x) => x;\n");
        await Contains(Members(members.ToString()), "DIFF018", "differentiate a smaller part");
    }

    [Fact]
    public async Task An_array_kept_beside_that_of_the_iteration_before_is_refused() =>
        await Contains(
            Members("static double[] G(double x) { double[] a = new double[1]; a[0] = x; return a; } [Differentiable] static double F(double x) { double[] a = new double[1], b = new double[1]; for (int i = 0; i < 3; i++) { double[] c = new double[1]; c[0] = x + a[0]; a = b; b = c; } return b[0]; }"),
            "DIFF019", "");

    [Fact]
    public async Task A_generated_derivative_is_differentiated_in_its_turn()
    {
        string source = Members("[Differentiable] static double F(double x) => x * x; [Differentiable] static double G(double x) => FGradient(x).XGradient * x;");
        Assert.DoesNotContain(await AnalyzerHarness.Analyze(source), d => d.Severity == DiagnosticSeverity.Error);

        // The generator, which does not see generated code, binds beside signatures of its own.
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        Assert.DoesNotContain(compilation.SyntaxTrees, t => t.ToString().Contains("NotSupportedException"));
    }

    [Fact]
    public async Task A_refusal_in_another_file_stands_at_the_call()
    {
        MarkedSource source = MarkedSource.Parse(Members("[Differentiable] static double F(double x) => x + [|Tools.Half(x)|];"));
        string helper = "public static class Tools\n{\n    public static double Half(double v)\n    {\n        try { v = v / 2; } catch { }\n        return v;\n    }\n}\n";
        Diagnostic diagnostic = Assert.Single(await AnalyzerHarness.Analyze(source.Text, helper));
        Assert.Equal("DIFF010", diagnostic.Id);
        Assert.Equal(source.Spans[0], diagnostic.Location.SourceSpan);
        Location callee = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal(("Source1.cs", 4), (callee.SourceTree!.FilePath, callee.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task A_refusal_cannot_be_switched_off()
    {
        string source = Members("[Differentiable] static int F(double x) => 1;");
        CSharpOptions(out CompilationOptions options);
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        compilation = compilation.WithOptions(options);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await AnalyzerHarness.Analyze(compilation)).Severity);

        static void CSharpOptions(out CompilationOptions options) => options = AnalyzerHarness.Options
            .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("DIFF003", ReportDiagnostic.Suppress));
    }

    [Fact]
    public async Task Nothing_happens_where_the_library_is_not_referenced()
    {
        Compilation compilation = AnalyzerHarness.Compilation(Members("[Differentiable] static int F(double x) => 1;"));
        compilation = compilation.WithReferences(
            AnalyzerHarness.References.Where(r => System.IO.Path.GetFileName(r.Display!).StartsWith("System", System.StringComparison.Ordinal)));
        Assert.Empty(await AnalyzerHarness.Analyze(compilation));
    }

    private static async Task Contains(string source, string id, string remedy) => Assert.Contains(
        await AnalyzerHarness.Analyze(source), d => d.Id == id && d.GetMessage().Contains(remedy, System.StringComparison.Ordinal));
}
