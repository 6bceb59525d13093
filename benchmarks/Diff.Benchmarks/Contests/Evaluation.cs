using System;

namespace Diff.Benchmarks.Contests;

/// <summary>Computes the value of an objective and its gradient at the point of its case.</summary>
/// <param name="gradient">Receives the gradient, overwritten; a primal leaves it alone.</param>
/// <returns>The value.</returns>
public delegate double Evaluation(Span<double> gradient);
