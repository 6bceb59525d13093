using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Members with a report: what they count against what is counted here by hand, and that they compute what the others compute.</summary>
public sealed partial class MonitoringTests
{
    private delegate double Network(
        ReadOnlySpan<double> w, ReadOnlySpan<double> v, ReadOnlySpan<double> x, Span<double> wGradient, Span<double> vGradient, GradientReport report);

    private static readonly Dictionary<string, Network> s_networks = new()
    {
        ["all"] = RectifiedGradient,
        ["no lanes"] = RectifiedScalarGradient,
        ["not fused"] = RectifiedApartGradient,
        ["nothing"] = RectifiedPlainGradient,
        ["in order"] = RectifiedInOrderGradient,
    };

    /// <summary>Counts as the report does, one cotangent after the other.</summary>
    private sealed class Counter
    {
        private double _squares;

        public long Evaluations { get; private set; }

        public long Flat { get; private set; }

        public long Zeros { get; private set; }

        public long NonFinite { get; private set; }

        public double Size => Math.Sqrt(_squares / (Evaluations - NonFinite));

        public void See(double cotangent, bool isFlat = false)
        {
            Evaluations++;
            Flat += isFlat ? 1 : 0;
            Zeros += cotangent == 0 ? 1 : 0;
            if (double.IsFinite(cotangent))
                _squares += cotangent * cotangent;
            else
                NonFinite++;
        }

        public void Check(GradientRow row)
        {
            Assert.Equal((Evaluations, Flat, Zeros, NonFinite), (row.Evaluations, row.FlatEvaluations, row.ZeroCotangents, row.NonFiniteCotangents));
            if (double.IsNaN(Size))
                Assert.True(double.IsNaN(row.RootMeanSquare));
            else
                Assert.InRange(row.RootMeanSquare, Size * (1 - 1e-5), Size * (1 + 1e-5));
        }
    }

    private static double[] Numbers(int count, int seed, double scale = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextDouble()) - 1))];
    }

    private static GradientRow Row(GradientReport report, string name) => Assert.Single(report.Rows, r => r.Name == name);

    public static TheoryData<string, int, int> Networks
    {
        get
        {
            TheoryData<string, int, int> data = [];
            foreach (string name in s_networks.Keys)
            {
                foreach ((int units, int inputs) in new[] { (0, 3), (1, 1), (2, 0), (7, 5), (16, 8), (37, 19), (24, 40), (300, 3) })
                    data.Add(name, units, inputs);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Dead_units_of_a_layer_are_counted(string name, int units, int inputs)
    {
        double[] w = Numbers(units * inputs, 1);
        double[] v = Numbers(units, 2);
        double[] x = Numbers(inputs, 3);
        for (int j = 0; j < units; j += 3)
            v[j] = 0;
        Counter unit = new();
        for (int j = 0; j < units; j++)
        {
            double z = 0;
            for (int i = 0; i < inputs; i++)
                z += w[(j * inputs) + i] * x[i];
            unit.See(v[j], z < 0);
        }

        GradientReport report = new();
        double[] wGradient = new double[w.Length];
        double[] vGradient = new double[v.Length];
        double value = s_networks[name](w, v, x, wGradient, vGradient, report);
        double[] expectedW = new double[w.Length];
        double[] expectedV = new double[v.Length];
        double expected = RectifiedGradient(w, v, x, expectedW, expectedV);
        Assert.Equal(expected, value, 1e-12);
        for (int i = 0; i < w.Length; i++)
            Assert.Equal(expectedW[i], wGradient[i], 1e-12);
        for (int i = 0; i < v.Length; i++)
            Assert.Equal(expectedV[i], vGradient[i], 1e-12);
        Assert.Equal(1, report.Calls);
        GradientRow row = Row(report, "h");
        Assert.Equal((MonitoredKind.Rectifier, "double h = Math.Max(0, z)"), (row.Kind, row.Line));
        unit.Check(row);
        CheckWhole(Row(report, "wGradient"), wGradient);
        CheckWhole(Row(report, "vGradient"), vGradient);
    }

    private static void CheckWhole(GradientRow row, double[] gradient)
    {
        Counter counter = new();
        foreach (double element in gradient)
            counter.See(element);
        counter.Check(row);
        Assert.Equal(MonitoredKind.Gradient, row.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(1000)]
    [InlineData(100_003)]
    public void Saturated_units_are_counted_in_lanes_of_floats(int count)
    {
        float[] z = [.. Numbers(count, 4, 20).Select(n => (float)n)];
        float[] v = [.. Numbers(count, 5).Select(n => (float)n)];
        for (int i = 0; i < count; i += 5)
            v[i] = 0;
        Counter logistic = new();
        Counter tanh = new();
        for (int i = 0; i < count; i++)
        {
            float s = Functions.Sigmoid(z[i]);
            float t = MathF.Tanh(s * z[i]);
            tanh.See(v[i], Math.Abs(t) > 0.99f);
            logistic.See(v[i] * (1 - (t * t)) * z[i], s * (1.0 - s) < 0.01);
        }

        foreach (bool isPlain in new[] { false, true })
        {
            GradientReport report = new();
            float[] gradient = new float[count];
            _ = isPlain ? ElementsPlainGradient(z, v, gradient, report) : ElementsGradient(z, v, gradient, report);
            GradientRow s = Row(report, "s");
            GradientRow t = Row(report, "t");
            Assert.Equal((MonitoredKind.Logistic, MonitoredKind.Tanh), (s.Kind, t.Kind));
            tanh.Check(t);

            // Beyond the last bit of tanh the cotangent is 0 or next to it, by how tanh is rounded.
            Assert.Equal((logistic.Evaluations, logistic.Flat, 0), (s.Evaluations, s.FlatEvaluations, s.NonFiniteCotangents));
            Assert.InRange(s.ZeroCotangents, (count + 4) / 5, count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(129)]
    public void Activations_written_by_hand_are_counted(int count)
    {
        double[] z = Numbers(count, 6, 12);
        double[] v = Numbers(count, 7);
        Counter logistic = new();
        Counter rectifier = new();
        Counter clamp = new();
        Counter softplus = new();
        for (int i = 0; i < count; i++)
        {
            double s = 1 / (1 + Math.Exp(-z[i]));
            rectifier.See(v[i], s <= 0.5);
            logistic.See(s > 0.5 ? v[i] : 0, s * (1 - s) < 0.01);
            clamp.See(v[i], Math.Abs(z[i]) > 1);
            softplus.See(v[i], s < 0.01);
        }

        GradientReport report = new();
        ByHandGradient(z, v, new double[count], report);
        logistic.Check(Row(report, "s"));
        rectifier.Check(Row(report, "r"));
        clamp.Check(Row(report, "c"));
        softplus.Check(Row(report, "p"));
        Assert.Equal(
            [MonitoredKind.Logistic, MonitoredKind.Rectifier, MonitoredKind.Clamp, MonitoredKind.Softplus],
            new[] { "s", "r", "c", "p" }.Select(name => Row(report, name).Kind));
    }

    [Fact]
    public void Loops_of_unknown_length_are_counted()
    {
        double[] x = [1, 4, 0, 2, 3, 1, 5, -1, 0.25];
        const double w = 0.8;
        Counter unit = new();
        for (int start = 0; start < x.Length; start++)
        {
            List<double> states = [];
            double h = 0;
            for (int step = start; step < x.Length && x[step] > 0; step++)
                states.Add(h = Math.Tanh((w * h) + x[step]));
            double cotangent = 1;
            for (int step = states.Count - 1; step >= 0; step--)
            {
                unit.See(cotangent, states[step] > 0.99);
                cotangent *= w * (1 - (states[step] * states[step]));
            }
        }

        GradientReport report = new();
        (double _, double derivative) = RecurrentGradient(w, x, report);
        unit.Check(Row(report, "h"));
        Counter gradient = new();
        gradient.See(derivative);
        gradient.Check(Row(report, "wGradient"));
    }

    [Fact]
    public void Calls_of_one_helper_have_rows_of_their_own()
    {
        double[] w = [1, -1];
        double[] x = [3, -2, 1, -5, 4];
        GradientReport report = new();
        LayersGradient(w, x, new double[2], report);
        Counter inner = new();
        Counter outer = new();
        foreach (double element in x)
        {
            double h = Math.Max(0, w[0] * element);
            outer.See(1, w[1] * h <= 0);
            inner.See(w[1] * h > 0 ? w[1] : 0, w[0] * element <= 0);
        }

        // The one nearest the result comes first.
        GradientRow[] rows = [.. report.Rows.Where(r => r.Kind == MonitoredKind.Rectifier)];
        Assert.Equal(["unit (2)", "unit"], rows.Select(r => r.Name));
        outer.Check(rows[0]);
        inner.Check(rows[1]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(35)]
    public void Cotangents_that_are_not_finite_are_counted_where_they_come_up(int count)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? -1.0 : i)];
        GradientReport report = new();
        SingularGradient(x, new double[count], report);
        int singular = (count + 2) / 3;
        GradientRow row = Row(report, "Relu(element)");
        Assert.Equal((count, singular, singular), (row.Evaluations, row.NonFiniteCotangents, row.FlatEvaluations));
        Assert.All(report.Rows.Where(r => r.Kind == MonitoredKind.Local), r => Assert.Equal(0, r.NonFiniteCotangents));
        GradientFinding finding = Assert.Single(report.Findings, f => f.Row.NonFiniteCotangents > 0);
        Assert.Equal(("DIFF403", "Relu(element)"), (finding.Rule, finding.Row.Name));
        Assert.Contains("double root = Math.Sqrt(Functions.Relu(element))", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_cotangent_that_is_given_may_be_anything(double cotangent)
    {
        double[] z = Numbers(21, 8);
        double[] given = new double[21];
        given[0] = given[13] = given[20] = cotangent;
        given[5] = 2;
        GradientReport report = new();
        ActivateBackward(z, new double[21], [.. given], new double[21], report);
        GradientRow row = Row(report, "h");
        Assert.Equal((21, 17, 3), (row.Evaluations, row.ZeroCotangents, row.NonFiniteCotangents));
        Assert.Equal(Math.Sqrt(4.0 / 18), row.RootMeanSquare, 1e-12);
        Assert.Equal(3, Row(report, "zGradient").NonFiniteCotangents);
    }

    [Fact]
    public void Accumulated_gradients_are_looked_at_as_they_stand()
    {
        double[] w = Numbers(12, 9);
        double[] v = [1, 1, 1];
        double[] x = Numbers(4, 10);
        double[] wGradient = Numbers(12, 11, 1000);
        double[] vGradient = new double[3];
        GradientReport report = new();
        RectifiedAccumulateGradient(w, v, x, wGradient, vGradient, report);
        CheckWhole(Row(report, "wGradient"), wGradient);
        Assert.InRange(Row(report, "wGradient").RootMeanSquare, 100, 1000);
    }

    [Fact]
    public void Long_gradients_are_seen_whole_in_sixteen_calls()
    {
        const int units = 1;
        const int inputs = 10_001;
        double[] w = Numbers(inputs, 12);
        double[] x = [.. Enumerable.Range(0, inputs).Select(i => i % 10 == 0 ? 0.0 : 1)];
        double[] v = [1];
        w[1] = 10_000;
        GradientReport report = new();
        double[] wGradient = new double[inputs * units];
        for (int call = 0; call < 16; call++)
        {
            Assert.InRange(call == 0 ? 0 : Row(report, "wGradient").Evaluations, call * 500, call * 800);
            RectifiedGradient(w, v, x, wGradient, new double[1], report);
        }

        CheckWhole(Row(report, "wGradient"), wGradient);
    }
}
