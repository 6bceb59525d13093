using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>What a method that computes is for, besides the gradient.</summary>
internal enum DerivationKind
{
    /// <summary>The primal alone.</summary>
    Value,

    /// <summary>Jv.</summary>
    Tangent,

    /// <summary>Hv: the tangent of the gradient.</summary>
    HessianVectorProduct,

    /// <summary>Hv for every unit vector.</summary>
    Hessian,

    /// <summary>Jv for every unit vector: a column at a time.</summary>
    JacobianByColumns,

    /// <summary>Jᵀw for every unit vector: a row at a time.</summary>
    JacobianByRows,
}

/// <summary>A method that computes a derivative, ready to be printed.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Parameters">
/// The primal's, scalar by scalar and buffer by buffer; then tangents in the same order; then the memory that is filled.
/// </param>
/// <param name="Vectorized">What it does. It yields what the primal yields, then what is returned of the derivative.</param>
internal sealed record Derivation(DerivationKind Kind, EquatableArray<Value> Parameters, Vectorized Vectorized);

/// <summary>
/// Derivatives other than the gradient, composed of passes: tangents of the primal, tangents of the primal with its reverse sweep, and either of
/// them in a loop over unit vectors.
/// </summary>
internal sealed class Derivations
{
    private readonly Module _module;
    private readonly Function _function;
    private readonly Activity _activity;
    private readonly EquatableArray<ParameterInfo> _leaves;
    private readonly CancellationToken _cancellation;

    private Derivations(Module module, Function function, Activity activity, CancellationToken cancellation)
    {
        _module = module;
        _function = function;
        _activity = activity;
        _leaves = module.Leaves;
        _cancellation = cancellation;
    }

    private bool IsSimplified => (_module.Disable & OptimizationFlags.Simplify) == 0;

    /// <summary>All that are asked for.</summary>
    /// <param name="module">The method.</param>
    /// <param name="prepared">It without refusals.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static List<Derivation> Run(Module module, Prepared prepared, CancellationToken cancellation)
    {
        List<Derivation> all = [];
        if ((module.Emit & DerivativeFlags.Derived) == 0)
        {
            return all;
        }

        Derivations plain = new(module, prepared.Function!, prepared.Activity!, cancellation);
        Derivations expanded = plain.Expanded();
        foreach ((int flag, DerivationKind kind) in Kinds(module))
        {
            cancellation.ThrowIfCancellationRequested();
            all.Add((flag == DerivativeFlags.Value ? plain : expanded).Make(kind));
        }

        return all;
    }

    /// <summary>The methods that compute what is asked for.</summary>
    public static IEnumerable<(int Flag, DerivationKind Kind)> Kinds(Module module)
    {
        if ((module.Emit & DerivativeFlags.Value) != 0)
        {
            yield return (DerivativeFlags.Value, DerivationKind.Value);
        }

        if ((module.Emit & DerivativeFlags.Tangent) != 0)
        {
            yield return (DerivativeFlags.Tangent, DerivationKind.Tangent);
        }

        if ((module.Emit & DerivativeFlags.HessianVectorProduct) != 0)
        {
            yield return (DerivativeFlags.HessianVectorProduct, DerivationKind.HessianVectorProduct);
        }

        if ((module.Emit & DerivativeFlags.Hessian) != 0)
        {
            yield return (DerivativeFlags.Hessian, DerivationKind.Hessian);
        }

        if ((module.Emit & DerivativeFlags.Jacobian) != 0)
        {
            JacobianShape shape = JacobianShape.Of(module);
            if (shape.MayGoByRows)
            {
                yield return (DerivativeFlags.Jacobian, DerivationKind.JacobianByRows);
            }

            if (shape.MayGoByColumns)
            {
                yield return (DerivativeFlags.Jacobian, DerivationKind.JacobianByColumns);
            }
        }
    }

    /// <summary>The body of a derivative that another method calls.</summary>
    /// <param name="module">The method, asked for it.</param>
    /// <param name="prepared">It without refusals.</param>
    /// <param name="kind">Which member is called.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Composed Compose(Module module, Prepared prepared, MemberKind kind, CancellationToken cancellation)
    {
        Derivations plain = new(module, prepared.Function!, prepared.Activity!, cancellation);
        Composed composed = kind == MemberKind.Value ? plain.PrimalAlone() : plain.Expanded().Compose(kind);
        Block body = Backend.Finished(module, composed.Body, composed.Ids, composed.FirstDerivative);
        return composed with { Body = DeadCode.Run(body, mayDropRemarks: true, composed.FirstDerivative) };
    }

    private Composed Compose(MemberKind kind) => kind switch
    {
        MemberKind.Tangent => WithTangents(null),
        MemberKind.HessianVectorProduct => HessianProduct(null),
        MemberKind.Hessian => UnitVectors.Hessian(_module, _function, HessianProduct),
        MemberKind.Jacobian when JacobianShape.Of(_module).MayGoByColumns => UnitVectors.Columns(_module, _function, WithTangents),
        MemberKind.Jacobian => UnitVectors.Rows(_module, _function, Reversed),
        _ => Reversed(null),
    };

    private Composed PrimalAlone() => new(_function.Body, Primal, new IdSource(_function.NextId), _function.NextId);

    private Derivations Expanded()
    {
        Function function = SpanExpansion.Run(_function, _activity);
        if (function.NextId == _function.NextId)
        {
            return this;
        }

        IdSource ids = new(function.NextId);
        Block body = Simplify.Run(function.Body, ids, int.MaxValue, IsSimplified);
        function = function with { Body = body, NextId = ids.Next };
        return new Derivations(_module, function, Activity.Run(function, _leaves, []), _cancellation);
    }

    private Derivation Make(DerivationKind kind) => kind switch
    {
        DerivationKind.Value => Finish(kind, PrimalAlone()),
        DerivationKind.Tangent => Finish(kind, WithTangents(null)),
        DerivationKind.HessianVectorProduct => Finish(kind, HessianProduct(null)),
        DerivationKind.Hessian => Finish(kind, UnitVectors.Hessian(_module, _function, HessianProduct)),
        DerivationKind.JacobianByColumns => Finish(kind, UnitVectors.Columns(_module, _function, WithTangents)),
        _ => Finish(kind, UnitVectors.Rows(_module, _function, Reversed)),
    };

    private EquatableArray<Value> Primal => _function.Parameters.Select(p => p.Value).ToEquatable();

    private Derivation Finish(DerivationKind kind, Composed composed)
    {
        Block body = Backend.Finished(_module, composed.Body, composed.Ids, composed.FirstDerivative);
        body = DeadCode.Run(body, mayDropRemarks: true, composed.FirstDerivative);
#if DEBUG
        Verifier.Check(body, composed.Parameters);
#endif
        _cancellation.ThrowIfCancellationRequested();
        Vectorized vectorized = (_module.Disable & OptimizationFlags.Vectorize) == 0
            ? Vectorize.Run(
                body, composed.Ids, composed.FirstDerivative, MemberNames.Kernel(_module, kind.ToString()), _module.Reassociates)
            : new Vectorized(body, [], []);
        return new Derivation(kind, composed.Parameters, vectorized);
    }

    /// <summary>The primal with the tangents of its results behind what it yields.</summary>
    /// <param name="unit">The one scalar that has a tangent, which is 1; null where all have, which are given.</param>
    private Composed WithTangents(int? unit)
    {
        IdSource ids = new(_function.NextId);
        ids.ReserveRegions(_function.Body.LastRegion());
        Tangent tangent = new(_function.Body, InputsOf(unit), ids);
        Builder builder = new(ids);
        Dictionary<int, Value> tangents = GiveTangents(tangent, builder, takesOutputs: true, unit);
        tangent.Append(_function.Body.Ops, builder);
        List<Value> yields = [.. _function.Body.Yields];
        for (int i = 0; i < _function.ReturnTypes.Count; i++)
        {
            if (_function.ReturnTypes[i].IsFloating)
            {
                yields.Add(tangent.Of(_function.Body.Yields[i], builder));
            }
        }

        int final = _function.ReturnTypes.Count;
        for (int i = 0; i < _leaves.Count; i++)
        {
            if (_function.Parameters[i].Mode != PassingMode.Value)
            {
                if (_leaves[i].IsOutput)
                {
                    yields.Add(tangent.Of(_function.Body.Yields[final], builder));
                }

                final++;
            }
        }

        return new Composed(builder.ToBlock(yields), Primal.Concat(InOrder(tangents)).ToEquatable(), ids, _function.NextId) { Tangents = tangents };
    }

    /// <param name="unit">The one number among the results that has a cotangent; null where all have.</param>
    private Composed Reversed(int? unit)
    {
        Differentiated source = Backward.Run(_function, _leaves, _activity, _module.ReturnPaths, unit: unit);
        source = Backend.Reduced(source, IsSimplified);
        (source, Stored stored) = Backend.Concrete(_module, source, _activity.Classes);
        return new Composed(stored.Body, source.Parameters, source.Ids, source.FirstDerivative) { Gradients = GradientsOf(source) };
    }

    /// <summary>The memory for cotangents and gradients, by leaf.</summary>
    private Dictionary<int, Value> GradientsOf(Differentiated source)
    {
        List<int> leaves = [.. Enumerable.Range(0, _leaves.Count).Where(i => _leaves[i].IsDifferentiated && _leaves[i].Type.IsBuffer)];
        int first = source.Parameters.Count - leaves.Count;
        return leaves.ToDictionary(leaf => leaf, leaf => source.Parameters[first + leaves.IndexOf(leaf)]);
    }

    /// <summary>
    /// Forward over reverse: the tangent of the sweep that computes the gradient. The gradient itself goes to local memory, which is dropped
    /// unless something is read of it.
    /// </summary>
    /// <param name="unit">The one scalar that has a tangent, which is 1; null where all have, which are given.</param>
    private Composed HessianProduct(int? unit)
    {
        Differentiated source = Backend.Reduced(Backward.Run(_function, _leaves, _activity, _module.ReturnPaths), IsSimplified);
        Dictionary<int, Value> products = [];
        List<Op> ops = [new ConstantOp(source.Parameters[_leaves.Count], Constant.Of(source.Parameters[_leaves.Count].Type, 1))];
        Dictionary<int, Value> gradients = GradientsOf(source);
        foreach (KeyValuePair<int, Value> gradient in gradients.OrderBy(g => g.Key))
        {
            products[gradient.Key] = source.Ids.NewValue(gradient.Value.Type, MemberNames.HessianProduct(_leaves[gradient.Key].Name));
            Value length = source.Ids.NewValue(IrType.Int, "");
            ops.Add(new LengthOf(length, _function.Parameters[gradient.Key].Value));
            ops.Add(new Allocate(gradient.Value, length, AllocationKind.Zeroed));
        }

        Block body = source.Body with { Ops = ops.Concat(source.Body.Ops).ToEquatable() };

        // Storage knows constructs of the forward sweep by their numbers.
        source.Ids.ReserveRegions(_function.Body.LastRegion());
        Builder builder = new(source.Ids);
        Tangent tangent = new(body, InputsOf(unit), source.Ids);
        Dictionary<int, Value> tangents = GiveTangents(tangent, builder, takesOutputs: false, unit);
        foreach (int leaf in products.Keys)
        {
            tangent.Give(gradients[leaf], products[leaf]);
        }

        tangent.Append(body.Ops, builder);
        int primal = _function.Body.Yields.Count;
        List<Value> yields = [.. body.Yields.Take(primal)];
        yields.AddRange(body.Yields.Skip(primal).Select(gradient => tangent.Of(gradient, builder)));
        EquatableArray<Value> parameters = Primal.Concat(InOrder(tangents)).Concat(InOrder(products)).ToEquatable();
        source = Backend.Reduced(source with { Body = builder.ToBlock(yields), Parameters = parameters }, IsSimplified);
        Block needed = DeadCode.Run(source.Body, false, source.FirstDerivative);
        source = source with { Body = needed, ForwardCount = needed.Ops.ToList().FindIndex(op => op is Remark) };
        (source, Stored stored) = Backend.Concrete(_module, source, new AliasClasses(source.Body));
        return new Composed(stored.Body, source.Parameters, source.Ids, source.FirstDerivative) { Tangents = tangents, Gradients = products };
    }

    private static IEnumerable<Value> InOrder(Dictionary<int, Value> values) => values.OrderBy(v => v.Key).Select(v => v.Value);

    private IEnumerable<Value> InputsOf(int? unit) =>
        Enumerable.Range(0, _leaves.Count).Where(i => unit is null ? _leaves[i].IsDifferentiated : i == unit).Select(i => _function.Parameters[i].Value);

    /// <summary>Makes parameters for tangents, by leaf, and tangent memory for what the body writes to.</summary>
    private Dictionary<int, Value> GiveTangents(Tangent tangent, Builder builder, bool takesOutputs, int? unit)
    {
        AliasClasses classes = new(_function.Body);
        HashSet<Value> written = [.. _function.Body.Descendants().SelectMany(MemoryUse.Writes).Select(classes.ClassOf)];
        Dictionary<int, Value> parameters = [];
        for (int i = 0; i < _leaves.Count; i++)
        {
            Value value = _function.Parameters[i].Value;
            bool isOutput = takesOutputs && _leaves[i].IsOutput;
            if (i == unit)
            {
                tangent.Give(value, builder.Real(value.Type, 1));
            }
            else if (_leaves[i].IsDifferentiated && (unit is null || (isOutput && value.Type.IsBuffer)))
            {
                IrType type = !value.Type.IsBuffer ? value.Type : value.Type.As(isOutput ? Shape.Span : Shape.ReadOnlySpan);
                Value given = builder.Ids.NewValue(type, MemberNames.TangentOf(_leaves[i].Name));
                parameters.Add(i, given);
                bool isCopied = value.Type.IsBuffer && !isOutput && written.Contains(classes.ClassOf(value));
                tangent.Give(value, isCopied ? builder.CopyOf(given, builder.Ids.NewRegion()) : given);
            }
            else if (value.Type.IsBuffer && tangent.IsVaried(value))
            {
                // Its content on entry is constant, but what passes through it need not be.
                tangent.Give(value, builder.Allocate(value.Type.Element, builder.Length(value), MemberNames.TangentOf(_leaves[i].Name)));
            }
        }

        return parameters;
    }
}

/// <summary>A derivative in which nothing is mirrored any more.</summary>
/// <param name="Body">What it does.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Ids">The function's ids.</param>
/// <param name="FirstDerivative">The first id that the primal does not have.</param>
internal sealed record Composed(Block Body, EquatableArray<Value> Parameters, IdSource Ids, int FirstDerivative)
{
    /// <summary>Of its parameters the tangents, by the leaf that they belong to.</summary>
    public IReadOnlyDictionary<int, Value> Tangents { get; init; } = new Dictionary<int, Value>();

    /// <summary>Of its parameters the memory for cotangents, gradients or products with the Hessian, by leaf.</summary>
    public IReadOnlyDictionary<int, Value> Gradients { get; init; } = new Dictionary<int, Value>();
}
