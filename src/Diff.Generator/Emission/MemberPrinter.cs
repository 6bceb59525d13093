using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The public members and the private method that they share.</summary>
internal sealed class MemberPrinter
{
    private readonly Module _module;
    private readonly EquatableArray<Value> _coreParameters;
    private readonly Block _body;
    private readonly Stored _stored;
    private readonly List<bool> _isWritten;
    private readonly Signatures _signatures;
    private readonly CodeWriter _writer;
    private readonly List<DifferentiatedHelper> _helpers;
    private readonly HashSet<string> _workspaceUsers;
    private readonly bool _needsWorkspace;

    public MemberPrinter(
        Module module, EquatableArray<Value> coreParameters, Block body, Stored stored, List<bool> isWritten, List<DifferentiatedHelper> helpers,
        CodeWriter writer)
    {
        _helpers = helpers;
        _workspaceUsers = HelperPrinter.WorkspaceUsers(helpers);
        _writer = writer;
        _module = module;
        _coreParameters = coreParameters;
        _body = body;
        _stored = stored;
        _isWritten = isWritten;
        _signatures = new Signatures(module);
        _needsWorkspace = BodyPrinter.NeedsWorkspace(body, _workspaceUsers);
    }

    /// <summary>What the head of the file says.</summary>
    public string[] Header() => [.. Emission.Header.Lines(_module, _stored, _body)];

    /// <summary>Prints all members.</summary>
    public void Print()
    {
        foreach (MemberSignature member in _signatures.All())
        {
            _writer.Line();
            Documentation.Write(_writer, _module, _signatures, member);
            FileFrame.Attributes(_writer);
            _writer.Line(member.Text);
            using (_writer.Block())
            {
                PrintGuards(member);
                PrintCall(member);
            }
        }

        PrintCore();
        foreach (DifferentiatedHelper helper in _helpers)
        {
            HelperPrinter.Print(_module, helper, _workspaceUsers, _writer);
        }
    }

    private string Guard => _signatures.Runtime.Of("Guard");

    private string Workspace => _signatures.Runtime.Of("Workspace");

    private void PrintGuards(MemberSignature member)
    {
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsArray && p.Type.IsBuffer))
        {
            _writer.Line($"{Guard}.NotNull({parameter.Name}, nameof({parameter.Name}));");
        }

        foreach (SetParameter set in _module.Sets)
        {
            _writer.Line($"{Guard}.NotNull({set.Name}, nameof({set.Name}));");
        }

        foreach (ParameterInfo held in _module.Members.Where(m => m.Type.IsBuffer))
        {
            if (held.IsArray)
            {
                _writer.Line($"{Guard}.NotNull({held.Access}, \"{held.Access}\");");
            }

            if (held.IsDifferentiated)
            {
                _writer.Line($"{Guard}.SameLength({held.Access}.Length, {held.Slot}.Length, \"{held.Access}\", \"{held.Slot}\");");
            }
        }

        List<(ParameterInfo Parameter, string Name)> owned = [.. member.Cotangents, .. member.Destinations];
        foreach ((ParameterInfo parameter, string name) in owned)
        {
            _writer.Line($"{Guard}.SameLength({parameter.Name}.Length, {name}.Length, nameof({parameter.Name}), nameof({name}));");
        }

        List<(string Name, string Type, bool IsWritten)> buffers = [];
        Dictionary<string, string> references = [];
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.Passing == PassingMode.Out))
        {
            // Its place is looked at before it has a value.
            _writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {parameter.Name});");
        }

        int leaf = 0;
        foreach (ParameterInfo parameter in _module.Parameters)
        {
            if (parameter.Type.IsBuffer)
            {
                buffers.Add((parameter.Name, ElementText(parameter), _isWritten[leaf] || parameter.IsOutput));
            }

            else if (parameter.Passing != PassingMode.Value)
            {
                references.Add(parameter.Name, "ref");
                buffers.Add((parameter.Name, parameter.TypeText, true));
                if (member.Kind == MemberKind.Backward && parameter is { IsOutput: true, Passing: PassingMode.Ref })
                {
                    references.Add(MemberNames.BufferCotangent(parameter.Name), "ref");
                    buffers.Add((MemberNames.BufferCotangent(parameter.Name), parameter.TypeText, true));
                }
            }

            else if (parameter.Prefix is "in " or "ref readonly ")
            {
                references.Add(parameter.Name, "in");
                buffers.Add((parameter.Name, parameter.TypeText, false));
            }

            leaf += Module.LeavesOf(parameter).Count();
        }

        buffers.AddRange(owned.Select(o => (o.Name, ElementText(o.Parameter), true)));
        foreach (ParameterInfo held in _module.Members.Where(m => m.Type.IsBuffer))
        {
            buffers.Add((held.Access!, ElementText(held), false));
        }

        buffers.AddRange(_module.Sets.Select(s => (s.Name + ".All", s.Element, true)));

        for (int i = 0; i < buffers.Count; i++)
        {
            for (int j = i + 1; j < buffers.Count; j++)
            {
                if (buffers[i].IsWritten || buffers[j].IsWritten)
                {
                    (string written, string other) = buffers[j].IsWritten ? (buffers[j].Name, buffers[i].Name) : (buffers[i].Name, buffers[j].Name);
                    (string writtenType, string otherType) = buffers[j].IsWritten ? (buffers[j].Type, buffers[i].Type) : (buffers[i].Type, buffers[j].Type);
                    _writer.Line(
                        $"{Guard}.Disjoint<{writtenType}, {otherType}>({Memory(written)}, {Memory(other)}, {NameText(written)}, {NameText(other)});");
                }
            }
        }

        static string NameText(string name) => name.Contains('.') ? $"\"{name}\"" : $"nameof({name})";

        string Memory(string name) => references.TryGetValue(name, out string keyword) ? $"{Guard}.Memory({keyword} {name})" : name;
    }

    private void PrintCall(MemberSignature member)
    {
        if (member.Kind != MemberKind.AccumulateGradient)
        {
            foreach ((ParameterInfo _, string name) in member.Destinations)
            {
                _writer.Line($"{name}.Clear();");
            }

            foreach (SetParameter set in _module.Sets)
            {
                _writer.Line($"{set.Name}.Clear();");
            }
        }

        if (!_needsWorkspace)
        {
            PrintReturn(CoreCall(member));
            return;
        }

        _writer.Line($"{Workspace} workspace = {Workspace}.Rent();");
        _writer.Line("try");
        using (_writer.Block())
        {
            PrintReturn(CoreCall(member));
        }

        _writer.Line("finally");
        using (_writer.Block())
        {
            _writer.Line("workspace.Return();");
        }
    }

    private static string ElementText(ParameterInfo parameter) => parameter.Form?.TypeText ?? parameter.Type.Keyword;

    private void PrintReturn(string call)
    {
        if (!_signatures.PutsTogether)
        {
            _writer.Line(_signatures.ReturnType() == "void" ? call + ";" : $"return {call};");
            return;
        }

        // The core returns scalars; structs are put together of them, and references get them.
        string[] names = [.. _signatures.CoreResults().Select(r => r.Name)];
        const string result = "coreResult";
        _writer.Line($"{_signatures.CoreReturnType()} {result} = {call};");
        Queue<string> scalars = new(names.Length == 1 ? [result] : names.Select(n => $"{result}.{n}"));
        List<string> parts = [];
        if (_module.ReturnType is not null)
        {
            string[] value = [.. _module.ReturnTypes.Select(_ => scalars.Dequeue())];
            parts.Add(_module.ReturnForm is { } form ? Format(form.Construction, value) : value[0]);
        }

        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.Passing != PassingMode.Value))
        {
            string[] leaves = [.. Module.LeavesOf(parameter).Select(_ => scalars.Dequeue())];
            string cast = parameter.IsEnum ? $"({parameter.TypeText})" : "";
            _writer.Line($"{parameter.Name} = {(parameter.Form is { } form ? Format(form.Construction, leaves) : cast + leaves[0])};");
        }

        foreach (ParameterInfo held in _module.Members.Where(m => m.Passing != PassingMode.Value))
        {
            // A receiver that is a struct stays what it was.
            scalars.Dequeue();
        }

        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsDifferentiated && p.Type.Shape == Shape.Scalar))
        {
            string[] leaves = [.. Module.LeavesOf(parameter).Select(l => l.IsDifferentiated ? scalars.Dequeue() : "default")];
            string gradient = parameter.Form is { } form ? Format(form.Gradient, leaves) : leaves[0];
            if (parameter.IsReturned)
            {
                parts.Add(gradient);
            }
            else
            {
                _writer.Line($"{MemberNames.BufferCotangent(parameter.Name)} = {gradient};");
            }
        }

        foreach (ParameterInfo held in _module.Members.Where(m => m.IsDifferentiated && !m.Type.IsBuffer))
        {
            if (held.Form is not { } form)
            {
                _writer.Line($"{held.Slot} += {scalars.Dequeue()};");
                continue;
            }

            IEnumerable<string> sums = Module.LeavesOf(held).Zip(form.Reads, (leaf, read) =>
                leaf.IsDifferentiated ? $"{Format(read, held.Slot)} + {scalars.Dequeue()}" : "default");
            _writer.Line($"{held.Slot} = {Format(form.Gradient, [.. sums])};");
        }

        if (parts.Count == 0)
        {
            return;
        }

        _writer.Line(parts.Count == 1 ? $"return {parts[0]};" : $"return ({string.Join(", ", parts)});");
    }

    private static string Format(string format, params string[] arguments) => string.Format(CultureInfo.InvariantCulture, format, arguments);

    private static IEnumerable<string> Arguments(ParameterInfo parameter, string name)
    {
        if (parameter.Form is not { } form)
        {
            return [parameter.IsEnum ? $"({parameter.Type.Keyword}){name}" : name];
        }

        return parameter.Type.IsBuffer
            ? [$"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{form.TypeText}, {parameter.Type.Keyword}>({name}{(parameter.IsArray && name == (parameter.Access ?? parameter.Name) ? ".AsSpan()" : "")})"]
            : form.Reads.Select(r => Format(r, name));
    }

    private string CoreCall(MemberSignature member)
    {
        List<string> arguments = [.. _module.Parameters.SelectMany(p =>
            p.Passing == PassingMode.Out ? Module.LeavesOf(p).Select(_ => "default") : Arguments(p, p.Name))];
        arguments.AddRange(_module.Members.SelectMany(m => Arguments(m, m.Access!)));
        if (_module.ReturnForm is { } returned)
        {
            arguments.AddRange(returned.Reads.Where((_, i) => _module.ReturnTypes[i].IsFloating).Select(r => Format(r, MemberNames.ResultCotangent)));
        }
        else if (_module.ReturnType is { } type)
        {
            arguments.Add(member.Kind == MemberKind.Backward ? MemberNames.ResultCotangent : Literals.Text(Constant.Of(type, 1)));
        }

        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsOutput && !p.Type.IsBuffer))
        {
            arguments.AddRange(Arguments(parameter, MemberNames.BufferCotangent(parameter.Name))
                .Zip(Module.LeavesOf(parameter), (text, leaf) => (text, leaf)).Where(l => l.leaf.IsOutput).Select(l => l.text));
        }

        // The core's own order: cotangent memory by parameter.
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsDifferentiated && p.Type.IsBuffer))
        {
            string memory = parameter.IsOutput ? MemberNames.BufferCotangent(parameter.Name) : MemberNames.Destination(parameter.Name);
            arguments.AddRange(Arguments(parameter, memory));
        }

        arguments.AddRange(_module.Members.Where(m => m.IsDifferentiated && m.Type.IsBuffer).SelectMany(m => Arguments(m, m.Slot)));
        if (_needsWorkspace)
        {
            arguments.Add("workspace");
        }

        return $"{MemberNames.Core(_module.Name)}{_module.Suffix}({string.Join(", ", arguments)})";
    }

    private void PrintCore()
    {
        List<(Value Value, string Type, string Name)> parameters = [];
        EquatableArray<ParameterInfo> leaves = _module.Leaves;
        for (int i = 0; i < _coreParameters.Count; i++)
        {
            Value value = _coreParameters[i];
            string name = i < leaves.Count ? leaves[i].Name : value.Name;
            string type = i < leaves.Count && !value.Type.IsBuffer && !leaves[i].IsEnum
                ? leaves[i].TypeText
                : _signatures.Runtime.Type(value.Type);
            parameters.Add((value, type, name));
        }

        new CorePrinter(_module, _signatures.Runtime, _workspaceUsers, _writer).Print(
            MemberNames.Core(_module.Name) + _module.Suffix, _signatures.CoreReturnType(), parameters, _needsWorkspace, _body, _module.IsInstance);
    }
}
