namespace Diff;

/// <summary>What the twins need of the runtime, which they do not refer to: lowering knows it by its name.</summary>
internal static class Gradient
{
    /// <summary>The value, without its derivative.</summary>
    public static float Stop(float value) => value;
}
