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
    private readonly Derived _derived;
    private readonly EquatableArray<Value> _coreParameters;
    private readonly Block _body;
    private readonly List<bool> _isWritten;
    private readonly Signatures _signatures;
    private readonly CodeWriter _writer;
    private readonly List<DifferentiatedHelper> _helpers;
    private readonly HashSet<string> _workspaceUsers;
    private readonly bool _needsWorkspace;
    private readonly MonitoringPrinter _monitoring;
    private readonly DerivationPrinter _derivations;

    public MemberPrinter(Module module, Derived derived, List<bool> isWritten, bool hasWorkspace, CodeWriter writer)
    {
        _derived = derived;
        _helpers = derived.Helpers;
        _workspaceUsers = derived.WorkspaceUsers;
        _writer = writer;
        _module = module;
        _coreParameters = derived.Parameters;
        _body = derived.Vectorized.Body;
        _isWritten = isWritten;
        _signatures = new Signatures(module, hasWorkspace);
        _monitoring = new MonitoringPrinter(module, derived.Monitored, _signatures.Runtime, writer);
        _needsWorkspace = WorkspaceUse.IsIn(_body, _workspaceUsers);
        _derivations = new DerivationPrinter(module, derived.Derivations, isWritten, _signatures, _workspaceUsers, writer);
    }

    private bool HasReverse => (_module.Emit & DerivativeFlags.Reverse) != 0;

    /// <summary>What is printed into the file of kernels.</summary>
    public IReadOnlyList<Kernel> Kernels =>
        [.. HasReverse ? _derived.Vectorized.Kernels : [], .. _derived.Derivations.SelectMany(d => d.Vectorized.Kernels)];

    /// <summary>What the head of the file says.</summary>
    public string[] Header() => [.. Emission.Header.Lines(_module, HasReverse ? Explanation.Of(_module, _derived) : null)];

    /// <summary>Prints all members.</summary>
    public void Print()
    {
        List<MemberSignature> members = [.. _signatures.All()];
        SizePrinter sizes = new(_module, _derived.Workspace, _signatures.Runtime, members.Find(m => m.Form == MemberForm.WorkspaceBytes), _writer);
        foreach (MemberSignature member in members)
        {
            _writer.Line();
            Documentation.Write(_writer, _module, _signatures, member);
            FileFrame.Attributes(_writer);
            if (member.Form == MemberForm.WorkspaceBytes)
            {
                sizes.Print(member);
                continue;
            }

            _writer.Line(member.Text);
            using (_writer.Block())
            {
                if (!member.IsReverse)
                {
                    _derivations.PrintBody(member);
                    continue;
                }

                if (_module.IsMonitored)
                {
                    _writer.Line($"{_signatures.Runtime.Of("Guard")}.NotNull({MemberNames.Report}, nameof({MemberNames.Report}));");
                }

                MemoryArguments memory = new(_module, _signatures.Runtime, member, _isWritten);
                foreach (string guard in memory.Guards())
                {
                    _writer.Line(guard);
                }

                PrintCall(member, memory);
            }
        }

        _monitoring.PrintTable();
        if (HasReverse)
        {
            PrintCore();
        }

        _derivations.PrintCores();

        // They are the same with and without counts.
        foreach (DifferentiatedHelper helper in _module.IsMonitored ? [] : _helpers)
        {
            HelperPrinter.Print(_module, helper, _workspaceUsers, _writer);
        }
    }

    private void PrintCall(MemberSignature member, MemoryArguments memory)
    {
        string type = _signatures.Runtime.Of("Workspace");
        bool isGiven = member.Form == MemberForm.WithWorkspace;
        string workspace = MemberNames.Unused(isGiven ? "memory" : MemberNames.Workspace, [.. member.Parameters.Select(p => p.Name)]);
        if (isGiven)
        {
            // Before anything is written.
            string[] report = _module.IsMonitored ? [MemberNames.Report] : [];
            string needed = $"{member.OwnBytesName}({string.Join(", ", _module.Parameters.Where(p => p.Passing != PassingMode.Out).Select(p => p.Name).Concat(report))})";
            _writer.Line($"scoped {type} {workspace} = {type}.Over({MemberNames.Workspace}, {needed}, nameof({MemberNames.Workspace}), nameof({member.BytesName}));");
        }

        if (member.Kind != MemberKind.AccumulateGradient)
        {
            foreach (MemoryArgument destination in memory.Destinations.Where(d => !IsOverwritten(d.Parameter)))
            {
                _writer.Line(destination.Clear(_signatures.Runtime));
            }

            foreach (SetParameter set in _module.Sets)
            {
                _writer.Line($"{set.Name}.Clear();");
            }
        }

        _monitoring.PrintStart(member);
        List<MemoryArgument> packed = [.. memory.Packed];
        if (!_needsWorkspace && packed.Count == 0)
        {
            PrintReturn(CoreCall(member, memory, workspace), memory, packed);
            return;
        }

        if (!isGiven)
        {
            _writer.Line($"scoped {type} {workspace} = {type}.Rent();");
        }

        // What the primal has written by then is handed back also where it throws.
        List<MemoryArgument> handedBack = [.. packed.Where(a => a.IsPrimal && a.IsWritten)];
        foreach (MemoryArgument argument in handedBack)
        {
            _writer.Line($"scoped {PackedType(argument)} {argument.Rows} = default;");
        }

        if (isGiven && handedBack.Count == 0)
        {
            PrintPackedCall(member, memory, workspace, packed, handedBack);
            return;
        }

        _writer.Line("try");
        using (_writer.Block())
        {
            PrintPackedCall(member, memory, workspace, packed, handedBack);
        }

        _writer.Line("finally");
        using (_writer.Block())
        {
            foreach (MemoryArgument argument in handedBack)
            {
                _writer.Line($"{argument.Rows}.CopyTo({argument.Name});");
            }

            if (!isGiven)
            {
                _writer.Line($"{workspace}.Return();");
            }
        }
    }

    private void PrintPackedCall(
        MemberSignature member, MemoryArguments memory, string workspace, List<MemoryArgument> packed, List<MemoryArgument> handedBack)
    {
        foreach (MemoryArgument argument in packed)
        {
            string type = handedBack.Contains(argument) ? "" : $"{PackedType(argument)} ";
            _writer.Line($"{type}{argument.Rows} = new(ref {workspace}, {argument.Name});");
        }

        PrintReturn(CoreCall(member, memory, workspace), memory, packed);
    }

    private string PackedType(MemoryArgument argument) => _signatures.Runtime.Of($"PackedRows<{argument.Element}>");

    private void PrintReturn(string call, MemoryArguments memory, List<MemoryArgument> packed)
    {
        // Rows of cotangents and gradients go back to the caller once all is computed.
        List<string> after = [.. _monitoring.Records(memory), .. packed.Where(a => !a.IsPrimal).Select(a => $"{a.Rows}.CopyTo({a.Name});")];
        if (!_signatures.PutsTogether && after.Count > 0)
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

        if (!_signatures.PutsTogether)
        {
            _writer.Line(_signatures.ReturnType() == "void" ? call + ";" : $"return {call};");
            return;
        }

        // The core returns scalars; structs are put together of them, and references get them.
        string[] names = [.. _signatures.CoreResults().Select(r => r.Name)];
        const string result = "coreResult";
        _writer.Line($"{_signatures.CoreReturnType()} {result} = {call};");
        after.ForEach(_writer.Line);
        Queue<string> scalars = new(names.Length == 1 ? [result] : names.Select(n => $"{result}.{n}"));
        List<string> parts = PutTogether(_module, scalars, _writer);
        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsDifferentiated && !p.Type.HoldsMemory))
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

        foreach (ParameterInfo held in _module.Members.Where(m => m.IsDifferentiated && !m.Type.HoldsMemory))
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

    /// <summary>Puts together what the primal returns, and hands references their final values, of the scalars in front of all others.</summary>
    /// <param name="module">The method.</param>
    /// <param name="scalars">What the core returned; those that are used are taken out.</param>
    /// <param name="writer">Where assignments go.</param>
    /// <returns>What is to be returned so far.</returns>
    public static List<string> PutTogether(Module module, Queue<string> scalars, CodeWriter writer)
    {
        List<string> parts = [];
        if (module.ReturnType is not null)
        {
            string[] value = [.. module.ReturnTypes.Select(_ => scalars.Dequeue())];
            parts.Add(module.ReturnForm is { } form ? Format(form.Construction, value) : value[0]);
        }

        foreach (ParameterInfo parameter in module.Parameters.Where(p => p.Passing != PassingMode.Value))
        {
            string[] leaves = [.. Module.LeavesOf(parameter).Select(_ => scalars.Dequeue())];
            string cast = parameter.IsEnum ? $"({parameter.TypeText})" : "";
            writer.Line($"{parameter.Name} = {(parameter.Form is { } form ? Format(form.Construction, leaves) : cast + leaves[0])};");
        }

        foreach (ParameterInfo _ in module.Members.Where(m => m.Passing != PassingMode.Value))
        {
            // A receiver that is a struct stays what it was.
            scalars.Dequeue();
        }

        return parts;
    }

    /// <summary>A form of a struct with its parts filled in.</summary>
    public static string Format(string format, params string[] arguments) => string.Format(CultureInfo.InvariantCulture, format, arguments);

    /// <summary>Each scalar that a parameter becomes.</summary>
    public static IEnumerable<string> Scalars(ParameterInfo parameter, string name) => parameter.Form is { } form
        ? form.Reads.Select(r => Format(r, name))
        : [parameter.IsEnum ? $"({parameter.Type.Keyword}){name}" : name];

    private string CoreCall(MemberSignature member, MemoryArguments memory, string workspace)
    {
        List<string> arguments = [.. _module.Parameters.Concat(_module.Members).SelectMany(p =>
            p.Type.HoldsMemory ? memory.Of(p).CoreArguments(_signatures.Runtime)
            : p.Passing == PassingMode.Out ? Module.LeavesOf(p).Select(_ => "default")
            : Scalars(p, p.Access ?? p.Name))];
        if (_module.ReturnForm is { } returned)
        {
            arguments.AddRange(returned.Reads.Where((_, i) => _module.ReturnTypes[i].IsFloating).Select(r => Format(r, MemberNames.ResultCotangent)));
        }
        else if (_module.ReturnType is { } type)
        {
            arguments.Add(member.Kind == MemberKind.Backward ? MemberNames.ResultCotangent : Literals.Text(Constant.Of(type, 1)));
        }

        foreach (ParameterInfo parameter in _module.Parameters.Where(p => p.IsOutput && !p.Type.HoldsMemory))
        {
            arguments.AddRange(Scalars(parameter, MemberNames.BufferCotangent(parameter.Name))
                .Zip(Module.LeavesOf(parameter), (text, leaf) => (text, leaf)).Where(l => l.leaf.IsOutput).Select(l => l.text));
        }

        arguments.AddRange(_monitoring.CoreArguments);

        // The core's own order: cotangent memory by parameter.
        foreach (ParameterInfo parameter in _module.Parameters.Concat(_module.Members).Where(p => p.IsDifferentiated && p.Type.HoldsMemory))
        {
            arguments.AddRange(memory.ShadowOf(parameter).CoreArguments(_signatures.Runtime));
        }

        if (_derived.Overwritten is not null)
        {
            arguments.Add(member.Kind == MemberKind.AccumulateGradient ? "false" : "true");
        }

        if (_needsWorkspace)
        {
            arguments.Add("ref " + workspace);
        }

        return $"{MemberNames.Core(_module)}({string.Join(", ", arguments)})";
    }

    /// <summary>Whether the method that computes writes a destination, so that it need not be cleared.</summary>
    private bool IsOverwritten(ParameterInfo parameter)
    {
        List<ParameterInfo> memories = [.. _module.Parameters.Concat(_module.Members).Where(p => p.IsDifferentiated && p.Type.HoldsMemory)];
        int position = memories.IndexOf(parameter);
        return _derived.Overwritten is { } overwritten && position >= 0
            && overwritten.Destinations.Contains(_coreParameters[_coreParameters.Count - memories.Count + position]);
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

        if (_derived.Overwritten is { } overwritten)
        {
            parameters.Add((overwritten.Flag, "bool", MemberNames.Unused(overwritten.Flag.Name, [.. parameters.Select(p => p.Name)])));
        }

        new CorePrinter(_module, _signatures.Runtime, _workspaceUsers, _writer).Print(
            MemberNames.Core(_module), _signatures.CoreReturnType(), parameters, _needsWorkspace, _body, _module.IsInstance);
    }
}
