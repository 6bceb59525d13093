using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace CurveFit;

/// <summary>Gets the points, fits and reports.</summary>
/// <param name="console">Where the report goes.</param>
/// <param name="error">Where errors go.</param>
internal sealed class Session(IAnsiConsole console, TextWriter error)
{
    private const int Wrong = 1;
    private const int NoResult = 2;

    /// <summary>Does what was asked for.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <returns>The exit code.</returns>
    public int Run(Settings settings)
    {
        Model model = settings.Model;
        if (settings.Start is not null && settings.Start.Length != model.Parameters.Count)
        {
            return Refuse(
                $"--start: the model {model.Name} has {Format.Count(model.Parameters.Count)} parameters "
                + $"({string.Join(",", model.Parameters)}), not {Format.Count(settings.Start.Length)}.");
        }

        CurveData data;
        try
        {
            data = settings.File is null ? DrawnData.Draw(model, settings.Seed) : DataFile.Read(settings.File, model);
        }
        catch (DataFileException exception)
        {
            return Refuse(exception.Message);
        }

        CurveProblem problem = new(model, data);
        double[] start = settings.Start ?? model.FindStart(data);
        WriteHead(settings, data, start);
        Fit fit = ProgressTable.Follow(console, progress => new RobustFit(problem, progress).Run(start, settings.Loss, settings.Scale));
        if (fit.Minimum.Reason == StopReason.NotFinite)
        {
            error.WriteLine("The model or its derivatives are not finite where the fit starts: choose other parameters with --start.");

            return NoResult;
        }

        FitReport.Write(console, fit, settings.File is null ? model.Example.Truth : null);
        CheckReport.Write(console, JacobianCheck.Run(problem, fit.Parameters), 2 * problem.Columns);

        return Conclude(fit);
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);

        return Wrong;
    }

    private void WriteHead(Settings settings, CurveData data, double[] start)
    {
        Model model = settings.Model;
        string source = settings.File is null
            ? string.Create(CultureInfo.InvariantCulture, $"drawn with seed {settings.Seed}, {DrawnData.Outliers} of them outliers")
            : "from " + settings.File;
        string parameters = string.Join(", ", model.Parameters.Zip(start, (name, value) => $"{name} = {Format.Short(value)}"));
        console.WriteLine($"Curve: {model.Title}, {model.Formula}");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Points: {data.Count}, {source}"));
        console.WriteLine($"Start: {parameters}{(settings.Start is null ? " (searched on a grid)" : string.Empty)}");
        console.WriteLine();
    }

    private int Conclude(Fit fit)
    {
        Minimum minimum = fit.Minimum;
        if (fit.Covariance.Dependence is Dependence dependence)
        {
            string names = string.Join(", ", dependence.Parameters.Select(j => fit.Problem.Model.Parameters[j]));
            string what = dependence.Parameters.Count == 1
                ? $"the parameter {names} changes nothing at the points"
                : $"the parameters {names} can be changed together without changing the curve at the points";
            error.WriteLine(
                $"The Jacobian has rank {Format.Count(dependence.Rank)}, not {Format.Count(fit.Problem.Columns)}: {what}. "
                + "Use a model with fewer parameters, or more points.");

            return NoResult;
        }

        if (!minimum.Converged)
        {
            string problem = minimum.Reason == StopReason.Stuck
                ? "no step lowers the cost"
                : $"{Format.Count(minimum.Iterations)} iterations were not enough";
            error.WriteLine($"Not converged: {problem}. Choose other parameters with --start.");

            return NoResult;
        }

        string reason = minimum.Reason switch
        {
            StopReason.Gradient => "the gradient is zero",
            StopReason.Step => "steps no longer change the parameters",
            StopReason.Cost => "the cost no longer goes down",
            _ => "the curve goes through all points",
        };
        console.WriteLine($"Converged: {reason}. Loss {fit.Loss.Name}.");

        return 0;
    }
}
