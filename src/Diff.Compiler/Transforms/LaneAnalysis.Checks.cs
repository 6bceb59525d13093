using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <content>Whether each operation can run in lanes.</content>
internal sealed partial class LaneAnalysis
{
    /// <summary>All lanes hold numbers of one kind. Where there are both, they hold doubles: every float is one.</summary>
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

        IsMixed = kinds.Count == 2 && kinds.Contains(ScalarKind.Single) && kinds.Contains(ScalarKind.Double);
        if (!IsMixed && (kinds.Count != 1 || kinds.First() is not (ScalarKind.Single or ScalarKind.Double)))
        {
            return Refuse(kinds.Count == 0 ? "it computes nothing with numbers" : "it mixes kinds of numbers");
        }

        Kind = IsMixed ? ScalarKind.Double : kinds.First();
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
                return !IsVarying(allocate.Length) || IsWithin(allocate) || Refuse("the size of an array differs between iterations");
            case Slice slice:
                return CheckView(slice, isMasked);
            case Load { Result.Type.IsFloating: false } load when IsVaryingPlace(load.Buffer, load.Index) && !IsPrivate(load.Buffer):
                return Scalars.Can(load.Result) || Refuse($"places in {NameOf(load.Buffer)} are not evenly spaced");
            case Load load:
                return CheckPlace(load.Buffer, load.Index);
            case Store store:
                return CheckPlace(store.Buffer, store.Index) && CheckStore(store);
            case If branch:
                bool isInner = isMasked || IsVarying(branch.Condition);
                return (branch.Results.All(r => !IsVarying(r) || r.Type.IsFloatingScalar || r.Type == IrType.Bool || Scalars.Can(r)) || Refuse("a branch chooses a number of the loop"))
                    && CheckBlock(branch.Then, isInner) && CheckBlock(branch.Else, isInner);
            case For loop:
                return CheckTrips(loop) && CheckCarried(loop.Carried) && CheckInner(loop.Body, isMasked || HasOwnTrips(loop));
            case While loop:
                return (!IsVarying(loop.Header.Yields[0]) || Refuse("the trips of an inner loop differ between iterations"))
                    && CheckCarried(loop.Carried) && CheckInner(loop.Header, isMasked) && CheckInner(loop.Body, isMasked);
            case Opaque { IsPure: true, Result: { Type.IsBuffer: false } } opaque:
                return !opaque.Arguments.Any(a => a.Type.IsBuffer || IsVarying(a)) || Refuse("it calls " + opaque.Name);
            default:
                return Refuse(op is Opaque call ? "it calls " + call.Name : op is SpanCall span ? "it calls " + span.Function.Name : "it does what vectors cannot do");
        }
    }

    /// <summary>Memory that is larger in some iterations is as large as the largest in all, where none looks for its end.</summary>
    private bool IsWithin(Allocate memory) => Scalars.Can(memory.Length) && _loop.Body.Descendants()
        .Where(op => op.Uses().Any(v => v.Type.IsBuffer && _classes.ClassOf(v) == _classes.ClassOf(memory.Result)))
        .All(op => MemoryUse.PlaceOf(op) is { } touched && touched.Buffer == memory.Result
            && _forms.RangeOf(_forms.Of(touched.Index), v => v != _loop.Index && _inside.Contains(v)) is { } range && range.Least.IsAtLeastZero(_forms.LeastOf)
            && Scalars.PartsOf(memory.Length).Any(l => (_forms.Of(l) - range.Most - IndexForm.Of(1)).IsAtLeastZero(_forms.LeastOf)));

    /// <summary>Whether an inner loop runs from or to another index in each iteration: then some lanes take part in its iterations, and some do not.</summary>
    public bool HasOwnTrips(For loop) => IsVarying(loop.From) || IsVarying(loop.To);

    /// <summary>Lanes go through an inner loop side by side: its index is the same in all of them.</summary>
    private bool CheckTrips(For loop) => !HasOwnTrips(loop) || ((!IsVarying(loop.From) || loop.Step is 1 or -1) && CanBound(loop.From) && CanBound(loop.To))
        || Refuse("the trips of an inner loop differ between iterations");

    /// <summary>Bounds that are not evenly spaced are compared as numbers, which integers are in double precision.</summary>
    private bool CanBound(Value bound) => !Scalars.IsOwn(bound) || (Kind == ScalarKind.Double && Scalars.Can(bound));

    private bool CheckInner(Block block, bool isMasked)
    {
        _depth++;
        bool isFine = CheckBlock(block, isMasked);
        _depth--;
        return isFine;
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
            return (let.Result.Type.IsFloatingScalar && (let.Arguments[0].Type.IsFloatingScalar || (let.Arguments[0].Type.IsInteger && Scalars.Can(let.Arguments[0]))))
                || Refuse("it converts numbers");
        }

        if (let.Result.Type == IrType.Bool && let.Arguments.All(a => a.Type.IsInteger))
        {
            return Scalars.Can(let.Result) || Refuse("it compares the numbers of iterations");
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

        if (!IsPrivate(buffer) && StrideOf(buffer, index) is not null)
        {
            return Holds(buffer) || Refuse("it mixes kinds of numbers");
        }

        // In an inner loop lanes along the row are faster, where there is one.
        return (buffer.Type.Kind == Kind && index.Type == IrType.Int && _depth == 0 && ViewOf(buffer) is null && Scalars.Can(index))
            || Refuse(IsPrivate(buffer) ? $"places in {NameOf(buffer)} differ between iterations" : $"places in {NameOf(buffer)} are not evenly spaced");
    }

    /// <summary>Whether memory holds what lanes can take.</summary>
    private bool Holds(Value buffer) => buffer.Type.Kind == Kind || (IsMixed && buffer.Type.Kind == ScalarKind.Single);

    private bool CheckStore(Store store)
    {
        if (IsVarying(store.Operand) && !store.Operand.Type.IsFloatingScalar && store.Operand.Type != IrType.Bool)
        {
            return Refuse("it stores what differs between iterations");
        }

        return IsPrivate(store.Buffer) || IsVaryingPlace(store.Buffer, store.Index) || (_additions.Contains(store) && Holds(store.Buffer))
            || Refuse($"iterations may touch the same element of {NameOf(store.Buffer)}");
    }
}
