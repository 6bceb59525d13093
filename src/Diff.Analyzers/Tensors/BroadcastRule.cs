using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Tensors;

/// <summary>
/// DIFF604: the difference of a vector and a column, which is a matrix of all pairs. Shapes are known only where both operands are brought into them
/// by literals: <c>view(-1)</c> and <c>flatten()</c> on the one side, <c>view(-1, 1)</c> or <c>unsqueeze(-1)</c> on the other.
/// </summary>
internal sealed class BroadcastRule(TensorTypes types, IOperation body)
{
    private const int Deepest = 8;

    private enum Shape
    {
        Unknown, Vector, Column,
    }

    /// <summary>The operations that make a matrix of two vectors.</summary>
    public static IEnumerable<TrainingFinding> Run(IOperation body, TensorTypes types)
    {
        BroadcastRule rule = new(types, body);
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            IOperation?[] operands = operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when types.IsTensor(difference.Type) => [difference.LeftOperand, difference.RightOperand],
                IInvocationOperation { TargetMethod.Name: "mse_loss" or "l1_loss" or "smooth_l1_loss" or "huber_loss" or "sub" } call when types.IsTensor(call.Type) =>
                    [.. new[] { call.Instance }.OfType<IOperation>().Concat(call.Arguments.OrderBy(a => a.Parameter?.Ordinal).Select(a => a.Value)).Where(o => types.IsTensor(o.Type)).Take(2)],
                _ => [],
            };
            if (operands.Length == 2 && (rule.ShapeOf(operands[0], Deepest), rule.ShapeOf(operands[1], Deepest)) is (Shape.Vector, Shape.Column) or (Shape.Column, Shape.Vector))
            {
                yield return new TrainingFinding(TensorDescriptors.SilentBroadcast, operation.Syntax, operation.Syntax.ToString());
            }
        }
    }

    private Shape ShapeOf(IOperation? operation, int depth)
    {
        switch (operation)
        {
            case null:
                return Shape.Unknown;
            case IConversionOperation conversion:
                return ShapeOf(conversion.Operand, depth);
            case IParenthesizedOperation inner:
                return ShapeOf(inner.Operand, depth);
            case ILocalReferenceOperation { Local: { } local } when depth > 0:
                List<IVariableDeclaratorOperation> declared = [.. body.Descendants().OfType<IVariableDeclaratorOperation>()
                    .Where(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))];
                bool isAssigned = body.Descendants().Any(o => o is IAssignmentOperation { Target: ILocalReferenceOperation target }
                    && SymbolEqualityComparer.Default.Equals(target.Local, local));
                return declared.Count == 1 && !isAssigned ? ShapeOf(declared[0].Initializer?.Value, depth - 1) : Shape.Unknown;
            case IInvocationOperation call when types.IsTensor(call.Type):
                return ShapeOfCall(call, depth);
            default:
                return Shape.Unknown;
        }
    }

    private Shape ShapeOfCall(IInvocationOperation call, int depth)
    {
        IOperation? self = call.Instance is { } instance && types.IsTensor(instance.Type) ? instance
            : call.Arguments.Select(a => a.Value).FirstOrDefault(v => types.IsTensor(v.Type));
        List<long> numbers = [.. call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).SelectMany(a => Numbers(a.Value))];
        switch (call.TargetMethod.Name)
        {
            case "flatten" or "ravel" when numbers.Count == 0:
                return Shape.Vector;
            case "view" or "reshape":
                return numbers.Count == 1 && numbers[0] == -1 ? Shape.Vector : numbers.Count == 2 && numbers[0] == -1 && numbers[1] == 1 ? Shape.Column : Shape.Unknown;
            case "unsqueeze" or "expand_dims" when numbers.Count == 1:
                return numbers[0] is -1 or 1 && ShapeOf(self, depth) == Shape.Vector ? Shape.Column : Shape.Unknown;
            case "squeeze" when numbers.Count == 0 || numbers[0] is -1 or 1:
                return ShapeOf(self, depth) is Shape.Column or Shape.Vector ? Shape.Vector : Shape.Unknown;
            case "detach" or "to" or "to_type" or "float" or "cpu" or "cuda" or "clone" or "abs" or "exp" or "log" or "sigmoid" or "tanh" or "relu":
                return ShapeOf(self, depth);
            default:
                return Shape.Unknown;
        }
    }

    /// <summary>The literals of an argument, which may be an array of them.</summary>
    private static IEnumerable<long> Numbers(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: int number } } => [number],
        { ConstantValue: { HasValue: true, Value: long number } } => [number],
        IConversionOperation conversion => Numbers(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Numbers),
        ICollectionExpressionOperation collection => collection.Elements.SelectMany(Numbers),
        { ConstantValue.HasValue: false } when value.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 => [0, 0, 0],
        _ => [],
    };
}
