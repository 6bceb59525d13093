using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Calls of helpers, whatever they ask for.</summary>
internal sealed partial class ExpressionWriter
{
    /// <summary>A call of a helper that returns the type, or null where none can be called.</summary>
    private string? Call(Surroundings around, Real kind, int depth)
    {
        HelperSignature[] fitting = [.. Helpers.Where(h => h.Result == kind && !h.IsIntegral)];
        return fitting.Length == 0 ? null : Call(around, Pick(fitting), depth);
    }

    /// <summary>A call; a reference is a variable or an element. Null where an argument cannot be had.</summary>
    public string? Call(Surroundings around, HelperSignature helper, int depth)
    {
        if (helper.IsIntegral)
            return null;
        List<string> arguments = [];
        HashSet<string> referred = [];
        bool hasMemory = helper.Parameters.Any(p => p.IsMemory);
        List<string> given = [];
        foreach (HelperParameter parameter in helper.Parameters)
        {
            string? argument = parameter.IsMemory ? Memory(around, parameter, given) : Argument(around, parameter, referred, hasMemory, depth);
            if (argument is null)
                return null;
            arguments.Add(argument);
        }
        if (helper.NeedsDistinctMemory && given.Distinct().Count() < given.Count && _random.Next(8) != 0)
            return null;
        return $"{helper.Name}({string.Join(", ", arguments)}){helper.Member}";
    }

    private string? Argument(Surroundings around, HelperParameter parameter, HashSet<string> referred, bool hasMemory, int depth)
    {
        (Passing passing, Real kind) = (parameter.Passing, parameter.Kind);
        string word = passing == Passing.Output ? "out " : "ref ";
        switch (passing)
        {
            case Passing.Integer:
                return Integer(around, 1);
            case Passing.Struct:
                return Struct(around);
            case Passing.Value or Passing.ReadOnlyReference:
                return Number(around, kind, depth - 1);
            default:
                BufferName[] writable = around.Writable(kind);
                MatrixName[] matrices = [.. around.Matrices.Where(m => m.Element == kind)];
                Variable[] variables = [.. around.Assignable(kind).Where(v => !referred.Contains(v.Name))];
                if (writable.Length + matrices.Length > 0 && !hasMemory && referred.Count == 0 && _random.Next(3) == 0)
                {
                    referred.Add("an element");
                    return word + (matrices.Length > 0 && (writable.Length == 0 || _random.Next(2) == 0)
                        ? Element(around, Pick(matrices))
                        : Element(around, Pick(writable)));
                }
                if (variables.Length == 0)
                    return null;
                Variable variable = Pick(variables);
                referred.Add(variable.Name);
                return word + variable.Name;
        }
    }

    /// <summary>Memory for a parameter, or null where there is none.</summary>
    /// <param name="given">Receives whose memory it is.</param>
    private string? Memory(Surroundings around, HelperParameter parameter, List<string> given)
    {
        string? text = Memory(around, parameter);
        if (text is not null)
            given.Add(text.Split('.', '[')[0]);
        return text;
    }

    private string? Memory(Surroundings around, HelperParameter parameter)
    {
        Real kind = parameter.Kind;
        bool isRead = parameter.Passing is Passing.ReadOnlySpan or Passing.ReadOnlyMemory;
        BufferName[] buffers = [.. around.Buffers.Where(b => b.Element == kind && (isRead || b.IsWritable))];
        BufferName[] arrays = [.. buffers.Where(b => b.Kind == BufferKind.Array)];
        MatrixName[] matrices = [.. around.Matrices.Where(m => m.Element == kind)];
        JaggedName[] jagged = [.. around.Jagged.Where(j => j.Element == kind)];
        MemoryName[] memories = [.. around.Memories.Where(m => m.Element == kind && (isRead || m.IsWritable))];
        switch (parameter.Passing)
        {
            case Passing.Matrix:
                return matrices.Length > 0 ? Pick(matrices).Name : null;
            case Passing.Jagged:
                return jagged.Length > 0 ? Pick(jagged).Name : null;
            case Passing.Array:
                return arrays.Length > 0 ? Pick(arrays).Name : null;
            case Passing.Memory or Passing.ReadOnlyMemory when memories.Length > 0 && (arrays.Length == 0 || _random.Next(2) == 0):
                MemoryName memory = Pick(memories);
                string start = $"Math.Abs({Integer(around, 1)}) % {memory.Name}.Length";
                return Pick([memory.Name, memory.Name, $"{memory.Name}.Slice({start})", $"{memory.Name}[..(1 + {start})]"]);
            case Passing.Memory or Passing.ReadOnlyMemory:
                return arrays.Length > 0 ? Pick(arrays).Name + Pick([".AsMemory()", ""]) : null;
            default:
                return buffers.Length > 0 ? Part(around, Pick(buffers)) : null;
        }
    }
}
