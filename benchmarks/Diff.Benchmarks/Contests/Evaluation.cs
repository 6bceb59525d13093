using System;

namespace Diff.Benchmarks.Contests;

/// <summary>Computes the value of an objective and its derivative at the point of its case.</summary>
/// <param name="gradient">Receives the gradient, or the Jacobian row after row, overwritten; a primal leaves it alone.</param>
/// <returns>The value.</returns>
public delegate double Evaluation(Span<double> gradient);
