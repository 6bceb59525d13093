using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Memory: made, cut into parts, copied, exchanged.</summary>
internal sealed partial class StatementWriter
{
    private Statement[] NewBuffer(Surroundings around)
    {
        string name = Fresh("a");
        Real kind = _expressions.SomeReal();
        string type = kind.Keyword();
        BufferName[] sources = [.. around.Buffers.Where(b => b.Element == kind && b.Kind != BufferKind.Stack)];
        BufferName[] writable = [.. sources.Where(b => b.IsWritable)];
        BufferName[] spans = [.. around.Buffers.Where(b => b.Element == kind && !b.IsArray)];
        BufferName[] arrays = [.. sources.Where(b => b.Kind == BufferKind.Array)];
        (BufferKind form, string text) = _random.Next(8) switch
        {
            7 when arrays.Length > 0 => (BufferKind.Array, $"{type}[] {name} = {_expressions.Condition(around)} ? {Pick(arrays).Name} : {Pick(arrays).Name};"),
            0 => (BufferKind.Array, $"{type}[] {name} = {{ {_expressions.Number(around, kind)}, {_expressions.Number(around, kind, 1)} }};"),
            1 or 2 when writable.Length > 0 => (BufferKind.Span, $"Span<{type}> {name} = {_expressions.Part(around, Pick(writable))};"),
            3 when around.LoopDepth == 0 => (BufferKind.Stack, $"Span<{type}> {name} = stackalloc {type}[{_random.Next(1, 5)}];"),
            4 when sources.Length > 0 => (BufferKind.ReadOnlySpan, $"ReadOnlySpan<{type}> {name} = {_expressions.Part(around, Pick(sources))};"),
            5 when spans.Length > 0 => (BufferKind.Array, $"{type}[] {name} = {Pick(spans).Name}.ToArray();"),
            _ => (BufferKind.Array, $"{type}[] {name} = new {type}[1 + ({_expressions.Integer(around)} & 3)];"),
        };
        around.Buffers.Add(new BufferName(name, form, kind, false));
        return [Statement.Simple(text)];
    }

    /// <summary>An operation on many elements at once.</summary>
    private string Bulk(Surroundings around, BufferName target)
    {
        BufferName source = Pick([.. around.Buffers.Where(b => b.Element == target.Element)]);
        string length = $"Math.Min({source.Length}, {target.Length})";
        string butOne = target.Length + " - 1";
        BufferName[] arrays = [.. around.Writable(target.Element).Where(b => b.Kind == BufferKind.Array)];
        switch (_random.Next(9))
        {
            case 0:
                return $"{_expressions.Part(around, target)}.Fill({_expressions.Bounded(around, target.Element)});";
            case 1:
                return $"{_expressions.Part(around, target)}.Clear();";
            case 2:
                return $"{target.Part("0", butOne)}.CopyTo({target.Part("1", butOne)});";
            case 3:
                return $"{target.Part("1", butOne)}.CopyTo({target.Part("0", butOne)});";
            case 4 when arrays.Length > 0:
                return $"Array.Copy({arrays[0].Name}, {arrays[^1].Name}, Math.Min({arrays[0].Length}, {arrays[^1].Length}));";
            case 5 when arrays.Length > 0:
                return $"Array.Copy({arrays[0].Name}, 0, {arrays[0].Name}, 1, {arrays[0].Length} - 1);";
            case 6:
                // In place, or from another buffer apart from it: overlap with an offset is the caller's mistake.
                return $"Functions.{Pick(["Softmax", "LogSoftmax"])}({target.Whole}, {target.Whole});";
            case 7:
                return $"Functions.{Pick(["Sigmoid", "Relu", "Softplus"])}({target.Whole}, {target.Whole});";
            default:
                return $"{source.Part("0", length)}.CopyTo({target.Part("0", length)});";
        }
    }

    /// <summary>Two names that change places, or one that gets another's memory.</summary>
    private Statement[] Swap(Surroundings around)
    {
        BufferName[][] groups = [.. around.Buffers
            .Where(b => b.Kind != BufferKind.Stack && !b.IsParameter)
            .GroupBy(b => (b.Kind, b.Element)).Where(g => g.Count() > 1).Select(g => g.ToArray())];
        if (groups.Length > 0 && _random.Next(4) != 0)
        {
            BufferName[] same = Pick(groups);
            (BufferName first, BufferName second) = (Pick(same), Pick(same));
            if (first == second)
                return [];
            return _random.Next(4) switch
            {
                0 => [Statement.Simple($"{first.Name} = {second.Name};")],
                1 => [Statement.Simple($"{first.Name} = {_expressions.Condition(around)} ? {second.Name} : {first.Name};")],
                _ when first.Kind == BufferKind.Array => [Statement.Simple($"({first.Name}, {second.Name}) = ({second.Name}, {first.Name});")],
                _ => [],
            };
        }
        BufferName[] spans = [.. around.Buffers.Where(b => (b.Kind is BufferKind.Span or BufferKind.ReadOnlySpan) && !b.IsParameter)];
        if (spans.Length > 0 && _random.Next(2) == 0)
        {
            BufferName span = Pick(spans);
            string rest = Pick([".Slice(1)", $".Slice(0, {span.Length} - 1)", "[1..]", "[..^1]"]);
            return [new Statement($"if ({span.Length} > 1)", [[Statement.Simple($"{span.Name} = {span.Name}{rest};")]])];
        }
        BufferName[] locals = [.. around.Buffers.Where(b => b.Kind == BufferKind.Array && !b.IsParameter)];
        if (locals.Length > 0 && _random.Next(2) == 0)
        {
            BufferName local = Pick(locals);
            return [Statement.Simple($"{local.Name} = new {local.Element.Keyword()}[1 + ({_expressions.Integer(around)} & 3)];")];
        }
        Variable[][] kinds = [.. around.Numbers.GroupBy(n => n.Kind).Where(g => g.Count() > 1).Select(g => g.ToArray())];
        if (kinds.Length == 0)
            return [];
        Variable[] numbers = Pick(kinds);
        (Variable x, Variable y) = (Pick(numbers), Pick(numbers));
        return [Statement.Simple($"({x.Name}, {y.Name}) = ({y.Name}, {(_random.Next(2) == 0 ? x.Name : _expressions.Bounded(around, x.Kind))});")];
    }
}
