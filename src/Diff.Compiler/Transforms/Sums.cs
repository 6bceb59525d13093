using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Recognises what a loop carries only to add to it: sums, which may be formed in any order.</summary>
/// <param name="body">The loop's body.</param>
internal sealed class Sums(Block body)
{
    private const int DeepestChain = 200;

    private readonly Dictionary<Value, Op> _definitions = body.DefinitionsInside();

    private readonly Dictionary<Value, int> _uses = body.UseCounts();

    /// <summary>Whether an iteration only adds to what it gets, and nothing else looks at the sum.</summary>
    /// <param name="start">What the iteration gets.</param>
    /// <param name="end">What it hands on.</param>
    public bool IsSum(Value start, Value end)
    {
        Dictionary<Value, int> expected = [];
        return start == end
            ? !_uses.TryGetValue(start, out int uses) || uses == 1
            : Follow(start, end, expected, 0) && expected.All(e => _uses[e.Key] == e.Value);
    }

    private bool Follow(Value start, Value end, Dictionary<Value, int> expected, int depth)
    {
        // Each value on the way is read exactly where the way goes on.
        expected[end] = expected.TryGetValue(end, out int count) ? count + 1 : 1;
        if (end == start || count > 0)
        {
            // The start, or where two sides of a branch meet again.
            return true;
        }

        if (depth > DeepestChain || !_definitions.TryGetValue(end, out Op op))
        {
            return false;
        }

        switch (op)
        {
            case Let { Arguments: { Count: 2 } arguments } let when let.Primitive == Primitives.Add:
                int side = Reaches(arguments[0], start, 0) ? 0 : 1;
                return !Reaches(arguments[1 - side], start, 0) && Follow(start, arguments[side], expected, depth + 1);
            case Let { Arguments: { Count: 2 } arguments } let when let.Primitive == Primitives.Subtract:
                return !Reaches(arguments[1], start, 0) && Follow(start, arguments[0], expected, depth + 1);
            case If branch:
                int result = branch.Results.IndexOf(end);
                return Follow(start, branch.Then.Yields[result], expected, depth + 1) && Follow(start, branch.Else.Yields[result], expected, depth + 1);
            case For loop:
                int position = loop.Results.IndexOf(end);
                return Follow(loop.Carried[position], loop.Body.Yields[position], expected, depth + 1)
                    && Follow(start, loop.Initial[position], expected, depth + 1);
            default:
                return false;
        }
    }

    /// <summary>Whether a value is made from another by the operations that sums go through.</summary>
    private bool Reaches(Value value, Value start, int depth)
    {
        if (value == start)
        {
            return true;
        }

        if (depth > DeepestChain || !_definitions.TryGetValue(value, out Op op))
        {
            return false;
        }

        switch (op)
        {
            case Let { Arguments: { Count: 2 } arguments } let when let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract:
                return Reaches(arguments[0], start, depth + 1) || Reaches(arguments[1], start, depth + 1);
            case If branch:
                int result = branch.Results.IndexOf(value);
                return Reaches(branch.Then.Yields[result], start, depth + 1) || Reaches(branch.Else.Yields[result], start, depth + 1);
            case For loop:
                return Reaches(loop.Initial[loop.Results.IndexOf(value)], start, depth + 1);
            default:
                return false;
        }
    }
}
