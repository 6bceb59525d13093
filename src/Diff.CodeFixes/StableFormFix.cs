using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// DIFF402, DIFF403, DIFF404, DIFF407, DIFF409, DIFF410 and DIFF413: a form whose derivative is finite. Roots, logarithms and divisors get an epsilon, log(1 + eᵘ)
/// and logarithms of the logistic function become softplus.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StableFormFix))]
[Shared]
public sealed class StableFormFix : DocumentFix
{
    private const string AddEpsilon = "Diff.AddEpsilon";
    private const string MoveEpsilon = "Diff.MoveEpsilon";
    private const string UseSoftplus = "Diff.UseSoftplus";

    /// <summary>Small beside what is measured, and its root is, too; a normal number also as a float.</summary>
    private const string Epsilon = "1e-12";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF402", "DIFF403", "DIFF404", "DIFF407", "DIFF409", "DIFF410", "DIFF413"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
        [(AddEpsilon, "Add an epsilon"), (MoveEpsilon, "Move the epsilon into the root"), (UseSoftplus, "Use Functions.Softplus")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out string? remedy))
        {
            return null;
        }

        SyntaxNode node = source.NodeAt(diagnostic);
        return (key, remedy) switch
        {
            (AddEpsilon, DiagnosticProperties.AddEpsilon) => Guarded(source, node, cancellation),
            (MoveEpsilon, DiagnosticProperties.MoveEpsilon) => Moved(source, node, cancellation),
            (UseSoftplus, DiagnosticProperties.UseSoftplus) => Softplus(source, node, cancellation),
            (UseSoftplus, DiagnosticProperties.LogOfSigmoid) => OfSigmoid(source, node, isComplement: false, cancellation),
            (UseSoftplus, DiagnosticProperties.LogOfComplement) => OfSigmoid(source, node, isComplement: true, cancellation),
            _ => null,
        };
    }

    /// <summary>√(v + ε), log(v + ε), n / (d + ε).</summary>
    private static IReadOnlyList<TextChange>? Guarded(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        ExpressionSyntax? guarded = node switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } when arguments[0].NameColon is null => arguments[0].Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } both } power when both.All(a => a.NameColon is null) && MathCall(source, power, cancellation) == "Pow" =>
                both[0].Expression,
            BinaryExpressionSyntax quotient when quotient.IsKind(SyntaxKind.DivideExpression) => quotient.Right,
            AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.DivideAssignmentExpression) => assignment.Right,
            _ => null,
        };
        if (guarded is null || ClampCall.NumberType(guarded, source.Model, cancellation) is not { } type)
        {
            return null;
        }

        string epsilon = type.SpecialType == SpecialType.System_Single ? Epsilon + "f" : Epsilon;
        string sum = $"{Operand(guarded)} + {epsilon}";
        return [node is BinaryExpressionSyntax ? new TextChange(guarded.Span, $"({Unwrapped(guarded, sum, epsilon)})") : new TextChange(guarded.Span, sum)];
    }

    /// <summary>What stands in parentheses already gets the epsilon inside of them.</summary>
    private static string Unwrapped(ExpressionSyntax guarded, string sum, string epsilon) =>
        guarded is ParenthesizedExpressionSyntax parenthesized ? $"{Operand(parenthesized.Expression)} + {epsilon}" : sum;

    /// <summary>√v + ε becomes √(v + ε).</summary>
    private static IReadOnlyList<TextChange>? Moved(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not BinaryExpressionSyntax sum || !sum.IsKind(SyntaxKind.AddExpression))
        {
            return null;
        }

        bool isLeft = Innermost(sum.Left) is InvocationExpressionSyntax;
        ExpressionSyntax epsilon = isLeft ? sum.Right : sum.Left;
        if (Innermost(isLeft ? sum.Left : sum.Right) is not InvocationExpressionSyntax root || MathCall(source, root, cancellation) != "Sqrt")
        {
            return null;
        }

        return [new TextChange(sum.Span, $"{root.Expression}({Operand(root.ArgumentList.Arguments[0].Expression)} + {epsilon})")];
    }

    /// <summary>log(1 + exp u), log1p(exp u).</summary>
    private static IReadOnlyList<TextChange>? Softplus(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } log || MathCall(source, log, cancellation) is not ("Log" or "LogP1"))
        {
            return null;
        }

        ExpressionSyntax argument = Innermost(log.ArgumentList.Arguments[0].Expression);
        if (argument is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression))
        {
            bool isLeft = source.Model.GetConstantValue(sum.Left, cancellation).HasValue;
            argument = Innermost(isLeft ? sum.Right : sum.Left);
        }

        if (argument is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } exp || MathCall(source, exp, cancellation) != "Exp")
        {
            return null;
        }

        ExpressionSyntax exponent = exp.ArgumentList.Arguments[0].Expression;
        if (!HaveOneType(source, log, exponent, cancellation))
        {
            return null;
        }

        List<TextChange> changes = [];
        string functions = source.TypeName("Functions", log.SpanStart, changes);
        changes.Add(new TextChange(log.Span, $"{functions}.Softplus({exponent})"));
        return changes;
    }

    /// <summary>log σ(u) is −softplus(−u), log(1 − σ(u)) is −softplus(u).</summary>
    private static IReadOnlyList<TextChange>? OfSigmoid(FixSource source, SyntaxNode node, bool isComplement, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } log || MathCall(source, log, cancellation) != "Log")
        {
            return null;
        }

        ExpressionSyntax argument = Innermost(log.ArgumentList.Arguments[0].Expression);
        if (isComplement)
        {
            if (argument is not BinaryExpressionSyntax difference || !difference.IsKind(SyntaxKind.SubtractExpression))
            {
                return null;
            }

            argument = Innermost(difference.Right);
        }

        if (argument is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } sigmoid
            || source.Model.GetSymbolInfo(sigmoid, cancellation).Symbol is not IMethodSymbol { Name: "Sigmoid", ContainingType: { Name: "Functions", ContainingNamespace.Name: "Diff" } }
            || sigmoid.ArgumentList.Arguments[0].Expression is not { } u || !HaveOneType(source, log, u, cancellation))
        {
            return null;
        }

        List<TextChange> changes = [];
        string call = $"{source.TypeName("Functions", log.SpanStart, changes)}.Softplus({(isComplement ? u.ToString() : Negated(u))})";
        if (log.Parent is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression))
        {
            changes.Add(new TextChange(minus.Span, call));
        }
        else
        {
            changes.Add(new TextChange(log.Span, log.Parent is ExpressionSyntax and not ParenthesizedExpressionSyntax ? $"(-{call})" : "-" + call));
        }

        return changes;
    }

    private static string Negated(ExpressionSyntax u) =>
        u is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression) ? minus.Operand.ToString()
        : u is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax ? $"-({u})"
        : $"-{u}";

    /// <summary>Math.Log of a float is a double; softplus of a float is not.</summary>
    private static bool HaveOneType(FixSource source, ExpressionSyntax call, ExpressionSyntax argument, CancellationToken cancellation) =>
        ClampCall.NumberType(call, source.Model, cancellation) is { } type
        && SymbolEqualityComparer.Default.Equals(type, source.Model.GetTypeInfo(argument, cancellation).Type);

    private static string? MathCall(FixSource source, InvocationExpressionSyntax call, CancellationToken cancellation) =>
        source.Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol
        {
            ContainingType: { Name: "Math" or "MathF" or "Double" or "Single", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        } method
            ? method.Name
            : null;

    /// <summary>An expression as an operand of a sum.</summary>
    private static string Operand(ExpressionSyntax expression) => expression is ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax
        || (expression is BinaryExpressionSyntax binary && !new[]
        {
            SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression, SyntaxKind.ModuloExpression,
        }.Contains(binary.Kind()))
        ? $"({expression})"
        : expression.ToString();

    private static ExpressionSyntax Innermost(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parenthesized ? Innermost(parenthesized.Expression) : expression;
}
