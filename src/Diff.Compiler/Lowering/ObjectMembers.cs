using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>The members of objects that an annotated method reads, as parameters of its derivative.</summary>
internal sealed class ObjectMembers
{
    private const string ThisSet = "parametersGradient";

    private readonly IMethodSymbol _method;
    private readonly Compilation _compilation;
    private readonly HashSet<string> _asked;
    private readonly List<ParameterInfo> _members = [];
    private readonly List<SetParameter> _sets = [];
    private readonly HashSet<string> _names;

    private ObjectMembers(IMethodSymbol method, Compilation compilation, Module module, HashSet<string> asked)
    {
        _method = method;
        _compilation = compilation;
        _asked = asked;
        _names = [.. module.Parameters.SelectMany(p => Module.LeavesOf(p).Select(l => l.Name)), .. module.Parameters.Select(p => p.Name)];
    }

    /// <summary>The module with the members that its method reads.</summary>
    /// <param name="module">The module.</param>
    /// <param name="method">Its method.</param>
    /// <param name="captures">What it captures.</param>
    /// <param name="compilation">Knows what is accessible.</param>
    /// <param name="asked">The names in the attribute; none for all.</param>
    /// <param name="problem">What is wrong with a member, if anything is.</param>
    public static Module Add(
        Module module, IMethodSymbol method, IReadOnlyList<Capture> captures, Compilation compilation, HashSet<string> asked, out string problem)
    {
        problem = "";
        ObjectMembers members = new(method, compilation, module, asked);
        if (!method.IsStatic && TypeMapping.Map(method.ContainingType) is { IsStruct: true, Layout: { } layout })
        {
            members.AddReceiver(layout, ref problem);
        }

        foreach (Capture capture in captures)
        {
            if (capture.Path is { } path)
            {
                members.Add(path, ref problem);
            }
        }

        members.AddSets();
        return module with { Members = members._members.ToEquatable(), Sets = members._sets.ToEquatable() };
    }

    /// <summary>A receiver that is a struct of numbers comes number by number.</summary>
    private void AddReceiver(StructLayout layout, ref string problem)
    {
        if (StructForms.Of(_method.ContainingType, _method.ContainingType, _compilation) is not { } form)
        {
            problem = $"'{_method.ContainingType.Name}' has fields that generated code cannot read or set; make them settable, or give it a constructor with a parameter for each";
            return;
        }

        List<ISymbol> parameters = ParameterSets.Of(_method.ContainingType);
        for (int i = 0; i < layout.Count; i++)
        {
            string path = layout.Paths[i];
            string first = path.Split('.')[0];
            ISymbol? parameter = parameters.FirstOrDefault(p => p.Name == first);
            bool isDifferentiated = parameter is not null && layout.Leaves[i].IsFloating && IsAsked(first);
            string slot = parameter is null ? "" : ThisSet + "." + ParameterSets.PropertyOf(parameter) + path.Substring(first.Length);
            PassingMode passing = layout.Leaves[i].IsBuffer ? PassingMode.Value : PassingMode.Ref;
            Add(layout.Leaves[i].Flat, path, form.Reads[i].Replace("{0}", "this"), isDifferentiated, slot, passing, null, isArray: false);
        }
    }

    private void Add(MemberPath path, ref string problem)
    {
        if (path.Members.FirstOrDefault(m => !_compilation.IsSymbolAccessibleWithin(m, _method.ContainingType)) is { } hidden)
        {
            problem = $"'{hidden.ContainingType.Name}.{hidden.Name}' cannot be reached from the generated code; make it internal";
            return;
        }

        IrType type = TypeMapping.Map(path.Type);
        string root = path.Root is null ? "this" : MemberNames.Identifier(path.Root.Name);
        string access = root + "." + string.Join(".", path.Members.Select(m => MemberNames.Identifier(m.Name)));
        bool isConstant = path.Root is IParameterSymbol parameter && TypeMapping.IsConstant(parameter);
        bool isDifferentiated = !isConstant && type.HasNumbers && path.Members.All(ParameterSets.IsParameter)
            && IsAsked(path.Root?.Name ?? path.Members[0].Name);
        StructForm? form = null;
        if (type.HoldsMemory)
        {
            form = type.Memory.Layout is null ? null : new StructForm(TypeMapping.Qualified(ArrayLayouts.ElementOf(path.Type)), default, "", "");
        }
        else if (type.IsStruct)
        {
            form = StructForms.Of(path.Type, _method.ContainingType, _compilation);
            if (form is null)
            {
                problem = $"'{path.Members[path.Members.Count - 1].Name}' has fields that generated code cannot read or set; make them settable";
                return;
            }
        }

        string slot = isDifferentiated ? SetOf(path.Root) + "." + string.Join(".", path.Members.Select(ParameterSets.PropertyOf)) : "";
        string name = string.Concat(path.Members.Select(m => ParameterSets.PropertyOf(m)));
        if (path.Type.TypeKind == TypeKind.Enum)
        {
            access = $"({type.Keyword}){access}";
        }

        Add(type, char.ToLowerInvariant(name[0]) + name.Substring(1), access, isDifferentiated, slot, PassingMode.Value, form,
            path.Type is IArrayTypeSymbol, type.IsBuffer && ArrayLayouts.MemoryElement(path.Type, out _) is not null);
    }

    /// <summary>Every object with parameters has its set, whether the body reads them or not: what it reads does not show in a signature.</summary>
    private void AddSets()
    {
        if (!_method.IsStatic && ParameterSets.Of(_method.ContainingType).Any(m => IsAsked(m.Name)))
        {
            AddSet(null);
        }

        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (!TypeMapping.IsConstant(parameter) && MemberPath.IsObject(parameter.Type) && IsAsked(parameter.Name) && ParameterSets.Of(parameter.Type).Count > 0)
            {
                AddSet(parameter);
            }
        }
    }

    private bool IsAsked(string name) => _asked.Count == 0 || _asked.Contains(name);

    private static string SetOf(ISymbol? root) => root is null ? ThisSet : MemberNames.Destination(root.Name);

    private void AddSet(ISymbol? root)
    {
        ITypeSymbol type = root is IParameterSymbol parameter ? parameter.Type : _method.ContainingType;
        _sets.Add(new SetParameter(
            TypeMapping.Qualified(type) + "." + ParameterSet.Name, SetOf(root), root is null ? "this" : root.Name, ParameterSets.ElementOf(type)));
    }

    private void Add(
        IrType type, string path, string access, bool isDifferentiated, string slot, PassingMode passing, StructForm? form, bool isArray,
        bool isMemory = false)
    {
        string stem = string.Concat(path.Split('.').Where(n => n.Length > 0));
        stem = char.ToLowerInvariant(stem[0]) + stem.Substring(1);
        string name = MemberNames.Unused(stem, _names);

        _members.Add(new ParameterInfo(
            MemberNames.Identifier(name), type.Flat.Keyword, type, "", isArray, false, isDifferentiated, IsConstant: !isDifferentiated)
        {
            Access = access, Slot = slot, Passing = passing, Form = form, IsMemory = isMemory,
        });
    }
}
