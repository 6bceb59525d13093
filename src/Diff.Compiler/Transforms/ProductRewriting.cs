using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Writes a loop without the matrix products found in it: sums are computed for all iterations before it, additions are made for all
/// iterations behind it, from numbers that the iterations keep. The loop itself stays, for where a product does not pay.
/// </summary>
internal sealed class ProductRewriting
{
    private readonly ProductSearch _search;
    private readonly IndexForms _forms;
    private readonly IdSource _ids;
    private readonly For _outer;
    private readonly Dictionary<Value, (Value Lowest, Value Trips)> _extents = [];
    private readonly Dictionary<Value, (Value Memory, ProductFactor Factor, List<For> Nest)> _kept = [];
    private readonly Dictionary<Product, Value> _sums = [];
    private readonly Dictionary<int, Value> _map = [];
    private readonly Renaming _renaming;

    private ProductRewriting(ProductSearch search, IndexForms forms, For outer, IdSource ids)
    {
        _search = search;
        _forms = forms;
        _outer = outer;
        _ids = ids;
        _renaming = new Renaming(ids, _map);
    }

    /// <summary>Writes the loop both ways, behind a test which it is.</summary>
    /// <param name="search">What was found in it.</param>
    /// <param name="forms">The integers of the function.</param>
    /// <param name="outer">The loop.</param>
    /// <param name="leastAdded">More elements than this must be added to for the products to pay, where the loop is fast otherwise.</param>
    /// <param name="builder">Where to write.</param>
    /// <returns>The loop without its products, and as it was.</returns>
    public static (For Without, For With) Write(ProductSearch search, IndexForms forms, For outer, int leastAdded, Builder builder) =>
        new ProductRewriting(search, forms, outer, builder.Ids).Write(leastAdded, builder);

    private (For Without, For With) Write(int leastAdded, Builder builder)
    {
        builder.Origin = default;
        foreach (For loop in _search.Products.SelectMany(p => p.Nest))
        {
            if (!_extents.ContainsKey(loop.Index))
            {
                Value lowest = _forms.BoundsOf(loop).First.Emit(builder);
                Value trips = builder.Rename(TripCount.Emit(builder, loop.From, loop.To, loop.Step, loop.Test), "trips");
                _extents.Add(loop.Index, (lowest, trips));
            }
        }

        Value pays = builder.Rename(Pays(leastAdded, builder), "multiplies");
        Builder then = builder.Nested();
        KeepNumbers(then);
        foreach (Product product in _search.Products.Where(p => p.Store is null))
        {
            Value sums = Allocate(product.Nest, product.Nest.Count - 1, NameOf(product) + "All", product, then);
            _sums.Add(product, sums);
            Multiply(product, sums, ProductOperation.Set, then);
        }

        builder.Origin = then.Origin = _outer.Origin;
        For without = (For)Copied(_outer, then);
        then.Add(without);
        foreach (Product product in _search.Products.Where(p => p.Store is not null))
        {
            Multiply(product, product.Destination!.Buffer!, product.IsNegative ? ProductOperation.Subtract : ProductOperation.Add, then);
        }

        For with = _outer with { Results = _outer.Results.Map(r => _ids.NewValue(r.Type, r.Name)) };
        builder.Add(new If(
            pays, then.ToBlock(without.Results), new Block(new Op[] { with }.ToEquatable(), with.Results), _outer.Results));
        return (without, with);
    }

    private static string NameOf(Product product)
    {
        string name = product.Nest[product.Nest.Count - 1].Carried[product.Carried].Name;
        return name.Length > 0 ? name : "sum";
    }

    /// <summary>Whether all matrices lie inside their memory, nothing throws, and there is enough to multiply.</summary>
    private Value Pays(int leastAdded, Builder builder)
    {
        List<Value> conditions = [];
        List<Value> all = [];
        Value? added = null;
        foreach (Product product in _search.Products)
        {
            (Value rows, Value inner, Value columns) = Sizes(product, builder);
            conditions.Add(builder.Let(Primitives.MatrixPays, IrType.Bool, rows, inner, columns));
            (int row, int sum, int column) = product.Roles;
            if (product.Destination is { } destination)
            {
                conditions.Add(IsInside(destination, row, rows, column, columns, builder));
                conditions.Add(builder.Let(
                    Primitives.MatrixIsDistinct, IrType.Bool, Stride(destination, row, product, builder), Stride(destination, column, product, builder), rows, columns));
                Value elements = builder.Let(Primitives.Multiply, rows, columns);
                added = added is null ? elements : builder.Let(Primitives.Add, added, elements);
            }

            if (product.Left.Number is null)
            {
                conditions.Add(IsInside(product.Left, row, rows, sum, inner, builder));
            }

            if (product.Right.Number is null)
            {
                conditions.Add(IsInside(product.Right, sum, inner, column, columns, builder));
            }

            all.Add(builder.Rename(Both(conditions), "fits"));
            conditions.Clear();
        }

        foreach ((IndexForm least, IndexForm most, Value length) in _search.Ranges)
        {
            conditions.Add(builder.Compare(Primitives.GreaterOrEqual, least.Emit(builder), builder.Int(0)));
            conditions.Add(builder.Compare(Primitives.Less, most.Emit(builder), length));
        }

        if (leastAdded > 0 && added is not null)
        {
            conditions.Add(builder.Compare(Primitives.Greater, added, builder.Int(leastAdded)));
        }

        return Both([.. all, .. conditions]);

        Value Both(List<Value> tests) => tests.Aggregate((left, right) => builder.Let(Primitives.And, IrType.Bool, left, right));

        Value IsInside(ProductFactor factor, int row, Value rows, int column, Value columns, Builder to) => to.Let(
            Primitives.MatrixIsInside, IrType.Bool, to.Length(factor.Buffer!), factor.First.Emit(to), Stride(factor, row, null, to), rows,
            Stride(factor, column, null, to), columns);
    }

    private (Value Rows, Value Inner, Value Columns) Sizes(Product product, Builder builder)
    {
        return (Size(product.Roles.Row), Size(product.Roles.Inner), Size(product.Roles.Column));

        Value Size(int role) => role < 0 ? builder.Int(1) : _extents[product.Nest[role].Index].Trips;
    }

    /// <summary>How far apart rows or columns of a factor are: of memory as it is laid out, of numbers row by row in the order of their loops.</summary>
    private Value Stride(ProductFactor factor, int loop, Product? product, Builder builder)
    {
        if (loop < 0 || !factor.Follows(loop))
        {
            // A size of 1, or the same for all: nothing moves. A destination has to be told that it does not repeat.
            return builder.Int(loop < 0 ? 1 : 0);
        }

        return factor.Number is null ? factor.Strides[loop].Emit(builder)
            : loop == factor.Depth - 1 ? builder.Int(1)
            : _extents[product!.Nest[factor.Depth - 1].Index].Trips;
    }

    private void KeepNumbers(Builder builder)
    {
        foreach (Product product in _search.Products)
        {
            foreach (ProductFactor factor in new[] { product.Left, product.Right })
            {
                if (factor.Number is { } number && !_kept.ContainsKey(number))
                {
                    string name = (number.Name.Length > 0 ? number.Name : "value") + "All";
                    Value memory = Allocate(product.Nest, factor.Depth, name, product, builder);
                    _kept.Add(number, (memory, factor, product.Nest));
                    if (factor.Depth == 0)
                    {
                        builder.Store(memory, builder.Int(0), number);
                    }
                }
            }
        }
    }

    private Value Allocate(List<For> nest, int depth, string name, Product product, Builder builder)
    {
        Value? size = null;
        foreach (For loop in nest.Take(depth))
        {
            Value trips = _extents[loop.Index].Trips;
            size = size is null ? trips : builder.Let(Primitives.Multiply, size, trips);
        }

        IrType element = product.Left.Number?.Type ?? product.Left.Buffer!.Type.Element;
        return builder.Allocate(element, size ?? builder.Int(1), name, AllocationKind.Uninitialized);
    }

    private void Multiply(Product product, Value destination, ProductOperation operation, Builder builder)
    {
        ProductFactor target = product.Destination ?? new ProductFactor(null, IndexForm.Zero, [], destination, product.Nest.Count - 1);
        (int row, int sum, int column) = product.Roles;
        (Value rows, Value inner, Value columns) = Sizes(product, builder);
        List<Value> arguments = [];
        Append(target, destination, row, column);
        Append(product.Left, product.Left.Number is { } left ? _kept[left].Memory : product.Left.Buffer!, row, sum);
        Append(product.Right, product.Right.Number is { } right ? _kept[right].Memory : product.Right.Buffer!, sum, column);
        arguments.AddRange([rows, inner, columns]);
        Op statement = (Op?)product.Store ?? product.Nest[product.Nest.Count - 1];
        builder.Add(new MultiplyMatrices(operation, product.IsGuarded, arguments.ToEquatable()) { Origin = statement.Origin });

        void Append(ProductFactor factor, Value memory, int first, int second) => arguments.AddRange(
            [memory, factor.Number is null ? factor.First.Emit(builder) : builder.Int(0), Stride(factor, first, product, builder), Stride(factor, second, product, builder)]);
    }

    /// <summary>A copy with new values; of a block, without the products.</summary>
    private Op Copied(Op op, Builder around) => _renaming.Copy(op, b => Copied(b, around)) switch
    {
        // What is said of the loop is said where it stands as it was.
        For loop => loop with { Region = 0, Mirror = 0 },
        If branch => branch with { Region = 0, Mirror = 0 },
        While loop => loop with { Region = 0 },
        { } other => other,
    };

    private Block Copied(Block block, Builder around)
    {
        Builder builder = around.Nested();
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is For loop)
            {
                SaveNumbers(loop, builder);
                if (_search.Products.Exists(p => p.Nest[p.Nest.Count - 1].Index == loop.Index))
                {
                    CopyRest(loop, builder);
                    continue;
                }
            }

            builder.Add(Copied(op, builder));
        }

        return builder.ToBlock(block.Yields.Map(_renaming.Of));
    }

    /// <summary>In front of a loop whose iterations all read a number: keeps it for the product.</summary>
    private void SaveNumbers(For loop, Builder builder)
    {
        foreach (KeyValuePair<Value, (Value Memory, ProductFactor Factor, List<For> Nest)> pair in _kept)
        {
            (Value memory, ProductFactor factor, List<For> nest) = pair.Value;
            if (factor.Depth > 0 && nest[factor.Depth].Index == loop.Index)
            {
                builder.Store(memory, Position(nest, factor.Depth, builder), _renaming.Of(pair.Key));
            }
        }
    }

    private Value Position(List<For> nest, int depth, Builder builder)
    {
        Value? position = null;
        foreach (For loop in nest.Take(depth))
        {
            (Value lowest, Value trips) = _extents[loop.Index];
            Value iteration = _forms.BoundsOf(loop).First.Number == 0 ? _renaming.Of(loop.Index) : builder.Let(Primitives.Subtract, _renaming.Of(loop.Index), lowest);
            position = position is null ? iteration : builder.Let(Primitives.Add, builder.Let(Primitives.Multiply, position, trips), iteration);
        }

        return position!;
    }

    /// <summary>What is left of an innermost loop; what its sums come to is read.</summary>
    private void CopyRest(For loop, Builder builder)
    {
        List<Product> products = [.. _search.Products.Where(p => p.Nest[p.Nest.Count - 1].Index == loop.Index)];
        foreach (Product product in products.Where(p => p.Store is null))
        {
            Value sum = builder.Load(_sums[product], Position(product.Nest, product.Nest.Count - 1, builder));
            Value start = _renaming.Of(loop.Initial[product.Carried]);
            _map[loop.Results[product.Carried].Id] =
                builder.Let(product.IsNegative ? Primitives.Subtract : Primitives.Add, start, sum);
        }

        List<int> kept = [.. Enumerable.Range(0, loop.Carried.Count).Where(i => !products.Exists(p => p.Carried == i))];
        For rest = loop with
        {
            Initial = Pick(loop.Initial),
            Carried = Pick(loop.Carried),
            Results = Pick(loop.Results),
            Body = ProductRemainder.Of(loop, products, Pick(loop.Body.Yields)),
        };
        if (rest.Carried.Count > 0 || rest.Body.Ops.Any(op => op is not (ConstantOp or Remark)))
        {
            builder.Add(Copied(rest, builder));
        }

        EquatableArray<Value> Pick(EquatableArray<Value> values) => kept.Select(i => values[i]).ToEquatable();
    }
}
