using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Recognises loop nests that are products of matrices, of a matrix and a vector or of two vectors, in any order of the loops and with any
/// transposes, also among other statements, and has the runtime's kernels compute them.
/// </summary>
internal sealed class MatrixProducts
{
    private const int MostRounds = 3;

    private readonly IdSource _ids;
    private readonly HashSet<Value> _finished;
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly Dictionary<Value, int> _uses;
    private readonly Dictionary<int, string> _decisions;
    private bool _isChanged;

    private MatrixProducts(Block body, IdSource ids, HashSet<Value> finished, Dictionary<int, string> decisions)
    {
        _ids = ids;
        _finished = finished;
        _decisions = decisions;
        _forms = new IndexForms(body);
        _classes = new AliasClasses(body);
        _additions = new Additions(body);
        _uses = body.UseCounts();
    }

    /// <summary>Rewrites a body; the decisions are by the region of a loop, for people.</summary>
    /// <param name="body">What is printed: nothing mirrored in it.</param>
    /// <param name="ids">The function's ids.</param>
    /// <param name="firstDerivative">The first id that the primal does not have: what is behind it may be simplified algebraically.</param>
    public static (Block Body, Dictionary<int, string> Decisions) Run(Block body, IdSource ids, int firstDerivative)
    {
        HashSet<Value> finished = [];
        Dictionary<int, string> decisions = [];
        for (int round = 0; round < MostRounds; round++)
        {
            MatrixProducts pass = new(body, ids, finished, decisions);
            Block next = pass.Rewrite(body);
            if (!pass._isChanged)
            {
                break;
            }

            body = DeadCode.Run(Simplify.Run(next, ids, firstDerivative), mayDropRemarks: true);
        }

        return (body, decisions);
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is not For loop)
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
            else if (_finished.Contains(loop.Index) || !TryRewrite(loop, builder))
            {
                builder.Add(op);
            }
        }

        return builder.ToBlock(block.Yields);
    }

    private bool TryRewrite(For loop, Builder builder)
    {
        if (loop.Body.LoopDepth() == 0)
        {
            return false;
        }

        ProductSearch search = new(_forms, _classes, _additions, _uses, loop);
        search.Run();
        search.Products.RemoveAll(IsSmall);
        LaneAnalysis lanes = new(_forms, _classes, _additions, loop);
        bool hasLanes = lanes.Run(reassociates: true);
        if (search.Products.Count == 0)
        {
            // A call inside would keep the loop out of lanes.
            if (!hasLanes)
            {
                builder.Add(loop with { Body = Rewrite(loop.Body) });
            }

            return !hasLanes;
        }

        bool isWhole = IsWhole(loop, search);
        bool isPreferred = isWhole && (search.Products.Exists(p => p.Nest.Count == 3) || Vectorize.DistantStrides(loop, lanes, _ => false, _ => true).Count > 0);
        if (hasLanes && !isPreferred && !search.Products.Exists(p => p.Store is not null))
        {
            return false;
        }

        (For _, For with) = ProductRewriting.Write(search, _forms, loop, hasLanes && !isPreferred ? LaneBuilder.MostLaneSums : 0, builder);
        _finished.Add(with.Index);
        foreach (For inner in search.Products.Select(p => p.Nest[p.Nest.Count - 1]))
        {
            _decisions[inner.Region > 0 ? inner.Region : inner.Mirror] = "a matrix product where that pays";
        }

        _isChanged = true;
        return true;
    }

    /// <summary>Whether all innermost loops vanish.</summary>
    private bool IsWhole(For loop, ProductSearch search)
    {
        Builder trial = new(new IdSource(_ids.Next));
        (For without, For _) = ProductRewriting.Write(search, _forms, loop, 0, trial);
        return without.Body.LoopDepth() < loop.Body.LoopDepth();
    }

    /// <summary>Sizes that are known to be so small that a call does not pay.</summary>
    private bool IsSmall(Product product)
    {
        long size = 1;
        foreach (For loop in product.Nest)
        {
            if (_forms.ExtentOf(loop).Number is not { } trips)
            {
                return false;
            }

            size *= trips;
        }

        return size < SmallestProduct;
    }

    /// <summary>Fewer multiplications than this are never worth a call.</summary>
    private const int SmallestProduct = 256;
}
