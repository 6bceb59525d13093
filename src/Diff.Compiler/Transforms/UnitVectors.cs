using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Matrices of derivatives: a tangent, a reverse sweep or a product with the Hessian for each unit vector, in a loop whose iterations are
/// independent, so that it can run in lanes: several unit vectors at a time, with what does not depend on them computed once for all lanes.
/// Where there are few unit vectors and no loop, the iterations are written out, and what they have in common is computed once.
/// </summary>
internal sealed class UnitVectors
{
    private const int MostWrittenOut = 8;
    private const int LongestWrittenOut = 600;

    private readonly Function _function;
    private readonly Func<int?, Composed> _make;
    private readonly IdSource _ids;
    private readonly EquatableArray<ParameterInfo> _leaves;
    private readonly JacobianShape _shape;
    private readonly Value _matrix;
    private readonly Builder _builder;
    private readonly Dictionary<Value, Value> _entries = [];
    private readonly List<Value> _inputOffsets = [];
    private readonly List<Value> _outputOffsets = [];
    private readonly Value _columns;
    private readonly Value _rows;
    private readonly Composed _all;

    private UnitVectors(Module module, Function function, Func<int?, Composed> make, string name)
    {
        _function = function;
        _make = make;
        _all = make(null);
        _ids = _all.Ids;
        _leaves = module.Leaves;
        _shape = JacobianShape.Of(module);
        _builder = new Builder(_ids);
        _matrix = _ids.NewValue(new IrType(_shape.Element!.Value, Shape.Span), name);
        KeepEntries();
        _columns = Offsets(_shape.Inputs, _inputOffsets, 0);
        _rows = Offsets(_shape.Outputs, _outputOffsets, _shape.Results);
    }

    /// <summary>What is done for one unit vector.</summary>
    /// <param name="builder">Where.</param>
    /// <param name="number">Which: a literal or an index.</param>
    /// <param name="inner">What is computed for it.</param>
    /// <param name="isWrittenOut">Whether it is for this one alone, and has to be copied.</param>
    private delegate void Iteration(Builder builder, Value number, Composed inner, bool isWrittenOut);

    /// <summary>The matrix of second derivatives, symmetric: products with the unit vectors are its columns.</summary>
    /// <param name="module">The method.</param>
    /// <param name="function">It in SSA.</param>
    /// <param name="product">Makes the product with the unit vector of a leaf; of null, with any vector.</param>
    public static Composed Hessian(Module module, Function function, Func<int?, Composed> product)
    {
        UnitVectors pass = new(module, function, product, MemberNames.HessianMatrix);
        return pass.Run(pass._columns, pass._shape.Columns, u => pass._shape.Inputs[u], "column", pass.HessianColumn);
    }

    /// <summary>The Jacobian, column by column.</summary>
    /// <param name="module">The method.</param>
    /// <param name="function">It in SSA.</param>
    /// <param name="tangent">Makes the tangents for the unit vector of a leaf; of null, for any vector.</param>
    public static Composed Columns(Module module, Function function, Func<int?, Composed> tangent)
    {
        UnitVectors pass = new(module, function, tangent, MemberNames.JacobianMatrix);
        return pass.Run(pass._columns, pass._shape.Columns, u => pass._shape.Inputs[u], "column", pass.JacobianColumn);
    }

    /// <summary>The Jacobian, row by row.</summary>
    /// <param name="module">The method.</param>
    /// <param name="function">It in SSA.</param>
    /// <param name="backward">Makes the reverse sweep for one number among the results; of null, for all.</param>
    public static Composed Rows(Module module, Function function, Func<int?, Composed> backward)
    {
        UnitVectors pass = new(module, function, backward, MemberNames.JacobianMatrix);
        return pass.Run(pass._rows, pass._shape.Rows, u => u, "row", pass.JacobianRow);
    }

    private Composed Run(Value count, int? known, Func<int, int> unitOf, string name, Iteration iteration)
    {
        List<Value> yields = Primal();
        bool hasLoops = _all.Body.Descendants().Any(op => op is For or While or Allocate or TapeNew);
        if (known is { } few && few <= MostWrittenOut && !hasLoops && few * _all.Body.Descendants().Count() <= LongestWrittenOut)
        {
            for (int unit = 0; unit < few; unit++)
            {
                iteration(_builder, _builder.Int(unit), _make(unitOf(unit)), true);
            }
        }
        else
        {
            // Every iteration takes from the stacks what it has put there: one stack does for all.
            _builder.AddRange(_all.Body.Ops.Where(op => op is TapeNew));
            Builder body = _builder.Nested();
            Value index = _ids.NewValue(IrType.Int, name);
            iteration(body, index, _all, false);
            _builder.Add(new For(index, _builder.Int(0), count, 1, LoopTest.Less, default, default, body.ToBlock(), default) { Region = -1 });
        }

        List<Value> parameters = [.. _function.Parameters.Select(p => p.Value), _matrix];
        return _all with { Body = _builder.ToBlock(yields), Parameters = parameters.ToEquatable() };
    }

    /// <summary>The primal runs once for what it returns and writes, and before all else, so that it throws what it throws.</summary>
    private List<Value> Primal()
    {
        Renaming copy = new(_ids, []);
        Block primal = copy.Copy(_function.Body);
        _builder.AddRange(primal.Ops);
        return [.. primal.Yields];
    }

    /// <summary>Memory that the primal writes to is as it was on entry for each unit vector.</summary>
    private void KeepEntries()
    {
        AliasClasses classes = new(_function.Body);
        HashSet<Value> written = [.. _function.Body.Descendants().SelectMany(MemoryUse.Writes).Select(classes.ClassOf)];
        foreach (Value memory in _function.Parameters.Select(p => p.Value).Where(v => v.Type.IsBuffer && written.Contains(classes.ClassOf(v))))
        {
            _entries[memory] = _builder.CopyOf(memory, -1);
        }
    }

    /// <summary>Where the numbers of each leaf begin, and how many there are in all.</summary>
    private Value Offsets(EquatableArray<int> leaves, List<Value> offsets, int first)
    {
        Value next = _builder.Int(first);
        foreach (int leaf in leaves)
        {
            offsets.Add(next);
            Value memory = _function.Parameters[leaf].Value;
            next = _builder.Let(Primitives.Add, next, memory.Type.IsBuffer ? _builder.Length(memory) : _builder.Int(1));
        }

        return next;
    }

    private void HessianColumn(Builder builder, Value column, Composed inner, bool isWrittenOut)
    {
        Dictionary<Value, Value> arguments = Work(builder);
        GiveTangents(inner, column, arguments, builder);
        Dictionary<int, Value> products = [];
        foreach (KeyValuePair<int, Value> product in inner.Gradients)
        {
            products[product.Key] = arguments[product.Value] = Zeros(_function.Parameters[product.Key].Value, product.Value.Name, builder);
        }

        EquatableArray<Value> yields = Inline(inner, arguments, isWrittenOut, builder);
        Fill(_shape.Inputs, _inputOffsets, column, isColumn: true, [.. yields.Skip(_function.Body.Yields.Count)], products, builder);
    }

    private void JacobianColumn(Builder builder, Value column, Composed inner, bool isWrittenOut)
    {
        Dictionary<Value, Value> arguments = Work(builder);
        Dictionary<int, Value> outputs = GiveTangents(inner, column, arguments, builder);
        EquatableArray<Value> yields = Inline(inner, arguments, isWrittenOut, builder);
        int results = _function.Body.Yields.Count;
        for (int row = 0; row < _shape.Results; row++)
        {
            builder.Store(_matrix, Place(builder.Int(row), column, builder), yields[results + row]);
        }

        Fill(_shape.Outputs, _outputOffsets, column, isColumn: true, [.. yields.Skip(results + _shape.Results)], outputs, builder);
    }

    private void JacobianRow(Builder builder, Value row, Composed inner, bool isWrittenOut)
    {
        Dictionary<Value, Value> arguments = Work(builder);
        int position = _leaves.Count;
        for (int result = 0; result < _shape.Results; result++)
        {
            Value given = inner.Parameters[position++];
            arguments[given] = Unit(given.Type, builder.Int(result), row, builder);
        }

        // Then the cotangents of references, then those of memory and the memory for gradients.
        for (int output = 0; output < _shape.Outputs.Count; output++)
        {
            if (!_leaves[_shape.Outputs[output]].Type.IsBuffer)
            {
                Value given = inner.Parameters[position++];
                arguments[given] = Unit(given.Type, _outputOffsets[output], row, builder);
            }
        }

        Dictionary<int, Value> gradients = [];
        foreach (KeyValuePair<int, Value> gradient in inner.Gradients)
        {
            int output = _shape.Outputs.IndexOf(gradient.Key);
            Value memory = _function.Parameters[gradient.Key].Value;
            gradients[gradient.Key] = arguments[gradient.Value] = output >= 0
                ? Unit(memory, _outputOffsets[output], row, gradient.Value.Name, builder)
                : Zeros(memory, gradient.Value.Name, builder);
        }

        EquatableArray<Value> yields = Inline(inner, arguments, isWrittenOut, builder);

        // Behind what the primal yields: the derivative by each differentiated scalar, by references too.
        List<int> scalars = [.. Enumerable.Range(0, _leaves.Count).Where(i => _leaves[i].IsDifferentiated && !_leaves[i].Type.IsBuffer)];
        List<Value> ordered = [.. _shape.Inputs.Where(i => !_leaves[i].Type.IsBuffer).Select(i => yields[_function.Body.Yields.Count + scalars.IndexOf(i)])];
        Fill(_shape.Inputs, _inputOffsets, row, isColumn: false, ordered, gradients, builder);
    }

    /// <summary>Memory for one unit vector, with the content that the primal's has on entry.</summary>
    private Dictionary<Value, Value> Work(Builder builder)
    {
        Dictionary<Value, Value> arguments = [];
        foreach (KeyValuePair<Value, Value> entry in _entries)
        {
            arguments[entry.Key] = builder.CopyOf(entry.Value, -1);
        }

        return arguments;
    }

    /// <summary>The unit vector as tangents of the inputs; outputs start with zeros, and their memory is handed back.</summary>
    private Dictionary<int, Value> GiveTangents(Composed inner, Value number, Dictionary<Value, Value> arguments, Builder builder)
    {
        Dictionary<int, Value> outputs = [];
        foreach (KeyValuePair<int, Value> tangent in inner.Tangents)
        {
            Value given = tangent.Value;
            Value memory = _function.Parameters[tangent.Key].Value;
            int input = _shape.Inputs.IndexOf(tangent.Key);
            if (input >= 0)
            {
                arguments[given] = given.Type.IsBuffer
                    ? Unit(memory, _inputOffsets[input], number, given.Name, builder)
                    : Unit(given.Type, _inputOffsets[input], number, builder);
            }
            else if (given.Type.IsBuffer)
            {
                outputs[tangent.Key] = arguments[given] = Zeros(memory, given.Name, builder);
            }
            else
            {
                arguments[given] = builder.Real(given.Type, 0);
            }
        }

        return outputs;
    }

    /// <summary>1 where this is the number of the unit vector, else 0.</summary>
    private static Value Unit(IrType type, Value number, Value unit, Builder builder) => builder.Let(
        Primitives.Select, type, builder.Compare(Primitives.Equal, number, unit), builder.Real(type, 1), builder.Real(type, 0));

    private static Value Unit(Value memory, Value offset, Value unit, string name, Builder builder)
    {
        Value vector = builder.Allocate(memory.Type.Element, builder.Length(memory), name, AllocationKind.Uninitialized);
        builder.ForEachElement(builder.Length(memory), -1, (body, i) =>
            body.Store(vector, i, Unit(memory.Type.Element, body.Let(Primitives.Add, offset, i), unit, body)));
        return vector;
    }

    private static Value Zeros(Value memory, string name, Builder builder) => builder.Allocate(memory.Type.Element, builder.Length(memory), name);

    private EquatableArray<Value> Inline(Composed inner, Dictionary<Value, Value> arguments, bool isWrittenOut, Builder builder)
    {
        Block body = inner.Body with { Ops = inner.Body.Ops.Where(op => op is not (TapeNew or Remark)).ToEquatable() };
        body = isWrittenOut
            ? new Renaming(_ids, arguments.ToDictionary(a => a.Key.Id, a => a.Value)).Copy(body)
            : body.MapUses(v => arguments.TryGetValue(v, out Value argument) ? argument : v);
        builder.AddRange(body.Ops);
        return body.Yields;
    }

    private Value Place(Value row, Value column, Builder builder) =>
        builder.Let(Primitives.Add, builder.Let(Primitives.Multiply, row, _columns), column);

    /// <summary>Writes a column or a row: scalars from what was yielded, the rest from memory.</summary>
    private void Fill(
        EquatableArray<int> leaves, List<Value> offsets, Value number, bool isColumn, List<Value> scalars, Dictionary<int, Value> memories, Builder builder)
    {
        int next = 0;
        for (int i = 0; i < leaves.Count; i++)
        {
            Value offset = offsets[i];
            if (!_leaves[leaves[i]].Type.IsBuffer)
            {
                builder.Store(_matrix, isColumn ? Place(offset, number, builder) : Place(number, offset, builder), scalars[next++]);
                continue;
            }

            Value source = memories[leaves[i]];
            builder.ForEachElement(builder.Length(source), -1, (body, k) =>
            {
                Value place = body.Let(Primitives.Add, offset, k);
                body.Store(_matrix, isColumn ? Place(place, number, body) : Place(number, place, body), body.Load(source, k));
            });
        }
    }
}
