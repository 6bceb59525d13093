using System.ComponentModel;

namespace Diff.CompilerServices;

/// <summary>
/// The pullbacks of the span functions in <see cref="Functions"/>, for generated code: each takes the cotangent of a
/// function's result and adds what follows from it to the cotangents of the arguments. They allocate nothing. A cotangent
/// span may be empty, which means that it is not wanted. A cotangent of 0 contributes 0, also where the partial derivative
/// is infinite or NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Pullbacks;
