using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <content>
/// Rows that iterations read again and again: element i of each lane's row is a gathered vector, so that a row is gathered once per group, in
/// front of the loops that read it, instead of in each of their iterations.
/// </content>
internal sealed partial class LaneBuilder
{
    private readonly List<StagedRow> _stagedRows = [];
    private readonly Dictionary<Load, (StagedRow Row, For Loop)> _staged = [];

    /// <summary>A longer row does not stay in the nearest cache until it is read again.</summary>
    private const int LongestStagedRow = 256;

    /// <summary>A row of each lane in memory that nobody writes.</summary>
    /// <param name="Root">The memory.</param>
    /// <param name="Stride">How far rows of neighbouring lanes are apart.</param>
    /// <param name="Step">How far neighbours in a row are apart.</param>
    /// <param name="First">The place of the first element in lane 0 of iteration 0.</param>
    /// <param name="Length">How many elements a row has.</param>
    /// <param name="Memory">Where the row is kept, a vector for each element.</param>
    private sealed record StagedRow(Value Root, IndexForm Stride, IndexForm Step, IndexForm First, IndexForm Length, Value Memory);

    private void PlanStaging()
    {
        Dictionary<StagedRow, List<(Load Load, For Loop, int Depth)>> uses = [];
        Visit(_loop.Body, []);
        foreach (KeyValuePair<StagedRow, List<(Load Load, For Loop, int Depth)>> pair in uses)
        {
            // Worth the detour where a row is read more than once.
            if (pair.Value.Count > 1 || pair.Value[0].Depth > 1)
            {
                _stagedRows.Add(pair.Key);
                foreach ((Load load, For loop, int _) in pair.Value)
                {
                    _staged[load] = (pair.Key, loop);
                }
            }
        }

        void Visit(Block block, List<For> around)
        {
            foreach (Op op in block.Ops)
            {
                if (op is Load load && RowOf(load, around) is { } found)
                {
                    StagedRow row = uses.Keys.FirstOrDefault(r => IsSame(r, found.Row)) ?? found.Row;
                    if (!uses.TryGetValue(row, out List<(Load Load, For Loop, int Depth)> list))
                    {
                        uses.Add(row, list = []);
                    }

                    list.Add((load, found.Loop, around.Count));
                }
                else if (op is For loop)
                {
                    Visit(loop.Body, [.. around, loop]);
                }
                else if (op is If branch && !_analysis.IsVarying(branch.Condition))
                {
                    Visit(branch.Then, around);
                    Visit(branch.Else, around);
                }
            }
        }
    }

    private static bool IsSame(StagedRow left, StagedRow right) =>
        left.Root == right.Root && left.Stride.IsSameAs(right.Stride) && left.Step.IsSameAs(right.Step)
        && left.First.IsSameAs(right.First) && left.Length.IsSameAs(right.Length);

    private (StagedRow Row, For Loop)? RowOf(Load load, List<For> around)
    {
        if (_loop.Step is not (1 or -1) || !_analysis.IsReadOnly(load.Buffer) || !_analysis.IsVaryingPlace(load.Buffer, load.Index)
            || _analysis.StrideOf(load.Buffer, load.Index) is not { } stride || stride.Number == 1)
        {
            return null;
        }

        (Value root, IndexForm place) = _forms.PlaceOf(load.Buffer, load.Index);
        foreach (For loop in around.Where(l => l.Step is 1 or -1))
        {
            if (!_analysis.IsInside(root) && place.TrySplit(_loop.Index, out _, out IndexForm rest)
                && rest.TrySplit(loop.Index, out IndexForm step, out IndexForm first) && step.Terms.Count > 0)
            {
                (IndexForm lowest, IndexForm length) = (_forms.BoundsOf(loop).First, _forms.ExtentOf(loop));
                first += step * lowest;
                if (new[] { step, first, lowest, length }.SelectMany(f => f.Atoms).Any(_analysis.IsInside))
                {
                    return null;
                }

                Value memory = _ids.NewValue(new IrType(_analysis.Kind, Shape.VectorSpan), root.Name + "Lanes");
                return (new StagedRow(root, stride, step, first, length, memory), loop);
            }
        }

        return null;
    }

    /// <summary>Rows that do not lie inside their memory are read, as far as they are, by the loop: the kernel steps aside.</summary>
    private void GuardStaging(Builder all, Value first, Value end)
    {
        foreach (StagedRow row in _stagedRows)
        {
            Value stride = row.Stride.Emit(all);
            Value place = all.Let(Primitives.Add, row.First.Emit(all), all.Let(Primitives.Multiply, stride, first));
            Value rows = all.Let(Primitives.Subtract, end, first);
            Value isInside = all.Let(
                Primitives.MatrixIsInside, IrType.Bool, all.Length(row.Root), place, stride, rows, row.Step.Emit(all), RowLength(row, all));
            all.Add(new LeaveUnless(isInside, _untouched));
            all.Add(new LeaveUnless(all.Compare(Primitives.LessOrEqual, RowLength(row, all), all.Int(LongestStagedRow)), _untouched));
        }
    }

    private static Value RowLength(StagedRow row, Builder builder) => builder.Let(Primitives.Max, row.Length.Emit(builder), builder.Int(0));

    /// <summary>Gathers the rows of a group.</summary>
    private void WriteStaging(Builder body)
    {
        foreach (StagedRow row in _stagedRows)
        {
            Value length = RowLength(row, _prologue);
            Value step = row.Step.Emit(_prologue);
            Value first = row.First.Emit(_prologue);
            Value? stride = StrideOperand(row.Stride);
            body.Add(new Allocate(row.Memory, length, AllocationKind.Uninitialized));
            Value start = body.Let(Primitives.Add, first, body.Let(Primitives.Multiply, stride!, _loop.Index));
            body.ForEachElement(length, -1, (element, i) =>
            {
                Value lanes = _ids.NewValue(_vector);
                Value place = element.Let(Primitives.Add, start, element.Let(Primitives.Multiply, step, i));
                element.Add(new LanesLoad(lanes, row.Root, place, stride, null));
                element.Store(row.Memory, i, lanes);
            });
        }
    }

    private void WriteStagedLoad(Load load, (StagedRow Row, For Loop) staged, Builder builder)
    {
        IndexForm lowest = _forms.BoundsOf(staged.Loop).First;
        Value index = Mapped(staged.Loop.Index);
        Value place = lowest.Number == 0 ? index : builder.Let(Primitives.Subtract, index, lowest.Emit(_prologue));
        Value result = NewLanes(load.Result);
        _map[load.Result] = result;
        builder.Add(new Load(result, staged.Row.Memory, place));
    }
}
