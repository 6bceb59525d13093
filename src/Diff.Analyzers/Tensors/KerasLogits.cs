using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Tensors;

/// <summary>DIFF204: a Keras model whose last layer applies the activation is compiled with a loss of logits.</summary>
internal static class KerasLogits
{
    private const int Deepest = 8;

    /// <summary>The calls of <c>compile</c> in a method that hand over such a loss.</summary>
    public static IEnumerable<TrainingFinding> Run(IOperation body)
    {
        foreach (IInvocationOperation compile in body.Descendants().OfType<IInvocationOperation>().Where(c => IsKeras(c) && c.TargetMethod.Name == "compile"))
        {
            IOperation? handed = compile.Arguments.FirstOrDefault(a => a.Parameter?.Name == "loss")?.Value;
            if (Made(handed, body, Deepest) is IInvocationOperation loss && ActivationOf(loss) is { } activation && compile.Instance is { } model
                && LastLayer(model, body, compile.Syntax.SpanStart) is { } layer && IsActivated(layer, activation))
            {
                yield return new TrainingFinding(TensorDescriptors.DoubleActivation, handed!.Syntax, loss.TargetMethod.Name, activation);
            }
        }
    }

    private static bool IsKeras(IInvocationOperation call) => TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) == Vocabulary.TensorFlow;

    /// <summary>The activation that a loss of logits applies itself.</summary>
    private static string? ActivationOf(IInvocationOperation loss)
    {
        bool isOfLogits = IsKeras(loss)
            && loss.Arguments.Any(a => a.Parameter?.Name == "from_logits" && a.Value.ConstantValue is { HasValue: true, Value: true });
        return !isOfLogits ? null
            : loss.TargetMethod.Name is "SparseCategoricalCrossentropy" or "CategoricalCrossentropy" ? "softmax"
            : loss.TargetMethod.Name is "BinaryCrossentropy" ? "sigmoid"
            : null;
    }

    /// <summary>What a variable was assigned last in the method, or the expression itself.</summary>
    private static IOperation? Made(IOperation? operation, IOperation body, int depth)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (SymbolOf(operation) is not { } symbol || depth == 0)
        {
            return operation;
        }

        List<IOperation> values =
        [
            .. body.Descendants().OfType<IVariableDeclaratorOperation>().Where(d => Same(d.Symbol, symbol))
                .Select(d => d.GetVariableInitializer()?.Value).OfType<IOperation>(),
            .. body.Descendants().OfType<ISimpleAssignmentOperation>().Where(a => Same(SymbolOf(a.Target), symbol)).Select(a => a.Value),
        ];
        IOperation? last = values.Where(v => v.Syntax.SpanStart < operation!.Syntax.SpanStart).OrderBy(v => v.Syntax.SpanStart).LastOrDefault();
        return last is null ? null : Made(last, body, depth - 1);
    }

    /// <summary>The layer that a model ends with, where that is to be seen in the method.</summary>
    private static IInvocationOperation? LastLayer(IOperation model, IOperation body, int before)
    {
        if (SymbolOf(model) is { } symbol && body.Descendants().OfType<IInvocationOperation>().Where(c =>
            c.TargetMethod.Name is "add" or "Add" && IsKeras(c) && Same(SymbolOf(c.Instance), symbol) && c.Syntax.SpanStart < before).LastOrDefault() is { } added)
        {
            return Made(added.Arguments.FirstOrDefault()?.Value, body, Deepest) as IInvocationOperation;
        }

        if (Made(model, body, Deepest) is not IInvocationOperation made || !IsKeras(made))
        {
            return null;
        }

        if (made.TargetMethod.Name == "Model")
        {
            // Functional: the outputs are what the last layer makes of something.
            return Made(made.Arguments.FirstOrDefault(a => a.Parameter?.Name == "outputs")?.Value, body, Deepest) is IInvocationOperation { Instance: { } layer } apply
                && apply.TargetMethod.Name is "Apply" or "Call" ? Made(layer, body, Deepest) as IInvocationOperation : null;
        }

        return made.TargetMethod.Name == "Sequential" && ElementsOf(made.Arguments.FirstOrDefault()?.Value).LastOrDefault() is { } last
            ? Made(last, body, Deepest) as IInvocationOperation : null;
    }

    private static IEnumerable<IOperation> ElementsOf(IOperation? list)
    {
        while (list is IConversionOperation conversion)
        {
            list = conversion.Operand;
        }

        return list switch
        {
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>()
                .Select(c => c.Arguments.FirstOrDefault()?.Value).OfType<IOperation>(),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => [],
        };
    }

    /// <summary>Whether a layer is an activation or ends with one: its name, or what is handed to its parameter of that name.</summary>
    private static bool IsActivated(IInvocationOperation layer, string activation)
    {
        if (!IsKeras(layer))
        {
            return false;
        }

        IOperation? handed = layer.Arguments.FirstOrDefault(a => a.Parameter?.Name == "activation")?.Value;
        while (handed is IConversionOperation conversion)
        {
            handed = conversion.Operand;
        }

        string? name = handed is { ConstantValue: { HasValue: true, Value: string text } } ? text
            : handed is IMemberReferenceOperation member ? member.Member.Name
            : layer.TargetMethod.Name;
        return string.Equals(name, activation, StringComparison.OrdinalIgnoreCase);
    }

    private static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        IConversionOperation conversion => SymbolOf(conversion.Operand),
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property when TensorTypes.VocabularyOf(property.Property.ContainingType) is null => property.Property,
        _ => null,
    };

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
