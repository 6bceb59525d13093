using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>The class <c>Parameters</c> of a type with <c>[Parameter]</c> members: one memory, and views of it by member.</summary>
internal sealed class ParameterSetPrinter
{
    private const string Cast = "global::System.Runtime.InteropServices.MemoryMarshal.Cast";

    private readonly ParameterSet _set;
    private readonly CodeWriter _writer = new();

    private ParameterSetPrinter(ParameterSet set)
    {
        _set = set;
    }

    /// <summary>The text of the file.</summary>
    public static GeneratedFile Print(ParameterSet set) => new(set.HintName + ".g.cs", new ParameterSetPrinter(set).Print());

    private string Print()
    {
        using (FileFrame.Open(_set.Namespace, _set.Types, _writer, false, $"The parameters of {_set.TypeText.Replace("global::", "")} as one memory."))
        {
            string type = _set.TypeText;
            _writer.Comment("///", $"<summary>Numbers in the shape of all parameters of <see cref=\"{type.Replace('<', '{').Replace('>', '}')}\"/>: a gradient, a step, the state of an optimizer. One memory, in the order of declaration.</summary>");
            FileFrame.Attributes(_writer);
            _writer.Line("[global::Diff.ParameterSet]");
            _writer.Line($"public sealed class {ParameterSet.Name}");
            using (_writer.Block())
            {
                PrintConstructors(type);
                foreach (SetMember member in _set.Members)
                {
                    PrintMember(member);
                }

                PrintMethods(type);
            }
        }

        return _writer.ToString();
    }

    private static string Field(SetMember member) => "_" + char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1);

    private string Memory => $"global::System.Memory<{_set.Element}>";

    private static string Length(SetMember member, string owner) => member.Kind switch
    {
        SetMemberKind.Set => $"{member.TypeText}.CountOf({owner}.{member.Access})",
        SetMemberKind.Buffer => member.Count == 1 ? $"{owner}.{member.Access}.Length" : $"{member.Count} * {owner}.{member.Access}.Length",
        _ => member.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private void PrintConstructors(string type)
    {
        _writer.Line($"private readonly {Memory} _all;");
        foreach (SetMember member in _set.Members.Where(m => m.Kind != SetMemberKind.Set))
        {
            _writer.Line($"private readonly {Memory} {Field(member)};");
        }

        _writer.Line();
        _writer.Comment("///", "<summary>Zeros in the shape of an object's parameters.</summary>");
        _writer.Comment("///", "<param name=\"shape\">The object; its arrays have their final lengths.</param>");
        _writer.Line($"public {ParameterSet.Name}({type} shape)");
        _writer.Line($"    : this(shape, new {_set.Element}[CountOf(shape)])");
        using (_writer.Block())
        {
        }

        _writer.Line();
        _writer.Comment("///", "<summary>A set in memory of the caller's, which is used as it is.</summary>");
        _writer.Comment("///", "<param name=\"shape\">The object; its arrays have their final lengths.</param>");
        _writer.Comment("///", "<param name=\"memory\">At least <see cref=\"CountOf\"/> numbers.</param>");
        _writer.Comment("///", "<exception cref=\"global::System.ArgumentOutOfRangeException\">The memory is too short.</exception>");
        _writer.Line($"public {ParameterSet.Name}({type} shape, {Memory} memory)");
        using (_writer.Block())
        {
            _writer.Line("int position = 0;");
            foreach (SetMember member in _set.Members)
            {
                string length = Length(member, "shape");
                _writer.Line(member.Kind == SetMemberKind.Set
                    ? $"{member.Name} = new {member.TypeText}(shape.{member.Access}, memory.Slice(position));"
                    : $"{Field(member)} = memory.Slice(position, {length});");
                _writer.Line($"position += {length};");
            }

            _writer.Line("_all = memory.Slice(0, position);");
        }

        _writer.Line();
        _writer.Comment("///", "<summary>All numbers, for an optimizer.</summary>");
        _writer.Line($"public global::System.Span<{_set.Element}> All => _all.Span;");
    }

    private void PrintMember(SetMember member)
    {
        _writer.Line();
        _writer.Comment("///", $"<summary>The part that stands for <c>{member.Access}</c>.</summary>");
        string first = $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
        _writer.Line(member.Kind switch
        {
            SetMemberKind.Set => $"public {member.TypeText} {member.Name} {{ get; }}",
            SetMemberKind.Scalar => $"public ref {member.TypeText} {member.Name} => ref {Field(member)}.Span[0];",
            SetMemberKind.Struct => $"public ref {member.TypeText} {member.Name} => ref {first}({Cast}<{_set.Element}, {member.TypeText}>({Field(member)}.Span));",
            _ when member.TypeText == _set.Element => $"public global::System.Span<{member.TypeText}> {member.Name} => {Field(member)}.Span;",
            _ => $"public global::System.Span<{member.TypeText}> {member.Name} => {Cast}<{_set.Element}, {member.TypeText}>({Field(member)}.Span);",
        });
    }

    private void PrintMethods(string type)
    {
        _writer.Line();
        _writer.Comment("///", "<summary>How many numbers the parameters of an object are.</summary>");
        _writer.Line($"public static int CountOf({type} shape) => {string.Join(" + ", _set.Members.Select(m => Length(m, "shape")))};");
        _writer.Line();
        _writer.Comment("///", "<summary>Sets all numbers to zero.</summary>");
        _writer.Line("public void Clear() => _all.Span.Clear();");
        _writer.Line();
        _writer.Comment("///", "<summary>Takes over the parameters of an object of the same shape.</summary>");
        _writer.Line($"public void CopyFrom({type} source)");
        using (_writer.Block())
        {
            foreach (SetMember member in _set.Members)
            {
                _writer.Line(member.Kind switch
                {
                    SetMemberKind.Set => $"{member.Name}.CopyFrom(source.{member.Access});",
                    SetMemberKind.Buffer => $"source.{member.Access}.CopyTo({member.Name});",
                    _ => $"{member.Name} = source.{member.Access};",
                });
            }
        }

        List<SetMember> fixedMembers = [.. _set.Members.Where(m => !m.IsSettable)];
        if (fixedMembers.Count > 0)
        {
            // Without a setter there is nothing that could be written back.
            return;
        }

        _writer.Line();
        _writer.Comment("///", "<summary>Hands the numbers over to an object of the same shape.</summary>");
        _writer.Line($"public void CopyTo({(_set.IsStruct ? "ref " : "")}{type} target)");
        using (_writer.Block())
        {
            foreach (SetMember member in _set.Members)
            {
                _writer.Line(member.Kind switch
                {
                    SetMemberKind.Set => $"{member.Name}.CopyTo(target.{member.Access});",
                    SetMemberKind.Buffer => $"{member.Name}.CopyTo(target.{member.Access});",
                    _ => $"target.{member.Access} = {member.Name};",
                });
            }
        }
    }
}
