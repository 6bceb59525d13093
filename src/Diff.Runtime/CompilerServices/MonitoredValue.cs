using System.ComponentModel;

namespace Diff.CompilerServices;

/// <summary>What generated code counts of a value, as its source tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line that computes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsSingle">Whether its counts are among those of floats.</param>
/// <param name="Rule">The rule about the operation on it that can make its cotangent infinite; empty where none is known.</param>
/// <param name="Cause">The line of that operation.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MonitoredValue(string Name, string Line, MonitoredKind Kind, bool IsSingle = false, string Rule = "", string Cause = "");
