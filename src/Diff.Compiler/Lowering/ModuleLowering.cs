using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>An annotated method and every source method that it reaches, lowered. The only way from Roslyn to the IR.</summary>
internal sealed class ModuleLowering
{
    private const int LargestModule = 400;

    private readonly Compilation _compilation;
    private readonly IMethodSymbol _entry;
    private readonly CancellationToken _cancellation;
    private readonly List<(IMethodSymbol Method, string Elements, string Key)> _methods = [];
    private readonly HashSet<string> _keys = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly List<Refusal> _refusals = [];

    private ModuleLowering(SemanticModel model, IMethodSymbol entry, CancellationToken cancellation)
    {
        _compilation = model.Compilation;
        _models.Add(model.SyntaxTree, model);
        _entry = entry;
        _cancellation = cancellation;
    }

    /// <summary>Lowers an annotated method.</summary>
    /// <param name="model">The semantic model of the tree that declares it.</param>
    /// <param name="method">The method.</param>
    /// <param name="attribute">Its <c>[Differentiable]</c>.</param>
    /// <param name="declarations">Receives the declaration of each function of the module, for locations.</param>
    /// <param name="cancellation">Checked between statements.</param>
    public static Module Lower(
        SemanticModel model, IMethodSymbol method, AttributeData attribute, List<SyntaxNode> declarations, CancellationToken cancellation)
    {
        ModuleLowering lowering = new(model, method, cancellation);
        return lowering.Run(attribute, declarations);
    }

    /// <summary>Records a refusal.</summary>
    public void Report(Refusal refusal) => _refusals.Add(refusal);

    /// <summary>The body of a method in this compilation, or null.</summary>
    public SyntaxNode? SourceOf(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        foreach (SyntaxReference reference in definition.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(_cancellation) is BaseMethodDeclarationSyntax declaration
                && _compilation.ContainsSyntaxTree(declaration.SyntaxTree)
                && BodyOf(declaration) is not null)
            {
                return declaration;
            }
        }

        return null;
    }

    /// <summary>Whether the generated code, a part of the annotated method's type, may name a member.</summary>
    public bool IsAccessible(ISymbol member) => _compilation.IsSymbolAccessibleWithin(member, _entry.ContainingType);

    /// <summary>Whether a rule of the user's own is declared beside a method.</summary>
    public bool HasRule(IMethodSymbol method) => method.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(candidate =>
        candidate.GetAttributes().Any(a =>
            TypeMapping.MetadataName(a.AttributeClass) == "Diff.DerivativeOfAttribute"
            && a.ConstructorArguments.Any(argument => argument.Value is string name && name == method.Name)));

    /// <summary>The key of a source method, which is lowered too.</summary>
    /// <param name="method">The method.</param>
    /// <param name="elements">
    /// The positions of references that are elements of a buffer, each as <c>#position</c>: the body is lowered once more for
    /// them, reading and writing the element itself, so that two references to one place stay one place.
    /// </param>
    public string Reach(IMethodSymbol method, string elements)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        string key = definition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + elements;
        if (_keys.Add(key))
        {
            _methods.Add((definition, elements, key));
        }

        return key;
    }

    private static SyntaxNode? BodyOf(BaseMethodDeclarationSyntax declaration) => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody;

    private Module Run(AttributeData attribute, List<SyntaxNode> declarations)
    {
        BaseMethodDeclarationSyntax? declaration = SourceOf(_entry) as BaseMethodDeclarationSyntax
            ?? _entry.DeclaringSyntaxReferences.Select(r => r.GetSyntax(_cancellation)).OfType<BaseMethodDeclarationSyntax>().FirstOrDefault();
        SignatureLowering signature = new(_entry, attribute, declaration, Report);
        Module module = signature.Lower(_compilation);
        List<Function> functions = [];
        if (_refusals.Count == 0 && declaration is not null)
        {
            _ = Reach(_entry, "");
            for (int i = 0; i < _methods.Count; i++)
            {
                if (i == LargestModule)
                {
                    Report(new Refusal(
                        Refusals.TooLarge, $"more than {LargestModule} methods are reached; differentiate a smaller part", default));
                    break;
                }

                try
                {
                    Lower(i, functions, declarations);
                }
                catch (System.Exception exception) when (InternalErrors.IsFault(exception))
                {
                    Report(InternalErrors.Refuse(exception));
                }
            }
        }
        else if (declaration is not null)
        {
            declarations.Add(declaration);
        }

        return module with { Functions = functions.ToEquatable(), Refusals = _refusals.ToEquatable() };
    }

    private void Lower(int index, List<Function> functions, List<SyntaxNode> declarations)
    {
        (IMethodSymbol method, string elements, string key) = _methods[index];
        _cancellation.ThrowIfCancellationRequested();
        BaseMethodDeclarationSyntax declaration = (BaseMethodDeclarationSyntax)(SourceOf(method)
            ?? method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation));
        declarations.Add(declaration);
        Origin origin = new(index, 0, 0, "");
        if (declaration.Modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            Report(new Refusal(Refusals.UnsupportedMethod, $"'{method.Name}' is async; differentiate a method that is not and await in the caller", origin));
            return;
        }

        if (IsGenerated(method))
        {
            Report(new Refusal(
                Refusals.UnsupportedConstruct, $"'{method.Name}' is a generated derivative, which cannot be differentiated yet", origin));
            return;
        }

        SyntaxNode? body = BodyOf(declaration);
        if (body is null || declaration.ContainsDiagnostics && declaration.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            Report(new Refusal(Refusals.InvalidSource, "", origin));
            return;
        }

        FunctionLowering lowering = new(this, method, ModelOf(declaration.SyntaxTree), declaration, index, _cancellation);
        functions.Add(lowering.Lower(key, elements, body));
    }

    /// <summary>Whether a member was written by the generator: the analyzers see those too.</summary>
    public static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "GeneratedCodeAttribute"
        && a.ConstructorArguments.Length > 0 && a.ConstructorArguments[0].Value is "Diff.Generator");

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel model))
        {
#pragma warning disable RS1030 // Bodies of methods in other files are part of the program; lowering is the only place that asks for them.
            model = _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            _models.Add(tree, model);
        }

        return model;
    }
}
