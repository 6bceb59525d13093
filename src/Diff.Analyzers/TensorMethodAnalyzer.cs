using System.Collections.Immutable;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Initialisation;
using Diff.Analyzers.Tensors;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Analyzers;

/// <summary>
/// Looks for hazards of back-propagation in methods whose code is typed with the tensors of TorchSharp or TensorFlow.NET, without any
/// attribute. Code without such tensors is not looked at.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorMethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. HazardDescriptors.All, .. TensorDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Where neither library is referenced this look-up is the whole cost.
            if (TensorTypes.Of(start.Compilation) is { } types)
            {
                NameIndex names = new(start.Compilation);
                start.RegisterSemanticModelAction(context => new TensorTreeAnalysis(context, types, names).Run());
            }
        });
    }
}
