using System;

namespace Diff;

/// <summary>
/// Marks a method whose intermediate values are not kept for the backward pass: where a <see cref="DifferentiableAttribute">differentiated</see>
/// method calls it, the backward pass runs it again, from its arguments. That takes a further run of the method and saves the memory of all that it
/// computes. Tangents keep nothing anyway, and see through it.
/// </summary>
/// <remarks>What the method writes to must not be handed over twice, and what it calls must be differentiable or pure: it runs twice.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
