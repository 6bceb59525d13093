using System;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>A parameter of a corpus method as the contract sees it.</summary>
internal sealed class CorpusParameter
{
    public CorpusParameter(ParameterInfo parameter, string[] selected, bool isVoid)
    {
        Name = parameter.Name!;
        Type = parameter.ParameterType;
        Type? definition = Type.IsByRefLike ? Type.GetGenericTypeDefinition() : null;
        Element = definition is not null ? Type.GetGenericArguments()[0] : Type.IsArray ? Type.GetElementType()! : Type;
        IsSequence = Element != Type;
        IsWritable = IsSequence && definition != typeof(ReadOnlySpan<>);
        bool constant = parameter.GetCustomAttribute<ConstantAttribute>() is not null;
        IsScratch = constant && IsWritable;
        bool real = Element == typeof(double) || Element == typeof(float);
        IsDifferentiated = real && !constant && (selected.Length == 0 || selected.Contains(Name));
        IsInOut = IsDifferentiated && IsWritable && isVoid;
    }

    public string Name { get; }

    public Type Type { get; }

    public Type Element { get; }

    public bool IsSequence { get; }

    public bool IsWritable { get; }

    /// <summary>A constant span that the method may write: its final content is no result.</summary>
    public bool IsScratch { get; }

    public bool IsDifferentiated { get; }

    /// <summary>A span or array of a void method: input on entry, result on return.</summary>
    public bool IsInOut { get; }

    /// <summary>The name of the tuple member that holds a scalar's gradient.</summary>
    public string MemberName => char.ToUpperInvariant(Name[0]) + Name[1..] + "Gradient";

    /// <summary>A fresh argument of the parameter's element type, or of another that stands in for it.</summary>
    public object Argument(object given) =>
        IsSequence ? Sequence((Array)given, Element) : Convert.ChangeType(given, Element, CultureInfo.InvariantCulture);

    private static Array Sequence(Array given, Type element)
    {
        Array copy = Array.CreateInstance(element, given.Length);
        for (int i = 0; i < given.Length; i++)
            copy.SetValue(Convert.ChangeType(given.GetValue(i), element, CultureInfo.InvariantCulture), i);
        return copy;
    }
}
