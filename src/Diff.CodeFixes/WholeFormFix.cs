using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// DIFF401 and DIFF411 over arrays and spans: <c>Functions.Softmax</c> whose elements are only read by logarithms becomes
/// <c>Functions.LogSoftmax</c>, the logarithm of a sum of exponentials over a loop <c>Functions.LogSumExp</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WholeFormFix))]
[Shared]
public sealed class WholeFormFix : DocumentFix
{
    private const string UseLogSoftmax = "Diff.UseLogSoftmax";
    private const string UseLogSumExp = "Diff.UseLogSumExp";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF401", "DIFF411"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
        [(UseLogSoftmax, "Use Functions.LogSoftmax"), (UseLogSumExp, "Use Functions.LogSumExp")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (source.NodeAt(diagnostic) is not InvocationExpressionSyntax log || source.MathFunction(log, cancellation) != "Log"
            || log.ArgumentList.Arguments is not { Count: 1 } arguments)
        {
            return null;
        }

        return (diagnostic.Id, key) switch
        {
            ("DIFF401", UseLogSoftmax) => LogSoftmax(source, arguments[0].Expression, cancellation),
            ("DIFF411", UseLogSumExp) => LogSumExp(source, log, arguments[0].Expression, cancellation),
            _ => null,
        };
    }

    private static IReadOnlyList<TextChange>? LogSoftmax(FixSource source, ExpressionSyntax probability, CancellationToken cancellation)
    {
        if (Unguarded(source, probability, cancellation) is not ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax name }
            || source.Model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol memory || name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope)
        {
            return null;
        }

        List<TextChange> changes = [];
        int softmaxes = 0;
        foreach (IdentifierNameSyntax use in References(source, scope, memory, cancellation))
        {
            if (use.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
                && source.Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Softmax", ContainingType: { Name: "Functions", ContainingNamespace.Name: "Diff" } }
                && list.Arguments.Count == 2 && list.Arguments[1] == argument && NameIn(call) is { } softmax)
            {
                softmaxes++;
                changes.Add(new TextChange(softmax.Span, "LogSoftmax"));
            }
            else if (use.Parent is ElementAccessExpressionSyntax element && element.Expression == use && LogOf(source, element, cancellation) is { } log)
            {
                changes.Add(new TextChange(log.Span, element.ToString()));
            }
            else
            {
                return null;
            }
        }

        return softmaxes == 1 ? changes : null;
    }

    /// <summary>The logarithm around an element and what guards it.</summary>
    private static InvocationExpressionSyntax? LogOf(FixSource source, ElementAccessExpressionSyntax element, CancellationToken cancellation) =>
        element.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => source.MathFunction(call, cancellation) == "Log") is { } log
        && log.ArgumentList.Arguments.Count == 1 && Unguarded(source, log.ArgumentList.Arguments[0].Expression, cancellation) == element ? log : null;

    private static ExpressionSyntax Unguarded(FixSource source, ExpressionSyntax expression, CancellationToken cancellation)
    {
        while (true)
        {
            ExpressionSyntax? inner = expression switch
            {
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && source.Model.GetConstantValue(sum.Right, cancellation).HasValue => sum.Left,
                InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 or 3 } arguments } guard when source.MathFunction(guard, cancellation) == "Max"
                    || source.MathFunction(guard, cancellation) == "Clamp" => arguments.Select(a => a.Expression)
                        .FirstOrDefault(a => !source.Model.GetConstantValue(a, cancellation).HasValue),
                _ => null,
            };
            if (inner is null)
            {
                return expression;
            }

            expression = inner;
        }
    }

    /// <summary>s = 0; for (i from 0 to u.Length) s += exp(u[i]); log(s).</summary>
    private static IReadOnlyList<TextChange>? LogSumExp(FixSource source, InvocationExpressionSyntax log, ExpressionSyntax sum, CancellationToken cancellation)
    {
        if (sum is not IdentifierNameSyntax name || source.Model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration },
            } declarator
            || source.Model.GetConstantValue(declarator.Initializer?.Value ?? name, cancellation) is not { HasValue: true, Value: 0.0 or 0f or 0 }
            || log.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope)
        {
            return null;
        }

        List<IdentifierNameSyntax> uses = [.. References(source, scope, local, cancellation)];
        if (uses.Count != 2 || uses[0].FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax
            {
                Expression: AssignmentExpressionSyntax { Right: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } exponents } exp } addition,
            } statement
            || addition.Left != uses[0] || !addition.IsKind(SyntaxKind.AddAssignmentExpression) || source.MathFunction(exp, cancellation) != "Exp"
            || LoopAround(statement) is not { } loop || loop.Parent != declaration.Parent || ElementOf(source, loop, exponents[0].Expression, cancellation) is not { } memory
            || !SymbolEqualityComparer.Default.Equals(local.Type, source.Model.GetTypeInfo(exponents[0].Expression, cancellation).Type))
        {
            return null;
        }

        List<TextChange> changes = [];
        string functions = source.TypeName("Functions", log.SpanStart, changes);
        changes.Add(new TextChange(SyntaxPlaces.LineOf(declaration), ""));
        changes.Add(new TextChange(SyntaxPlaces.LineOf(loop), ""));
        changes.Add(new TextChange(log.Span, $"{functions}.LogSumExp({memory})"));
        return changes;
    }

    private static StatementSyntax? LoopAround(StatementSyntax statement) => statement.Parent switch
    {
        ForStatementSyntax or ForEachStatementSyntax => (StatementSyntax)statement.Parent,
        BlockSyntax { Statements.Count: 1, Parent: ForStatementSyntax or ForEachStatementSyntax } block => (StatementSyntax)block.Parent!,
        _ => null,
    };

    /// <summary>The memory all of whose elements a loop takes, one in each iteration, where an expression is that element.</summary>
    private static ExpressionSyntax? ElementOf(FixSource source, StatementSyntax loop, ExpressionSyntax element, CancellationToken cancellation)
    {
        if (loop is ForEachStatementSyntax each)
        {
            return element is IdentifierNameSyntax item && item.Identifier.ValueText == each.Identifier.ValueText && each.Expression is IdentifierNameSyntax ? each.Expression : null;
        }

        ForStatementSyntax counted = (ForStatementSyntax)loop;
        return element is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax memory, ArgumentList.Arguments: { Count: 1 } index }
            && counted.Declaration is { Variables: { Count: 1 } counters } && counters[0].Initializer?.Value is { } from
            && source.Model.GetConstantValue(from, cancellation) is { HasValue: true, Value: 0 }
            && index[0].Expression.ToString() == counters[0].Identifier.ValueText
            && counted.Condition is BinaryExpressionSyntax { Left: IdentifierNameSyntax counter, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" } length } test
            && test.IsKind(SyntaxKind.LessThanExpression) && counter.Identifier.ValueText == counters[0].Identifier.ValueText
            && SyntaxFactory.AreEquivalent(length.Expression, memory)
            && counted.Incrementors.Count == 1 && counted.Incrementors[0] is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax ? memory : null;
    }

    private static IEnumerable<IdentifierNameSyntax> References(FixSource source, SyntaxNode scope, ISymbol symbol, CancellationToken cancellation) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name
            && SymbolEqualityComparer.Default.Equals(source.Model.GetSymbolInfo(n, cancellation).Symbol, symbol));

    private static SimpleNameSyntax? NameIn(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
