using System;

namespace Diff;

/// <summary>A function of many variables with one value, such as a loss.</summary>
/// <typeparam name="T">The type of the numbers, <c>float</c> or <c>double</c>.</typeparam>
/// <param name="x">The variables.</param>
/// <returns>The function's value.</returns>
public delegate T ScalarFunction<T>(ReadOnlySpan<T> x);
