using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Analyzers.Reporting;

/// <summary>The part of a loop or branch in front of its body: what is said of the construct is not said of all lines in it.</summary>
internal static class StatementHead
{
    public static TextSpan Of(SyntaxNode syntax) => syntax switch
    {
        ForStatementSyntax loop => To(loop, loop.CloseParenToken),
        CommonForEachStatementSyntax loop => To(loop, loop.CloseParenToken),
        WhileStatementSyntax loop => To(loop, loop.CloseParenToken),
        DoStatementSyntax loop => loop.DoKeyword.Span,
        IfStatementSyntax branch => To(branch, branch.CloseParenToken),
        SwitchStatementSyntax branch => TextSpan.FromBounds(branch.SpanStart, branch.Expression.Span.End),
        _ => syntax.Span,
    };

    private static TextSpan To(SyntaxNode syntax, SyntaxToken last) => TextSpan.FromBounds(syntax.SpanStart, last.Span.End);
}
