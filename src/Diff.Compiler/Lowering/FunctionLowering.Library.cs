using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Members of the base class library's structs, which have twins with source, and structs that are there when a method runs.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>Leaves a member of the base class library's structs that has no twin; anything else is left alone.</summary>
    private void RefuseLibrary(IMethodSymbol method, IOperation site)
    {
        if (LibraryTypes.Has(method.ContainingType) && _module.SourceOf(method) is null)
        {
            string type = method.ContainingType.Name;
            string name = method.MethodKind == MethodKind.Constructor ? $"this constructor of '{type}'"
                : $"'{type}.{(method.AssociatedSymbol ?? method).Name}'";
            throw Unsupported(site, $"{name} is not supported; write it out in the numbers that '{type}' consists of");
        }
    }

    /// <summary>
    /// A static field that holds a struct of numbers: one value for each of its numbers. Null for any other field.
    /// </summary>
    private Value? StaticStruct(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        IrType type = Map(field.Type);
        if (!field.IsStatic || !type.IsStruct || type.HoldsMemory)
        {
            return null;
        }

        if (_module.GetterFor(field) is { } getter)
        {
            return CallMethod(getter, null, [], reference);
        }

        StructForm? form = _module.FormOf(_types.Apply(field.Type));
        if (!_module.IsAccessible(field) || form is null)
        {
            throw Refused(
                reference.Syntax, Refusals.InaccessibleMember,
                $"'{field.ContainingType.Name}.{field.Name}' cannot be reached from the generated code; make it internal or pass it as a parameter");
        }

        string text = $"{Qualified(field.ContainingType)}.{MemberNames.Identifier(field.Name)}";
        return Bundle(type, [.. type.Layout!.Leaves.Zip(form.Reads, (leaf, read) =>
            Carried(leaf, string.Format(CultureInfo.InvariantCulture, read, text), [], field.Name, "", field.IsReadOnly, isSink: false))]);
    }
}
