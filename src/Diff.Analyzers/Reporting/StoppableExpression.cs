using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers.Reporting;

/// <summary>
/// Finds, in the statement that a refusal names, the one expression that it speaks of: the call, the rounding or the cast
/// around whose operand <c>Gradient.Stop</c> can be put. Where several could be meant, none is.
/// </summary>
internal static class StoppableExpression
{
    public static ExpressionSyntax? Find(Refusal refusal, SyntaxNode statement, SemanticModel model, CancellationToken cancellation)
    {
        List<ExpressionSyntax> candidates = [.. statement.DescendantNodesAndSelf().OfType<ExpressionSyntax>()
            .Where(expression => IsMeant(refusal, expression, model, cancellation))];
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private static bool IsMeant(Refusal refusal, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        switch (refusal.Id)
        {
            case Refusals.UnknownCall:
                return expression is InvocationExpressionSyntax call && MethodOf(call, model, cancellation) is { } method
                    && refusal.Message.StartsWith($"'{method.ContainingType?.Name}.{method.Name}' ", System.StringComparison.Ordinal)
                    && HasOnlyNumbers(call, model, cancellation);
            case Refusals.DelegateCall:
                return expression is InvocationExpressionSyntax invoked
                    && MethodOf(invoked, model, cancellation) is { MethodKind: MethodKind.DelegateInvoke } && HasOnlyNumbers(invoked, model, cancellation);
            case Refusals.LostDerivative:
                return expression switch
                {
                    CastExpressionSyntax cast => IsFloating(model.GetTypeInfo(cast.Expression, cancellation).Type)
                        && !IsFloating(model.GetTypeInfo(cast, cancellation).Type) && refusal.Message.Contains(" a conversion to "),
                    InvocationExpressionSyntax rounding => MethodOf(rounding, model, cancellation) is { ContainingType: { } type } rounder
                        && refusal.Message.Contains($" {type.Name}.{rounder.Name} ") && HasOnlyNumbers(rounding, model, cancellation),
                    _ => false,
                };
            default:
                return false;
        }
    }

    /// <summary>At least one floating-point number is handed over, and no buffer that could carry others.</summary>
    private static bool HasOnlyNumbers(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        List<ITypeSymbol?> types = [.. call.ArgumentList.Arguments.Select(a => model.GetTypeInfo(a.Expression, cancellation).Type)];
        return types.Any(IsFloating) && types.All(type => type is not null && !TypeMapping.Map(type).IsBuffer);
    }

    private static IMethodSymbol? MethodOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;

    private static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
}
