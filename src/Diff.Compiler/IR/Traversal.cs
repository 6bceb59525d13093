using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>What every pass needs to know of every operation: what it defines, what it reads, which blocks it holds.</summary>
internal static class Traversal
{
    /// <summary>Values that an operation defines for the operations behind it.</summary>
    public static IEnumerable<Value> Definitions(this Op op)
    {
        switch (op)
        {
            case ConstantOp o: return [o.Result];
            case Let o: return [o.Result];
            case Load o: return [o.Result];
            case LengthOf o: return [o.Result];
            case Allocate o: return [o.Result];
            case Slice o: return [o.Result];
            case SelectBuffer o: return [o.Result];
            case SpanCall { Result: { } result }: return [result];
            case Opaque { Result: { } result }: return [result];
            case SourceCall o: return o.Results;
            case RuleCall o: return o.Results;
            case RulePullback o: return o.Results;
            case If o: return o.Results;
            case For o: return o.Results;
            case While o: return o.Results;
            case TapeNew o: return [o.Result];
            case TapePop o: return [o.Result];
            case TapePushBuffer o: return [o.Result];
            case TapePopBuffer o: return [o.Result];
            case LanesLoad o: return [o.Result];
            case KernelCall o: return o.Results;
            default: return [];
        }
    }

    /// <summary>Values that an operation itself reads, without those read inside its blocks.</summary>
    public static IEnumerable<Value> Uses(this Op op)
    {
        switch (op)
        {
            case Let o: return o.Arguments;
            case Load o: return [o.Buffer, o.Index];
            case Store o: return [o.Buffer, o.Index, o.Operand];
            case LengthOf o: return [o.Buffer];
            case Allocate o: return [o.Length];
            case Slice o: return [o.Buffer, o.Start, o.Length];
            case SelectBuffer o: return [o.Selector, .. o.Buffers];
            case SpanCall o: return o.Arguments;
            case SpanPullback o: return o.Arguments;
            case CopyElements o: return [o.Source, o.Destination];
            case Opaque o: return o.Arguments;
            case SourceCall o: return o.Arguments;
            case RuleCall o: return o.Arguments;
            case RulePullback o: return o.Arguments;
            case Throw o: return o.Arguments;
            case If o: return [o.Condition];
            case For o: return [o.From, o.To, .. o.Initial];
            case While o: return o.Initial;
            case Loop o: return [o.Condition];
            case Return o: return o.Operands;
            case TapePush o: return [o.Tape, o.Operand];
            case TapePop o: return [o.Tape];
            case TapePushBuffer o: return [o.Tape, o.Length];
            case TapePopBuffer o: return [o.Tape, o.Length];
            case LanesLoad o: return Present(o.Buffer, o.Index, o.Stride, o.Mask, o.Places);
            case LanesStore o: return Present(o.Buffer, o.Index, o.Stride, o.Mask, o.Places, o.Operand, o.Overwrites);
            case LeaveUnless o: return [o.Condition, .. o.Yields];
            case MultiplyMatrices o: return o.Arguments;
            case KernelCall o: return o.Arguments;
            default: return [];
        }
    }

    private static IEnumerable<Value> Present(params Value?[] values)
    {
        foreach (Value? value in values)
        {
            if (value is not null)
            {
                yield return value;
            }
        }
    }

    /// <summary>The blocks inside an operation, in order of execution.</summary>
    public static IEnumerable<Block> Blocks(this Op op)
    {
        switch (op)
        {
            case If o: return [o.Then, o.Else];
            case For o: return [o.Body];
            case While o: return [o.Header, o.Body];
            case Loop o: return [o.Header, o.Body, o.Update];
            case Breakable o: return [o.Body];
            default: return [];
        }
    }

    /// <summary>Values that a block inside an operation starts with.</summary>
    public static IEnumerable<Value> BlockParameters(this Op op)
    {
        switch (op)
        {
            case For o: return [o.Index, .. o.Carried];
            case While o: return o.Carried;
            default: return [];
        }
    }

    /// <summary>All operations of a block and of the blocks inside it, outer before inner.</summary>
    public static IEnumerable<Op> Descendants(this Block block)
    {
        foreach (Op op in block.Ops)
        {
            yield return op;
            foreach (Block inner in op.Blocks())
            {
                foreach (Op descendant in inner.Descendants())
                {
                    yield return descendant;
                }
            }
        }
    }

    /// <summary>The number of a branch or loop in its function; 0 for any other operation.</summary>
    public static int RegionOf(this Op op) => op switch
    {
        If o => o.Region,
        For o => o.Region,
        While o => o.Region,
        _ => 0,
    };

    /// <summary>The highest number of a branch or loop in a block.</summary>
    public static int LastRegion(this Block block) => block.Descendants().Select(RegionOf).DefaultIfEmpty(0).Max();

    /// <summary>The operations of a block, and of the blocks inside it, by what they define.</summary>
    public static Dictionary<Value, Op> DefinitionsInside(this Block block)
    {
        Dictionary<Value, Op> definitions = [];
        foreach (Op op in block.Descendants())
        {
            foreach (Value value in op.Definitions())
            {
                definitions[value] = op;
            }
        }

        return definitions;
    }

    /// <summary>How often each value is read in a block and in the blocks inside it, yields included.</summary>
    public static Dictionary<Value, int> UseCounts(this Block block)
    {
        Dictionary<Value, int> counts = [];
        Count(block.Yields);
        foreach (Op op in block.Descendants())
        {
            Count(op.Uses());
            foreach (Block inner in op.Blocks())
            {
                Count(inner.Yields);
            }
        }

        return counts;

        void Count(IEnumerable<Value> values)
        {
            foreach (Value value in values)
            {
                counts[value] = counts.TryGetValue(value, out int count) ? count + 1 : 1;
            }
        }
    }

    /// <summary>How many loops are inside one another in a block.</summary>
    public static int LoopDepth(this Block block) => block.Ops
        .Select(op => op.Blocks().Select(LoopDepth).DefaultIfEmpty(0).Max() + (op is For or While ? 1 : 0)).DefaultIfEmpty(0).Max();

    /// <summary>All values that a loop's iterations make, with what the loop itself hands to them.</summary>
    public static HashSet<Value> ValuesInside(this For loop)
    {
        HashSet<Value> inside = [loop.Index, .. loop.Carried];
        foreach (Op op in loop.Body.Descendants())
        {
            inside.UnionWith(op.Definitions());
            inside.UnionWith(op.BlockParameters());
        }

        return inside;
    }

    /// <summary>The same operation with its values and blocks mapped.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="use">Maps what is read.</param>
    /// <param name="define">Maps what is defined.</param>
    /// <param name="block">Maps the blocks inside.</param>
    public static Op Map(this Op op, Func<Value, Value> use, Func<Value, Value> define, Func<Block, Block> block)
    {
        switch (op)
        {
            case ConstantOp o: return o with { Result = define(o.Result) };
            case Let o: return o with { Arguments = o.Arguments.Map(use), Result = define(o.Result) };
            case Load o: return o with { Buffer = use(o.Buffer), Index = use(o.Index), Result = define(o.Result) };
            case Store o: return MapStore(o, use);
            case LengthOf o: return o with { Buffer = use(o.Buffer), Result = define(o.Result) };
            case Allocate o: return o with { Length = use(o.Length), Result = define(o.Result) };
            case Slice o:
                return o with { Buffer = use(o.Buffer), Start = use(o.Start), Length = use(o.Length), Result = define(o.Result) };
            case SelectBuffer o: return o with { Selector = use(o.Selector), Buffers = o.Buffers.Map(use), Result = define(o.Result) };
            case SpanCall o: return o with { Arguments = o.Arguments.Map(use), Result = o.Result is null ? null : define(o.Result) };
            case SpanPullback o: return o with { Arguments = o.Arguments.Map(use) };
            case CopyElements o: return o with { Source = use(o.Source), Destination = use(o.Destination) };
            case Opaque o: return o with { Arguments = o.Arguments.Map(use), Result = o.Result is null ? null : define(o.Result) };
            case SourceCall o: return o with { Arguments = o.Arguments.Map(use), Results = o.Results.Map(define) };
            case RuleCall o: return o with { Arguments = o.Arguments.Map(use), Results = o.Results.Map(define) };
            case RulePullback o: return o with { Arguments = o.Arguments.Map(use), Results = o.Results.Map(define) };
            case Throw o: return o with { Arguments = o.Arguments.Map(use) };
            case If o:
                return o with
                {
                    Condition = use(o.Condition),
                    Then = block(o.Then),
                    Else = block(o.Else),
                    Results = o.Results.Map(define),
                };
            case For o:
                return o with
                {
                    From = use(o.From),
                    To = use(o.To),
                    Initial = o.Initial.Map(use),
                    Index = define(o.Index),
                    Carried = o.Carried.Map(define),
                    Body = block(o.Body),
                    Results = o.Results.Map(define),
                };
            case While o:
                return o with
                {
                    Initial = o.Initial.Map(use),
                    Carried = o.Carried.Map(define),
                    Header = block(o.Header),
                    Body = block(o.Body),
                    Results = o.Results.Map(define),
                };
            case Loop o:
                return o with { Header = block(o.Header), Condition = use(o.Condition), Body = block(o.Body), Update = block(o.Update) };
            case Breakable o: return o with { Body = block(o.Body) };
            case Return o: return o with { Operands = o.Operands.Map(use) };
            case TapeNew o: return o with { Result = define(o.Result) };
            case TapePush o: return o with { Tape = use(o.Tape), Operand = use(o.Operand) };
            case TapePop o: return o with { Tape = use(o.Tape), Result = define(o.Result) };
            case TapePushBuffer o: return o with { Tape = use(o.Tape), Length = use(o.Length), Result = define(o.Result) };
            case TapePopBuffer o: return o with { Tape = use(o.Tape), Length = use(o.Length), Result = define(o.Result) };
            case LanesLoad o:
                return o with
                {
                    Buffer = use(o.Buffer),
                    Index = use(o.Index),
                    Stride = Optional(o.Stride),
                    Mask = Optional(o.Mask),
                    Places = Optional(o.Places),
                    Result = define(o.Result),
                };
            case LanesStore o:
                return o with
                {
                    Buffer = use(o.Buffer),
                    Index = use(o.Index),
                    Stride = Optional(o.Stride),
                    Mask = Optional(o.Mask),
                    Places = Optional(o.Places),
                    Operand = use(o.Operand),
                    Overwrites = Optional(o.Overwrites),
                };
            case LeaveUnless o: return o with { Condition = use(o.Condition), Yields = o.Yields.Map(use) };
            case MultiplyMatrices o: return o with { Arguments = o.Arguments.Map(use) };
            case KernelCall o: return o with { Arguments = o.Arguments.Map(use), Results = o.Results.Map(define) };
            case RestoreMark o: return o with { Store = MapStore(o.Store, use) };
            default: return op;
        }

        Value? Optional(Value? value) => value is null ? null : use(value);
    }

    /// <summary>A block with every value read in it mapped; definitions stay.</summary>
    public static Block MapUses(this Block block, Func<Value, Value> use) => new(
        block.Ops.Map(op => op.Map(use, v => v, b => b.MapUses(use))),
        block.Yields.Map(use));

    private static Store MapStore(Store store, Func<Value, Value> use) =>
        store with { Buffer = use(store.Buffer), Index = use(store.Index), Operand = use(store.Operand) };
}
