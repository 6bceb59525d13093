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
    private readonly bool _needsWorkspace;

    public MemberPrinter(
        Module module, EquatableArray<Value> coreParameters, Block body, Stored stored, List<bool> isWritten, CodeWriter writer)
    {
        _writer = writer;
        _module = module;
        _coreParameters = coreParameters;
        _body = body;
        _stored = stored;
        _isWritten = isWritten;
        _signatures = new Signatures(module);
        _needsWorkspace = BodyPrinter.NeedsWorkspace(body);
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
                MemoryArguments memory = new(_module, _signatures, member, _isWritten);
                foreach (string guard in memory.Guards())
                {
                    _writer.Line(guard);
                }

                PrintCall(member, memory);
            }
        }

        PrintCore();
    }

    private string Workspace => _signatures.Runtime.Of("Workspace");

    private void PrintCall(MemberSignature member, MemoryArguments memory)
    {
        if (member.Kind != MemberKind.AccumulateGradient)
        {
            foreach (MemoryArgument destination in memory.Destinations)
            {
                _writer.Line(destination.Clear(_signatures.Runtime));
            }
        }

        List<MemoryArgument> packed = [.. memory.Packed];
        if (!_needsWorkspace && packed.Count == 0)
        {
            PrintReturn(CoreCall(member, memory), packed);
            return;
        }

        _writer.Line($"{Workspace} workspace = {Workspace}.Rent();");

        // What the primal has written by then is handed back also where it throws.
        List<MemoryArgument> handedBack = [.. packed.Where(a => a.IsPrimal && a.IsWritten)];
        foreach (MemoryArgument argument in handedBack)
        {
            _writer.Line($"{PackedType(argument)} {argument.Rows} = default;");
        }

        _writer.Line("try");
        using (_writer.Block())
        {
            foreach (MemoryArgument argument in packed)
            {
                string type = handedBack.Contains(argument) ? "" : PackedType(argument) + " ";
                _writer.Line($"{type}{argument.Rows} = new(workspace, {argument.Name});");
            }

            PrintReturn(CoreCall(member, memory), packed);
        }

        _writer.Line("finally");
        using (_writer.Block())
        {
            foreach (MemoryArgument argument in handedBack)
            {
                _writer.Line($"{argument.Rows}.CopyTo({argument.Name});");
            }

            _writer.Line("workspace.Return();");
        }
    }

    private string PackedType(MemoryArgument argument) => _signatures.Runtime.Of($"PackedRows<{argument.Element}>");

    private void PrintReturn(string call, List<MemoryArgument> packed)
    {
        // Rows of cotangents and gradients go back to the caller once all is computed.
        List<string> after = [.. packed.Where(a => !a.IsPrimal).Select(a => $"{a.Rows}.CopyTo({a.Name});")];
        if (!_signatures.ReturnsStructs && after.Count > 0)
        {
            bool isVoid = _signatures.ReturnType() == "void";
            _writer.Line(isVoid ? call + ";" : $"{_signatures.ReturnType()} coreResult = {call};");
            after.ForEach(_writer.Line);
            if (!isVoid)
            {
                _writer.Line("return coreResult;");
            }

            return;
        }

        if (!_signatures.ReturnsStructs)
        {
            _writer.Line(_signatures.ReturnType() == "void" ? call + ";" : $"return {call};");
            return;
        }

        // The core returns scalars; structs are put together of them.
        string[] names = [.. _signatures.CoreResults().Select(r => r.Name)];
        const string result = "coreResult";
        _writer.Line($"{_signatures.CoreReturnType()} {result} = {call};");
        after.ForEach(_writer.Line);
        Queue<string> scalars = new(names.Length == 1 ? [result] : names.Select(n => $"{result}.{n}"));
        List<string> parts = [];
        if (_module.ReturnType is not null)
        {
            string[] value = [.. _module.ReturnTypes.Select(_ => scalars.Dequeue())];
            parts.Add(_module.ReturnForm is { } form ? Format(form.Construction, value) : value[0]);
        }

        foreach (ParameterInfo parameter in _signatures.Scalars())
        {
            string[] leaves = [.. Module.LeavesOf(parameter).Select(l => l.IsDifferentiated ? scalars.Dequeue() : "default")];
            parts.Add(parameter.Form is { } form ? Format(form.Gradient, leaves) : leaves[0]);
        }

        _writer.Line(parts.Count == 1 ? $"return {parts[0]};" : $"return ({string.Join(", ", parts)});");
    }

    private static string Format(string format, params string[] arguments) => string.Format(CultureInfo.InvariantCulture, format, arguments);

    private static IEnumerable<string> Scalars(ParameterInfo parameter) => parameter.Form is { } form
        ? form.Reads.Select(r => Format(r, parameter.Name))
        : [parameter.IsEnum ? $"({parameter.Type.Keyword}){parameter.Name}" : parameter.Name];

    private string CoreCall(MemberSignature member, MemoryArguments memory)
    {
        List<string> arguments = [.. _module.Parameters.SelectMany(p =>
            p.Type.HoldsMemory ? memory.Of(p).CoreArguments(_signatures.Runtime) : Scalars(p))];
        if (_module.ReturnForm is { } returned)
        {
            arguments.AddRange(returned.Reads.Where((_, i) => _module.ReturnTypes[i].IsFloating).Select(r => Format(r, MemberNames.ResultCotangent)));
        }
        else if (_module.ReturnType is { } type)
        {
            arguments.Add(member.Kind == MemberKind.Backward ? MemberNames.ResultCotangent : Literals.Text(Constant.Of(type, 1)));
        }

        // The core's own order: cotangent memory by parameter.
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsDifferentiated && p.Type.HoldsMemory))
        {
            arguments.AddRange(memory.ShadowOf(parameter).CoreArguments(_signatures.Runtime));
        }

        if (_needsWorkspace)
        {
            arguments.Add("workspace");
        }

        return $"{MemberNames.Core(_module.Name)}{_module.Suffix}({string.Join(", ", arguments)})";
    }

    private void PrintCore()
    {
        List<(Value Value, string Name)> names = [];
        List<string> parameters = [];
        EquatableArray<ParameterInfo> leaves = _module.Leaves;
        for (int i = 0; i < _coreParameters.Count; i++)
        {
            Value value = _coreParameters[i];
            string name = i < leaves.Count ? leaves[i].Name : value.Name;
            string type = i < leaves.Count && !value.Type.IsBuffer && !leaves[i].IsEnum
                ? leaves[i].TypeText
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
        _writer.Line($"private static {_signatures.CoreReturnType()} {MemberNames.Core(_module.Name)}{_module.Suffix}({string.Join(", ", parameters)})");
        using (_writer.Block())
        {
            _writer.Line("// Forward.");
            new BodyPrinter(_body, names, _module.ShadowedNames, _module.ChecksOverflow, _writer).Print();
        }
    }
}
