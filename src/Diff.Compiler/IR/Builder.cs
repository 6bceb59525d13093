using System.Collections.Generic;

namespace Diff.Compiler.IR;

/// <summary>Hands out value ids and region numbers of one function.</summary>
internal sealed class IdSource(int next)
{
    private int _region;

    /// <summary>The first id not handed out.</summary>
    public int Next { get; private set; } = next;

    public Value NewValue(IrType type, string name = "") => new(Next++, type, name);

    /// <summary>A new region number; never 0.</summary>
    public int NewRegion() => ++_region;

    /// <summary>Keeps regions above those in use.</summary>
    public void ReserveRegions(int last)
    {
        if (last > _region)
        {
            _region = last;
        }
    }
}

/// <summary>Appends operations to a block.</summary>
internal sealed class Builder(IdSource ids)
{
    private readonly List<Op> _ops = [];

    public IdSource Ids { get; } = ids;

    /// <summary>Given to every operation appended from now on.</summary>
    public Origin Origin { get; set; }

    /// <summary>The operations so far.</summary>
    public IReadOnlyList<Op> Ops => _ops;

    public void Add(Op op) => _ops.Add(op.Origin.IsKnown ? op : op with { Origin = Origin });

    public void AddRange(IEnumerable<Op> ops) => _ops.AddRange(ops);

    /// <summary>A loop over the elements of a buffer.</summary>
    /// <param name="count">How many.</param>
    /// <param name="region">The construct's number.</param>
    /// <param name="element">Fills the body, given the builder and the index.</param>
    public void ForEachElement(Value count, int region, System.Action<Builder, Value> element)
    {
        Value index = Ids.NewValue(IrType.Int, "i");
        Builder body = Nested();
        element(body, index);
        Add(new For(index, Int(0), count, 1, LoopTest.Less, default, default, body.ToBlock(), default) { Region = region });
    }

    /// <summary>Local memory with the content of a buffer.</summary>
    /// <param name="memory">The buffer.</param>
    /// <param name="region">The construct's number.</param>
    public Value CopyOf(Value memory, int region)
    {
        Value copy = Allocate(memory.Type.Element, Length(memory), memory.Name, AllocationKind.Uninitialized);
        ForEachElement(Length(memory), region, (body, i) => body.Store(copy, i, body.Load(memory, i)));
        return copy;
    }

    /// <summary>A sum over the elements of a buffer.</summary>
    /// <param name="count">How many.</param>
    /// <param name="type">Of what.</param>
    /// <param name="region">The construct's number.</param>
    /// <param name="name">What to call the sum.</param>
    /// <param name="term">The term of an element, given the builder and the index.</param>
    public Value SumOfElements(Value count, IrType type, int region, string name, System.Func<Builder, Value, Value> term)
    {
        Value index = Ids.NewValue(IrType.Int, "i");
        Value before = Ids.NewValue(type, name);
        Builder body = Nested();
        Value next = body.Let(Primitives.Add, before, term(body, index));
        Value sum = Ids.NewValue(type, name);
        Value zero = Constant(IR.Constant.Default(type));
        Add(new For(
            index, Int(0), count, 1, LoopTest.Less, EquatableArray<Value>.Of(zero), EquatableArray<Value>.Of(before), body.ToBlock(next),
            EquatableArray<Value>.Of(sum))
        {
            Region = region,
        });
        return sum;
    }

    /// <summary>Gives the result of the last operation a name; any other value stays as it is.</summary>
    public Value Rename(Value value, string name)
    {
        int last = _ops.Count - 1;
        if (last < 0 || value.Name.Length > 0 || _ops[last] is not Let let || let.Result != value)
        {
            return value;
        }

        Value named = value with { Name = name };
        _ops[last] = let with { Result = named };
        return named;
    }

    /// <summary>An empty builder for a block inside this one.</summary>
    public Builder Nested() => new(Ids) { Origin = Origin };

    public Block ToBlock(params Value[] yields) => new(_ops.ToEquatable(), EquatableArray<Value>.Of(yields));

    public Block ToBlock(IEnumerable<Value> yields) => new(_ops.ToEquatable(), yields.ToEquatable());

    public Value Constant(Constant constant)
    {
        Value result = Ids.NewValue(constant.Type);
        Add(new ConstantOp(result, constant));
        return result;
    }

    public Value Int(int value) => Constant(IR.Constant.Of(value));

    public Value Bool(bool value) => Constant(IR.Constant.Of(value));

    /// <summary>A floating-point literal of a type.</summary>
    public Value Real(IrType type, double value) => Constant(IR.Constant.Of(type, value));

    public Value Let(Primitive primitive, IrType type, params Value[] arguments)
    {
        Value result = Ids.NewValue(type);
        Add(new Let(result, primitive, EquatableArray<Value>.Of(arguments)));
        return result;
    }

    /// <summary>A function whose result has the type of its first argument.</summary>
    public Value Let(Primitive primitive, params Value[] arguments) => Let(primitive, arguments[0].Type, arguments);

    public Value Compare(Primitive comparison, Value left, Value right) => Let(comparison, IrType.Bool, left, right);

    public Value Load(Value buffer, Value index)
    {
        Value result = Ids.NewValue(buffer.Type.Element);
        Add(new Load(result, buffer, index));
        return result;
    }

    public void Store(Value buffer, Value index, Value operand) => Add(new Store(buffer, index, operand));

    public Value Length(Value buffer)
    {
        Value result = Ids.NewValue(IrType.Int);
        Add(new LengthOf(result, buffer));
        return result;
    }

    public Value Allocate(IrType element, Value length, string name, AllocationKind kind = AllocationKind.Zeroed)
    {
        Value result = Ids.NewValue(element.As(Shape.Span), name);
        Add(new Allocate(result, length, kind));
        return result;
    }
}
