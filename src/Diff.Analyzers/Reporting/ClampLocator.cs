using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Analyzers.Reporting;

/// <summary>A clamp in the source and the words for it.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Subject">What is clamped, as it is written.</param>
/// <param name="Range">Where the gradient is zero.</param>
internal sealed record FoundClamp(FoundPlace Place, string Subject, string Range);

/// <summary>Finds the expression or branch that a clamp of the IR comes from: operations know only their statement.</summary>
internal sealed class ClampLocator(Function function, OriginLocator locator, SemanticModel model)
{
    private const int LongestQuote = 40;

    /// <summary>The place of a clamp.</summary>
    /// <param name="clamp">The clamp.</param>
    /// <param name="otherwise">What to call its subject where it is not quoted.</param>
    public FoundClamp Find(Clamp clamp, string otherwise)
    {
        Op first = clamp.Ops.OrderBy(op => op.Origin.Start).First();
        Op op = clamp.Spelling == ClampSpelling.Branch ? first : clamp.Ops[0];
        SyntaxNode? statement = locator.SyntaxAt(op.Origin);
        SyntaxNode? syntax = statement is null ? null : Pick(op, clamp, [.. Candidates(statement, clamp.Spelling)]);
        string subject = syntax is null ? "" : SubjectOf(syntax);
        FoundPlace place = locator.Find(op.Origin);
        if (syntax is not null && syntax.SyntaxTree == model.SyntaxTree)
        {
            place = new FoundPlace(LocationOf(syntax), null, Properties(clamp, syntax));
        }

        string shown = subject.Length is > 0 and <= LongestQuote ? $"'{subject}'" : otherwise;
        return new FoundClamp(place, shown, RangeOf(clamp, syntax));
    }

    /// <summary>The clamps of one statement stand in the IR in the order in which they stand in the source.</summary>
    private SyntaxNode? Pick(Op op, Clamp clamp, List<SyntaxNode> candidates)
    {
        if (candidates.Count < 2)
        {
            return candidates.FirstOrDefault();
        }

        List<Op> alike = [.. function.Body.Descendants().Where(other => IsAlike(other, op, clamp.Spelling))];
        int position = alike.FindIndex(other => ReferenceEquals(other, op));
        return position < 0 || alike.Count % candidates.Count != 0 ? candidates[0] : candidates[position % candidates.Count];
    }

    private static bool IsAlike(Op other, Op op, ClampSpelling spelling) =>
        other.Origin.Method == op.Origin.Method && other.Origin.Start == op.Origin.Start && other.Origin.Length == op.Origin.Length
        && (spelling == ClampSpelling.Branch ? other is If : other is Let let && let.Primitive == ((Let)op).Primitive);

    private static IEnumerable<SyntaxNode> Candidates(SyntaxNode statement, ClampSpelling spelling) => spelling switch
    {
        ClampSpelling.Call => Calls(statement).Where(call => NameOf(call) == "Clamp"),
        ClampSpelling.MinMax => Calls(statement).Where(call => NameOf(call) is "Min" or "Max" && !IsInside(call)),
        _ when statement is IfStatementSyntax => [statement],
        _ => statement.DescendantNodesAndSelf().Where(node =>
            node is ConditionalExpressionSyntax && !node.Ancestors().TakeWhile(a => a != statement.Parent).OfType<ConditionalExpressionSyntax>().Any()),
    };

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode statement) =>
        statement.DescendantNodesAndSelf(node => node is not StatementSyntax || node == statement).OfType<InvocationExpressionSyntax>();

    /// <summary>Min directly around Max is one clamp.</summary>
    private static bool IsInside(InvocationExpressionSyntax call) =>
        call.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax outer } && NameOf(outer) is "Min" or "Max";

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static Location LocationOf(SyntaxNode syntax) => syntax is IfStatementSyntax branch
        ? Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(branch.SpanStart, branch.CloseParenToken.Span.End))
        : syntax.GetLocation();

    /// <summary>What is clamped: for a call the argument that is not a bound, for a branch the variable or the kept side.</summary>
    private string SubjectOf(SyntaxNode syntax)
    {
        ExpressionSyntax? subject = syntax switch
        {
            InvocationExpressionSyntax call when NameOf(call) == "Clamp" => call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
            InvocationExpressionSyntax call => Innermost(call),
            ConditionalExpressionSyntax choice => Compared(choice.Condition),
            IfStatementSyntax branch => Compared(branch.Condition),
            _ => null,
        };
        return subject is null ? "" : subject.ToString();
    }

    private ExpressionSyntax? Innermost(InvocationExpressionSyntax call)
    {
        foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is InvocationExpressionSyntax inner && NameOf(inner) is "Min" or "Max")
            {
                return Innermost((InvocationExpressionSyntax)argument.Expression);
            }
        }

        return call.ArgumentList.Arguments.Select(a => a.Expression).FirstOrDefault(e => !IsConstant(e));
    }

    private bool IsConstant(ExpressionSyntax expression) =>
        expression.SyntaxTree == model.SyntaxTree ? model.GetConstantValue(expression).HasValue : expression is LiteralExpressionSyntax;

    private static ExpressionSyntax? Compared(ExpressionSyntax condition) => condition switch
    {
        BinaryExpressionSyntax binary => binary.Left is LiteralExpressionSyntax ? Compared(binary.Right) : Compared(binary.Left),
        IsPatternExpressionSyntax pattern => Compared(pattern.Expression),
        ParenthesizedExpressionSyntax parenthesized => Compared(parenthesized.Expression),
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
        _ => condition,
    };

    private static string RangeOf(Clamp clamp, SyntaxNode? syntax)
    {
        // The bounds of a call as they are written, where they are not literals.
        SeparatedSyntaxList<ArgumentSyntax> arguments = clamp.Spelling == ClampSpelling.Call && syntax is InvocationExpressionSyntax call
            ? call.ArgumentList.Arguments
            : default;
        string? low = clamp.Low is null ? null : Text(clamp.Low, arguments, 1);
        string? high = clamp.High is null ? null : Text(clamp.High, arguments, 2);
        return (clamp.Low, clamp.High) switch
        {
            ({ }, { }) => low is null || high is null ? "outside its bounds" : $"outside [{low}, {high}]",
            (null, { }) => $"above {high ?? "its bound"}",
            _ => $"below {low ?? "its bound"}",
        };
    }

    private static string? Text(ClampBound bound, SeparatedSyntaxList<ArgumentSyntax> arguments, int position) =>
        bound.Number is { } number ? number.ToString("R", CultureInfo.InvariantCulture)
        : arguments.Count == 3 && arguments[position].ToString() is { Length: <= LongestQuote } written ? written
        : bound.Value.Name.Length > 0 ? (bound.IsNegated ? "-" : "") + bound.Value.Name
        : null;

    private ImmutableDictionary<string, string?> Properties(Clamp clamp, SyntaxNode syntax)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.IsSymmetric, clamp.IsSymmetric ? "true" : "false");

        // A clamp of a vector is one of each of its numbers, and what replaces a clamp is for numbers.
        return syntax is InvocationExpressionSyntax call && clamp is { Low: not null, High: not null }
            && model.GetTypeInfo(call).Type is { } type && TypeMapping.ScalarOf(type) is not null
            ? properties.Add(DiagnosticProperties.Remedy, DiagnosticProperties.ReplaceClamp)
            : properties;
    }
}
