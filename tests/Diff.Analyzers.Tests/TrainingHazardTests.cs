using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Gradients that are zero, nearly zero or unbounded: DIFF104 to DIFF110, DIFF2xx, DIFF3xx, DIFF406, DIFF407 and DIFF503.</summary>
public sealed class TrainingHazardTests
{
    private const string One = "double w, [Constant] double x, [Constant] double t";
    private const string Batch = "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x, [Constant] double t";

    [Theory]
    [InlineData("DIFF104", "double q = [|Math.Round(w * x)|]; return (q - t) * (q - t) + w * w;", One)]
    [InlineData("DIFF104", "double h = w * x; double q = [|Math.Floor(4 * h)|] / 4; return Math.Abs(q - t) + 0.1 * w * w;", One)]
    [InlineData("DIFF104", "double s = 0; for (int i = 0; i < w.Length; i++) s += [|Math.Truncate(w[i] * x[i])|]; return (s - t) * (s - t) + w[0] * w[0];", Batch)]
    [InlineData("DIFF105", "double s = w * x; double p = [|s > 0 ? 1.0 : 0.0|]; return (p - t) * (p - t) + w * w;", One)]
    [InlineData("DIFF105", "double s = w * x - 1; double p = t * [|Math.Sign(s)|]; return p + w * w;", One)]
    [InlineData("DIFF105", "double n = 0; for (int i = 0; i < w.Length; i++) { double s = w[i] * x[i]; n += [|s > t ? 1.0 : 0.0|]; } return n + w[0] * w[0];", Batch)]
    [InlineData("DIFF106", "double d = [|w - w|]; return d * d + w * t;", One)]
    [InlineData("DIFF106", "return t * ([|w / w|]) + w;", One)]
    [InlineData("DIFF106", "return [|Math.Pow(w, 0)|] + w * x;", One)]
    [InlineData("DIFF110", "return [|Functions.Relu(-w * w)|] + w;", One)]
    [InlineData("DIFF110", "return [|Math.Max(0, -Math.Abs(w) - 1)|] + w * t;", One)]
    [InlineData("DIFF110", "return [|Functions.Relu(Math.Tanh(w) - 2)|] + w;", One)]
    [InlineData("DIFF201", "double a = Functions.Sigmoid(w * x); double b = Functions.Sigmoid(2 * a); double c = Functions.Sigmoid(b); double d = [|Functions.Sigmoid(3 * c)|]; return Math.Abs(d - t);", One, "at most 0.003906")]
    [InlineData("DIFF302", "double h = w; for (int i = 0; i < 100; i++) { h = [|1.5 * h + 1|]; } return h;", One)]
    [InlineData("DIFF302", "double h = w; for (int i = 0; i < 60; i++) h = [|2 * h|]; return h;", One)]
    [InlineData("DIFF302", "double h = 0; for (int i = 0; i < 200; i++) { h = [|w + h * 1.2|]; } return h;", One)]
    [InlineData("DIFF301", "double h = 0; for (int i = 0; i < x.Length; i++) h = [|Functions.Relu(w[0] * h + w[1] * x[i])|]; return h;", Batch)]
    [InlineData("DIFF301", "double h = 0; for (int i = 0; i < x.Length; i++) { h = [|Math.Max(0, w[0] * h + x[i])|]; } return h * t;", Batch)]
    [InlineData("DIFF301", "double h = 0; for (int i = 0; i < 50; i++) h = [|Functions.Relu(w * h + x)|]; return h;", One)]
    [InlineData("DIFF406", "return [|Math.Acos(Math.Clamp(w * x, -1, 1))|];", One)]
    [InlineData("DIFF406", "return [|Math.Asin(Math.Min(w * x, 1))|];", One)]
    [InlineData("DIFF406", "double c = w * x; if (c > 1) c = 1; if (c < -1) c = -1; return [|Math.Acos(c)|];", One)]
    [InlineData("DIFF407", "return [|Math.Pow(w * w, 0.3)|];", One)]
    [InlineData("DIFF407", "return t * [|Math.Pow(Math.Abs(w - x), 0.5)|];", One)]
    [InlineData("DIFF407", "double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * w[i]; return [|Math.Pow(s, 0.5)|];", Batch)]
    [InlineData("DIFF503", "double l = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - x[i]; l = [|d * d|]; } return l;", Batch)]
    [InlineData("DIFF503", "double l = 0; for (int i = 0; i < w.Length; i++) l = [|Math.Abs(w[i] - x[i])|]; return l / w.Length;", Batch)]
    [InlineData("DIFF503", "double l = 0; for (int i = 0; i < w.Length; i++) { l = [|Functions.Huber(w[i] - x[i], 1)|]; } return l + w[0] * w[0];", Batch)]
    public async Task What_is_certain_is_a_warning(string id, string body, string parameters, string words = "")
    {
        foreach (Diagnostic diagnostic in await AnalyzerHarness.Verify(id, ClampedResidualTests.Loss(body, parameters)))
        {
            Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
            Assert.Contains(words, diagnostic.GetMessage(), System.StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DIFF201", "double a = Functions.Sigmoid(w * x); double b = Functions.Sigmoid(2 * a); double c = [|Functions.Sigmoid(b)|]; return Math.Abs(c - t);", One)]
    [InlineData("DIFF203", "double d = [|Functions.Sigmoid(w * x) - t|]; return d * d;", One)]
    [InlineData("DIFF203", "double p = 1 / (1 + Math.Exp(-w * x)); double d = [|t - p|]; return 0.5 * d * d;", One)]
    [InlineData("DIFF203", "double s = 0; for (int i = 0; i < w.Length; i++) { double d = [|Functions.Sigmoid(w[i]) - x[i]|]; s += d * d; } return s / w.Length;", Batch)]
    [InlineData("DIFF207", "return [|Functions.Sigmoid(25 * (w - t))|];", One)]
    [InlineData("DIFF207", "return x * [|Functions.Sigmoid((w - t) / 0.01)|];", One)]
    [InlineData("DIFF207", "return [|1 / (1 + Math.Exp(-50 * w))|];", One)]
    [InlineData("DIFF301", "double h = 0; for (int i = 0; i < x.Length; i++) h = [|Math.Tanh(w[0] * h + w[1] * x[i])|]; return h;", Batch)]
    [InlineData("DIFF302", "double h = w[0]; for (int i = 0; i < x.Length; i++) { h = [|1.5 * h + x[i]|]; } return h;", Batch)]
    [InlineData("DIFF306", "double p = 1; for (int i = 0; i < w.Length; i++) [|p *= w[i]|]; return p;", Batch)]
    [InlineData("DIFF306", "double p = 1; for (int i = 0; i < w.Length; i++) { p = [|p * (1 - w[i])|]; } return t * p;", Batch)]
    [InlineData("DIFF306", "double p = 1; for (int i = 0; i < w.Length; i++) { p = [|Functions.Sigmoid(w[i]) * p|]; } return p;", Batch)]
    public async Task What_may_be_is_a_suggestion(string id, string body, string parameters) => Assert.All(
        await AnalyzerHarness.Verify(id, ClampedResidualTests.Loss(body, parameters)), d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));

    [Theory]
    [InlineData("fraction", "double h = w * x; double f = h - Math.Floor(h); return f * f;")]
    [InlineData("straight through", "double q = Gradient.StraightThrough(Math.Round(w * x), w * x); return q * q;")]
    [InlineData("stopped rounding", "double q = Math.Round(Gradient.Stop(w * x)); return q * w;")]
    [InlineData("rounded data", "return w * Math.Round(x);")]
    [InlineData("a mask of what goes on", "double s = w * x; double m = s > 0 ? 1.0 : 0.0; return m * s;")]
    [InlineData("leaky", "double s = w * x; return s > 0 ? s : 0.1 * s;")]
    [InlineData("decided by data", "double p = x > 0 ? 1.0 : -1.0; return p * w;")]
    [InlineData("decided by an input", "double p = w > 0 ? 1.0 : -1.0; return p * x + w * w;")]
    [InlineData("sign times the value", "double s = w * x; return Math.Sign(s) * s;")]
    [InlineData("difference of two", "double d = w - x; return d * d + w / x + Math.Pow(w, 1);")]
    [InlineData("constants of data", "return w * (x - x) + w;")]
    [InlineData("rectifier of anything", "return Functions.Relu(w * x - 1) + Math.Max(0, w);")]
    [InlineData("rectifier of what may be positive", "return Functions.Relu(1 - w * w);")]
    [InlineData("rectified data", "return w * Math.Max(0, -x * x);")]
    [InlineData("two logistic functions", "double a = Functions.Sigmoid(w * x); double b = Functions.Sigmoid(a); return Math.Abs(b - t);")]
    [InlineData("residual connections", "double a = Functions.Sigmoid(w * x); double b = a + Functions.Sigmoid(a); double c = b + Functions.Sigmoid(b); double d = Functions.Sigmoid(c); return d;")]
    [InlineData("gates", "double a = Functions.Sigmoid(w); double b = x * Functions.Sigmoid(2 * w); double c = Functions.Sigmoid(w - 1); return a * b * c;")]
    [InlineData("softplus in series", "double a = Functions.Softplus(w); double b = Functions.Softplus(a); double c = Functions.Softplus(b); return Functions.Softplus(c);")]
    [InlineData("squared error of a line", "double d = w * x - t; return d * d;")]
    [InlineData("a logistic function in a hidden layer", "double d = w * Functions.Sigmoid(w * x) - t; return d * d;")]
    [InlineData("half of a logistic function", "double d = Functions.Sigmoid(w) - 0.5; return d * d;")]
    [InlineData("temperature", "return Functions.Sigmoid(x * (w - t)) + Functions.Sigmoid(5 * w);")]
    [InlineData("steep and linear", "return 25 * w + Functions.Sigmoid(w);")]
    [InlineData("steep for data", "return w * Functions.Sigmoid(30 * x);")]
    [InlineData("decay", "double h = w; for (int i = 0; i < 100; i++) { h = 0.9 * h + 0.1 * x; } return h;")]
    [InlineData("short growth", "double h = w; for (int i = 0; i < 20; i++) { h = 1.5 * h + 1; } return h;")]
    [InlineData("slow growth", "double h = w; for (int i = 0; i < 100; i++) { h = 1.01 * h; } return h;")]
    [InlineData("growth that is clamped", "double h = w; for (int i = 0; i < 100; i++) { h = Math.Tanh(1.5 * h); } return h;")]
    [InlineData("integration", "double h = w; for (int i = 0; i < 1000; i++) { h = h + 0.1 * (x - h); } return h;")]
    [InlineData("few iterations", "double h = 0; for (int i = 0; i < 8; i++) { h = Functions.Relu(w * h + x); } return h;")]
    [InlineData("bounded gain", "double g = Math.Tanh(w); double h = 0; for (int i = 0; i < 100; i++) { h = Functions.Relu(g * h + x); } return h;")]
    [InlineData("power of one", "double p = 1; for (int i = 0; i < 3; i++) p *= w; return p;")]
    [InlineData("margin", "return Math.Acos(Math.Clamp(w, -0.999, 0.999)) + Math.Asin(w) + Math.Acos(0.5 * Math.Tanh(w));")]
    [InlineData("angle of data", "return w * Math.Acos(Math.Clamp(x, -1, 1));")]
    [InlineData("arc tangent", "return Math.Atan(Math.Clamp(w, -1, 1));")]
    [InlineData("powers of one and more", "return Math.Pow(w * w, 1.5) + Math.Pow(Math.Abs(w), 1) + Math.Pow(w * w + 1e-9, 0.5) + Math.Pow(w, 0.5);")]
    [InlineData("guarded power", "double s = w * w; return s > 0 ? Math.Pow(s, 0.5) : 0;")]
    [InlineData("power of data", "return w * Math.Pow(x * x, 0.5);")]
    public async Task Near_misses_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, One));
    }

    [Theory]
    [InlineData("sum", "double l = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - x[i]; l += d * d; } return l;")]
    [InlineData("last state", "double h = 0; for (int i = 0; i < w.Length; i++) { h = 0.5 * h + w[i] * x[i]; } return h;")]
    [InlineData("largest", "double m = 0; for (int i = 0; i < w.Length; i++) { double a = Math.Abs(w[i] - x[i]); if (a > m) m = a; } return m;")]
    [InlineData("last element", "double l = 0; for (int i = 0; i < w.Length; i++) l = w[i]; return l * l;")]
    [InlineData("polynomial", "double p = 0; for (int i = 0; i < x.Length; i++) p = p * w[0] + x[i]; return p;")]
    [InlineData("gated", "double h = 0; for (int i = 0; i < x.Length; i++) { double g = Functions.Sigmoid(w[0] * x[i]); h = g * h + (1 - g) * Math.Tanh(w[1] * x[i]); } return h;")]
    [InlineData("residual cell", "double h = 0; for (int i = 0; i < x.Length; i++) h = h + Math.Tanh(w[0] * h + w[1] * x[i]); return h;")]
    [InlineData("product of data", "double p = 1; for (int i = 0; i < x.Length; i++) p *= x[i]; return p * w[0];")]
    [InlineData("sum of logarithms", "double s = 0; for (int i = 0; i < w.Length; i++) s += Math.Log(w[i]); return s;")]
    [InlineData("discount", "double r = 1, s = 0; for (int i = 0; i < w.Length; i++) { s += r * w[i]; r *= 0.99; } return s;")]
    public async Task Loops_that_are_right_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Batch));
    }
}
