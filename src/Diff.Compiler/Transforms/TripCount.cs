using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>How often a counted loop runs.</summary>
internal static class TripCount
{
    /// <summary>max(0, ⌈distance / |step|⌉), with the bound itself included where the test includes it.</summary>
    public static Value Emit(Builder builder, Value from, Value to, long step, LoopTest test)
    {
        bool isUp = test is LoopTest.Less or LoopTest.LessOrEqual;
        bool isInclusive = test is LoopTest.LessOrEqual or LoopTest.GreaterOrEqual;
        long size = Math.Abs(step);
        Value distance = isUp ? builder.Let(Primitives.Subtract, to, from) : builder.Let(Primitives.Subtract, from, to);
        long round = isInclusive ? size : size - 1;
        if (round != 0)
        {
            distance = builder.Let(Primitives.Add, distance, builder.Int((int)round));
        }

        if (size != 1)
        {
            distance = builder.Let(Primitives.Divide, distance, builder.Int((int)size));
        }

        return builder.Let(Primitives.Max, distance, builder.Int(0));
    }

    /// <summary>The number of the iteration in which the index has a value: (index − from) / step.</summary>
    public static Value Iteration(Builder builder, For loop, Value from)
    {
        if (loop.Step == -1)
        {
            return builder.Let(Primitives.Subtract, from, loop.Index);
        }

        Value offset = builder.Let(Primitives.Subtract, loop.Index, from);
        return loop.Step == 1 ? offset : builder.Let(Primitives.Divide, offset, builder.Int((int)loop.Step));
    }
}
