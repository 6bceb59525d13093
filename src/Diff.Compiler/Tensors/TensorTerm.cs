using System.Collections.Generic;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Tensors;

/// <summary>What an expression of tensor code is to lowering.</summary>
internal abstract record TensorTerm;

/// <summary>A tensor, number or truth value.</summary>
/// <param name="Value">It in the IR.</param>
internal sealed record ValueTerm(Value Value) : TensorTerm;

/// <summary>A tuple.</summary>
/// <param name="Items">Its items; null for what is no value.</param>
internal sealed record TupleTerm(IReadOnlyList<TensorTerm?> Items) : TensorTerm;

/// <summary>A layer, model or loss object.</summary>
/// <param name="Path">How it is reached: identity of its weights.</param>
/// <param name="Type">Its type, as precisely as is known.</param>
/// <param name="Creation">The expression that makes it, if there is one.</param>
internal sealed record ModuleTerm(string Path, INamedTypeSymbol Type, IOperation? Creation) : TensorTerm
{
    /// <summary>The variable, field or property that holds it, if one does.</summary>
    public ISymbol? Holder { get; init; }
}

/// <summary>Where weights come from.</summary>
/// <param name="Holder">The variable, field or property that holds them, or the layer that has them.</param>
/// <param name="Creation">The expression that makes them or the layer.</param>
internal sealed record WeightSource(ISymbol? Holder, IOperation? Creation);

/// <summary>A bounded place in the training code.</summary>
/// <param name="Method">Lowered to IR: it yields the loss.</param>
internal sealed record TensorMethod(Function Method)
{
    /// <summary>Its parameters, trained ones differentiated.</summary>
    public required EquatableArray<bool> IsTrained { get; init; }

    /// <summary>The same body, which yields what the method returns.</summary>
    public required Function Returned { get; init; }

    /// <summary>Whether a loss is known by its use: backward, a gradient tape, an optimizer.</summary>
    public required bool HasLoss { get; init; }

    /// <summary>Whether a layer runs in it where gradients are recorded.</summary>
    public required bool RunsModel { get; init; }

    /// <summary>The weights of layers with one unit.</summary>
    public required IReadOnlyCollection<Value> SingleUnits { get; init; }

    /// <summary>Where trained parameters come from.</summary>
    public required IReadOnlyDictionary<Value, WeightSource> Weights { get; init; }

    /// <summary>Statements that drop the result of a pure function.</summary>
    public required IReadOnlyList<IOperation> Discarded { get; init; }
}
