using System;
using System.Collections.Generic;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Reporting;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Analyzers;

/// <summary>Explains the annotated methods of one file.</summary>
internal sealed class TreeExplanation(SemanticModelAnalysisContext context)
{
    private readonly SemanticModel _model = context.SemanticModel;
    private readonly HashSet<(string Id, Location Location, string Message)> _reported = [];

    public void Run()
    {
        foreach (SyntaxNode declaration in Annotations.DeclarationsIn(_model, context.CancellationToken))
        {
            foreach ((IMethodSymbol method, AttributeData attribute, Location _) in Annotations.Of(declaration, _model, context.CancellationToken))
            {
                if (TypeMapping.MetadataName(attribute.AttributeClass) == Annotations.Differentiable)
                {
                    Explain(method, attribute, declaration);
                }
            }
        }
    }

    private void Explain(IMethodSymbol method, AttributeData attribute, SyntaxNode declaration)
    {
        OriginLocator locator = new(_model, declaration, context.CancellationToken);
        try
        {
            Module module = Annotations.Judged(ModuleLowering.Lower(_model, method, attribute, locator.Declarations, context.CancellationToken));
            Prepared prepared = Frontend.Run(module, context.CancellationToken);
            if (prepared is { Function: not null, Activity: not null, Refusals.Count: 0 } && (module.Emit & DerivativeFlags.Reverse) != 0)
            {
                Report(Explanation.Of(module, Backend.Run(module, prepared, context.CancellationToken)), locator);
            }
        }
        catch (Exception exception) when (InternalErrors.IsFault(exception))
        {
            // Nothing is derived, so there is nothing to explain; the generator says why in the members that it prints.
        }
    }

    private void Report(Explanation explanation, OriginLocator locator)
    {
        foreach (ExplainedPlace loop in explanation.Loops)
        {
            Report(ExplanationDescriptors.Loop, locator.FindHead(loop.Origin), loop.Subject, loop.Text);
        }

        foreach (ExplainedPlace value in explanation.Values)
        {
            Report(ExplanationDescriptors.StoredValue, locator.FindHead(value.Origin), value.Subject, value.Text);
        }

        Report(ExplanationDescriptors.Cost, locator.Entry(), string.Join("; ", explanation.Totals));
    }

    private void Report(DiagnosticDescriptor descriptor, FoundPlace place, params object[] arguments)
    {
        // Two values of one statement may have one description.
        if (_reported.Add((descriptor.Id, place.Location, string.Join("\n", arguments))))
        {
            context.ReportDiagnostic(Diagnostic.Create(descriptor, place.Location, place.Additional, arguments));
        }
    }
}
