using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Whether the iterations of a loop can run in the lanes of vectors, and which values differ between lanes. They can where they are
/// independent but for sums: what they share they only read or add to, and what each writes is its own.
/// </summary>
internal sealed class LaneAnalysis
{
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly For _loop;
    private readonly HashSet<Value> _inside;
    private readonly HashSet<Value> _varying = [];
    private readonly HashSet<Value> _private = [];
    private readonly HashSet<Value> _written = [];
    private readonly List<Slice> _views = [];
    private readonly List<(MemoryPart Left, MemoryPart Right)> _apart = [];

    public LaneAnalysis(IndexForms forms, AliasClasses classes, Additions additions, For loop)
    {
        _forms = forms;
        _classes = classes;
        _additions = additions;
        _loop = loop;
        _inside = loop.ValuesInside();
        foreach (Op op in loop.Body.Descendants())
        {
            if (op is Allocate allocate)
            {
                _private.Add(_classes.ClassOf(allocate.Result));
            }

            _written.UnionWith(MemoryUse.Writes(op).Select(_classes.ClassOf));
        }
    }

    /// <summary>Float or double: what the lanes hold.</summary>
    public ScalarKind Kind { get; private set; }

    /// <summary>Why the loop cannot run in lanes; null where it can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Whether a value, or what memory of the iteration holds, differs between lanes.</summary>
    public bool IsVarying(Value value) => _varying.Contains(value.Type.IsBuffer ? _classes.ClassOf(value) : value);

    /// <summary>Views of memory outside that start at another place in each iteration: rows of a matrix, mostly.</summary>
    public IReadOnlyList<Slice> Views => _views;

    /// <summary>What must lie apart in memory for the iterations to be independent: to be tested before the kernel runs.</summary>
    public IReadOnlyList<(MemoryPart Left, MemoryPart Right)> Apart => _apart;

    /// <summary>The view that a buffer is, if it is another part in each iteration.</summary>
    public Slice? ViewOf(Value buffer) => _views.Find(v => v.Result == buffer);

    /// <summary>Whether a place is another one in each iteration.</summary>
    public bool IsVaryingPlace(Value buffer, Value index) => IsVarying(index) || ViewOf(buffer) is not null;

    /// <summary>Whether memory belongs to one iteration.</summary>
    public bool IsPrivate(Value buffer) => _private.Contains(_classes.ClassOf(buffer));

    /// <summary>Whether nothing in the loop writes a memory from outside it.</summary>
    public bool IsReadOnly(Value buffer) => !IsPrivate(buffer) && !_written.Contains(_classes.ClassOf(buffer));

    /// <summary>Whether the loop does nothing with a memory but add to its elements.</summary>
    public bool OnlyAddsTo(Value buffer) => _loop.Body.Descendants()
        .Where(op => MemoryUse.Touches(op, _classes.ClassOf(buffer), _classes)).All(_additions.Contains);

    /// <summary>Whether a value is made inside the loop.</summary>
    public bool IsInside(Value value) => _inside.Contains(value);

    /// <summary>How far apart the places of neighbouring lanes are; null where that is not the same everywhere.</summary>
    public IndexForm? StrideOf(Value buffer, Value index) => Distance(_forms.PlaceOf(buffer, index).Place);

    /// <summary>How far apart the numbers of neighbouring lanes are, where an integer is that of the first lane and so on; else null.</summary>
    public IndexForm? LaneNumbers(Value number) => Distance(_forms.Of(number));

    private IndexForm? Distance(IndexForm form) =>
        form.TrySplit(_loop.Index, out IndexForm stride, out IndexForm rest) && !stride.Atoms.Any(_inside.Contains) && !rest.Atoms.Any(_varying.Contains)
            ? stride
            : null;

    /// <summary>Analyses; false where there is an obstacle.</summary>
    /// <param name="reassociates">Whether the order of sums may change.</param>
    public bool Run(bool reassociates)
    {
        if (_loop.Step is not (1 or -1))
        {
            return Refuse("its index does not grow by one");
        }

        if (!reassociates && (_loop.Carried.Count > 0 || _loop.Body.Descendants().Any(_additions.Contains)))
        {
            return Refuse("the order of its sums is to be kept");
        }

        Sums sums = new(_loop.Body);
        for (int i = 0; i < _loop.Carried.Count; i++)
        {
            if (!_loop.Carried[i].Type.IsFloatingScalar || !sums.IsSum(_loop.Carried[i], _loop.Body.Yields[i]))
            {
                return Refuse($"each iteration needs {NameOf(_loop.Carried[i])} of the one before");
            }
        }

        FindVarying();
        return CheckKinds() && CheckMemory() && CheckBlock(_loop.Body, false);
    }

    private static string NameOf(Value value) => value.Name.Length > 0 ? value.Name : "a value";

    private bool Refuse(string obstacle)
    {
        Obstacle ??= obstacle;
        return false;
    }

    private void FindVarying()
    {
        _varying.Add(_loop.Index);
        _varying.UnionWith(_loop.Carried);
        int before;
        do
        {
            before = _varying.Count + _views.Count;
            Spread(_loop.Body, false);
        }
        while (_varying.Count + _views.Count != before);
    }

    private void Spread(Block block, bool isMasked)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case Load load:
                    Mark(load.Result, IsVaryingPlace(load.Buffer, load.Index) || (IsPrivate(load.Buffer) && IsVarying(load.Buffer)));
                    break;
                case Store store when IsPrivate(store.Buffer):
                    if (isMasked || IsVarying(store.Operand))
                    {
                        _varying.Add(_classes.ClassOf(store.Buffer));
                    }

                    break;
                case Slice slice:
                    if ((IsVarying(slice.Start) || IsVarying(slice.Length)) && ViewOf(slice.Result) is null)
                    {
                        _views.Add(slice);
                    }

                    break;
                case If branch:
                    SpreadIf(branch, isMasked);
                    break;
                case For loop:
                    Spread(loop.Body, isMasked);
                    SpreadLoop(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
                    break;
                case While loop:
                    Spread(loop.Header, isMasked);
                    Spread(loop.Body, isMasked);
                    SpreadLoop(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
                    break;
                default:
                    bool varies = op.Uses().Any(v => !v.Type.IsBuffer && IsVarying(v));
                    foreach (Value value in op.Definitions().Where(v => !v.Type.IsBuffer))
                    {
                        Mark(value, varies);
                    }

                    break;
            }
        }
    }

    private void SpreadIf(If branch, bool isMasked)
    {
        bool varies = IsVarying(branch.Condition);
        Spread(branch.Then, isMasked || varies);
        Spread(branch.Else, isMasked || varies);
        for (int i = 0; i < branch.Results.Count; i++)
        {
            Mark(branch.Results[i], varies || IsVarying(branch.Then.Yields[i]) || IsVarying(branch.Else.Yields[i]));
        }
    }

    private void SpreadLoop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            bool varies = IsVarying(initial[i]) || IsVarying(yields[i]) || IsVarying(carried[i]);
            Mark(carried[i], varies);
            Mark(results[i], varies);
        }
    }

    private void Mark(Value value, bool varies)
    {
        if (varies)
        {
            _varying.Add(value);
        }
    }

    /// <summary>All lanes hold the same kind of number.</summary>
    private bool CheckKinds()
    {
        HashSet<ScalarKind> kinds = [.. _varying.Where(v => v.Type.IsFloating).Select(v => v.Type.Kind)];
        foreach (Op op in _loop.Body.Descendants())
        {
            if (op is Store store && IsVaryingPlace(store.Buffer, store.Index))
            {
                kinds.Add(store.Buffer.Type.Kind);
            }
        }

        if (kinds.Count != 1 || kinds.First() is not (ScalarKind.Single or ScalarKind.Double))
        {
            return Refuse(kinds.Count == 0 ? "it computes nothing with numbers" : "it mixes kinds of numbers");
        }

        Kind = kinds.First();
        return true;
    }

    private bool CheckMemory()
    {
        foreach (Value memory in _written.Where(m => !_private.Contains(m)))
        {
            List<Op> touches = [.. _loop.Body.Descendants().Where(op => MemoryUse.Touches(op, memory, _classes))];
            if (touches.All(_additions.Contains) || OwnElements.Are(_forms, _loop, touches, _inside.Contains))
            {
                continue;
            }

            if (Separation.Of(_forms, _loop, _additions, touches, _inside.Contains) is not { } apart)
            {
                return Refuse($"iterations may touch the same element of {NameOf(memory)}");
            }

            _apart.AddRange(apart);
        }

        return true;
    }

    private bool CheckBlock(Block block, bool isMasked)
    {
        foreach (Op op in block.Ops)
        {
            if (!CheckOp(op, isMasked))
            {
                return false;
            }
        }

        return true;
    }

    private bool CheckOp(Op op, bool isMasked)
    {
        switch (op)
        {
            case ConstantOp or Remark:
                return true;
            case Let let:
                return CheckLet(let, isMasked);
            case LengthOf:
                return true;
            case Allocate allocate:
                return (!IsVarying(allocate.Length) && !isMasked) || Refuse("the size of an array differs between iterations");
            case Slice slice:
                return CheckView(slice, isMasked);
            case Load load:
                return CheckPlace(load.Buffer, load.Index);
            case Store store:
                return CheckPlace(store.Buffer, store.Index) && CheckStore(store);
            case If branch:
                bool isInner = isMasked || IsVarying(branch.Condition);
                return (branch.Results.All(r => !IsVarying(r) || r.Type.IsFloatingScalar || r.Type == IrType.Bool) || Refuse("a branch chooses a number of the loop"))
                    && CheckBlock(branch.Then, isInner) && CheckBlock(branch.Else, isInner);
            case For loop:
                return (!IsVarying(loop.From) && !IsVarying(loop.To)) || Refuse("the trips of an inner loop differ between iterations")
                    ? CheckCarried(loop.Carried) && CheckBlock(loop.Body, isMasked)
                    : false;
            case While loop:
                return (!IsVarying(loop.Header.Yields[0]) || Refuse("the trips of an inner loop differ between iterations"))
                    && CheckCarried(loop.Carried) && CheckBlock(loop.Header, isMasked) && CheckBlock(loop.Body, isMasked);
            case Opaque { IsPure: true, Result: { Type.IsBuffer: false } } opaque:
                return !opaque.Arguments.Any(a => a.Type.IsBuffer || IsVarying(a)) || Refuse("it calls " + opaque.Name);
            default:
                return Refuse(op is Opaque call ? "it calls " + call.Name : op is SpanCall span ? "it calls " + span.Function.Name : "it does what vectors cannot do");
        }
    }

    /// <summary>A view may be another part in each iteration if it is as long in all and moves on evenly.</summary>
    private bool CheckView(Slice slice, bool isMasked)
    {
        if (ViewOf(slice.Result) is null)
        {
            return (!isMasked && ViewOf(slice.Buffer) is null) || Refuse("views differ between iterations");
        }

        bool isEven = _forms.Of(slice.Start).TrySplit(_loop.Index, out IndexForm stride, out IndexForm rest)
            && !stride.Atoms.Concat(rest.Atoms).Any(_inside.Contains);
        return (isEven && !isMasked && !IsInside(slice.Length) && !IsInside(slice.Buffer)) || Refuse("views differ between iterations");
    }

    private bool CheckCarried(EquatableArray<Value> carried) =>
        carried.All(c => !IsVarying(c) || c.Type.IsFloatingScalar) || Refuse("an inner loop carries what differs between iterations");

    private bool CheckLet(Let let, bool isMasked)
    {
        if (!IsVarying(let.Result))
        {
            return true;
        }

        // The numbers of iterations are places in memory, or numbers in lanes.
        if (let.Result.Type.IsInteger)
        {
            return true;
        }

        if (let.Primitive == Primitives.Convert)
        {
            return (let.Result.Type.Kind == Kind && let.Result.Type.IsFloatingScalar && let.Arguments[0].Type == IrType.Int && LaneNumbers(let.Arguments[0]) is not null)
                || Refuse("it converts numbers");
        }

        if (let.Primitive.MayThrow && isMasked)
        {
            return Refuse($"{let.Primitive.Name} may throw in a branch");
        }

        return (Primitives.IsIdentity(let.Primitive, out _) || VectorForms.Of(let.Primitive) is not null)
            && let.Arguments.All(a => a.Type.IsFloatingScalar || a.Type == IrType.Bool)
            || Refuse(let.Arguments.Any(a => a.Type.IsInteger) ? "it compares the numbers of iterations" : $"there is no vector form of {let.Primitive.Name}");
    }

    private bool CheckPlace(Value buffer, Value index)
    {
        if (!IsVaryingPlace(buffer, index))
        {
            return true;
        }

        if (IsPrivate(buffer))
        {
            return Refuse($"places in {NameOf(buffer)} differ between iterations");
        }

        return (StrideOf(buffer, index) is not null && buffer.Type.Kind == Kind) || Refuse($"places in {NameOf(buffer)} are not evenly spaced");
    }

    private bool CheckStore(Store store)
    {
        if (IsVarying(store.Operand) && !store.Operand.Type.IsFloatingScalar && store.Operand.Type != IrType.Bool)
        {
            return Refuse("it stores what differs between iterations");
        }

        return IsPrivate(store.Buffer) || IsVaryingPlace(store.Buffer, store.Index) || (_additions.Contains(store) && store.Buffer.Type.Kind == Kind)
            || Refuse($"iterations may touch the same element of {NameOf(store.Buffer)}");
    }
}
