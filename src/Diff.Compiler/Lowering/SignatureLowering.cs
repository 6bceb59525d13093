using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>What is written around the body: containing types, parameters, result, attribute; and what is wrong with them.</summary>
internal sealed partial class SignatureLowering(
    IMethodSymbol method, AttributeData attribute, BaseMethodDeclarationSyntax? declaration, TypeSubstitution types, Action<Refusal> report)
{
    /// <summary>Names that generated code would like to use bare, and the namespaces they come from.</summary>
    private static readonly (string Name, string Namespace)[] s_bareNames =
    [
        ("Math", "System"), ("MathF", "System"), ("Span", "System"), ("ReadOnlySpan", "System"), ("MidpointRounding", "System"),
        ("Functions", "Diff"), ("Gradient", "Diff"), ("Cotangent", "Diff.CompilerServices"), ("Guard", "Diff.CompilerServices"),
        ("Workspace", "Diff.CompilerServices"), ("Specialized", "Diff.CompilerServices"), ("TapeStack", "Diff.CompilerServices"), ("Pullbacks", "Diff.CompilerServices"),
        ("RowMajor", "Diff.CompilerServices"), ("PackedRows", "Diff.CompilerServices"), ("MemoryParts", "Diff.CompilerServices"), ("BlockSum", "Diff.CompilerServices"), ("MatrixProduct", "Diff.CompilerServices"),
        ("Vector512", "System.Runtime.Intrinsics"), ("Vector256", "System.Runtime.Intrinsics"), ("Vector128", "System.Runtime.Intrinsics"),
        ("Vector512Memory", "Diff.CompilerServices"), ("Vector256Memory", "Diff.CompilerServices"),
        ("Vector128Memory", "Diff.CompilerServices"), ("VectorMath", "Diff.CompilerServices"), ("VectorCotangent", "Diff.CompilerServices"),
    ];

    /// <summary>Names that generated code writes without their namespace: no local may take one.</summary>
    public static IEnumerable<string> BareNames => s_bareNames.Select(n => n.Name);

    private Compilation? _compilation;

    /// <summary>The module without functions.</summary>
    public Module Lower(Compilation compilation)
    {
        _compilation = compilation;
        CheckMethod();
        EquatableArray<ParameterInfo> parameters = Parameters().ToEquatable();
        IrType? returnType = method.ReturnsVoid ? null : TypeMapping.Map(types.Apply(method.ReturnType));
        StructForm? returnForm = returnType is { IsStruct: true } ? StructForms.Of(types.Apply(method.ReturnType), method.ContainingType, compilation) : null;
        CheckResult(returnType, returnForm, parameters);
        int emit = Emit(returnType);
        CheckNames(parameters, emit);
        return new Module
        {
            Namespace = method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
            Types = TypesAround(method.ContainingType).ToEquatable(),
            IsInstance = !method.IsStatic,
            Name = method.Name,
            Tag = Tag(),
            Accessibility = AccessibilityText(),
            TypeParameters = method.IsGenericMethod ? "<" + string.Join(", ", method.TypeParameters.Select(p => MemberNames.Identifier(p.Name))) + ">" : "",
            Numbers = ModuleLowering.NumbersOf(method).Select(p => MemberNames.Identifier(p.Name)).ToEquatable(),
            Constraints = string.Concat(method.TypeParameters.Select(Constraint)),
            Reference = Reference(),
            HintName = HintName(),
            Parameters = parameters,
            WorkspaceObstacle = WorkspaceObstacle(),
            ReturnType = returnType,
            ReturnForm = returnForm,
            Emit = emit,
            Disable = NamedArgument("Disable"),
            Reassociates = !attribute.NamedArguments.Any(a => a.Key == "Reassociate" && a.Value.Value is false),
            Checkpoint = Checkpoint(),
            Snapshots = NamedArgument("Snapshots"),
            HasReport = attribute.NamedArguments.Any(a => a.Key == "Monitor" && a.Value.Value is true),
            ChecksOverflow = compilation.Options is CSharpCompilationOptions { CheckOverflow: true },
            ShadowedNames = s_bareNames.Where(n => IsShadowed(n.Name, n.Namespace)).Select(n => n.Name).ToEquatable(),
            Functions = default,
            Refusals = default,
        };
    }

    private Origin OriginOf(SyntaxNode? node, SyntaxToken? token = null)
    {
        int start = declaration?.SpanStart ?? 0;
        Microsoft.CodeAnalysis.Text.TextSpan span = token?.Span ?? node?.Span ?? NameToken()?.Span ?? default;
        return new Origin(0, span.Start - start, span.Length, "");
    }

    private SyntaxToken? NameToken() => (declaration as MethodDeclarationSyntax)?.Identifier;

    private void Report(string id, string message, SyntaxNode? node = null, SyntaxToken? token = null) =>
        report(new Refusal(id, message, OriginOf(node, token)));

    private void CheckMethod()
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            Report(Refusals.UnsupportedMethod, "only ordinary methods can be differentiated; move the code into a static method");
            return;
        }

        if (ExtensionMembers.BlockOf(method, default) is not null)
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' is a member of an extension block; annotate a static method that calls it");
            return;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            CheckPartial(type);
        }

        if (method.IsAsync)
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' is async; differentiate a method that is not and await in the caller");
        }
        else if ((method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed)
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' is virtual: another body may be run than the one that is differentiated; seal the method or its type");
        }
        else if (!method.IsStatic && ModuleLowering.NumbersOf(method).Count > 0)
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' is an instance method that depends on a type parameter that stands for a number; make it static, or write the type for float or double");
        }

        if (method.TypeParameters.FirstOrDefault(p => !TypeMapping.IsFloating(p)) is { } other)
        {
            Report(
                Refusals.UnsupportedMethod,
                $"'{method.Name}' is generic over '{other.Name}', which is not constrained to numbers; constrain it to IFloatingPointIeee754<{other.Name}>, or write it for float or double");
        }
        else if (ModuleLowering.NumbersOf(method).Count > 2)
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' depends on more than two type parameters that stand for numbers; use one");
        }

        if (method.IsExtern || method.IsAbstract || declaration is null || (declaration.Body is null && declaration.ExpressionBody is null))
        {
            Report(
                declaration is { SemicolonToken.IsMissing: true } ? Refusals.InvalidSource : Refusals.UnsupportedMethod,
                $"'{method.Name}' has no body to differentiate; give it one");
        }

        if (declaration is { Body: { } body } && body.DescendantNodes().OfType<YieldStatementSyntax>().Any())
        {
            Report(Refusals.UnsupportedMethod, $"'{method.Name}' is an iterator, which is not supported; write the results to a span");
        }
    }

    private void CheckPartial(INamedTypeSymbol type)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not TypeDeclarationSyntax syntax)
            {
                continue;
            }

            if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                Report(
                    Refusals.NotPartial, $"'{type.Name}' must be partial, so that the derivatives of '{method.Name}' can be added to it; add the modifier",
                    token: syntax.Identifier);
            }
            else if (syntax.Modifiers.Any(SyntaxKind.FileKeyword))
            {
                Report(Refusals.NotPartial, $"'{type.Name}' is a file type, to which no other file can add; remove the modifier 'file'", token: syntax.Identifier);
            }
        }
    }

    private IEnumerable<ParameterInfo> Parameters()
    {
        HashSet<string> named = DifferentiatedNames();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ITypeSymbol source = types.Apply(parameter.Type);
            IrType type = TypeMapping.Map(source);
            bool isConstant = TypeMapping.IsConstant(parameter);
            bool isAskedFor = named.Count > 0 ? named.Contains(parameter.Name) : !isConstant;
            SyntaxNode? syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            bool isReference = parameter.RefKind is RefKind.Ref or RefKind.Out;
            if (isReference && (type.HoldsMemory || type.Kind == ScalarKind.Object || method.TypeParameters.Length > 0))
            {
                Report(
                    Refusals.UnsupportedParameter,
                    method.TypeParameters.Length > 0
                        ? $"'{parameter.Name}' is passed by reference, which is not supported on generic methods; return the value or use a span"
                        : $"'{parameter.Name}' is passed by reference, which is supported for numbers and structs of numbers; use a span or return the value", syntax);
            }

            if (type.HasMemoryInside && (isReference || (isAskedFor && type.HasNumbers)))
            {
                Report(
                    Refusals.UnsupportedParameter,
                    $"'{parameter.Name}' holds arrays or spans, for whose gradient there would be no memory; mark it [Constant], or pass them as parameters of their own", syntax);
            }

            if (isAskedFor && type.Kind == ScalarKind.Object && HasFloatingContent(source, 0))
            {
                Report(
                    Refusals.UnsupportedParameter,
                    $"'{parameter.Name}' of type '{parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' is not supported yet; pass numbers or spans of numbers, or mark it [Constant]",
                    syntax);
            }
            else if (named.Contains(parameter.Name) && !type.HasNumbers)
            {
                Report(Refusals.UnknownParameterName, $"'{parameter.Name}' has no floating-point content to differentiate by; remove it from the attribute", syntax);
            }

            StructForm? form = type.Memory.Layout is null ? null : FormOf(parameter, source, type, syntax);
            yield return new ParameterInfo(
                MemberNames.Identifier(parameter.Name), TypeMapping.Readable(source), type, PrefixOf(parameter),
                parameter.Type is IArrayTypeSymbol, parameter.Type.TypeKind == TypeKind.Enum,
                isAskedFor && type.HasNumbers && parameter.RefKind != RefKind.Out, isConstant)
            {
                Form = form,
                IsMemory = type.IsBuffer && ArrayLayouts.MemoryElement(source, out _) is not null,
                IsOutput = method.ReturnsVoid && (type.Memory.Shape == Shape.Span || isReference) && isAskedFor && type.HasNumbers,
                Passing = parameter.RefKind switch
                {
                    RefKind.Ref => PassingMode.Ref,
                    RefKind.Out => PassingMode.Out,
                    _ => PassingMode.Value,
                },
            };
        }
    }

    private static string PrefixOf(IParameterSymbol parameter) => (parameter.ScopedKind, parameter.RefKind) switch
    {
        (ScopedKind.None, RefKind.Ref) => "ref ",
        (_, RefKind.Ref) => "scoped ref ",
        (_, RefKind.Out) => "out ",
        (_, RefKind.In) => "in ",
        (_, RefKind.RefReadOnlyParameter) => "ref readonly ",
        (ScopedKind.None, _) => "",
        _ => "scoped ",
    };

    /// <summary>How a struct is written; of the structs in a buffer, which is looked at as numbers, only the type is needed.</summary>
    private StructForm? FormOf(IParameterSymbol parameter, ITypeSymbol source, IrType type, SyntaxNode? syntax)
    {
        if (type.HoldsMemory)
        {
            return new StructForm(TypeMapping.Qualified(ArrayLayouts.ElementOf(source)), default, "", "");
        }

        StructForm? form = StructForms.Of(source, method.ContainingType, _compilation!);
        if (form is null)
        {
            Report(
                Refusals.UnsupportedParameter,
                $"'{parameter.Name}' of type '{parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' has fields that generated code cannot read or set; make them settable, or give it a constructor with a parameter for each",
                syntax);
        }

        return form;
    }

    /// <summary>The names in the attribute; none for all.</summary>
    public HashSet<string> DifferentiatedNames()
    {
        HashSet<string> names = [];
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            foreach (TypedConstant value in argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : [argument])
            {
                if (value.Value is not string name)
                {
                    continue;
                }

                names.Add(name);
                if (method.Parameters.All(p => p.Name != name) && (method.IsStatic || ParameterSets.Of(method.ContainingType).All(m => m.Name != name)))
                {
                    Report(
                        Refusals.UnknownParameterName,
                        $"'{method.Name}' has no parameter '{name}'; name one of its parameters by nameof", attribute.ApplicationSyntaxReference?.GetSyntax());
                }
            }
        }

        return names;
    }

    private static bool HasFloatingContent(ITypeSymbol type, int depth) => type switch
    {
        _ when depth > 4 => false,
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => true,
        { Name: "Half" or "NFloat", ContainingNamespace: { } ns } when ns.ToDisplayString().StartsWith("System", StringComparison.Ordinal) => true,
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => HasFloatingContent(array.ElementType, depth + 1),
        INamedTypeSymbol { IsGenericType: true } named when
            named.ContainingNamespace.ToDisplayString() is "System" or "System.Collections.Generic" or "System.Collections.Immutable" or "System.Numerics.Tensors"
            && named.TypeKind != TypeKind.Delegate => named.TypeArguments.Any(a => HasFloatingContent(a, depth + 1)),
        { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } => type.GetMembers().OfType<IFieldSymbol>()
            .Any(f => !f.IsStatic && HasFloatingContent(f.Type, depth + 1)),
        _ => false,
    };

    private void CheckResult(IrType? returnType, StructForm? returnForm, EquatableArray<ParameterInfo> parameters)
    {
        SyntaxNode? syntax = (declaration as MethodDeclarationSyntax)?.ReturnType;
        bool hasOutput = returnType is { IsFloatingScalar: true }
            || (returnForm is not null && returnType!.Value.HasNumbers && !returnType.Value.HasMemoryInside)
            || parameters.Any(p => p.IsOutput);
        if (method.IsAsync)
        {
            return;
        }

        if (!hasOutput)
        {
            Report(Refusals.UnsupportedResult, returnType is null
                ? $"'{method.Name}' returns nothing and writes no differentiated span or reference; return float or double, or write to a Span<T> parameter"
                : $"the result type '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' has no derivative; return float or double, or write to a Span<T> parameter", syntax);
        }
        else if (parameters.All(p => !p.IsDifferentiated) && !HasParameterMembers())
        {
            Report(
                Refusals.NothingToDifferentiate,
                $"'{method.Name}' has no parameter to differentiate by; leave one of type float, double or a span of these without [Constant], or mark members of its type [Parameter]");
        }
    }

    /// <summary>Whether there may be members of objects to differentiate by; which, is known when the body is.</summary>
    private bool HasParameterMembers() => (!method.IsStatic && ParameterSets.Of(method.ContainingType).Count > 0)
        || method.Parameters.Any(p => MemberPath.IsObject(p.Type) && ParameterSets.Of(p.Type).Count > 0);

    private int NamedArgument(string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is int value ? value : 0;

    private Checkpointing Checkpoint()
    {
        int kind = NamedArgument("Checkpoint");
        if (NamedArgument("Snapshots") < 0 || kind is < 0 or > (int)Checkpointing.Binomial)
        {
            Report(
                Refusals.UnsupportedEmit, "Checkpoint is one of the values of Diff.Checkpointing, and Snapshots is 0 or more; change the attribute",
                attribute.ApplicationSyntaxReference?.GetSyntax());
            return Checkpointing.None;
        }

        return (Checkpointing)kind;
    }

    private int Emit(IrType? returnType)
    {
        int emit = NamedArgument("Emit");
        SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax();
        if ((emit & DerivativeFlags.SparseJacobian) != 0)
        {
            Report(Refusals.UnsupportedEmit, "Derivatives.SparseJacobian is not supported yet; ask for Jacobian or Tangent", syntax);
        }

        const int ofNumbers = DerivativeFlags.Gradient | DerivativeFlags.Hessian | DerivativeFlags.HessianVectorProduct;
        if ((emit & ofNumbers) != 0 && returnType is null or { IsStruct: true })
        {
            string what = (emit & DerivativeFlags.Gradient) != 0 ? "gradient of; ask for Derivatives.Backward" : "second derivatives of; ask for Derivatives.Jacobian or Backward";
            Report(Refusals.UnsupportedEmit, $"'{method.Name}' has no scalar result to take the {what}", syntax);
        }

        return emit != 0 ? emit : returnType is null or { IsStruct: true } ? DerivativeFlags.Backward : DerivativeFlags.Gradient;
    }
}
