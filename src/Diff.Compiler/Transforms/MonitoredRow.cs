using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>What a value is whose cotangents are counted: the names of <c>Diff.MonitoredKind</c>, which the compiler cannot reference.</summary>
internal enum MonitoredKind
{
    Local, Rectifier, Clamp, Logistic, Tanh, Softplus, Activation, Gradient,
}

/// <summary>What is counted of a value, and how it is told.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line that computes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsSingle">Whether it is a float.</param>
/// <param name="Rule">The hazard rule about the operation on it whose derivative can be infinite; empty where there is none.</param>
/// <param name="Cause">The line of that operation.</param>
internal sealed record MonitoredRow(string Name, string Line, MonitoredKind Kind, bool IsSingle, string Rule, string Cause)
{
    /// <summary>How many counts are kept of each: evaluations, zeros, not finite ones, sum of squares, flat ones. As in <c>MonitoredMethod</c>.</summary>
    public const int Counts = 5;
}

/// <summary>A value of the forward sweep that is counted.</summary>
/// <param name="Row">Where its counts go; those of several values may go to one.</param>
/// <param name="Flat">Makes the test whether its derivative is zero or next to it; null where it has none.</param>
internal sealed record MonitoredSite(MonitoredRow Row, Func<Builder, Value>? Flat);
