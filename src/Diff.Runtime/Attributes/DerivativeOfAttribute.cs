using System;

namespace Diff;

/// <summary>
/// Marks a method as the derivative rule of another. The rule has the parameters of the method's <c>FBackward</c> and
/// returns what its <c>FGradient</c> would: it overwrites its destinations. A second rule may have the parameters and the result of the
/// method's <c>FTangent</c>; tangents are then computed by it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <summary>A rule for a method of the same type.</summary>
    /// <param name="method">The method's name, by <c>nameof</c>.</param>
    public DerivativeOfAttribute(string method)
    {
        Method = method;
    }

    /// <summary>A rule for a method of another type, which need not be one's own.</summary>
    /// <param name="type">The type that declares the method.</param>
    /// <param name="method">The method's name.</param>
    public DerivativeOfAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the method; null for the rule's own type.</summary>
    public Type? Type { get; }

    /// <summary>The name of the method that the rule differentiates.</summary>
    public string Method { get; }
}
