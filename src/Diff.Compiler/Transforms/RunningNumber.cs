using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Numbers that a loop carries and that grow by the same in every iteration, so that they need not be stored.</summary>
internal static class RunningNumber
{
    /// <summary>What a loop starts a carried value with.</summary>
    public static Value InitialOf(Op loop, Value carried) => loop is While endless
        ? endless.Initial[endless.Carried.IndexOf(carried)]
        : ((For)loop).Initial[((For)loop).Carried.IndexOf(carried)];

    /// <summary>The constant by which an integer that a loop carries grows in every iteration, or null.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="carried">The integer, as the body sees it.</param>
    /// <param name="definitions">Of the forward sweep: the constant may stand in front of the loop.</param>
    public static long? StepOf(Op loop, Value carried, System.Func<Value, Op?> definitions)
    {
        (EquatableArray<Value> all, Block body) = loop switch
        {
            While endless => (endless.Carried, endless.Body),
            For counted => (counted.Carried, counted.Body),
            _ => (default, Block.Empty),
        };
        int position = all.IndexOf(carried);
        if (position < 0 || carried.Type != IrType.Int)
        {
            return null;
        }

        Value next = body.Yields[position];
        foreach (Op op in body.Ops)
        {
            if (op is Let { Arguments: { Count: 2 } arguments } let && let.Result == next
                && (let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract) && arguments[0] == carried)
            {
                return definitions(arguments[1]) is ConstantOp { Constant: { } constant }
                    ? let.Primitive == Primitives.Add ? constant.Bits : -constant.Bits
                    : null;
            }
        }

        return null;
    }
}
