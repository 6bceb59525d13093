using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF101: what looks like it and must not be flagged.</summary>
public sealed class ClampedResidualNearMissTests
{
    [Theory]
    [InlineData("used for a log only", "double d = x - t; Console.WriteLine(Math.Clamp(d, -1, 1)); return d * d;")]
    [InlineData("unused", "double d = x - t; double priority = Math.Clamp(d, -1, 1); return d * d;")]
    [InlineData("detached", "double d = x - t; double c = Gradient.Stop(Math.Clamp(d, -1, 1)); return d * c;")]
    [InlineData("detached in front", "double c = Math.Clamp(Gradient.Stop(x - t), -1, 1); return c * c * x;")]
    [InlineData("straight through", "double d = x - t; double c = Gradient.StraightThrough(Math.Clamp(d, -1, 1), d); return c * c;")]
    [InlineData("clamped target", "double d = x - Math.Clamp(t, -1, 1); return d * d;")]
    [InlineData("Huber by hand", "double a = Math.Abs(x - t); double q = Math.Min(a, 1); return 0.5 * q * q + (a - q);")]
    [InlineData("Huber by hand, written out twice",
        "double q = Math.Clamp(x - t, -1, 1); return 0.5 * q * q + Math.Abs(x - t) - Math.Abs(q);")]
    [InlineData("Huber by a branch", "double a = Math.Abs(x - t); return a < 1 ? 0.5 * a * a : a - 0.5;")]
    [InlineData("hinge", "double h = Math.Max(0, 1 - t * x); return h * h;")]
    [InlineData("hinge of a difference", "double h = Math.Max(0, x - t); return h * h;")]
    [InlineData("hinge by a branch", "double h = x - t; if (h < 0) h = 0; return h * h;")]
    [InlineData("rectifier", "double h = Functions.Relu(x - t); return h * h;")]
    [InlineData("leaky", "double d = x - t; double c = d > 1 ? 1 + 0.01 * (d - 1) : d; return c * c;")]
    [InlineData("soft clip", "double c = Math.Tanh(x - t); return c * c;")]
    [InlineData("guard under a logarithm", "double p = Math.Clamp(x - t, 1e-6, 1); return -Math.Log(p);")]
    [InlineData("guard under a root", "return Math.Sqrt(Math.Max(x - t, 1e-12));")]
    [InlineData("guard under an arc cosine", "return Math.Acos(Math.Clamp(x - t, -0.999, 0.999));")]
    [InlineData("guard under an arc sine", "return Math.Asin(Math.Clamp(x - t, -0.999, 0.999));")]
    [InlineData("guard under a quotient", "return x / Math.Clamp(x - t, 0.1, 10);")]
    [InlineData("guard under an exponential", "return Math.Exp(Math.Clamp(x - t, -20, 20)) * t;")]
    [InlineData("another way", "double d = x - t; double c = Math.Clamp(d, -1, 1); return c * c + 0.01 * d * d;")]
    [InlineData("floor of a magnitude", "double a = Math.Max(Math.Abs(x - t), 1e-6); return Math.Pow(a, 1.5);")]
    [InlineData("gradient clipped", "double d = Gradient.Clip(x - t, -1, 1); return d * d;")]
    [InlineData("no residual", "double c = Math.Clamp(x * t, -1, 1); return c * c;")]
    [InlineData("bounds that are trained", "double c = Math.Clamp(t - 1, -x, x); return c * c;")]
    [InlineData("a hinge with the sign changed", "double c = Math.Min(0, x - t); return c * c;")]
    [InlineData("an error and its gradient apart", "double d = x - t; return d * Gradient.Stop(Math.Clamp(d, -1, 1));")]
    [InlineData("Huber as a product", "double d = x - t; double c = Math.Clamp(d, -1, 1); return c * (d - 0.5 * c);")]
    [InlineData("an angle brought back into range", "double d = x - t; if (d > 3.14) d -= 6.28; return d * d;")]
    [InlineData("quantile loss", "double d = x - t; return Math.Max(0.9 * d, -0.1 * d);")]
    [InlineData("insensitive loss", "return Math.Max(Math.Abs(x - t) - 0.1, 0);")]
    [InlineData("interpolation", "double u = Math.Clamp((x - t) / 2, 0, 1); return t * (1 - u) + 3 * u;")]
    [InlineData("smooth step", "double u = Math.Clamp((x - t) / 2, 0, 1); double s = u * u * (3 - 2 * u) - t; return s * s;")]
    [InlineData("a mask", "double d = x - t; double c = Math.Abs(d) < 1 ? d : 0; return c * c;")]
    public async Task One_number(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body));
    }

    [Theory]
    [InlineData("clipped policy",
        "double r = Math.Exp(x - t); return -Math.Min(r * a, Math.Clamp(r, 0.8, 1.2) * a);", "double x, [Constant] double t, [Constant] double a")]
    [InlineData("clipped value",
        "double c = old + Math.Clamp(v - old, -0.2, 0.2); return Math.Max((v - t) * (v - t), (c - t) * (c - t));",
        "double v, [Constant] double old, [Constant] double t")]
    [InlineData("saturated hidden layer",
        "double h = Math.Clamp(w * x - t, 0, 6); double d = v * h - t; return d * d;", "double w, double v, [Constant] double x, [Constant] double t")]
    [InlineData("saturated hidden layer of spans",
        """
        Span<double> h = stackalloc double[4];
        for (int i = 0; i < 4; i++) h[i] = Math.Min(Math.Max(w[i] * x - 0.5, 0), 6);
        double y = 0;
        for (int i = 0; i < 4; i++) y += h[i] * w[4 + i];
        double d = y - t;
        return d * d;
        """, "ReadOnlySpan<double> w, [Constant] double x, [Constant] double t")]
    [InlineData("saturated actuator of a simulation",
        """
        double s = x;
        for (int i = 0; i < 10; i++)
        {
            double u = Math.Clamp(k * (t - s), -1, 1);
            s += 0.1 * u;
        }
        return (s - t) * (s - t);
        """, "double k, [Constant] double x, [Constant] double t")]
    [InlineData("state kept in range",
        """
        double s = x;
        for (int i = 0; i < 10; i++)
        {
            s = Math.Clamp(s + k * (t - s), 0, 1);
        }
        return (s - t) * (s - t);
        """, "double k, [Constant] double x, [Constant] double t")]
    [InlineData("clamped index",
        "int i = Math.Clamp((int)t, 0, w.Length - 1); double d = w[i] - t; return d * d;", "ReadOnlySpan<double> w, [Constant] double t")]
    [InlineData("clamped data",
        "double d = w[0] - Math.Clamp(x[0] - t, -1, 1); return d * d;", "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x, [Constant] double t")]
    [InlineData("another form under the same setting",
        "double d = x - t; double c = Math.Clamp(d, -1, 1); double e = clip ? c * c + Math.Abs(d - c) : d * d; return e;",
        "double x, [Constant] double t, bool clip")]
    public async Task Several_inputs(string what, string body, string parameters)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, parameters));
    }

    [Fact]
    public async Task A_method_without_the_attribute() =>
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss("double c = Math.Clamp(x - t, -1, 1); return c * c;").Replace("[Differentiable]", ""));

    [Fact]
    public async Task A_method_whose_result_is_a_buffer() =>
        await AnalyzerHarness.Verify("", """
            using System;
            using Diff;
            public static partial class Steps
            {
                [Differentiable]
                public static void Step(ReadOnlySpan<double> x, [Constant] double t, Span<double> y)
                {
                    double c = Math.Clamp(x[0] - t, -1, 1);
                    y[0] = c * c;
                }
            }
            """);
}
