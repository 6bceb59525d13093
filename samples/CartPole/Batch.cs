namespace CartPole;

/// <summary>The transitions of one training step, in arrays that every training step fills again.</summary>
internal sealed class Batch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="size">The number of transitions.</param>
    public Batch(int size)
    {
        Size = size;
        States = new float[size * CartPoleEnvironment.StateSize];
        NextStates = new float[size * CartPoleEnvironment.StateSize];
        Actions = new int[size];
        Failures = new bool[size];
        StepCounts = new int[size];
        Targets = new float[size];
    }

    /// <summary>The number of transitions.</summary>
    public int Size { get; }

    /// <summary>The states before, one after the other.</summary>
    public float[] States { get; }

    /// <summary>The states some steps later, one after the other.</summary>
    public float[] NextStates { get; }

    /// <summary>The actions taken.</summary>
    public int[] Actions { get; }

    /// <summary>Whether the later state is a failure.</summary>
    public bool[] Failures { get; }

    /// <summary>How many steps lie between the two states.</summary>
    public int[] StepCounts { get; }

    /// <summary>What the value of each action should have been.</summary>
    public float[] Targets { get; }
}
