using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// Fixes in the vocabulary of the tensor library at hand. DIFF204: the loss gets the logits. DIFF505: the result is assigned. DIFF510:
/// gradients are set to zero in front of backward.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TensorFix))]
[Shared]
public sealed class TensorFix : DocumentFix
{
    private const string RemoveActivation = "Diff.RemoveActivation";
    private const string AssignResult = "Diff.AssignResult";
    private const string SetToZero = "Diff.SetToZero";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF204", "DIFF505", "DIFF510"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
    [
        (RemoveActivation, "Hand the logits to the loss"), (AssignResult, "Assign the result"), (SetToZero, "Set the gradients to zero"),
    ];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (source.NodeAt(diagnostic) is not InvocationExpressionSyntax call)
        {
            return null;
        }

        return (diagnostic.Id, key) switch
        {
            ("DIFF204", RemoveActivation) => WithoutActivation(source, call, cancellation),
            ("DIFF505", AssignResult) => Assigned(source, call, cancellation),
            ("DIFF510", SetToZero) => WithZeroGrad(call),
            _ => null,
        };
    }

    /// <summary>cross_entropy(softmax(z, 1), y), cross_entropy(z.softmax(1), y): the activation goes, its operand stays.</summary>
    private static IReadOnlyList<TextChange>? WithoutActivation(FixSource source, InvocationExpressionSyntax loss, CancellationToken cancellation)
    {
        foreach (ArgumentSyntax argument in loss.ArgumentList.Arguments)
        {
            bool isLogits = argument.NameColon is { } name ? name.Name.Identifier.ValueText is "logits" or "input"
                : argument == loss.ArgumentList.Arguments[0] && !NameOf(loss).EndsWith("with_logits", System.StringComparison.Ordinal);
            isLogits |= argument.NameColon is null && argument == loss.ArgumentList.Arguments[0] && NameOf(loss) == "binary_cross_entropy_with_logits";
            if (isLogits && argument.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } activation
                && NameOf(activation) is "softmax" or "sigmoid"
                && source.Model.GetSymbolInfo(activation, cancellation).Symbol is IMethodSymbol method)
            {
                ExpressionSyntax? logits = method.Parameters.FirstOrDefault()?.Type.Name == "Tensor"
                    ? activation.ArgumentList.Arguments.FirstOrDefault()?.Expression : access.Expression;
                return logits is null ? null : [new TextChange(activation.Span, logits.ToString())];
            }
        }

        return null;
    }

    /// <summary>x.detach(); becomes x = x.detach();.</summary>
    private static IReadOnlyList<TextChange>? Assigned(FixSource source, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (call.Parent is not ExpressionStatementSyntax || call.Expression is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        ExpressionSyntax subject = source.Model.GetTypeInfo(access.Expression, cancellation).Type?.Name == "Tensor" ? access.Expression
            : call.ArgumentList.Arguments.FirstOrDefault()?.Expression ?? access.Expression;
        bool isVariable = source.Model.GetSymbolInfo(subject, cancellation).Symbol switch
        {
            ILocalSymbol { IsForEach: false, IsUsing: false, IsConst: false, RefKind: RefKind.None } => true,
            IParameterSymbol { RefKind: RefKind.None or RefKind.Ref } => true,
            IFieldSymbol { IsReadOnly: false, IsConst: false } => subject is IdentifierNameSyntax,
            _ => false,
        };
        return isVariable && subject is IdentifierNameSyntax ? [new TextChange(new TextSpan(call.SpanStart, 0), $"{subject} = ")] : null;
    }

    /// <summary>The optimizer that steps in the block clears in front of backward.</summary>
    private static IReadOnlyList<TextChange>? WithZeroGrad(InvocationExpressionSyntax backward)
    {
        if (backward.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement)
        {
            return null;
        }

        List<InvocationExpressionSyntax> steps = [.. block.Statements.OfType<ExpressionStatementSyntax>().Select(s => s.Expression)
            .OfType<InvocationExpressionSyntax>().Where(c => NameOf(c) == "step" && c.ArgumentList.Arguments.Count == 0)];
        if (steps.Count != 1 || steps[0].Expression is not MemberAccessExpressionSyntax { Expression: { } optimizer })
        {
            return null;
        }

        string text = statement.SyntaxTree.GetText().ToString(TextSpan.FromBounds(LineStart(statement), statement.SpanStart));
        string lineEnd = block.ToFullString().Contains("\r\n") ? "\r\n" : "\n";
        return string.IsNullOrWhiteSpace(text)
            ? [new TextChange(new TextSpan(statement.SpanStart, 0), $"{optimizer}.zero_grad();{lineEnd}{text}")]
            : [new TextChange(new TextSpan(statement.SpanStart, 0), $"{optimizer}.zero_grad(); ")];
    }

    private static int LineStart(SyntaxNode node) => node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).Start;

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
