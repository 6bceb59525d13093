using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// Where a gradient is lost. DIFF102: the cap goes. DIFF016, DIFF104: the gradient passes the rounding straight through. DIFF305: the clipping moves in
/// front of the step. DIFF406: the bounds keep a margin to where the derivative is infinite. DIFF503: the loop adds up.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LostGradientFix))]
[Shared]
public sealed class LostGradientFix : DocumentFix
{
    private const string RemoveCap = "Diff.RemoveCap";
    private const string StraightThrough = "Diff.StraightThrough";
    private const string MoveClipping = "Diff.MoveClipping";
    private const string KeepMargin = "Diff.KeepMargin";
    private const string AddUp = "Diff.AddUp";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF016", "DIFF102", "DIFF104", "DIFF305", "DIFF406", "DIFF503"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
    [
        (RemoveCap, "Remove the bound"), (StraightThrough, "Let the gradient pass straight through"), (MoveClipping, "Clip in front of the step"),
        (KeepMargin, "Keep a margin to the boundary"), (AddUp, "Add up with +="),
    ];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode node = source.NodeAt(diagnostic);
        return (diagnostic.Id, key) switch
        {
            ("DIFF102", RemoveCap) => Uncapped(source, node, cancellation),
            ("DIFF016" or "DIFF104", StraightThrough) => Passed(source, node, cancellation),
            ("DIFF305", MoveClipping) => Moved(node),
            ("DIFF406", KeepMargin) => WithMargin(source, node, cancellation),
            ("DIFF503", AddUp) => Added(node),
            _ => null,
        };
    }

    /// <summary>Min(loss, 10), Clamp(loss, 0, 10), loss.clamp_max(10), loss &lt; 10 ? loss : 10 become loss; an if that sets it goes.</summary>
    private static IReadOnlyList<TextChange>? Uncapped(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<IfStatementSyntax>() is { Else: null } branch && (node == branch || branch.Condition.Span.Contains(node.Span)))
        {
            bool isCap = Only(branch.Statement) is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax set } && set.IsKind(SyntaxKind.SimpleAssignmentExpression)
                && source.Model.GetConstantValue(set.Right, cancellation).HasValue;
            return isCap ? [new TextChange(SyntaxPlaces.LineOf(branch), "")] : null;
        }

        ExpressionSyntax? kept = node switch
        {
            ConditionalExpressionSyntax choice => OnlyVariable(source, cancellation, choice.WhenTrue, choice.WhenFalse),
            InvocationExpressionSyntax call => Capped(source, call, cancellation),
            _ => null,
        };
        if (kept is null)
        {
            return null;
        }

        // loss = Min(loss, 10); says nothing any more.
        SyntaxNode outer = SyntaxPlaces.Outermost(node);
        if (outer.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment && assignment.Right == outer
            && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && SyntaxFactory.AreEquivalent(assignment.Left, kept) && statement.Parent is BlockSyntax)
        {
            return [new TextChange(SyntaxPlaces.LineOf(statement), "")];
        }

        bool isWhole = outer.Parent is EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax
            || outer.Parent is AssignmentExpressionSyntax;
        return [new TextChange(node.Span, isWhole ? kept.ToString() : TensorCall.Primary(kept))];
    }

    private static ExpressionSyntax? Capped(FixSource source, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (TensorCall.Read(call, source.Model, cancellation) is { } tensor)
        {
            return tensor.Name is "clamp" or "clip" or "clamp_max" or "clip_by_value" or "hardtanh" ? tensor.Subject
                : tensor.Name is "minimum" or "min" && tensor.Options.Count == 1 ? Capped(source, cancellation, tensor.Subject, tensor.Options[0].Expression) : null;
        }

        if (ClampCall.Read(call, source.Model, cancellation) is { } clamp)
        {
            return clamp.Value;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return arguments.Count == 2 && arguments.All(a => a.NameColon is null) && source.MathFunction(call, cancellation) == "Min"
            ? OnlyVariable(source, cancellation, arguments[0].Expression, arguments[1].Expression) : null;
    }

    /// <summary>A tensor that holds a number is a bound, too.</summary>
    private static ExpressionSyntax? Capped(FixSource source, CancellationToken cancellation, ExpressionSyntax first, ExpressionSyntax second)
    {
        bool IsBound(ExpressionSyntax e) => source.Model.GetConstantValue(e, cancellation).HasValue
            || (TensorCall.Read(e, source.Model, cancellation) is { Name: "tensor" or "constant" } made && source.Model.GetConstantValue(made.Subject, cancellation).HasValue);
        return IsBound(first) == IsBound(second) ? null : IsBound(first) ? second : first;
    }

    private static ExpressionSyntax? OnlyVariable(FixSource source, CancellationToken cancellation, ExpressionSyntax first, ExpressionSyntax second)
    {
        bool isFirst = source.Model.GetConstantValue(first, cancellation).HasValue;
        return isFirst == source.Model.GetConstantValue(second, cancellation).HasValue ? null : isFirst ? second : first;
    }

    /// <summary>round(x) becomes the same value with the derivative of x.</summary>
    private static IReadOnlyList<TextChange>? Passed(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax call)
        {
            return null;
        }

        if (TensorCall.Read(call, source.Model, cancellation) is { } tensor)
        {
            if (HasEffect(tensor.Subject))
            {
                return null;
            }

            string x = TensorCall.Primary(tensor.Subject);
            string step = tensor.IsTorch ? $"({call} - {x}).detach()" : $"{tensor.Root(source)}.stop_gradient({call} - {x})";
            bool isAlone = SyntaxPlaces.Outermost(call).Parent is EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax;
            return [new TextChange(call.Span, isAlone ? $"{x} + {step}" : $"({x} + {step})")];
        }

        if (source.MathFunction(call, cancellation) is not ("Round" or "Floor" or "Ceiling" or "Truncate") || call.ArgumentList.Arguments is not { Count: > 0 } arguments
            || arguments[0].NameColon is not null || HasEffect(arguments[0].Expression) || ClampCall.NumberType(arguments[0].Expression, source.Model, cancellation) is not { } type
            || !SymbolEqualityComparer.Default.Equals(type, ClampCall.NumberType(call, source.Model, cancellation)))
        {
            return null;
        }

        List<TextChange> changes = [];
        string gradient = source.TypeName("Gradient", call.SpanStart, changes);
        changes.Add(new TextChange(call.Span, $"{gradient}.StraightThrough({call}, {arguments[0].Expression})"));
        return changes;
    }

    /// <summary>Whether it matters how often an expression is evaluated: functions of a library that compute may be, what is one's own may not.</summary>
    private static bool HasEffect(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(n =>
        n is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax
            || n.IsKind(SyntaxKind.PreIncrementExpression) || n.IsKind(SyntaxKind.PreDecrementExpression));

    /// <summary>The clipping goes in front of the step of the same block.</summary>
    private static IReadOnlyList<TextChange>? Moved(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } clip || clip.Expression != node)
        {
            return null;
        }

        List<ExpressionStatementSyntax> statements = [.. block.Statements.OfType<ExpressionStatementSyntax>()];
        List<ExpressionStatementSyntax> steps = [.. statements.Where(s => IsCallOf(s, "step"))];
        if (steps.Count != 1 || !statements.Any(s => IsCallOf(s, "backward") && s.SpanStart < steps[0].SpanStart))
        {
            return null;
        }

        SourceText text = block.SyntaxTree.GetText();
        TextSpan line = SyntaxPlaces.LineOf(clip);
        bool hasLine = line != clip.Span;
        TextLine target = text.Lines.GetLineFromPosition(steps[0].SpanStart);
        bool isAlone = hasLine && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(target.Start, steps[0].SpanStart)));
        return isAlone
            ? [new TextChange(line, ""), new TextChange(new TextSpan(target.Start, 0), text.ToString(line))]
            : [new TextChange(clip.Span, ""), new TextChange(new TextSpan(steps[0].SpanStart, 0), clip + " ")];
    }

    private static bool IsCallOf(ExpressionStatementSyntax statement, string name) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && access.Name.Identifier.ValueText == name;

    /// <summary>Acos(Clamp(x, -1, 1)): bounds of ±1 go a little inside.</summary>
    private static IReadOnlyList<TextChange>? WithMargin(FixSource source, SyntaxNode node, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax call)
        {
            return null;
        }

        TensorCall? tensor = TensorCall.Read(call, source.Model, cancellation);
        ExpressionSyntax? argument = tensor?.Subject ?? call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        if (argument is not null && TensorLocalValue(source, argument, cancellation) is { } value)
        {
            argument = value;
        }

        if (argument is not InvocationExpressionSyntax clamp)
        {
            return null;
        }

        // In single precision 1e-6 is some units in the last place, in double precision 1e-9 is.
        bool isSingle = tensor is not null || source.Model.GetTypeInfo(clamp, cancellation).Type?.SpecialType == SpecialType.System_Single;
        List<TextChange> changes = [];
        foreach (ExpressionSyntax bound in clamp.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e.Parent is ArgumentSyntax))
        {
            if (source.Model.GetConstantValue(bound, cancellation) is { HasValue: true, Value: int or float or double } constant)
            {
                double number = System.Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture);
                string suffix = source.Model.GetTypeInfo(bound, cancellation).Type?.SpecialType == SpecialType.System_Single ? "f" : "";
                if (System.Math.Abs(number) == 1)
                {
                    changes.Add(new TextChange(bound.Span, $"{bound} {(number > 0 ? "-" : "+")} {(isSingle ? "1e-6" : "1e-9")}{suffix}"));
                }
            }
        }

        return changes.Count == 2 ? changes : null;
    }

    private static ExpressionSyntax? TensorLocalValue(FixSource source, ExpressionSyntax expression, CancellationToken cancellation) =>
        TensorLocal.Read(expression, source, cancellation)?.Initializer;

    /// <summary>total = term; becomes total += term;.</summary>
    private static IReadOnlyList<TextChange>? Added(SyntaxNode node) =>
        node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && assignment.Parent is ExpressionStatementSyntax && SyntaxPlaces.Outermost(node) is var outer && (outer == assignment || outer == assignment.Right)
            ? [new TextChange(assignment.OperatorToken.Span, "+=")] : null;

    private static StatementSyntax Only(StatementSyntax statement) => statement is BlockSyntax { Statements.Count: 1 } block ? block.Statements[0] : statement;
}
