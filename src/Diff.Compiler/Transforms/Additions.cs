using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The places where a body only adds to an element of memory: <c>a[i] = a[i] + v</c>. Two of them may change places.</summary>
internal sealed class Additions
{
    private readonly Dictionary<Value, Op> _definitions;
    private readonly HashSet<Value> _elements = [];

    public Additions(Block body)
    {
        _definitions = body.DefinitionsInside();
        Dictionary<Value, int> uses = body.UseCounts();
        foreach (Store store in body.Descendants().OfType<Store>())
        {
            if (ElementOf(store) is { } element && uses[element] == 1 && uses[store.Operand] == 1)
            {
                _elements.Add(element);
            }
        }
    }

    /// <summary>Whether an operation is a part of such an addition: the load or the store.</summary>
    public bool Contains(Op op) => op switch
    {
        Load load => _elements.Contains(load.Result),
        Store store => ElementOf(store) is { } element && _elements.Contains(element),
        _ => false,
    };

    /// <summary>What a store adds to its element, and whether it takes it away; null for any other store.</summary>
    public (Value Addend, bool IsNegative)? AddendOf(Store store)
    {
        if (!Contains(store))
        {
            return null;
        }

        Let sum = (Let)_definitions[store.Operand];
        return sum.Arguments[0] == ElementOf(store) ? (sum.Arguments[1], sum.Primitive == Primitives.Subtract) : (sum.Arguments[0], false);
    }

    private Value? ElementOf(Store store)
    {
        if (!_definitions.TryGetValue(store.Operand, out Op op) || op is not Let { Arguments.Count: 2 } sum
            || (sum.Primitive != Primitives.Add && sum.Primitive != Primitives.Subtract))
        {
            return null;
        }

        int sides = sum.Primitive == Primitives.Add ? 2 : 1;
        for (int i = 0; i < sides; i++)
        {
            if (_definitions.TryGetValue(sum.Arguments[i], out Op side) && side is Load load && load.Buffer == store.Buffer && load.Index == store.Index)
            {
                return load.Result;
            }
        }

        return null;
    }
}
