using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Numbers of an iteration that vectors cannot compute, but scalar operations can, one lane after the other: integers that are not evenly
/// spaced, such as <c>index[i]</c> or <c>i % n</c>, and what is compared or converted of them.
/// </summary>
/// <param name="analysis">What differs between lanes.</param>
/// <param name="forms">The integers of the function.</param>
/// <param name="loop">The loop.</param>
internal sealed class LaneScalars(LaneAnalysis analysis, IndexForms forms, For loop)
{
    /// <summary>What takes more operations than this is not worth the lanes.</summary>
    private const int MostOperations = 24;

    private readonly Dictionary<Value, bool> _known = [];

    /// <summary>Whether an integer differs between lanes otherwise than by an even distance.</summary>
    public bool IsOwn(Value value) => value.Type.IsInteger && analysis.IsVarying(value) && analysis.LaneNumbers(value) is null;

    /// <summary>Whether a value can be computed for one lane.</summary>
    public bool Can(Value value)
    {
        if (!_known.TryGetValue(value, out bool can))
        {
            int left = MostOperations;
            can = Follow(value, ref left);
            _known.Add(value, can);
        }

        return can;
    }

    /// <summary>The integers that an integer is the largest of: itself, mostly.</summary>
    public IEnumerable<Value> PartsOf(Value number) =>
        forms.DefinitionOf(number) is Let let && let.Primitive == Primitives.Max ? let.Arguments.SelectMany(PartsOf) : [number];

    /// <summary>Whether an operation is computed for each lane where it stands, used or not: it may throw, as it may in the loop.</summary>
    public bool IsComputedInPlace(Op op) => op switch
    {
        Load load => !load.Result.Type.IsFloating && analysis.IsVaryingPlace(load.Buffer, load.Index) && !analysis.IsPrivate(load.Buffer),
        Let let => IsOwn(let.Result) && MemoryUse.MayThrow(let),
        _ => false,
    };

    private bool Follow(Value value, ref int left)
    {
        if (value == loop.Index || !analysis.IsVarying(value))
        {
            return true;
        }

        if (--left < 0)
        {
            return false;
        }

        switch (forms.DefinitionOf(value))
        {
            case Load load when !load.Result.Type.IsFloating:
                return !analysis.IsPrivate(load.Buffer) && analysis.IsReadOnly(load.Buffer) && analysis.ViewOf(load.Buffer) is null && Follow(load.Index, ref left);
            case Let let when let.Result.Type.IsInteger || let.Arguments.Any(a => a.Type.IsInteger && analysis.IsVarying(a)):
                foreach (Value argument in let.Arguments)
                {
                    if (!Follow(argument, ref left))
                    {
                        return false;
                    }
                }

                return true;
            case If branch when value.Type.IsInteger:
                int position = branch.Results.IndexOf(value);
                return IsPlain(branch.Then) && IsPlain(branch.Else) && Follow(branch.Condition, ref left)
                    && Follow(branch.Then.Yields[position], ref left) && Follow(branch.Else.Yields[position], ref left);
            default:
                // Numbers and yeses in lanes are taken out of their vectors.
                return !value.Type.IsInteger && value.Type.Shape == Shape.Scalar;
        }
    }

    private static bool IsPlain(Block block) => block.Ops.All(op => op is ConstantOp or Let or Load or LengthOf or Remark);
}
