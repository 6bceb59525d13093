using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>
/// Memory that a generated member is given: a parameter of the primal, its cotangent or its destination. Says how the member looks at
/// it and hands it on, whatever form it has.
/// </summary>
/// <param name="Parameter">The parameter that it is or belongs to.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IsWritten">Whether the member writes to it.</param>
/// <param name="Rows">Of an array of arrays, the local that holds its rows in one piece; else empty.</param>
internal sealed record MemoryArgument(ParameterInfo Parameter, string Name, bool IsWritten, string Rows)
{
    /// <summary>The keyword of a number or struct that is passed by reference, whose place is looked at as memory; else empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Whether it is a parameter of the primal.</summary>
    public bool IsPrimal => Name == (Parameter.Access ?? Parameter.Name);

    /// <summary>It in a message: a way to a member is told whole.</summary>
    private string Told => Tell(Name);

    private static string Tell(string name)
    {
        // Of Guard.Present(layer.Weights, …) what is guarded.
        int open = name.IndexOf('(');
        string plain = open < 0 ? name : name.Substring(open + 1).Split(',', ')')[0];
        return plain.Contains('.') ? $"\"{plain}\"" : $"nameof({plain})";
    }

    /// <summary>Whether its rows are put into one piece of memory while the member runs.</summary>
    public bool IsPacked => Parameter.Type.Array == ArrayForm.Jagged;

    /// <summary>The type of its elements.</summary>
    public string Element => Reference.Length > 0 ? Parameter.TypeText : Parameter.Form?.TypeText ?? Parameter.Type.Memory.Keyword;

    private bool IsArray => Parameter.IsArray && (IsPrimal || Parameter.Type.Array != ArrayForm.None);

    /// <summary>What is to be checked of it alone.</summary>
    public IEnumerable<string> OwnGuards(RuntimeNames runtime)
    {
        if (IsArray)
        {
            string check = Parameter.Type.Array switch
            {
                ArrayForm.Rectangular => "ZeroBased",
                ArrayForm.Jagged => "Rows",
                _ => "NotNull",
            };
            yield return $"{runtime.Of("Guard")}.{check}({Name}, {Told});";
        }

        if (IsPacked && IsWritten)
        {
            yield return $"{runtime.Of("Guard")}.DistinctRows({Name}, {Told});";
        }
    }

    /// <summary>That it has the form of the parameter that it belongs to.</summary>
    public string SameForm(RuntimeNames runtime)
    {
        string parameter = Parameter.Access ?? Parameter.Name;
        string names = $"{Tell(parameter)}, {Told}";
        return runtime.Of("Guard") + Parameter.Type.Array switch
        {
            ArrayForm.Rectangular => $".SameLengths({parameter}, {Name}, {names});",
            ArrayForm.Jagged => $".SameRows({parameter}, {Name}, {names});",
            _ => $".SameLength({parameter}.Length, {Name}.Length, {names});",
        };
    }

    /// <summary>That it shares no memory with another argument, one of the two being written.</summary>
    public string Disjoint(MemoryArgument other, RuntimeNames runtime)
    {
        (MemoryArgument written, MemoryArgument second) = other.IsWritten ? (other, this) : (this, other);
        return $"{runtime.Of("Guard")}.Disjoint<{written.Element}, {second.Element}>({written.View(runtime)}, {second.View(runtime)}, "
            + $"{written.Told}, {second.Told});";
    }

    /// <summary>Fills it with zero.</summary>
    public string Clear(RuntimeNames runtime) => IsPacked ? $"{runtime.Of("PackedRows")}.Clear({Name});" : View(runtime) + ".Clear();";

    /// <summary>What the private method gets for it: its memory and, of a parameter of the primal, where its elements are.</summary>
    public IEnumerable<string> CoreArguments(RuntimeNames runtime)
    {
        string memory = IsPacked ? Rows + ".Elements" : View(runtime);
        if (Parameter.Form is { } form)
        {
            string span = memory == Name && IsArray ? memory + ".AsSpan()" : memory;
            memory = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{form.TypeText}, {Parameter.Type.Memory.Flat.Keyword}>({span})";
        }

        yield return memory;
        if (IsPrimal && IsPacked)
        {
            yield return Rows + ".Offsets";
        }
        else if (IsPrimal && Parameter.Type.Array == ArrayForm.Rectangular)
        {
            for (int i = 1; i < Parameter.Type.Layout!.Fields.Count; i++)
            {
                yield return $"{Name}.GetLength({(i - 1).ToString(CultureInfo.InvariantCulture)})";
            }
        }
    }

    /// <summary>It as a span, or an array of arrays as it is.</summary>
    private string View(RuntimeNames runtime) =>
        Reference.Length > 0 ? $"{runtime.Of("Guard")}.Memory({Reference} {Name})"
        : Parameter.Type.Array == ArrayForm.Rectangular ? $"{runtime.Of("RowMajor")}.Elements<{Element}>({Name})"
        : Parameter.IsMemory && IsPrimal ? Name + ".Span"
        : Name;
}

/// <summary>All memory that a generated member is given, in the order of its parameters.</summary>
internal sealed class MemoryArguments
{
    private readonly RuntimeNames _runtime;
    private readonly HashSet<string> _names;

    /// <param name="module">The method.</param>
    /// <param name="runtime">Names of the runtime as they are written here.</param>
    /// <param name="member">The member.</param>
    /// <param name="isWritten">For each scalar or buffer that a parameter becomes, whether it is memory that the primal writes to.</param>
    public MemoryArguments(Module module, RuntimeNames runtime, MemberSignature member, List<bool> isWritten)
    {
        _runtime = runtime;
        _names = [.. member.Parameters.Select(p => p.Name)];
        int leaf = 0;
        List<MemoryArgument> primal = [];
        foreach (ParameterInfo parameter in module.Parameters)
        {
            if (parameter.Type.HoldsMemory)
            {
                primal.Add(Make(parameter, parameter.Name, isWritten[leaf] || parameter.IsOutput));
            }
            else if (parameter.Type.HasMemoryInside)
            {
                // Each memory that a struct holds is looked at as an argument of its own.
                primal.AddRange(Module.LeavesOf(parameter).Select((l, i) => (Leaf: l, Position: i)).Where(l => l.Leaf.Type.IsBuffer).Select(l =>
                {
                    string read = string.Format(CultureInfo.InvariantCulture, parameter.Form!.Reads[l.Position], parameter.Name);
                    return new MemoryArgument(l.Leaf with { Access = read }, read, isWritten[leaf + l.Position], "");
                }).ToList());
            }
            else if (parameter.Passing != PassingMode.Value)
            {
                primal.Add(new MemoryArgument(parameter, parameter.Name, true, "") { Reference = "ref" });
                if (member.Kind == MemberKind.Backward && parameter is { IsOutput: true, Passing: PassingMode.Ref })
                {
                    primal.Add(new MemoryArgument(parameter, MemberNames.BufferCotangent(parameter.Name), true, "") { Reference = "ref" });
                }
                else if (member.Kind == MemberKind.Tangent && parameter is { IsOutput: true, Passing: PassingMode.Ref })
                {
                    primal.Add(new MemoryArgument(parameter, MemberNames.TangentOf(parameter.Name), true, "") { Reference = "ref" });
                }
            }
            else if (parameter.Prefix is "in " or "ref readonly ")
            {
                primal.Add(new MemoryArgument(parameter, parameter.Name, false, "") { Reference = "in" });
            }

            leaf += Module.LeavesOf(parameter).Count();
        }

        foreach (ParameterInfo held in module.Members.Where(m => m.Type.HoldsMemory))
        {
            primal.Add(Make(held, held.Access!, false));
        }

        Primal = primal;
        Slots = [.. module.Members.Where(m => m is { IsDifferentiated: true, Type.HoldsMemory: true }).Select(m => Make(m, m.Slot, true))];
        Sets = module.Sets;
        Cotangents = [.. member.Cotangents.Select(c => Make(c.Parameter, c.Name, true))];
        Destinations = [.. member.Destinations.Select(d => Make(d.Parameter, d.Name, true))];
        Tangents = [.. member.Tangents.Where(t => t.Parameter.Type.HoldsMemory).Select(t => Make(t.Parameter, t.Name, t.Parameter.IsOutput))];
        if (member.Matrix is { } matrix)
        {
            Matrix = Make(SpanOf(matrix, JacobianShape.Of(module).Element!.Value), matrix, true);
        }

        Workspace = member.Form == MemberForm.WithWorkspace ? [Make(SpanOf(MemberNames.Workspace, ScalarKind.Byte), MemberNames.Workspace, true)] : [];
    }

    /// <summary>The primal's own, and the cotangents of its references.</summary>
    public IReadOnlyList<MemoryArgument> Primal { get; }

    /// <summary>Cotangents of outputs.</summary>
    public IReadOnlyList<MemoryArgument> Cotangents { get; }

    /// <summary>Destinations of gradients.</summary>
    public IReadOnlyList<MemoryArgument> Destinations { get; }

    /// <summary>Tangents of memory.</summary>
    public IReadOnlyList<MemoryArgument> Tangents { get; }

    /// <summary>The matrix that is filled, if one is.</summary>
    public MemoryArgument? Matrix { get; }

    /// <summary>The parts of parameter sets that take gradients by members.</summary>
    public IReadOnlyList<MemoryArgument> Slots { get; }

    private EquatableArray<SetParameter> Sets { get; }

    /// <summary>Memory of the caller's to work in; none in most members.</summary>
    private IReadOnlyList<MemoryArgument> Workspace { get; }

    /// <summary>Those whose rows are put into one piece of memory.</summary>
    public IEnumerable<MemoryArgument> Packed => All.Where(a => a.IsPacked);

    private IEnumerable<MemoryArgument> All =>
        [.. Primal, .. Tangents, .. Cotangents, .. Destinations, .. Matrix is null ? Workspace : [Matrix, .. Workspace]];

    /// <summary>The checks on entry.</summary>
    public IEnumerable<string> Guards()
    {
        foreach (SetParameter set in Sets)
        {
            yield return $"{_runtime.Of("Guard")}.NotNull({set.Name}, nameof({set.Name}));";
        }

        foreach (string guard in All.SelectMany(a => a.OwnGuards(_runtime)))
        {
            yield return guard;
        }

        foreach (MemoryArgument owned in Tangents.Concat(Cotangents).Concat(Destinations).Concat(Slots))
        {
            yield return owned.SameForm(_runtime);
        }

        foreach (MemoryArgument reference in Primal.Where(a => a.IsPrimal && a.Parameter.Passing == PassingMode.Out))
        {
            // Its place is looked at before it has a value.
            yield return $"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {reference.Name});";
        }

        // A set is one memory, of whatever members it stands for.
        List<MemoryArgument> all = [.. All, .. Sets.Select(s => Make(NumbersOf(s), s.Name + ".All", true))];
        for (int i = 0; i < all.Count; i++)
        {
            for (int j = i + 1; j < all.Count; j++)
            {
                if (all[i].IsWritten || all[j].IsWritten)
                {
                    yield return all[i].Disjoint(all[j], _runtime);
                }
            }
        }
    }

    /// <summary>The memory of a parameter.</summary>
    public MemoryArgument Of(ParameterInfo parameter) => Primal.First(a => a.Parameter == parameter);

    /// <summary>The memory for the cotangents of a parameter.</summary>
    public MemoryArgument ShadowOf(ParameterInfo parameter) => Cotangents.Concat(Destinations).Concat(Slots).First(a => a.Parameter == parameter);

    /// <summary>The memory for the tangents of a parameter.</summary>
    public MemoryArgument TangentOf(ParameterInfo parameter) => Tangents.First(a => a.Parameter == parameter);

    private static ParameterInfo NumbersOf(SetParameter set) =>
        SpanOf(set.Name + ".All", set.Element == "float" ? ScalarKind.Single : ScalarKind.Double);

    private static ParameterInfo SpanOf(string name, ScalarKind element)
    {
        IrType type = new(element, Shape.Span);
        return new ParameterInfo(name, type.ToString(), type, "", IsArray: false, IsEnum: false, IsDifferentiated: false, IsConstant: true);
    }

    private MemoryArgument Make(ParameterInfo parameter, string name, bool isWritten)
    {
        if (parameter.Type.Array != ArrayForm.Jagged)
        {
            return new MemoryArgument(parameter, name, isWritten, "");
        }

        return new MemoryArgument(parameter, name, isWritten, MemberNames.Unused(name.TrimStart('@') + "Rows", _names));
    }
}
