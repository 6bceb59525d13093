using System;
using System.Linq;
using Spectre.Console;

namespace CurveFit;

/// <summary>Plots points and the curve that was fitted to them.</summary>
internal static class CurvePlot
{
    private const int LabelWidth = 11;
    private const int Height = 18;
    private const int MaximumWidth = 100;
    private const double Margin = 0.04;

    private static readonly Style CurveStyle = new(Color.Green);
    private static readonly Style PointStyle = new(Color.Blue);
    private static readonly Style OutlierStyle = new(Color.Red);

    /// <summary>Writes the plot.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="fit">The fit.</param>
    public static void Write(IAnsiConsole console, Fit fit)
    {
        bool unicode = console.Profile.Capabilities.Unicode;
        CurveData data = fit.Problem.Data;
        int columns = Math.Max(10, Math.Min(console.Profile.Width, MaximumWidth) - LabelWidth - 1);
        PlotCanvas canvas = new(columns, Height, unicode);
        double margin = Margin * (data.Y.Max() - data.Y.Min());
        double bottom = data.Y.Min() - (margin > 0 ? margin : 1);
        double top = data.Y.Max() + (margin > 0 ? margin : 1);
        DrawCurve(canvas, fit, bottom, top);
        (char point, char outlier) = unicode ? ('•', '×') : ('o', 'x');
        for (int i = 0; i < data.Count; i++)
        {
            bool isOutlier = fit.Weights[i] < FitReport.OutlierWeight;
            int column = (int)Math.Round((data.X[i] - data.From) / (data.To - data.From) * (canvas.DotColumns - 1));
            int row = (int)Row(canvas, data.Y[i], bottom, top);
            canvas.Mark(column, row, isOutlier ? outlier : point, isOutlier ? OutlierStyle : PointStyle);
        }

        string outliers = fit.Loss == RobustLoss.LeastSquares ? string.Empty : $", {outlier} point that counts less than half";
        console.Write(new Text($"{data.YName} by {data.XName}: {point} point{outliers}, line: fit\n"));
        console.Write(Assemble(canvas, data, columns, bottom, top, unicode));
        console.WriteLine();
    }

    private static Paragraph Assemble(PlotCanvas canvas, CurveData data, int columns, double bottom, double top, bool unicode)
    {
        Paragraph text = new();
        for (int line = 0; line < Height; line++)
        {
            bool isLabelled = line is 0 or Height - 1 or Height / 2;
            double value = top - (top - bottom) * (line + 0.5) / Height;
            text.Append((isLabelled ? Format.Short(value) : string.Empty).PadLeft(LabelWidth - 1) + (unicode ? '│' : '|'));
            canvas.Write(text, line, CurveStyle);
            text.Append("\n");
        }

        text.Append(new string(' ', LabelWidth - 1) + (unicode ? '└' : '+') + new string(unicode ? '─' : '-', columns) + "\n");
        string from = Format.Short(data.From);
        string to = Format.Short(data.To);
        text.Append(new string(' ', LabelWidth) + from + to.PadLeft(Math.Max(to.Length + 1, columns - from.Length)) + "\n");

        return text;
    }

    // Neighbouring dots are joined, so that a steep curve has no gaps.
    private static void DrawCurve(PlotCanvas canvas, Fit fit, double bottom, double top)
    {
        CurveData data = fit.Problem.Data;
        double[] x = [.. Grid.Linear(data.From, data.To, canvas.DotColumns)];
        double[] curve = fit.Problem.Model.Curve(fit.Parameters, x);
        double before = double.NaN;
        for (int column = 0; column < x.Length; column++)
        {
            double row = Row(canvas, curve[column], bottom, top);
            if (double.IsFinite(row))
            {
                double from = double.IsFinite(before) ? 0.5 * (before + row) : row;
                (double low, double high) = from < row ? (from, row) : (row, from);
                for (int dot = (int)Math.Max(low, 0); dot <= (int)Math.Min(high, canvas.DotRows - 1); dot++)
                {
                    if (dot >= low - 1)
                        canvas.Dot(column, dot);
                }
            }

            before = row;
        }
    }

    // A row of dots from the top. Clamped, so that what is far outside can be joined without counting through it.
    private static double Row(PlotCanvas canvas, double y, double bottom, double top)
    {
        return Math.Clamp(Math.Floor((top - y) / (top - bottom) * canvas.DotRows), -1, canvas.DotRows);
    }
}
