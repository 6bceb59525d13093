using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Delegates that are not simply there: one of two, none, one that a method or another delegate gives, and one that a local gets after
/// its declaration. A choice is a number that is captured beside both, so that a call of it is a branch around two calls.
/// </summary>
internal sealed partial class FunctionLowering
{
    /// <summary>condition ? f : g.</summary>
    private Closure<Place>? ChosenClosure(IConditionalOperation conditional) =>
        conditional.WhenFalse is { } other && ClosureOf(conditional.WhenTrue) is { } whenTrue && ClosureOf(other) is { } whenFalse
            ? Choice(Expression(conditional.Condition), whenTrue, whenFalse)
            : null;

    /// <summary>n switch { 0 => f, _ => g }.</summary>
    private Closure<Place>? ChosenClosure(ISwitchExpressionOperation choice)
    {
        List<Closure<Place>> given = [];
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            if (StripConversions(arm.Value) is IThrowOperation || ClosureOf(arm.Value) is not { } closure)
            {
                return null;
            }

            given.Add(closure);
        }

        if (given.Count == 0 || choice.Arms[given.Count - 1] is not { Pattern: IDiscardPatternOperation, Guard: null })
        {
            return null;
        }

        // The tests run once and in order, here.
        Value subject = Subject(choice.Value, choice);
        Value position = NewVariable(IrType.Int, "choice");
        Arm(0);
        Closure<Place> result = given[given.Count - 1];
        for (int i = given.Count - 2; i >= 0; i--)
        {
            result = Choice(_builder.Compare(Primitives.Equal, Read(position), _builder.Int(i)), given[i], result);
        }

        return result;

        void Arm(int arm)
        {
            Assign(position, _builder.Int(arm));
            if (arm == given.Count - 1)
            {
                return;
            }

            Value match = Pattern(choice.Arms[arm].Pattern, subject);
            Value matches = choice.Arms[arm].Guard is { } guard ? ShortCircuit(match, () => Expression(guard), isAnd: true) : match;
            _builder.Add(new If(matches, Block.Empty, Nested(() => Arm(arm + 1)), default));
        }
    }

    private Closure<Place> Choice(Value condition, Closure<Place> whenTrue, Closure<Place> whenFalse)
    {
        Value chosen = NewVariable(IrType.Bool, "isFirst");
        Assign(chosen, condition);
        return new Closure<Place>(
            null, _types,
            [
                new Captured<Place>(null, new Place(chosen, null, null), null, null),
                new Captured<Place>(null, default, whenTrue, null),
                new Captured<Place>(null, default, whenFalse, null),
            ]);
    }

    private Value? CallChoice(Closure<Place> choice, IInvocationOperation invocation)
    {
        if (choice.IsNull)
        {
            _builder.Add(new Throw("new global::System.NullReferenceException()", default));
            return invocation.TargetMethod.ReturnsVoid ? null : DefaultOf(Map(invocation.Type));
        }

        Value? result = invocation.TargetMethod.ReturnsVoid ? null : NewVariable(Map(invocation.Type), "");
        if (result is not null)
        {
            Assign(result, DefaultOf(result.Type));
        }

        Block whenTrue = Nested(() => Side(choice.Captures[1].Delegate!));
        Block whenFalse = Nested(() => Side(choice.Captures[2].Delegate!));
        _builder.Add(new If(Load(choice.Captures[0].Variable), whenTrue, whenFalse, default));
        return result is null ? null : Read(result);

        void Side(Closure<Place> closure)
        {
            Value? value = CallClosure(closure, invocation);
            if (result is not null)
            {
                Assign(result, ConvertTo(value!, result.Type));
            }
        }
    }

    /// <summary>No delegate: null, written or as the default of a parameter.</summary>
    private Closure<Place>? NullClosure(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: null } || operation is IDefaultValueOperation { Type.TypeKind: TypeKind.Delegate }
            ? new Closure<Place>(null, _types, [])
            : null;

    /// <summary>
    /// The delegate that a call gives, of a method with source or of a lambda that consists of one expression: its parameters become
    /// variables here, which the delegate captures.
    /// </summary>
    private Closure<Place>? GivenClosure(IInvocationOperation call)
    {
        if (call.Type?.TypeKind != TypeKind.Delegate)
        {
            return null;
        }

        Closure<Place>? called = call.TargetMethod.MethodKind == MethodKind.DelegateInvoke ? ClosureOf(call.Instance) : null;
        IMethodSymbol? method = called is null ? call.TargetMethod : called.Method;
        if (method is null || (!method.IsStatic && !ModuleLowering.IsNested(method)) || method.ContainingType?.TypeKind == TypeKind.Delegate
            || method.Parameters.Any(p => p.RefKind != RefKind.None)
            || _module.SourceOf(method) is not { } declaration || ResultOf(declaration) is not { } expression
            || _module.TypesOf(method, called?.Types ?? _types).Key != _types.Key
            || ++_given > DeepestDelegate)
        {
            return null;
        }

        IParameterSymbol[] parameters = _module.ParametersOf(method.OriginalDefinition, declaration);
        List<ISymbol> introduced = [];
        List<(IParameterSymbol Parameter, Value? Variable, Closure<Place>? Delegate)> given = [];
        try
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                IParameterSymbol parameter = parameters[argument.Parameter!.Ordinal];
                if (parameter.Type.TypeKind == TypeKind.Delegate)
                {
                    given.Add((parameter, null, ClosureOf(argument.Value) ?? throw Unsupported(argument, UnknownDelegate)));
                    continue;
                }

                Value variable = NewVariable(Map(parameter.Type), parameter.Name);
                Assign(variable, ConvertTo(Expression(argument.Value), variable.Type));
                given.Add((parameter, variable, null));
            }

            foreach ((IParameterSymbol parameter, Value? variable, Closure<Place>? @delegate) in given)
            {
                if (@delegate is not null)
                {
                    _closures[parameter] = @delegate;
                }
                else
                {
                    _variables[parameter] = variable!;
                }

                introduced.Add(parameter);
            }

            foreach (Captured<Place> captured in called?.Captures.Where(c => c.Symbol is not null && !Knows(c.Symbol)).ToList() ?? [])
            {
                if (captured.Delegate is { } held)
                {
                    _closures[captured.Symbol!] = held;
                }
                else
                {
                    _places[captured.Symbol!] = captured.Variable;
                }

                introduced.Add(captured.Symbol!);
            }

            return ClosureOf(UnwrapImplicit(_module.ModelOf(declaration.SyntaxTree).GetOperation(expression, _cancellation), declaration));
        }
        finally
        {
            _given--;
            foreach (ISymbol symbol in introduced)
            {
                _variables.Remove(symbol);
                _closures.Remove(symbol);
                _places.Remove(symbol);
            }
        }
    }

    private int _given;

    private bool Knows(ISymbol symbol) => _variables.ContainsKey(symbol) || _closures.ContainsKey(symbol) || _places.ContainsKey(symbol);

    /// <summary>What a body of one expression, or of one return statement, gives.</summary>
    private static ExpressionSyntax? ResultOf(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } => arrow.Expression,
        AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } => body,
        MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        LocalFunctionStatementSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        AnonymousFunctionExpressionSyntax { Block.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        _ => null,
    };

    /// <summary>
    /// f = t => t * x, where f is a local that is declared in the same block without a delegate, assigned nowhere else and not used
    /// before: from here on it is a name for what it calls.
    /// </summary>
    private bool TryBindDelegate(IOperation expression)
    {
        if (expression is not ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.TypeKind: TypeKind.Delegate } local } target } assignment
            || assignment.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block }
            || !block.Locals.Contains(local, SymbolEqualityComparer.Default))
        {
            return false;
        }

        IEnumerable<ILocalReferenceOperation> uses = block.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local) && r != target);
        if (uses.Any(r => r.Syntax.SpanStart < assignment.Syntax.Span.End || IsWritten(r)) || ClosureOf(assignment.Value) is not { } closure)
        {
            return false;
        }

        _closures[local] = closure;
        return true;
    }

    /// <summary>f ??= g, of a parameter that nothing else assigns, before anything else in the method.</summary>
    private bool TryDefaultDelegate(IOperation expression)
    {
        if (expression is not ICoalesceAssignmentOperation { Target: IParameterReferenceOperation { Parameter: { } parameter } target } assignment
            || assignment.Parent is not IExpressionStatementOperation { Parent: IBlockOperation { Parent: not IBlockOperation } block }
            || !_closures.TryGetValue(parameter, out Closure<Place> held))
        {
            return false;
        }

        bool isOnly = !block.Descendants().OfType<IParameterReferenceOperation>().Any(r =>
            SymbolEqualityComparer.Default.Equals(r.Parameter, parameter) && r != target && (r.Syntax.SpanStart < assignment.Syntax.SpanStart || IsWritten(r)));
        if (!isOnly || (held.IsNull ? ClosureOf(assignment.Value) : held) is not { } closure)
        {
            return false;
        }

        _closures[parameter] = closure;
        return true;
    }

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        _ => false,
    };
}
