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

/// <summary>DIFF601 and DIFF602: a product for a square, a function of the library for one that is written out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StyleFix))]
[Shared]
public sealed class StyleFix : DocumentFix
{
    private const string UseProduct = "Diff.UseProduct";
    private const string UseFunction = "Diff.UseFunction";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF601", "DIFF602"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
        [(UseProduct, "Use a product"), (UseFunction, "Use Functions.Huber")];

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
            (UseProduct, DiagnosticProperties.UseProduct) => Product(source, node, cancellation),
            (UseFunction, DiagnosticProperties.UseHuber) => Huber(source, node, cancellation),
            _ => null,
        };
    }

    /// <summary>Pow(x, 2) becomes x * x where writing x twice computes nothing twice.</summary>
    private static IReadOnlyList<TextChange>? Product(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } power || arguments.Any(a => a.NameColon is not null)
            || !IsCheap(arguments[0].Expression)
            || !SymbolEqualityComparer.Default.Equals(source.Model.GetTypeInfo(power, cancellation).Type, source.Model.GetTypeInfo(arguments[0].Expression, cancellation).Type))
        {
            return null;
        }

        string text = $"{arguments[0].Expression} * {arguments[0].Expression}";
        bool binds = power.Parent is BinaryExpressionSyntax parent
            && !(parent.IsKind(SyntaxKind.AddExpression) || (parent.Left == power && (parent.IsKind(SyntaxKind.SubtractExpression) || parent.IsKind(SyntaxKind.MultiplyExpression)))
                || (parent.Right == power && parent.IsKind(SyntaxKind.SubtractExpression)));
        bool isOperand = binds || power.Parent is PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax;
        return [new TextChange(power.Span, isOperand ? $"({text})" : text)];
    }

    /// <summary>Names, members of names, and elements of both at places that are such, too.</summary>
    private static bool IsCheap(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or LiteralExpressionSyntax => true,
        MemberAccessExpressionSyntax member => IsCheap(member.Expression),
        ElementAccessExpressionSyntax element => IsCheap(element.Expression) && element.ArgumentList.Arguments.All(a => IsCheap(a.Expression)),
        _ => false,
    };

    /// <summary>|e| ≤ d ? ½e² : d·(|e| − ½d) becomes Huber(e, d): error and threshold are those of the condition.</summary>
    private static IReadOnlyList<TextChange>? Huber(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not ConditionalExpressionSyntax choice || SyntaxPlaces.Innermost(choice.Condition) is not BinaryExpressionSyntax comparison)
        {
            return null;
        }

        bool isLeft = SyntaxPlaces.Innermost(comparison.Left) is InvocationExpressionSyntax;
        if (SyntaxPlaces.Innermost(isLeft ? comparison.Left : comparison.Right) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } magnitude
            || source.Model.GetSymbolInfo(magnitude, cancellation).Symbol is not IMethodSymbol { Name: "Abs", ContainingType.Name: "Math" or "MathF" or "Double" or "Single" }
            || !SymbolEqualityComparer.Default.Equals(source.Model.GetTypeInfo(choice, cancellation).Type, source.Model.GetTypeInfo(arguments[0].Expression, cancellation).Type))
        {
            return null;
        }

        List<TextChange> changes = [];
        string functions = source.TypeName("Functions", choice.SpanStart, changes);
        changes.Add(new TextChange(choice.Span, $"{functions}.Huber({arguments[0].Expression}, {SyntaxPlaces.Innermost(isLeft ? comparison.Right : comparison.Left)})"));
        return changes;
    }
}
