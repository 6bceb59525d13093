using System;
using System.Collections.Generic;
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
    private readonly CodeWriter _writer = new();
    private readonly bool _needsWorkspace;

    public MemberPrinter(Module module, EquatableArray<Value> coreParameters, Block body, Stored stored, List<bool> isWritten)
    {
        _module = module;
        _coreParameters = coreParameters;
        _body = body;
        _stored = stored;
        _isWritten = isWritten;
        _signatures = new Signatures(module);
        _needsWorkspace = BodyPrinter.NeedsWorkspace(body);
    }

    /// <summary>The text of the file.</summary>
    public string Print()
    {
        using (FileFrame.Open(_module, _writer, [.. Header.Lines(_module, _stored, _body)]))
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
        }

        return _writer.ToString();
    }

    private string Guard => _signatures.Runtime.Of("Guard");

    private string Workspace => _signatures.Runtime.Of("Workspace");

    private void PrintGuards(MemberSignature member)
    {
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsArray && p.Type.IsBuffer))
        {
            _writer.Line($"{Guard}.NotNull({parameter.Name}, nameof({parameter.Name}));");
        }

        List<(ParameterInfo Parameter, string Name)> owned = [.. member.Cotangents, .. member.Destinations];
        foreach ((ParameterInfo parameter, string name) in owned)
        {
            _writer.Line($"{Guard}.SameLength({parameter.Name}.Length, {name}.Length, nameof({parameter.Name}), nameof({name}));");
        }

        List<(string Name, IrType Type, bool IsWritten)> buffers = [];
        for (int i = 0; i < _module.Parameters.Count; i++)
        {
            ParameterInfo parameter = _module.Parameters[i];
            if (parameter.Type.IsBuffer)
            {
                buffers.Add((parameter.Name, parameter.Type, _isWritten[i] || _signatures.IsOutput(parameter)));
            }
        }

        buffers.AddRange(owned.Select(o => (o.Name, o.Parameter.Type, true)));
        for (int i = 0; i < buffers.Count; i++)
        {
            for (int j = i + 1; j < buffers.Count; j++)
            {
                if (buffers[i].IsWritten || buffers[j].IsWritten)
                {
                    (string written, string other) = buffers[j].IsWritten ? (buffers[j].Name, buffers[i].Name) : (buffers[i].Name, buffers[j].Name);
                    (IrType writtenType, IrType otherType) = buffers[j].IsWritten ? (buffers[j].Type, buffers[i].Type) : (buffers[i].Type, buffers[j].Type);
                    _writer.Line($"{Guard}.Disjoint<{writtenType.Keyword}, {otherType.Keyword}>({written}, {other}, nameof({written}), nameof({other}));");
                }
            }
        }
    }

    private void PrintCall(MemberSignature member)
    {
        if (member.Kind != MemberKind.AccumulateGradient)
        {
            foreach ((ParameterInfo _, string name) in member.Destinations)
            {
                _writer.Line($"{name}.Clear();");
            }
        }

        string call = CoreCall(member);
        string result = _signatures.ReturnType() == "void" ? "" : "return ";
        if (!_needsWorkspace)
        {
            _writer.Line($"{result}{call};");
            return;
        }

        _writer.Line($"{Workspace} workspace = {Workspace}.Rent();");
        _writer.Line("try");
        using (_writer.Block())
        {
            _writer.Line($"{result}{call};");
        }

        _writer.Line("finally");
        using (_writer.Block())
        {
            _writer.Line("workspace.Return();");
        }
    }

    private string CoreCall(MemberSignature member)
    {
        List<string> arguments = [.. _module.Parameters.Select(p => p.IsEnum ? $"({p.Type.Keyword}){p.Name}" : p.Name)];
        if (_module.ReturnType is { } type)
        {
            arguments.Add(member.Kind == MemberKind.Backward ? MemberNames.ResultCotangent : Literals.Text(Constant.Of(type, 1)));
        }

        // The core's own order: cotangent memory by parameter.
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsDifferentiated && p.Type.IsBuffer))
        {
            arguments.Add(_signatures.IsOutput(parameter) ? MemberNames.BufferCotangent(parameter.Name) : MemberNames.Destination(parameter.Name));
        }

        if (_needsWorkspace)
        {
            arguments.Add("workspace");
        }

        return $"{MemberNames.Core(_module.Name)}({string.Join(", ", arguments)})";
    }

    private void PrintCore()
    {
        List<(Value Value, string Name)> names = [];
        List<string> parameters = [];
        for (int i = 0; i < _coreParameters.Count; i++)
        {
            Value value = _coreParameters[i];
            string name = i < _module.Parameters.Count ? _module.Parameters[i].Name : value.Name;
            string type = i < _module.Parameters.Count && !value.Type.IsBuffer && !_module.Parameters[i].IsEnum
                ? _module.Parameters[i].TypeText
                : _signatures.Runtime.Type(value.Type);
            names.Add((value, name));
            parameters.Add($"{type} {name}");
        }

        if (_needsWorkspace)
        {
            parameters.Add($"{Workspace} workspace");
        }

        _writer.Line();
        FileFrame.Attributes(_writer);
        _writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        _writer.Line($"private static {_signatures.ReturnType()} {MemberNames.Core(_module.Name)}({string.Join(", ", parameters)})");
        using (_writer.Block())
        {
            _writer.Line("// Forward.");
            new BodyPrinter(_body, names, _module.ShadowedNames, _module.ChecksOverflow, _writer).Print();
        }
    }
}
