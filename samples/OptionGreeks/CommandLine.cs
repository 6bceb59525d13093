using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using Spectre.Console;

namespace OptionGreeks;

/// <summary>What can be asked for on the command line.</summary>
internal static class CommandLine
{
    private const string Description = """
        Prices and Greeks of options, with gradients that Diff generates at compile time: a European call and put by Black and
        Scholes, beside the formulas of the textbooks, and a call on a basket of correlated assets by Monte Carlo, beside
        bump-and-reprice.

        Exit codes: 0 for a report, 1 for wrong arguments.
        """;

    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="console">Where the report goes.</param>
    /// <param name="output">Where the help goes.</param>
    /// <param name="error">Where errors go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, IAnsiConsole console, TextWriter output, TextWriter error)
    {
        ParseResult result = Create(console).Parse(arguments);

        // An error is easier to see without the whole help below it.
        if (result.Action is ParseErrorAction parseError)
            parseError.ShowHelp = false;

        return result.Invoke(new InvocationConfiguration { Output = output, Error = error });
    }

    private static RootCommand Create(IAnsiConsole console)
    {
        Option<double> spot = NumberOption.Create("--spot", "The price of the asset, and of the basket, today.", 0.01, 1e6, 100);
        Option<double> strike = NumberOption.Create("--strike", "The price agreed on.", 0.01, 1e6, 105);
        Option<double> maturity = NumberOption.Create("--maturity", "The time to exercise in years.", 0.01, 30, 1);
        Option<double> volatility = NumberOption.Create("--volatility", "The volatility of a year.", 0.01, 2, 0.25);
        Option<double> rate = NumberOption.Create("--rate", "The interest rate, continuously compounded.", -0.2, 0.5, 0.03);
        Option<double> dividend = NumberOption.Create("--dividend", "The dividend yield, continuously compounded.", -0.2, 0.5, 0.01);
        Option<int> assets = NumberOption.Create("--assets", "The number of assets in the basket.", 1, 20, 5);
        Option<double> correlation = NumberOption.Create(
            "--correlation", "The correlation of neighbours in the basket; it falls with distance.", -0.95, 0.95, 0.6);
        Option<int> paths = NumberOption.Create("--paths", "The number of Monte Carlo paths.", 1000, 1_000_000, 100_000);
        Option<int> seed = NumberOption.Create(
            "--seed", "The seed of the paths; the same seed gives the same numbers.", 0, int.MaxValue, 1);
        Option<double> bump = NumberOption.Create(
            "--bump", "The share of an input by which bump-and-reprice moves it.", 1e-8, 0.01, 1e-4);

        RootCommand command = new(Description)
        {
            spot, strike, maturity, volatility, rate, dividend, assets, correlation, paths, seed, bump,
        };
        command.SetAction(arguments =>
        {
            VanillaOption option = new(
                arguments.GetValue(spot),
                arguments.GetValue(strike),
                arguments.GetValue(maturity),
                arguments.GetValue(volatility),
                arguments.GetValue(rate),
                arguments.GetValue(dividend));
            Settings settings = new(
                option,
                arguments.GetValue(assets),
                arguments.GetValue(correlation),
                arguments.GetValue(paths),
                arguments.GetValue(seed),
                arguments.GetValue(bump));
            VanillaReport.Write(console, settings.Option);
            BasketReport.Write(console, settings);
        });

        return command;
    }
}
