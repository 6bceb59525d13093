using System;

namespace Diff;

/// <summary>
/// Marks a field or automatic property by which annotated instance methods of its type are differentiated: a number, a struct of
/// numbers, an array of either, or an object with such members of its own. For the type a nested class <c>Parameters</c> is generated:
/// memory in the shape of all its parameters, which takes their gradient.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ParameterAttribute : Attribute
{
}
