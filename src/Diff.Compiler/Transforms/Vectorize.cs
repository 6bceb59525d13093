using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>A body with kernels for the loops whose iterations can run in the lanes of vectors.</summary>
/// <param name="Body">Each such loop behind a call of its kernel, for the iterations that are left.</param>
/// <param name="Kernels">The kernels.</param>
/// <param name="Decisions">By the region of a loop what was decided, for people.</param>
internal sealed record Vectorized(Block Body, List<Kernel> Kernels, Dictionary<int, string> Decisions);

/// <summary>
/// Finds the outermost loops whose iterations can run in the lanes of vectors and gives each a kernel. The loop itself stays: it runs what the
/// kernel leaves over, and everything where vectors are not to be had or what a kernel needs is not given.
/// </summary>
internal sealed class Vectorize
{
    private const int MostKernels = 40;
    private const int ExpensiveBody = 40;

    /// <summary>So many iterations at least are worth vectors; more where inner loops could have them instead.</summary>
    private const int FewestTrips = 4;

    private const int FewestRows = 8;

    private readonly IdSource _ids;
    private readonly string _name;
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly bool _reassociates;
    private readonly List<Kernel> _kernels = [];
    private readonly Dictionary<int, string> _decisions = [];
    private string _around = "";

    private Vectorize(Block body, IdSource ids, string name, bool reassociates)
    {
        _reassociates = reassociates;
        _ids = ids;
        _name = name;
        _forms = new IndexForms(body);
        _classes = new AliasClasses(body);
        _additions = new Additions(body);
    }

    /// <summary>Vectorises a body.</summary>
    /// <param name="body">What is printed: nothing mirrored in it.</param>
    /// <param name="ids">The function's ids.</param>
    /// <param name="firstDerivative">The first id that the primal does not have.</param>
    /// <param name="name">What kernels are called, with a number behind.</param>
    /// <param name="reassociates">Whether the order of sums may change.</param>
    public static Vectorized Run(Block body, IdSource ids, int firstDerivative, string name, bool reassociates)
    {
        Dictionary<int, string> products = [];
        if (reassociates)
        {
            (body, products) = MatrixProducts.Run(body, ids, firstDerivative);
        }

        Vectorize pass = new(body, ids, name, reassociates);
        Block rewritten = pass.Rewrite(body);
        foreach (KeyValuePair<int, string> product in products)
        {
            pass._decisions[product.Key] = pass._decisions.TryGetValue(product.Key, out string rest) ? $"{product.Value}, else {rest}" : product.Value;
        }

        return new Vectorized(rewritten, pass._kernels, pass._decisions);
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is not For loop || !TryKernel(loop, builder))
            {
                builder.Add(op.Map(v => v, v => v, Rewrite));
            }
        }

        return builder.ToBlock(block.Yields);
    }

    private bool TryKernel(For loop, Builder builder)
    {
        LaneAnalysis analysis = new(_forms, _classes, _additions, loop);
        if (_kernels.Count >= MostKernels)
        {
            Decide(loop, "there are too many kernels already");
            return false;
        }

        if (TripsOf(loop) is { } trips && trips < (loop.Body.LoopDepth() > 0 ? FewestRows : FewestTrips))
        {
            Decide(loop, "it runs only " + trips.ToString(CultureInfo.InvariantCulture) + " times");
            return false;
        }

        if (!analysis.Run(_reassociates))
        {
            Decide(loop, analysis.Obstacle!);
            return false;
        }

        if (loop.Body.LoopDepth() == 0 && !LaneCost.IsWorthIt(loop, analysis))
        {
            Decide(loop, "its elements lie apart and little is computed with them");
            return false;
        }

        LaneBuilder lanes = new(analysis, _forms, _additions, _ids, loop, sumsAtOnce: false);
        List<IndexForm> distances = DistantStrides(
            loop, analysis, lanes.IsStaged, inner => new LaneAnalysis(_forms, _classes, _additions, inner).Run(_reassociates));
        if (distances.Exists(d => d.Number > LaneBuilder.LongestRow))
        {
            Decide(loop, "its rows are long");
            return false;
        }

        Decide(loop, "");
        (Value first, Value end) = loop.Step is 1 or -1 ? Bounds(loop, builder) : DistantBounds(loop, builder);
        (Value next, EquatableArray<Value> carried) = Call(lanes.Write(NextName(), distances), loop, first, end, loop.Initial, builder);
        if (LaneBuilder.HasManySums(analysis, _additions, loop))
        {
            // The first steps aside where sums lane by lane would not fit into the cache.
            LaneBuilder others = new(analysis, _forms, _additions, _ids, loop, sumsAtOnce: true);
            (next, carried) = Call(others.Write(NextName(), distances), loop, next, end, carried, builder);
        }

        For rest = loop.Step > 0 ? loop with { From = next } : loop with { To = next, Test = LoopTest.GreaterOrEqual };

        // Where iterations are few, or the kernel steps aside, inner loops are worth kernels of their own.
        string around = _around;
        _around = NameOf(loop);
        builder.Add(rest with { Initial = carried, Body = Rewrite(loop.Body) });
        _around = around;
        return true;
    }

    private string NextName() => _name + (_kernels.Count + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Calls a kernel.</summary>
    /// <returns>The first index that is left, and what the loop carries then.</returns>
    private (Value Next, EquatableArray<Value> Carried) Call(
        Kernel kernel, For loop, Value first, Value end, EquatableArray<Value> initial, Builder builder)
    {
        kernel = kernel with { Body = Contraction.Run(Simplify.Run(kernel.Body, _ids, 0), _ids), IsExpensive = CostOf(loop.Body) >= ExpensiveBody };
        _kernels.Add(kernel);
        Value next = _ids.NewValue(IrType.Int, "next");
        List<Value> carried = [.. loop.Carried.Select(c => _ids.NewValue(c.Type, c.Name))];
        int fixedParameters = 2 + carried.Count;
        builder.Add(new KernelCall(
            new[] { next }.Concat(carried).ToEquatable(), kernel,
            new[] { first, end }.Concat(initial).Concat(kernel.Parameters.Skip(fixedParameters)).ToEquatable()));
        return (next, carried.ToEquatable());
    }

    /// <summary>The lowest index and the end of a loop by one.</summary>
    private static (Value First, Value End) Bounds(For loop, Builder builder)
    {
        bool isInclusive = loop.Test is LoopTest.LessOrEqual or LoopTest.GreaterOrEqual;
        return loop.Step > 0
            ? (loop.From, isInclusive ? builder.Let(Primitives.Add, loop.To, builder.Int(1)) : loop.To)
            : (isInclusive ? loop.To : builder.Let(Primitives.Add, loop.To, builder.Int(1)), builder.Let(Primitives.Add, loop.From, builder.Int(1)));
    }

    /// <summary>The same by several: the end is where the index would be next, also when it falls.</summary>
    private static (Value First, Value End) DistantBounds(For loop, Builder builder)
    {
        Value trips = TripCount.Emit(builder, loop.From, loop.To, loop.Step, loop.Test);
        Value length = builder.Let(Primitives.Multiply, trips, builder.Int((int)Math.Abs(loop.Step)));
        Value end = loop.Step > 0 ? builder.Let(Primitives.Add, loop.From, length) : builder.Let(Primitives.Subtract, loop.From, builder.Int((int)loop.Step));
        return (loop.Step > 0 ? loop.From : builder.Let(Primitives.Subtract, end, length), end);
    }

    private static string NameOf(For loop) => loop.Index.Name.Length > 0 ? loop.Index.Name : "its index";

    /// <summary>How often a loop runs, where that is a number.</summary>
    private long? TripsOf(For loop) => _forms.ExtentOf(loop).Number is { } trips ? Math.Max(0, trips) : null;

    private void Decide(For loop, string obstacle)
    {
        int region = loop.Region > 0 ? loop.Region : loop.Mirror;
        if (region > 0 && (obstacle.Length == 0 || _around.Length == 0))
        {
            string text = obstacle.Length == 0 ? $"lanes over {NameOf(loop)}" + (_around.Length > 0 ? $" where not over {_around}" : "") : $"no lanes: {obstacle}";
            _decisions[region] = _decisions.TryGetValue(region, out string known) && known != text ? known + "; backward " + text : text;
        }
    }

    /// <summary>
    /// How far places of neighbouring iterations lie apart in the innermost loops. Gathering costs as much as scalar loads: where rows are long,
    /// an inner loop that reads one element after the other is faster in lanes.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="analysis">What differs between its iterations.</param>
    /// <param name="isNear">Whether an access is near all the same.</param>
    /// <param name="hasLanes">Whether a loop inside it can run in lanes itself.</param>
    public static List<IndexForm> DistantStrides(For loop, LaneAnalysis analysis, Func<Op, bool> isNear, Func<For, bool> hasLanes)
    {
        List<IndexForm> strides = [];
        int depth = loop.Body.LoopDepth();
        if (depth > 0)
        {
            Collect(loop.Body, depth, analysis, isNear, hasLanes, strides);
        }

        return strides;
    }

    private static void Collect(
        Block block, int depth, LaneAnalysis analysis, Func<Op, bool> isNear, Func<For, bool> hasLanes, List<IndexForm> strides)
    {
        foreach (Op op in block.Ops)
        {
            if (depth == 0 && !isNear(op) && MemoryUse.PlaceOf(op) is { } touched && analysis.IsVaryingPlace(touched.Buffer, touched.Index)
                && analysis.StrideOf(touched.Buffer, touched.Index) is { } stride && stride.Number != 1 && !strides.Exists(s => s.IsSameAs(stride)))
            {
                strides.Add(stride);
            }

            int inner = depth - (op is For or While ? 1 : 0);
            if (inner >= 0 && !(inner == 0 && depth == 1 && (op is While || (op is For loop && !hasLanes(loop)))))
            {
                foreach (Block nested in op.Blocks())
                {
                    Collect(nested, inner, analysis, isNear, hasLanes, strides);
                }
            }
        }
    }

    private static int CostOf(Block block) => block.Descendants().Sum(op => op switch
    {
        Let let => let.Primitive.Cost,
        For or While => ExpensiveBody,
        _ => 1,
    });
}
