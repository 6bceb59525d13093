using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Arrays of arrays whose rows are made one by one behind <c>new T[n][]</c>. The lengths of all rows are computed where the array is made,
/// so that the rows are parts of one memory as everywhere else. A row is given once; until then it is null.
/// </summary>
internal sealed partial class FunctionLowering
{
    private const string RowsNotPlanned =
        "the rows of this array of arrays cannot be foreseen; make each row once, from the first to the last and behind the declaration of the array, with a length that is known there, or use an array of two dimensions";

    private const string RowShared =
        "this row may have another name, too, or be another array's; make a new row here, and copy the elements into it";

    private readonly Dictionary<ISymbol, RowPlan> _plans = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _unplanned = new(SymbolEqualityComparer.Default);

    /// <summary>What is known of the rows of a local array of arrays.</summary>
    /// <param name="Sites">Where the rows are made.</param>
    /// <param name="Planned">Where each row starts and ends.</param>
    /// <param name="Offsets">The same, with -1 where a row is not made yet; the same memory where nobody can tell.</param>
    /// <param name="Count">How many rows there are.</param>
    private sealed record RowPlan(RowSites Sites, Value Planned, Value Offsets, Value Count)
    {
        public bool IsMarked => Planned != Offsets;
    }

    /// <summary>double[][] a = new double[n][], and its rows behind that; false where it is another array.</summary>
    private bool TryPlanRows(ILocalSymbol symbol, IOperation? initializer, IVariableDeclarationGroupOperation declaration)
    {
        if (initializer is not IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } sizes } creation
            || Map(symbol.Type) is not { Array: ArrayForm.Jagged } type)
        {
            return false;
        }

        // Known even where it is refused below, so that one line says so.
        Value variable = Variable(symbol, symbol.Type);
        _unplanned.Add(symbol);
        if (RowSites.Of(symbol, sizes[0], declaration) is not { } sites)
        {
            throw Unsupported(creation, RowsNotPlanned);
        }

        Value count = ConvertTo(Expression(sizes[0]), IrType.Int, isChecked: true);
        ThrowIfNegative(sizes[0], count);
        Value planned = _builder.Allocate(IrType.Int, Let(Primitives.Add, IrType.Int, count, _builder.Int(1)), symbol.Name + "Offsets", AllocationKind.Zeroed);
        RowLengths lengths = new(this, symbol, planned, declaration);
        Value total = NewVariable(IrType.Int, "total");
        Assign(total, _builder.Int(0));
        for (int i = 0; i < sites.Single.Count; i++)
        {
            Plan(_builder.Int(i), sites.Single[i]);
        }

        if (sites is { Loop: { Condition: IBinaryOperation condition }, InLoop: { } row, Index: { } index })
        {
            Value bound = lengths.Number(condition.RightOperand) ?? throw Unsupported(condition, RowsNotPlanned);
            Value k = Temporary(IrType.Int, index.Name);
            Assign(k, _builder.Int(sites.Lowest));
            Primitive comparison = condition.OperatorKind == BinaryOperatorKind.LessThan ? Primitives.Less : Primitives.LessOrEqual;
            AddLoop(
                () => _builder.Compare(comparison, Read(k), bound),
                () =>
                {
                    lengths.Known[index] = Read(k);
                    Plan(Let(Primitives.Add, IrType.Int, Read(k), _builder.Int(sites.Shift)), row);
                },
                () => Assign(k, Let(Primitives.Add, IrType.Int, Read(k), _builder.Int(1))),
                testAtEnd: false);
            lengths.Known.Remove(index);
        }

        Value offsets = planned;
        if (!IsNeverEarly(symbol, sites, declaration))
        {
            offsets = _builder.Allocate(IrType.Int, LengthOf(planned), symbol.Name + "Made", AllocationKind.Zeroed);
            FillElements(offsets, _builder.Int(1), count, _builder.Int(-1));
        }

        Value memory = NewBuffer(type.Memory.Element, Read(total), symbol.Name);
        Assign(variable, Bundle(type, [memory, offsets]));
        _plans[symbol] = new RowPlan(sites, planned, offsets, count);
        _unplanned.Remove(symbol);
        return true;

        // A row beyond the array, or of a negative length, throws where it is made.
        void Plan(Value number, ISimpleAssignmentOperation row)
        {
            Block inside = Nested(() =>
            {
                Value length = lengths.Of(row) ?? throw Unsupported(row.Target, lengths.IsNew(StripConversions(row.Value)) ? RowsNotPlanned : RowShared);
                Assign(total, Let(Primitives.AddChecked, IrType.Int, Read(total), Let(Primitives.Max, IrType.Int, length, _builder.Int(0))));
                _builder.Store(planned, Let(Primitives.Add, IrType.Int, number, _builder.Int(1)), Read(total));
            });
            _builder.Add(new If(_builder.Compare(Primitives.Less, number, count), inside, Block.Empty, default));
        }
    }

    /// <summary>Whether no row can be read before it is made, as far as the places tell where the array is named.</summary>
    private static bool IsNeverEarly(ILocalSymbol symbol, RowSites sites, IVariableDeclarationGroupOperation declaration) =>
        sites.IsComplete && declaration.Parent!.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, symbol))
            .All(r => !FixedValues.IsNested(r) && (r.Syntax.SpanStart >= sites.End || IsLength(r) || IsMade(r, sites)
                || r.Parent is IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation made } target && made.Target == target));

    private static bool IsLength(ILocalReferenceOperation array) => array.Parent is IPropertyReferenceOperation { Property.Name: "Length" };

    /// <summary>Whether the row of a reference a[i] is there: all are, or it is the one that this iteration has made.</summary>
    private static bool IsMade(ILocalReferenceOperation array, RowSites sites)
    {
        if (sites.IsComplete && array.Syntax.SpanStart >= sites.End)
        {
            return true;
        }

        return sites.InLoop is { } row && array.Parent is IArrayElementReferenceOperation { Indices.Length: 1 } element
            && sites.Loop!.Syntax.Span.Contains(array.Syntax.Span) && array.Syntax.SpanStart >= row.Syntax.Span.End
            && element.Indices[0] is ILocalReferenceOperation number && SymbolEqualityComparer.Default.Equals(number.Local, sites.Index) && sites.Shift == 0;
    }

    /// <summary>a[i] = a row of its own; false for any other assignment.</summary>
    private bool TryMakeRow(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: { } symbol } })
        {
            return false;
        }

        if (_unplanned.Contains(symbol))
        {
            return true;
        }

        if (!_plans.TryGetValue(symbol, out RowPlan? plan))
        {
            return false;
        }

        if (assignment.Parent is not IExpressionStatementOperation || (assignment != plan.Sites.InLoop && !plan.Sites.Single.Contains(assignment)))
        {
            throw Unsupported(assignment.Target, RowReplaced);
        }

        Value array = Read(_variables[symbol]);
        Value index = IndexOf(RowSites.IndexOf(assignment));
        IOperation value = StripConversions(assignment.Value);
        Value? given = null;
        Value[] elements = [];
        if (value is IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } sizes })
        {
            ThrowIfNegative(sizes[0], ConvertTo(Expression(sizes[0]), IrType.Int, isChecked: true));
        }
        else if (WrittenOut(value) is { } written)
        {
            elements = [.. written.Select(e => ConvertTo(Expression(e), array.Type.Memory.Element))];
        }
        else
        {
            given = Expression(assignment.Value);
        }

        Value end = _builder.Load(plan.Planned, Let(Primitives.Add, IrType.Int, CheckedRow(index, plan), _builder.Int(1)));
        if (plan.IsMarked)
        {
            _builder.Store(plan.Offsets, Let(Primitives.Add, IrType.Int, index, _builder.Int(1)), end);
        }

        for (int i = 0; i < elements.Length; i++)
        {
            StoreElement(RowOf(array, index), _builder.Int(i), elements[i]);
        }

        if (given is not null)
        {
            // It has been computed twice, here and where the array is made.
            Value differs = _builder.Compare(Primitives.NotEqual, LengthOf(given), LengthOf(RowOf(array, index)));
            Block fail = Nested(() => _builder.Add(new Throw("new global::System.InvalidOperationException(\"A row has another length than was foreseen.\")", default)));
            _builder.Add(new If(differs, fail, Block.Empty, default));
            CopyElements(given, _builder.Int(0), RowOf(array, index), _builder.Int(0), LengthOf(given));
        }

        return true;
    }

    /// <summary>The number of a row that is made, which is in range or throws.</summary>
    private Value CheckedRow(Value index, RowPlan plan)
    {
        if (!plan.Sites.IsComplete)
        {
            Block fail = Nested(() => _builder.Add(new Throw("new global::System.IndexOutOfRangeException()", default)));
            _builder.Add(new If(_builder.Compare(Primitives.GreaterOrEqual, index, plan.Count), fail, Block.Empty, default));
        }

        return index;
    }

    /// <summary>Before a[i] is read, of an array whose rows are made one by one: throws where the row is not made yet.</summary>
    private void CheckMade(IArrayElementReferenceOperation element, Value array, Value index)
    {
        if (element.ArrayReference is not ILocalReferenceOperation { Local: { } symbol } reference || !_plans.TryGetValue(symbol, out RowPlan? plan))
        {
            return;
        }

        IOperation? user = element.Parent;
        while (user is IConversionOperation)
        {
            user = user.Parent;
        }

        if (user is IBinaryOperation or IIsPatternOperation or ICoalesceOperation)
        {
            throw Unsupported(user, "whether a row is null is not known here; count the rows that are made");
        }

        if (!IsMade(reference, plan.Sites))
        {
            Value end = _builder.Load(LeavesOf(array)[1], Let(Primitives.Add, IrType.Int, index, _builder.Int(1)));
            Block fail = Nested(() => _builder.Add(new Throw("new global::System.NullReferenceException()", default)));
            _builder.Add(new If(_builder.Compare(Primitives.Less, end, _builder.Int(0)), fail, Block.Empty, default));
        }
    }

    /// <summary>An array of arrays may be handed on as a whole where all its rows are made.</summary>
    private void RequireRows(ILocalReferenceOperation reference)
    {
        if (_plans.TryGetValue(reference.Local, out RowPlan? plan) && reference.Parent is not IArrayElementReferenceOperation && !IsLength(reference)
            && !IsMade(reference, plan.Sites))
        {
            throw Unsupported(reference, $"whether all rows of '{reference.Local.Name}' are made is not known here; make them in one loop over all of them, which nothing leaves");
        }
    }

    private void ThrowIfNegative(IOperation size, Value length)
    {
        if (size.ConstantValue.HasValue || size is IPropertyReferenceOperation { Property.Name: "Length" })
        {
            return;
        }

        Block fail = Nested(() => _builder.Add(new Throw("new global::System.OverflowException()", default)));
        _builder.Add(new If(_builder.Compare(Primitives.Less, length, _builder.Int(0)), fail, Block.Empty, default));
    }
}
