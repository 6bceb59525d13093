using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Which buffers may be the same memory. Parameters never are: that is checked on entry. Views belong to what they are views
/// of, and a selection joins all that it selects from.
/// </summary>
internal sealed class AliasClasses
{
    private readonly Dictionary<Value, Value> _parents = [];
    private readonly Dictionary<Value, List<Value>> _members = [];

    public AliasClasses(Block body)
    {
        foreach (Op op in body.Descendants())
        {
            switch (op)
            {
                case Slice slice:
                    Join(slice.Result, slice.Buffer);
                    break;
                case SelectBuffer select:
                    foreach (Value buffer in select.Buffers)
                    {
                        Join(select.Result, buffer);
                    }

                    break;
            }
        }
    }

    /// <summary>The representative of a buffer's class.</summary>
    public Value ClassOf(Value buffer)
    {
        while (_parents.TryGetValue(buffer, out Value parent))
        {
            buffer = parent;
        }

        return buffer;
    }

    /// <summary>All buffers of a buffer's class.</summary>
    public IReadOnlyList<Value> MembersOf(Value buffer)
    {
        Value representative = ClassOf(buffer);
        return _members.TryGetValue(representative, out List<Value> members) ? members : [representative];
    }

    /// <summary>
    /// Whether all memory that a buffer may be is made by some operations. That one array of a class is made there is not enough: a selection
    /// may mean another one, which lives on.
    /// </summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="definitions">What the operations define.</param>
    public bool IsMadeBy(Value buffer, Dictionary<Value, Op> definitions) =>
        MembersOf(buffer).All(m => definitions.TryGetValue(m, out Op op) && op is Allocate or Slice or SelectBuffer);

    private void Join(Value left, Value right)
    {
        Value a = ClassOf(left);
        Value b = ClassOf(right);
        if (a != b)
        {
            if (!_members.TryGetValue(b, out List<Value> members))
            {
                _members.Add(b, members = [b]);
            }

            members.AddRange(MembersOf(a));
            _members.Remove(a);
            _parents[a] = b;
        }
    }
}
