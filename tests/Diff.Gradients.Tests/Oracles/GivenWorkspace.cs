using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>The form of a generated member that works in memory of the caller's: it does what the other form does, in exactly as many bytes as it says.</summary>
internal sealed class GivenWorkspace
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly CorpusCase _case;
    private readonly MethodInfo _member;
    private readonly MethodInfo _bytes;

    private GivenWorkspace(CorpusCase @case, MethodInfo member, MethodInfo bytes)
    {
        _case = @case;
        _member = member;
        _bytes = bytes;
    }

    /// <summary>It, or null where the member has none.</summary>
    public static GivenWorkspace? Of(CorpusCase @case, MethodInfo pooled)
    {
        Type[] types = [.. pooled.GetParameters().Select(p => p.ParameterType)];
        MethodInfo? member = pooled.DeclaringType!.GetMethod(pooled.Name, Any, [.. types, typeof(Span<byte>)]);
        if (member is null)
            return null;
        Assert.Equal("workspace", member.GetParameters()[^1].Name);
        MethodInfo? bytes = pooled.DeclaringType.GetMethod(pooled.Name + "WorkspaceBytes", Any, [.. Entering(@case).Select(p => TypeOnEntry(@case, p))]);
        Assert.True(bytes is not null, $"{pooled.Name} takes a workspace, but nothing says how large.");
        return new GivenWorkspace(@case, member, bytes!);
    }

    /// <summary>Calls both forms, each with arguments of its own, and compares all that they leave; returns what the pooled one returns.</summary>
    public object? Compare(MethodInfo pooled, object[] arguments, object[] others)
    {
        object? returned = null;
        Exception? thrown = Record(() => returned = Invoker.Call(pooled, arguments));
        object? other = null;
        byte[] workspace = [];
        Exception? otherThrown = Record(() =>
        {
            int bytes = (int)Invoker.Call(_bytes, [.. Entering(_case).Select(i => others[i])])!;
            Assert.True(bytes >= 0);

            // Of any content.
            workspace = new byte[bytes];
            Array.Fill(workspace, (byte)0xFF);
            object[] given = [.. others, workspace];
            try
            {
                other = Invoker.Call(_member, given);
            }
            finally
            {
                given[..^1].CopyTo(others, 0);
            }
        });
        Assert.Equal(thrown?.GetType(), otherThrown?.GetType());
        Assert.Equal(thrown?.Message, otherThrown?.Message);
        Assert.Equal(Bits([returned, .. arguments]), Bits([other, .. others]));
        if (workspace.Length > 0 && thrown is null)
            AssertTooShort(others, workspace);
        if (thrown is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        return returned;
    }

    private void AssertTooShort(object[] arguments, byte[] workspace)
    {
        long[] before = [.. Bits(arguments)];
        Exception? thrown = Record(() => Invoker.Call(_member, [.. arguments, workspace[1..]]));
        Assert.Equal("workspace", Assert.IsType<ArgumentException>(thrown).ParamName);
        Assert.Contains($"{workspace.Length - 1} bytes, but the call needs {workspace.Length}", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits(arguments));
    }

    /// <summary>The positions of the parameters that have a value on entry.</summary>
    private static IEnumerable<int> Entering(CorpusCase @case)
    {
        ParameterInfo[] parameters = @case.Method.GetParameters();
        return Enumerable.Range(0, parameters.Length).Where(i => !parameters[i].IsOut);
    }

    /// <summary>What is passed by reference to be changed is passed by value where only its value on entry counts.</summary>
    private static Type TypeOnEntry(CorpusCase @case, int position)
    {
        ParameterInfo parameter = @case.Method.GetParameters()[position];
        return parameter is { IsIn: false, ParameterType.IsByRef: true } ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
    }

    private static Exception? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return e;
        }
    }

    private static IEnumerable<long> Bits(IEnumerable<object?> values) => values.SelectMany(value => value switch
    {
        null => [],
        Array array => Bits(array.Cast<object>()),
        ITuple tuple => Bits(Enumerable.Range(0, tuple.Length).Select(i => tuple[i])),
        double number => [BitConverter.DoubleToInt64Bits(number)],
        float number => [BitConverter.SingleToInt32Bits(number)],
        IConvertible number => [Convert.ToInt64(number, null)],
        _ => (IEnumerable<long>)[],
    });
}
