using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Initialisation;
using Diff.Compiler.Facts;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Tensors;

/// <summary>What weights are before training.</summary>
/// <param name="Dimensions">The shape; of a layer, inputs and outputs.</param>
/// <param name="Content">How the elements are distributed.</param>
/// <param name="Place">The expression that says so.</param>
internal sealed record TensorContent(IReadOnlyList<double?> Dimensions, Distribution Content, IOperation Place);

/// <summary>
/// How weights in tensor code are initialised: by <c>torch.nn.init</c>, or by the expression that makes them. What a layer does by itself is
/// scaled rightly, and null here, as is all that is not known.
/// </summary>
internal sealed class DrawnTensors(SourceCode code)
{
    private const int Deepest = 12;

    private readonly DrawnNumbers _numbers = new(code);

    /// <summary>What weights start with.</summary>
    public TensorContent? Of(WeightSource source)
    {
        IOperation? creation = Unconverted(source.Creation);
        bool isLayer = TensorTypes.IsModule(creation?.Type);
        IReadOnlyList<double?> dimensions = isLayer ? SizesOf(creation) : [];
        (Distribution Content, IReadOnlyList<double?> Dimensions)? made = isLayer || creation is null ? null : Made(creation, Deepest);
        if (source.Holder is { } holder)
        {
            List<IInvocationOperation> calls = [];
            foreach (SyntaxNode reference in code.ReferencesTo(holder))
            {
                if (code.OperationOf(reference) is { } operation && !Understood(operation, isLayer, calls))
                {
                    return null;
                }
            }

            if (calls.Count > 1 || (calls.Count == 1 && IsConditional(calls[0])))
            {
                return null;
            }

            if (calls.Count == 1)
            {
                return OfCall(calls[0]) is { } content ? new TensorContent(isLayer ? dimensions : made?.Dimensions ?? [], content, calls[0]) : null;
            }
        }

        return made is { Content: { IsFinite: true } drawn } ? new TensorContent(made.Value.Dimensions, drawn, Argument(creation!) ?? creation!) : null;
    }

    /// <summary>Linear(inputs, outputs).</summary>
    private List<double?> SizesOf(IOperation? creation) => creation is IInvocationOperation { TargetMethod.Name: "Linear" } call
        ? [.. call.Arguments.OrderBy(a => a.Parameter?.Ordinal).Take(2).Select(a => NumberOf(a.Value))] : [];

    /// <summary>Whether a use of weights, or of a layer, is one of their initialisation, which is collected, or leaves them as they are.</summary>
    private static bool Understood(IOperation reference, bool isLayer, List<IInvocationOperation> calls)
    {
        IOperation operation = reference;
        if (isLayer)
        {
            if (operation.Parent is IArgumentOperation { Parent: IInvocationOperation passed })
            {
                // A helper may initialise the layer.
                return TensorTypes.VocabularyOf(passed.TargetMethod.ContainingType) is not null;
            }

            if (operation.Parent is not IMemberReferenceOperation { Member.Name: "weight" } weight || weight.Instance != operation)
            {
                return true;
            }

            operation = weight;
        }

        while (operation.Parent is IConversionOperation)
        {
            operation = operation.Parent;
        }

        switch (operation.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call }:
                if (call.TargetMethod.ContainingType is { Name: "init" } && TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is not null)
                {
                    calls.Add(call);
                }

                return TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is not null;
            case IInvocationOperation call when call.Instance == operation:
                return !call.TargetMethod.Name.EndsWith("_", System.StringComparison.Ordinal) && !call.TargetMethod.Name.StartsWith("assign", System.StringComparison.Ordinal);
            case IAssignmentOperation assignment when assignment.Target == operation:
                return !isLayer && assignment is ISimpleAssignmentOperation && IsFirst(assignment);
            case IMemberReferenceOperation member:
                return member.Member.Name is not "data";
            default:
                return true;
        }
    }

    /// <summary>The assignment in a constructor that makes a field.</summary>
    private static bool IsFirst(IOperation assignment)
    {
        IOperation root = assignment;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root is IConstructorBodyOperation;
    }

    private Distribution? OfCall(IInvocationOperation call)
    {
        double? Number(double otherwise, params string[] names) =>
            call.Arguments.FirstOrDefault(a => names.Contains(a.Parameter?.Name)) is { ArgumentKind: not ArgumentKind.DefaultValue } argument ? NumberOf(argument.Value) : otherwise;
        return call.TargetMethod.Name switch
        {
            "uniform_" => Number(0, "low", "a", "lower", "from") is { } low && Number(1, "high", "b", "upper", "to") is { } high ? Distribution.Uniform(low, high) : null,
            "normal_" => Number(0, "mean") is { } mean && Number(1, "std", "stddev") is { } deviation ? Distribution.Normal(mean, deviation) : null,
            "zeros_" => Distribution.Constant(0),
            "ones_" => Distribution.Constant(1),
            "constant_" => call.Arguments.Length >= 2 && NumberOf(call.Arguments[1].Value) is { } value ? Distribution.Constant(value) : null,
            _ => null,
        };
    }

    /// <summary>torch.randn(784, 100) * 0.5, tf.random.normal((784, 100), stddev: 5), in Parameter or Variable.</summary>
    private (Distribution Content, IReadOnlyList<double?> Dimensions)? Made(IOperation? operation, int depth)
    {
        operation = Unconverted(operation);
        if (depth == 0 || operation is null)
        {
            return null;
        }

        switch (operation)
        {
            case IObjectCreationOperation { Arguments.Length: >= 1 } creation when TensorTypes.IsVariable(creation.Type):
                return Made(creation.Arguments[0].Value, depth - 1);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus when Made(minus.Operand, depth - 1) is { } operand:
                return (operand.Content.Times(-1), operand.Dimensions);
            case IBinaryOperation binary:
                return Scaled(binary.OperatorKind, binary.LeftOperand, binary.RightOperand, depth - 1);
            case IInvocationOperation call when TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is not null:
                return OfFunction(call, depth - 1);
            default:
                return null;
        }
    }

    private (Distribution Content, IReadOnlyList<double?> Dimensions)? Scaled(BinaryOperatorKind kind, IOperation left, IOperation right, int depth)
    {
        double? first = NumberOf(left);
        double? second = NumberOf(right);
        if (first is null == second is null || Made(first is null ? left : right, depth) is not { } tensor)
        {
            return null;
        }

        double number = first ?? second!.Value;
        Distribution? content = kind switch
        {
            BinaryOperatorKind.Multiply => tensor.Content.Times(number),
            BinaryOperatorKind.Divide when second is not null && number != 0 => tensor.Content.Times(1 / number),
            BinaryOperatorKind.Add => tensor.Content.Plus(number),
            BinaryOperatorKind.Subtract when second is not null => tensor.Content.Plus(-number),
            BinaryOperatorKind.Subtract => tensor.Content.Times(-1).Plus(number),
            _ => null,
        };
        return content is { } found ? (found, tensor.Dimensions) : null;
    }

    private (Distribution Content, IReadOnlyList<double?> Dimensions)? OfFunction(IInvocationOperation call, int depth)
    {
        IOperation? instance = call.Instance is { } i && TensorTypes.VocabularyOf(i.Type) is not null && i.Type!.Name == "Tensor" ? i : null;
        double? Named(double otherwise, string name) =>
            call.Arguments.FirstOrDefault(a => a.Parameter?.Name == name) is { ArgumentKind: not ArgumentKind.DefaultValue } argument ? NumberOf(argument.Value) : otherwise;
        Distribution? content = null;
        switch (call.TargetMethod.Name)
        {
            case "Parameter" or "Variable" when call.Arguments.Length > 0:
                return Made(call.Arguments[0].Value, depth);
            case "requires_grad_" or "to" or "clone" or "cuda" or "cpu" or "contiguous" when instance is not null:
                return Made(instance, depth);
            case "mul" or "div" or "add" or "sub" when instance is not null && call.Arguments.Length >= 1:
                BinaryOperatorKind kind = call.TargetMethod.Name switch
                {
                    "mul" => BinaryOperatorKind.Multiply,
                    "div" => BinaryOperatorKind.Divide,
                    "add" => BinaryOperatorKind.Add,
                    _ => BinaryOperatorKind.Subtract,
                };
                return Scaled(kind, instance, call.Arguments[0].Value, depth);
            case "randn":
                content = Distribution.Normal(0, 1);
                break;
            case "rand":
                content = Distribution.Uniform(0, 1);
                break;
            case "zeros":
                content = Distribution.Constant(0);
                break;
            case "ones":
                content = Distribution.Constant(1);
                break;
            case "normal" or "random_normal":
                content = Named(0, "mean") is { } mean && Named(1, "stddev") is { } deviation ? Distribution.Normal(mean, deviation) : null;
                break;
            case "truncated_normal":
                // Cut off at two standard deviations, 0.88 of the deviation is left.
                content = Named(0, "mean") is { } middle && Named(1, "stddev") is { } spread ? Distribution.Normal(middle, 0.88 * spread) : null;
                break;
            case "uniform" or "random_uniform":
                content = Named(0, "minval") is { } low && Named(1, "maxval") is { } high ? Distribution.Uniform(low, high) : null;
                break;
        }

        return content is { } found ? (found, ShapeOf(call)) : null;
    }

    /// <summary>The numbers at the start of a call, or in the tuple or array that it starts with.</summary>
    private List<double?> ShapeOf(IInvocationOperation call)
    {
        List<double?> shape = [];
        foreach (IArgumentOperation argument in call.Arguments.OrderBy(a => a.Parameter?.Ordinal))
        {
            IOperation value = Unconverted(argument.Value)!;
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && value is ITupleOperation or IArrayCreationOperation)
            {
                IEnumerable<IOperation> items = value is ITupleOperation tuple ? tuple.Elements : ((IArrayCreationOperation)value).Initializer?.ElementValues ?? [];
                shape.AddRange(items.Select(NumberOf));
                break;
            }

            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter?.Type.SpecialType is not (SpecialType.System_Int64 or SpecialType.System_Int32))
            {
                break;
            }

            shape.Add(NumberOf(value));
        }

        return shape;
    }

    private double? NumberOf(IOperation operation) => _numbers.NumberOf(new Written(Unconverted(operation)!, Written.NoCall));

    /// <summary>What Parameter(…) or tf.Variable(…) is made of.</summary>
    private static IOperation? Argument(IOperation creation) => creation switch
    {
        IInvocationOperation { TargetMethod.Name: "Parameter" or "Variable", Arguments.Length: > 0 } call => Unconverted(call.Arguments[0].Value),
        IObjectCreationOperation { Arguments.Length: > 0 } made => Unconverted(made.Arguments[0].Value),
        _ => null,
    };

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    private static bool IsConditional(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation or ISwitchOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
