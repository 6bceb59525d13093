using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Arrays of several dimensions, and arrays of arrays. Lowering takes both apart into memory and integers: an element is a place in
/// the memory, a row is a view of it, so that everything behind lowering knows buffers only.
/// </summary>
internal sealed partial class FunctionLowering
{
    private const string RowReplaced =
        "replacing a row of an array of arrays is not supported; copy the elements into the row, or use an array of two dimensions";

    private const string RowsMade =
        "arrays of arrays are supported where each row is made for them; write the rows out, make each behind the declaration of the array, or use an array of two dimensions";

    /// <summary>The element of an array of several dimensions.</summary>
    private (Value Buffer, Value Index) CellOf(IArrayElementReferenceOperation element)
    {
        Value array = Expression(element.ArrayReference);
        return (LeavesOf(array)[0], PositionOf(array, [.. element.Indices.Select(IndexOf)]));
    }

    /// <summary>
    /// Where an element is: every index is checked against its length, but for the outermost, which is outside of the memory where it
    /// is outside of the array.
    /// </summary>
    private Value PositionOf(Value array, Value[] indices)
    {
        Value[] leaves = LeavesOf(array);
        Value position = indices[0];
        for (int i = 1; i < indices.Length; i++)
        {
            position = Let(Primitives.RowMajorIndex, IrType.Int, position, indices[i], leaves[i + 1]);
        }

        return position;
    }

    /// <summary>a[i, j] = x: C# looks whether the indices are inside after x is known.</summary>
    private Value AssignCell(IArrayElementReferenceOperation element, IOperation assigned)
    {
        Value array = Expression(element.ArrayReference);
        if (element.Indices.Length != RankOf(array.Type))
        {
            throw Invalid(element.Syntax);
        }

        Value[] indices = [.. element.Indices.Select(IndexOf)];
        Value memory = LeavesOf(array)[0];
        Value value = ConvertTo(Expression(assigned), memory.Type.Element);
        StoreElement(memory, PositionOf(array, indices), value);
        return value;
    }

    /// <summary>A row of an array of arrays; throws where the array's own index would.</summary>
    private Value RowOf(Value array, Value index)
    {
        Value[] leaves = LeavesOf(array);
        Value start = _builder.Load(leaves[1], index);
        Value end = _builder.Load(leaves[1], Let(Primitives.Add, IrType.Int, index, _builder.Int(1)));
        return SliceOf(leaves[0], start, Let(Primitives.Subtract, IrType.Int, end, start));
    }

    /// <summary>What a foreach runs over: the elements of an array of several dimensions, the rows of an array of arrays.</summary>
    private Value Rows(Value array) => array.Type.Array == ArrayForm.Rectangular ? LeavesOf(array)[0] : array;

    private Value LengthOfArray(Value array)
    {
        Value[] leaves = LeavesOf(array);
        return array.Type.Array == ArrayForm.Rectangular
            ? LengthOf(leaves[0])
            : Let(Primitives.Subtract, IrType.Int, _builder.Length(leaves[1]), _builder.Int(1));
    }

    /// <summary>The length in a dimension.</summary>
    private Value LengthOf(Value array, int dimension) =>
        array.Type.Array == ArrayForm.Rectangular ? LeavesOf(array)[dimension + 1] : LengthOf(array);

    private static int RankOf(IrType type) => type.Array == ArrayForm.Rectangular ? type.Layout!.Fields.Count - 1 : 1;

    /// <summary>A property of an array that is more than one buffer or of memory, or null.</summary>
    private Value? ArrayProperty(IPropertyReferenceOperation property, IrType instance)
    {
        string name = property.Property.Name;
        if (property.Instance is null)
        {
            return name == "Empty" && IsMemory(property.Property.ContainingType) ? DefaultOf(Map(property.Type)) : null;
        }

        if (instance.Array == ArrayForm.None)
        {
            return name == "Span" && IsMemory(property.Instance.Type) ? Expression(property.Instance) : null;
        }

        return name switch
        {
            "Length" => LengthOf(Expression(property.Instance)),
            "LongLength" => ConvertTo(LengthOf(Expression(property.Instance)), IrType.Long),
            "Rank" => _builder.Int(RankOf(instance)),
            _ => null,
        };
    }

    /// <summary>new T[n, m], with or without its elements.</summary>
    private Value CreateRectangular(IArrayCreationOperation creation, IrType type, string name)
    {
        if (creation.DimensionSizes.Length != RankOf(type))
        {
            throw Invalid(creation.Syntax);
        }

        Value[] lengths = [.. creation.DimensionSizes.Select(size => ConvertTo(Expression(size), IrType.Int, isChecked: true))];
        Value count = lengths[0];
        for (int i = 1; i < lengths.Length; i++)
        {
            count = Let(Primitives.RowMajorCount, IrType.Int, count, lengths[i]);
        }

        Value memory = Filled(type.Memory, count, ElementsOf(creation.Initializer), name);
        return Bundle(type, [memory, .. lengths]);
    }

    /// <summary>
    /// An array of arrays with all its rows written out, so that no row is another array too: [[1, 2], new double[n]]. Its elements are
    /// evaluated row by row, as C# does.
    /// </summary>
    private Value CreateJagged(IOperation creation, IrType type, string name)
    {
        List<(Value? Row, Value[] Elements, Value Length)> rows = [];
        foreach (IOperation row in (WrittenOut(creation) ?? throw Unsupported(creation, RowsMade)).Select(StripConversions))
        {
            if (WrittenOut(row) is { } written)
            {
                rows.Add((null, [.. written.Select(e => ConvertTo(Expression(e), type.Memory.Element))], _builder.Int(written.Length)));
            }
            else if (row is IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes })
            {
                Value length = ConvertTo(Expression(sizes[0]), IrType.Int, isChecked: true);
                ThrowIfNegative(sizes[0], length);
                rows.Add((null, [], length));
            }
            else if (new RowLengths(this, null, null, creation).IsNew(row))
            {
                Value made = Expression(row);
                rows.Add((made, [], LengthOf(made)));
            }
            else
            {
                throw Unsupported(row, RowsMade);
            }
        }

        Value offsets = _builder.Allocate(IrType.Int, _builder.Int(rows.Count + 1), name.Length > 0 ? MemberNames.Leaf(name, "Offsets") : "offsets", AllocationKind.Uninitialized);
        Value total = _builder.Int(0);
        List<Value> starts = [];
        for (int i = 0; i <= rows.Count; i++)
        {
            _builder.Store(offsets, _builder.Int(i), total);
            starts.Add(total);
            total = i < rows.Count ? Let(Primitives.AddChecked, IrType.Int, total, rows[i].Length) : total;
        }

        Value memory = NewBuffer(type.Memory.Element, total, name);
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = 0; j < rows[i].Elements.Length; j++)
            {
                StoreElement(memory, Let(Primitives.Add, IrType.Int, starts[i], _builder.Int(j)), rows[i].Elements[j]);
            }

            if (rows[i].Row is { } row)
            {
                CopyElements(row, _builder.Int(0), memory, starts[i], rows[i].Length);
            }
        }

        return Bundle(type, [memory, offsets]);
    }

    /// <summary>The elements of an array that are written where it is made, or null where they are not.</summary>
    private static IOperation[]? WrittenOut(IOperation creation) => creation switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => [.. initializer.ElementValues],
        ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation) => [.. collection.Elements],
        _ => null,
    };

    private static IEnumerable<IOperation> ElementsOf(IArrayInitializerOperation? initializer) =>
        initializer?.ElementValues.SelectMany(v => v is IArrayInitializerOperation inner ? ElementsOf(inner) : [v]) ?? [];

    /// <summary>(T[,])a.Clone(), or null for anything else.</summary>
    private Value? CloneOf(IOperation operand, IrType target, string name)
    {
        if (!target.HoldsMemory || StripConversions(operand) is not IInvocationOperation { TargetMethod.Name: "Clone", Instance: { } cloned }
            || cloned.Type is not IArrayTypeSymbol || Map(cloned.Type) != target)
        {
            return null;
        }

        Value array = Expression(cloned);
        if (array.Type.Array == ArrayForm.Jagged)
        {
            // The clone has the same rows.
            return array;
        }

        Value[] leaves = LeavesOf(array);
        Value copy = NewBuffer(leaves[0].Type.Element, LengthOf(leaves[0]), name);
        CopyElements(leaves[0], _builder.Int(0), copy, _builder.Int(0), LengthOf(leaves[0]));
        return target.IsBuffer ? copy : Bundle(target, [copy, .. leaves.Skip(1)]);
    }

    /// <summary>A member of System.Array that asks for a length, or moves the elements of an array that is more than one buffer.</summary>
    private bool TryArrayCall(IInvocationOperation invocation, out Value? result)
    {
        result = null;
        if (TypeMapping.MetadataName(invocation.TargetMethod.ContainingType) != "System.Array")
        {
            return false;
        }

        IOperation? first = invocation.Instance ?? invocation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;
        IrType type = Map(first is null ? null : StripConversions(first).Type);
        if (!type.HoldsMemory)
        {
            return false;
        }

        string name = invocation.TargetMethod.Name;
        if (name is "GetLength" or "GetLongLength" or "GetUpperBound" or "GetLowerBound")
        {
            result = Bound(invocation, name, type);
            return true;
        }

        if (invocation.Arguments.Any(a => Map(StripConversions(a.Value).Type) is { HoldsMemory: true } other && (other.Array != type.Array || RankOf(other) != RankOf(type))))
        {
            throw Unsupported(invocation, $"Array.{name} between arrays of different form is not supported; write a loop");
        }

        if (type.IsBuffer || invocation.Instance is not null)
        {
            return false;
        }

        if (type.Array == ArrayForm.Jagged)
        {
            throw Unsupported(invocation, RowReplaced);
        }

        List<Value> arguments = [.. CallArguments(invocation).Select(Rows)];
        switch (name)
        {
            case "Clear" when arguments.Count == 1:
                FillElements(arguments[0], _builder.Int(0), LengthOf(arguments[0]), ZeroOf(arguments[0]));
                return true;
            case "Clear" when arguments.Count == 3:
                FillElements(arguments[0], arguments[1], arguments[2], ZeroOf(arguments[0]));
                return true;
            case "Copy" when arguments.Count == 3:
                CopyElements(arguments[0], _builder.Int(0), arguments[1], _builder.Int(0), ConvertTo(arguments[2], IrType.Int, isChecked: true));
                return true;
            case "Copy" when arguments.Count == 5:
                CopyElements(arguments[0], arguments[1], arguments[2], arguments[3], ConvertTo(arguments[4], IrType.Int, isChecked: true));
                return true;
            default:
                throw Unsupported(invocation, $"Array.{name} of an array of several dimensions is not supported; write a loop");
        }
    }

    /// <summary>a.GetLength(k), a.GetUpperBound(k), a.GetLowerBound(k).</summary>
    private Value Bound(IInvocationOperation invocation, string name, IrType type)
    {
        if (invocation.Arguments.FirstOrDefault()?.Value.ConstantValue is not { HasValue: true, Value: int dimension } || dimension < 0 || dimension >= RankOf(type))
        {
            throw Unsupported(invocation, $"{name} is supported for a dimension of the array that is a constant; write one call for each dimension");
        }

        Value length = LengthOf(Expression(invocation.Instance!), dimension);
        return name switch
        {
            "GetLength" => length,
            "GetLongLength" => ConvertTo(length, IrType.Long),
            "GetUpperBound" => Let(Primitives.Subtract, IrType.Int, length, _builder.Int(1)),
            _ => _builder.Int(0),
        };
    }
}
