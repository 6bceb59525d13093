using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// The square of a clamp at ±L becomes 2 · Huber(d, L): the same where |d| ≤ L, and a line of slope 2L beyond. Only where
/// the square is the clamp's only use.
/// </summary>
internal sealed class HuberRewrite(FixSource source, ClampCall clamp, CancellationToken cancellation)
{
    /// <summary>The changes, or null where the clamp is used otherwise.</summary>
    public IReadOnlyList<TextChange>? Plan()
    {
        SyntaxNode outer = SyntaxPlaces.Outermost(clamp.Expression);
        return outer.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax } declarator }
            ? OfLocal(declarator)
            : Inline();
    }

    /// <summary>Clamp(d) * Clamp(d) or Pow(Clamp(d), 2).</summary>
    private IReadOnlyList<TextChange>? Inline()
    {
        if (SquareAround(clamp.Expression) is not { } square)
        {
            return null;
        }

        // Written twice, the clamped value must be the same both times.
        bool isSame = square.Operands.All(o => SyntaxFactory.AreEquivalent(o, clamp.Expression)) && !HasEffect(clamp.Value);
        return isSame ? Replace(square, clamp.Value.ToString(), []) : null;
    }

    /// <summary>c = Clamp(d); … c * c …</summary>
    private IReadOnlyList<TextChange>? OfLocal(VariableDeclaratorSyntax declarator)
    {
        if (source.Model.GetDeclaredSymbol(declarator, cancellation) is not ILocalSymbol local
            || !SymbolEqualityComparer.Default.Equals(local.Type, ClampCall.NumberType(clamp.Expression, source.Model, cancellation))
            || declarator.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        List<IdentifierNameSyntax> uses = [.. References(method, local)];
        if (uses.Count == 0 || SquareAround(uses[0]) is not { } square || square.Operands.Count != uses.Count
            || square.Operands.Any(o => o is not IdentifierNameSyntax identifier || !uses.Contains(identifier)))
        {
            return null;
        }

        if (CanRemove(declarator, square.Expression) && declarator.Parent?.Parent is LocalDeclarationStatementSyntax statement)
        {
            return Replace(square, clamp.Value.ToString(), [new TextChange(LineOf(statement), "")]);
        }

        // The variable keeps what is measured, so that it is read where it was.
        return Replace(square, local.Name, [new TextChange(clamp.Expression.Span, clamp.Value.ToString())]);
    }

    private IEnumerable<IdentifierNameSyntax> References(SyntaxNode scope, ISymbol symbol) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name
            && SymbolEqualityComparer.Default.Equals(source.Model.GetSymbolInfo(name, cancellation).Symbol, symbol));

    /// <summary>What is clamped is a variable that is still the same at the square, so that no other is needed.</summary>
    private bool CanRemove(VariableDeclaratorSyntax declarator, ExpressionSyntax square)
    {
        if (clamp.Value is not IdentifierNameSyntax name || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1 } declaration
            || declaration.Parent?.Parent is not BlockSyntax block
            || source.Model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol || symbol is not (ILocalSymbol or IParameterSymbol { RefKind: RefKind.None })
            || !SymbolEqualityComparer.Default.Equals(
                source.Model.GetTypeInfo(name, cancellation).Type, source.Model.GetTypeInfo(clamp.Expression, cancellation).Type)
            || declaration.Parent.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia))
            || declaration.Parent.GetTrailingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return false;
        }

        return block.Span.Contains(square.Span) && !References(block, symbol).Any(use => use.SpanStart > declarator.Span.End && IsWritten(use));
    }

    private static bool IsWritten(IdentifierNameSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        RefExpressionSyntax => true,
        _ => false,
    };

    /// <summary>A statement with its line, where it has one of its own.</summary>
    private TextSpan LineOf(StatementSyntax statement)
    {
        SourceText text = source.Root.SyntaxTree.GetText(cancellation);
        TextLine first = text.Lines.GetLineFromPosition(statement.SpanStart);
        TextLine last = text.Lines.GetLineFromPosition(statement.Span.End);
        bool isAlone = text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)).Trim().Length == 0
            && text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)).Trim().Length == 0;
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span;
    }

    private IReadOnlyList<TextChange> Replace(Square square, string value, List<TextChange> changes)
    {
        string huber = $"{source.TypeName("Functions", square.Expression.SpanStart, changes)}.Huber({value}, {clamp.High})";
        ExpressionSyntax whole = square.Expression;
        string text = square.Factor is { } factor && !IsHalf(factor) ? $"2 * {factor} * {huber}" : $"2 * {huber}";
        if (square.Factor is not null && IsHalf(square.Factor))
        {
            text = huber;
        }
        else if (square.Factor is null && SyntaxPlaces.Outermost(whole).Parent is BinaryExpressionSyntax around
            && ((around.IsKind(SyntaxKind.MultiplyExpression) && IsHalf(Other(around, whole)))
                || (around.IsKind(SyntaxKind.DivideExpression) && around.Left == SyntaxPlaces.Outermost(whole) && IsLiteral(around.Right, 2))))
        {
            // Half of the square is the Huber loss itself.
            whole = around;
            text = huber;
        }

        changes.Add(new TextChange(whole.Span, text));
        return changes;
    }

    private static ExpressionSyntax Other(BinaryExpressionSyntax product, ExpressionSyntax operand) =>
        product.Left.Span.Contains(operand.Span) ? product.Right : product.Left;

    private bool IsHalf(ExpressionSyntax expression) => IsLiteral(expression, 0.5);

    private bool IsLiteral(ExpressionSyntax expression, double number) =>
        source.Model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: System.IConvertible value } and { Value: not string and not char and not bool }
        && value.ToDouble(System.Globalization.CultureInfo.InvariantCulture) == number;

    private static bool HasEffect(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(node =>
        node is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax
            || node.IsKind(SyntaxKind.PreIncrementExpression) || node.IsKind(SyntaxKind.PreDecrementExpression));

    /// <summary>A square: c * c, k * c * c (which is (k * c) * c) or Pow(c, 2).</summary>
    private sealed record Square(ExpressionSyntax Expression, IReadOnlyList<ExpressionSyntax> Operands, ExpressionSyntax? Factor);

    private Square? SquareAround(ExpressionSyntax operand)
    {
        SyntaxNode outer = SyntaxPlaces.Outermost(operand);
        if (outer.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call, NameColon: null })
        {
            bool isPow = source.Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol
            {
                Name: "Pow", ContainingType: { Name: "Math" or "MathF" or "Double" or "Single", ContainingNamespace.Name: "System" },
            };

            // Pow of System.Math is a double also where its argument is a float; a Huber of floats would be another type.
            return isPow && call.ArgumentList.Arguments.Count == 2 && call.ArgumentList.Arguments[0].Expression == outer
                && IsLiteral(call.ArgumentList.Arguments[1].Expression, 2)
                && SymbolEqualityComparer.Default.Equals(TypeOf(call), TypeOf(operand))
                ? new Square(call, [operand], null)
                : null;
        }

        if (outer.Parent is not BinaryExpressionSyntax product || !product.IsKind(SyntaxKind.MultiplyExpression))
        {
            return null;
        }

        ExpressionSyntax left = SyntaxPlaces.Innermost(product.Left);
        ExpressionSyntax right = SyntaxPlaces.Innermost(product.Right);
        if (SyntaxFactory.AreEquivalent(left, right))
        {
            return new Square(product, [left, right], null);
        }

        // k * c * c: the first c stands in the inner product.
        BinaryExpressionSyntax? whole = left == operand || left.Span.Contains(operand.Span) ? product : null;
        BinaryExpressionSyntax? scaled = product;
        if (right == operand && product.Parent is BinaryExpressionSyntax parent && parent.IsKind(SyntaxKind.MultiplyExpression) && parent.Left == product)
        {
            whole = parent;
        }
        else
        {
            scaled = whole is not null && product.Left is BinaryExpressionSyntax inner && inner.IsKind(SyntaxKind.MultiplyExpression) ? inner : null;
        }

        return whole is not null && scaled is not null && SyntaxFactory.AreEquivalent(SyntaxPlaces.Innermost(scaled.Right), SyntaxPlaces.Innermost(whole.Right))
            && SymbolEqualityComparer.Default.Equals(TypeOf(whole), TypeOf(operand))
            ? new Square(whole, [SyntaxPlaces.Innermost(scaled.Right), SyntaxPlaces.Innermost(whole.Right)], scaled.Left)
            : null;
    }

    private ITypeSymbol? TypeOf(ExpressionSyntax expression) => source.Model.GetTypeInfo(expression, cancellation).Type;
}
