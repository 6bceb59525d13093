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
        if (NumberCall(invocation) is { } number)
        {
            return number;
        }

        IMethodSymbol method = Target(invocation);
        if (MathCatalogue.Find(method) is { } primitive)
        {
            Value[] arguments = CallArguments(invocation).ToArray();
            return Let(primitive, Map(method.ReturnType), arguments);
        }

        if (HasFlag(invocation) is { } isSet)
        {
            return isSet;
        }

        if (SinCos(method, invocation) is { } both)
        {
            return both;
        }

        if (MathCatalogue.FindSpanFunction(method) is { } function)
        {
            return CallSpanFunction(Map(invocation.Type), function, CallArguments(invocation));
        }

        if (MathCatalogue.FindElementwise(method) is { } elementwise)
        {
            CallElementwise(CallArguments(invocation), elementwise);
            return null;
        }

        if (TryArrayCall(invocation, out Value? result) || TryMemoryCall(invocation, name, out result))
        {
            return result;
        }

        if (TryPoolCall(invocation, name, out result))
        {
            return result;
        }

        if (TryNullGuard(invocation))
        {
            return null;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && ClosureOf(invocation.Instance) is { } closure)
        {
            return CallClosure(closure, invocation);
        }

        if (method.ContainingType?.TypeKind != TypeKind.Delegate && RuleOf(method, invocation.Syntax) is { } rule)
        {
            return CallByRule(invocation, method, rule);
        }

        if (method.ContainingType?.TypeKind != TypeKind.Delegate && _module.SourceOf(method) is not null)
        {
            return CallInvoked(invocation, method);
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
        if (argument.Type?.TypeKind == TypeKind.Delegate && ClosureOf(argument) is { IsNull: false })
        {
            return true;
        }

        if (!Map(argument.Type).HoldsMemory)
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

    private Value? CallSpanFunction(IrType type, SpanFunction function, List<Value> arguments)
    {
        if (!function.WritesLast)
        {
            Value result = Temporary(type);
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

    private void CallElementwise(List<Value> arguments, Primitive primitive)
    {
        // (x, destination) or (x, destination, parameter).
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

    private Value? OpaqueCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        RefuseLibrary(method, invocation);
        bool isDelegate = method.ContainingType?.TypeKind == TypeKind.Delegate;
        string name = isDelegate ? "a delegate" : $"'{method.ContainingType?.Name}.{method.Name}'";
        List<Value> arguments = [];
        string template = InvocationText(invocation, arguments);
        string type = TypeMapping.MetadataName(method.ContainingType);
        bool isSink = method.ReturnsVoid
            && (type is "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace"
                || (method.Name.StartsWith("ThrowIf", System.StringComparison.Ordinal) && type.StartsWith("System.", System.StringComparison.Ordinal)));
        bool isPure = type is "System.BitConverter" or "System.Numerics.BitOperations" or "System.Math" or "System.MathF";
        // What asks something of a number, as IsInteger does, only decides.
        isSink |= method.ReturnType.SpecialType == SpecialType.System_Boolean && method.IsStatic
            && type is "double" or "float" or "System.Double" or "System.Single";
        if (method.ReturnsVoid)
        {
            _builder.Add(new Opaque(null, template, arguments.ToEquatable(), name, IsPure: false, isSink));
            return null;
        }

        return OpaqueValue(invocation, template, arguments, name, isPure, isSink);
    }

    /// <summary>e.HasFlag(f), which is (e &amp; f) == f.</summary>
    private Value? HasFlag(IInvocationOperation invocation)
    {
        if (invocation is not { TargetMethod: { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum }, Instance: { Type: { } type } instance }
            || ScalarOf(type) is null || StripConversions(invocation.Arguments[0].Value) is not { Type: { } flagType } flag
            || !SymbolEqualityComparer.Default.Equals(_types.Apply(type), _types.Apply(flagType)))
        {
            return null;
        }

        Value value = Expression(StripConversions(instance));
        Value asked = Expression(flag);
        IrType computed = Promoted(value.Type);
        asked = ConvertTo(asked, computed);
        return _builder.Compare(Primitives.Equal, Let(Primitives.And, computed, ConvertTo(value, computed), asked), asked);
    }

    /// <summary>Math.SinCos, which gives both.</summary>
    private Value? SinCos(IMethodSymbol method, IInvocationOperation invocation)
    {
        if (method.Name != "SinCos" || TypeMapping.MetadataName(method.ContainingType) is not ("System.Math" or "System.MathF" or "double" or "float"))
        {
            return null;
        }

        Value angle = Expression(invocation.Arguments[0].Value);
        return Bundle(Map(invocation.Type), [Let(Primitives.Sin, angle.Type, angle), Let(Primitives.Cos, angle.Type, angle)]);
    }
}
