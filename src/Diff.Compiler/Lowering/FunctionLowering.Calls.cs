using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private Value? Invoke(IInvocationOperation invocation, string name)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (MathCatalogue.Find(method) is { } primitive)
        {
            Value[] arguments = CallArguments(invocation).ToArray();
            return Let(primitive, TypeMapping.Map(method.ReturnType), arguments);
        }

        if (MathCatalogue.FindSpanFunction(method) is { } function)
        {
            return CallSpanFunction(invocation, function);
        }

        if (MathCatalogue.FindElementwise(method) is { } elementwise)
        {
            CallElementwise(invocation, elementwise);
            return null;
        }

        if (TryMemoryCall(invocation, name, out Value? result))
        {
            return result;
        }

        if (TryNullGuard(invocation))
        {
            return null;
        }

        if (method.ContainingType?.TypeKind != TypeKind.Delegate && _module.SourceOf(method) is not null)
        {
            return CallSource(invocation);
        }

        return OpaqueCall(invocation);
    }

    /// <summary>ArgumentNullException.ThrowIfNull of an array.</summary>
    private bool TryNullGuard(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod is not { Name: "ThrowIfNull", ContainingType: { } type } || TypeMapping.MetadataName(type) != "System.ArgumentNullException")
        {
            return false;
        }

        IOperation argument = StripConversions(invocation.Arguments.First(a => a.Parameter!.Ordinal == 0).Value);
        if (!TypeMapping.Map(argument.Type).IsBuffer)
        {
            return false;
        }

        string? name = invocation.Arguments.FirstOrDefault(a => a.Parameter!.Ordinal == 1)?.Value.ConstantValue.Value as string;
        string quoted = Escape(SymbolDisplay.FormatLiteral(name ?? argument.Syntax.ToString(), quote: true));
        Value isNull = IsNull(Expression(argument));
        Block fail = Nested(() => _builder.Add(new Throw($"new global::System.ArgumentNullException({quoted})", default)));
        _builder.Add(new If(isNull, fail, Block.Empty, default));
        return true;
    }

    private Value? CallSpanFunction(IInvocationOperation invocation, SpanFunction function)
    {
        List<Value> arguments = CallArguments(invocation);
        if (!function.WritesLast)
        {
            Value result = Temporary(TypeMapping.Map(invocation.Type));
            _builder.Add(new SpanCall(result, function, arguments.ToEquatable()));
            return result;
        }

        // The output goes to memory of its own first, so that every write to a buffer of the user's is an element's store.
        Value destination = arguments[arguments.Count - 1];
        Value length = _builder.Length(arguments[0]);
        Value output = _builder.Allocate(
            destination.Type.Element, length, char.ToLowerInvariant(function.Name[0]) + function.Name.Substring(1),
            AllocationKind.Uninitialized);
        CheckSameLength(arguments[0], destination);
        arguments[arguments.Count - 1] = output;
        _builder.Add(new SpanCall(null, function, arguments.ToEquatable()));
        ForEachIndex(length, k => _builder.Store(destination, k, _builder.Load(output, k)));
        return null;
    }

    private void CallElementwise(IInvocationOperation invocation, Primitive primitive)
    {
        // (x, destination) or (x, destination, parameter).
        List<Value> arguments = CallArguments(invocation);
        Value source = arguments[0];
        Value destination = arguments[1];
        arguments.RemoveAt(1);
        CheckSameLength(source, destination);
        ForEachIndex(_builder.Length(source), k =>
        {
            Value[] operands = arguments.ToArray();
            operands[0] = _builder.Load(source, k);
            _builder.Store(destination, k, Let(primitive, operands[0].Type, operands));
        });
    }

    private void CheckSameLength(Value left, Value right)
    {
        Value differs = _builder.Compare(Primitives.NotEqual, _builder.Length(left), _builder.Length(right));
        Block fail = Nested(() => _builder.Add(new Throw(
            "new global::System.ArgumentException(\"The destination must have the length of the source.\")", default)));
        _builder.Add(new If(differs, fail, Block.Empty, default));
    }

    private Value? CallSource(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!method.IsStatic)
        {
            throw Unsupported(invocation, $"'{method.Name}' is an instance method, which is not supported yet; make it static");
        }

        if (method.IsGenericMethod)
        {
            throw Unsupported(invocation, $"'{method.Name}' is generic, which is not supported yet; write it for float or double");
        }

        if (_module.HasRule(method))
        {
            throw Refused(
                invocation.Syntax, Refusals.UnsupportedRule,
                $"'{method.Name}' has a [DerivativeOf] rule, which is not supported yet; remove the rule to differentiate the body");
        }

        // Evaluated in the source's order, handed over in the parameters'.
        Value[]?[] arguments = new Value[method.Parameters.Length][];
        Place?[] places = new Place?[method.Parameters.Length];
        string elements = "";
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            if (!IsReference(argument, invocation))
            {
                arguments[parameter.Ordinal] = [Expression(argument.Value)];
                continue;
            }

            Place place = PlaceOf(argument.Value);
            if (place is { Buffer: { } buffer, Index: { } index })
            {
                arguments[parameter.Ordinal] = [buffer, index];
                elements += Invariant($"#{parameter.Ordinal};");
                continue;
            }

            places[parameter.Ordinal] = place;
        }

        // A reference is read in the callee, after all arguments: one of them may have assigned it.
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] is { } place)
            {
                arguments[i] = [method.Parameters[i].RefKind == RefKind.Out ? _builder.Constant(Constant.Default(place.Type)) : Load(place)];
            }
        }

        RefuseAliases(invocation, places);
        List<Value> results = [];
        if (!method.ReturnsVoid)
        {
            results.Add(Temporary(TypeMapping.Map(method.ReturnType)));
        }

        List<(Place Place, Value Value)> stores = [];
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] is { } target && method.Parameters[i].RefKind is RefKind.Ref or RefKind.Out)
            {
                Value result = Temporary(target.Type, target.Variable?.Name ?? "");
                results.Add(result);
                stores.Add((target, result));
            }
        }

        string callee = _module.Reach(method, elements);
        _builder.Add(new SourceCall(results.ToEquatable(), callee, arguments.SelectMany(a => a ?? throw Invalid(invocation.Syntax)).ToEquatable()));
        foreach ((Place target, Value value) in stores)
        {
            StoreTo(target, value);
        }

        return method.ReturnsVoid ? null : results[0];
    }

    /// <summary>
    /// Whether an argument is handed over as a reference. An <c>in</c> parameter sees what the call writes to the variable, so that it
    /// is one where the call may write anything; a temporary or a converted value is none.
    /// </summary>
    private static bool IsReference(IArgumentOperation argument, IInvocationOperation invocation)
    {
        if (argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out)
        {
            return true;
        }

        return argument.Parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter
            && argument.Value is ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation
                or IPropertyReferenceOperation { Property.ReturnsByRef: true } or IPropertyReferenceOperation { Property.ReturnsByRefReadonly: true }
            && invocation.Arguments.Any(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out || TypeMapping.Map(a.Parameter.Type).IsBuffer);
    }

    /// <summary>Variables are passed by value and back, which differs from C# where two references are one variable.</summary>
    private void RefuseAliases(IInvocationOperation invocation, Place?[] places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i]?.Variable is { } variable
                && invocation.TargetMethod.Parameters[i].RefKind is RefKind.Ref or RefKind.Out
                && places.Count(p => variable.Equals(p?.Variable)) > 1)
            {
                throw Unsupported(invocation, $"'{variable.Name}' is passed by reference twice; pass two variables");
            }
        }
    }

    private Value? OpaqueCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        bool isDelegate = method.ContainingType?.TypeKind == TypeKind.Delegate;
        string name = isDelegate ? "a delegate" : $"'{method.ContainingType?.Name}.{method.Name}'";
        List<Value> arguments = [];
        string template = InvocationText(invocation, arguments);
        string type = TypeMapping.MetadataName(method.ContainingType);
        bool isSink = method.ReturnsVoid
            && (type is "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace"
                || (method.Name.StartsWith("ThrowIf", System.StringComparison.Ordinal) && type.StartsWith("System.", System.StringComparison.Ordinal)));
        bool isPure = type is "System.BitConverter" or "System.Numerics.BitOperations" or "System.Math" or "System.MathF";
        if (method.ReturnsVoid)
        {
            _builder.Add(new Opaque(null, template, arguments.ToEquatable(), name, IsPure: false, isSink));
            return null;
        }

        Value result = Temporary(TypeMapping.Map(method.ReturnType));
        _builder.Add(new Opaque(result, template, arguments.ToEquatable(), name, isPure, isSink));
        return result;
    }
}
