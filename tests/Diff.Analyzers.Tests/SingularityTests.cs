using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF403, DIFF404, DIFF409, DIFF410 and DIFF412: derivatives that are infinite where the value is zero.</summary>
public sealed class SingularityTests
{
    private const string Two = "double x, double y, [Constant] double t";
    private const string Batch = "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> t";

    [Theory]
    [InlineData("DIFF403", "return [|Math.Sqrt(x * x + y * y)|];", Two)]
    [InlineData("DIFF403", "double dx = x - t; double dy = y - 2 * t; return t * [|Math.Sqrt(dx * dx + dy * dy)|];", Two)]
    [InlineData("DIFF403", "double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * w[i]; return [|Math.Sqrt(s)|];", Batch)]
    [InlineData("DIFF403", "double s = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - t[i]; s += d * d; } return [|Math.Sqrt(s / w.Length)|];", Batch)]
    [InlineData("DIFF403", "double s = x * x; return s >= 0 ? [|Math.Sqrt(s)|] : 0;", Two)]
    [InlineData("DIFF403", "return [|Math.Sqrt(Math.Pow(x - t, 2))|];", Two)]
    [InlineData("DIFF403", "return [|Math.Sqrt(Functions.Dot(w, w))|];", Batch)]
    [InlineData("DIFF403", "return [|Math.Sqrt(Math.Max(x - t, 0))|];", Two)]
    [InlineData("DIFF403", "return x / [|Math.Sqrt(x * x + y * y)|];", Two)]
    [InlineData("DIFF404", "return [|x / (x * x + y * y)|];", Two)]
    [InlineData("DIFF404", "return [|t / Math.Abs(x - t)|];", Two)]
    [InlineData("DIFF404", "double s = 0; for (int i = 0; i < w.Length; i++) s += Math.Abs(w[i]); return [|w[0] / s|];", Batch)]
    [InlineData("DIFF404", "return [|w[0] / Functions.Norm(w)|];", Batch)]
    [InlineData("DIFF409", "return [|Math.Log(x * x)|];", Two)]
    [InlineData("DIFF409", "return [|Math.Log(Math.Max(x, 0))|];", Two)]
    [InlineData("DIFF409", "return t * [|Math.Log2(Math.Abs(x - t))|];", Two)]
    [InlineData("DIFF409", "return [|Math.Log(Functions.Relu(x - t))|];", Two)]
    [InlineData("DIFF409", "return [|Math.Log(Math.Clamp(x, 0, 1))|];", Two)]
    [InlineData("DIFF410", "return t / ([|Math.Sqrt(x * x + y * y) + 1e-8|]);", Two)]
    [InlineData("DIFF410", "double r = Math.Sqrt(x * x + y * y); double n = [|1e-6 + r|]; return t / n;", Two)]
    [InlineData("DIFF410", "double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * w[i]; return 1 / ([|Math.Sqrt(s) + 1e-8|]);", Batch)]
    [InlineData("DIFF412", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += w[i]; q += w[i] * w[i]; } double m = s / w.Length; return Math.Sqrt([|q / w.Length - m * m|]);", Batch)]
    [InlineData("DIFF412", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += w[i]; q += w[i] * w[i]; } return Math.Sqrt(([|q - s * s / w.Length|]) / (w.Length - 1));", Batch)]
    [InlineData("DIFF412", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - t[i]; s += d; q += d * d; } s /= w.Length; return Math.Log([|q / w.Length - s * s|]);", Batch)]
    public async Task What_reaches_zero_is_flagged(string id, string body, string parameters) =>
        Assert.Equal(DiagnosticSeverity.Warning, (await AnalyzerHarness.Verify(id, ClampedResidualTests.Loss(body, parameters))).Single().Severity);

    [Theory]
    [InlineData("double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += w[i]; q += w[i] * w[i]; } double m = s / w.Length; return w[0] / ([|q / w.Length - m * m|]);")]
    [InlineData("double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += w[i]; q += w[i] * w[i]; } double m = s / w.Length; return Math.Sqrt(Math.Max([|q / w.Length - m * m|], 1e-9));")]
    public async Task A_guarded_variance_is_a_suggestion(string body) =>
        Assert.Equal(DiagnosticSeverity.Info, (await AnalyzerHarness.Verify("DIFF412", ClampedResidualTests.Loss(body, Batch))).Single().Severity);

    [Theory]
    [InlineData("epsilon inside", "return Math.Sqrt(x * x + y * y + 1e-12);")]
    [InlineData("epsilon that is a setting", "return Math.Sqrt(x * x + y * y + t);")]
    [InlineData("a term that is not zero with the other", "return Math.Sqrt(x * x + (x - 1) * (x - 1));")]
    [InlineData("one and a square", "return Math.Sqrt(1 + x * x);")]
    [InlineData("unknown", "return Math.Sqrt(x);")]
    [InlineData("unknown product", "return Math.Sqrt(x * y);")]
    [InlineData("strict guard", "double s = x * x; return s > 0 ? Math.Sqrt(s) : 0;")]
    [InlineData("guard with a margin", "double s = x * x + y * y; if (s < 1e-9) return 0; return Math.Sqrt(s);")]
    [InlineData("guard of another value", "if (x > 1) return Math.Sqrt(x * x); return x;")]
    [InlineData("guard that throws", "double s = x * x; if (s <= 0) throw new ArgumentException(); return Math.Sqrt(s);")]
    [InlineData("hypotenuse", "return double.Hypot(x, y);")]
    [InlineData("data", "return x * Math.Sqrt(t * t);")]
    [InlineData("stopped", "return x * Math.Sqrt(Gradient.Stop(x * x));")]
    [InlineData("floor under the root", "return Math.Sqrt(Math.Max(x, 1e-9));")]
    [InlineData("floor over the root", "return y / Math.Max(Math.Sqrt(x * x), 1e-9);")]
    [InlineData("root of an exponential", "return Math.Sqrt(Math.Exp(x));")]
    [InlineData("plain divisor", "return x / y;")]
    [InlineData("divisor with an offset", "return x / (1 + y * y);")]
    [InlineData("divisor with an epsilon", "return x / (Math.Abs(y) + 1e-9);")]
    [InlineData("divisor with a floor", "return x / Math.Max(Math.Abs(y), 1e-9);")]
    [InlineData("guarded quotient", "double d = x * x + y * y; return d > 0 ? x / d : 0;")]
    [InlineData("guarded by the divisor's not being zero", "double d = x * x; return d == 0 ? 0 : y / d;")]
    [InlineData("quotient of exponentials", "return 1 / Math.Exp(x);")]
    [InlineData("plain logarithm", "return Math.Log(x) * Math.Log(x / y);")]
    [InlineData("logarithm with an offset", "return Math.Log(1 + x * x) + Math.Log(x * x + 1e-9) + Math.Log(Math.Max(x, 1e-9));")]
    [InlineData("entropy with a guard", "double p = x * x; return p > 0 ? p * Math.Log(p) : 0;")]
    [InlineData("guard by and", "double p = x * x; return p > 0 && y > 0 ? Math.Log(p) : 0;")]
    [InlineData("logarithm of data", "return x * Math.Log(Math.Abs(t));")]
    [InlineData("epsilon inside and outside", "return x / (Math.Sqrt(x * x + 1e-12) + 1e-8);")]
    [InlineData("a shift that is no epsilon", "return Math.Sqrt(1 + x * x) + 1e-8;")]
    [InlineData("unit vector, whose numerator is zero with the root", "return t * x / (Math.Sqrt(x * x + y * y) + 1e-8);")]
    [InlineData("difference of squares", "return Math.Sqrt(x * x - y * y + 2);")]
    public async Task Near_misses_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Two));
    }

    [Theory]
    [InlineData("mean over a count", "double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * w[i]; return s / w.Length;")]
    [InlineData("two passes", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) s += w[i]; double m = s / w.Length; for (int i = 0; i < w.Length; i++) q += (w[i] - m) * (w[i] - m); return Math.Sqrt(q / w.Length + 1e-9);")]
    [InlineData("sums of other things", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += t[i] * w[i]; q += w[i] * w[i]; } return Math.Sqrt(1000 + q - s * s);")]
    [InlineData("no root behind it", "double s = 0, q = 0; for (int i = 0; i < w.Length; i++) { s += w[i]; q += w[i] * w[i]; } double m = s / w.Length; return q / w.Length - m * m;")]
    public async Task Sums_that_are_safe_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Batch));
    }
}
