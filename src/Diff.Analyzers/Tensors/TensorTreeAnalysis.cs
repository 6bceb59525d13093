using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Hazards;
using Diff.Analyzers.Initialisation;
using Diff.Analyzers.Reporting;
using Diff.Analyzers.Source;
using Diff.Compiler;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Tensors;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Tensors;

/// <summary>Analyses one file: every method in it that handles tensors.</summary>
internal sealed class TensorTreeAnalysis(SemanticModelAnalysisContext context, TensorTypes types, NameIndex names)
{
    private const int LongestQuote = 60;

    private readonly SemanticModel _model = context.SemanticModel;
    private readonly HashSet<(string Id, Location Location)> _reported = [];

    /// <summary>Whether a fault of the analysis is thrown: in the tests it is to be seen.</summary>
    internal static bool IsStrict { get; set; }

    public void Run()
    {
        SyntaxNode root = _model.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (SyntaxNode declaration in root.DescendantNodesAndSelf().Where(node =>
            node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            || (node is CompilationUnitSyntax unit && unit.Members.OfType<GlobalStatementSyntax>().Any())))
        {
            if (_model.GetDeclaredSymbol(declaration, context.CancellationToken) is not IMethodSymbol method
                || _model.GetOperation(declaration, context.CancellationToken) is not { } body)
            {
                continue;
            }

            foreach (TrainingFinding finding in KerasLogits.Run(body))
            {
                Report(finding.Descriptor, finding.Syntax.GetLocation(), null, finding.Arguments);
            }

            if (body.Descendants().Any(o => types.HoldsTensors(o.Type) || TensorTypes.IsOptimizer(o.Type))
                && !method.GetAttributes().Any(a => TypeMapping.MetadataName(a.AttributeClass) == Annotations.Differentiable))
            {
                try
                {
                    Analyze(method, declaration, body);
                }
                catch (Exception exception) when (exception is not OperationCanceledException && !IsStrict)
                {
                    // Code that is half typed may be anything; a hazard that is not found is not reported.
                }
            }
        }
    }

    private void Analyze(IMethodSymbol method, SyntaxNode declaration, IOperation body)
    {
        OriginLocator locator = new(_model, declaration, context.CancellationToken);
        TensorMethod? lowered = TensorLowering.Lower(types, _model, method, declaration, body, locator.Declarations, context.CancellationToken);
        if (lowered is null)
        {
            return;
        }

        foreach (IOperation discarded in lowered.Discarded)
        {
            Report(TensorDescriptors.DiscardedResult, discarded.Syntax.GetLocation(), null, ((IInvocationOperation)discarded).TargetMethod.Name);
        }

        foreach (LostEpsilon lost in LostEpsilon.In(body, _model).Concat(LostEpsilon.InTensors(body)))
        {
            Report(HazardDescriptors.LostEpsilon, lost.IsStatistical ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, lost.Syntax.GetLocation(), null, lost.Arguments);
        }

        MethodFacts facts = FactsOf(lowered, lowered.Method);
        bool isLoss = lowered.HasLoss;
        if (!isLoss)
        {
            facts = FactsOf(lowered, lowered.Returned);
            isLoss = !(IsModel(method) && (lowered.RunsModel || method.Parameters.Length < 2)) && IsLossShaped(facts, facts.Loss, 12);
        }

        if (!isLoss)
        {
            // What is a hazard whatever it is used for: the result may become a part of a loss elsewhere.
            bool isModel = IsModel(method);
            List<TensorFinding> inner = isModel ? [.. TensorRules.OfModel(facts, lowered)] : [];
            inner.ForEach(finding => Report(finding, locator));
            ReportShared(
                HazardRules.Run(facts).Where(f => IsWithoutLoss(f.Rule, isModel) && !inner.Any(own => ReferenceEquals(own.Also, f.Finding.Op))), facts, locator);
            ReportInitialisation(facts, lowered);
            return;
        }

        List<TensorFinding> findings = [.. TensorRules.Run(facts, lowered)];
        foreach (TensorFinding finding in findings)
        {
            Report(finding, locator);
        }

        ReportShared(HazardRules.Run(facts).Where(f => !findings.Any(own => ReferenceEquals(own.Also, f.Finding.Op))), facts, locator);
        foreach (TrainingFinding broadcast in BroadcastRule.Run(body, types).Where(f => f.Syntax.SyntaxTree == _model.SyntaxTree))
        {
            Report(broadcast.Descriptor, broadcast.Syntax.GetLocation(), null, broadcast.Arguments);
        }

        ReportInitialisation(facts, lowered);
        TrainingOrder.Run(body, _model, types, context.CancellationToken, HasRecurrence(facts), finding =>
        {
            if (finding.Syntax.SyntaxTree == _model.SyntaxTree)
            {
                Report(finding.Descriptor, finding.Syntax.GetLocation(), null, finding.Arguments);
            }
        });
    }

    private static MethodFacts FactsOf(TensorMethod lowered, Function function)
    {
        EquatableArray<ParameterInfo> parameters = function.Parameters.Select((p, i) => new ParameterInfo(
            p.Value.Name, "double", p.Value.Type, "", IsArray: false, IsEnum: false, lowered.IsTrained[i], IsConstant: !lowered.IsTrained[i])).ToEquatable();
        return new MethodFacts(function, Activity.Run(function, parameters, [])) { ZeroCotangentsStop = false };
    }

    /// <summary>
    /// Whether a rule's finding is one wherever the result goes: what overflows is wrong in the value, too; and what stands inside of a model
    /// is trained.
    /// </summary>
    private static bool IsWithoutLoss(HazardRule rule, bool isModel) =>
        rule is LogOfSoftmaxRule or LogOfSigmoidRule or NaiveSoftplusRule or NaiveLogSumExpRule or UnshiftedSoftmaxRule or EpsilonOutsideRootRule
        || (isModel && rule is SaturatingChainRule or SteepSigmoidRule or RoundingRule or PiecewiseConstantRule or ConstantExpressionRule or DeadReluRule
            or RootAtZeroRule or DivisionByZeroRule or VarianceBySubtractionRule);

    /// <summary>An initialisation is reported in the file that it is written in, of which the model's own code is mostly a part.</summary>
    private void ReportInitialisation(MethodFacts facts, TensorMethod lowered)
    {
        SourceCode code = new(_model, names, context.CancellationToken);
        foreach (InitialisationFinding finding in new TensorInitialisation(facts, lowered, code).Run())
        {
            SyntaxNode syntax = finding.Place.Syntax;
            if (code.IsHere(syntax))
            {
                DiagnosticSeverity severity = finding.IsStatistical ? DiagnosticSeverity.Info : finding.Descriptor.DefaultSeverity;
                Report(
                    finding.Descriptor, severity, syntax.GetLocation(), null, [OpLocator.Quoted(syntax) ?? "this", .. finding.Arguments],
                    finding.Descriptor == HazardDescriptors.SaturatingInitialisation ? finding.TensorFixProperties() : null);
            }
        }
    }

    /// <summary>What a model returns is not a loss, unless it is handed more than its input and runs no layer: a loss of one's own.</summary>
    private static bool IsModel(IMethodSymbol method) => TensorTypes.IsModule(method.ContainingType) && method.Name is "forward" or "Forward" or "Call" or "call";

    /// <summary>Whether a value is a number that all samples add to.</summary>
    private static bool IsLossShaped(MethodFacts facts, Value? value, int depth)
    {
        if (value is null || depth == 0)
        {
            return false;
        }

        switch (facts.Graph.DefinitionOf(value))
        {
            case Let let when TensorPrimitives.IsFullReduction(let.Primitive):
                return true;
            case Let let when let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract || let.Primitive == Primitives.Multiply
                || let.Primitive == Primitives.Divide || let.Primitive == Primitives.Negate || let.Primitive == Primitives.Clamp
                || let.Primitive == Primitives.Min || let.Primitive == Primitives.Max || let.Primitive == TensorPrimitives.View
                || let.Primitive == Primitives.Sqrt || let.Primitive == Primitives.Log:
                return let.Arguments.Any(a => IsLossShaped(facts, a, depth - 1));
            case If branch:
                int position = branch.Results.IndexOf(value);
                return IsLossShaped(facts, branch.Then.Yields[position], depth - 1) || IsLossShaped(facts, branch.Else.Yields[position], depth - 1);
            default:
                return false;
        }
    }

    private bool IsInModel(SyntaxNode syntax)
    {
        SyntaxNode? declaration = syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>();
#pragma warning disable RS1030 // A finding in a model of another file.
        return declaration is not null && _model.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            && _model.Compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, context.CancellationToken) is IMethodSymbol method && IsModel(method);
#pragma warning restore RS1030
    }

    private static bool HasRecurrence(MethodFacts facts) => facts.Graph.Definitions.Any(v =>
        facts.Graph.DefinitionOf(v) is Let let && let.Primitive == TensorPrimitives.Recurrent && facts.ReachesLoss(v));

    /// <summary>Reports what the rules for every vocabulary found.</summary>
    private void ReportShared(IEnumerable<(HazardRule Rule, HazardFinding Finding)> findings, MethodFacts facts, OriginLocator locator)
    {
        ClampLocator clamps = new(facts.Function, locator, _model);
        foreach ((HazardRule rule, HazardFinding finding) in findings)
        {
            SyntaxNode? syntax = locator.SyntaxAt(finding.Op.Origin);
            if (syntax is null ? rule is LogOfSoftmaxRule or LogOfSigmoidRule : syntax.SyntaxTree != _model.SyntaxTree && IsWithoutLoss(rule, IsInModel(syntax)))
            {
                // The other file's own method is reported there.
                continue;
            }

            FoundPlace place = syntax is ExpressionSyntax ? locator.Find(finding.Op.Origin) : locator.FindHead(finding.Op.Origin);
            string text = (finding.Clamp is null ? syntax : SubjectOf(syntax))?.ToString() ?? "";
            string quote = text.Length is > 0 and <= LongestQuote && !text.Contains('\n') ? $"'{text}'" : finding.Otherwise;
            string[] arguments = finding.Clamp is { } clamp
                ? [quote, clamps.Find(clamp, finding.Otherwise).Range, .. finding.Arguments] : [quote, .. finding.Arguments.Select(InSingle)];
            DiagnosticSeverity severity = finding.IsStatistical && rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Warning
                ? DiagnosticSeverity.Info : rule.Descriptor.DefaultSeverity;
            Report(rule.Descriptor, severity, place.Location, place.Additional, arguments);
        }
    }

    /// <summary>What a clamp bounds: what a method is called on, or the argument of a function.</summary>
    private SyntaxNode? SubjectOf(SyntaxNode? syntax)
    {
        if (syntax is not InvocationExpressionSyntax call || call.SyntaxTree != _model.SyntaxTree)
        {
            return null;
        }

        bool isMethod = call.Expression is MemberAccessExpressionSyntax access && types.HoldsTensors(_model.GetTypeInfo(access.Expression, context.CancellationToken).Type);
        return isMethod ? ((MemberAccessExpressionSyntax)call.Expression).Expression : call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
    }

    /// <summary>Tensors hold single precision unless they are told otherwise; the IR computes in double.</summary>
    private static string InSingle(string text) => text.Replace("709.7", "88.7").Replace("745", "103").Replace("36.7", "16.6");

    private void Report(TensorFinding finding, OriginLocator locator)
    {
        FoundPlace place = locator.Find(finding.Op.Origin);
        string text = locator.SyntaxAt(finding.Op.Origin)?.ToString() ?? "";
        string quote = text.Length is > 0 and <= LongestQuote && !text.Contains('\n') ? $"'{text}'" : "this";
        Report(finding.Descriptor, place.Location, place.Additional, [.. finding.Arguments.Select(a => a == TensorFinding.Quote ? quote : a)]);
    }

    private void Report(DiagnosticDescriptor descriptor, Location location, IReadOnlyList<Location>? additional, params string[] arguments) =>
        Report(descriptor, descriptor.DefaultSeverity, location, additional, arguments);

    private void Report(
        DiagnosticDescriptor descriptor, DiagnosticSeverity severity, Location location, IReadOnlyList<Location>? additional, string[] arguments,
        ImmutableDictionary<string, string?>? properties = null)
    {
        if (_reported.Add((descriptor.Id, location)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                descriptor, location, severity, additional, properties ?? ImmutableDictionary<string, string?>.Empty, [.. arguments.Cast<object>()]));
        }
    }
}
