using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>A generated member of a corpus method, found by the signature that the contract gives it.</summary>
internal sealed class Derived
{
    private readonly CorpusCase _case;
    private readonly MethodInfo _method;
    private readonly GivenWorkspace? _given;
    private readonly bool _isBackward;

    private Derived(CorpusCase @case, MethodInfo method, bool isBackward)
    {
        _case = @case;
        _method = method;
        _given = GivenWorkspace.Of(@case, method);
        _isBackward = isBackward;
    }

    public static Derived Gradient(CorpusCase @case) => Find(@case, "Gradient", isBackward: false);

    public static Derived AccumulateGradient(CorpusCase @case) => Find(@case, "AccumulateGradient", isBackward: false);

    public static Derived Backward(CorpusCase @case) => Find(@case, "Backward", isBackward: true);

    /// <summary>
    /// Calls the member with fresh arguments and destinations filled with the given number; where it has a form that works in memory of the
    /// caller's, that must do the same, bit for bit.
    /// </summary>
    public DerivedResult Call(double[] cotangents, double prefill)
    {
        (object[] given, Dictionary<CorpusParameter, int> gradients) = Arguments(cotangents, prefill);
        object? returned = _given is null ? Invoker.Call(_method, given) : _given.Compare(_method, given, Arguments(cotangents, prefill).Given);
        return Read(returned, gradients, given);
    }

    private (object[] Given, Dictionary<CorpusParameter, int> Gradients) Arguments(double[] cotangents, double prefill)
    {
        object[] primal = _case.Arguments();
        List<object> arguments = [.. primal];
        Dictionary<CorpusParameter, int> gradients = [];
        int next = 0;
        if (_isBackward && !_case.IsVoid)
            arguments.Add(Convert.ChangeType(cotangents[next++], _case.Method.ReturnType, null));
        for (int i = 0; _isBackward && i < primal.Length; i++)
        {
            if (!_case.Parameters[i].IsInOut)
                continue;
            gradients.Add(_case.Parameters[i], arguments.Count);
            if (!_case.Parameters[i].IsSequence)
            {
                arguments.Add(Convert.ChangeType(cotangents[next++], _case.Parameters[i].Element, null));
                continue;
            }
            Array cotangent = Array.CreateInstance(_case.Parameters[i].Element, ((Array)primal[i]).Length);
            for (int j = 0; j < cotangent.Length; j++)
                cotangent.SetValue(Convert.ChangeType(cotangents[next++], _case.Parameters[i].Element, null), j);
            arguments.Add(cotangent);
        }
        foreach (CorpusParameter parameter in _case.Destinations)
        {
            Array destination = Array.CreateInstance(parameter.Element, ((Array)primal[Array.IndexOf(_case.Parameters, parameter)]).Length);
            for (int j = 0; j < destination.Length; j++)
                destination.SetValue(Convert.ChangeType(prefill, parameter.Element, null), j);
            gradients.Add(parameter, arguments.Count);
            arguments.Add(destination);
        }
        return ([.. arguments], gradients);
    }

    /// <summary>Names are part of the contract: callers use named arguments and tuple members.</summary>
    public void AssertNames()
    {
        IEnumerable<string> expected = _case.Parameters.Select(p => p.Name);
        if (_isBackward)
        {
            if (!_case.IsVoid)
                expected = expected.Append("resultCotangent");
            expected = expected.Concat(_case.Parameters.Where(p => p.IsInOut).Select(p => p.Name + "Cotangent"));
        }
        expected = expected.Concat(_case.Destinations.Select(p => p.Name + "Gradient"));
        Assert.Equal(expected, _method.GetParameters().Select(p => p.Name!));

        string[] scalars = [.. _case.Differentiated.Where(p => !p.IsSequence && !p.IsInOut).Select(p => p.MemberName)];
        string[] members = _case.IsVoid ? scalars : ["Value", .. scalars];
        if (members.Length > 1)
        {
            TupleElementNamesAttribute names = _method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()!;
            Assert.Equal(members, names.TransformNames);
        }
    }

    private DerivedResult Read(object? returned, Dictionary<CorpusParameter, int> gradients, object[] given)
    {
        List<double> numbers = [];
        if (returned is ITuple tuple)
        {
            for (int i = 0; i < tuple.Length; i++)
                numbers.Add(Convert.ToDouble(tuple[i], null));
        }
        else if (returned is not null)
        {
            numbers.Add(Convert.ToDouble(returned, null));
        }
        int next = _case.IsVoid ? 0 : 1;
        double value = _case.IsVoid ? double.NaN : numbers[0];
        List<double> gradient = [];
        foreach (CorpusParameter parameter in _case.Differentiated)
        {
            if (!gradients.TryGetValue(parameter, out int position))
                gradient.Add(numbers[next++]);
            else if (given[position] is Array sequence)
                gradient.AddRange(sequence.Cast<object>().Select(v => Convert.ToDouble(v, null)));
            else
                gradient.Add(Convert.ToDouble(given[position], null));
        }
        Assert.Equal(numbers.Count, next);
        return new DerivedResult(value, [.. gradient], given[.._case.Parameters.Length]);
    }

    private static Derived Find(CorpusCase @case, string suffix, bool isBackward)
    {
        List<Type> types = [.. @case.Parameters.Select(p => p.Type)];
        if (isBackward)
        {
            if (!@case.IsVoid)
                types.Add(@case.Method.ReturnType);
            types.AddRange(@case.Parameters.Where(p => p.IsInOut).Select(p => p.CotangentType));
        }
        types.AddRange(@case.Destinations.Select(p => p.CotangentType));
        Type declaring = @case.Method.DeclaringType!;
        MethodInfo? method = declaring.GetMethod(
            @case.Method.Name + suffix, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [.. types]);
        Assert.True(method is not null, $"{declaring.Name} has no {@case.Method.Name + suffix}({string.Join(", ", types)}).");
        return new Derived(@case, method!, isBackward);
    }
}

/// <summary>What a generated member left: the value, the gradient by all differentiated inputs in order, the arguments.</summary>
internal sealed record DerivedResult(double Value, double[] Gradient, object[] Arguments);
