using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>Where code stands: what fixes ask of syntax alone.</summary>
internal static class SyntaxPlaces
{
    /// <summary>A node with the parentheses around it.</summary>
    public static SyntaxNode Outermost(SyntaxNode node) => node.Parent is ParenthesizedExpressionSyntax parent ? Outermost(parent) : node;

    /// <summary>An expression without parentheses around it.</summary>
    public static ExpressionSyntax Innermost(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parenthesized ? Innermost(parenthesized.Expression) : expression;

    /// <summary>A statement with its lines, where it has them alone.</summary>
    public static TextSpan LineOf(StatementSyntax statement)
    {
        SourceText text = statement.SyntaxTree.GetText();
        TextLine first = text.Lines.GetLineFromPosition(statement.SpanStart);
        TextLine last = text.Lines.GetLineFromPosition(statement.Span.End);
        bool isAlone = text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)).Trim().Length == 0
            && text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)).Trim().Length == 0;
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span;
    }
}
