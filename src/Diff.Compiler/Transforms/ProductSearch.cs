using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>One factor of a product, or where the product goes: a matrix in memory, or a number that each iteration of outer loops makes.</summary>
/// <param name="Buffer">The memory; null for a number.</param>
/// <param name="First">The place where all loops are at their lowest index, as they count.</param>
/// <param name="Strides">How far each loop of the nest moves on.</param>
/// <param name="Number">The number; null for memory.</param>
/// <param name="Depth">How many loops of the nest are around the number.</param>
internal sealed record ProductFactor(Value? Buffer, IndexForm First, List<IndexForm> Strides, Value? Number, int Depth)
{
    /// <summary>Whether it differs between iterations of a loop of the nest.</summary>
    public bool Follows(int loop) => Number is null ? Strides[loop].Number != 0 : loop < Depth;
}

/// <summary>A statement that adds up products of two factors over the innermost loop of a nest, or over one further out.</summary>
/// <param name="Nest">Two or three loops, outermost first.</param>
/// <param name="Store">The store that adds to an element; null where the innermost loop carries the sum.</param>
/// <param name="Carried">Which of the values that the innermost loop carries is the sum; −1 for a store.</param>
/// <param name="Destination">Where a store adds.</param>
/// <param name="Left">The factor with the rows.</param>
/// <param name="Right">The factor with the columns.</param>
/// <param name="Roles">Which loop runs over rows, which over what is summed, which over columns; −1 for none.</param>
/// <param name="IsNegative">Whether the products are taken away.</param>
/// <param name="IsGuarded">Whether a zero on the left is zero whatever it is multiplied by.</param>
internal sealed record Product(
    List<For> Nest, Store? Store, int Carried, ProductFactor? Destination, ProductFactor Left, ProductFactor Right,
    (int Row, int Inner, int Column) Roles, bool IsNegative, bool IsGuarded);

/// <summary>
/// Finds matrix products in a loop: sums of products over an innermost loop whose factors are known before the outermost starts, and products
/// that are added to memory which the loop does nothing else with. The first can be computed for all iterations before, the second after them.
/// </summary>
internal sealed class ProductSearch
{
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly Dictionary<Value, int> _uses;
    private readonly For _outer;
    private readonly HashSet<Value> _inside;
    private readonly HashSet<Value> _written;
    private readonly HashSet<Value> _touchedOtherwise;
    private readonly Dictionary<Value, HashSet<Value>> _insideOf = [];

    public ProductSearch(IndexForms forms, AliasClasses classes, Additions additions, Dictionary<Value, int> uses, For outer)
    {
        _forms = forms;
        _classes = classes;
        _additions = additions;
        _uses = uses;
        _outer = outer;
        _inside = outer.ValuesInside();
        _written = [.. outer.Body.Descendants().SelectMany(MemoryUse.Writes).Select(classes.ClassOf)];
        _touchedOtherwise = [.. outer.Body.Descendants().Where(op => !additions.Contains(op))
            .SelectMany(op => MemoryUse.Reads(op).Concat(MemoryUse.Writes(op))).Select(classes.ClassOf)];
    }

    /// <summary>What was found, in the order of the source.</summary>
    public List<Product> Products { get; } = [];

    /// <summary>Integers that must lie between 0 and a length, for the statements not to throw: lowest, highest, length.</summary>
    public List<(IndexForm Least, IndexForm Most, Value Length)> Ranges { get; } = [];

    /// <summary>Looks at all nests of two and of three loops.</summary>
    public void Run()
    {
        if (!IsPlain(_outer))
        {
            return;
        }

        foreach (For loop in _outer.Body.Ops.OfType<For>().Where(IsPlain))
        {
            Search([_outer, loop]);
            foreach (For inner in loop.Body.Ops.OfType<For>().Where(IsPlain))
            {
                Search([_outer, loop, inner]);
            }
        }
    }

    /// <summary>Whether a loop counts by one between bounds that the outermost loop does not change.</summary>
    private bool IsPlain(For loop) =>
        loop.Step is 1 or -1 && loop.Lanes is null && !_forms.Of(loop.From).Atoms.Concat(_forms.Of(loop.To).Atoms).Any(_inside.Contains);

    private void Search(List<For> nest)
    {
        For innermost = nest[nest.Count - 1];
        for (int i = 0; i < innermost.Carried.Count; i++)
        {
            TrySum(nest, innermost, i);
        }

        foreach (Store store in innermost.Body.Ops.OfType<Store>())
        {
            TryAddition(nest, store);
        }
    }

    private void TrySum(List<For> nest, For innermost, int position)
    {
        (Value carried, Value next) = (innermost.Carried[position], innermost.Body.Yields[position]);
        if (!carried.Type.IsFloatingScalar || Uses(carried) != 1 || Uses(next) != 1
            || _forms.DefinitionOf(next) is not Let { Arguments.Count: 2 } sum || (sum.Primitive != Primitives.Add && sum.Primitive != Primitives.Subtract))
        {
            return;
        }

        int side = sum.Arguments[0] == carried ? 1 : 0;
        if (sum.Arguments[1 - side] != carried || (side == 0 && sum.Primitive == Primitives.Subtract))
        {
            return;
        }

        // All sums are formed before the loop: nothing that it makes is known there.
        Try(nest, sum.Arguments[side], null, position, null, sum.Primitive == Primitives.Subtract, mayBeNumber: v => !_inside.Contains(v));
    }

    private void TryAddition(List<For> nest, Store store)
    {
        Value memory = _classes.ClassOf(store.Buffer);
        if (_additions.AddendOf(store) is not { } addend || !store.Buffer.Type.Element.IsFloating
            || _touchedOtherwise.Contains(memory))
        {
            return;
        }

        List<(IndexForm, IndexForm, Value)> ranges = [];
        if (FactorOf(nest, store.Buffer, store.Index, ranges) is { } destination)
        {
            HashSet<Value> innermost = InsideOf(nest[nest.Count - 1]);
            int known = Products.Count;
            Try(nest, addend.Addend, store, -1, destination, addend.IsNegative, mayBeNumber: v => !innermost.Contains(v));
            if (Products.Count > known)
            {
                Ranges.AddRange(ranges);
            }
        }
    }

    private HashSet<Value> InsideOf(For loop)
    {
        if (!_insideOf.TryGetValue(loop.Index, out HashSet<Value> inside))
        {
            _insideOf.Add(loop.Index, inside = loop.ValuesInside());
        }

        return inside;
    }

    private int Uses(Value value) => _uses.TryGetValue(value, out int count) ? count : 0;

    private void Try(
        List<For> nest, Value product, Store? store, int carried, ProductFactor? destination, bool isNegative, Func<Value, bool> mayBeNumber)
    {
        if (Uses(product) != 1 || product.Type.Kind is not (ScalarKind.Single or ScalarKind.Double) || _forms.DefinitionOf(product) is not Let { Arguments.Count: 2 } let
            || (let.Primitive != Primitives.Multiply && let.Primitive != Primitives.Times))
        {
            return;
        }

        List<(IndexForm, IndexForm, Value)> ranges = [];
        if (OperandOf(nest, let.Arguments[0], mayBeNumber, ranges) is not { } left || OperandOf(nest, let.Arguments[1], mayBeNumber, ranges) is not { } right)
        {
            return;
        }

        ProductFactor target = destination ?? new ProductFactor(null, IndexForm.Zero, [], product, nest.Count - 1);
        if (RolesOf(nest.Count, target, left, right) is { } roles)
        {
            Products.Add(new Product(nest, store, carried, destination, left, right, roles, isNegative, let.Primitive == Primitives.Times));
            Ranges.AddRange(ranges);
        }
    }

    private ProductFactor? OperandOf(List<For> nest, Value operand, Func<Value, bool> mayBeNumber, List<(IndexForm, IndexForm, Value)> ranges)
    {
        if (_forms.DefinitionOf(operand) is Load load && _inside.Contains(operand) && !_written.Contains(_classes.ClassOf(load.Buffer))
            && FactorOf(nest, load.Buffer, load.Index, ranges) is { } matrix)
        {
            return matrix;
        }

        if (!mayBeNumber(operand))
        {
            return null;
        }

        int depth = nest.TakeWhile(loop => InsideOf(loop).Contains(operand)).Count();
        return new ProductFactor(null, IndexForm.Zero, [], operand, depth);
    }

    /// <summary>A place as a matrix over the loops of a nest; null where it is none.</summary>
    private ProductFactor? FactorOf(List<For> nest, Value buffer, Value index, List<(IndexForm, IndexForm, Value)> ranges)
    {
        IndexForm place = _forms.Of(index);
        if (!AddRanges(index, ranges))
        {
            return null;
        }

        while (_inside.Contains(buffer))
        {
            if (_forms.DefinitionOf(buffer) is not Slice slice || _inside.Contains(slice.Length) || !AddRange(place, slice.Length, ranges)
                || !AddRanges(slice.Start, ranges))
            {
                return null;
            }

            place += _forms.Of(slice.Start);
            buffer = slice.Buffer;
        }

        List<IndexForm> strides = [];
        foreach (For loop in nest)
        {
            if (!place.TrySplit(loop.Index, out IndexForm stride, out IndexForm rest) || stride.Atoms.Any(_inside.Contains))
            {
                return null;
            }

            strides.Add(stride);
            place = rest + (stride * _forms.BoundsOf(loop).First);
        }

        return place.Atoms.Any(_inside.Contains) ? null : new ProductFactor(buffer, place, strides, null, 0);
    }

    /// <summary>What an index is computed by must not throw: columns of arrays with several dimensions lie between 0 and the row's length.</summary>
    private bool AddRanges(Value index, List<(IndexForm, IndexForm, Value)> ranges)
    {
        if (!_inside.Contains(index) || _forms.DefinitionOf(index) is not Let let)
        {
            return true;
        }

        if (let.Primitive == Primitives.RowMajorIndex)
        {
            return !_inside.Contains(let.Arguments[2]) && AddRange(_forms.Of(let.Arguments[1]), let.Arguments[2], ranges)
                && let.Arguments.All(a => AddRanges(a, ranges));
        }

        return !let.Primitive.MayThrow && let.Arguments.All(a => AddRanges(a, ranges));
    }

    private bool AddRange(IndexForm form, Value length, List<(IndexForm, IndexForm, Value)> ranges)
    {
        if (_forms.RangeOf(form, _inside.Contains) is not { } range || range.Least.Atoms.Concat(range.Most.Atoms).Any(_inside.Contains))
        {
            return false;
        }

        if (!range.Least.IsAtLeastZero(_forms.LeastOf) || !(_forms.Of(length) - range.Most - IndexForm.Of(1)).IsAtLeastZero(_forms.LeastOf))
        {
            ranges.Add((range.Least, range.Most, length));
        }

        return true;
    }

    /// <summary>Rows follow destination and left factor, columns destination and right factor; what only factors follow is summed.</summary>
    private static (int Row, int Inner, int Column)? RolesOf(int loops, ProductFactor destination, ProductFactor left, ProductFactor right)
    {
        (int row, int inner, int column) = (-1, -1, -1);
        for (int i = 0; i < loops; i++)
        {
            bool isRow = destination.Follows(i) && left.Follows(i) && !right.Follows(i);
            bool isColumn = destination.Follows(i) && right.Follows(i) && !left.Follows(i);
            bool isInner = !destination.Follows(i) && (left.Follows(i) || right.Follows(i));
            ref int role = ref inner;
            if (isRow)
            {
                role = ref row;
            }
            else if (isColumn)
            {
                role = ref column;
            }
            else if (!isInner)
            {
                return null;
            }

            if (role >= 0)
            {
                return null;
            }

            role = i;
        }

        return (row, inner, column);
    }
}
