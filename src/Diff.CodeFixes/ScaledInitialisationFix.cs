using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Diff.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.CodeFixes;

/// <summary>
/// DIFF202: scales what weights are filled with, so that they are uniform between ±√(6/(inputs + units)) or normal with the variance
/// 2/(inputs + units).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScaledInitialisationFix))]
[Shared]
public sealed class ScaledInitialisationFix : DocumentFix
{
    private const string ScaleWeights = "Diff.ScaleWeights";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DIFF202"];

    private protected override ImmutableArray<(string Key, string Title)> Actions { get; } = [(ScaleWeights, "Scale the weights by inputs and units")];

    private protected override IReadOnlyList<TextChange>? Plan(
        FixSource source, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        ImmutableDictionary<string, string?> facts = diagnostic.Properties;
        if (facts.TryGetValue(DiagnosticProperties.Remedy, out string? form) && form == DiagnosticProperties.UseXavier)
        {
            return source.NodeAt(diagnostic) is InvocationExpressionSyntax call ? Xavier(call) : null;
        }

        if (!facts.TryGetValue(DiagnosticProperties.Remedy, out string? remedy) || remedy != DiagnosticProperties.ScaleWeights
            || !facts.TryGetValue(DiagnosticProperties.FanIn, out string? inputs) || !facts.TryGetValue(DiagnosticProperties.FanOut, out string? units)
            || !facts.TryGetValue(DiagnosticProperties.Width, out string? width) || !facts.TryGetValue(DiagnosticProperties.Numerator, out string? numerator)
            || source.NodeAt(diagnostic) is not ExpressionSyntax fill)
        {
            return null;
        }

        bool isSingle = source.Model.GetTypeInfo(fill, cancellation).Type?.SpecialType == SpecialType.System_Single;
        if (!isSingle && source.Model.GetTypeInfo(fill, cancellation).Type?.SpecialType != SpecialType.System_Double)
        {
            return null;
        }

        string number = isSingle ? numerator + "f" : numerator + ".0";
        string root = $"{(isSingle ? "MathF" : "Math")}.Sqrt({number} / ({inputs} + {units}))";
        bool isVisible = source.Model.LookupNamespacesAndTypes(fill.SpanStart, name: "Math").Length == 1;
        root = isVisible ? root : "global::System." + root;
        string scale = width == "1" ? root : isSingle ? $"({root} / {width}f)" : $"({root} / {width})";
        string text = fill is BinaryExpressionSyntax binary && !binary.IsKind(SyntaxKind.MultiplyExpression) && !binary.IsKind(SyntaxKind.DivideExpression)
            || fill is ConditionalExpressionSyntax or AssignmentExpressionSyntax ? $"({fill})" : fill.ToString();
        return [new TextChange(fill.Span, $"{text} * {scale}")];
    }

    /// <summary>init.uniform_(w, −1, 1) becomes init.xavier_uniform_(w).</summary>
    private static List<TextChange>? Xavier(InvocationExpressionSyntax call)
    {
        SimpleNameSyntax? name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name?.Identifier.ValueText is "uniform_" or "normal_" && call.ArgumentList.Arguments is { Count: > 0 } arguments && arguments[0].NameColon is null
            ?
            [
                new TextChange(name.Span, "xavier_" + name.Identifier.ValueText),
                new TextChange(call.ArgumentList.Span, $"({arguments[0]})"),
            ]
            : null;
    }
}
