using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>An annotated method and every source method that it reaches, lowered. The only way from Roslyn to the IR.</summary>
internal sealed partial class ModuleLowering
{
    private const int LargestModule = 400;

    private readonly Compilation _compilation;
    private readonly IMethodSymbol _entry;
    private readonly CancellationToken _cancellation;
    private readonly List<(IMethodSymbol Method, TypeSubstitution Types, ITypeSymbol? Receiver, string Elements, Bindings? Bindings, string Key)> _methods = [];
    private readonly HashSet<string> _keys = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly List<Refusal> _refusals = [];
    private readonly Captures _captures;

    private ModuleLowering(SemanticModel model, IMethodSymbol entry, CancellationToken cancellation)
    {
        _compilation = model.Compilation;
        _models.Add(model.SyntaxTree, model);
        _entry = entry;
        _cancellation = cancellation;
        _captures = new Captures(method =>
            SourceOf(method) is { } declaration ? ModelOf(declaration.SyntaxTree).GetOperation(declaration, _cancellation) : null);
    }

    /// <summary>Lowers an annotated method.</summary>
    /// <param name="model">The semantic model of the tree that declares it.</param>
    /// <param name="method">The method.</param>
    /// <param name="attribute">Its <c>[Differentiable]</c>.</param>
    /// <param name="declarations">Receives the declaration of each function of the module, for locations.</param>
    /// <param name="cancellation">Checked between statements.</param>
    /// <param name="signatures">
    /// Prints the signatures of the members that are generated for a method; null where these members are there already.
    /// </param>
    public static Module Lower(
        SemanticModel model, IMethodSymbol method, AttributeData attribute, List<SyntaxNode> declarations, CancellationToken cancellation,
        System.Func<Module, string>? signatures = null)
    {
        Module module = new ModuleLowering(model, method, cancellation).Run(attribute, declarations);
        if (signatures is null || (module.Refusals.Count == 0 && module.Variants.All(v => v.Module.Refusals.Count == 0))
            || !DerivativeStubs.AreCalled(model.Compilation, declarations, cancellation))
        {
            return module;
        }

        // A call of a generated member does not bind: the bodies are bound again beside the signatures.
        Compilation complete = DerivativeStubs.Complete(model.Compilation, signatures, cancellation);
#pragma warning disable RS1030 // Lowering is the only place that asks for models.
        SemanticModel completed = complete.GetSemanticModel(model.SyntaxTree);
#pragma warning restore RS1030
        if (method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).FirstOrDefault(n => n.SyntaxTree == model.SyntaxTree) is not { } declaration
            || completed.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol again || GeneratedMember.AttributeOf(again) is not { } asked)
        {
            return module;
        }

        declarations.Clear();
        return new ModuleLowering(completed, again, cancellation).Run(asked, declarations);
    }

    /// <summary>Records a refusal, once: what stands in finally is lowered more than once.</summary>
    public void Report(Refusal refusal)
    {
        if (!_refusals.Any(r => r.Equals(refusal) && r.Origin.Method == refusal.Origin.Method && r.Origin.Start == refusal.Origin.Start))
        {
            _refusals.Add(refusal);
        }
    }

    /// <summary>The body of a method in this compilation, or null.</summary>
    public SyntaxNode? SourceOf(IMethodSymbol method)
    {
        IMethodSymbol definition = WithSource(method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        foreach (SyntaxReference reference in definition.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(_cancellation);
            if ((_compilation.ContainsSyntaxTree(declaration.SyntaxTree) || IsLibrary(definition)) && BodyOf(declaration) is not null)
            {
                return declaration;
            }
        }

        return null;
    }

    /// <summary>IDisposable.Dispose.</summary>
    public ISymbol? DisposableMethod => _compilation.GetSpecialType(SpecialType.System_IDisposable).GetMembers("Dispose").FirstOrDefault();

    /// <summary>Whether the generated code, a part of the annotated method's type, may name a member.</summary>
    public bool IsAccessible(ISymbol member) => IsOfCompilation(member.ContainingAssembly)
        ? _compilation.IsSymbolAccessibleWithin(member, _entry.ContainingType)
        : member.DeclaredAccessibility == Accessibility.Public && !IsLibrary(member);

    /// <summary>What a method's body is taken from: for a member of the base class library its twin, if it has one, else itself.</summary>
    public IMethodSymbol WithSource(IMethodSymbol method) =>
        LibraryTypes.Declares(method) ? LibrarySource.Of(_compilation)?.TwinOf(method) ?? method : method;

    /// <summary>The property that stands for a static field of the base class library, by its getter; or null.</summary>
    public IMethodSymbol? GetterFor(IFieldSymbol field) =>
        LibraryTypes.Has(field.ContainingType) ? LibrarySource.Of(_compilation)?.TwinOf(field) : null;

    /// <summary>How generated code reads a struct, or null where it cannot.</summary>
    public StructForm? FormOf(ITypeSymbol type) => StructForms.Of(type, _entry.ContainingType, _compilation);

    private static bool IsLibrary(ISymbol member) => member.ContainingAssembly?.Name == LibrarySource.AssemblyName;

    /// <summary>Whether an assembly is the user's or one that it refers to: the twins are a compilation of their own.</summary>
    private bool IsOfCompilation(IAssemblySymbol? assembly) => assembly is null
        || SymbolEqualityComparer.Default.Equals(assembly, _compilation.Assembly)
        || _compilation.SourceModule.ReferencedAssemblySymbols.Contains(assembly, SymbolEqualityComparer.Default);

    /// <summary>The key of a source method, which is lowered too.</summary>
    /// <param name="method">The method, constructed.</param>
    /// <param name="outer">What type parameters stand for where it is called; for a local function they still hold inside.</param>
    /// <param name="elements">
    /// The positions of references that are elements of a buffer, each as <c>#position</c>: the body is lowered once more for
    /// them, reading and writing the element itself, so that two references to one place stay one place.
    /// </param>
    /// <param name="receiver">The type of the receiver where it is known to be derived from the method's own.</param>
    /// <param name="bindings">What it captures and which delegates it gets: the body is lowered once more for these too.</param>
    public string Reach(IMethodSymbol method, TypeSubstitution? outer, string elements, ITypeSymbol? receiver, Bindings bindings)
    {
        TypeSubstitution types = TypesOf(method, outer);
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        bool isOwn = receiver is null || SymbolEqualityComparer.Default.Equals(receiver.OriginalDefinition, definition.ContainingType);
        string key = KeyOf(definition) + types.Key + (isOwn ? "" : "#this=" + TypeMapping.Qualified(receiver!) + ";") + elements + bindings.Key(KeyOf);
        if (_keys.Add(key))
        {
            _methods.Add((definition, types, isOwn ? null : receiver, elements, bindings, key));
        }

        return key;
    }

    /// <summary>What a method uses of what is around it, itself or through others that it calls.</summary>
    public IReadOnlyList<Capture> CapturesOf(IMethodSymbol method) => _captures.Of(method);

    /// <summary>What type parameters stand for in the body of a method.</summary>
    /// <param name="method">The method, constructed.</param>
    /// <param name="outer">What they stand for where it is called.</param>
    public TypeSubstitution TypesOf(IMethodSymbol method, TypeSubstitution? outer)
    {
        TypeSubstitution types = TypeSubstitution.Of(_compilation, method, IsNested(method) ? outer : null);
        if (method.IsGenericMethod && SourceOf(method) is { } declaration)
        {
            ITypeParameterSymbol[] inBody = ExtensionMembers.TypeParametersInBody(
                method.OriginalDefinition, declaration, ModelOf(declaration.SyntaxTree), _cancellation);
            for (int i = 0; i < inBody.Length; i++)
            {
                types = types.With(inBody[i], method.TypeArguments[i]);
            }
        }

        return types;
    }

    /// <summary>The parameters of a definition as its body names them.</summary>
    public IParameterSymbol[] ParametersOf(IMethodSymbol method, SyntaxNode declaration) =>
        ExtensionMembers.ParametersInBody(method, declaration, ModelOf(declaration.SyntaxTree), _cancellation);

    /// <summary>The receiver of a member of an extension block of this compilation, as its body names it; null for any other.</summary>
    public IParameterSymbol? ExtensionReceiverOf(IMethodSymbol method) =>
        !method.IsStatic && !IsNested(method) && SourceOf(method) is { } declaration
            ? ExtensionMembers.ReceiverOf(method.OriginalDefinition, ModelOf(declaration.SyntaxTree), _cancellation)
            : null;

    /// <summary>Whether a function stands inside a method: a local function or a lambda.</summary>
    public static bool IsNested(IMethodSymbol method) => method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;

    private static string KeyOf(IMethodSymbol method)
    {
        string name = method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        if (!IsNested(method))
        {
            return ExtensionMembers.BlockOf(method, default) is { Parent: TypeDeclarationSyntax around } block
                ? name + "@" + around.Members.IndexOf(block).ToString(System.Globalization.CultureInfo.InvariantCulture)
                : name;
        }

        // Local functions of one name are told apart by where they stand in the method around them.
        ISymbol outer = method.ContainingSymbol;
        while (outer.ContainingSymbol is IMethodSymbol)
        {
            outer = outer.ContainingSymbol;
        }

        int start = outer.DeclaringSyntaxReferences[0].Span.Start;
        return string.Format(
            System.Globalization.CultureInfo.InvariantCulture, "{0}.{1}@{2}", outer.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), name,
            method.DeclaringSyntaxReferences[0].Span.Start - start);
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        ArrowExpressionClauseSyntax getter => getter,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        _ => null,
    };

    private static SyntaxTokenList ModifiersOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Modifiers,
        LocalFunctionStatementSyntax function => function.Modifiers,
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
        _ => default,
    };

    private Module Run(AttributeData attribute, List<SyntaxNode> declarations)
    {
        BaseMethodDeclarationSyntax? declaration = SourceOf(_entry) as BaseMethodDeclarationSyntax
            ?? _entry.DeclaringSyntaxReferences.Select(r => r.GetSyntax(_cancellation)).OfType<BaseMethodDeclarationSyntax>().FirstOrDefault();
        TypeSubstitution open = TypeSubstitution.Of(_compilation, _entry, null);
        SignatureLowering signature = new(_entry, attribute, declaration, open, Report);
        Module module = signature.Lower(_compilation);
        if (_refusals.Count == 0 && NumbersOf(_entry) is { Count: > 0 } numbers)
        {
            return module with { Variants = Variants(attribute, declaration, numbers, declarations).ToEquatable(), Refusals = default };
        }

        return WithFunctions(WithMembers(module, signature.DifferentiatedNames()), declaration, open, declarations);
    }

    /// <summary>The type parameters that stand for numbers, of a method and of the types around it.</summary>
    public static List<ITypeParameterSymbol> NumbersOf(IMethodSymbol method)
    {
        List<ITypeParameterSymbol> numbers = [.. method.TypeParameters];
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            numbers.AddRange(type.TypeParameters);
        }

        return [.. numbers.Where(TypeMapping.IsFloating)];
    }

    /// <summary>A generic method for each number that its type parameters can be; the locations are those of what is refused.</summary>
    private List<Variant> Variants(
        AttributeData attribute, BaseMethodDeclarationSyntax? declaration, List<ITypeParameterSymbol> numbers, List<SyntaxNode> declarations)
    {
        List<(TypeSubstitution Types, string Condition, string Suffix)> all = [(TypeSubstitution.Of(_compilation, _entry, null), "", "")];
        foreach (ITypeParameterSymbol number in numbers)
        {
            all = [.. all.SelectMany(v => new[] { SpecialType.System_Double, SpecialType.System_Single }.Select(type =>
            {
                INamedTypeSymbol symbol = _compilation.GetSpecialType(type);
                string test = $"typeof({MemberNames.Identifier(number.Name)}) == typeof({TypeMapping.Qualified(symbol)})";
                return (v.Types.With(number, symbol), v.Condition.Length == 0 ? test : v.Condition + " && " + test, v.Suffix + symbol.Name);
            }))];
        }

        List<Variant> variants = [];
        foreach ((TypeSubstitution types, string condition, string suffix) in all)
        {
            ModuleLowering lowering = new(ModelOf(declaration!.SyntaxTree), _entry, _cancellation);
            List<SyntaxNode> places = [];

            // What is wrong with the signature is said once, of the method as it is written.
            Module signature = new SignatureLowering(_entry, attribute, declaration, types, _ => { }).Lower(_compilation);
            Module module = lowering.WithFunctions(signature with { Suffix = suffix }, declaration, types, places);
            if (declarations.Count == 0 || module.Refusals.Count > 0 && variants.All(v => v.Module.Refusals.Count == 0))
            {
                declarations.Clear();
                declarations.AddRange(places);
            }

            variants.Add(new Variant(condition, module));
        }

        return variants;
    }

    private Module WithFunctions(Module module, BaseMethodDeclarationSyntax? declaration, TypeSubstitution types, List<SyntaxNode> declarations)
    {
        List<Function> functions = [];
        if (_refusals.Count == 0 && declaration is not null)
        {
            IMethodSymbol entry = _entry.PartialImplementationPart ?? _entry;
            string key = KeyOf(entry) + types.Key;
            _keys.Add(key);
            _methods.Add((entry, types, null, "", null, key));
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

        return module with { Functions = functions.ToEquatable(), Derivatives = _derivatives.ToEquatable(), Refusals = _refusals.ToEquatable() };
    }

    /// <summary>Adds the members of objects that the method reads.</summary>
    private Module WithMembers(Module module, HashSet<string> asked)
    {
        if (_refusals.Count > 0)
        {
            return module;
        }

        Module complete = ObjectMembers.Add(module, _entry, CapturesOf(_entry), _compilation, asked, out string problem);
        if (problem.Length > 0)
        {
            Report(new Refusal(Refusals.InaccessibleMember, problem, default));
        }
        else if (complete.Parameters.Concat(complete.Members).All(p => !p.IsDifferentiated))
        {
            Report(new Refusal(
                Refusals.NothingToDifferentiate,
                $"'{_entry.Name}' reads no member that is marked [Parameter] and has no parameter to differentiate by; mark what it reads", default));
        }

        return complete;
    }

    private void Lower(int index, List<Function> functions, List<SyntaxNode> declarations)
    {
        (IMethodSymbol method, TypeSubstitution types, ITypeSymbol? receiver, string elements, Bindings? bindings, string key) = _methods[index];
        _cancellation.ThrowIfCancellationRequested();
        SyntaxNode declaration = SourceOf(method) ?? method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        declarations.Add(declaration);
        Origin origin = new(index, 0, 0, "");
        if (ModifiersOf(declaration).Any(SyntaxKind.AsyncKeyword))
        {
            Report(new Refusal(Refusals.UnsupportedMethod, $"'{method.Name}' is async; differentiate a method that is not and await in the caller", origin));
            return;
        }

        if (IsGenerated(method))
        {
            Report(new Refusal(
                Refusals.UnsupportedConstruct, $"'{method.Name}' is generated and no derivative of an annotated method; call one", origin));
            return;
        }

        SyntaxNode? body = BodyOf(declaration);
        if (body is null || declaration.ContainsDiagnostics && declaration.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            Report(new Refusal(Refusals.InvalidSource, "", origin));
            return;
        }

        FunctionLowering lowering = new(this, method, types, receiver, ModelOf(declaration.SyntaxTree), declaration, index, bindings, _cancellation);
        functions.Add(lowering.Lower(key, elements, declaration, body) with
        {
            IsLibrary = IsLibrary(method),
            IsCheckpoint = index > 0 && method.GetAttributes().Any(a => TypeMapping.MetadataName(a.AttributeClass) == "Diff.CheckpointAttribute"),
        });
    }

    /// <summary>Whether a member was written by the generator: the analyzers see those too.</summary>
    public static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "GeneratedCodeAttribute"
        && a.ConstructorArguments.Length > 0 && a.ConstructorArguments[0].Value is "Diff.Generator");

    /// <summary>The semantic model of a tree of this compilation.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel model))
        {
#pragma warning disable RS1030 // Bodies of methods in other files are part of the program; lowering is the only place that asks for them.
            model = _compilation.ContainsSyntaxTree(tree) ? _compilation.GetSemanticModel(tree) : LibrarySource.Of(_compilation)!.ModelOf(tree);
#pragma warning restore RS1030
            _models.Add(tree, model);
        }

        return model;
    }
}
