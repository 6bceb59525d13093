using System.ComponentModel;

namespace Diff.CompilerServices;

/// <summary>The vector forms of <see cref="Cotangent"/>: in each lane the same, bit for bit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorCotangent;
