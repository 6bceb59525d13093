namespace Diff;

/// <summary>
/// Factorisations and systems of linear equations, for <c>double</c> and <c>float</c>. Matrices are row-major spans with their sizes beside
/// them. Each function has its derivative beside it (<c>FBackward</c>), which differentiated methods that call it use.
/// </summary>
/// <remarks>
/// Every function computes in memory of the pool and writes its result last: destinations may be the memory of an argument, nothing is
/// written where an exception is thrown, and nothing is allocated in steady state. Destinations of the <c>Backward</c> methods must be
/// apart from all else. Matrices of up to 2 GiB are supported.
/// </remarks>
public static partial class LinearAlgebra;
