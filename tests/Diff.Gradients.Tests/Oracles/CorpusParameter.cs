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
        IsSequence = ElementOf(Type) is not null;
        Element = ElementOf(Type) ?? (Type.IsByRef ? Type.GetElementType()! : Type);
        IsReference = Type.IsByRef && !parameter.IsIn;
        Type? definition = Type.IsGenericType ? Type.GetGenericTypeDefinition() : null;
        IsModel = MakerOf(Type) is not null;
        IsWritable = IsSequence && !IsModel && definition != typeof(ReadOnlySpan<>) && definition != typeof(ReadOnlyMemory<>);
        bool constant = parameter.GetCustomAttribute<ConstantAttribute>() is not null;
        IsScratch = constant && IsWritable;
        bool real = Element == typeof(double) || Element == typeof(float);
        bool active = real && !constant && (selected.Length == 0 || selected.Contains(Name));
        IsDifferentiated = active && !parameter.IsOut;
        IsInOut = active && (IsWritable || IsReference) && isVoid;
        CotangentType = IsModel ? Type.GetNestedType("Parameters")! : Type.IsArray && !IsRow(Type) ? Type : IsSequence ? typeof(Span<>).MakeGenericType(Element) : parameter.IsOut ? Element : Type;
    }

    public string Name { get; }

    public Type Type { get; }

    public Type Element { get; }

    public bool IsSequence { get; }

    /// <summary>Whether it is passed by <c>ref</c> or <c>out</c>: what it holds on return is the caller's.</summary>
    public bool IsReference { get; }

    public bool IsWritable { get; }

    /// <summary>Whether it is an object with parameters, made of numbers by its static method <c>Of</c>.</summary>
    public bool IsModel { get; }

    /// <summary>A constant span that the method may write: its final content is no result.</summary>
    public bool IsScratch { get; }

    public bool IsDifferentiated { get; }

    /// <summary>A span, array or reference of a void method: input on entry (not if it is <c>out</c>), result on return.</summary>
    public bool IsInOut { get; }

    /// <summary>What takes the cotangent or the derivative in generated members.</summary>
    public Type CotangentType { get; }

    /// <summary>The name of the tuple member that holds a scalar's gradient.</summary>
    public string MemberName => char.ToUpperInvariant(Name[0]) + Name[1..] + "Gradient";

    /// <summary>What makes an object with parameters of numbers; null for any other type.</summary>
    public static MethodInfo? MakerOf(Type type) => type.IsClass && !type.IsArray ? type.GetMethod("Of") : null;

    /// <summary>What a span, memory, an array of any form or an object with parameters holds; null for anything else.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsArray)
            return ElementOf(type.GetElementType()!) ?? type.GetElementType()!;
        if (MakerOf(type.DeclaringType is Type outer && type.Name == "Parameters" ? outer : type) is MethodInfo maker)
            return maker.GetParameters()[0].ParameterType.GetElementType();
        bool isMemory = type.IsByRefLike
            || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Memory<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>)));
        return isMemory ? type.GetGenericArguments()[0] : null;
    }

    /// <summary>A fresh argument of the parameter's element type, or of another that stands in for it.</summary>
    public object Argument(object given) =>
        IsSequence ? Sequence((Array)given, Element) : Convert.ChangeType(given, Element, CultureInfo.InvariantCulture);

    private static bool IsRow(Type array) => array.IsSZArray && !array.GetElementType()!.IsArray;

    private static Array Sequence(Array given, Type element)
    {
        Array copy = Array.CreateInstance(element, given.Length);
        for (int i = 0; i < given.Length; i++)
            copy.SetValue(Convert.ChangeType(given.GetValue(i), element, CultureInfo.InvariantCulture), i);
        return copy;
    }
}
