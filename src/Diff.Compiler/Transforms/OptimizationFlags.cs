namespace Diff.Compiler.Transforms;

/// <summary>The bits of <c>Diff.Optimizations</c>, which the compiler cannot reference.</summary>
internal static class OptimizationFlags
{
    public const int Recompute = 1;
    public const int Simplify = 2;
    public const int ExactTapes = 4;
    public const int Restore = 8;
    public const int Fusion = 16;
    public const int Vectorize = 32;
    public const int Unroll = 64;
}
