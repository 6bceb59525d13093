using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>How a clamp is written.</summary>
internal enum ClampSpelling
{
    /// <summary><c>Math.Clamp</c>.</summary>
    Call,

    /// <summary><c>Math.Min</c>, <c>Math.Max</c> or both, one around the other.</summary>
    MinMax,

    /// <summary>A branch, <c>if</c> or <c>?:</c>.</summary>
    Branch,
}

/// <summary>A value kept inside bounds that do not depend on a differentiated input; outside them its derivative is zero.</summary>
/// <param name="Result">The value behind the clamp.</param>
/// <param name="Subject">The value in front of it.</param>
/// <param name="Low">The lower bound, if there is one.</param>
/// <param name="High">The upper bound, if there is one.</param>
/// <param name="Spelling">How it is written.</param>
/// <param name="Ops">The operations it is made of, the last one first.</param>
internal sealed record Clamp(
    Value Result, Value Subject, ClampBound? Low, ClampBound? High, ClampSpelling Spelling, IReadOnlyList<Op> Ops)
{
    /// <summary>Whether both bounds are there and one is the negative of the other.</summary>
    public bool IsSymmetric { get; init; }
}

/// <summary>A bound of a clamp.</summary>
/// <param name="Value">What is compared with.</param>
/// <param name="Number">The number that it is, where it is a literal.</param>
/// <param name="IsNegated">Whether the bound is the negative of the value.</param>
internal sealed record ClampBound(Value Value, double? Number, bool IsNegated = false);
