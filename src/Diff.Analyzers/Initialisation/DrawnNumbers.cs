using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Diff.Compiler.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Initialisation;

/// <summary>
/// How the numbers are distributed that an expression gives: constants, what a generator of random numbers draws, and sums and multiples of
/// these. Null for all that is not known.
/// </summary>
internal sealed class DrawnNumbers(SourceCode code)
{
    private const int Deepest = 32;

    /// <summary>What methods are called that draw from a normal distribution.</summary>
    private static readonly ImmutableHashSet<string> s_normalNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "NextGaussian", "NextNormal", "NextGauss", "Gaussian", "RandomGaussian", "RandomNormal", "SampleGaussian",
        "SampleNormal", "NormalSample", "GaussianRandom", "NextStandardNormal", "StandardNormal", "BoxMuller", "Randn");

    private int _open;

    /// <summary>The distribution of an expression.</summary>
    public Distribution? Of(Written written) => Of(written, Deepest) is { IsFinite: true } found ? found : null;

    /// <summary>A number that is known.</summary>
    public double? NumberOf(Written? written) => written is not null && Of(written) is { IsConstant: true } found ? found.Mean : null;

    private Distribution? Of(Written written, int depth)
    {
        // Code that is half typed may define things by themselves.
        if (_open > Deepest)
        {
            return null;
        }

        _open++;
        try
        {
            return Evaluate(written, depth);
        }
        finally
        {
            _open--;
        }
    }

    private Distribution? Evaluate(Written written, int depth)
    {
        IOperation operation = written.Operation;
        if (operation.ConstantValue is { HasValue: true, Value: IConvertible constant and not (string or bool or char) })
        {
            return Distribution.Constant(constant.ToDouble(CultureInfo.InvariantCulture));
        }

        if (depth == 0)
        {
            return null;
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Of(written.With(inner.Operand), depth - 1);
            case IConversionOperation { OperatorMethod: null } conversion:
                // A fraction that is cut off makes another distribution.
                bool isRounded = IsFloating(conversion.Operand.Type) && !IsFloating(conversion.Type);
                return Of(written.With(conversion.Operand), depth - 1) is { } operand && !(isRounded && !operand.IsConstant)
                    ? isRounded ? Distribution.Constant(Math.Truncate(operand.Mean)) : operand : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return Of(written.With(minus.Operand), depth - 1)?.Times(-1);
            case IBinaryOperation binary:
                return OfBinary(binary, written, depth - 1);
            case IInvocationOperation call:
                return OfCall(call, written, depth - 1);
            case ILocalReferenceOperation { Local: { } local }:
                return SingleValueOf(local) is { } value ? Of(written.With(value), depth - 1) : null;
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return written.Arguments.TryGetValue(parameter.OriginalDefinition, out Written? argument) && !IsAssigned(parameter) ? Of(argument, depth - 1) : null;
            case IFieldReferenceOperation { Field: { } field }:
                return OfMember(field, depth);
            case IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } array }:
                return new ArrayContents(code, this).Of(written.With(array)) is { Length: { } length } ? Distribution.Constant(length) : null;
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property }:
                return OfMember(property, depth);
            case IArrayElementReferenceOperation { Type.SpecialType: SpecialType.System_Byte }:
                return Distribution.Bytes;
            default:
                return null;
        }
    }

    private Distribution? OfMember(ISymbol member, int depth) =>
        SingleValueOf(member) is { } value ? Of(new Written(value, Written.NoCall), depth - 1) is { IsConstant: true } found ? found : null : null;

    private Distribution? OfBinary(IBinaryOperation binary, Written written, int depth)
    {
        if (binary.OperatorMethod is not null)
        {
            return null;
        }

        if (binary.OperatorKind == BinaryOperatorKind.Multiply && BoxMuller(binary, written) is { } deviation)
        {
            return Distribution.Normal(0, deviation);
        }

        if (Of(written.With(binary.LeftOperand), depth) is not { } left || Of(written.With(binary.RightOperand), depth) is not { } right
            || (!left.IsConstant && !right.IsConstant && ShareVariables(binary.LeftOperand, binary.RightOperand)))
        {
            return null;
        }

        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Add:
                return Distribution.Sum(left, right);
            case BinaryOperatorKind.Subtract:
                return Distribution.Sum(left, right.Times(-1));
            case BinaryOperatorKind.Multiply when left.IsConstant || right.IsConstant:
                return left.IsConstant ? right.Times(left.Mean) : left.Times(right.Mean);
            case BinaryOperatorKind.Divide when right.IsConstant && right.Mean != 0:
                return IsFloating(binary.Type) ? left.Times(1 / right.Mean)
                    : left.IsConstant ? Distribution.Constant(Math.Truncate(left.Mean / right.Mean)) : null;
            default:
                return null;
        }
    }

    private static bool ShareVariables(IOperation left, IOperation right)
    {
        HashSet<ISymbol> locals = new(left.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(l => l.Local), SymbolEqualityComparer.Default);
        return right.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(l => IsFloating(l.Type) && locals.Contains(l.Local));
    }

    private Distribution? OfCall(IInvocationOperation call, Written written, int depth)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsOf(method, "Random"))
        {
            return method.Name is "NextDouble" or "NextSingle" ? Distribution.Uniform(0, 1) : null;
        }

        if (IsMath(method))
        {
            double[] numbers = [.. call.Arguments.Select(a => Of(written.With(a.Value), depth)).Where(d => d is { IsConstant: true }).Select(d => d!.Value.Mean)];
            return numbers.Length != call.Arguments.Length ? null : (method.Name, numbers.Length) switch
            {
                ("Sqrt", 1) => Distribution.Constant(Math.Sqrt(numbers[0])),
                ("Pow", 2) => Distribution.Constant(Math.Pow(numbers[0], numbers[1])),
                ("Log", 1) => Distribution.Constant(Math.Log(numbers[0])),
                ("Exp", 1) => Distribution.Constant(Math.Exp(numbers[0])),
                ("Max", 2) => Distribution.Constant(Math.Max(numbers[0], numbers[1])),
                ("Min", 2) => Distribution.Constant(Math.Min(numbers[0], numbers[1])),
                _ => null,
            };
        }

        if (ReturnedBy(call, written) is { } returned && Of(returned, depth) is { } found)
        {
            return found;
        }

        return s_normalNames.Contains(method.Name) && IsFloating(method.ReturnType) ? OfNamedNormal(call, written, depth) : null;
    }

    /// <summary>NextGaussian(), NextGaussian(rng), NextGaussian(mean, deviation): the parameters are known by their names.</summary>
    private Distribution? OfNamedNormal(IInvocationOperation call, Written written, int depth)
    {
        double mean = 0;
        double deviation = 1;
        foreach (IArgumentOperation argument in call.Arguments.Where(a => a.Parameter is { Type: { } type } && IsFloating(type)))
        {
            string name = argument.Parameter!.Name.ToLowerInvariant();
            if (Of(written.With(argument.Value), depth) is not { IsConstant: true } number)
            {
                return null;
            }

            if (name is "mean" or "mu" or "average")
            {
                mean = number.Mean;
            }
            else if (name.StartsWith("std", StringComparison.Ordinal) || name is "sigma" or "deviation" or "sd" or "standarddeviation")
            {
                deviation = number.Mean;
            }
            else
            {
                return null;
            }
        }

        return Distribution.Normal(mean, deviation);
    }

    /// <summary>√(−2 ln u) · cos 2πv times a number, which is the standard deviation; null for any other product.</summary>
    private double? BoxMuller(IBinaryOperation product, Written written)
    {
        List<IOperation> factors = [.. FactorsOf(product, 4)];
        int radius = factors.FindIndex(f => IsRadius(f, written));
        int wave = factors.FindIndex(f => f is IInvocationOperation { TargetMethod: { Name: "Cos" or "Sin" } method } && IsMath(method));
        if (radius < 0 || wave < 0)
        {
            return null;
        }

        double? deviation = 1;
        for (int i = 0; i < factors.Count; i++)
        {
            deviation *= i == radius || i == wave ? 1 : NumberOf(written.With(factors[i]));
        }

        return deviation is { } found ? Math.Abs(found) : null;
    }

    private bool IsRadius(IOperation operation, Written written)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Sqrt" } sqrt, Arguments: { Length: 1 } arguments } || !IsMath(sqrt)
            || Resolved(arguments[0].Value, 4) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } inner)
        {
            return false;
        }

        IOperation[] factors = [Resolved(inner.LeftOperand, 4), Resolved(inner.RightOperand, 4)];
        return factors.Any(f => NumberOf(written.With(f)) == -2)
            && factors.Any(f => f is IInvocationOperation { TargetMethod: { Name: "Log" } log, Arguments.Length: 1 } && IsMath(log));
    }

    private IEnumerable<IOperation> FactorsOf(IOperation operation, int depth)
    {
        IOperation resolved = Resolved(operation, 4);
        return resolved is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, OperatorMethod: null } product && depth > 0
            ? FactorsOf(product.LeftOperand, depth - 1).Concat(FactorsOf(product.RightOperand, depth - 1)) : [resolved];
    }

    private static bool IsMath(IMethodSymbol method) => IsOf(method, "Math") || IsOf(method, "MathF");

    /// <summary>An expression behind parentheses, conversions and variables that are written once.</summary>
    private IOperation Resolved(IOperation operation, int depth) => depth == 0 ? operation : operation switch
    {
        IParenthesizedOperation inner => Resolved(inner.Operand, depth),
        IConversionOperation conversion => Resolved(conversion.Operand, depth),
        ILocalReferenceOperation { Local: { } local } when SingleValueOf(local) is { } value => Resolved(value, depth - 1),
        _ => operation,
    };

    /// <summary>What a method of the compilation returns, if it does so at one place.</summary>
    public Written? ReturnedBy(IInvocationOperation call, Written written)
    {
        if (call.TargetMethod.IsVirtual || call.TargetMethod.IsAbstract || code.BodyOf(call.TargetMethod) is not { } declaration
            || code.OperationOf(declaration) is not { } body)
        {
            return null;
        }

        body = body is ILocalFunctionOperation local ? local.Body ?? local.IgnoredBody ?? body : body;
        List<IReturnOperation> returns = [.. body.Descendants().OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null && !IsInner(r, body))];
        return returns.Count == 1 ? new Written(returns[0].ReturnedValue!, ArgumentsOf(call, written)) : null;
    }

    /// <summary>What the parameters of a called method stand for.</summary>
    public static ImmutableDictionary<ISymbol, Written> ArgumentsOf(IInvocationOperation call, Written written)
    {
        ImmutableDictionary<ISymbol, Written>.Builder arguments = Written.NoCall.ToBuilder();
        foreach (IArgumentOperation argument in call.Arguments.Where(a => a.Parameter is not null))
        {
            arguments[argument.Parameter!.OriginalDefinition] = written.With(argument.Value);
        }

        return arguments.ToImmutable();
    }

    /// <summary>The one value that a variable, field or property ever gets; null where there are several, or it is not known.</summary>
    public IOperation? SingleValueOf(ISymbol symbol)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } })
            || symbol.DeclaringSyntaxReferences.Length == 0
            || symbol is IFieldSymbol { IsReadOnly: false, IsConst: false, DeclaredAccessibility: not Accessibility.Private })
        {
            return null;
        }

        List<IOperation> values = [];
        if (code.InitializerOf(symbol) is { } initial)
        {
            values.Add(initial);
        }

        foreach (SyntaxNode reference in code.ReferencesTo(symbol))
        {
            IOperation? operation = code.OperationOf(reference);
            switch (operation?.Parent)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target == operation:
                    values.Add(assignment.Value);
                    break;
                case ICompoundAssignmentOperation compound when compound.Target == operation:
                case IIncrementOrDecrementOperation:
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    return null;
            }
        }

        return values.Count == 1 ? values[0] : null;
    }

    private bool IsAssigned(IParameterSymbol parameter) => code.ReferencesTo(parameter).Select(code.OperationOf)
        .Any(o => o?.Parent is IAssignmentOperation assignment && assignment.Target == o);

    private static bool IsInner(IOperation operation, IOperation body)
    {
        for (IOperation? outer = operation.Parent; outer is not null && outer != body; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method is one of a type of <c>System</c>.</summary>
    public static bool IsOf(IMethodSymbol method, string type) =>
        method.ContainingType is { } containing && containing.Name == type && containing.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
}
