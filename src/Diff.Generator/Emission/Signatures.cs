using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>The kinds of generated members.</summary>
internal enum MemberKind
{
    Gradient, AccumulateGradient, Backward,
}

/// <summary>A public generated member as it is declared.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">Modifiers, result, name and parameters.</param>
/// <param name="Parameters">What it is called with.</param>
/// <param name="Cotangents">Names of the spans of cotangents, by parameter.</param>
/// <param name="Destinations">Names of the destinations, by parameter.</param>
internal sealed record MemberSignature(
    MemberKind Kind, string Name, string Text, List<MemberParameter> Parameters, List<(ParameterInfo Parameter, string Name)> Cotangents,
    List<(ParameterInfo Parameter, string Name)> Destinations);

/// <summary>A parameter of a generated member.</summary>
/// <param name="Prefix">Modifiers, with a space behind, or empty.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Name">Its name.</param>
/// <param name="SpanElement">Of a span, the type of its elements.</param>
internal sealed record MemberParameter(string Prefix, string Type, string Name, string? SpanElement);

/// <summary>The signatures of the public contract.</summary>
internal sealed class Signatures(Module module)
{
    /// <summary>Names of the runtime as they are written here.</summary>
    public RuntimeNames Runtime { get; } = new(module.ShadowedNames);

    /// <summary>All members that are asked for.</summary>
    public IEnumerable<MemberSignature> All()
    {
        if ((module.Emit & DerivativeFlags.Gradient) != 0)
        {
            yield return Make(MemberKind.Gradient, MemberNames.Gradient(module.Name));
            yield return Make(MemberKind.AccumulateGradient, MemberNames.AccumulateGradient(module.Name));
        }

        if ((module.Emit & DerivativeFlags.Backward) != 0)
        {
            yield return Make(MemberKind.Backward, MemberNames.Backward(module.Name));
        }
    }

    /// <summary>Scalars that are differentiated: their derivatives are returned.</summary>
    public List<ParameterInfo> Scalars() => [.. module.Parameters.Where(p => p.IsReturned)];

    /// <summary>Whether what the core returns is put together: to structs, or to references.</summary>
    public bool PutsTogether => module.ReturnForm is not null || Scalars().Any(p => p.Form is not null) || module.Finals.Count > 0
        || module.Members.Any(m => m.Passing != PassingMode.Value || (m.IsDifferentiated && !m.Type.IsBuffer));

    /// <summary>The type that a member returns.</summary>
    public string ReturnType()
    {
        List<(string Type, string Name)> parts = [];
        if (module.ReturnType is { } type)
        {
            parts.Add((module.ReturnForm?.TypeText ?? type.Keyword, "Value"));
        }

        parts.AddRange(Scalars().Select(p => (p.Form?.TypeText ?? p.Type.Keyword, MemberNames.TupleElement(p.Name))));
        return Joined(parts);
    }

    /// <summary>The type that the core returns: everything scalar by scalar.</summary>
    public string CoreReturnType() => Joined([.. CoreResults()]);

    /// <summary>What the core returns.</summary>
    public IEnumerable<(string Type, string Name)> CoreResults()
    {
        for (int i = 0; i < module.ReturnTypes.Count; i++)
        {
            yield return (module.ReturnTypes[i].Keyword, module.ReturnPaths.Count == 0 ? "Value" : MemberNames.Leaf("Value", module.ReturnPaths[i]));
        }

        // Also those of a receiver that is a struct, which are what they were.
        foreach (ParameterInfo leaf in module.Leaves.Where(l => l.Passing != PassingMode.Value))
        {
            yield return (leaf.Type.Keyword, MemberNames.Final(leaf.Name));
        }

        foreach (ParameterInfo leaf in module.Leaves.Where(p => p.IsDifferentiated && p.Type.Shape == Shape.Scalar))
        {
            yield return (leaf.Type.Keyword, MemberNames.TupleElement(leaf.Name));
        }
    }

    /// <summary>The span that a destination or cotangent is.</summary>
    public string SpanOf(ParameterInfo parameter) => parameter.Form is { } form
        ? Runtime.Of($"Span<{form.TypeText}>")
        : Runtime.Type(parameter.Type.As(Shape.Span));

    private static string ElementOf(ParameterInfo parameter) => parameter.Form?.TypeText ?? parameter.Type.Keyword;

    private static string Joined(List<(string Type, string Name)> parts) => parts.Count switch
    {
        0 => "void",
        1 => parts[0].Type,
        _ => "(" + string.Join(", ", parts.Select(p => $"{p.Type} {p.Name}")) + ")",
    };

    private MemberSignature Make(MemberKind kind, string name)
    {
        List<MemberParameter> parameters = [.. module.Parameters.Select(p => new MemberParameter(
            p.Prefix, p.TypeText, p.Name, p.Type.IsBuffer && !p.IsArray ? ElementOf(p) : null))];
        List<(ParameterInfo, string)> cotangents = [];
        List<(ParameterInfo, string)> destinations = [];
        List<MemberParameter> given = [];
        if (kind == MemberKind.Backward)
        {
            if (module.ReturnType is { } type)
            {
                parameters.Add(new MemberParameter("", module.ReturnForm?.TypeText ?? type.Keyword, MemberNames.ResultCotangent, null));
            }

            foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsOutput))
            {
                if (parameter.Type.IsBuffer)
                {
                    cotangents.Add((parameter, MemberNames.BufferCotangent(parameter.Name)));
                }

                given.Add(parameter.Type.IsBuffer
                    ? new MemberParameter("", SpanOf(parameter), MemberNames.BufferCotangent(parameter.Name), ElementOf(parameter))
                    : new MemberParameter(
                        parameter.Passing == PassingMode.Ref ? "ref " : "", parameter.TypeText, MemberNames.BufferCotangent(parameter.Name), null));
            }
        }

        foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsDifferentiated && p.Type.IsBuffer && !p.IsOutput))
        {
            destinations.Add((parameter, MemberNames.Destination(parameter.Name)));
        }

        parameters.AddRange(given);
        parameters.AddRange(destinations.Select(p => new MemberParameter("", SpanOf(p.Item1), p.Item2, ElementOf(p.Item1))));
        parameters.AddRange(module.Sets.Select(s => new MemberParameter("", s.TypeText, s.Name, null)));
        string list = string.Join(", ", parameters.Select(p => $"{p.Prefix}{p.Type} {p.Name}"));

        // A variant is called by the generic member in front of it.
        bool isVariant = module.Suffix.Length > 0;
        string fullName = isVariant ? $"__{name}For{module.Suffix}" : name;
        string text = $"{(isVariant ? "private" : module.Accessibility)} {(module.IsInstance ? "" : "static ")}{ReturnType()} {fullName}"
            + (isVariant ? $"({list})" : $"{module.TypeParameters}({list}){module.Constraints}");
        return new MemberSignature(kind, fullName, text, parameters, cotangents, destinations);
    }
}
