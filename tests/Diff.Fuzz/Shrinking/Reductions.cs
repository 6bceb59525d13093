using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Fuzz.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Fuzz.Shrinking;

/// <summary>A program with one thing left out or put more simply.</summary>
/// <param name="Change">What was done, in words that stay the same while other things change.</param>
internal sealed record Reduction(FuzzProgram Program, string Change);

/// <summary>Every program that is one step simpler than a given one; many of them are no C# and fall out by themselves.</summary>
internal static class Reductions
{
    public static IEnumerable<Reduction> Of(FuzzProgram program)
    {
        if (program.Points.Length > 1)
        {
            foreach (string point in program.Points)
                yield return new(program with { Points = [point] }, "point " + point);
        }
        foreach (int flags in new[] { 0, 1, 2, 4, 8 })
        {
            if (flags < program.Disabled)
                yield return new(program with { Disabled = flags }, "flags " + flags);
        }
        foreach (FuzzProgram fewer in WithoutParameter(program))
            yield return new(fewer, "parameters " + fewer.Points[0]);
        foreach ((string helpers, string change) in Shorter(program.Helpers))
            yield return new(program with { Helpers = helpers }, change);
        foreach ((string main, string change) in Shorter(program.Main))
            yield return new(program with { Main = main }, change);
    }

    private static IEnumerable<FuzzProgram> WithoutParameter(FuzzProgram program)
    {
        MethodDeclarationSyntax main = Members(program.Main).OfType<MethodDeclarationSyntax>().Single();
        SeparatedSyntaxList<ParameterSyntax> parameters = main.ParameterList.Parameters;
        for (int i = 0; parameters.Count > 1 && i < parameters.Count; i++)
        {
            string list = string.Join(", ", parameters.Where((_, at) => at != i).Select(p => p.ToString()));
            yield return program with
            {
                Main = Replaced(program.Main, Within(main.ParameterList.Span), $"({list})"),
                Points = [.. program.Points.Select(p => Without(p, i))],
            };
        }
    }

    private static string Without(string point, int argument) => string.Join(", ", SyntaxFactory.ParseArgumentList($"({point})").Arguments
        .Where((_, at) => at != argument).Select(a => a.ToString()));

    private static IEnumerable<(string Members, string Change)> Shorter(string members)
    {
        SyntaxList<MemberDeclarationSyntax> parsed = Members(members);
        if (parsed.Count > 1)
        {
            foreach (MemberDeclarationSyntax member in parsed)
                yield return (Replaced(members, Within(member.FullSpan), ""), "without " + member);
        }
        foreach (SyntaxNode node in parsed.SelectMany(m => m.DescendantNodes()))
        {
            if (KeepsLoopEnding(node))
                continue;
            IEnumerable<string> simpler = node switch
            {
                BlockSyntax when node.Parent is not BlockSyntax => [],
                StatementSyntax statement => [.. Simpler(statement), ""],
                ElseClauseSyntax or CatchClauseSyntax or SwitchSectionSyntax or WhenClauseSyntax => [""],
                ExpressionSyntax expression when expression.Parent is not (TypeArgumentListSyntax or MemberAccessExpressionSyntax or ArrayTypeSyntax) => Simpler(expression),
                _ => [],
            };
            foreach (string text in simpler.Distinct().Where(t => t.Length < node.Span.Length))
                yield return (Replaced(members, Within(node.Span), text), $"{node} => {text}");
            if (node is BlockSyntax { Statements.Count: > 3 } block)
            {
                // Halves, so that long programs are short soon.
                int half = block.Statements.Count / 2;
                TextSpan early = TextSpan.FromBounds(block.Statements[0].SpanStart, block.Statements[half - 1].Span.End);
                TextSpan late = TextSpan.FromBounds(block.Statements[half].SpanStart, block.Statements[^1].Span.End);
                yield return (Replaced(members, Within(early), ""), "half of " + block);
                yield return (Replaced(members, Within(late), ""), "other half of " + block);
            }
        }
    }

    /// <summary>Whether a loop might run for ever without it: its condition, what counts, and what is counted to.</summary>
    private static bool KeepsLoopEnding(SyntaxNode node) => node switch
    {
        ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax { Right: LiteralExpressionSyntax } } => IsInLoop(node),
        ExpressionSyntax { Parent: WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax } => true,
        ExpressionSyntax { Parent: ExpressionSyntax { Parent: WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax } parent } => parent is not BinaryExpressionSyntax { Right: var right } || right != node,
        BreakStatementSyntax => true,
        _ => false,
    };

    private static bool IsInLoop(SyntaxNode node) => node.Ancestors().Any(a => a is WhileStatementSyntax or DoStatementSyntax);

    private static IEnumerable<string> Simpler(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => [Content(block)],
        IfStatementSyntax choice => [Content(choice.Statement), .. choice.Else is null ? Array.Empty<string>() : [Content(choice.Else.Statement)]],
        ForStatementSyntax loop => [Content(loop.Statement), loop.Declaration is null ? "" : $"{loop.Declaration}; {Content(loop.Statement)}"],
        ForEachStatementSyntax loop => [Content(loop.Statement)],
        WhileStatementSyntax loop => [Content(loop.Statement)],
        DoStatementSyntax loop => [Content(loop.Statement)],
        SwitchStatementSyntax choice => choice.Sections.Select(
            s => string.Concat(s.Statements.Where(i => i is not BreakStatementSyntax).Select(i => i.ToString() + "\n"))),
        _ => [],
    };

    private static IEnumerable<string> Simpler(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax or PredefinedTypeSyntax or ArrayCreationExpressionSyntax:
                yield break;
            case ParenthesizedExpressionSyntax inner:
                yield return inner.Expression.ToString();
                break;
            case BinaryExpressionSyntax pair:
                yield return pair.Left.ToString();
                yield return pair.Right.ToString();
                break;
            case ConditionalExpressionSyntax choice:
                yield return $"({choice.WhenTrue})";
                yield return $"({choice.WhenFalse})";
                break;
            case PrefixUnaryExpressionSyntax prefix:
                yield return prefix.Operand.ToString();
                break;
            case CastExpressionSyntax cast:
                yield return cast.Expression.ToString();
                break;
            case AssignmentExpressionSyntax assignment when assignment.Parent is not ExpressionStatementSyntax:
                yield return assignment.Right.ToString();
                break;
            case InvocationExpressionSyntax call:
                foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
                    yield return $"({argument.Expression})";
                break;
            default:
                break;
        }
        string[] literals = expression.Parent is IfStatementSyntax or ConditionalExpressionSyntax ? ["true", "false"] : ["1", "0.5", "0.5f"];
        foreach (string literal in literals)
            yield return literal;
    }

    private static string Content(StatementSyntax statement) => statement is BlockSyntax block
        ? string.Concat(block.Statements.Select(s => s.ToString() + "\n"))
        : statement.ToString();

    private const string Before = "class C {\n";

    private static SyntaxList<MemberDeclarationSyntax> Members(string members) =>
        ((TypeDeclarationSyntax)SyntaxFactory.ParseCompilationUnit(Before + members + "}").Members[0]).Members;

    /// <summary>A place in the parsed type as a place in the text of its members.</summary>
    private static TextSpan Within(TextSpan span) => new(span.Start - Before.Length, span.Length);

    private static string Replaced(string text, TextSpan span, string by) => text[..span.Start] + by + text[span.End..];
}
