using System;
using System.Collections.Generic;

namespace CartPole;

/// <summary>What a training run has come to so far, and at its end.</summary>
internal sealed class TrainingResult
{
    private readonly List<double> returns = [];
    private double windowSum;

    /// <summary>Makes the result of a run that has not begun.</summary>
    /// <param name="settings">What is trained.</param>
    /// <param name="zeroShares">The shares of samples without a gradient, a list that grows during the run.</param>
    public TrainingResult(TrainingSettings settings, IReadOnlyList<double> zeroShares)
    {
        Settings = settings;
        ZeroShares = zeroShares;
    }

    /// <summary>What was trained.</summary>
    public TrainingSettings Settings { get; }

    /// <summary>The return of each episode.</summary>
    public IReadOnlyList<double> Returns => returns;

    /// <summary>The share of samples without a gradient in each measured batch; empty if none was measured.</summary>
    public IReadOnlyList<double> ZeroShares { get; }

    /// <summary>The number of episodes that <see cref="RecentMean"/> is the mean of.</summary>
    public int RecentCount => Math.Min(returns.Count, Hyperparameters.SolvedWindow);

    /// <summary>The mean return of the last hundred episodes, or of all while there are fewer.</summary>
    public double RecentMean => returns.Count == 0 ? 0 : windowSum / RecentCount;

    /// <summary>The highest mean return of a hundred consecutive episodes; zero while there are fewer.</summary>
    public double BestMean { get; private set; }

    /// <summary>Whether a hundred consecutive episodes had the mean return that counts as solving the problem.</summary>
    public bool Solved => BestMean >= Hyperparameters.SolvedReturn;

    /// <summary>Steps taken in the environment.</summary>
    public long Steps { get; private set; }

    /// <summary>The share of actions that are random now.</summary>
    public float Exploration { get; private set; }

    /// <summary>The time that training has taken.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Steps in the environment for each second, training included.</summary>
    public double StepsPerSecond => Elapsed > TimeSpan.Zero ? Steps / Elapsed.TotalSeconds : 0;

    /// <summary>Takes note of an episode.</summary>
    /// <param name="episodeReturn">Its return, which is also its length since every step pays one.</param>
    /// <param name="exploration">The share of random actions at its end.</param>
    /// <param name="elapsed">The time since training began.</param>
    public void Add(double episodeReturn, float exploration, TimeSpan elapsed)
    {
        // Returns are small whole numbers, so the running sum is exact.
        returns.Add(episodeReturn);
        windowSum += episodeReturn;
        if (returns.Count > Hyperparameters.SolvedWindow)
            windowSum -= returns[^(Hyperparameters.SolvedWindow + 1)];

        if (returns.Count >= Hyperparameters.SolvedWindow)
            BestMean = Math.Max(BestMean, RecentMean);

        Steps += (long)episodeReturn;
        Exploration = exploration;
        Elapsed = elapsed;
    }
}
