using System.Collections.Immutable;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Initialisation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Analyzers;

/// <summary>
/// Says of every <c>[Differentiable]</c> method why it cannot be differentiated, or what keeps its gradient from teaching.
/// It runs the same lowering and the same passes as the generator, so that what is judged is what is differentiated.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableMethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. UsageDescriptors.All, .. HazardDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Where the library is not referenced this look-up is the whole cost.
            bool isReferenced = !start.Compilation.GetTypesByMetadataName(Annotations.Differentiable).IsEmpty
                || !start.Compilation.GetTypesByMetadataName(Annotations.DerivativeOf).IsEmpty;
            if (isReferenced)
            {
                // Lowering needs the model of the declaring tree, which only this action hands out.
                NameIndex names = new(start.Compilation);
                start.RegisterSemanticModelAction(context => new TreeAnalysis(context, names).Run());
            }
        });
    }
}
