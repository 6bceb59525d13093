using System;

namespace Diff;

/// <summary>Marks a type that bundles parameters in flat storage, as the generated <c>Parameters</c> of a type with <see cref="ParameterAttribute"/> members do.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ParameterSetAttribute : Attribute
{
}
