using System;

namespace Diff;

/// <summary>The gradient of a <see cref="ScalarFunction{T}"/>, shaped like the <c>FGradient</c> that Diff generates.</summary>
/// <typeparam name="T">The type of the numbers, <c>float</c> or <c>double</c>.</typeparam>
/// <param name="x">The variables.</param>
/// <param name="gradient">Receives the gradient; as long as <paramref name="x"/>.</param>
/// <returns>The function's value.</returns>
public delegate T GradientFunction<T>(ReadOnlySpan<T> x, Span<T> gradient);
