using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Whether the iterations of a loop touch different elements: places <c>stride · index + rest</c> with rests closer together than a stride.</summary>
internal static class OwnElements
{
    /// <param name="forms">The integers of the function.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="touches">All operations that touch a memory.</param>
    /// <param name="isInside">Whether a value is made inside the loop.</param>
    public static bool Are(IndexForms forms, For loop, IEnumerable<Op> touches, Func<Value, bool> isInside)
    {
        IndexForm? common = null;
        Value? root = null;
        List<(IndexForm Least, IndexForm Most)> rests = [];
        foreach (Op op in touches)
        {
            if (MemoryUse.PlaceOf(op) is not { } touched)
            {
                return false;
            }

            (Value memory, IndexForm place) = forms.PlaceOf(touched.Buffer, touched.Index);
            if ((root is not null && root != memory) || !place.TrySplit(loop.Index, out IndexForm stride, out IndexForm rest)
                || stride.Atoms.Any(isInside) || (common is not null && !common.IsSameAs(stride))
                || forms.RangeOf(rest, isInside) is not { } range || range.Least.Atoms.Concat(range.Most.Atoms).Any(isInside))
            {
                return false;
            }

            root = memory;
            common = stride;
            rests.Add(range);
        }

        if (common is null)
        {
            return true;
        }

        IndexForm step = common * IndexForm.Of(loop.Step);
        if (step.Number is { } number)
        {
            step = IndexForm.Of(Math.Abs(number));
        }

        return rests.All(upper => rests.All(lower => (step - (upper.Most - lower.Least) - IndexForm.Of(1)).IsAtLeastZero(forms.LeastOf)));
    }
}
