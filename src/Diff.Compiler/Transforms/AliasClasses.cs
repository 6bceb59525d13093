using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Which buffers may be the same memory. Parameters never are: that is checked on entry. Views belong to what they are views
/// of, and a selection joins all that it selects from.
/// </summary>
internal sealed class AliasClasses
{
    private readonly Dictionary<Value, Value> _parents = [];

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

    private void Join(Value left, Value right)
    {
        Value a = ClassOf(left);
        Value b = ClassOf(right);
        if (a != b)
        {
            _parents[a] = b;
        }
    }
}
