using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Hazards;
using Diff.Analyzers.Initialisation;
using Diff.Analyzers.Reporting;
using Diff.Analyzers.Source;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Analyzers;

/// <summary>Analyses one file: every annotated method and every rule in it.</summary>
internal sealed class TreeAnalysis(SemanticModelAnalysisContext context, NameIndex names)
{
    private readonly SemanticModel _model = context.SemanticModel;
    private readonly HashSet<(string Id, Location Location)> _reported = [];

    public void Run()
    {
        foreach (SyntaxNode declaration in Annotations.DeclarationsIn(_model, context.CancellationToken))
        {
            Analyze(declaration);
        }
    }

    private void Analyze(SyntaxNode declaration)
    {
        if (declaration is FieldDeclarationSyntax or PropertyDeclarationSyntax)
        {
            AnalyzeMember((MemberDeclarationSyntax)declaration);
            return;
        }

        foreach ((IMethodSymbol method, AttributeData attribute, Location place) in Annotations.Of(declaration, _model, context.CancellationToken))
        {
            switch (TypeMapping.MetadataName(attribute.AttributeClass))
            {
                case Annotations.Differentiable:
                    AnalyzeDifferentiable(method, attribute, declaration);
                    break;
                case Annotations.DerivativeOf:
                    try
                    {
                        AnalyzeRule(method, attribute, place);
                    }
                    catch (Exception exception) when (InternalErrors.IsFault(exception))
                    {
                        Report(UsageDescriptors.InternalError, new FoundPlace(place), InternalErrors.Refuse(exception).Message);
                    }

                    break;
            }
        }
    }

    /// <summary>What is wrong with a member that is marked <c>[Parameter]</c>.</summary>
    private void AnalyzeMember(MemberDeclarationSyntax declaration)
    {
        IEnumerable<SyntaxNode> declared = declaration is FieldDeclarationSyntax field ? field.Declaration.Variables : [declaration];
        foreach (SyntaxNode node in declared)
        {
            if (_model.GetDeclaredSymbol(node, context.CancellationToken) is not { } member || !ParameterSets.IsParameter(member))
            {
                continue;
            }

            foreach ((ISymbol of, string id, string message) in ParameterSets.ProblemsOf(member.ContainingType, _model.Compilation))
            {
                if (SymbolEqualityComparer.Default.Equals(of, member) && UsageDescriptors.Find(id) is { } descriptor)
                {
                    Report(descriptor, new FoundPlace(member.Locations[0]), message);
                }
            }
        }
    }

    /// <summary>A rule has the shape of a method's backward method, whether it is used or not.</summary>
    private void AnalyzeRule(IMethodSymbol rule, AttributeData attribute, Location place)
    {
        (INamedTypeSymbol? type, string name) = RuleIndex.TargetOf(attribute);
        List<IMethodSymbol> targets = [.. (type ?? rule.ContainingType).GetMembers(name).OfType<IMethodSymbol>()];
        string problem = targets.Count == 0 ? $"'{(type ?? rule.ContainingType).Name}' has no method '{name}'; name one by nameof" : "";
        foreach (IMethodSymbol target in targets)
        {
            bool isOpen = target.IsGenericMethod && target.Arity == rule.Arity;
            IMethodSymbol constructed = isOpen ? target.Construct([.. rule.TypeParameters]) : target;
            if (RuleSignature.IsTangentRule(constructed, rule, _model.Compilation))
            {
                return;
            }

            if (RuleSignature.Match(constructed, rule, rule.ContainingType, _model.Compilation, out problem) is not null)
            {
                if (FirstRule(constructed, rule, type, name) is not { } first || SymbolEqualityComparer.Default.Equals(first, rule))
                {
                    return;
                }

                problem = $"'{name}' has two rules, '{first.Name}' and '{rule.Name}'; remove one";
                break;
            }
        }

        Report(UsageDescriptors.UnsupportedRule, new FoundPlace(place), problem);
    }

    /// <summary>The first method of the rule's type that is a rule for the same method.</summary>
    private IMethodSymbol? FirstRule(IMethodSymbol target, IMethodSymbol rule, INamedTypeSymbol? type, string name) =>
        rule.ContainingType.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(other => other.Arity == rule.Arity
            && other.GetAttributes().Any(a => RuleIndex.IsRule(a) && RuleIndex.TargetOf(a) is { } named && named.Name == name
                && SymbolEqualityComparer.Default.Equals(named.Type ?? rule.ContainingType, type ?? rule.ContainingType))
            && !RuleSignature.IsTangentRule(target, other, _model.Compilation)
            && RuleSignature.Match(target, other, rule.ContainingType, _model.Compilation, out _) is not null);

    private void AnalyzeDifferentiable(IMethodSymbol method, AttributeData attribute, SyntaxNode declaration)
    {
        OriginLocator locator = new(_model, declaration, context.CancellationToken);
        try
        {
            Module module = Annotations.Judged(ModuleLowering.Lower(_model, method, attribute, locator.Declarations, context.CancellationToken));
            Prepared prepared = Frontend.Run(module, context.CancellationToken);
            foreach (Refusal refusal in prepared.Refusals)
            {
                // A name that is not there leaves nothing to differentiate by; saying both would hide which to mend.
                bool isConsequence = refusal.Id == Refusals.NothingToDifferentiate
                    && prepared.Refusals.Any(other => other.Id == Refusals.UnknownParameterName);
                if (!isConsequence && UsageDescriptors.Find(refusal.Id) is { } descriptor)
                {
                    Report(descriptor, locator.Find(refusal), refusal.Message);
                }
            }

            if (prepared.Plain is { Function: { } function, Activity: { } activity, Refusals.Count: 0 })
            {
                MethodFacts facts = new(function, activity);
                ReportHazards(facts, locator);
                ReportUnused(module, facts, method, declaration);
                ReportLostEpsilons(locator);
                ReportInitialisation(facts, module, method, locator);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An analyzer that throws is switched off by its host, and then nothing says why there is no derivative.
            Report(UsageDescriptors.InternalError, locator.Entry(), InternalErrors.Refuse(exception).Message);
        }
    }

    private void ReportHazards(MethodFacts facts, OriginLocator locator)
    {
        ClampLocator clamps = new(facts.Function, locator, _model);
        OpLocator ops = new(facts.Function, locator, _model);
        foreach ((HazardRule rule, HazardFinding finding) in HazardRules.Run(facts))
        {
            // Statistics are suggestions, whatever the rule's severity is for what is certain.
            DiagnosticSeverity severity = finding.IsStatistical && rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Warning
                ? DiagnosticSeverity.Info
                : rule.Descriptor.DefaultSeverity;
            if (finding.Clamp is { } clamp)
            {
                FoundClamp found = clamps.Find(clamp, finding.Otherwise);
                Report(rule.Descriptor, severity, found.Place, [found.Subject, found.Range, .. finding.Arguments]);
            }
            else
            {
                (FoundPlace place, string quote) = ops.Find(finding);
                Report(rule.Descriptor, severity, place, [quote, .. finding.Arguments]);
            }
        }
    }

    private void ReportUnused(Module module, MethodFacts facts, IMethodSymbol method, SyntaxNode declaration)
    {
        foreach ((IParameterSymbol parameter, bool isNamed) in UnusedParameters.Of(module, facts, method, declaration))
        {
            // That a parameter is not named at all is easily seen, and may be what a caller wants.
            Report(
                HazardDescriptors.UnusedParameter, isNamed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Hidden, new FoundPlace(parameter.Locations[0]),
                [parameter.Name, isNamed ? "what is computed from it is never part of the result" : "it is not read"]);
        }
    }

    /// <summary>The compiler folds constants in front of lowering, so these stand in the source alone.</summary>
    private void ReportLostEpsilons(OriginLocator locator)
    {
        foreach (SyntaxNode declaration in locator.Declarations.Where(d => d.SyntaxTree == _model.SyntaxTree))
        {
            if (_model.GetOperation(declaration, context.CancellationToken) is { } body)
            {
                foreach (LostEpsilon lost in LostEpsilon.In(body, _model))
                {
                    Report(HazardDescriptors.LostEpsilon, lost.IsStatistical ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, lost.Place, lost.Arguments);
                }
            }
        }
    }

    /// <summary>An initialisation is reported where it is written, if that is in this file; else where it leads to.</summary>
    private void ReportInitialisation(MethodFacts facts, Module module, IMethodSymbol method, OriginLocator locator)
    {
        SourceCode code = new(_model, names, context.CancellationToken);
        LayerInitialisation initialisation = new(facts, () => CallSite.Of(method, code, ParameterOrigins.Of(facts.Function, module, method)));
        foreach (InitialisationFinding finding in initialisation.Run())
        {
            DiagnosticDescriptor descriptor = finding.Descriptor;
            DiagnosticSeverity severity = finding.IsStatistical && descriptor.DefaultSeverity == DiagnosticSeverity.Warning
                ? DiagnosticSeverity.Info : descriptor.DefaultSeverity;
            Location written = finding.Place.Syntax.GetLocation();
            FoundPlace place = code.IsHere(finding.Place.Syntax)
                ? new FoundPlace(written, null, finding.FixProperties())
                : new FoundPlace(locator.FindHead(finding.Op.Origin).Location, [written]);
            Report(descriptor, severity, place, [OpLocator.Quoted(finding.Place.Syntax) ?? "this", .. finding.Arguments]);
        }
    }

    private void Report(DiagnosticDescriptor descriptor, FoundPlace place, params string[] arguments) =>
        Report(descriptor, descriptor.DefaultSeverity, place, arguments);

    private void Report(DiagnosticDescriptor descriptor, DiagnosticSeverity severity, FoundPlace place, string[] arguments)
    {
        // Two methods of one type that is not partial, or two that call one helper, have one thing to mend.
        if (_reported.Add((descriptor.Id, place.Location)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                descriptor, place.Location, severity, place.Additional, place.Properties ?? ImmutableDictionary<string, string?>.Empty,
                [.. arguments.Cast<object>()]));
        }
    }
}
