using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>What C# without a derivative gives, under the type that the IR has for it.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>What C# that is carried as text gives.</summary>
    /// <param name="operation">The C#, for its type.</param>
    /// <param name="template">It as text.</param>
    /// <param name="arguments">What stands in the text.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="isPure">Whether running it again changes nothing.</param>
    /// <param name="isSink">Whether it only looks at its arguments.</param>
    private Value OpaqueValue(
        IOperation operation, string template, List<Value> arguments, string name, bool isPure, bool isSink = false)
    {
        IrType type = Map(operation.Type);
        if (type.Array == ArrayForm.Rectangular && operation is IFieldReferenceOperation)
        {
            return OutsideArray(type, operation.Type!, template, name, isPure);
        }

        if (type.Array != ArrayForm.None)
        {
            throw Unsupported(operation, "an array of this form is not supported where it comes from outside the method; pass it as a parameter");
        }

        if (type.IsStruct)
        {
            return OutsideStruct(operation, type, template, arguments, name, isPure, isSink);
        }

        string text = IsMemory(operation.Type) ? template + ".Span" : template;
        if (type.Layout is not null)
        {
            string span = operation.Type is IArrayTypeSymbol ? text + ".AsSpan()" : text;
            text = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Qualified(ArrayLayouts.ElementOf(operation.Type!))}, {type.Flat.Keyword}>({span})";
        }

        if (operation.Type is { } declared && _types.Apply(declared).TypeKind == TypeKind.Enum)
        {
            text = $"({type.Keyword}){text}";
        }

        return Carried(type, text, arguments, name, operation is IInvocationOperation ? "" : name.Trim('\''), isPure, isSink);
    }

    /// <summary>A tuple or struct that C# without a body gives: kept whole, and read number by number.</summary>
    private Value OutsideStruct(
        IOperation operation, IrType type, string template, List<Value> arguments, string name, bool isPure, bool isSink)
    {
        StructForm form = _module.FormOf(_types.Apply(operation.Type!)) ?? throw Refused(
            operation.Syntax, Refusals.InaccessibleMember,
            $"'{operation.Type!.Name}' has parts that cannot be reached from the generated code; make it internal or pass it as a parameter");
        Value whole = Carried(new IrType(ScalarKind.Object, Shape.Scalar, form.TypeText), template, arguments, name, "", isPure, isSink);
        return Bundle(type, [.. type.Layout!.Leaves.Zip(form.Reads, (leaf, read) => Carried(leaf, read, [whole], name, "", isPure: true, isSink: false))]);
    }

    /// <summary>An array of several dimensions that a field holds: its elements and its lengths, each read from the field.</summary>
    private Value OutsideArray(IrType type, ITypeSymbol source, string template, string name, bool isPure)
    {
        string element = Qualified(ArrayLayouts.ElementOf(source));
        string elements = $"global::Diff.CompilerServices.RowMajor.OfField<{element}>({template})";
        if (type.Memory.Layout is not null)
        {
            elements = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{element}, {type.Memory.Flat.Keyword}>({elements})";
        }

        List<Value> leaves = [Carried(type.Memory, elements, [], name, name, isPure, isSink: false)];
        for (int i = 1; i < type.Layout!.Fields.Count; i++)
        {
            leaves.Add(Carried(IrType.Int, Invariant($"{template}.GetLength({i - 1})"), [], name, "", isPure, isSink: false));
        }

        return Bundle(type, [.. leaves]);
    }

    private Value Carried(IrType type, string template, List<Value> arguments, string name, string wish, bool isPure, bool isSink)
    {
        Value result = Temporary(type, type.IsBuffer ? wish : "");
        _builder.Add(new Opaque(result, template, arguments.ToEquatable(), name, isPure, isSink));
        return result;
    }

    /// <summary>Whether a type is memory whose span is what the IR has.</summary>
    private bool IsMemory(ITypeSymbol? type) =>
        type is not null && Map(type).IsBuffer && ArrayLayouts.MemoryElement(_types.Apply(type), out _) is not null;
}
