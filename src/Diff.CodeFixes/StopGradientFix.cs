using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>DIFF011, DIFF012 and DIFF016: says with <c>Gradient.Stop</c> that the loss of the derivative is meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopGradientFix))]
[Shared]
public sealed class StopGradientFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF011", "DIFF012", "DIFF016"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
        [("Diff.StopGradient", "Wrap in Gradient.Stop: the derivative is not wanted here")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out string? remedy) || remedy != DiagnosticProperties.Stop)
        {
            return null;
        }

        IEnumerable<ExpressionSyntax> operands = source.NodeAt(diagnostic) switch
        {
            CastExpressionSyntax cast => [cast.Expression],
            InvocationExpressionSyntax call => call.ArgumentList.Arguments.Select(a => a.Expression),
            _ => [],
        };
        List<TextChange> changes = [];
        foreach (ExpressionSyntax operand in operands)
        {
            bool isFloating = source.Model.GetTypeInfo(operand, cancellation).Type?.SpecialType
                is SpecialType.System_Single or SpecialType.System_Double;
            if (!isFloating || source.Model.GetConstantValue(operand, cancellation).HasValue)
            {
                continue;
            }

            List<TextChange> import = [];
            string stop = source.TypeName("Gradient", operand.SpanStart, import) + ".Stop";
            changes.AddRange(import.Where(change => !changes.Contains(change)));
            if (operand is ParenthesizedExpressionSyntax)
            {
                changes.Add(new TextChange(new TextSpan(operand.SpanStart, 0), stop));
            }
            else
            {
                changes.Add(new TextChange(new TextSpan(operand.SpanStart, 0), stop + "("));
                changes.Add(new TextChange(new TextSpan(operand.Span.End, 0), ")"));
            }
        }

        return changes.Count > 0 ? changes : null;
    }
}
