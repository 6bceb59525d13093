using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Source;

/// <summary>
/// DIFF414: a literal that rounds away. The compiler folds constants before anything is lowered, so they are looked at where they are written: in the
/// body, and in the initialisers of the constants that it names.
/// </summary>
/// <param name="Syntax">The expression.</param>
/// <param name="Value">What it is.</param>
/// <param name="Precision">In which precision.</param>
/// <param name="Lost">The literal that has no effect.</param>
/// <param name="Least">What would have an effect.</param>
/// <param name="Epsilon">What a fix writes, without a suffix; null where there is none.</param>
internal sealed record LostEpsilon(SyntaxNode Syntax, string Value, string Precision, string Lost, string Least, string? Epsilon)
{
    /// <summary>What rounds to zero in half precision.</summary>
    private const double LeastOfHalf = 2.98e-8;

    /// <summary>Whether the precision is that of most code, not known here: reported as a suggestion.</summary>
    public bool IsStatistical { get; init; }

    /// <summary>The message's arguments.</summary>
    public string[] Arguments => [$"'{Syntax}'", Value, Precision, Lost, Least];

    /// <summary>Where to report it.</summary>
    public FoundPlace Place => new(Syntax.GetLocation(), null, Epsilon is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Remedy, DiagnosticProperties.KeepEpsilon).Add(DiagnosticProperties.Epsilon, Epsilon));

    /// <summary>The lost literals of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="model">The meaning of its file.</param>
    public static IEnumerable<LostEpsilon> In(IOperation body, SemanticModel model)
    {
        HashSet<SyntaxNode> seen = [];
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            foreach (IOperation part in operation is IFieldReferenceOperation { Field: { } field } ? Initializer(field, model) : [operation])
            {
                if (Judge(part) is { } lost && lost.Syntax.SyntaxTree == model.SyntaxTree && seen.Add(lost.Syntax))
                {
                    yield return lost;
                }
            }
        }
    }

    /// <summary>The lost literals of code of tensors in half precision, as far as the conversion is visible.</summary>
    public static IEnumerable<LostEpsilon> InTensors(IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && OfTensor(sum.LeftOperand, body) is { } precision
                && NumberOf(sum.RightOperand) is { } epsilon && Math.Abs(epsilon) is > 0 and <= LeastOfHalf && precision == "half")
            {
                yield return new LostEpsilon(sum.RightOperand.Syntax, "0", precision, Text(epsilon), "1e-3", null);
            }
            else if (operation is IInvocationOperation { Instance: { } instance, TargetMethod.Name: "clamp" or "clip" or "clamp_min" or "clamp_max" } call
                && OfTensor(instance, body) is { } kept)
            {
                foreach (IArgumentOperation argument in call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue))
                {
                    if (OfBound(argument.Value, kept) is { } lost)
                    {
                        yield return lost;
                    }
                }
            }
        }
    }

    private static LostEpsilon? OfBound(IOperation bound, string precision)
    {
        if (NumberOf(bound) is not { } number)
        {
            return null;
        }

        // Half precision has ten bits behind the point, bfloat16 seven.
        double ulp = precision == "half" ? 1.0 / 1024 : 1.0 / 128;
        double distance = Math.Abs(1 - Math.Abs(number));
        return number != 0 && Math.Abs(number) <= LeastOfHalf && precision == "half" ? new LostEpsilon(bound.Syntax, "0", precision, Text(number), "1e-3", null)
            : distance > 0 && distance <= ulp / 4 ? new LostEpsilon(bound.Syntax, number < 0 ? "-1" : "1", precision, Text(distance), precision == "half" ? "1e-3" : "1e-2", null)
            : null;
    }

    /// <summary>The precision that a tensor was converted to right here or in its declaration, if it is less than single.</summary>
    private static string? OfTensor(IOperation tensor, IOperation body)
    {
        tensor = Inner(tensor);
        if (tensor is ILocalReferenceOperation { Local: { } local })
        {
            List<IVariableDeclaratorOperation> declared = [.. body.Descendants().OfType<IVariableDeclaratorOperation>()
                .Where(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))];
            bool isAssigned = body.Descendants().OfType<IAssignmentOperation>()
                .Any(a => a.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local));
            return declared.Count == 1 && !isAssigned && declared[0].Initializer is { } initializer && Inner(initializer.Value) is IInvocationOperation ? OfTensor(initializer.Value, body) : null;
        }

        if (tensor is not IInvocationOperation call)
        {
            return null;
        }

        string text = string.Concat(call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(a => a.Value.Syntax.ToString()));
        return call.TargetMethod.Name switch
        {
            "half" => "half",
            "bfloat16" => "bfloat16",
            "to" or "to_type" or "type" or "cast" => text.EndsWith("bfloat16", StringComparison.OrdinalIgnoreCase) ? "bfloat16"
                : text.EndsWith("float16", StringComparison.OrdinalIgnoreCase) || text.EndsWith("half", StringComparison.OrdinalIgnoreCase) ? "half" : null,
            "float" or "double" or "to_type_as" or "type_as" => null,

            // A function of a tensor and of numbers alone keeps its precision.
            _ => call.Instance is { } instance && call.Arguments.All(a => a.ArgumentKind == ArgumentKind.DefaultValue || NumberOf(a.Value) is not null)
                ? OfTensor(instance, body) : null,
        };
    }

    private static IOperation Inner(IOperation operation) => operation switch
    {
        IParenthesizedOperation inner => Inner(inner.Operand),
        IConversionOperation conversion => Inner(conversion.Operand),
        _ => operation,
    };

    private static IEnumerable<IOperation> Initializer(IFieldSymbol field, SemanticModel model)
    {
        bool isFixed = field.IsConst || (field.IsStatic && field.IsReadOnly);
        return isFixed && field.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
            && field.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && reference.SyntaxTree == model.SyntaxTree
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && model.GetOperation(value) is { } operation
            ? operation.DescendantsAndSelf() : [];
    }

    private static LostEpsilon? Judge(IOperation operation)
    {
        bool isSingle = operation.Type?.SpecialType == SpecialType.System_Single;
        if (!isSingle && operation.Type?.SpecialType != SpecialType.System_Double)
        {
            // Tensors are of single precision unless they are told otherwise.
            return operation is IConversionOperation { OperatorMethod.ContainingType: { Name: "Scalar", ContainingNamespace.Name: "TorchSharp" } } scalar
                && SumOf(scalar.Operand) is { } of && of.Sum.Type?.SpecialType == SpecialType.System_Double && IsLost(of, true) is { } rounded && IsLost(of, false) is null
                ? Small(of.Sum, rounded, isSingle: true) with { Epsilon = null, IsStatistical = true } : null;
        }

        if (operation is IBinaryOperation && SumOf(operation) is { } sum)
        {
            return IsLost(sum, isSingle) is { } lost ? Small(operation, lost, isSingle) : null;
        }

        if (NumberOf(operation) is not { } value)
        {
            return null;
        }

        if (operation is IConversionOperation conversion && isSingle && conversion.Operand.Type?.SpecialType == SpecialType.System_Double && NumberOf(conversion.Operand) is { } whole)
        {
            return value == 0 && whole != 0 ? Zero(operation, Text(whole), isSingle)
                : SumOf(conversion.Operand) is { } inner && IsLost(inner, false) is null && IsLost(inner, true) is { } part
                    ? Small(operation, part, isSingle) : null;
        }

        // The compiler makes zero of a literal that is too small.
        return operation is ILiteralOperation && value == 0 && Mantissa(operation.Syntax.ToString()).Any(c => c is > '0' and <= '9')
            ? Zero(operation, operation.Syntax.ToString(), isSingle) : null;
    }

    private static LostEpsilon Zero(IOperation operation, string text, bool isSingle) =>
        new(operation.Syntax, "0", isSingle ? "single" : "double", text, isSingle ? "1e-37" : "1e-300", "1e-12");

    private static LostEpsilon Small(IOperation operation, (double Lost, double Whole) parts, bool isSingle)
    {
        double whole = Math.Abs(parts.Whole);
        double scale = Math.Pow(10, Math.Ceiling(Math.Log10(whole)));
        double least = whole == 1 ? (isSingle ? 6e-8 : 1.2e-16) : (isSingle ? 1.2e-7 : 2.3e-16) * whole;
        return new LostEpsilon(
            operation.Syntax, Text(parts.Whole), isSingle ? "single" : "double", Text(Math.Abs(parts.Lost)), Text(least), Text((isSingle ? 1e-7 : 1e-15) * scale));
    }

    /// <summary>A sum or difference of two literals.</summary>
    private static (IBinaryOperation Sum, double Left, double Right)? SumOf(IOperation operation) =>
        Parenthesized(operation) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum
        && NumberOf(sum.LeftOperand) is { } left && NumberOf(sum.RightOperand) is { } right && left != 0 && right != 0
            ? (sum, left, sum.OperatorKind == BinaryOperatorKind.Add ? right : -right) : null;

    private static IOperation Parenthesized(IOperation operation) => operation is IParenthesizedOperation inner ? Parenthesized(inner.Operand) : operation;

    /// <summary>The operand that a sum is the same without, and the other one; or null.</summary>
    private static (double Lost, double Whole)? IsLost((IBinaryOperation Sum, double Left, double Right) sum, bool isSingle)
    {
        double left = isSingle ? (float)sum.Left : sum.Left;
        double right = isSingle ? (float)sum.Right : sum.Right;
        double whole = isSingle ? (float)(left + right) : left + right;
        return double.IsInfinity(whole) || double.IsNaN(whole) ? null
            : whole == left ? (sum.Right, sum.Left)
            : whole == right ? (sum.Left, sum.Right)
            : null;
    }

    private static double? NumberOf(IOperation operation)
    {
        if (operation is IConversionOperation { ConstantValue.HasValue: false } conversion)
        {
            return NumberOf(conversion.Operand);
        }

        return operation.ConstantValue is { HasValue: true, Value: float or double or int or long } constant
            ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture) : null;
    }

    private static string Mantissa(string literal) => literal.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? "" : literal.Split('e', 'E')[0];

    private static string Text(double number) =>
        number != 0 && (Math.Abs(number) < 1e-3 || Math.Abs(number) >= 1e6) ? number.ToString("0.###e0", CultureInfo.InvariantCulture) : number.ToString("0.######", CultureInfo.InvariantCulture);
}
