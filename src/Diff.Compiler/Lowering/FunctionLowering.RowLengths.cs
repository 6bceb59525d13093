using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    /// <summary>
    /// How long the rows of an array will be, computed where the array is made: of constants, of variables and lengths that do not change
    /// any more, of integers in memory that nothing writes, and of the rows before. What is computed here throws nothing.
    /// </summary>
    private sealed class RowLengths
    {
        private const int Deepest = 8;
        private readonly FunctionLowering _lowering;
        private readonly ILocalSymbol? _array;
        private readonly Value? _planned;
        private readonly Frame _frame;

        public RowLengths(FunctionLowering lowering, ILocalSymbol? array, Value? planned, IOperation declaration)
        {
            _lowering = lowering;
            _array = array;
            _planned = planned;
            _frame = new Frame(null, [], declaration.Parent ?? declaration, declaration.Syntax.Span.End, 0);
        }

        /// <summary>The indices of loops.</summary>
        public Dictionary<ISymbol, Value> Known { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>A method in which an expression stands.</summary>
        private sealed record Frame(Frame? Caller, Dictionary<ISymbol, IOperation> Arguments, IOperation Part, int Start, int Depth);

        private Builder Builder => _lowering._builder;

        /// <summary>An integer that is known already.</summary>
        public Value? Number(IOperation operation) => Number(operation, _frame);

        /// <summary>The length of the row that an assignment makes; null where the row may be another array too, or its length is not known.</summary>
        public Value? Of(ISimpleAssignmentOperation row)
        {
            IOperation value = StripConversions(row.Value);
            return value is ILocalReferenceOperation local
                ? Handed(local, row) is { } initializer ? NewLength(initializer, _frame) : null
                : NewLength(value, _frame);
        }

        /// <summary>Whether an expression gives an array that nothing else names.</summary>
        public bool IsNew(IOperation operation) => operation switch
        {
            IInvocationOperation { TargetMethod.Name: "ToArray" } call => SourceOfCopy(call) is not null,
            IInvocationOperation call => Result(call, 0) is not null,
            IConversionOperation { Operand: IInvocationOperation { TargetMethod.Name: "Clone" } clone } => clone.Instance?.Type is IArrayTypeSymbol,
            _ => WrittenOut(operation) is not null || operation is IArrayCreationOperation { DimensionSizes.Length: 1 },
        };

        /// <summary>What a local holds that is made in front of a[i] = row, and is not named behind that.</summary>
        private IOperation? Handed(ILocalReferenceOperation local, ISimpleAssignmentOperation row)
        {
            IOperation block = row.Parent!.Parent!;
            return block is IBlockOperation && InitializerOf(block, local.Local, declaredBy: block) is { } initializer
                && block.Descendants().OfType<ILocalReferenceOperation>().Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local.Local))
                    .All(r => !FixedValues.IsWritten(r) && !FixedValues.IsNested(r) && r.Syntax.Span.End <= row.Syntax.Span.End && IsLooked(r, row))
                && IsNew(initializer)
                ? initializer
                : null;
        }

        /// <summary>Whether a reference to an array does not hand it to another name.</summary>
        private static bool IsLooked(ILocalReferenceOperation reference, ISimpleAssignmentOperation? row) => reference.Parent switch
        {
            IArrayElementReferenceOperation { Parent: var user } element => element.ArrayReference == reference
                && user is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } },
            IPropertyReferenceOperation or IReturnOperation => true,
            IConversionOperation { Parent: IReturnOperation } => true,
            IArgumentOperation or IConversionOperation { Parent: IArgumentOperation } => IsPassedToNothingKept(reference),
            IForEachLoopOperation or IConversionOperation { Parent: IForEachLoopOperation } => true,
            ISimpleAssignmentOperation assignment => assignment == row,
            _ => false,
        };

        /// <summary>Whether the result of the call that an array is passed to cannot be that array.</summary>
        private static bool IsPassedToNothingKept(IOperation reference)
        {
            IOperation? call = reference.Parent;
            while (call is IArgumentOperation or IConversionOperation)
            {
                call = call.Parent;
            }

            return call is IInvocationOperation { TargetMethod: { IsStatic: true } method }
                && (method.ReturnsVoid || TypeMapping.Map(method.ReturnType) is { HoldsMemory: false, HasMemoryInside: false, Kind: not ScalarKind.Object })
                && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In || TypeMapping.ScalarOf(p.Type) is not null);
        }

        private static IOperation? InitializerOf(IOperation part, ISymbol symbol, IOperation? declaredBy = null) =>
            part.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, symbol)) is { } declarator
                && declarator.Symbol.RefKind == RefKind.None
                && (declaredBy is null || declarator.Parent?.Parent?.Parent == declaredBy)
                ? StripConversions(declarator.GetVariableInitializer()?.Value ?? declarator)
                : null;

        private Value? NewLength(IOperation operation, Frame frame)
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "ToArray" } call when SourceOfCopy(call) is { } copied:
                    return MemoryLength(copied, frame);
                case IConversionOperation { Operand: IInvocationOperation { TargetMethod.Name: "Clone", Instance: { Type: IArrayTypeSymbol } cloned } }:
                    return MemoryLength(cloned, frame);
                case IInvocationOperation call:
                    return Result(call, frame.Depth) is not var (result, body, parameters) ? null
                        : NewLength(result, new Frame(frame, ArgumentsOf(call, parameters), body, body.Syntax.SpanStart, frame.Depth + 1));
                case var _ when WrittenOut(operation) is { } elements:
                    return Builder.Int(elements.Length);
                case IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes }:
                    return Number(sizes[0], frame);
                default:
                    return null;
            }
        }

        /// <summary>The memory that x.ToArray() copies.</summary>
        private static IOperation? SourceOfCopy(IInvocationOperation call)
        {
            string type = TypeMapping.MetadataName(call.TargetMethod.ContainingType);
            IOperation? source = StripConversions(call.Instance ?? (call.Arguments.Length == 1 ? call.Arguments[0].Value : call));
            return (type == "System.MemoryExtensions" || call.Instance is not null) && TypeMapping.Map(source.Type).IsBuffer ? source : null;
        }

        private static Dictionary<ISymbol, IOperation> ArgumentsOf(IInvocationOperation call, IParameterSymbol[] parameters)
        {
            Dictionary<ISymbol, IOperation> arguments = new(SymbolEqualityComparer.Default);
            foreach (IArgumentOperation argument in call.Arguments)
            {
                arguments[parameters[argument.Parameter!.Ordinal]] = argument.Value;
            }

            return arguments;
        }

        /// <summary>The new array that a method returns, where its only return says so.</summary>
        private (IOperation Result, IOperation Body, IParameterSymbol[] Parameters)? Result(IInvocationOperation call, int depth)
        {
            IMethodSymbol method = call.TargetMethod;
            if (depth >= Deepest || !method.IsStatic || ModuleLowering.IsNested(method) || _lowering._module.SourceOf(method) is not { } declaration
                || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out && TypeMapping.ScalarOf(p.Type) is null)
                || _lowering._module.ModelOf(declaration.SyntaxTree).GetOperation(declaration, _lowering._cancellation) is not { } body)
            {
                return null;
            }

            IReturnOperation[] returns = [.. body.Descendants().OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null && !FixedValues.IsNested(r))];
            if (returns.Length != 1)
            {
                return null;
            }

            IOperation result = StripConversions(returns[0].ReturnedValue!);
            if (result is ILocalReferenceOperation local)
            {
                if (InitializerOf(body, local.Local) is not { } initializer || !body.Descendants().OfType<ILocalReferenceOperation>()
                    .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local.Local)).All(r => !FixedValues.IsWritten(r) && !FixedValues.IsNested(r) && IsLooked(r, null)))
                {
                    return null;
                }

                result = initializer;
            }

            bool isNew = result is IInvocationOperation { TargetMethod.Name: not "ToArray" } inner ? Result(inner, depth + 1) is not null : IsNew(result);
            return isNew ? (result, body, _lowering._module.ParametersOf(method.OriginalDefinition, declaration)) : null;
        }

        /// <summary>The length of memory that a name stands for, or of a row.</summary>
        private Value? MemoryLength(IOperation operation, Frame frame)
        {
            operation = StripConversions(operation);
            if (operation is IArrayElementReferenceOperation { Indices.Length: 1 } row && FixedValues.SymbolOf(row.ArrayReference) is { } rows)
            {
                return RowLength(rows, row.Indices[0], frame);
            }

            return FixedValues.SymbolOf(operation) is not { } symbol ? null
                : SymbolEqualityComparer.Default.Equals(symbol, _array) && _planned is { } offsets ? _lowering.Let(Primitives.Subtract, IrType.Int, Builder.Length(offsets), Builder.Int(1))
                : frame.Arguments.TryGetValue(symbol, out IOperation argument) ? Kept(symbol, frame) ? MemoryLength(argument, frame.Caller!) : null
                : VariableFor(symbol, frame) is { } variable ? _lowering.LengthOf(_lowering.Read(variable))
                : Kept(symbol, frame) && InitializerOf(frame.Part, symbol) is { } initializer ? NewLength(initializer, frame)
                : null;
        }

        private Value? RowLength(ISymbol rows, IOperation number, Frame frame)
        {
            if (frame.Arguments.TryGetValue(rows, out IOperation given))
            {
                // The number is one of the callee, the array one of the caller.
                return Kept(rows, frame) && FixedValues.SymbolOf(StripConversions(given)) is { } symbol && !frame.Caller!.Arguments.ContainsKey(symbol)
                    && Number(number, frame) is { } known ? RowLengthOf(symbol, known, frame.Caller!) : null;
            }

            return Number(number, frame) is { } index ? RowLengthOf(rows, index, frame) : null;
        }

        private Value? RowLengthOf(ISymbol rows, Value index, Frame frame)
        {
            Value? offsets = SymbolEqualityComparer.Default.Equals(rows, _array) ? _planned
                : VariableFor(rows, frame) is { Type.Array: ArrayForm.Jagged } variable && (!_lowering._plans.TryGetValue(rows, out RowPlan plan) || plan.Sites.IsComplete && plan.Sites.End <= _frame.Start)
                    ? _lowering.LeavesOf(_lowering.Read(variable))[1]
                : null;
            if (offsets is null)
            {
                return null;
            }

            Value next = _lowering.Let(Primitives.Add, IrType.Int, index, Builder.Int(1));
            return WhereInside(next, index, Builder.Length(offsets), () =>
                _lowering.Let(Primitives.Subtract, IrType.Int, Builder.Load(offsets, next), Builder.Load(offsets, index)));
        }

        /// <summary>What is in memory where the places are in it, else 0: it throws where it is read in earnest.</summary>
        private Value WhereInside(Value highest, Value lowest, Value length, System.Func<Value> value)
        {
            Value result = _lowering.Temporary(IrType.Int);
            _lowering.Assign(result, Builder.Int(0));
            Value isInside = _lowering.Let(
                Primitives.And, IrType.Bool, Builder.Compare(Primitives.Less, highest, length), Builder.Compare(Primitives.GreaterOrEqual, lowest, Builder.Int(0)));
            Block inside = _lowering.Nested(() => _lowering.Assign(result, value()));
            Builder.Add(new If(isInside, inside, Block.Empty, default));
            return _lowering.Read(result);
        }

        private Value? Number(IOperation operation, Frame frame)
        {
            if (operation.ConstantValue is { HasValue: true, Value: int constant })
            {
                return Builder.Int(constant);
            }

            if (operation.Type?.SpecialType != SpecialType.System_Int32)
            {
                return null;
            }

            switch (operation)
            {
                case IParenthesizedOperation parenthesized:
                    return Number(parenthesized.Operand, frame);
                case IConversionOperation { OperatorMethod: null } conversion:
                    return Number(conversion.Operand, frame);
                case IBinaryOperation { OperatorMethod: null, IsLifted: false } binary:
                    return Combined(binary, frame);
                case IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured } when TypeMapping.Map(measured.Type).HoldsMemory:
                    return MemoryLength(measured, frame);
                case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                    return Element(element.ArrayReference, element.Indices[0], frame);
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span, Arguments.Length: 1 } element:
                    return Element(span, element.Arguments[0].Value, frame);
            }

            if (FixedValues.SymbolOf(operation) is not { } symbol)
            {
                return null;
            }

            return Known.TryGetValue(symbol, out Value known) ? known
                : frame.Arguments.TryGetValue(symbol, out IOperation argument) ? Kept(symbol, frame) ? Number(argument, frame.Caller!) : null
                : VariableFor(symbol, frame) is { } variable ? _lowering.Read(variable)
                : Kept(symbol, frame) && InitializerOf(frame.Part, symbol) is { } initializer && FixedValues.SymbolOf(initializer)?.Equals(symbol, SymbolEqualityComparer.Default) != true
                    ? Number(initializer, frame)
                : null;
        }

        private Value? Combined(IBinaryOperation binary, Frame frame)
        {
            if (binary.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply)
                && !(binary.OperatorKind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && binary.RightOperand.ConstantValue is { HasValue: true, Value: > 0 }))
            {
                return null;
            }

            return Number(binary.LeftOperand, frame) is { } left && Number(binary.RightOperand, frame) is { } right
                ? _lowering.Let(BinaryPrimitive(binary.OperatorKind, isChecked: false)!, IrType.Int, left, right)
                : null;
        }

        private Value? Element(IOperation memory, IOperation index, Frame frame)
        {
            if (frame.Caller is not null || FixedValues.SymbolOf(memory) is not { } symbol || VariableFor(symbol, frame) is not { } variable
                || variable.Type is not { IsBuffer: true, Kind: ScalarKind.Int32 } || !FixedValues.KeepsIntegers(frame.Part, frame.Start) || Number(index, frame) is not { } place)
            {
                return null;
            }

            Value buffer = _lowering.Read(variable);
            return WhereInside(place, place, Builder.Length(buffer), () => Builder.Load(buffer, place));
        }

        /// <summary>Whether a variable has one value, from where the array is made on.</summary>
        private static bool Kept(ISymbol symbol, Frame frame) => FixedValues.Keeps(frame.Part, frame.Start, symbol);

        /// <summary>A variable of this method that has its value already and keeps it.</summary>
        private Value? VariableFor(ISymbol symbol, Frame frame) =>
            frame.Caller is null && _lowering._variables.TryGetValue(symbol, out Value variable) && Kept(symbol, frame)
            && (symbol is IParameterSymbol || symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start < frame.Start)
                ? variable
                : null;
    }
}
