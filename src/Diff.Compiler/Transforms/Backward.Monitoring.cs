using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Counting, for members with a report: where the reverse sweep takes the cotangent of a value that is monitored, it adds to counts in memory of the
/// caller's, at places that are literals. To the passes behind, these are additions like those to a gradient: they run fused, sum up in locals and in
/// lanes.
/// </summary>
internal sealed partial class Backward
{
    private readonly List<MonitoredRow> _rows = [];
    private readonly Dictionary<MonitoredRow, int> _positions = [];
    private readonly Dictionary<int, Value> _places = [];
    private readonly Dictionary<ScalarKind, Value> _ones = [];
    private Dictionary<Value, MonitoredSite> _sites = [];
    private Builder? _root;
    private Value? _counts;
    private Value? _singleCounts;

    private EquatableArray<MonitoredRow> MonitoredRows => _rows.ToEquatable();

    private EquatableArray<Value> CountMemory => _counts is null ? default : EquatableArray<Value>.Of(_counts, _singleCounts!);

    private void StartMonitoring(Block forward, EquatableArray<ParameterInfo> parameters, Builder root, List<Value> coreParameters)
    {
        _sites = MonitoringPlan.Of(forward, _activity);
        _root = root;
        HashSet<string> names = [.. parameters.SelectMany(p => new[] { p.Name, MemberNames.Destination(p.Name), MemberNames.BufferCotangent(p.Name) })];
        _counts = _ids.NewValue(new IrType(ScalarKind.Double, Shape.Span), MemberNames.Unused(MemberNames.Counts, names));
        _singleCounts = _ids.NewValue(new IrType(ScalarKind.Single, Shape.Span), MemberNames.Unused(MemberNames.SingleCounts, names));
        coreParameters.Add(_counts);
        coreParameters.Add(_singleCounts);
    }

    /// <summary>Takes back the memory for numbers of which there are none.</summary>
    private void EndMonitoring(List<Value> coreParameters) => coreParameters.RemoveAll(
        p => (p == _counts && _rows.All(r => r.IsSingle)) || (p == _singleCounts && !_rows.Any(r => r.IsSingle)));

    /// <summary>Counts the cotangent of a value, if it is monitored.</summary>
    private void Count(Value value, Value cotangent, Scope scope)
    {
        if (_sites.TryGetValue(value, out MonitoredSite site))
        {
            Count(site.Row, cotangent, scope.Builder, site.Flat?.Invoke(scope.Builder));
        }
    }

    /// <summary>Counts the derivative by a number.</summary>
    private void CountGradient(ParameterInfo parameter, Value gradient, Scope scope)
    {
        if (_root is not null && !parameter.IsOutput)
        {
            string name = MemberNames.Destination(parameter.Access ?? parameter.Name);
            Count(new MonitoredRow(name, "", MonitoredKind.Gradient, IsSingle(gradient), "", ""), gradient, scope.Builder, null);
        }
    }

    private static bool IsSingle(Value value) => value.Type.Kind == ScalarKind.Single;

    private void Count(MonitoredRow row, Value cotangent, Builder builder, Value? flat)
    {
        if (!_positions.TryGetValue(row, out int position))
        {
            position = _rows.Count(r => r.IsSingle == row.IsSingle) * MonitoredRow.Counts;
            _positions.Add(row, position);
            _rows.Add(row);
        }

        Value one = One(cotangent.Type);
        Value zero = builder.Real(cotangent.Type, 0);

        // No comparison with NaN holds.
        Value magnitude = builder.Let(Primitives.Abs, cotangent);
        Value largest = builder.Real(cotangent.Type, row.IsSingle ? float.MaxValue : double.MaxValue);
        Value isFinite = builder.Compare(Primitives.LessOrEqual, magnitude, largest);
        Value isZero = builder.Compare(Primitives.Equal, cotangent, zero);
        Value square = builder.Let(Primitives.Multiply, cotangent, cotangent);
        Add(position, one);
        Add(position + 1, builder.Let(Primitives.Select, one.Type, isZero, one, zero));
        Add(position + 2, builder.Let(Primitives.Select, one.Type, isFinite, zero, one));
        Add(position + 3, builder.Let(Primitives.Select, one.Type, isFinite, square, zero));
        if (flat is not null)
        {
            Add(position + 4, builder.Let(Primitives.Select, one.Type, flat, one, zero));
        }

        void Add(int place, Value addend)
        {
            Value counts = (row.IsSingle ? _singleCounts : _counts)!;
            Value index = Place(place);
            builder.Store(counts, index, builder.Let(Primitives.Add, builder.Load(counts, index), addend));
        }
    }

    /// <summary>What is added at each evaluation, in front of all loops, so that it is added once for all iterations.</summary>
    private Value One(IrType type)
    {
        if (!_ones.TryGetValue(type.Kind, out Value value))
        {
            value = _root!.Real(type, 1);
            _ones.Add(type.Kind, value);
        }

        return value;
    }

    /// <summary>A literal in front of all loops, where it stays the same in each.</summary>
    private Value Place(int place)
    {
        if (!_places.TryGetValue(place, out Value value))
        {
            value = _root!.Int(place);
            _places.Add(place, value);
        }

        return value;
    }
}
