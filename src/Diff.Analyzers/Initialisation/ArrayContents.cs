using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Initialisation;

/// <summary>What an array holds before training starts.</summary>
/// <param name="Dimensions">How long it is along each of its dimensions, where that is known.</param>
/// <param name="Content">What it is filled with; null where that is not known.</param>
/// <param name="Place">The expression that it is filled with, or that makes it.</param>
internal sealed record ArrayContent(IReadOnlyList<double?> Dimensions, Distribution? Content, IOperation Place)
{
    /// <summary>The number of elements.</summary>
    public double? Length => Dimensions.Count == 0 ? null : Dimensions.Aggregate((double?)1, (a, b) => a * b);
}

/// <summary>
/// Finds how arrays are initialised in ordinary code: by a loop, a helper or a library function. All that writes an array is looked at. Steps
/// of training come later and do not count; where anything else writes it, it is not known what it holds.
/// </summary>
internal sealed class ArrayContents(SourceCode code, DrawnNumbers numbers)
{
    private const int Deepest = 4;

    /// <summary>What writes an array.</summary>
    private sealed class Writers
    {
        /// <summary>What it is assigned.</summary>
        public List<Written> Definitions { get; } = [];

        /// <summary>What all its elements are assigned.</summary>
        public List<Written> Fills { get; } = [];

        /// <summary>Whether something writes it that is not understood.</summary>
        public bool IsUnknown { get; set; }
    }

    /// <summary>What the array holds that an expression names; null where nothing is known of it.</summary>
    public ArrayContent? Of(Written written) => Of(written, Deepest);

    /// <summary>What the array holds that a variable, field or property names.</summary>
    public ArrayContent? Of(ISymbol symbol) => OfSymbol(symbol, Written.NoCall, Deepest);

    private ArrayContent? Of(Written written, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        switch (written.Operation)
        {
            case IConversionOperation conversion:
                return Of(written.With(conversion.Operand), depth);
            case IParenthesizedOperation inner:
                return Of(written.With(inner.Operand), depth);
            case IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" } view when view.Arguments.Length == (view.Instance is null ? 1 : 0):
                return Of(written.With(view.Instance ?? view.Arguments[0].Value), depth);
            case ILocalReferenceOperation local:
                return OfSymbol(local.Local, written.Arguments, depth);
            case IFieldReferenceOperation field:
                return OfSymbol(field.Field, Written.NoCall, depth);
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } when MemberPath.IsAutomatic(property):
                return OfSymbol(property, Written.NoCall, depth);
            case IParameterReferenceOperation parameter:
                return written.Arguments.TryGetValue(parameter.Parameter.OriginalDefinition, out Written? argument) ? Of(argument, depth - 1)
                    : CallerOf(parameter.Parameter) is { } caller ? Of(caller, depth - 1) : null;
            case IArrayCreationOperation or IInvocationOperation:
                return OfCreation(written, depth);
            default:
                return null;
        }
    }

    /// <summary>What a parameter stands for where its method is called at one place.</summary>
    private Written? CallerOf(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            return null;
        }

        List<SyntaxNode> calls = [.. code.CallsOf(method.ContainingType, method.Name).Take(2)];
        return calls.Count == 1 && code.OperationOf(calls[0]) is IInvocationOperation call
            && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter.Name) is { } argument
            ? new Written(argument.Value, Written.NoCall) : null;
    }

    private ArrayContent? OfSymbol(ISymbol symbol, ImmutableDictionary<ISymbol, Written> arguments, int depth)
    {
        Writers writers = new();
        if (code.InitializerOf(symbol) is { } initial)
        {
            writers.Definitions.Add(new Written(initial, arguments));
        }

        Collect(symbol, arguments, writers, depth);
        if (writers.Definitions.Count != 1 || Of(writers.Definitions[0], depth - 1) is not { } made)
        {
            return null;
        }

        return Filled(made, writers);
    }

    /// <summary>What an array holds that is made somehow and then written.</summary>
    private ArrayContent Filled(ArrayContent made, Writers writers)
    {
        if (writers.IsUnknown || made.Content is null)
        {
            return made with { Content = null };
        }

        if (writers.Fills.Count == 0)
        {
            return made;
        }

        // What is filled twice must be filled alike.
        List<Distribution?> fills = [.. writers.Fills.Select(numbers.Of)];
        bool isFresh = made.Content is { IsConstant: true, Mean: 0 };
        return made with { Content = isFresh && fills.All(f => f is not null && f == fills[0]) ? fills[0] : null, Place = writers.Fills[0].Operation };
    }

    /// <summary>new double[n], a helper that makes and fills an array, Enumerable.Range(0, n).Select(…).ToArray().</summary>
    private ArrayContent? OfCreation(Written written, int depth)
    {
        switch (written.Operation)
        {
            case IArrayCreationOperation { Initializer: null } creation when creation.Type is IArrayTypeSymbol { ElementType: not IArrayTypeSymbol }:
                return new ArrayContent(
                    [.. creation.DimensionSizes.Select(size => numbers.NumberOf(written.With(size)))], Distribution.Constant(0), creation);
            case IArrayCreationOperation { Initializer: { } elements, DimensionSizes.Length: 1 } creation:
                return new ArrayContent([elements.ElementValues.Length], null, creation);
            case IInvocationOperation { TargetMethod: { Name: "ToArray", ContainingType.Name: "Enumerable" } } call:
                return OfQuery(written.With(call.Arguments[0].Value), call);
            case IInvocationOperation call when numbers.ReturnedBy(call, written) is { } returned:
                return Of(returned, depth - 1);
            default:
                return null;
        }
    }

    /// <summary>Enumerable.Range(0, n).Select(_ => …), Enumerable.Repeat(c, n).</summary>
    private ArrayContent? OfQuery(Written written, IOperation place)
    {
        IOperation operation = written.Operation;
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (operation is not IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method, Arguments: { Length: 2 } arguments })
        {
            return null;
        }

        if (method.Name == "Repeat")
        {
            return new ArrayContent([numbers.NumberOf(written.With(arguments[1].Value))], numbers.Of(written.With(arguments[0].Value)) is { IsConstant: true } c ? c : null, place);
        }

        IOperation source = arguments[0].Value is IConversionOperation converted ? converted.Operand : arguments[0].Value;
        IAnonymousFunctionOperation? function = arguments[1].Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (method.Name != "Select" || source is not IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" } } range
            || function?.Body.Operations is not { Length: 1 } body || body[0] is not IReturnOperation { ReturnedValue: { } value })
        {
            return null;
        }

        return new ArrayContent([numbers.NumberOf(written.With(range.Arguments[1].Value))], numbers.Of(written.With(value)), value);
    }

    private void Collect(ISymbol symbol, ImmutableDictionary<ISymbol, Written> arguments, Writers writers, int depth)
    {
        foreach (SyntaxNode reference in code.ReferencesTo(symbol))
        {
            if (code.OperationOf(reference) is { } operation)
            {
                Classify(operation, arguments, writers, depth);
            }
            else if (reference.FirstAncestorOrSelf<AttributeSyntax>() is null)
            {
                writers.IsUnknown = true;
            }
        }
    }

    /// <summary>What is done with a reference to an array.</summary>
    private void Classify(IOperation reference, ImmutableDictionary<ISymbol, Written> arguments, Writers writers, int depth)
    {
        IOperation operation = reference;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        switch (operation.Parent)
        {
            case IArrayElementReferenceOperation element when element.ArrayReference == operation:
                ClassifyElement(element, arguments, writers);
                break;
            case ISimpleAssignmentOperation definition when definition.Target == operation:
                writers.Definitions.Add(new Written(definition.Value, arguments));
                writers.IsUnknown |= IsConditional(definition);
                break;
            case IPropertyReferenceOperation or INameOfOperation or IForEachLoopOperation or IReturnOperation or IBinaryOperation or IIsPatternOperation
                or IExpressionStatementOperation:
                break;
            case IInvocationOperation call when call.Instance == operation:
                ClassifyMethod(call, arguments, writers, depth);
                break;
            case IArgumentOperation argument:
                ClassifyArgument(argument, arguments, writers, depth);
                break;
            default:
                // Another name for it, or something that is not known.
                writers.IsUnknown = true;
                break;
        }
    }

    private void ClassifyElement(IArrayElementReferenceOperation element, ImmutableDictionary<ISymbol, Written> arguments, Writers writers)
    {
        switch (element.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == element:
                if (IsStep(assignment, element))
                {
                    break;
                }

                if (IsConditional(assignment) || !IsInLoop(assignment) || assignment.Parent is IAssignmentOperation
                    || element.Indices.Any(i => i.ConstantValue.HasValue))
                {
                    writers.IsUnknown = true;
                    break;
                }

                writers.Fills.Add(new Written(assignment.Value, arguments));
                break;
            case ICompoundAssignmentOperation compound when compound.Target == element:
                // A step of training adds something that is computed.
                writers.IsUnknown |= compound.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract)
                    || numbers.Of(new Written(compound.Value, arguments)) is not null;
                break;
            case IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: not RefKind.None and not RefKind.In }:
                writers.IsUnknown = true;
                break;
            default:
                writers.IsUnknown |= element.Syntax.Parent is RefExpressionSyntax || element.Type is IArrayTypeSymbol;
                break;
        }
    }

    /// <summary>w[i] = w[i] − something that is computed.</summary>
    private bool IsStep(ISimpleAssignmentOperation assignment, IArrayElementReferenceOperation element) =>
        assignment.Value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum
        && new[] { sum.LeftOperand, sum.RightOperand }.Any(o => o.Syntax.ToString() == element.Syntax.ToString())
        && new[] { sum.LeftOperand, sum.RightOperand }.All(o => numbers.Of(new Written(o, Written.NoCall)) is null);

    /// <summary>Methods of arrays and spans.</summary>
    private void ClassifyMethod(IInvocationOperation call, ImmutableDictionary<ISymbol, Written> arguments, Writers writers, int depth)
    {
        switch (call.TargetMethod.Name)
        {
            case "GetLength" or "GetUpperBound" or "GetLowerBound" or "Clone" or "CopyTo" or "GetEnumerator" or "ToArray" or "ToString" or "GetHashCode"
                or "Equals" or "TryCopyTo":
                break;
            case "AsSpan" or "AsMemory" when call.Arguments.Length == 0:
                Classify(call, arguments, writers, depth);
                break;
            case "Fill" when call.Arguments.Length == 1:
                AddFill(new Written(call.Arguments[0].Value, arguments), call, writers);
                break;
            default:
                writers.IsUnknown = true;
                break;
        }
    }

    private void ClassifyArgument(IArgumentOperation argument, ImmutableDictionary<ISymbol, Written> arguments, Writers writers, int depth)
    {
        if (argument.Parent is not IInvocationOperation call || argument.Parameter is not { RefKind: RefKind.None } parameter)
        {
            writers.IsUnknown = true;
            return;
        }

        IMethodSymbol method = call.TargetMethod;
        if (DrawnNumbers.IsOf(method, "Array") && method.Name is "Fill" && call.Arguments.Length == 2 && parameter.Ordinal == 0)
        {
            AddFill(new Written(call.Arguments.First(a => a.Parameter?.Ordinal == 1).Value, arguments), call, writers);
        }
        else if (method.IsExtensionMethod && parameter.Ordinal == 0 && method.Name is "AsSpan" or "AsMemory" or "Fill")
        {
            if (method.Name == "Fill" || call.Arguments.Length != 1)
            {
                writers.IsUnknown = true;
            }
            else
            {
                Classify(call, arguments, writers, depth);
            }
        }
        else if (IsReadOnly(parameter) || IsDerivative(method) || (DrawnNumbers.IsOf(method, "Array") && method.Name == "Copy" && parameter.Ordinal == 0)
            || (IsOfDiff(method) && method.ContainingType.Name != "Initializers"))
        {
            // Read, or changed by a step of training.
        }
        else if (depth > 0 && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && !method.IsVirtual && !method.IsAbstract
            && code.BodyOf(method) is not null && !IsConditional(call))
        {
            Collect(parameter.OriginalDefinition, DrawnNumbers.ArgumentsOf(call, new Written(call, arguments)), writers, depth - 1);
        }
        else
        {
            writers.IsUnknown = true;
        }
    }

    private static void AddFill(Written value, IOperation call, Writers writers)
    {
        writers.IsUnknown |= IsConditional(call);
        writers.Fills.Add(value);
    }

    private static bool IsReadOnly(IParameterSymbol parameter) => parameter.Type is INamedTypeSymbol
    {
        Name: "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection",
    };

    /// <summary>An annotated method, or what is generated for one.</summary>
    private static bool IsDerivative(IMethodSymbol method) => ModuleLowering.IsGenerated(method)
        || method.GetAttributes().Any(a => TypeMapping.MetadataName(a.AttributeClass) == Annotations.Differentiable);

    private static bool IsOfDiff(IMethodSymbol method) => method.ContainingNamespace is { Name: "Diff", ContainingNamespace.IsGlobalNamespace: true }
        && method.DeclaringSyntaxReferences.Length == 0;

    /// <summary>Whether an operation may not run.</summary>
    private static bool IsConditional(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation or ISwitchOperation or ICatchClauseOperation or ISwitchExpressionOperation or ICoalesceOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInLoop(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }
}
