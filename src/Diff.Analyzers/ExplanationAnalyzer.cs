using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Diff.Analyzers.Descriptors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Analyzers;

/// <summary>
/// Says of every <c>[Differentiable]</c> method what the generator decided, where somebody asks for it. Apart from
/// <see cref="DifferentiableMethodAnalyzer"/>, so that the compiler does not even start it where all of its rules are off, as they are by default.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExplanationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ExplanationDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(Annotations.Differentiable).IsEmpty)
            {
                start.RegisterSemanticModelAction(static context =>
                {
                    // On in one folder is on for the compiler: in all others this test is the whole cost.
                    if (IsOn(context.SemanticModel.Compilation.Options, context.SemanticModel.SyntaxTree, context.CancellationToken))
                    {
                        new TreeExplanation(context).Run();
                    }
                });
            }
        });
    }

    /// <summary>Whether anybody wants to read any of the explanations of a file.</summary>
    internal static bool IsOn(CompilationOptions options, SyntaxTree tree, CancellationToken cancellation) => ExplanationDescriptors.All.Any(rule =>
    {
        SyntaxTreeOptionsProvider? provider = options.SyntaxTreeOptionsProvider;
        return (options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out ReportDiagnostic severity)
                || provider?.TryGetDiagnosticValue(tree, rule.Id, cancellation, out severity) == true
                || provider?.TryGetGlobalDiagnosticValue(rule.Id, cancellation, out severity) == true)
            && severity is not (ReportDiagnostic.Default or ReportDiagnostic.Suppress);
    });
}
