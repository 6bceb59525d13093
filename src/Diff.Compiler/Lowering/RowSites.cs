using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Where the rows of an array of arrays are made one by one, and in which order.</summary>
/// <param name="Single">Assignments of rows with constant numbers, from 0 on.</param>
/// <param name="Loop">The loop that makes the rows behind them, or null.</param>
/// <param name="InLoop">The assignment in that loop.</param>
/// <param name="Index">The loop's index.</param>
/// <param name="Lowest">The row that the loop makes first.</param>
/// <param name="Shift">The number of a row less the index.</param>
/// <param name="IsComplete">Whether all rows are there behind the last of these statements.</param>
/// <param name="End">Where in the source that is.</param>
internal sealed record RowSites(
    IReadOnlyList<ISimpleAssignmentOperation> Single, IForLoopOperation? Loop, ISimpleAssignmentOperation? InLoop, ILocalSymbol? Index, int Lowest, int Shift,
    bool IsComplete, int End)
{
    /// <summary>Finds them in the block that declares the array; null where they do not stand there row by row, from the front on.</summary>
    /// <param name="array">The array.</param>
    /// <param name="size">How many rows it has.</param>
    /// <param name="declaration">Its declaration.</param>
    public static RowSites? Of(ILocalSymbol array, IOperation size, IVariableDeclarationGroupOperation declaration)
    {
        if (declaration.Parent is not IBlockOperation block)
        {
            return null;
        }

        HashSet<ISimpleAssignmentOperation> all = [.. block.Descendants().OfType<ISimpleAssignmentOperation>().Where(a =>
            a.Target is IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation made } && SymbolEqualityComparer.Default.Equals(made.Local, array))];
        if (block.Descendants().OfType<ILocalReferenceOperation>().Any(r => SymbolEqualityComparer.Default.Equals(r.Local, array) && FixedValues.IsWritten(r)))
        {
            return null;
        }

        List<ISimpleAssignmentOperation> single = [];
        int end = declaration.Syntax.Span.End;
        foreach (IOperation statement in block.Operations.Where(o => o.Syntax.SpanStart >= declaration.Syntax.Span.End))
        {
            if (statement is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation row } && all.Remove(row))
            {
                if (IndexOf(row).ConstantValue is not { HasValue: true, Value: int number } || number != single.Count)
                {
                    return null;
                }

                single.Add(row);
                end = statement.Syntax.Span.End;
            }
            else if (statement is IForLoopOperation loop && all.Count == 1 && all.First() is { } last && statement.Syntax.Span.Contains(last.Syntax.Span))
            {
                return OfLoop(array, size, single, loop, last);
            }
        }

        bool isComplete = size.ConstantValue is { HasValue: true, Value: int count } && count == single.Count;
        return all.Count == 0 ? new RowSites(single, null, null, null, 0, 0, isComplete, end) : null;
    }

    /// <summary>The number of the row that an assignment makes.</summary>
    public static IOperation IndexOf(ISimpleAssignmentOperation row) => ((IArrayElementReferenceOperation)row.Target).Indices[0];

    private static RowSites? OfLoop(ILocalSymbol array, IOperation size, List<ISimpleAssignmentOperation> single, IForLoopOperation loop, ISimpleAssignmentOperation row)
    {
        // for (int i = 0; i < n; i++) { …; a[i] = …; … }
        if (loop.Before.Length != 1 || loop.AtLoopBottom.Length != 1
            || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations } || declarations[0].Declarators.Length != 1
            || declarations[0].Declarators[0] is not { Symbol: { Type.SpecialType: SpecialType.System_Int32 } index } declarator
            || declarator.GetVariableInitializer()?.Value.ConstantValue is not { HasValue: true, Value: int start }
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation stepped } }
            || !Same(stepped.Local, index)
            || loop.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual, LeftOperand: ILocalReferenceOperation tested } condition
            || !Same(tested.Local, index)
            || loop.Body.Descendants().OfType<ILocalReferenceOperation>().Any(r => Same(r.Local, index) && FixedValues.IsWritten(r)))
        {
            return null;
        }

        IOperation? place = row.Parent;
        bool isPlain = place == loop.Body || place?.Parent == loop.Body;
        if (!isPlain || LinearForm.Of(IndexOf(row)) is not { } form || !Same(form.Symbol, index) || start + form.Offset != single.Count
            || loop.Body.Descendants().Any(o => o.Syntax.SpanStart < row.Syntax.SpanStart && o is IBranchOperation left && (Same(left.Target, loop.ContinueLabel) || left.BranchKind == BranchKind.GoTo)))
        {
            return null;
        }

        LinearForm? count = LinearForm.Of(size);
        LinearForm? bound = LinearForm.Of(condition.RightOperand) is { } right
            ? right with { Offset = right.Offset + form.Offset + (condition.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0) }
            : null;
        // i < a.Length
        bool isLength = bound is { IsLength: true, Offset: 0, Symbol: { } measured } && Same(measured, array);
        bool mayStop = loop.Body.Descendants().Any(o => o is IBranchOperation left && (Same(left.Target, loop.ExitLabel) || left.BranchKind == BranchKind.GoTo));
        bool isComplete = !mayStop && (isLength || (count is { } c && bound is { } b && c.Offset == b.Offset && c.IsLength == b.IsLength && Same(c.Symbol, b.Symbol)));
        return new RowSites(single, loop, row, index, start, form.Offset, isComplete, loop.Syntax.Span.End);
    }

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    /// <summary>x + 2, x.Length + 2, or 2.</summary>
    private readonly record struct LinearForm(ISymbol? Symbol, bool IsLength, int Offset)
    {
        public static LinearForm? Of(IOperation operation) => operation switch
        {
            { ConstantValue: { HasValue: true, Value: int constant } } => new LinearForm(null, false, constant),
            ILocalReferenceOperation or IParameterReferenceOperation when FixedValues.SymbolOf(operation) is { } variable => new LinearForm(variable, false, 0),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } when FixedValues.SymbolOf(instance) is { } symbol
                && TypeMapping.Map(instance.Type).HoldsMemory => new LinearForm(symbol, true, 0),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: int added } } sum
                when Of(sum.LeftOperand) is { } left && added is > -1000 and < 1000 =>
                left with { Offset = left.Offset + (sum.OperatorKind == BinaryOperatorKind.Add ? added : -added) },
            _ => null,
        };
    }
}
