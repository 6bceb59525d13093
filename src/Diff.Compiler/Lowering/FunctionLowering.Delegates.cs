using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Delegates whose method is known where they are written: lambdas, methods and local functions that are called, held in locals and
/// passed on to methods with source. What they capture is handed over by reference beside the arguments.
/// </summary>
internal sealed partial class FunctionLowering
{
    private const int DeepestDelegate = 8;

    private const string UnknownDelegate =
        "which method a delegate calls must be known where it is written; pass a lambda, a method or a local function directly, or choose by an if around the call";

    private readonly Dictionary<ISymbol, Closure<Place>> _closures = new(SymbolEqualityComparer.Default);
    private readonly Bindings? _bindings;

    /// <summary>What a delegate calls, or null where that is known at run time only.</summary>
    private Closure<Place>? ClosureOf(IOperation? operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return ClosureOf(parenthesized.Operand);
            case IConversionOperation { OperatorMethod: null, Type.TypeKind: TypeKind.Delegate } conversion:
                return NullClosure(conversion) ?? ClosureOf(conversion.Operand);
            case ICoalesceOperation coalesce:
                return ClosureOf(coalesce.Value) is { } known ? known.IsNull ? ClosureOf(coalesce.WhenNull) : known : null;
            case IConditionalOperation { Type.TypeKind: TypeKind.Delegate } conditional:
                return ChosenClosure(conditional);
            case ISwitchExpressionOperation { Type.TypeKind: TypeKind.Delegate } choice:
                return ChosenClosure(choice);
            case IInvocationOperation call:
                return GivenClosure(call);
            case IDelegateCreationOperation creation:
                return ClosureOf(creation.Target);
            case IAnonymousFunctionOperation lambda:
                return NewClosure(lambda.Symbol, lambda);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.DelegateInvoke } invoke:
                return ClosureOf(invoke.Instance);
            case IMethodReferenceOperation reference:
                return reference.Method.IsStatic && reference.Instance is null || ModuleLowering.IsNested(reference.Method)
                    ? NewClosure(Target(reference.Method, reference.ConstrainedToType, reference), reference)
                    : throw Unsupported(reference, "a delegate of an instance method is not supported; pass a lambda that calls it");
            case ILocalReferenceOperation local:
                return _closures.TryGetValue(local.Local, out Closure<Place> held) ? held : null;
            case IParameterReferenceOperation parameter:
                return _closures.TryGetValue(parameter.Parameter, out Closure<Place> given) ? given : null;
            default:
                return operation is null ? null : NullClosure(operation);
        }
    }

    private Closure<Place> NewClosure(IMethodSymbol method, IOperation site)
    {
        Closure<Place> closure = new(method, _types, [.. _module.CapturesOf(method).Select(c => CapturedBy(c, site, null))]);
        return closure.Depth <= DeepestDelegate
            ? closure
            : throw Unsupported(site, "this wraps a delegate in another one again and again; pass what changes as an argument");
    }

    private Captured<Place> CapturedBy(Capture capture, IOperation site, System.Func<MemberPath, MemberPath?>? translate)
    {
        if (capture.Path is { } path)
        {
            return new Captured<Place>(null, PlaceOfMember(translate?.Invoke(path) ?? path, site), null, path);
        }

        ISymbol symbol = capture.Variable!;
        return _closures.TryGetValue(symbol, out Closure<Place> held)
            ? new Captured<Place>(symbol, default, held, null)
            : new Captured<Place>(symbol, PlaceOfSymbol(symbol, site), null, null);
    }

    /// <summary>
    /// What a call hands over besides its arguments. A variable that several capture is handed over once: they would not see each other's
    /// changes otherwise.
    /// </summary>
    /// <param name="method">What is called.</param>
    /// <param name="arguments">Its arguments, of which delegates are bound.</param>
    /// <param name="closure">The delegate that is called, if it is one: what it captures need not be known here.</param>
    /// <param name="site">The call.</param>
    /// <param name="places">Receives the captured variables.</param>
    /// <param name="translate">Where this method finds a member of an object that the called one reads.</param>
    private Bindings Bind(
        IMethodSymbol method, List<Passed> arguments, Closure<Place>? closure, IOperation site, List<Place> places,
        System.Func<MemberPath, MemberPath?>? translate)
    {
        Bindings bindings = new();
        foreach (Captured<Place> captured in closure?.Captures ?? [.. _module.CapturesOf(method).Select(c => CapturedBy(c, site, translate))])
        {
            bindings.Captures.Add(captured.Delegate is { } held
                ? new Captured<int>(captured.Symbol, 0, held.Map(Position), null)
                : new Captured<int>(captured.Symbol, Position(captured), null, captured.Path));
        }

        bindings.Parameters.AddRange(arguments.Where(a => a.Delegate is not null).Select(a => (a.Ordinal, a.Delegate!.Map(Position))));
        return bindings;

        int Position(Captured<Place> captured)
        {
            int position = places.IndexOf(captured.Variable);
            if (position >= 0)
            {
                return position;
            }

            places.Add(captured.Variable);
            string name = captured.Path is { } path ? NameOf(path) : captured.Symbol is null or ITypeSymbol ? "" : captured.Symbol.Name;
            bindings.Variables.Add((name, captured.Variable.Type, captured.Path is not null));
            return places.Count - 1;
        }
    }

    /// <summary>Declares what is captured and says where the body finds it, and which delegates it has.</summary>
    private void IntroduceCaptures(List<Parameter> parameters, string elements)
    {
        if (_bindings is null)
        {
            // The annotated method itself, whose members of objects are read on entry.
            foreach (MemberPath path in _module.CapturesOf(_method).Select(c => c.Path).OfType<MemberPath>())
            {
                _members[path.Key] = Declare(parameters, "", "", NameOf(path), Map(path.Type), RefKind.None);
            }

            return;
        }

        Place[] places = [.. _bindings.Variables.Select((v, i) =>
            Declare(parameters, CaptureKey(i), elements, v.Name, v.Type, v.IsMember ? RefKind.None : RefKind.Ref))];
        foreach (Captured<int> captured in _bindings.Captures)
        {
            if (captured.Delegate is { } held)
            {
                _closures[captured.Symbol!] = held.Map(c => places[c.Variable]);
            }
            else if (captured.Path is { } path)
            {
                _members[path.Key] = places[captured.Variable];
            }
            else
            {
                Introduce(captured.Symbol!, places[captured.Variable]);
            }
        }

        foreach ((int ordinal, Closure<int> given) in _bindings.Parameters)
        {
            _closures[_parameters![ordinal]] = given.Map(c => places[c.Variable]);
        }
    }

    private bool IsBound(IParameterSymbol parameter) => _bindings?.Parameters.Any(p => p.Ordinal == parameter.Ordinal) == true;

    /// <summary>A call through a delegate that is known: a call of its method.</summary>
    private Value? CallClosure(Closure<Place> closure, IInvocationOperation invocation)
    {
        if (closure.Method is not { } method)
        {
            return CallChoice(closure, invocation);
        }

        if (ModuleLowering.IsNested(method))
        {
            return CallMethod(method, null, invocation.Arguments, invocation, closure);
        }

        if (MathCatalogue.Find(method) is { } primitive)
        {
            return Let(primitive, Map(invocation.Type), [.. ArgumentValues(invocation)]);
        }

        if (MathCatalogue.FindSpanFunction(method) is { } function)
        {
            return CallSpanFunction(Map(invocation.Type), function, [.. ArgumentValues(invocation)]);
        }

        if (MathCatalogue.FindElementwise(method) is { } elementwise)
        {
            CallElementwise([.. ArgumentValues(invocation)], elementwise);
            return null;
        }

        if (RuleOf(method, invocation.Syntax) is { } rule)
        {
            return CallByRule(method, rule, ArgumentValues(invocation));
        }

        return _module.SourceOf(method) is not null
            ? CallMethod(method, null, invocation.Arguments, invocation, closure)
            : OpaqueCall(method, invocation);
    }

    private Value? OpaqueCall(IMethodSymbol method, IInvocationOperation invocation)
    {
        if (!_module.IsAccessible(method))
        {
            throw Refused(
                invocation.Syntax, Refusals.InaccessibleMember,
                $"'{method.ContainingType.Name}.{method.Name}' cannot be reached from the generated code; make it internal");
        }

        List<Value> arguments = [];
        string types = method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(Qualified)) + ">" : "";
        string template = $"{Qualified(method.ContainingType)}.{MemberNames.Identifier(method.Name)}{types}({ArgumentsText(invocation.Arguments, arguments)})";
        string name = $"'{method.ContainingType.Name}.{method.Name}'";
        if (!method.ReturnsVoid)
        {
            return OpaqueValue(invocation, template, arguments, name, isPure: false);
        }

        _builder.Add(new Opaque(null, template, arguments.ToEquatable(), name, IsPure: false, IsSink: false));
        return null;
    }

    /// <summary>Whether a comparison of a known delegate with null is decided, as guards at the start of a method are.</summary>
    private Value? DelegateNullComparison(IBinaryOperation binary)
    {
        IOperation left = StripConversions(binary.LeftOperand);
        IOperation right = StripConversions(binary.RightOperand);
        IOperation? held = right.ConstantValue is { HasValue: true, Value: null } ? left
            : left.ConstantValue is { HasValue: true, Value: null } ? right
            : null;
        return held is not null && held.Type?.TypeKind == TypeKind.Delegate && ClosureOf(held) is { } closure
            ? _builder.Bool(binary.OperatorKind == BinaryOperatorKind.Equals == closure.IsNull)
            : null;
    }

    /// <summary>f is null, f is not null, f is { }.</summary>
    private Value NullPattern(IIsPatternOperation operation, bool isNull) => operation.Pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => _builder.Bool(isNull),
        INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => _builder.Bool(!isNull),
        IRecursivePatternOperation { DeclaredSymbol: null, DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } => _builder.Bool(!isNull),
        _ => throw Unsupported(operation, UnknownDelegate),
    };
}
