using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// DIFF101 in tensor code: the square of a clamp at ±L becomes twice the Huber loss with δ = L, the same where |d| ≤ L and a line of slope 2L
/// beyond.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TensorHuberFix))]
[Shared]
public sealed class TensorHuberFix : DocumentFix
{
    private const string UseHuber = "Diff.UseHuber";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF101"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } = [(UseHuber, "Use the Huber loss")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (TensorCall.Read(source.NodeAt(diagnostic), source.Model, cancellation) is not { Name: "clamp" or "clip" or "clip_by_value" or "hardtanh" } clamp
            || Bound(clamp, source, cancellation) is not { } bound)
        {
            return null;
        }

        SyntaxNode outer = SyntaxPlaces.Outermost(clamp.Syntax);
        if (outer.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator })
        {
            return OfLocal(clamp, declarator, bound, source, cancellation);
        }

        return Square(outer, source, cancellation) is { } square && square.Operands == 1 && !(HasCall(clamp.Subject) && !clamp.IsTorch)
            ? [new TextChange(square.Whole.Span, Huber(clamp, clamp.Subject, bound, source))] : null;
    }

    /// <summary>c = clamp(d); … c · c …: the variable keeps the error, the square becomes the loss.</summary>
    private static IReadOnlyList<TextChange>? OfLocal(
        TensorCall clamp, VariableDeclaratorSyntax declarator, string bound, FixSource source, CancellationToken cancellation)
    {
        if (declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope || source.Model.GetDeclaredSymbol(declarator, cancellation) is not { } symbol)
        {
            return null;
        }

        List<IdentifierNameSyntax> uses = [.. scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name
            && SymbolEqualityComparer.Default.Equals(source.Model.GetSymbolInfo(n, cancellation).Symbol, symbol))];
        return uses.Count > 0 && Square(uses[0], source, cancellation) is { } square && square.Operands == uses.Count && uses.All(u => square.Whole.Span.Contains(u.Span))
            ? [new TextChange(clamp.Syntax.Span, clamp.Subject.ToString()), new TextChange(square.Whole.Span, Huber(clamp, uses[0], bound, source))] : null;
    }

    private static string Huber(TensorCall clamp, ExpressionSyntax error, string bound, FixSource source)
    {
        if (!clamp.IsTorch)
        {
            string tf = clamp.Root(source);
            string e = error.ToString();
            string primary = TensorCall.Primary(error);
            return $"{tf}.where({tf}.abs({e}) < {bound}, {primary} * {primary}, 2 * {bound} * {tf}.abs({e}) - {bound} * {bound})";
        }

        // The error of two tensors is what the loss takes.
        ExpressionSyntax inner = error is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : error;
        (string input, string target) = inner is BinaryExpressionSyntax difference && difference.IsKind(SyntaxKind.SubtractExpression)
            && IsTensor(difference.Left, source) && IsTensor(difference.Right, source)
            ? (difference.Left.ToString(), difference.Right.ToString()) : (inner.ToString(), $"{clamp.Root(source)}.zeros_like({inner})");
        return $"(2 * {clamp.Functional(source)}.huber_loss({input}, {target}, delta: {bound}, reduction: {clamp.Root(source)}.nn.Reduction.None))";
    }

    private static bool IsTensor(ExpressionSyntax expression, FixSource source) => source.Model.GetTypeInfo(expression).Type?.Name is "Tensor" or "Parameter";

    /// <summary>The bound as it is written, where one is the negative of the other.</summary>
    private static string? Bound(TensorCall clamp, FixSource source, CancellationToken cancellation)
    {
        if (clamp.Options.Count == 0)
        {
            return clamp.Name == "hardtanh" ? "1.0" : null;
        }

        if (clamp.Options.Count != 2)
        {
            return null;
        }

        // As numbers, or one with a minus in front of the other.
        ExpressionSyntax low = clamp.Options[0].Expression;
        ExpressionSyntax high = clamp.Options[1].Expression;
        if (NumberOf(low, source, cancellation) is { } a && NumberOf(high, source, cancellation) is { } b)
        {
            string number = clamp.IsTorch ? "0.0###############" : "0.0########";
            return a == -b && b > 0 ? b.ToString(number, CultureInfo.InvariantCulture) + (clamp.IsTorch ? "" : "f") : null;
        }

        return low is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression) && SyntaxFactory.AreEquivalent(minus.Operand, high)
            && source.Model.GetTypeInfo(high, cancellation).Type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32 }
            ? high.ToString() : null;
    }

    private static double? NumberOf(ExpressionSyntax expression, FixSource source, CancellationToken cancellation) =>
        source.Model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: int or long or float or double } constant
            ? System.Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture) : null;

    private static bool HasCall(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(n => n is InvocationExpressionSyntax);

    /// <summary>The square around an operand: square(c), c.pow(2), c * c; how often the operand stands in it.</summary>
    private static (ExpressionSyntax Whole, int Operands)? Square(SyntaxNode operand, FixSource source, CancellationToken cancellation)
    {
        SyntaxNode outer = SyntaxPlaces.Outermost(operand);
        if (outer.Parent is BinaryExpressionSyntax product && product.IsKind(SyntaxKind.MultiplyExpression) && SyntaxFactory.AreEquivalent(product.Left, product.Right))
        {
            return (product, 2);
        }

        SyntaxNode? call = outer.Parent is MemberAccessExpressionSyntax access && access.Expression == outer ? access.Parent
            : outer.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax around } ? around : null;
        return TensorCall.Read(call, source.Model, cancellation) is { } square && square.Subject == outer
            && (square.Name == "square" || (square.Name == "pow" && square.Options.Count == 1 && NumberOf(square.Options[0].Expression, source, cancellation) == 2))
            ? (square.Syntax, 1) : null;
    }
}
