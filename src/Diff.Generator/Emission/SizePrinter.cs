using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The members that say how many bytes of the caller's memory a call needs. All members of a method need the same: the first computes it.</summary>
internal sealed class SizePrinter(Module module, WorkspaceSize size, RuntimeNames runtime, MemberSignature? first, CodeWriter writer)
{
    /// <summary>Prints one.</summary>
    public void Print(MemberSignature member)
    {
        if (member != first)
        {
            writer.Line($"{member.Text} => {first!.Name}({string.Join(", ", member.Parameters.Select(p => p.Name))});");
            return;
        }

        writer.Line(member.Text);
        using (writer.Block())
        {
            MemoryArguments memory = new(module, runtime, member, [.. module.Leaves.Select(_ => false)]);
            foreach (string guard in memory.Primal.SelectMany(a => a.OwnGuards(runtime)))
            {
                writer.Line(guard);
            }

            List<string> lengths = [.. module.Parameters.Concat(module.Members).SelectMany(p => Lengths(p, memory))];
            List<string> scalars = [.. module.Parameters.Concat(module.Members).SelectMany(Scalars)];
            List<(Value, string)> inputs = [.. size.Inputs.Select(i => (i.Value, i.Kind switch
            {
                SizeInputKind.Length => lengths[i.Leaf],
                SizeInputKind.Packing => $"{runtime.Of("PackedRows")}.Bytes({scalars[i.Leaf]})",
                _ => scalars[i.Leaf],
            }))];

            // No local may have the name of a parameter.
            inputs.AddRange(member.Parameters.Select((p, i) => (new Value(-1 - i, IrType.Int, p.Name), p.Name)));
            new BodyPrinter(size.Body, inputs, module.ShadowedNames, module.ChecksOverflow, writer, []).Print();
        }
    }

    /// <summary>C# for the length of each memory that a parameter becomes.</summary>
    private IEnumerable<string> Lengths(ParameterInfo parameter, MemoryArguments memory)
    {
        if (parameter.Type.Array != ArrayForm.Jagged)
        {
            return (parameter.Type.HoldsMemory ? memory.Of(parameter).CoreArguments(runtime) : Scalars(parameter)).Select(text => text + ".Length");
        }

        // It is not packed yet: its elements, and where each row starts and the last one ends.
        string name = parameter.Access ?? parameter.Name;
        string elements = $"{runtime.Of("PackedRows")}.CountOf({name})";
        return
        [
            parameter.Form is not { } form ? elements
                : $"({elements} * global::System.Runtime.CompilerServices.Unsafe.SizeOf<{form.TypeText}>() / sizeof({parameter.Type.Memory.Flat.Keyword}))",
            $"({name}.Length + 1)",
        ];
    }

    /// <summary>C# for each scalar that a parameter becomes; of memory, for itself.</summary>
    private static IEnumerable<string> Scalars(ParameterInfo parameter)
    {
        string name = parameter.Access ?? parameter.Name;
        return parameter.Type.HoldsMemory
            ? Module.LeavesOf(parameter).Select((_, i) => parameter.Type.Array == ArrayForm.Rectangular && i > 0
                ? $"{name}.GetLength({(i - 1).ToString(CultureInfo.InvariantCulture)})" : name)
            : MemberPrinter.Scalars(parameter, name).Select(text => text.StartsWith("(", System.StringComparison.Ordinal) ? $"({text})" : text);
    }
}
