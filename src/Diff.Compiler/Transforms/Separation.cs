using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The elements of a buffer between two places, both included.</summary>
/// <param name="Root">The buffer, or the selection of one.</param>
/// <param name="Least">The lowest place.</param>
/// <param name="Most">The highest place.</param>
internal sealed record MemoryPart(Value Root, IndexForm Least, IndexForm Most);

/// <summary>
/// Parts of one memory that the iterations of a loop touch, where the parts only have to lie apart for the iterations to be independent: views
/// of one array, mostly. Where that does not follow from how the places are computed, it is left to a test at run time.
/// </summary>
internal sealed class Separation
{
    private const int MostTests = 12;

    /// <summary>Each touch is compared with all others: of more, nothing is found out.</summary>
    private const int MostTouches = 48;

    private readonly IndexForms _forms;
    private readonly For _loop;
    private readonly Additions _additions;
    private readonly Func<Value, bool> _isInside;
    private readonly List<List<Op>> _groups = [];

    private Separation(IndexForms forms, For loop, Additions additions, Func<Value, bool> isInside)
    {
        _forms = forms;
        _loop = loop;
        _additions = additions;
        _isInside = isInside;
    }

    /// <summary>What must lie apart; null where the iterations are not independent even so, or that is not known.</summary>
    /// <param name="forms">The integers of the function.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="additions">Where it only adds to memory.</param>
    /// <param name="touches">All operations that touch the memory.</param>
    /// <param name="isInside">Whether a value is made inside the loop.</param>
    public static List<(MemoryPart Left, MemoryPart Right)>? Of(
        IndexForms forms, For loop, Additions additions, IReadOnlyList<Op> touches, Func<Value, bool> isInside)
    {
        if (touches.Count > MostTouches)
        {
            return null;
        }

        Separation separation = new(forms, loop, additions, isInside);
        return touches.All(separation.TryGroup) ? separation.Tests() : null;
    }

    /// <summary>Puts a touch to others that belong to the same iteration where they meet, or to others that only add.</summary>
    private bool TryGroup(Op touch)
    {
        foreach (List<Op> group in _groups)
        {
            if ((_additions.Contains(touch) && group.All(_additions.Contains) && RootOf(touch) == RootOf(group[0]))
                || OwnElements.Are(_forms, _loop, group.Append(touch), _isInside))
            {
                group.Add(touch);
                return true;
            }
        }

        _groups.Add([touch]);
        return RootOf(touch) is { } root && !_isInside(root) && (_additions.Contains(touch) || OwnElements.Are(_forms, _loop, [touch], _isInside));
    }

    private Value? RootOf(Op touch) => MemoryUse.PlaceOf(touch) is { } place ? _forms.RootOf(place.Buffer).Root : null;

    private List<(MemoryPart Left, MemoryPart Right)>? Tests()
    {
        List<(MemoryPart, MemoryPart)> tests = [];
        for (int i = 0; i < _groups.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (_groups[i].Concat(_groups[j]).All(op => op is Load) || _groups[i].Concat(_groups[j]).All(_additions.Contains))
                {
                    continue;
                }

                if (PartsOf(_groups[i]) is not { } left || PartsOf(_groups[j]) is not { } right)
                {
                    return null;
                }

                foreach ((MemoryPart one, MemoryPart other) in left.SelectMany(l => right.Select(r => (l, r))))
                {
                    if (AreCertainlyApart(one, other))
                    {
                        continue;
                    }

                    // Neighbouring places, or the same once along a row and once along a column, always meet.
                    if (one.Root == other.Root && ((one.Least - other.Least).Number is not null || !HaveOneStride(_groups[i][0], _groups[j][0])))
                    {
                        return null;
                    }

                    tests.Add((one, other));
                }
            }
        }

        return tests.Count <= MostTests ? tests : null;
    }

    private List<MemoryPart>? PartsOf(List<Op> group)
    {
        List<MemoryPart> parts = [];
        foreach (Op op in group)
        {
            if (_forms.RangeOf(PlaceOf(op), v => v == _loop.Index || _isInside(v)) is not { } range
                || range.Least.Atoms.Concat(range.Most.Atoms).Any(v => v == _loop.Index || _isInside(v)))
            {
                return null;
            }

            if (!parts.Exists(p => IsAtMost(p.Least, range.Least) && IsAtMost(range.Most, p.Most)))
            {
                parts.Add(new MemoryPart(RootOf(op)!, range.Least, range.Most));
            }
        }

        return parts;
    }

    private IndexForm PlaceOf(Op op)
    {
        (Value buffer, Value index) = MemoryUse.PlaceOf(op)!.Value;
        return _forms.PlaceOf(buffer, index).Place;
    }

    private bool HaveOneStride(Op left, Op right) =>
        PlaceOf(left).TrySplit(_loop.Index, out IndexForm one, out IndexForm _) && PlaceOf(right).TrySplit(_loop.Index, out IndexForm other, out IndexForm _)
        && one.IsSameAs(other);

    private bool AreCertainlyApart(MemoryPart left, MemoryPart right) =>
        left.Root == right.Root && (IsAtMost(left.Most + IndexForm.Of(1), right.Least) || IsAtMost(right.Most + IndexForm.Of(1), left.Least));

    private bool IsAtMost(IndexForm least, IndexForm most) => (most - least).IsAtLeastZero(_forms.LeastOf);
}
