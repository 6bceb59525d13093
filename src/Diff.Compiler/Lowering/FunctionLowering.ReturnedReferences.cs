using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Methods and properties that return by reference, <c>ref double this[int i, int j] => ref _a[i * _n + j]</c>: where their body is one
/// reference, it is a place of the caller, with the parameters as variables.
/// </summary>
internal sealed partial class FunctionLowering
{
    private int _referred;

    /// <summary>Whether an expression is a call that returns a reference which is known.</summary>
    private bool IsReferred(IOperation operation) => ReferenceIn(operation) is not null;

    private (IMethodSymbol Method, IOperation? Instance, IEnumerable<IArgumentOperation> Arguments, ExpressionSyntax Reference)? ReferenceIn(IOperation operation)
    {
        IMethodSymbol? method = null;
        IOperation? instance = null;
        IEnumerable<IArgumentOperation> arguments = [];
        if (operation is IInvocationOperation { TargetMethod: { RefKind: not RefKind.None, MethodKind: MethodKind.Ordinary } called } call)
        {
            (method, instance, arguments) = (called, call.Instance, call.Arguments);
        }
        else if (operation is IPropertyReferenceOperation { Property: { RefKind: not RefKind.None, GetMethod: { } getter } } property)
        {
            (method, instance, arguments) = (getter, property.Instance, property.Arguments);
        }

        if (method is null || (!method.IsStatic && (instance is null || !Map(instance.Type).IsStruct)) || _module.SourceOf(method) is not { } declaration
            || _module.TypesOf(method, _types).Key != _types.Key)
        {
            return null;
        }

        ExpressionSyntax? result = declaration switch
        {
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            AccessorDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            AccessorDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
            _ => ResultOf(declaration),
        };
        return result is RefExpressionSyntax { Expression: { } reference } ? (method, instance, arguments, reference) : null;
    }

    /// <summary>The place that a call refers to, or null where it is no such call.</summary>
    private Place? ReferredPlace(IOperation operation)
    {
        if (ReferenceIn(operation) is not ({ } method, var instance, { } arguments, { } reference))
        {
            return null;
        }

        if (++_referred > DeepestDelegate)
        {
            _referred--;
            throw Unsupported(operation, "a method that returns a reference by way of itself is not supported; write to a span");
        }

        Place? receiver = method.IsStatic ? null : Receiver(instance!, method.IsReadOnly);
        IParameterSymbol[] parameters = _module.ParametersOf(method.OriginalDefinition, _module.SourceOf(method)!);
        List<(IParameterSymbol Parameter, Place Place)> given = [];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = parameters[argument.Parameter!.Ordinal];
            if (parameter.RefKind != RefKind.None && IsPlace(argument.Value))
            {
                given.Add((parameter, PlaceOf(argument.Value)));
                continue;
            }

            Value variable = NewVariable(Map(parameter.Type), parameter.Name);
            Assign(variable, ConvertTo(Expression(argument.Value), variable.Type));
            given.Add((parameter, new Place(variable, null, null)));
        }

        Place? outer = _receiver;
        given.ForEach(g => _places[g.Parameter] = g.Place);
        _receiver = receiver ?? _receiver;
        try
        {
            return PlaceOf(_module.ModelOf(reference.SyntaxTree).GetOperation(reference, _cancellation) ?? throw Invalid(reference));
        }
        finally
        {
            _referred--;
            _receiver = outer;
            given.ForEach(g => _places.Remove(g.Parameter));
        }
    }
}
