using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private (Value Buffer, Value Index) ElementOf(IArrayElementReferenceOperation element)
    {
        IrType type = Map(element.ArrayReference.Type);
        if (!type.HoldsMemory)
        {
            throw Unsupported(element, "this array is not supported; use arrays of numbers, of one or more dimensions or of rows");
        }

        if (element.Indices.Length != RankOf(type))
        {
            throw Invalid(element.Syntax);
        }

        if (type.Array == ArrayForm.Rectangular)
        {
            return CellOf(element);
        }

        Value array = Expression(element.ArrayReference);
        return (array, FromEitherEnd(element.Indices[0], array));
    }

    private (Value Buffer, Value Index) ElementOf(IPropertyReferenceOperation element)
    {
        Value span = Expression(element.Instance!);
        return (span, IndexOf(element.Arguments[0].Value));
    }

    private Value IndexOf(IOperation index)
    {
        Value value = Expression(index);
        if (!value.Type.IsInteger)
        {
            throw Unsupported(index, "an index must be an integer");
        }

        // An index that does not fit is out of range; a checked conversion throws where the array access would.
        return value.Type.Kind is ScalarKind.Int64 or ScalarKind.UInt32 or ScalarKind.UInt64
            ? Let(Primitives.ConvertChecked, IrType.Int, value)
            : ConvertTo(value, IrType.Int);
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        IrType instance = Map(property.Instance?.Type);
        if (ArrayProperty(property, instance) is { } known)
        {
            return known;
        }

        if (property.Instance is not null && instance.IsBuffer && property.Property.GetMethod is { } getter && _module.SourceOf(getter) is null)
        {
            if (property.Property.IsIndexer)
            {
                (Value span, Value index) = ElementOf(property);
                return LoadElement(span, index);
            }

            Value buffer = Expression(property.Instance);
            switch (property.Property.Name)
            {
                case "Length":
                    return LengthOf(buffer);
                case "LongLength":
                    return ConvertTo(LengthOf(buffer), IrType.Long);
                case "IsEmpty":
                    return _builder.Compare(Primitives.Equal, LengthOf(buffer), _builder.Int(0));
                case "Rank":
                    return _builder.Int(1);
            }
        }

        return MemberValue(property) ?? FieldValue(property.Property, property.Instance) ?? NumberConstant(property) ?? ComputedProperty(property) ?? OpaqueExpression(property);
    }

    private Value CreateArray(IArrayCreationOperation creation, string name)
    {
        IrType type = Map(creation.Type);
        if (type.Array == ArrayForm.Rectangular)
        {
            return CreateRectangular(creation, type, name);
        }

        if (type.Array == ArrayForm.Jagged)
        {
            return CreateJagged(creation, type, name);
        }

        if (!type.IsBuffer)
        {
            throw Unsupported(creation, "local arrays are supported for numbers and structs of numbers of one kind; use one array for each kind");
        }

        Value length = ConvertTo(Expression(creation.DimensionSizes[0]), IrType.Int, isChecked: true);
        return Filled(type, length, creation.Initializer?.ElementValues ?? [], name);
    }

    private Value StackAllocate(IOperation operation, string name)
    {
        SemanticModel model = operation.SemanticModel!;
        (ExpressionSyntax? size, InitializerExpressionSyntax? initializer) = operation.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax s =>
                ((s.Type as ArrayTypeSyntax)?.RankSpecifiers.FirstOrDefault()?.Sizes.FirstOrDefault(), s.Initializer),
            ImplicitStackAllocArrayCreationExpressionSyntax s => (null, s.Initializer),
            _ => (null, null),
        };
        ITypeSymbol? element = operation.Syntax is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax array }
            ? model.GetTypeInfo(array.ElementType, _cancellation).Type
            : SpanElement(model.GetTypeInfo(operation.Syntax, _cancellation).ConvertedType!, out _)
                ?? model.GetTypeInfo(initializer!.Expressions[0], _cancellation).ConvertedType;
        if (element is null || Map(element) is not { Kind: not ScalarKind.Object, IsBuffer: false } type || type.As(Shape.Span).Kind == ScalarKind.Object)
        {
            throw Unsupported(operation, "stackalloc is supported for numbers and structs of numbers of one kind only");
        }

        List<IOperation> elements = [];
        foreach (ExpressionSyntax value in initializer?.Expressions ?? default)
        {
            elements.Add(model.GetOperation(value, _cancellation) ?? throw Invalid(value));
        }

        IOperation? length = size is null or OmittedArraySizeExpressionSyntax ? null : model.GetOperation(size, _cancellation);
        Value count = length is null ? _builder.Int(elements.Count) : ConvertTo(Expression(length), IrType.Int);
        return Filled(type.As(Shape.Span), count, elements, name);
    }

    private Value Filled(IrType type, Value length, IEnumerable<IOperation> elements, string name)
    {
        Value buffer = NewBuffer(type.Element, length, name);
        int position = 0;
        foreach (IOperation element in elements)
        {
            Value value = ConvertTo(Expression(element), type.Element);
            StoreElement(buffer, _builder.Int(position++), value);
        }

        return buffer;
    }

    private Value CreateObject(IObjectCreationOperation creation)
    {
        IrType type = Map(creation.Type);
        if (type.IsStruct)
        {
            return CreateStruct(creation);
        }

        if (!type.IsBuffer)
        {
            return OpaqueExpression(creation);
        }

        // new Span<T>(array), new Span<T>(array, start, length), new ReadOnlySpan<T>().
        List<Value> arguments = creation.Arguments.Select(a => Expression(a.Value)).ToList();
        if (arguments.Count > 0 && !arguments[0].Type.IsBuffer)
        {
            throw Unsupported(creation, "a span over a single variable or a pointer is not supported; use an array of length 1");
        }

        return arguments.Count switch
        {
            0 => _builder.Constant(Constant.Default(type)),
            1 => arguments[0],
            _ => SliceOf(arguments[0], arguments[1], arguments[2]),
        };
    }

    private Value SliceOf(Value buffer, Value start, Value? length)
    {
        length ??= Let(Primitives.Subtract, IrType.Int, LengthOf(buffer), start);
        if (buffer.Type.Layout is { } layout)
        {
            start = Let(Primitives.Multiply, IrType.Int, start, _builder.Int(layout.Count));
            length = Let(Primitives.Multiply, IrType.Int, length, _builder.Int(layout.Count));
        }

        Value result = Temporary(buffer.Type);
        _builder.Add(new Slice(result, buffer, start, length));
        return result;
    }

    /// <summary>A call on a span or array that only moves memory, or null where it is something else.</summary>
    private bool TryMemoryCall(IInvocationOperation invocation, string name, out Value? result)
    {
        result = null;
        IMethodSymbol method = invocation.TargetMethod;
        string type = TypeMapping.MetadataName(method.ContainingType);
        bool isSpan = invocation.Instance is not null && Map(invocation.Instance.Type).IsBuffer;
        if (!isSpan && type is not ("System.Array" or "System.MemoryExtensions"))
        {
            return false;
        }

        // Only memory of numbers is ours; look before anything is evaluated.
        IOperation? first = invocation.Instance ?? invocation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;
        if (first is null || !Map(StripConversions(first).Type).IsBuffer)
        {
            return false;
        }

        switch (method.Name)
        {
            case "Slice" or "AsSpan" or "AsMemory" when invocation.Arguments.All(a => Map(StripConversions(a.Value).Type) is { IsInteger: true } or { IsBuffer: true }):
                List<Value> slice = CallArguments(invocation);
                result = slice.Count switch
                {
                    1 => slice[0],
                    2 => SliceOf(slice[0], slice[1], null),
                    _ => SliceOf(slice[0], slice[1], slice[2]),
                };
                return true;
            case "CopyTo" when invocation.Arguments.Length == (isSpan && type != "System.MemoryExtensions" ? 1 : 2):
                List<Value> copy = CallArguments(invocation);
                if (!copy[1].Type.IsBuffer)
                {
                    return false;
                }

                CopyElements(copy[0], _builder.Int(0), copy[1], _builder.Int(0), LengthOf(copy[0]));
                return true;
            case "CopyTo" when invocation.Arguments.Length == 2:
                List<Value> copyAt = CallArguments(invocation);
                CopyElements(copyAt[0], _builder.Int(0), copyAt[1], copyAt[2], LengthOf(copyAt[0]));
                return true;
            case "Copy" when invocation.Arguments.Length is 3 or 5:
                List<Value> array = CallArguments(invocation);
                bool whole = array.Count == 3;
                CopyElements(
                    array[0], whole ? _builder.Int(0) : array[1], array[whole ? 1 : 2], whole ? _builder.Int(0) : array[3],
                    ConvertTo(array[whole ? 2 : 4], IrType.Int, isChecked: true));
                return true;
            case "Fill" when invocation.Arguments.Length == (isSpan ? 1 : 2):
                List<Value> fill = CallArguments(invocation);
                FillElements(fill[0], _builder.Int(0), LengthOf(fill[0]), ConvertTo(fill[1], fill[0].Type.Element));
                return true;
            case "Fill" when invocation.Arguments.Length == 4:
                List<Value> fillPart = CallArguments(invocation);
                FillElements(fillPart[0], fillPart[2], fillPart[3], ConvertTo(fillPart[1], fillPart[0].Type.Element));
                return true;
            case "Clear" when invocation.Arguments.Length <= (isSpan ? 0 : 1):
                List<Value> clear = CallArguments(invocation);
                FillElements(clear[0], _builder.Int(0), LengthOf(clear[0]), ZeroOf(clear[0]));
                return true;
            case "Clear" when invocation.Arguments.Length == 3:
                List<Value> clearPart = CallArguments(invocation);
                FillElements(clearPart[0], clearPart[1], clearPart[2], ZeroOf(clearPart[0]));
                return true;
            case "Reverse" when invocation.Arguments.Length is 1 or 3 && type is "System.Array" or "System.MemoryExtensions":
                List<Value> reversed = CallArguments(invocation);
                ReverseElements(reversed.Count == 1 ? reversed[0] : SliceOf(reversed[0], reversed[1], reversed[2]));
                return true;
            case "ToArray" when invocation.Arguments.Length == (invocation.Instance is null ? 1 : 0):
                Value source = CallArguments(invocation)[0];
                result = NewBuffer(source.Type.Element, LengthOf(source), name);
                CopyElements(source, _builder.Int(0), result, _builder.Int(0), LengthOf(source));
                return true;
            case "Sort" or "Resize" or "ConvertAll" or "ForEach" or "Reverse" or "Replace":
                throw Unsupported(invocation, $"'{method.ContainingType.Name}.{method.Name}' is not supported; write a loop");
            default:
                return false;
        }
    }

    private Value ZeroOf(Value buffer) => DefaultOf(buffer.Type.Element);

    /// <summary>The receiver, if any, and the arguments in the order of the parameters; evaluated in the source's order.</summary>
    private List<Value> CallArguments(IInvocationOperation invocation)
    {
        List<Value> values = [];
        if (invocation.Instance is not null)
        {
            values.Add(Expression(invocation.Instance));
        }

        values.AddRange(ArgumentValues(invocation));
        return values;
    }

    private Value[] ArgumentValues(IInvocationOperation invocation)
    {
        Value[] arguments = new Value[invocation.Arguments.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = Expression(StripSpanConversion(argument.Value));
        }

        return arguments;
    }

    /// <summary>Array.Copy takes any array: what is under the conversion is our buffer.</summary>
    private IOperation StripSpanConversion(IOperation value)
    {
        IOperation stripped = StripConversions(value);
        return Map(stripped.Type).HoldsMemory ? stripped : value;
    }

    /// <summary>destination[to + k] = source[from + k] for k below count, as if by way of a copy.</summary>
    private void CopyElements(Value source, Value from, Value destination, Value to, Value count)
    {
        // Slicing would throw another exception than the copy of the source does.
        Value end = Let(Primitives.Add, IrType.Int, to, count);
        Value isTooShort = _builder.Compare(Primitives.Greater, end, LengthOf(destination));
        Block fail = Nested(() => _builder.Add(new Throw(
            "new global::System.ArgumentException(\"The destination of a copy is too short.\")", default)));
        _builder.Add(new If(isTooShort, fail, Block.Empty, default));
        _builder.Add(new CopyElements(SliceOf(source, from, count), SliceOf(destination, to, count)));
    }

    private void FillElements(Value buffer, Value start, Value count, Value value)
    {
        Value part = SliceOf(buffer, start, count);
        ForEachIndex(count, k => StoreElement(part, k, value));
    }

    /// <summary>The two ends change places, and so on to the middle.</summary>
    private void ReverseElements(Value buffer)
    {
        Value last = Let(Primitives.Subtract, IrType.Int, LengthOf(buffer), _builder.Int(1));
        ForEachIndex(Let(Primitives.Divide, IrType.Int, LengthOf(buffer), _builder.Int(2)), k =>
        {
            Value other = Let(Primitives.Subtract, IrType.Int, last, k);
            Value front = LoadElement(buffer, k);
            Value back = LoadElement(buffer, other);
            StoreElement(buffer, k, back);
            StoreElement(buffer, other, front);
        });
    }

    private void ForEachIndex(Value count, System.Action<Value> body)
    {
        Value index = Temporary(IrType.Int, "i");
        Assign(index, _builder.Int(0));
        AddLoop(
            () => _builder.Compare(Primitives.Less, Read(index), count),
            () => body(Read(index)),
            () => Assign(index, Let(Primitives.Add, IrType.Int, Read(index), _builder.Int(1))),
            testAtEnd: false);
    }
}
