using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Copies become loops over elements, so that every write to memory is one element's store. Where source and destination may
/// be views of one buffer the elements go through local memory, since the two may overlap.
/// </summary>
internal sealed class CopyExpansion
{
    private readonly IdSource _ids;
    private readonly AliasClasses _classes;
    private int _region;

    private CopyExpansion(Function function)
    {
        _ids = new IdSource(function.NextId);
        _classes = new AliasClasses(function.Body);
        foreach (Op op in function.Body.Descendants())
        {
            int region = op switch
            {
                If o => o.Region,
                For o => o.Region,
                While o => o.Region,
                _ => 0,
            };
            _region = System.Math.Max(_region, region);
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
            else
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
        }

        return builder.ToBlock(block.Yields);
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

    private void AddLoop(Value source, Value destination, Value count, Builder builder)
    {
        Builder body = builder.Nested();
        Value index = _ids.NewValue(IrType.Int, "i");
        body.Store(destination, index, body.Load(source, index));
        builder.Add(new For(
            index, builder.Int(0), count, 1, LoopTest.Less, default, default, body.ToBlock(), default) { Region = ++_region });
    }
}
