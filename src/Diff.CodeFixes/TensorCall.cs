using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>A call of a function of a tensor library, of either form: <c>torch.log(x)</c> or <c>x.log()</c>.</summary>
/// <param name="Syntax">The call.</param>
/// <param name="Name">The function.</param>
/// <param name="Subject">What it is applied to.</param>
/// <param name="Options">Its other arguments.</param>
/// <param name="IsTorch">Whether the library is TorchSharp; else TensorFlow.NET.</param>
internal sealed record TensorCall(
    InvocationExpressionSyntax Syntax, string Name, ExpressionSyntax Subject, IReadOnlyList<ArgumentSyntax> Options, bool IsTorch)
{
    /// <summary>Reads a call, or null where it is something else.</summary>
    public static TensorCall? Read(SyntaxNode? node, SemanticModel model, CancellationToken cancellation)
    {
        while (node is ParenthesizedExpressionSyntax parenthesized)
        {
            node = parenthesized.Expression;
        }

        if (node is not InvocationExpressionSyntax call || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || Library(method.ContainingType) is not { } isTorch)
        {
            return null;
        }

        bool isMethod = !method.IsStatic && method.ContainingType.Name == "Tensor";
        if (isMethod)
        {
            return call.Expression is MemberAccessExpressionSyntax access
                ? new TensorCall(call, method.Name, access.Expression, [.. call.ArgumentList.Arguments], isTorch) : null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return arguments.Count > 0 && (arguments[0].NameColon is null || arguments[0].NameColon!.Name.Identifier.ValueText == method.Parameters[0].Name)
            ? new TensorCall(call, method.Name, arguments[0].Expression, [.. arguments.Skip(1)], isTorch) : null;
    }

    /// <summary>Whether a type is TorchSharp's (true), TensorFlow.NET's (false) or another.</summary>
    public static bool? Library(ITypeSymbol? type)
    {
        INamespaceSymbol? space = type?.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name switch
        {
            "TorchSharp" => true,
            "Tensorflow" => false,
            _ => null,
        };
    }

    /// <summary>The options as they are written, in front of them a comma.</summary>
    public string OptionText => string.Concat(Options.Select(o => ", " + o));

    /// <summary>An expression on which a method can be called.</summary>
    public static string Primary(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? expression.ToString() : $"({expression})";

    /// <summary>How the functions of a library for neural networks are written at a place.</summary>
    public string Functional(FixSource source)
    {
        if (!IsTorch)
        {
            return TensorFlow(source) + ".nn";
        }

        foreach (UsingDirectiveSyntax directive in source.Root.DescendantNodes().OfType<UsingDirectiveSyntax>().Where(d => d.Alias is not null))
        {
            if (directive.Name is { } name && source.Model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { Name: "functional" } type && Library(type) == true)
            {
                return directive.Alias!.Name.Identifier.ValueText;
            }
        }

        return Root(source) + ".nn.functional";
    }

    /// <summary>How the library itself is written at a place.</summary>
    public string Root(FixSource source) => !IsTorch ? TensorFlow(source)
        : source.Model.LookupSymbols(Syntax.SpanStart, name: "torch").OfType<INamedTypeSymbol>().Any(t => Library(t) == true) ? "torch" : "TorchSharp.torch";

    private string TensorFlow(FixSource source) =>
        source.Model.LookupSymbols(Syntax.SpanStart, name: "tf").Length > 0 ? "tf" : "Tensorflow.Binding.tf";

    /// <summary>A value in front of small numbers that are added to it and bounds around it, which guard a logarithm.</summary>
    public static ExpressionSyntax Unguarded(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        while (true)
        {
            if (expression is ParenthesizedExpressionSyntax parenthesized)
            {
                expression = parenthesized.Expression;
            }
            else if (expression is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression)
                && model.GetConstantValue(sum.Right, cancellation).HasValue != model.GetConstantValue(sum.Left, cancellation).HasValue)
            {
                expression = model.GetConstantValue(sum.Right, cancellation).HasValue ? sum.Left : sum.Right;
            }
            else if (Read(expression, model, cancellation) is { Name: "clamp" or "clip" or "clip_by_value" or "clamp_min" } clamp)
            {
                expression = clamp.Subject;
            }
            else
            {
                return expression;
            }
        }
    }
}

/// <summary>A local variable that a fix changes together with its uses.</summary>
/// <param name="Initializer">What it is declared with.</param>
/// <param name="Uses">All its uses.</param>
internal sealed record TensorLocal(ExpressionSyntax Initializer, IReadOnlyList<IdentifierNameSyntax> Uses)
{
    /// <summary>The local that an expression reads, where it is assigned in its declaration only; null for all else.</summary>
    public static TensorLocal? Read(ExpressionSyntax expression, FixSource source, CancellationToken cancellation)
    {
        if (expression is not IdentifierNameSyntax name || source.Model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || declarator.SyntaxTree != source.Root.SyntaxTree || declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope)
        {
            return null;
        }

        List<IdentifierNameSyntax> uses = [.. scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name
            && SymbolEqualityComparer.Default.Equals(source.Model.GetSymbolInfo(n, cancellation).Symbol, local))];
        bool isWritten = uses.Any(u => (u.Parent is AssignmentExpressionSyntax assignment && assignment.Left == u)
            || (u.Parent is ArgumentSyntax argument && !argument.RefKindKeyword.IsKind(SyntaxKind.None))
            || (u.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called, Parent: InvocationExpressionSyntax } && called.EndsWith("_", System.StringComparison.Ordinal)));
        return isWritten ? null : new TensorLocal(value, uses);
    }
}
