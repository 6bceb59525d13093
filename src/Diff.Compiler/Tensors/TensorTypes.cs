using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Tensors;

/// <summary>Whose tensors they are.</summary>
internal enum Vocabulary
{
    TorchSharp, TensorFlow,
}

/// <summary>The tensor types of a compilation, by their full metadata names; no package of theirs is needed here.</summary>
internal sealed class TensorTypes
{
    private const string TorchTensor = "TorchSharp.torch+Tensor";
    private const string FlowTensor = "Tensorflow.Tensor";

    private readonly ImmutableArray<INamedTypeSymbol> _tensors;

    private TensorTypes(ImmutableArray<INamedTypeSymbol> tensors)
    {
        _tensors = tensors;
    }

    /// <summary>The tensor types that a compilation knows; null where it knows none, which is found by two look-ups.</summary>
    public static TensorTypes? Of(Compilation compilation)
    {
        ImmutableArray<INamedTypeSymbol> tensors =
            compilation.GetTypesByMetadataName(TorchTensor).AddRange(compilation.GetTypesByMetadataName(FlowTensor));
        return tensors.IsEmpty ? null : new TensorTypes(tensors);
    }

    /// <summary>Whether a type is a tensor.</summary>
    public bool IsTensor(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && (_tensors.Any(t => SymbolEqualityComparer.Default.Equals(t, named)) || IsVariable(named) || IsTensors(named));

    /// <summary>Whether a type is a tensor, or a tuple, array or collection of them.</summary>
    public bool HoldsTensors(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => HoldsTensors(array.ElementType),
        INamedTypeSymbol named => IsTensor(named) || named.TypeArguments.Any(HoldsTensors),
        _ => false,
    };

    /// <summary>Whether a type is a trained tensor: a parameter of TorchSharp, a variable of TensorFlow.</summary>
    public static bool IsVariable(ITypeSymbol? type) => VocabularyOf(type) switch
    {
        Vocabulary.TorchSharp => type!.Name == "Parameter",
        Vocabulary.TensorFlow => type!.Name is "ResourceVariable" or "BaseResourceVariable" or "IVariableV1" or "RefVariable",
        _ => false,
    };

    /// <summary>Whether a type is a layer or model: <c>torch.nn.Module</c>, a Keras layer, or derived from one.</summary>
    public static bool IsModule(ITypeSymbol? type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (IsLibraryModule(t) || t.Interfaces.Any(IsLibraryModule))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is an optimizer.</summary>
    public static bool IsOptimizer(ITypeSymbol? type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (VocabularyOf(t) is not null && (t.Name is "Optimizer" or "OptimizerHelper" or "OptimizerV2" || t.ContainingType?.Name == "optim"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The library that declares a type, or null.</summary>
    public static Vocabulary? VocabularyOf(ITypeSymbol? type)
    {
        INamespaceSymbol? space = type?.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is null or { IsGlobalNamespace: true } ? null
            : space.Name == "TorchSharp" ? Vocabulary.TorchSharp : space.Name == "Tensorflow" ? Vocabulary.TensorFlow : null;
    }

    private static bool IsTensors(INamedTypeSymbol type) => type.Name == "Tensors" && VocabularyOf(type) == Vocabulary.TensorFlow;

    private static bool IsLibraryModule(ITypeSymbol type) => VocabularyOf(type) switch
    {
        Vocabulary.TorchSharp => type.Name is "Module" or "HelperModule",
        Vocabulary.TensorFlow => type.Name is "Layer" or "Model" or "ILayer" or "IModel",
        _ => false,
    };
}
