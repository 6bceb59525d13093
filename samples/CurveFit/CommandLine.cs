using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace CurveFit;

/// <summary>What can be asked for on the command line.</summary>
internal static class CommandLine
{
    private const string Description = """
        Fits a curve to points by Levenberg and Marquardt, with a Jacobian that Diff generates at compile time, and a loss that
        outliers do not mislead. Without --data the program draws points around a curve of its own, some of them far off.

        Exit codes: 0 for a fit, 1 for wrong arguments or data, 2 where the fit did not converge or the points do not determine
        all parameters.
        """;

    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="console">Where the report goes.</param>
    /// <param name="output">Where the help goes.</param>
    /// <param name="error">Where errors go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, IAnsiConsole console, TextWriter output, TextWriter error)
    {
        ParseResult result = Create(console, error).Parse(arguments);

        // An error is easier to see without the whole help below it.
        if (result.Action is ParseErrorAction parseError)
            parseError.ShowHelp = false;

        return result.Invoke(new InvocationConfiguration { Output = output, Error = error });
    }

    private static RootCommand Create(IAnsiConsole console, TextWriter error)
    {
        string[] models = [.. ModelCatalogue.All.Select(model => model.Name)];
        string[] losses = [.. RobustLoss.All.Select(loss => loss.Name)];
        Option<string> model = Options.Choice("--model", "The curve; --list shows the formulas.", models[0], models);
        Option<string> loss = Options.Choice("--loss", "What a residual costs.", RobustLoss.Huber.Name, losses);
        Option<double?> scale = Options.Positive(
            "--scale", "The standard deviation of ordinary residuals, from which the loss knows outliers; estimated unless given.");
        Option<double[]?> start = Options.Numbers("--start", "The parameters to start from; searched for unless given.");
        Option<int> seed = Options.Seed("--seed", "The seed of the points that are drawn; the same seed gives the same points.");
        Option<string?> data = new("--data")
        {
            Description = "A CSV file with columns x, y and perhaps the standard deviation of y.",
            HelpName = "FILE",
        };
        Option<bool> list = new("--list") { Description = "Show the models and losses." };
        RootCommand command = new(Description) { model, loss, scale, start, seed, data, list };
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is not null && result.GetResult(seed) is { Implicit: false })
                result.AddError("--seed is for points that are drawn, and --data reads them: give one of the two.");

            if (result.GetResult(scale) is not null && result.GetResult(loss) is { Tokens: [{ Value: "least-squares" }] })
                result.AddError("--scale says where a loss begins to doubt a point, and least-squares doubts none: give one of the two.");
        });
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(list))
            {
                ModelList.Write(console);

                return 0;
            }

            return new Session(console, error).Run(new Settings(
                ModelCatalogue.ByName(arguments.GetValue(model)!),
                RobustLoss.ByName(arguments.GetValue(loss)!),
                arguments.GetValue(scale),
                arguments.GetResult(start) is null ? null : arguments.GetValue(start),
                arguments.GetValue(seed),
                arguments.GetValue(data)));
        });

        return command;
    }
}
