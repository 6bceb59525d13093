using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Memory that reads like one operation becomes elements: copies become loops over elements, so that every write to memory is one element's store. Where source and destination may
/// be views of one buffer the elements go through local memory, since the two may overlap.
/// </summary>
internal sealed class CopyExpansion
{
    private readonly IdSource _ids;
    private readonly AliasClasses _classes;
    private readonly HashSet<Value> _writtenOutside = [];

    private CopyExpansion(Function function)
    {
        _ids = new IdSource(function.NextId);
        _ids.ReserveRegions(function.Body.LastRegion());
        _classes = new AliasClasses(function.Body);
        foreach (Op op in function.Body.Descendants())
        {
            if (op is Opaque opaque)
            {
                foreach (Value argument in opaque.Arguments)
                {
                    if (argument.Type.Shape == Shape.Span)
                    {
                        _writtenOutside.Add(_classes.ClassOf(argument));
                    }
                }
            }
        }
    }

    public static Function Run(Function function)
    {
        CopyExpansion pass = new(function);
        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is CopyElements copy)
            {
                Expand(copy, builder);
            }
            else if (op is SpanCall call)
            {
                builder.Add(call with { Arguments = call.Arguments.Map(a => Protected(a, builder)) });
            }
            else if (op is RuleCall rule)
            {
                builder.Add(rule with { Arguments = rule.Arguments.Map(a => Protected(a, builder)) });
            }
            else
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
        }

        return builder.ToBlock(block.Yields);
    }

    /// <summary>
    /// What a function over a whole buffer reads, its pullback reads again. A method without a body may have overwritten it by
    /// then, which nothing can put back, so such memory is copied.
    /// </summary>
    private Value Protected(Value argument, Builder builder)
    {
        if (!argument.Type.IsBuffer || !_writtenOutside.Contains(_classes.ClassOf(argument)))
        {
            return argument;
        }

        Value count = builder.Length(argument);
        Value copy = builder.Allocate(argument.Type.Element, count, argument.Name + "Copy", AllocationKind.Uninitialized);
        AddLoop(argument, copy, count, builder);
        return copy;
    }

    private void Expand(CopyElements copy, Builder builder)
    {
        Value count = builder.Length(copy.Source);
        if (_classes.ClassOf(copy.Source) != _classes.ClassOf(copy.Destination))
        {
            AddLoop(copy.Source, copy.Destination, count, builder);
            return;
        }

        Value middle = builder.Allocate(copy.Source.Type.Element, count, "copy", AllocationKind.Uninitialized);
        AddLoop(copy.Source, middle, count, builder);
        AddLoop(middle, copy.Destination, count, builder);
    }

    private void AddLoop(Value source, Value destination, Value count, Builder builder) =>
        builder.ForEachElement(count, _ids.NewRegion(), (body, i) => body.Store(destination, i, body.Load(source, i)));
}
