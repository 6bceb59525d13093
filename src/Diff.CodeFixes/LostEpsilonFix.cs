using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>DIFF414: a literal in place of the one that rounds away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LostEpsilonFix))]
[Shared]
public sealed class LostEpsilonFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF414"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } = [("Diff.KeepEpsilon", "Use an epsilon that does not round away")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out string? remedy) || remedy != DiagnosticProperties.KeepEpsilon
            || !diagnostic.Properties.TryGetValue(DiagnosticProperties.Epsilon, out string? epsilon))
        {
            return null;
        }

        // The smaller of the literals is the one that is lost; a constant that is named may be right elsewhere.
        List<ExpressionSyntax> operands = [.. OperandsOf(source.NodeAt(diagnostic))];
        ExpressionSyntax? smallest = operands.OrderBy(o => Magnitude(source, o, cancellation)).FirstOrDefault();
        return smallest is LiteralExpressionSyntax literal && literal.Token.Text is { Length: > 0 } text
            ? [new TextChange(literal.Span, epsilon + (text[text.Length - 1] is 'f' or 'F' or 'd' or 'D' ? text.Substring(text.Length - 1) : ""))]
            : null;
    }

    private static IEnumerable<ExpressionSyntax> OperandsOf(SyntaxNode node) => node switch
    {
        ParenthesizedExpressionSyntax inner => OperandsOf(inner.Expression),
        CastExpressionSyntax cast => OperandsOf(cast.Expression),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) || sum.IsKind(SyntaxKind.SubtractExpression) => [Inner(sum.Left), Inner(sum.Right)],
        ExpressionSyntax expression => [expression],
        _ => [],
    };

    private static ExpressionSyntax Inner(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Inner(inner.Expression),
        CastExpressionSyntax cast => Inner(cast.Expression),
        _ => expression,
    };

    private static double Magnitude(FixSource source, ExpressionSyntax expression, CancellationToken cancellation) =>
        source.Model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: float or double or int or long } constant
            ? System.Math.Abs(System.Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)) : double.PositiveInfinity;
}
