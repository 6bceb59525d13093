using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Initialisation;

/// <summary>What the parameters of the IR are at a call of an annotated method or of what is generated for it.</summary>
internal sealed class CallSite
{
    private readonly SourceCode _code;
    private readonly IInvocationOperation? _call;
    private readonly Dictionary<Value, ParameterOrigin> _origins;
    private readonly DrawnNumbers _numbers;
    private readonly Dictionary<ISymbol, ArrayContent?> _contents = new(SymbolEqualityComparer.Default);

    private CallSite(SourceCode code, IInvocationOperation? call, Dictionary<Value, ParameterOrigin> origins)
    {
        _code = code;
        _call = call;
        _origins = origins;
        _numbers = new DrawnNumbers(code);
    }

    /// <summary>The calls of a method; where nothing calls it, what its members are.</summary>
    public static IReadOnlyList<CallSite> Of(IMethodSymbol method, SourceCode code, Dictionary<Value, ParameterOrigin> origins)
    {
        string name = method.Name;
        List<CallSite> sites =
        [
            .. code.CallsOf(method.ContainingType, name, MemberNames.Gradient(name), MemberNames.AccumulateGradient(name), MemberNames.Backward(name))
                .Select(code.OperationOf).OfType<IInvocationOperation>().Select(call => new CallSite(code, call, origins)),
        ];
        return sites.Count > 0 ? sites : [new CallSite(code, null, origins)];
    }

    /// <summary>What memory holds before training; null where nothing is known.</summary>
    public ArrayContent? ContentOf(Value memory) =>
        _origins.TryGetValue(memory, out ParameterOrigin origin) && origin.Dimension < 0 ? ContentOf(origin.Symbol) : null;

    /// <summary>What a number is.</summary>
    public double? NumberOf(Value value)
    {
        if (!_origins.TryGetValue(value, out ParameterOrigin origin))
        {
            return null;
        }

        if (origin.Dimension >= 0)
        {
            return ContentOf(origin.Symbol) is { } content && origin.Dimension < content.Dimensions.Count ? content.Dimensions[origin.Dimension] : null;
        }

        return origin.Symbol is IParameterSymbol parameter ? _numbers.NumberOf(ArgumentOf(parameter))
            : _numbers.SingleValueOf(origin.Symbol) is { } single ? _numbers.NumberOf(new Written(single, Written.NoCall)) : null;
    }

    /// <summary>How long memory is.</summary>
    public double? LengthOf(Value memory) => ContentOf(memory)?.Length;

    private ArrayContent? ContentOf(ISymbol symbol)
    {
        if (!_contents.TryGetValue(symbol, out ArrayContent? content))
        {
            ArrayContents contents = new(_code, _numbers);
            content = symbol is IParameterSymbol parameter ? ArgumentOf(parameter) is { } argument ? contents.Of(argument) : null : contents.Of(symbol);
            _contents.Add(symbol, content);
        }

        return content;
    }

    private Written? ArgumentOf(IParameterSymbol parameter) =>
        _call?.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, parameter.Name, StringComparison.Ordinal)) is { } argument
            ? new Written(argument.Value, Written.NoCall) : null;
}
