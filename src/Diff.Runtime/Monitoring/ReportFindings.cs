using System;
using System.Collections.Generic;
using System.Globalization;
using Diff.CompilerServices;

namespace Diff;

/// <summary>
/// What is wrong with a backward pass by what was counted. The thresholds for dead rectifiers, vanishing and exploding are those of the training
/// monitor AUTOTRAINER (Zhang and others, ICSE 2021).
/// </summary>
internal static class ReportFindings
{
    /// <summary>Shares of fewer evaluations are not judged.</summary>
    public const int FewestEvaluations = 100;

    private const double MostDead = 0.70;
    private const double MostSaturated = 0.40;
    private const double VanishingRatio = 1e-3;
    private const double VanishingSize = 1e-4;
    private const double ExplodingRatio = 70;
    private const int LongChain = 3;

    public static List<GradientFinding> Of(MonitoredMethod method, List<GradientRow> rows)
    {
        List<GradientFinding> findings = [];
        AddNonFinite(method, rows, findings);
        bool isChain = rows.FindAll(r => r.Kind is MonitoredKind.Logistic or MonitoredKind.Tanh).Count >= LongChain;
        foreach (GradientRow row in rows)
        {
            if (row.Evaluations >= FewestEvaluations && row.FlatShare is { } share)
            {
                AddFlat(row, share, isChain, findings);
            }
        }

        AddSizes(rows.FindAll(r => r.IsActivation && r.Evaluations >= FewestEvaluations), findings);
        return findings;
    }

    /// <summary>Of all values with cotangents that are not finite, the one nearest the result: the others have it from there.</summary>
    private static void AddNonFinite(MonitoredMethod method, List<GradientRow> rows, List<GradientFinding> findings)
    {
        int first = rows.FindIndex(r => r.NonFiniteCotangents > 0);
        if (first < 0)
        {
            return;
        }

        GradientRow row = rows[first];
        MonitoredValue? value = first < method.Values.Length ? method.Values[first] : null;
        bool isKnown = value is { Rule.Length: > 0 };
        string what = row.Kind == MonitoredKind.Gradient ? $"elements of {row.Name} were" : $"cotangents of {row.Name} were";
        string where = value is null ? "" : " It is the value nearest the result where that came up.";
        string remedy = isKnown
            ? $"Its derivative becomes infinite in: {value!.Cause}"
            : "Look at what is computed from it on the way to the result: a root, a logarithm, a quotient or a power at zero, or an exponential that overflows.";
        findings.Add(new GradientFinding(
            isKnown ? value!.Rule : "DIFF4xx", row,
            $"{Number(row.NonFiniteCotangents)} of {Number(row.Evaluations)} {what} infinite or not a number.{where}", remedy));
    }

    private static void AddFlat(GradientRow row, double share, bool isChain, List<GradientFinding> findings)
    {
        string times = $"{Percent(share)} of {Number(row.Evaluations)} evaluations of {row.Name}";
        switch (row.Kind)
        {
            case MonitoredKind.Rectifier when share >= MostDead:
                findings.Add(new GradientFinding(
                    "DIFF110", row, $"The derivative was exactly 0 in {times}: nothing was passed on to what it is computed from.",
                    "Try Functions.LeakyRelu or Functions.Gelu, a smaller step, or Initializers.HeNormal; if it is the output, leave it out (DIFF111)."));
                break;
            case MonitoredKind.Clamp when share >= MostDead:
                findings.Add(new GradientFinding(
                    "DIFF101", row, $"The derivative was exactly 0 in {times}: what was outside of the bounds was not corrected.",
                    "Use Functions.Huber for an error, or Gradient.Clip, which bounds the cotangent and keeps the value."));
                break;
            case MonitoredKind.Logistic or MonitoredKind.Tanh when share >= MostSaturated:
                string slope = row.Kind == MonitoredKind.Logistic ? "The derivative was below 0.01" : "The value was beyond ±0.99, the derivative below 0.02,";
                findings.Add(new GradientFinding(
                    isChain ? "DIFF201" : "DIFF202", row, $"{slope} in {times}: next to nothing was passed on to what it is computed from.",
                    isChain
                        ? "Use Functions.Relu or Functions.Gelu in hidden layers, or Initializers.XavierNormal and inputs of size 1."
                        : "Scale the inputs to size 1 and use Initializers.XavierNormal; at the output of a classifier that fits its data it is no fault."));
                break;
        }
    }

    /// <summary>Compares the activations nearest the result and nearest the inputs.</summary>
    private static void AddSizes(List<GradientRow> activations, List<GradientFinding> findings)
    {
        if (activations.Count < 2)
        {
            return;
        }

        GradientRow last = activations[0];
        GradientRow first = activations[^1];
        double ratio = first.RootMeanSquare / last.RootMeanSquare;
        string sizes = $"Cotangents have the size {Size(last.RootMeanSquare)} at {last.Name}, nearest the result, and {Size(first.RootMeanSquare)} at "
            + $"{first.Name}, nearest the inputs";
        if (ratio < VanishingRatio && first.RootMeanSquare < VanishingSize)
        {
            findings.Add(new GradientFinding(
                "DIFF201", first, $"{sizes}: they vanish on the way.",
                "Use Functions.Relu or Functions.Gelu, weights by Initializers.HeNormal or XavierNormal, or residual connections."));
        }
        else if (ratio > ExplodingRatio)
        {
            findings.Add(new GradientFinding(
                "DIFF3xx", first, $"{sizes}: they grow by a factor of {ratio.ToString("G3", CultureInfo.InvariantCulture)} on the way.",
                "Use smaller weights (Initializers.HeNormal or XavierNormal), and bound the norm of the gradient before each step."));
        }
    }

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(double number) => number.ToString("0.0E+0", CultureInfo.InvariantCulture);
}
