using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Whether the iterations of a loop can run in the lanes of vectors, and which values differ between lanes. They can where they are
/// independent but for sums: what they share they only read or add to, and what each writes is its own.
/// </summary>
internal sealed partial class LaneAnalysis
{
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly For _loop;
    private readonly HashSet<Value> _inside;
    private readonly HashSet<Value> _varying = [];
    private readonly HashSet<Value> _private = [];

    /// <summary>Integers that throw in some lanes, which need not take part, and what is made of those that each lane has for itself.</summary>
    private readonly HashSet<Value> _perLane = [];
    private readonly HashSet<Value> _written = [];
    private readonly List<Slice> _views = [];
    private readonly List<(MemoryPart Left, MemoryPart Right)> _apart = [];
    private readonly List<Primitive> _reductions = [];
    private int _depth;

    public LaneAnalysis(IndexForms forms, AliasClasses classes, Additions additions, For loop)
    {
        _forms = forms;
        _classes = classes;
        _additions = additions;
        _loop = loop;
        _inside = loop.ValuesInside();
        Scalars = new LaneScalars(this, forms, loop);
        foreach (Op op in loop.Body.Descendants())
        {
            if (op is Allocate allocate)
            {
                _private.Add(_classes.ClassOf(allocate.Result));
            }

            _written.UnionWith(MemoryUse.Writes(op).Select(_classes.ClassOf));
        }
    }

    /// <summary>What is computed lane by lane.</summary>
    public LaneScalars Scalars { get; }

    /// <summary>Float or double: what the lanes hold.</summary>
    public ScalarKind Kind { get; private set; }

    /// <summary>Whether the loop has numbers of both kinds.</summary>
    public bool IsMixed { get; private set; }

    /// <summary>Why the loop cannot run in lanes; null where it can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>How each value that the loop carries is put together: as a sum, mostly.</summary>
    public IReadOnlyList<Primitive> Reductions => _reductions;

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

    /// <summary>Whether a place is another one in each iteration, and not evenly spaced: each lane has its own.</summary>
    public bool IsOwnPlace(Value buffer, Value index) => IsVaryingPlace(buffer, index) && (IsPrivate(buffer) || StrideOf(buffer, index) is null);

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
    public IndexForm? StrideOf(Value buffer, Value index) => _perLane.Contains(index) ? null : Distance(_forms.PlaceOf(buffer, index).Place);

    /// <summary>How far apart the numbers of neighbouring lanes are, where an integer is that of the first lane and so on; else null.</summary>
    public IndexForm? LaneNumbers(Value number) => _perLane.Contains(number) ? null : Distance(_forms.Of(number));

    private IndexForm? Distance(IndexForm form) =>
        form.TrySplit(_loop.Index, out IndexForm stride, out IndexForm rest) && !stride.Atoms.Any(_inside.Contains) && !rest.Atoms.Any(_varying.Contains)
            ? stride * IndexForm.Of(Math.Abs(_loop.Step))
            : null;

    /// <summary>Analyses; false where there is an obstacle.</summary>
    /// <param name="reassociates">Whether the order of sums may change.</param>
    public bool Run(bool reassociates)
    {
        if (!reassociates && (_loop.Carried.Count > 0 || _loop.Body.Descendants().Any(_additions.Contains)))
        {
            return Refuse("the order of its sums is to be kept");
        }

        LaneReductions reductions = new(_loop.Body);
        for (int i = 0; i < _loop.Carried.Count; i++)
        {
            if (!_loop.Carried[i].Type.IsFloatingScalar || reductions.Of(_loop.Carried[i], _loop.Body.Yields[i]) is not { } reduction)
            {
                return Refuse($"each iteration needs {NameOf(_loop.Carried[i])} of the one before");
            }

            _reductions.Add(reduction);
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
            before = _varying.Count + _views.Count + _perLane.Count;
            Spread(_loop.Body, false);
        }
        while (_varying.Count + _views.Count + _perLane.Count != before);
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
                    if (isMasked || IsVarying(store.Operand) || IsVarying(store.Index))
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
                    bool areUneven = HasOwnTrips(loop);
                    Spread(loop.Body, isMasked || areUneven);
                    SpreadLoop(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results, areUneven);
                    break;
                case While loop:
                    Spread(loop.Header, isMasked);
                    Spread(loop.Body, isMasked);
                    SpreadLoop(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results, false);
                    break;
                default:
                    bool varies = op.Uses().Any(v => !v.Type.IsBuffer && IsVarying(v));
                    foreach (Value value in op.Definitions().Where(v => !v.Type.IsBuffer))
                    {
                        Mark(value, varies);
                    }

                    if (op is Let { Result.Type.IsInteger: true } let && varies && ((isMasked && MemoryUse.MayThrow(let)) || let.Arguments.Any(Scalars.IsOwn)))
                    {
                        _perLane.Add(let.Result);
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
        EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results, bool areUneven)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            bool varies = areUneven || IsVarying(initial[i]) || IsVarying(yields[i]) || IsVarying(carried[i]);
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
}
