using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Members with a report of every form.</summary>
public sealed partial class MonitoringTests
{
    [Fact]
    public void Scalars_are_counted_as_gradients()
    {
        GradientReport report = new();
        (double value, double a, double b) = ScalarGradient(3, 0, report);
        Assert.Equal((0, double.NaN, double.PositiveInfinity), (value, a, b));
        Assert.Equal((1, 1), (Row(report, "aGradient").Evaluations, Row(report, "aGradient").NonFiniteCotangents));
        Assert.Equal((1, 1), (Row(report, "bGradient").Evaluations, Row(report, "bGradient").NonFiniteCotangents));
        Assert.Equal((1, 1), (Row(report, "product").Evaluations, Row(report, "product").NonFiniteCotangents));
        Assert.Equal((1, 0, 1.0), (Row(report, "root").Evaluations, Row(report, "root").NonFiniteCotangents, Row(report, "root").RootMeanSquare));
        Assert.Equal(["root", "product"], report.Rows.Where(r => r.Kind == MonitoredKind.Local).Select(r => r.Name));
    }

    [Fact]
    public void Memory_of_the_callers_may_be_given()
    {
        double[] w = Numbers(9, 20, 2);
        byte[] workspace = new byte[TapeGradientWorkspaceBytes(w, 6, null!)];
        GradientReport pooled = new();
        GradientReport given = new();
        double[] first = new double[9];
        double[] second = new double[9];
        Assert.Equal(TapeGradient(w, 6, first, pooled), TapeGradient(w, 6, second, workspace, given));
        Assert.Equal(first, second);
        Assert.Equal(pooled.Rows, given.Rows);
        Assert.Equal(54, Row(given, "h").Evaluations);
        Assert.Throws<ArgumentException>(() => TapeGradient(w, 6, second, workspace.AsSpan(1), given));
        Assert.Equal(1, given.Calls);
    }

    [Fact]
    public void Both_forms_of_a_generic_method_count()
    {
        GradientReport report = new();
        double[] x = Numbers(21, 21, 4);
        GenericGradient(x, new double[21], report);
        GenericGradient<float>([.. x.Select(n => (float)n)], new float[21], report);
        GradientRow[] rows = [.. report.Rows.Where(r => r.Kind == MonitoredKind.Tanh)];
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Equal((21, x.Count(n => Math.Abs(Math.Tanh(n)) > 0.99)), (row.Evaluations, row.FlatEvaluations)));
    }

    [Fact]
    public void Arrays_of_every_form_are_looked_at()
    {
        double[][] rows = [[1, -1, 2], [], [-3, 4]];
        double[,] matrix = { { 1, -2 }, { -3, -4 } };
        double[][] rowGradient = [new double[3], [], new double[2]];
        double[,] matrixGradient = new double[2, 2];
        GradientReport report = new();
        RowsGradient(rows, matrix, rowGradient, matrixGradient, report);
        Assert.Equal((5, 2), (Row(report, "rowsGradient").Evaluations, Row(report, "rowsGradient").ZeroCotangents));
        Assert.Equal((4, 3), (Row(report, "matrixGradient").Evaluations, Row(report, "matrixGradient").ZeroCotangents));
        Assert.Equal([4L, 5L], report.Rows.Where(r => r.Kind == MonitoredKind.Rectifier).Select(r => r.Evaluations));
        Assert.Equal([1, 0, 1], rowGradient[0]);
    }

    [Fact]
    public void Members_of_objects_are_looked_at()
    {
        Unit unit = new();
        Unit.Parameters gradient = new(unit);
        GradientReport report = new();
        unit.LossGradient([1, 2, 3], gradient, report);
        Assert.Equal(1, Row(report, "y").FlatEvaluations);
        Assert.Contains(report.Rows, r => r.Kind == MonitoredKind.Gradient && r.Name.Contains("Weights", StringComparison.Ordinal) && r.Evaluations == 3);
        Assert.Contains(report.Rows, r => r.Kind == MonitoredKind.Gradient && r.Name.Contains("Bias", StringComparison.OrdinalIgnoreCase) && r.Evaluations == 1);
    }

    [Fact]
    public void What_calls_itself_is_not_counted_inside()
    {
        GradientReport report = new();
        (double value, double derivative) = TreeGradient(0.5, 3, report);
        Assert.Equal(TreeGradient(0.5, 3), (value, derivative));
        Assert.DoesNotContain(report.Rows, r => r.Kind == MonitoredKind.Tanh);
        Assert.Equal(1, Row(report, "result").Evaluations);
    }

    [Fact]
    public void Without_a_report_nothing_is_written()
    {
        double[] wGradient = [7, 7];
        double[] vGradient = [7];
        ArgumentNullException exception = Assert.Throws<ArgumentNullException>(() => RectifiedGradient([1, 2], [1], [1, 2], wGradient, vGradient, null!));
        Assert.Equal("report", exception.ParamName);
        Assert.Equal([7, 7], wGradient);
        Assert.Equal([7], vGradient);
    }

    [Fact]
    public void A_call_that_throws_is_not_counted()
    {
        GradientReport report = new();
        Assert.Throws<ArgumentException>(() => RectifiedGradient([1, 2], [1], [1, 2], new double[1], new double[1], report));
        Assert.Throws<IndexOutOfRangeException>(() => RectifiedGradient([1], [1], [1, 2], new double[1], new double[1], report));
        Assert.Equal(0, report.Calls);
        Assert.Empty(report.Rows);
    }

    [Fact]
    public void A_warm_call_allocates_nothing()
    {
        GradientReport report = new();
        double[] w = Numbers(5000, 22);
        double[] v = Numbers(50, 23);
        double[] x = Numbers(100, 24);
        double[] wGradient = new double[5000];
        double[] vGradient = new double[50];
        void Call() => RectifiedGradient(w, v, x, wGradient, vGradient, report);
        for (int i = 0; i < 50; i++)
            Call();

        // The runtime allocates now and then on its own (tiering): the least of several runs is the member's own.
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
                Call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(150, report.Calls);
    }
}
