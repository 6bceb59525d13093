using System;

namespace Diff;

/// <summary>
/// Marks a parameter that is not differentiated: data, targets, weights of a frozen network. A constant
/// <c>Span&lt;T&gt;</c> or array that the method writes is scratch memory: what it holds on entry is constant, what it
/// holds on return is no result, and values that depend on differentiated inputs may pass through it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstantAttribute : Attribute;
