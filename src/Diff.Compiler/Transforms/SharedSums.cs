using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Whether the iterations of a backward loop may run in any order, each directly behind its forward iteration: what they share, they only
/// add to, or each has elements of its own.
/// </summary>
/// <param name="forms">The integers of the function.</param>
/// <param name="classes">Its memory.</param>
/// <param name="additions">Where it only adds to memory.</param>
/// <param name="forward">The loop of the forward sweep, whose index the backward loop reads.</param>
/// <param name="backward">The loop of the backward sweep.</param>
internal sealed class SharedSums(IndexForms forms, AliasClasses classes, Additions additions, For forward, For backward)
{
    private readonly List<Op> _inside = [.. backward.Body.Descendants()];
    private readonly HashSet<Value> _insideLoop = [.. forward.ValuesInside(), .. backward.ValuesInside()];

    public bool IsOrderFree()
    {
        Sums sums = new(backward.Body);
        for (int i = 0; i < backward.Carried.Count; i++)
        {
            if (!sums.IsSum(backward.Carried[i], backward.Body.Yields[i]))
            {
                return false;
            }
        }

        if (_inside.Any(op => op is Opaque { IsPure: false } or RuleCall || (op is RulePullback && op.Uses().Any(IsShared))))
        {
            return false;
        }

        HashSet<Value> written = [.. _inside.SelectMany(MemoryUse.Writes).Where(IsShared).Select(classes.ClassOf)];
        return written.All(memory => OnlyAdds(memory) || HasOwnElements(memory));
    }

    /// <summary>Whether a buffer is, or may mean, memory from outside the loop.</summary>
    private bool IsShared(Value buffer) => buffer.Type.IsBuffer && !classes.MembersOf(buffer).All(_insideLoop.Contains);

    private bool OnlyAdds(Value memory) => _inside.All(op => op switch
    {
        Load load => classes.ClassOf(load.Buffer) != memory || additions.Contains(load),
        Store store => classes.ClassOf(store.Buffer) != memory || additions.Contains(store),
        SpanPullback { Function.WritesLast: true } pullback => classes.ClassOf(pullback.Arguments[1]) != memory,
        _ => true,
    });

    /// <summary>Whether no two iterations touch the same element.</summary>
    private bool HasOwnElements(Value memory) =>
        OwnElements.Are(forms, forward, _inside.Where(op => MemoryUse.Touches(op, memory, classes)), _insideLoop.Contains);
}
