using System;
using System.Diagnostics;
using System.Threading;

namespace CartPole;

/// <summary>Plays episodes with a learning agent until the problem is solved or the episodes run out.</summary>
internal static class Trainer
{
    /// <summary>Trains an agent.</summary>
    /// <param name="settings">What to train.</param>
    /// <param name="report">Told about every episode that ends.</param>
    /// <param name="cancellation">Stops the training early.</param>
    /// <returns>What came of it.</returns>
    public static TrainingResult Run(TrainingSettings settings, Action<TrainingResult> report, CancellationToken cancellation)
    {
        Random random = new(settings.Seed);
        ZeroGradientProbe? probe = settings.MeasureZeroGradients ? new ZeroGradientProbe() : null;
        CartPoleEnvironment environment = new(random);
        Agent agent = new(settings.Loss, random, probe);
        TrainingResult result = new(settings, probe?.Shares ?? []);
        Span<float> state = stackalloc float[CartPoleEnvironment.StateSize];
        Span<float> nextState = stackalloc float[CartPoleEnvironment.StateSize];
        Stopwatch stopwatch = Stopwatch.StartNew();
        while (!result.Solved && result.Returns.Count < settings.MaximumEpisodes)
        {
            double episodeReturn = 0;
            environment.Reset();
            while (!environment.Ended && !cancellation.IsCancellationRequested)
            {
                environment.Observe(state);
                int action = agent.Act(state);
                environment.Step(action);
                environment.Observe(nextState);
                agent.Observe(state, action, nextState, environment.Failed, environment.Ended);
                episodeReturn += CartPoleEnvironment.Reward;
            }

            if (cancellation.IsCancellationRequested)
                break;

            result.Add(episodeReturn, agent.Exploration, stopwatch.Elapsed);
            report(result);
        }

        return result;
    }
}
