using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Analyzers.Initialisation;

/// <summary>An expression, and what the parameters of the method stand for in which it is written.</summary>
/// <param name="Operation">The expression.</param>
/// <param name="Arguments">Arguments of parameters, where the call is known.</param>
internal sealed record Written(IOperation Operation, ImmutableDictionary<ISymbol, Written> Arguments)
{
    /// <summary>No call is known.</summary>
    public static readonly ImmutableDictionary<ISymbol, Written> NoCall = ImmutableDictionary.Create<ISymbol, Written>(SymbolEqualityComparer.Default);

    /// <summary>Another expression of the same method.</summary>
    public Written With(IOperation operation) => new(operation, Arguments);
}

/// <summary>Operations of any file of the compilation.</summary>
/// <param name="model">The model of the file that is analysed.</param>
/// <param name="index">Where names stand.</param>
/// <param name="cancellation">Checked between files and symbols.</param>
internal sealed class SourceCode(SemanticModel model, NameIndex index, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new() { [model.SyntaxTree] = model };

    /// <summary>The compilation.</summary>
    public Compilation Compilation => model.Compilation;

    /// <summary>Checked where much is looked at.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether a node is in the file that is analysed.</summary>
    public bool IsHere(SyntaxNode node) => node.SyntaxTree == model.SyntaxTree;

    /// <summary>The operation of a node.</summary>
    public IOperation? OperationOf(SyntaxNode node)
    {
        cancellation.ThrowIfCancellationRequested();
        return ModelOf(node.SyntaxTree).GetOperation(node, cancellation);
    }

    /// <summary>The symbol that a name means.</summary>
    public ISymbol? SymbolOf(SyntaxNode node) => ModelOf(node.SyntaxTree).GetSymbolInfo(node, cancellation).Symbol;

    /// <summary>
    /// All references of a variable, field or property: of a variable in the member that declares it, of a private member in its type, of
    /// any other member in all code.
    /// </summary>
    public IEnumerable<SyntaxNode> ReferencesTo(ISymbol symbol)
    {
        IEnumerable<IdentifierNameSyntax> places = symbol is ILocalSymbol or IParameterSymbol
                || (symbol.DeclaredAccessibility == Accessibility.Private && symbol.ContainingType is not null)
            ? ScopesOf(symbol).SelectMany(scope => NameIndex.In(scope, symbol.Name))
            : index.PlacesOf(symbol.Name, cancellation);
        foreach (IdentifierNameSyntax name in places)
        {
            SyntaxNode reference = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (SymbolEqualityComparer.Default.Equals(SymbolOf(reference)?.OriginalDefinition, symbol.OriginalDefinition))
            {
                yield return reference;
            }
        }
    }

    /// <summary>The calls of methods of a type by their names.</summary>
    public IEnumerable<SyntaxNode> CallsOf(INamedTypeSymbol type, params string[] names)
    {
        foreach (string name in names)
        {
            foreach (IdentifierNameSyntax place in index.PlacesOf(name, cancellation))
            {
                SyntaxNode target = place.Parent is MemberAccessExpressionSyntax access && access.Name == place ? access : place;
                if (target.Parent is InvocationExpressionSyntax call && call.Expression == target
                    && SymbolEqualityComparer.Default.Equals(SymbolOf(target)?.ContainingType?.OriginalDefinition, type.OriginalDefinition))
                {
                    yield return call;
                }
            }
        }
    }

    /// <summary>The declaration of a method with a body in this compilation.</summary>
    public SyntaxNode? BodyOf(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        return definition.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation))
            .FirstOrDefault(d => Compilation.ContainsSyntaxTree(d.SyntaxTree) && TensorLowering.BodyOf(d) is not null);
    }

    /// <summary>The expression by which a field or property is initialised in its declaration.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        foreach (SyntaxNode declaration in member.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)))
        {
            ExpressionSyntax? value = declaration switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null && Compilation.ContainsSyntaxTree(value.SyntaxTree))
            {
                return OperationOf(value);
            }
        }

        return null;
    }

    private IEnumerable<SyntaxNode> ScopesOf(ISymbol symbol)
    {
        ISymbol owner = symbol is ILocalSymbol or IParameterSymbol ? symbol.ContainingSymbol : symbol.ContainingType;
        while (owner is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            owner = owner.ContainingSymbol;
        }

        return owner.DeclaringSyntaxReferences
            .Where(r => Compilation.ContainsSyntaxTree(r.SyntaxTree) && !NameIndex.IsGenerated(r.SyntaxTree)).Select(r => r.GetSyntax(cancellation));
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel found))
        {
#pragma warning disable RS1030 // What initialises a layer may be written in another file.
            found = Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            _models.Add(tree, found);
        }

        return found;
    }
}
