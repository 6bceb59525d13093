using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>What members with a report do beside computing: memory for counts before, and handing them to the report behind. Prints nothing for others.</summary>
internal sealed class MonitoringPrinter
{
    private const string TypeName = "global::Diff.CompilerServices.MonitoredMethod";

    private readonly Module _module;
    private readonly EquatableArray<MonitoredRow> _rows;
    private readonly RuntimeNames _runtime;
    private readonly CodeWriter _writer;
    private readonly List<ParameterInfo> _gradients;
    private string _counts = MemberNames.Counts;
    private string _singleCounts = MemberNames.SingleCounts;

    public MonitoringPrinter(Module module, EquatableArray<MonitoredRow> rows, RuntimeNames runtime, CodeWriter writer)
    {
        _module = module;
        _rows = rows;
        _runtime = runtime;
        _writer = writer;
        _gradients = [.. module.Parameters.Concat(module.Members).Where(p => p is { IsDifferentiated: true, Type.HoldsMemory: true, IsOutput: false })];
    }

    /// <summary>What the method that computes gets for its counts.</summary>
    public IEnumerable<string> CoreArguments
    {
        get
        {
            if (CountOf(isSingle: false) > 0)
            {
                yield return _counts;
            }

            if (CountOf(isSingle: true) > 0)
            {
                yield return _singleCounts;
            }
        }
    }

    /// <summary>The memory for counts.</summary>
    public void PrintStart(MemberSignature member)
    {
        if (!_module.IsMonitored)
        {
            return;
        }

        HashSet<string> names = [.. member.Parameters.Select(p => p.Name)];
        _counts = MemberNames.Unused(MemberNames.Counts, names);
        _singleCounts = MemberNames.Unused(MemberNames.SingleCounts, names);
        PrintMemory(_counts, "double", CountOf(isSingle: false));
        PrintMemory(_singleCounts, "float", CountOf(isSingle: true));
    }

    /// <summary>Statements that hand what was counted to the report.</summary>
    public IEnumerable<string> Records(MemoryArguments memory)
    {
        if (!_module.IsMonitored)
        {
            yield break;
        }

        string method = MemberNames.Monitored(_module);
        string counts = CountOf(isSingle: false) > 0 ? _counts : "default";
        string singleCounts = CountOf(isSingle: true) > 0 ? _singleCounts : "default";
        yield return $"{method}.Record({MemberNames.Report}, {counts}, {singleCounts});";
        for (int i = 0; i < _gradients.Count; i++)
        {
            string gradient = memory.ShadowOf(_gradients[i]).CoreArguments(_runtime).First();
            yield return $"{method}.Gradient({MemberNames.Report}, {i.ToString(CultureInfo.InvariantCulture)}, {gradient});";
        }
    }

    /// <summary>The field that says what is counted.</summary>
    public void PrintTable()
    {
        if (!_module.IsMonitored)
        {
            return;
        }

        string name = string.Join(".", _module.Types.Select(t => t.Header.Substring(t.Header.LastIndexOf(' ') + 1))) + "." + _module.Name;
        _writer.Line();
        FileFrame.Attributes(_writer);
        _writer.Line($"private static readonly {TypeName} {MemberNames.Monitored(_module)} = new(");
        _writer.Whole($"    {Literals.Quoted(name)},");
        _writer.Whole("    [");
        foreach (MonitoredRow row in _rows)
        {
            List<string> arguments = [Literals.Quoted(row.Name), Literals.Quoted(row.Line), $"global::Diff.MonitoredKind.{row.Kind}"];
            if (row.IsSingle || row.Rule.Length > 0)
            {
                arguments.Add(row.IsSingle ? "true" : "false");
            }

            if (row.Rule.Length > 0)
            {
                arguments.Add(Literals.Quoted(row.Rule));
                arguments.Add(Literals.Quoted(row.Cause));
            }

            _writer.Whole($"        new({string.Join(", ", arguments)}),");
        }

        _writer.Whole("    ],");
        _writer.Whole($"    [{string.Join(", ", _gradients.Select(g => Literals.Quoted(NameOf(g))))}]);");
    }

    private static string NameOf(ParameterInfo gradient) => gradient.Access is null ? MemberNames.Destination(gradient.Name) : gradient.Slot;

    private int CountOf(bool isSingle) => _rows.Count(r => r.IsSingle == isSingle) * MonitoredRow.Counts;

    private void PrintMemory(string name, string type, int count)
    {
        if (count > 0)
        {
            string span = _runtime.Of($"Span<{type}>");
            _writer.Line($"{span} {name} = stackalloc {type}[{count.ToString(CultureInfo.InvariantCulture)}];");
            _writer.Line($"{name}.Clear();");
        }
    }
}
