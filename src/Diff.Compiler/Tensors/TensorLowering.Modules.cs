using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Layers and models: what they do is read off their type and the expression that makes them.</content>
internal sealed partial class TensorLowering
{
    private ModuleTerm? ModuleOf(ITypeSymbol? type, string path, IOperation? creation)
    {
        if (type is not INamedTypeSymbol named || !TensorTypes.IsModule(named))
        {
            return null;
        }

        while (creation is IConversionOperation conversion)
        {
            creation = conversion.Operand;
        }

        return new ModuleTerm(path, creation?.Type is INamedTypeSymbol made && TensorTypes.IsModule(made) ? made : named, creation);
    }

    private static bool IsModuleCall(IInvocationOperation call) =>
        call.TargetMethod.Name is "forward" or "call" or "Forward" or "Apply" or "__call__" or "Invoke"
        && TensorTypes.IsModule(call.Instance?.Type);

    private static bool IsTapeGradient(IInvocationOperation call) => call.TargetMethod.Name == "gradient"
        && TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) == Vocabulary.TensorFlow;

    /// <summary>The expression that a field or property is made by, in its declaration or in a constructor.</summary>
    private IOperation? CreationOf(ISymbol member)
    {
        if (member is not (IFieldSymbol or IPropertySymbol))
        {
            return null;
        }

        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(_cancellation);
            ExpressionSyntax? value = declaration switch
            {
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null)
            {
                return ModelOf(declaration.SyntaxTree).GetOperation(value, _cancellation);
            }
        }

        foreach (SyntaxReference reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            SyntaxNode type = reference.GetSyntax(_cancellation);
            foreach (AssignmentExpressionSyntax assignment in type.DescendantNodes().OfType<ConstructorDeclarationSyntax>()
                .SelectMany(c => c.DescendantNodes().OfType<AssignmentExpressionSyntax>()))
            {
                string name = assignment.Left switch
                {
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
                    _ => "",
                };
                if (name == member.Name)
                {
                    return ModelOf(type.SyntaxTree).GetOperation(assignment.Right, _cancellation);
                }
            }
        }

        return null;
    }

    /// <summary>Whether a kept tensor is made as one that is trained.</summary>
    private bool IsCreatedTrained(ISymbol member)
    {
        IOperation? creation = CreationOf(member);
        while (creation is IConversionOperation conversion)
        {
            creation = conversion.Operand;
        }

        return creation is IInvocationOperation call && IsTrainedCreation(call);
    }

    /// <summary>randn(…, requires_grad: true), Parameter(…), tf.Variable(…), ….requires_grad_().</summary>
    private static bool IsTrainedCreation(IInvocationOperation call)
    {
        if (TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is null)
        {
            return false;
        }

        return call.TargetMethod.Name == "requires_grad_"
            || TensorCatalogue.Function(call.TargetMethod.Name) is { Form: TensorForm.Trained }
            || call.Arguments.Any(a => a.Parameter?.Name == "requires_grad" && a.Value.ConstantValue is { HasValue: true, Value: true });
    }

    /// <summary>Runs a layer or loss object on its input.</summary>
    private TensorTerm? LowerModule(ModuleTerm module, IReadOnlyList<TensorTerm?> arguments, IOperation call)
    {
        Value[] operands = [.. arguments.Where(a => a is ValueTerm or TupleTerm).Select(ValueOf)];
        string name = module.Type.Name;
        bool isLibrary = TensorTypes.VocabularyOf(module.Type) is not null;
        if (!isLibrary && ForwardOf(module.Type) is { } forward && SourceOf(forward) is { } source && _stack.Count < Deepest
            && !_stack.Contains(forward, SymbolEqualityComparer.Default))
        {
            return InlineBody(forward, source, module.Path, arguments, call);
        }

        At(call);
        if (operands.Length == 0)
        {
            return new ValueTerm(Place(module.Path, IrType.Double, isTrained: true));
        }

        if (isLibrary && name == "Sequential" && module.Creation is IInvocationOperation sequence && LayersOf(sequence) is { } layers)
        {
            TensorTerm? current = new ValueTerm(operands[0]);
            for (int i = 0; i < layers.Count; i++)
            {
                current = ModuleOf(layers[i].Type, module.Path + "." + i, layers[i]) is { } layer ? LowerModule(layer, [current], call) : current;
            }

            return current;
        }

        if (isLibrary && TensorCatalogue.Module(name) is { } entry)
        {
            return LowerEntry(entry, name, operands, null);
        }

        Value weights = Weights(module.Path, module.Holder, module.Creation);
        if (name == "Linear" && module.Creation is IInvocationOperation { Arguments: var sizes }
            && sizes.FirstOrDefault(a => a.Parameter?.Ordinal == 1)?.Value is { ConstantValue: { HasValue: true, Value: 1 or 1L } })
        {
            _singleUnits.Add(weights);
        }

        Value input = operands[0];
        foreach (Value further in operands.Skip(1))
        {
            input = Apply(TensorPrimitives.Join, input, further);
        }

        Primitive primitive = TensorCatalogue.IsRecurrent(name) ? TensorPrimitives.Recurrent
            : TensorCatalogue.IsNormalization(name) ? TensorPrimitives.Normalize : TensorPrimitives.Layer;
        _runsModel |= _silenced == 0;
        return new ValueTerm(Apply(primitive, weights, input));
    }

    /// <summary>The layers of a sequence, in order; null where they are not written there.</summary>
    private static List<IOperation>? LayersOf(IInvocationOperation sequence)
    {
        List<IOperation> layers = [];
        foreach (IArgumentOperation argument in sequence.Arguments)
        {
            IEnumerable<IOperation> elements = argument.Value is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : [argument.Value];
            foreach (IOperation element in elements)
            {
                IOperation layer = Unconverted(element);
                layer = layer is ITupleOperation { Elements.Length: 2 } pair ? Unconverted(pair.Elements[1]) : layer;
                if (layer is not (IInvocationOperation or IObjectCreationOperation) || !TensorTypes.IsModule(layer.Type))
                {
                    return null;
                }

                layers.Add(layer);
            }
        }

        return layers.Count > 0 ? layers : null;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static IMethodSymbol? ForwardOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null && TensorTypes.VocabularyOf(t) is null; t = t.BaseType)
        {
            ImmutableArray<IMethodSymbol> methods =
                [.. t.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name is "forward" or "Forward" or "Call" && !m.IsAbstract)];
            if (methods.Length > 0)
            {
                return methods[0];
            }
        }

        return null;
    }

    private SyntaxNode? SourceOf(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        foreach (SyntaxReference reference in definition.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(_cancellation);
            if (_compilation.ContainsSyntaxTree(declaration.SyntaxTree) && BodyOf(declaration) is not null)
            {
                return declaration;
            }
        }

        return null;
    }

    private TensorTerm? Inline(
        IMethodSymbol method, SyntaxNode source, IOperation? instance, IReadOnlyList<TensorTerm?> arguments, IOperation call)
    {
        string receiver = method.IsStatic || method.MethodKind == MethodKind.LocalFunction ? _frame.Receiver : PathOf(instance);
        return InlineBody(method, source, receiver, arguments, call);
    }

    private TensorTerm? InlineBody(
        IMethodSymbol method, SyntaxNode source, string receiver, IReadOnlyList<TensorTerm?> arguments, IOperation call)
    {
        if (ModelOf(source.SyntaxTree).GetOperation(source is PropertyDeclarationSyntax property ? property.ExpressionBody! : source, _cancellation) is not { } body)
        {
            return null;
        }

        return InlineBody(method, source, body is ILocalFunctionOperation local ? local.Body ?? local.IgnoredBody ?? body : body, receiver, arguments, call);
    }

    private TensorTerm? InlineBody(
        IMethodSymbol method, SyntaxNode source, IOperation body, string receiver, IReadOnlyList<TensorTerm?> arguments, IOperation call)
    {
        IMethodSymbol definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        for (int i = 0; i < definition.Parameters.Length; i++)
        {
            IParameterSymbol parameter = definition.Parameters[i];
            TensorTerm? argument = i < arguments.Count ? arguments[i] : null;
            if (argument is ModuleTerm)
            {
                _locals[parameter] = argument;
            }
            else if ((argument ?? DataOf(parameter.Type)) is { } term)
            {
                Assign(parameter, term);
            }
        }

        Frame outer = _frame;
        Builder builder = _builder;
        _declarations.Add(source);
        _frame = new Frame(_declarations.Count - 1, receiver, method.ContainingType);
        _stack.Add(method);
        _builder = builder.Nested();
        LowerStatement(body);
        Block block = _builder.ToBlock();
        TensorTerm? result = _frame.Result;
        _stack.RemoveAt(_stack.Count - 1);
        _builder = builder;
        _frame = outer;
        _builder.Add(new Breakable(block));
        At(call);
        return Snapshot(result) ?? DataOf(call.Type);
    }
}
