using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace Diff.Generator.Tests.Library;

/// <summary>An annotated method that does nothing but use one member of the base class library.</summary>
internal sealed record MemberWrapper(string Name, MethodBase Member, Type[] Parameters, Type Result, string Source)
{
    private static readonly Dictionary<string, string> s_operators = new()
    {
        ["op_Addition"] = "p0 + p1", ["op_Subtraction"] = "p0 - p1", ["op_Multiply"] = "p0 * p1", ["op_Division"] = "p0 / p1",
        ["op_UnaryNegation"] = "-p0", ["op_UnaryPlus"] = "+p0", ["op_Increment"] = "++p0", ["op_Decrement"] = "--p0", ["op_Implicit"] = "p0",
    };

    /// <summary>
    /// What has no derivative, or none that could be compared: roundings are refused, a sign, the second argument of <c>CopySign</c>,
    /// is lost, and the rest compares.
    /// </summary>
    private static readonly HashSet<string> s_withoutDerivative = ["Round", "Truncate", "CopySign", "Equals"];

    /// <summary>The wrapper of a member, or null where it has no derivative to ask for.</summary>
    public static MemberWrapper? Of(MethodBase member, int number)
    {
        Type owner = member.DeclaringType!;
        ParameterInfo[] parameters = member.GetParameters();
        Type[] inputs = [.. parameters.Where(p => !p.IsOut).Select(p => p.ParameterType)];
        bool isInstance = !member.IsStatic && member is MethodInfo;
        Type[] all = isInstance ? [owner, .. inputs] : inputs;
        bool isSetter = member.Name.StartsWith("set_", StringComparison.Ordinal);
        Type? written = parameters.FirstOrDefault(p => p.IsOut)?.ParameterType.GetElementType();
        Type result = written ?? (isSetter || member is ConstructorInfo ? owner : ((MethodInfo)member).ReturnType);
        if (s_withoutDerivative.Contains(member.Name) || !all.Any(IsFloating) || !IsFloating(result)
            || all.Any(t => !IsFloating(t) && t != typeof(int) && t != typeof(byte)))
        {
            return null;
        }
        string name = $"M{number}_{member.Name.Trim('.')}";
        string[] names = [.. all.Select((_, i) => "p" + i)];
        string arguments = string.Join(", ", names.Skip(isInstance ? 1 : 0));
        string type = Text(owner);
        string body = member switch
        {
            ConstructorInfo => $"return new {type}({arguments});",
            { Name: "get_Item" } => $"return p0[{arguments}];",
            { Name: "set_Item" } => $"p0[{string.Join(", ", names[1..^1])}] = {names[^1]}; return p0;",
            _ when isSetter => $"p0.{member.Name[4..]} = p1; return p0;",
            _ when member.Name.StartsWith("get_", StringComparison.Ordinal) => $"return p0.{member.Name[4..]};",
            _ when s_operators.TryGetValue(member.Name, out string? text) => $"return {text};",
            _ when written is not null => $"{type}.{member.Name}({arguments}, out {Text(written)} result); return result;",
            _ when isInstance => $"return p0.{member.Name}({arguments});",
            _ => $"return {type}.{member.Name}({arguments});",
        };
        string declared = string.Join(", ", all.Select((t, i) => $"{Text(t)} p{i}"));
        string source = $"[Diff.Differentiable(Emit = Diff.Derivatives.Backward)] public static {Text(result)} {name}({declared}) {{ {body} }}";
        return new MemberWrapper(name, member, all, result, source);
    }

    /// <summary>Whether a type consists of floating-point numbers.</summary>
    public static bool IsFloating(Type type) => type == typeof(float) || type == typeof(double)
        || (type.Namespace == "System.Numerics" && type.IsValueType) || (type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)) && type.GetGenericArguments().All(IsFloating));

    private static string Text(Type type) => type == typeof(Math) ? "System.Math" : type == typeof(MathF) ? "System.MathF" : type == typeof(float) ? "float" : type == typeof(double) ? "double"
        : type == typeof(int) ? "int" : type == typeof(byte) ? "byte"
        : type.IsGenericType ? "(" + string.Join(", ", type.GetGenericArguments().Select(Text)) + ")"
        : "System.Numerics." + type.Name;
}
