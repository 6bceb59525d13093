using System.Collections.Generic;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Indices from the end and ranges: x[^1], x[a..b].</summary>
internal sealed partial class FunctionLowering
{
    private static bool IsRange(IOperation index) => TypeMapping.MetadataName(StripConversions(index).Type) == "System.Range";

    private Value Indexed(IImplicitIndexerReferenceOperation indexer)
    {
        Value buffer = Expression(indexer.Instance);
        if (!IsRange(indexer.Argument))
        {
            return LoadElement(buffer, FromEitherEnd(indexer.Argument, buffer));
        }

        (Value start, Value length) = PartOf(indexer.Argument, buffer);
        return SliceOf(buffer, start, length);
    }

    /// <summary>A range of an array is a copy, where a range of a span is a view.</summary>
    private Value CopyOfPart(IArrayElementReferenceOperation part, IOperation range, string name)
    {
        if (!Map(part.ArrayReference.Type).IsBuffer)
        {
            throw Unsupported(part, "ranges are supported over arrays and spans of numbers");
        }

        Value array = Expression(part.ArrayReference);
        (Value start, Value length) = PartOf(range, array);
        Value copy = NewBuffer(array.Type.Element, length, name);
        CopyElements(array, start, copy, _builder.Int(0), length);
        return copy;
    }

    private (Value Start, Value Length) PartOf(IOperation argument, Value buffer)
    {
        if (StripConversions(argument) is not IRangeOperation range)
        {
            Value held = Expression(argument);
            Value first = OffsetOf("{0}.Start.GetOffset({1})", held, buffer);
            return (first, Let(Primitives.Subtract, IrType.Int, OffsetOf("{0}.End.GetOffset({1})", held, buffer), first));
        }

        Value start = range.LeftOperand is null ? _builder.Int(0) : FromEitherEnd(range.LeftOperand, buffer);
        Value end = range.RightOperand is null ? LengthOf(buffer) : FromEitherEnd(range.RightOperand, buffer);
        return (start, Let(Primitives.Subtract, IrType.Int, end, start));
    }

    /// <summary>An index from the start, or ^k as Length − k.</summary>
    private Value FromEitherEnd(IOperation index, Value buffer)
    {
        IOperation stripped = index;
        while (stripped is IConversionOperation conversion && TypeMapping.MetadataName(conversion.Type) == "System.Index")
        {
            stripped = conversion.Operand;
        }

        if (stripped is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd)
        {
            return Let(Primitives.Subtract, IrType.Int, LengthOf(buffer), IndexOf(fromEnd.Operand));
        }

        return TypeMapping.MetadataName(stripped.Type) == "System.Index"
            ? OffsetOf("{0}.GetOffset({1})", Expression(stripped), buffer)
            : IndexOf(stripped);
    }

    /// <summary>Where an Index or a Range in a variable points to, which the base library says.</summary>
    private Value OffsetOf(string template, Value held, Value buffer)
    {
        Value result = Temporary(IrType.Int, "index");
        _builder.Add(new Opaque(
            result, template, EquatableArray<Value>.Of(held, LengthOf(buffer)), "an index in a variable", IsPure: true, IsSink: false));
        return result;
    }

    /// <summary>^1 and 1..^1 where they are held in a variable or handed over.</summary>
    private string? IndexText(IOperation operation, List<Value> arguments)
    {
        string index(IOperation? end, string missing) => end is null ? missing : Text(end, arguments);
        return operation switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => $"new global::System.Index({Text(fromEnd.Operand, arguments)}, true)",
            IRangeOperation range =>
                $"new global::System.Range({index(range.LeftOperand, "global::System.Index.Start")}, {index(range.RightOperand, "global::System.Index.End")})",
            _ => null,
        };
    }
}
