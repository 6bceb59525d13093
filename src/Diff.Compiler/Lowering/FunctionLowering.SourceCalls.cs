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

        if (ExtensionReceiver(method, invocation.Instance) is { } extended)
        {
            return CallMethod(method, null, invocation.Arguments, invocation, extended: extended);
        }

        if (invocation.Instance is not { } instance || !Map(instance.Type).IsStruct)
        {
            throw Unsupported(invocation, $"'{method.Name}' is an instance method, which is not supported yet; make it static");
        }

        return CallMethod(method, Receiver(instance, method.IsReadOnly), invocation.Arguments, invocation);
    }

    /// <summary>A call with its arguments as written: evaluated in the source's order, handed over in the parameters'.</summary>
    private Value? CallMethod(
        IMethodSymbol method, Place? receiver, IEnumerable<IArgumentOperation> arguments, IOperation site, Closure<Place>? closure = null,
        Passed? extended = null)
    {
        Passed?[] passed = new Passed?[method.Parameters.Length];
        bool mayWrite = receiver is not null || extended is not null || ModuleLowering.IsNested(method)
            || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || Map(p.Type).IsBuffer || p.Type.TypeKind == TypeKind.Delegate);
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            string key = Invariant($"#{parameter.Ordinal};");
            if (parameter is { RefKind: RefKind.None, Type.TypeKind: TypeKind.Delegate } && ClosureOf(argument.Value) is { } given)
            {
                passed[parameter.Ordinal] = new Passed(key, null, default, RefKind.None, parameter.Ordinal, given);
                continue;
            }

            passed[parameter.Ordinal] = IsReference(argument, mayWrite)
                ? new Passed(key, null, PlaceOf(argument.Value), parameter.RefKind)
                : new Passed(key, LeavesOf(ConvertTo(Expression(argument.Value), Map(parameter.Type))), default, RefKind.None);
        }

        IEnumerable<Passed> all = passed.Select(p => p ?? throw Invalid(site.Syntax));
        return Call(method, receiver, extended is null ? all : all.Prepend(extended), site, closure);
    }

    /// <summary>A call with arguments that are values already.</summary>
    private Value? CallWith(IMethodSymbol method, Value[] operands, IOperation site) => Call(
        method, null,
        operands.Select((o, i) => new Passed("", LeavesOf(ConvertTo(o, Map(method.Parameters[i].Type))), default, RefKind.None)), site);

    private Value? Call(IMethodSymbol method, Place? receiver, IEnumerable<Passed> arguments, IOperation site, Closure<Place>? closure = null)
    {
        List<Passed> passed = [];
        if (receiver is { } self)
        {
            passed.Add(new Passed(ReceiverKey, null, self, RefKind.Ref));
        }

        passed.AddRange(arguments);
        List<Place> captured = [];
        Bindings bindings = Bind(method, passed, closure, site, captured);
        passed.RemoveAll(p => p.Delegate is not null);
        passed.AddRange(captured.Select((place, i) => new Passed(CaptureKey(i), null, place, RefKind.Ref)));

        RefuseAliases(site, passed);
        string elements = "";
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

        string callee = _module.Reach(method, closure?.Types ?? _types, elements, bindings);
        _builder.Add(new SourceCall(results.ToEquatable(), callee, values.ToEquatable()));
        foreach ((Value variable, Value result) in stores)
        {
            Assign(variable, result);
        }

        return returned.FirstOrDefault();
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
