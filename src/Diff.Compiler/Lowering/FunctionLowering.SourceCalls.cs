using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Calls of methods whose bodies are lowered too.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>The receiver's name among the references of a call.</summary>
    private const string ReceiverKey = "#this;";

    /// <summary>What is handed over for a parameter, for the receiver or for a captured variable.</summary>
    /// <param name="Key">Names it where it is an element of a buffer.</param>
    /// <param name="Values">What is passed by value; null for a reference.</param>
    /// <param name="Place">What a reference refers to.</param>
    /// <param name="Kind">By value, ref, out or in.</param>
    /// <param name="Ordinal">The parameter's position, for a delegate.</param>
    /// <param name="Delegate">A delegate, which the callee is lowered for.</param>
    private sealed record Passed(string Key, Value[]? Values, Place Place, RefKind Kind, int Ordinal = -1, Closure<Place>? Delegate = null);

    private Value? CallInvoked(IInvocationOperation invocation, IMethodSymbol method)
    {
        if (method.IsStatic || ModuleLowering.IsNested(method))
        {
            return CallMethod(method, null, invocation.Arguments, invocation);
        }

        if (MemberPath.Of(invocation.Instance, Aliases) is not null)
        {
            return CallMethod(method, null, invocation.Arguments, invocation, owner: invocation.Instance);
        }

        if (ExtensionReceiver(method, invocation.Instance) is { } extended)
        {
            return CallMethod(method, null, invocation.Arguments, invocation, extended: extended);
        }

        if (invocation.Instance is not { } instance || !MapReceiver(instance).IsStruct)
        {
            throw Unsupported(
                invocation, $"'{method.Name}' is called on an object that is not the receiver, a parameter or a member of these; make it static and pass what it reads");
        }

        if (method.IsReadOnly && IsPlace(instance) && invocation.Arguments.Any(MayWrite))
        {
            // The receiver is a reference: the method sees what its arguments do to it. An element that is not there throws before them.
            Place origin = PlaceOf(instance);
            Value self = NewVariable(MapReceiver(instance), "");
            Assign(self, Load(origin));
            return CallMethod(
                method, new Place(self, null, null), invocation.Arguments, invocation, refresh: () => Assign(self, Load(origin)),
                on: DeclaredType(instance));
        }

        return CallMethod(method, Receiver(instance, method.IsReadOnly), invocation.Arguments, invocation, on: DeclaredType(instance));
    }

    private static bool MayWrite(IArgumentOperation argument) => argument.DescendantsAndSelf().Any(o =>
        o is IAssignmentOperation or IIncrementOrDecrementOperation or IInvocationOperation or IPropertyReferenceOperation);

    /// <summary>A call with its arguments as written: evaluated in the source's order, handed over in the parameters'.</summary>
    /// <param name="method">The method.</param>
    /// <param name="receiver">The receiver, if it is a struct of numbers.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="site">The call.</param>
    /// <param name="closure">The delegate that is called, if it is one.</param>
    /// <param name="extended">The receiver of a member of an extension block.</param>
    /// <param name="owner">The receiver, if it is an object.</param>
    /// <param name="refresh">What to do once the arguments are evaluated, or null.</param>
    /// <param name="on">The type of a receiver that is a struct, for a body that an interface declares.</param>
    private Value? CallMethod(
        IMethodSymbol method, Place? receiver, IEnumerable<IArgumentOperation> arguments, IOperation site, Closure<Place>? closure = null,
        Passed? extended = null, IOperation? owner = null, System.Action? refresh = null, ITypeSymbol? on = null)
    {
        Passed?[] passed = new Passed?[method.Parameters.Length];
        bool mayWrite = receiver is not null || extended is not null || ModuleLowering.IsNested(method)
            || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || Map(p.Type).HoldsMemory || p.Type.TypeKind == TypeKind.Delegate);
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            string key = Invariant($"#{parameter.Ordinal};");
            if (parameter is { RefKind: RefKind.None, Type.TypeKind: TypeKind.Delegate } && ClosureOf(argument.Value) is { } given)
            {
                passed[parameter.Ordinal] = new Passed(key, null, default, RefKind.None, parameter.Ordinal, given);
                continue;
            }

            if (MemberPath.Of(argument.Value, Aliases) is not null && _module.SourceOf(method) is not null && MemberPath.IsObject(argument.Value.Type)
                && !IsOwnVariable(argument.Value))
            {
                passed[parameter.Ordinal] = new Passed(ObjectKey(parameter), null, default, RefKind.None);
                continue;
            }

            passed[parameter.Ordinal] = IsReference(argument, mayWrite)
                ? new Passed(key, null, PlaceOf(argument.Value), parameter.RefKind)
                : new Passed(key, LeavesOf(ConvertTo(Expression(argument.Value), Map(parameter.Type))), default, RefKind.None);
        }

        refresh?.Invoke();
        List<IArgumentOperation> written = [.. arguments];
        IEnumerable<Passed> all = passed.Select(p => p ?? throw Invalid(site.Syntax));
        bool isOwn = closure is null && (owner is not null || ModuleLowering.IsNested(method));
        return Call(
            method, receiver, extended is null ? all : all.Prepend(extended), site, closure, isOwn ? ReceiverType(owner) : on is not null && method.ContainingType.TypeKind == TypeKind.Interface ? _types.Apply(on) : null,
            path => ModuleLowering.IsNested(method) && path.Root is null ? path : Captures.Translate(path, owner, written, Aliases));
    }

    /// <summary>Whether an expression is a parameter that is handed on as the value that it is.</summary>
    private bool IsOwnVariable(IOperation value) =>
        StripConversions(value) is IParameterReferenceOperation parameter && _variables.ContainsKey(parameter.Parameter);

    private static string ObjectKey(IParameterSymbol parameter) => Invariant($"#object{parameter.Ordinal};");

    /// <summary>A call with arguments that are values already.</summary>
    private Value? CallWith(IMethodSymbol method, Value[] operands, IOperation site) => Call(
        method, null,
        operands.Select((o, i) => new Passed("", LeavesOf(ConvertTo(o, Map(method.Parameters[i].Type))), default, RefKind.None)), site);

    private Value? Call(
        IMethodSymbol called, Place? receiver, IEnumerable<Passed> arguments, IOperation site, Closure<Place>? closure = null,
        ITypeSymbol? receiverType = null, System.Func<MemberPath, MemberPath?>? translate = null)
    {
        IMethodSymbol method = _module.WithSource(called);
        List<Passed> passed = [.. arguments];
        string elements = string.Concat(passed.Where(p => p.Key.StartsWith("#object", System.StringComparison.Ordinal)).Select(p => p.Key));
        passed.RemoveAll(p => p.Key.StartsWith("#object", System.StringComparison.Ordinal));
        if (receiver is { } self)
        {
            passed.Add(new Passed(ReceiverKey, null, self, RefKind.Ref));
        }

        List<Place> captured = [];
        Bindings bindings = Bind(method, passed, closure, site, captured, translate);
        passed.RemoveAll(p => p.Delegate is not null);
        passed.AddRange(captured.Select((place, i) => bindings.Variables[i].IsMember
            ? new Passed("", LeavesOf(Load(place)), default, RefKind.None)
            : new Passed(CaptureKey(i), null, place, RefKind.Ref)));

        RefuseAliases(site, passed);
        List<Value> values = [];
        List<Value> results = [];
        List<Value> returned = [];
        if (!method.ReturnsVoid)
        {
            IrType type = closure is null ? Map(method.ReturnType) : TypeMapping.Map(closure.Types.Apply(method.ReturnType));
            returned.Add(NewVariable(type, ""));
            results.AddRange(LeavesOf(returned[0]));
        }

        List<(Value Variable, Value Result)> stores = [];
        foreach (Passed item in passed)
        {
            if (item.Values is { } byValue)
            {
                values.AddRange(byValue);
            }
            else if (item.Place.Variable is { } variable)
            {
                // A reference is read in the callee, after all arguments: one of them may have assigned it.
                foreach (Value leaf in LeavesOf(variable))
                {
                    values.Add(item.Kind == RefKind.Out ? DefaultOf(leaf.Type) : Read(leaf));
                    if (item.Kind is RefKind.Ref or RefKind.Out)
                    {
                        Value result = Temporary(leaf.Type, leaf.Name);
                        results.Add(result);
                        stores.Add((leaf, result));
                    }
                }
            }
            else
            {
                values.Add(item.Place.Buffer!);
                values.Add(item.Place.Index!);
                elements += item.Key;
            }
        }

        string callee = closure is null && GeneratedMember.Of(method) is { } generated
            ? DerivativeCallee(method, generated, elements, site)
            : _module.Reach(method, closure?.Types ?? _types, elements, receiverType, bindings);
        _builder.Add(new SourceCall(results.ToEquatable(), callee, values.ToEquatable()));
        foreach ((Value variable, Value result) in stores)
        {
            Assign(variable, result);
        }

        return returned.FirstOrDefault();
    }

    /// <summary>The function that a generated derivative becomes.</summary>
    private string DerivativeCallee(IMethodSymbol method, GeneratedMember generated, string elements, IOperation site)
    {
        if (elements.Length > 0)
        {
            throw Unsupported(site, $"'{method.Name}' is given an element or an object by reference; pass a variable");
        }

        if (method.Parameters.LastOrDefault() is { Name: MemberNames.Workspace or MemberNames.Report } last)
        {
            throw Unsupported(
                site, $"'{method.Name}' is given a {last.Name}, which has no place in a method that is differentiated; call the overload without it");
        }

        string callee = _module.ReachDerivative(method, generated, _types, out string problem);
        return problem.Length > 0 ? throw Unsupported(site, problem) : callee;
    }

    private static string CaptureKey(int position) => Invariant($"#captured{position};");

    /// <summary>
    /// Whether an argument is handed over as a reference. An <c>in</c> parameter sees what the call writes to the variable, so that it
    /// is one where the call may write anything; a temporary or a converted value is none.
    /// </summary>
    private bool IsReference(IArgumentOperation argument, bool mayWrite) => argument.Parameter!.RefKind switch
    {
        RefKind.Ref or RefKind.Out => true,
        RefKind.In or RefKind.RefReadOnlyParameter => mayWrite && IsPlace(argument.Value),
        _ => false,
    };

    /// <summary>Variables are passed by value and back, which differs from C# where two references are one variable.</summary>
    private void RefuseAliases(IOperation site, List<Passed> passed)
    {
        HashSet<Value> written = [];
        HashSet<Value> read = [];
        foreach (Passed item in passed)
        {
            foreach (Value leaf in item.Values is null && item.Place.Variable is { } variable ? LeavesOf(variable) : [])
            {
                bool writes = item.Kind is RefKind.Ref or RefKind.Out;
                if (written.Contains(leaf) || (writes && read.Contains(leaf)))
                {
                    throw Unsupported(site, $"'{leaf.Name}' is passed by reference twice; pass two variables");
                }

                (writes ? written : read).Add(leaf);
            }
        }
    }
}
