using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Initialisation;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Tensors;

/// <summary>DIFF202 and DIFF208 in tensor code: layers and products with trained matrices, and how these are initialised.</summary>
internal sealed class TensorInitialisation(MethodFacts facts, TensorMethod method, SourceCode code)
{
    private const int Deepest = 12;

    private readonly DrawnTensors _tensors = new(code);
    private readonly Dictionary<Value, TensorContent?> _contents = [];

    private FactGraph Graph => facts.Graph;

    /// <summary>A product of an input with weights.</summary>
    private sealed record Product(Value Weights, Value Input, bool IsLayer, bool IsTransposed);

    /// <summary>The findings.</summary>
    public IEnumerable<InitialisationFinding> Run()
    {
        foreach (Value value in Graph.Definitions)
        {
            if (Graph.DefinitionOf(value) is Let let && facts.Depends(value) && facts.ReachesLoss(value) && IsActivation(let.Primitive)
                && LayerOf(let.Arguments[0], Deepest) is { } product && ContentOf(product.Weights) is { } content
                && content.Dimensions.Count == 2)
            {
                double? fanIn = content.Dimensions[product.IsLayer || !product.IsTransposed ? 0 : 1];
                double? fanOut = content.Dimensions[product.IsLayer || !product.IsTransposed ? 1 : 0];
                if ((content.Content.IsConstant ? Symmetric(let, content, fanOut) : Saturating(let, product, content, fanIn, fanOut)) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static bool IsActivation(Primitive primitive) => primitive == Primitives.Tanh || primitive == Primitives.Sigmoid || primitive == Primitives.Relu
        || primitive == Primitives.Gelu || primitive == Primitives.Silu || primitive == Primitives.Softplus;

    private InitialisationFinding? Saturating(Let let, Product product, TensorContent content, double? fanIn, double? fanOut)
    {
        bool isTanh = let.Primitive == Primitives.Tanh;
        if (fanIn is not { } inputs || (!isTanh && let.Primitive != Primitives.Sigmoid))
        {
            return null;
        }

        InputSquare square = SquareOf(product.Input);
        double spread = Math.Sqrt(inputs * content.Content.Variance * square.MeanSquare);
        return !Saturation.IsTooLarge(spread, isTanh) ? null : new InitialisationFinding(
            HazardDescriptors.SaturatingInitialisation, let, content.Place, !square.IsKnown, SpreadText.Arguments(inputs, spread, isTanh, [square]))
        {
            FanIn = inputs,
            FanOut = fanOut ?? 0,
            Weights = content.Content,
        };
    }

    private InitialisationFinding? Symmetric(Let let, TensorContent content, double? fanOut)
    {
        List<Value> following = [.. Products().Where(p => p.Input == let.Result || facts.Guards.IsMadeOf(p.Input, let.Result)).Select(p => p.Weights).Distinct()];
        if (fanOut is null or < 2 || following.Count == 0)
        {
            return null;
        }

        bool isKept = following.All(w => ContentOf(w) is { Content.IsConstant: true });
        return new InitialisationFinding(HazardDescriptors.SymmetricInitialisation, let, content.Place, !isKept, [SymmetricLayers.Consequence(isKept)]);
    }

    /// <summary>What is known of the input of a layer.</summary>
    private InputSquare SquareOf(Value input)
    {
        for (int i = 0; i < Deepest && Graph.LetOf(input) is { } let; i++)
        {
            if (let.Primitive == Primitives.Tanh)
            {
                return InputSquare.FromMinusOneToOne;
            }

            if (let.Primitive == Primitives.Sigmoid)
            {
                return InputSquare.FromZeroToOne;
            }

            if (let.Primitive == Primitives.Divide && Graph.Applied(let.Arguments[0], Primitives.Subtract) is not null)
            {
                return InputSquare.Normalized;
            }

            if (let.Primitive == TensorPrimitives.Normalize)
            {
                return InputSquare.Unknown;
            }

            if (let.Primitive != TensorPrimitives.View)
            {
                break;
            }

            input = let.Arguments[0];
        }

        return InputSquare.Unknown;
    }

    /// <summary>The one product with weights that a value is, with biases added; null where anything else is added.</summary>
    private Product? LayerOf(Value value, int depth)
    {
        if (depth == 0 || Graph.LetOf(value) is not { } let)
        {
            return null;
        }

        if (let.Primitive == TensorPrimitives.View)
        {
            return LayerOf(let.Arguments[0], depth - 1);
        }

        if (let.Primitive == Primitives.Add)
        {
            for (int i = 0; i < 2; i++)
            {
                if (WeightsOf(let.Arguments[1 - i], out _) is not null && LayerOf(let.Arguments[i], depth - 1) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        return ProductOf(let);
    }

    private IEnumerable<Product> Products() => Graph.Ops.OfType<Let>().Select(ProductOf).OfType<Product>();

    private Product? ProductOf(Let let)
    {
        if (let.Primitive == TensorPrimitives.Layer && WeightsOf(let.Arguments[0], out _) is { } layer)
        {
            return new Product(layer, let.Arguments[1], IsLayer: true, IsTransposed: false);
        }

        if (let.Primitive == TensorPrimitives.MatMul)
        {
            for (int i = 1; i >= 0; i--)
            {
                if (WeightsOf(let.Arguments[i], out bool isTransposed) is { } weights)
                {
                    return new Product(weights, let.Arguments[1 - i], IsLayer: false, isTransposed == (i == 1));
                }
            }
        }

        return null;
    }

    private Value? WeightsOf(Value value, out bool isTransposed)
    {
        isTransposed = false;
        while (Graph.LetOf(value) is { } let && let.Primitive == TensorPrimitives.Transpose)
        {
            isTransposed = !isTransposed;
            value = let.Arguments[0];
        }

        return method.Weights.ContainsKey(value) ? value : null;
    }

    private TensorContent? ContentOf(Value weights)
    {
        if (!_contents.TryGetValue(weights, out TensorContent? content))
        {
            content = _tensors.Of(method.Weights[weights]);
            _contents.Add(weights, content);
        }

        return content;
    }
}
