using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>A clamp that is one expression: <c>Math.Clamp(x, low, high)</c>, or <c>Min</c> and <c>Max</c> inside one another.</summary>
/// <param name="Expression">The whole.</param>
/// <param name="Value">What is clamped.</param>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
internal sealed record ClampCall(InvocationExpressionSyntax Expression, ExpressionSyntax Value, ExpressionSyntax Low, ExpressionSyntax High)
{
    /// <summary>Reads a call, or null where it is something else or its arguments are named.</summary>
    public static ClampCall? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax call || Method(call, model, cancellation) is not { } name)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        if (arguments.Any(a => a.NameColon is not null))
        {
            return null;
        }

        if (name == "Clamp" && arguments.Count == 3)
        {
            return new ClampCall(call, arguments[0].Expression, arguments[1].Expression, arguments[2].Expression);
        }

        if (arguments.Count != 2 || name is not ("Min" or "Max"))
        {
            return null;
        }

        string other = name == "Min" ? "Max" : "Min";
        for (int i = 0; i < 2; i++)
        {
            if (arguments[i].Expression is InvocationExpressionSyntax inner && Method(inner, model, cancellation) == other
                && inner.ArgumentList.Arguments is { Count: 2 } inside && inside.All(a => a.NameColon is null))
            {
                // The value is the argument that is not a constant; where both could be, it is not known which.
                bool[] isConstant = [.. inside.Select(a => model.GetConstantValue(a.Expression, cancellation).HasValue)];
                if (isConstant[0] == isConstant[1])
                {
                    return null;
                }

                ExpressionSyntax value = inside[isConstant[0] ? 1 : 0].Expression;
                ExpressionSyntax innerBound = inside[isConstant[0] ? 0 : 1].Expression;
                ExpressionSyntax outerBound = arguments[1 - i].Expression;
                return name == "Min" ? new ClampCall(call, value, innerBound, outerBound) : new ClampCall(call, value, outerBound, innerBound);
            }
        }

        return null;
    }

    /// <summary>The type of the number, float or double; null for any other.</summary>
    public static ITypeSymbol? NumberType(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double } type ? type : null;

    private static string? Method(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol
        {
            ContainingType: { Name: "Math" or "MathF" or "Double" or "Single", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        } method
            ? method.Name
            : null;
}
