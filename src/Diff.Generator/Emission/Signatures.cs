using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>Where a member's memory comes from.</summary>
internal enum MemberForm
{
    /// <summary>From the pool.</summary>
    Pooled,

    /// <summary>From the caller.</summary>
    WithWorkspace,

    /// <summary>Nothing is computed but how many bytes the caller has to hand over.</summary>
    WorkspaceBytes,
}

/// <summary>A public generated member as it is declared.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Form">In which form.</param>
/// <param name="Name">Its name.</param>
/// <param name="ReturnType">What it returns.</param>
/// <param name="Text">Modifiers, result, name and parameters.</param>
/// <param name="Parameters">What it is called with.</param>
/// <param name="Cotangents">Names of the spans of cotangents, by parameter.</param>
/// <param name="Destinations">Names of the destinations, by parameter.</param>
internal sealed record MemberSignature(
    MemberKind Kind, MemberForm Form, string Name, string ReturnType, string Text, List<MemberParameter> Parameters,
    List<(ParameterInfo Parameter, string Name)> Cotangents, List<(ParameterInfo Parameter, string Name)> Destinations)
{
    /// <summary>What callers know the member by that says how many bytes it needs.</summary>
    public required string BytesName { get; init; }

    /// <summary>The member itself: of a variant, one that callers do not see.</summary>
    public required string OwnBytesName { get; init; }

    /// <summary>Names of the tangents, by parameter.</summary>
    public IReadOnlyList<(ParameterInfo Parameter, string Name)> Tangents { get; init; } = [];

    /// <summary>The matrix that is filled, or null.</summary>
    public string? Matrix { get; init; }

    /// <summary>Whether it belongs to the reverse sweep: all of these share one method that computes.</summary>
    public bool IsReverse => Kind is MemberKind.Gradient or MemberKind.AccumulateGradient or MemberKind.Backward;
}

/// <summary>A parameter of a generated member.</summary>
/// <param name="Prefix">Modifiers, with a space behind, or empty.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Name">Its name.</param>
/// <param name="SpanElement">Of a span, the type of its elements.</param>
internal sealed record MemberParameter(string Prefix, string Type, string Name, string? SpanElement);

/// <summary>The signatures of the public contract.</summary>
/// <param name="module">The method.</param>
/// <param name="hasWorkspace">Whether its members can take a workspace of the caller's.</param>
internal sealed partial class Signatures(Module module, bool hasWorkspace)
{
    /// <summary>Names of the runtime as they are written here.</summary>
    public RuntimeNames Runtime { get; } = new(module.ShadowedNames);

    /// <summary>All members that are asked for, each in all its forms.</summary>
    public IEnumerable<MemberSignature> All()
    {
        foreach ((MemberKind kind, string name) in Kinds())
        {
            yield return Make(kind, MemberForm.Pooled, name);
            if (hasWorkspace)
            {
                yield return Make(kind, MemberForm.WithWorkspace, name);
                yield return Bytes(kind, name);
            }
        }

        foreach (MemberSignature derived in Derivations())
        {
            yield return derived;
        }
    }

    private IEnumerable<(MemberKind Kind, string Name)> Kinds()
    {
        if ((module.Emit & DerivativeFlags.Gradient) != 0)
        {
            yield return (MemberKind.Gradient, MemberNames.Gradient(module.Name));
            yield return (MemberKind.AccumulateGradient, MemberNames.AccumulateGradient(module.Name));
        }

        if ((module.Emit & DerivativeFlags.Backward) != 0)
        {
            yield return (MemberKind.Backward, MemberNames.Backward(module.Name));
        }
    }

    /// <summary>Scalars that are differentiated: their derivatives are returned.</summary>
    public List<ParameterInfo> Scalars() => [.. module.Parameters.Where(p => p.IsReturned)];

    /// <summary>Whether what the core returns is put together: to structs, or to references.</summary>
    public bool PutsTogether => module.ReturnForm is not null || Scalars().Any(p => p.Form is not null) || module.Finals.Count > 0
        || module.Members.Any(m => m.Passing != PassingMode.Value || (m.IsDifferentiated && !m.Type.HoldsMemory));

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

    /// <summary>The type of a destination or cotangent: the parameter's own for an array of arrays or of several dimensions, else a span.</summary>
    public string MemoryOf(ParameterInfo parameter) => parameter.Type.Array != ArrayForm.None ? parameter.TypeText
        : parameter.Form is { } form ? Runtime.Of($"Span<{form.TypeText}>")
        : Runtime.Type(parameter.Type.As(Shape.Span));

    /// <summary>The type of the elements of a span; null for memory of any other form.</summary>
    private static string? ElementOf(ParameterInfo parameter) => parameter.Type.IsBuffer ? parameter.Form?.TypeText ?? parameter.Type.Keyword : null;

    private static string Joined(List<(string Type, string Name)> parts) => parts.Count switch
    {
        0 => "void",
        1 => parts[0].Type,
        _ => "(" + string.Join(", ", parts.Select(p => $"{p.Type} {p.Name}")) + ")",
    };

    private MemberSignature Make(MemberKind kind, MemberForm form, string name)
    {
        List<MemberParameter> parameters = [.. module.Parameters.Select(p => new MemberParameter(
            p.Prefix, p.TypeText, p.Name, p.Type.IsBuffer && !p.IsArray && !p.IsMemory ? ElementOf(p) : null))];
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
                if (parameter.Type.HoldsMemory)
                {
                    cotangents.Add((parameter, MemberNames.BufferCotangent(parameter.Name)));
                }

                given.Add(parameter.Type.HoldsMemory
                    ? new MemberParameter("", MemoryOf(parameter), MemberNames.BufferCotangent(parameter.Name), ElementOf(parameter))
                    : new MemberParameter(
                        parameter.Passing == PassingMode.Ref ? "ref " : "", parameter.TypeText, MemberNames.BufferCotangent(parameter.Name), null));
            }
        }

        foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsDifferentiated && p.Type.HoldsMemory && !p.IsOutput))
        {
            destinations.Add((parameter, MemberNames.Destination(parameter.Name)));
        }

        parameters.AddRange(given);
        parameters.AddRange(destinations.Select(p => new MemberParameter("", MemoryOf(p.Item1), p.Item2, ElementOf(p.Item1))));
        parameters.AddRange(module.Sets.Select(s => new MemberParameter("", s.TypeText, s.Name, null)));
        if (form == MemberForm.WithWorkspace)
        {
            parameters.Add(new MemberParameter("", Runtime.Of("Span<byte>"), MemberNames.Workspace, null));
        }

        AddReport(parameters);
        return Declared(kind, form, name, name, ReturnType(), parameters, cotangents, destinations);
    }

    /// <summary>It takes what the primal takes, since a length may depend on any of it, but changes nothing of it.</summary>
    private MemberSignature Bytes(MemberKind kind, string name)
    {
        List<MemberParameter> parameters = [.. module.Parameters.Where(p => p.Passing != PassingMode.Out).Select(p => new MemberParameter(
            p.Passing == PassingMode.Value ? p.Prefix : "", p.TypeText, p.Name, p.Type.IsBuffer && !p.IsArray && !p.IsMemory ? ElementOf(p) : null))];
        AddReport(parameters);
        return Declared(kind, MemberForm.WorkspaceBytes, name, MemberNames.WorkspaceBytes(name), "int", parameters, [], []);
    }

    /// <summary>What tells a member that counts from the one that does not.</summary>
    private void AddReport(List<MemberParameter> parameters)
    {
        if (module.IsMonitored)
        {
            parameters.Add(new MemberParameter("", "global::Diff.GradientReport", MemberNames.Report, null));
        }
    }

    private MemberSignature Declared(
        MemberKind kind, MemberForm form, string member, string name, string returnType, List<MemberParameter> parameters,
        List<(ParameterInfo, string)> cotangents, List<(ParameterInfo, string)> destinations)
    {
        string list = string.Join(", ", parameters.Select(p => $"{p.Prefix}{p.Type} {p.Name}"));

        // A variant is called by the generic member in front of it.
        bool isVariant = module.Suffix.Length > 0;
        string fullName = isVariant ? $"__{name}For{module.Suffix}" : name;
        string bytesName = MemberNames.WorkspaceBytes(member);
        string text = $"{(isVariant ? "private" : module.Accessibility)} {(module.IsInstance ? "" : "static ")}{returnType} {fullName}"
            + (isVariant ? $"({list})" : $"{module.TypeParameters}({list}){module.Constraints}");
        return new MemberSignature(kind, form, fullName, returnType, text, parameters, cotangents, destinations)
        {
            BytesName = bytesName,
            OwnBytesName = isVariant ? $"__{bytesName}For{module.Suffix}" : bytesName,
        };
    }
}
