using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// DIFF101: replaces the square of a clamped error by the Huber loss, whose slope is bounded where the clamp's is zero; or
/// leaves the error alone and clips its gradient.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClampedResidualFix))]
[Shared]
public sealed class ClampedResidualFix : DocumentFix
{
    private const string UseHuber = "Diff.UseHuber";
    private const string ClipGradient = "Diff.ClipGradient";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF101"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } =
        [(UseHuber, "Use the Huber loss"), (ClipGradient, "Clip the gradient instead of the value")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out string? remedy) || remedy != DiagnosticProperties.ReplaceClamp
            || ClampCall.Read(source.NodeAt(diagnostic), source.Model, cancellation) is not { } clamp
            || ClampCall.NumberType(clamp.Expression, source.Model, cancellation) is null)
        {
            return null;
        }

        if (key == UseHuber)
        {
            bool isSymmetric = diagnostic.Properties.TryGetValue(DiagnosticProperties.IsSymmetric, out string? symmetric) && symmetric == "true";
            return isSymmetric ? new HuberRewrite(source, clamp, cancellation).Plan() : null;
        }

        List<TextChange> changes = [];
        string clip = source.TypeName("Gradient", clamp.Expression.SpanStart, changes) + ".Clip";
        changes.Add(new TextChange(clamp.Expression.Span, $"{clip}({clamp.Value}, {clamp.Low}, {clamp.High})"));
        return changes;
    }
}
