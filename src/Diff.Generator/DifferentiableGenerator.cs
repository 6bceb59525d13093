using System.Threading;
using Diff.Compiler.Lowering;
using Diff.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generator;

/// <summary>
/// Writes the derivatives of annotated methods. It reports nothing: the analyzers run the same lowering and say what is
/// refused, so that severities, pragmas and the IDE treat it as they treat every diagnostic.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Lowering reruns for every annotated method on each edit; what follows only where its module changed.
        IncrementalValuesProvider<Module> modules = context.SyntaxProvider
            .ForAttributeWithMetadataName("Diff.DifferentiableAttribute", static (node, _) => node is MethodDeclarationSyntax, Lower)
            .WithTrackingName(TrackingNames.Lowered);

        IncrementalValuesProvider<GeneratedFile> files = modules
            .Select(static (module, cancellation) => FileEmitter.Emit(module, cancellation))
            .WithTrackingName(TrackingNames.Emitted);

        // One class for each type with [Parameter] members, made for the first of them.
        IncrementalValuesProvider<GeneratedFile> sets = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Diff.ParameterAttribute", static (node, _) => node is VariableDeclaratorSyntax or PropertyDeclarationSyntax,
                static (member, cancellation) => ParameterSets.For(member.TargetSymbol, member.SemanticModel.Compilation, cancellation))
            .WithTrackingName(TrackingNames.ParameterSets)
            .Where(static set => set is not null)
            .Select(static (set, _) => ParameterSetPrinter.Print(set!));

        context.RegisterSourceOutput(sets, static (output, file) => output.AddSource(file.HintName, file.Text));
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file.Text.Length > 0)
            {
                output.AddSource(file.HintName, file.Text);
            }

            if (file.KernelText.Length > 0)
            {
                output.AddSource(file.KernelHintName, file.KernelText);
            }
        });
    }

    private static Module Lower(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        ModuleLowering.Lower(context.SemanticModel, (IMethodSymbol)context.TargetSymbol, context.Attributes[0], [], cancellation, RefusalPrinter.Stubs);
}
