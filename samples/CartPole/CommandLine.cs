using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading;
using System.Threading.Tasks;

namespace CartPole;

/// <summary>What can be asked for on the command line.</summary>
internal static class CommandLine
{
    private const int DefaultSeed = 1;
    private const int DefaultEpisodes = 600;
    private const int InterruptedExitCode = 130;

    private const string Description = """
        Deep Q-learning on CartPole, with gradients that Diff generates at compile time.
        The problem is solved at a mean return of 475 or more over 100 consecutive episodes.

        Exit codes: 0 when training ran to its end, solved or not (the output says which),
        1 for wrong arguments, 130 when interrupted.
        """;

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static RootCommand Create()
    {
        Option<int> seed = new("--seed")
        {
            Description = "The seed of all randomness; the same seed gives the same run.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSeed,
        };
        Option<int> episodes = new("--episodes")
        {
            Description = "The number of episodes after which to give up.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultEpisodes,
        };
        Option<string> loss = new("--loss")
        {
            Description = "The loss to train with; clipped is the famous bug, huber its fix.",
            DefaultValueFactory = _ => TrainingReport.LossName(LossKind.Huber),
        };
        Option<bool> compare = new("--compare")
        {
            Description = "Train with each loss; show both curves and how many samples got a gradient of exactly zero.",
        };
        seed.Validators.Add(result => RequireAtLeast(result, 0));
        episodes.Validators.Add(result => RequireAtLeast(result, 1));
        loss.AcceptOnlyFromAmong(TrainingReport.LossName(LossKind.Huber), TrainingReport.LossName(LossKind.Clipped));

        RootCommand command = new(Description) { seed, episodes, loss, compare };
        command.Validators.Add(result =>
        {
            if (result.GetValue(compare) && result.GetResult(loss) is { Implicit: false })
                result.AddError("--compare trains with each loss, so it takes no --loss.");
        });
        command.SetAction((ParseResult arguments, CancellationToken cancellation) =>
        {
            int seedValue = arguments.GetValue(seed);
            int episodesValue = arguments.GetValue(episodes);
            LossKind lossValue = arguments.GetValue(loss) == TrainingReport.LossName(LossKind.Clipped)
                ? LossKind.Clipped
                : LossKind.Huber;
            bool compareValue = arguments.GetValue(compare);

            // On a thread of its own, since Ctrl+C cancels only once this method has returned its task.
            return Task.Run(() => Run(seedValue, episodesValue, lossValue, compareValue, cancellation), CancellationToken.None);
        });

        return command;
    }

    private static int Run(int seed, int episodes, LossKind loss, bool compare, CancellationToken cancellation)
    {
        if (compare)
        {
            Comparison.Run(seed, episodes, cancellation);
        }
        else
        {
            TrainingSettings settings = new(seed, episodes, loss, MeasureZeroGradients: false);
            TrainingResult result = TrainingSession.Run(settings, cancellation);
            if (!cancellation.IsCancellationRequested)
                TrainingReport.Write(result);
        }

        if (!cancellation.IsCancellationRequested)
            return 0;

        Console.Error.WriteLine("Interrupted.");

        return InterruptedExitCode;
    }

    private static void RequireAtLeast(OptionResult result, int minimum)
    {
        // What is no number at all has its own error.
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < minimum)
            result.AddError(FormattableString.Invariant($"{result.Option.Name} must be {minimum} or more, not {value}."));
    }
}
