using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Analyzers.Hazards;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers.Reporting;

/// <summary>
/// Finds the expression that an operation of the IR comes from: operations know only their statement. Calls are told by name, operators
/// by kind; those of one statement stand in the IR in the order in which they are evaluated.
/// </summary>
internal sealed class OpLocator(Function function, OriginLocator locator, SemanticModel model)
{
    private const int LongestQuote = 60;

    private static readonly Dictionary<Primitive, SyntaxKind> s_operators = new()
    {
        [Primitives.Add] = SyntaxKind.AddExpression, [Primitives.Subtract] = SyntaxKind.SubtractExpression,
        [Primitives.Multiply] = SyntaxKind.MultiplyExpression, [Primitives.Divide] = SyntaxKind.DivideExpression,
    };

    private static readonly Dictionary<SyntaxKind, SyntaxKind> s_assignments = new()
    {
        [SyntaxKind.AddExpression] = SyntaxKind.AddAssignmentExpression, [SyntaxKind.SubtractExpression] = SyntaxKind.SubtractAssignmentExpression,
        [SyntaxKind.MultiplyExpression] = SyntaxKind.MultiplyAssignmentExpression, [SyntaxKind.DivideExpression] = SyntaxKind.DivideAssignmentExpression,
    };

    /// <summary>The place of a finding, and the code there in quotes or other words for it.</summary>
    public (FoundPlace Place, string Quote) Find(HazardFinding finding)
    {
        Op op = finding.Op;
        SyntaxNode? statement = locator.SyntaxAt(op.Origin);
        SyntaxNode? syntax = statement is null || op is not (Let or SpanCall or If) ? null : Pick(op, [.. Candidates(statement, op)]);
        ImmutableDictionary<string, string?> properties = finding.Remedy is null || syntax is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Remedy, finding.Remedy);
        FoundPlace place = syntax is not null && syntax.SyntaxTree == model.SyntaxTree
            ? new FoundPlace(syntax.GetLocation(), null, properties)
            : locator.FindHead(op.Origin) is var head && statement is not null && statement.SyntaxTree == model.SyntaxTree
                ? new FoundPlace(head.Location)
                : locator.Find(op.Origin);
        return (place, Quoted(syntax) ?? finding.Otherwise);
    }

    /// <summary>Code in quotes; null where it is too long.</summary>
    public static string? Quoted(SyntaxNode? syntax)
    {
        string text = syntax?.ToString() ?? "";
        return text.Length is > 0 and <= LongestQuote && !text.Contains('\n') ? $"'{text}'" : null;
    }

    private SyntaxNode? Pick(Op op, List<SyntaxNode> candidates)
    {
        if (candidates.Count < 2)
        {
            return candidates.FirstOrDefault();
        }

        List<Op> alike = [.. function.Body.Descendants().Where(other => IsAlike(other, op))];
        int position = alike.FindIndex(other => ReferenceEquals(other, op));

        // Where some of them were simplified away, it is not known which one is left.
        return position < 0 || alike.Count % candidates.Count != 0 ? null : candidates[position % candidates.Count];
    }

    private static bool IsAlike(Op other, Op op) =>
        other.Origin.Method == op.Origin.Method && other.Origin.Start == op.Origin.Start && other.Origin.Length == op.Origin.Length
        && (other, op) switch
        {
            (Let a, Let b) => a.Primitive == b.Primitive && a.Result.Type.IsFloating == b.Result.Type.IsFloating,
            (If, If) => true,
            (SpanCall a, SpanCall b) => a.Function == b.Function,
            _ => false,
        };

    /// <summary>The expressions of a statement, without the bodies of constructs, that an operation may come from; inner ones before outer ones.</summary>
    private IEnumerable<SyntaxNode> Candidates(SyntaxNode statement, Op op) => statement
        .DescendantNodesAndSelf(node => node is not StatementSyntax || node == statement)
        .Where(node => Matches(node, op))
        .OrderBy(node => node.Span.End).ThenByDescending(node => node.SpanStart);

    private bool Matches(SyntaxNode node, Op op)
    {
        if (op is Let let && s_operators.TryGetValue(let.Primitive, out SyntaxKind kind))
        {
            return (node.IsKind(kind) || node.IsKind(s_assignments[kind])) && IsFloating(node) == let.Result.Type.IsFloating;
        }

        if (op is If)
        {
            return node is ConditionalExpressionSyntax;
        }

        return node is InvocationExpressionSyntax call && NamesOf(op).Contains(NameOf(call), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Sums of integers and of texts are no operations of the kind looked for.</summary>
    private bool IsFloating(SyntaxNode node) =>
        node.SyntaxTree != model.SyntaxTree || (model.GetTypeInfo(node).Type is { } type
            && type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_String) && !model.GetConstantValue(node).HasValue);

    /// <summary>What the method is called that an operation comes from.</summary>
    private static IEnumerable<string> NamesOf(Op op)
    {
        if (op is SpanCall call)
        {
            return [call.Function.Name];
        }

        Primitive primitive = ((Let)op).Primitive;
        string text = primitive.Notation == Notation.Call ? primitive.Text(ScalarKind.Double).Split('(')[0] : primitive.Name;
        return [text.Substring(text.LastIndexOf('.') + 1)];
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
