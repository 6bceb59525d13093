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
/// DIFF303, DIFF401, DIFF402, DIFF411 and DIFF413 in tensor code: the function of the library that computes at once what overflows in steps.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TensorFormFix))]
[Shared]
public sealed class TensorFormFix : DocumentFix
{
    private const string UseLibrary = "Diff.UseLibraryFunction";

    private static readonly HashSet<string> s_views =
        ["gather", "squeeze", "unsqueeze", "view", "reshape", "index_select", "select", "narrow", "flatten", "masked_select", "contiguous"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF303", "DIFF401", "DIFF402", "DIFF411", "DIFF413"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } = [(UseLibrary, "Use the library's function for the whole")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode node = source.NodeAt(diagnostic);
        Rewriter rewriter = new(source, cancellation);
        if (diagnostic.Id == "DIFF303")
        {
            return node is BinaryExpressionSyntax quotient && quotient.IsKind(SyntaxKind.DivideExpression) ? rewriter.Softmax(quotient) : null;
        }

        return TensorCall.Read(node, source.Model, cancellation) is not { } call ? null : diagnostic.Id switch
        {
            "DIFF401" => call.Name == "log" ? rewriter.LogSoftmax(call) : null,
            "DIFF402" => call.Name == "binary_cross_entropy" ? rewriter.OfLogits(call) : call.Name == "log" ? rewriter.LogSigmoid(call) : null,
            "DIFF411" => call.Name == "log" ? rewriter.LogSumExp(call) : null,
            "DIFF413" => rewriter.Softplus(call),
            _ => null,
        };
    }

    private sealed class Rewriter(FixSource source, CancellationToken cancellation)
    {
        private TensorCall? Read(SyntaxNode? node) => TensorCall.Read(node, source.Model, cancellation);

        private ExpressionSyntax Unguarded(ExpressionSyntax expression) => TensorCall.Unguarded(expression, source.Model, cancellation);

        /// <summary>log(softmax(z)) and log of some of its elements.</summary>
        public IReadOnlyList<TextChange>? LogSoftmax(TensorCall log)
        {
            ExpressionSyntax picked = Unguarded(log.Subject);
            ExpressionSyntax root = picked;
            while (Read(root) is { } view && s_views.Contains(view.Name))
            {
                root = Unguarded(view.Subject);
            }

            if (Read(root) is { Name: "softmax" } softmax)
            {
                string text = picked.ToString();
                int start = softmax.Syntax.SpanStart - picked.SpanStart;
                return start < 0 || start + softmax.Syntax.Span.Length > text.Length ? null
                    : [new TextChange(log.Syntax.Span, text.Remove(start, softmax.Syntax.Span.Length).Insert(start, Of(softmax)))];
            }

            // A variable that is used in logarithms only becomes the logarithm; with other uses it stays, and the logarithm is computed anew.
            if (TensorLocal.Read(root, source, cancellation) is not { } local || Read(Unguarded(local.Initializer)) is not { Name: "softmax" } made)
            {
                return null;
            }

            List<TextChange> changes = [new TextChange(local.Initializer.Span, Of(made))];
            foreach (IdentifierNameSyntax use in local.Uses)
            {
                if (LogAround(use) is not { } around)
                {
                    return picked == root && made.Subject is IdentifierNameSyntax ? [new TextChange(log.Syntax.Span, Of(made))] : null;
                }

                changes.Add(new TextChange(around.Syntax.Span, TensorCall.Primary(Unguarded(around.Subject))));
            }

            return changes;
        }

        private string Of(TensorCall softmax) => $"{softmax.Functional(source)}.log_softmax({softmax.Subject}{softmax.OptionText})";

        /// <summary>The logarithm that takes a value, of which some elements may have been picked.</summary>
        private TensorCall? LogAround(ExpressionSyntax value)
        {
            for (SyntaxNode? node = value.Parent; node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax; node = node.Parent)
            {
                if (Read(node) is not { } call)
                {
                    if (node is BinaryExpressionSyntax sum && Unguarded(sum) == sum)
                    {
                        return null;
                    }

                    continue;
                }

                if (call.Name == "log")
                {
                    return call;
                }

                if (!call.Subject.Span.Contains(value.Span) || !(s_views.Contains(call.Name) || Unguarded(call.Syntax) != call.Syntax))
                {
                    return null;
                }
            }

            return null;
        }

        /// <summary>log σ(z), log(1 − σ(z)), also through a variable all of whose uses are of this kind.</summary>
        public IReadOnlyList<TextChange>? LogSigmoid(TensorCall log)
        {
            if (!log.IsTorch)
            {
                return null;
            }

            ExpressionSyntax probability = Complement(Unguarded(log.Subject), out bool isComplement);
            if (Read(probability) is { Name: "sigmoid" } sigmoid)
            {
                return [new TextChange(log.Syntax.Span, LogSigmoid(log, sigmoid.Subject, isComplement))];
            }

            if (TensorLocal.Read(probability, source, cancellation) is not { } local || Read(Unguarded(local.Initializer)) is not { Name: "sigmoid" } made)
            {
                return null;
            }

            List<TextChange> changes = [new TextChange(local.Initializer.Span, made.Subject.ToString())];
            foreach (IdentifierNameSyntax use in local.Uses)
            {
                if (ComplementedLogAround(use) is not { } around || Complement(Unguarded(around.Subject), out bool isOther) != use)
                {
                    return null;
                }

                changes.Add(new TextChange(around.Syntax.Span, LogSigmoid(around, use, isOther)));
            }

            return changes;
        }

        private string LogSigmoid(TensorCall log, ExpressionSyntax logits, bool isComplement) =>
            $"{log.Functional(source)}.logsigmoid({(isComplement ? "-" + TensorCall.Primary(logits) : logits.ToString())})";

        private TensorCall? ComplementedLogAround(ExpressionSyntax use) =>
            use.Ancestors().OfType<InvocationExpressionSyntax>().Select(Read).FirstOrDefault(call => call is { Name: "log" });

        /// <summary>v in 1 − v.</summary>
        private ExpressionSyntax Complement(ExpressionSyntax expression, out bool isComplement)
        {
            isComplement = expression is BinaryExpressionSyntax difference && difference.IsKind(SyntaxKind.SubtractExpression)
                && IsNumber(difference.Left, 1);
            return isComplement ? Unguarded(((BinaryExpressionSyntax)expression).Right) : expression;
        }

        private bool IsNumber(ExpressionSyntax expression, double number) =>
            source.Model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: int or long or float or double } constant
            && System.Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture) == number;

        /// <summary>binary_cross_entropy(σ(z), y) is that of the logits z.</summary>
        public IReadOnlyList<TextChange>? OfLogits(TensorCall loss)
        {
            ExpressionSyntax probability = Unguarded(loss.Subject);
            SimpleNameSyntax? name = loss.Syntax.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                IdentifierNameSyntax identifier => identifier,
                _ => null,
            };
            if (name is null)
            {
                return null;
            }

            TextChange renamed = new(name.Span, "binary_cross_entropy_with_logits");
            if (Read(probability) is { Name: "sigmoid" } sigmoid)
            {
                return [renamed, new TextChange(loss.Subject.Span, sigmoid.Subject.ToString())];
            }

            return TensorLocal.Read(probability, source, cancellation) is { Uses.Count: 1 } local && Read(Unguarded(local.Initializer)) is { Name: "sigmoid" } made
                ? [renamed, new TextChange(local.Initializer.Span, made.Subject.ToString())] : null;
        }

        /// <summary>log Σ exp(u) along an axis.</summary>
        public IReadOnlyList<TextChange>? LogSumExp(TensorCall log)
        {
            if (Read(Unguarded(log.Subject)) is not { Name: "sum" or "reduce_sum" } sum || (sum.IsTorch && sum.Options.Count == 0))
            {
                return null;
            }

            string function = sum.IsTorch ? "logsumexp" : "reduce_logsumexp";
            return Read(sum.Subject) is { Name: "exp" } exp
                ? [new TextChange(log.Syntax.Span, $"{log.Root(source)}.{function}({exp.Subject}{sum.OptionText})")] : null;
        }

        /// <summary>exp(u) / Σ exp(u).</summary>
        public IReadOnlyList<TextChange>? Softmax(BinaryExpressionSyntax quotient)
        {
            if (Read(Unguarded(quotient.Right)) is not { Name: "sum" or "reduce_sum" } sum
                || sum.Options.FirstOrDefault(o => o.NameColon?.Name.Identifier.ValueText is null or "dim" or "axis") is not { } axis)
            {
                return null;
            }

            ExpressionSyntax above = Unguarded(quotient.Left);
            if (!SyntaxFactory.AreEquivalent(above, Unguarded(sum.Subject)))
            {
                return null;
            }

            string Written(string logits) => $"{sum.Functional(source)}.softmax({logits}, {axis.Expression})";
            if (Read(above) is { Name: "exp" } exp)
            {
                return [new TextChange(quotient.Span, Written(exp.Subject.ToString()))];
            }

            // A variable of exponentials becomes one of exponents where nothing else uses it.
            return TensorLocal.Read(above, source, cancellation) is { Uses.Count: 2 } local && Read(local.Initializer) is { Name: "exp" } made
                ? [new TextChange(local.Initializer.Span, made.Subject.ToString()), new TextChange(quotient.Span, Written(above.ToString()))] : null;
        }

        /// <summary>log(1 + exp(u)), log1p(exp(u)).</summary>
        public IReadOnlyList<TextChange>? Softplus(TensorCall log)
        {
            ExpressionSyntax argument = log.Subject is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : log.Subject;
            if (log.Name == "log" && argument is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression))
            {
                argument = IsNumber(sum.Left, 1) ? sum.Right : IsNumber(sum.Right, 1) ? sum.Left : sum;
            }

            return log.IsTorch && Read(argument) is { Name: "exp" } exp
                ? [new TextChange(log.Syntax.Span, $"{log.Functional(source)}.softplus({exp.Subject})")] : null;
        }
    }
}
