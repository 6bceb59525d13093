using System.ComponentModel;

namespace Diff.CompilerServices;

/// <summary>
/// What vectorised generated code calls: the elementary functions lane by lane, and loads, stores and sums of parts of vectors.
/// </summary>
/// <remarks>
/// Every function exists for 512, 256 and 128 bits and for single numbers, in <c>double</c> and <c>float</c>, and all of them
/// compute the same bits, so that the tail of a loop rounds as its body does. The bounds on errors are in docs/vector-math.md,
/// which a test compares with what it measures. The texts of 256 and 128 bits are made from those of 512 by .ci/vector-widths:
/// a generic wrapper around the vectors would exhaust the inlining budget of the JIT.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath;
