using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// try with finally, and using. What stands in <c>finally</c> is lowered behind the block and once more in front of every jump that
/// leaves it. It does not run where the block throws: nothing that it could do there is seen by a caller but what it writes to spans.
/// </summary>
internal sealed partial class FunctionLowering
{
    /// <summary>What a jump leaves, from the outside to the inside.</summary>
    private readonly List<(Leaving Kind, Action? Cleanup)> _leaving = [];

    private enum Leaving
    {
        Loop, Switch, Cleanup,
    }

    /// <summary>Lowers something that break or continue may leave.</summary>
    private void Inside(Leaving kind, Action lower) => Inside(kind, null, lower);

    private void Inside(Leaving kind, Action? cleanup, Action lower)
    {
        int depth = _leaving.Count;
        _leaving.Add((kind, cleanup));
        try
        {
            lower();
        }
        finally
        {
            _leaving.RemoveRange(depth, _leaving.Count - depth);
        }
    }

    /// <summary>Runs what is to run before a jump, and then lowers what comes behind it as it is out there.</summary>
    /// <param name="isTarget">Which construct the jump goes to.</param>
    /// <param name="jump">The jump.</param>
    private void Leave(Func<Leaving, bool> isTarget, Action jump)
    {
        (Leaving Kind, Action? Cleanup)[] all = [.. _leaving];
        try
        {
            while (_leaving.Count > 0 && !isTarget(_leaving[_leaving.Count - 1].Kind))
            {
                (Leaving _, Action? cleanup) = _leaving[_leaving.Count - 1];
                _leaving.RemoveAt(_leaving.Count - 1);
                cleanup?.Invoke();
            }

            jump();
        }
        finally
        {
            _leaving.Clear();
            _leaving.AddRange(all);
        }
    }

    private void LowerTry(ITryOperation @try)
    {
        if (@try.Catches.Length > 0)
        {
            throw Refused(
                @try.Catches[0].Syntax, Refusals.UnsupportedConstruct,
                "catch is not supported, because where an exception is thrown is not differentiated; test before the computation, or catch in the caller");
        }

        WithCleanup(() => Statement(@try.Body), () => Finally(@try.Finally!));
    }

    private void WithCleanup(Action body, Action cleanup)
    {
        Inside(Leaving.Cleanup, cleanup, body);
        cleanup();
    }

    private void Finally(IBlockOperation block)
    {
        int before = _builder.Ops.Count;
        Statement(block);
        foreach (Op op in _builder.Ops.Skip(before).SelectMany(o => new[] { o }.Concat(o.Blocks().SelectMany(b => b.Descendants()))))
        {
            if (op is Opaque { IsPure: false })
            {
                throw Refused(
                    block.Syntax, Refusals.UnsupportedConstruct,
                    "a finally block that calls a method without a body is not supported, because it would not run after an exception; call it in the caller");
            }
        }
    }

    /// <summary>using (…) { … }.</summary>
    private void LowerUsing(IUsingOperation @using) => UsingResources(@using.Resources, () => Statement(@using.Body), @using);

    /// <summary>A block; what follows a using declaration is what its resource is used in.</summary>
    private void LowerBlock(IReadOnlyList<IOperation> statements, int start)
    {
        for (int i = start; i < statements.Count; i++)
        {
            if (statements[i] is IUsingDeclarationOperation declaration)
            {
                bool isLowered = false;
                int next = i + 1;
                Guarded(declaration.Syntax, () => UsingResources(
                    declaration.DeclarationGroup,
                    () =>
                    {
                        isLowered = true;
                        LowerBlock(statements, next);
                    },
                    declaration));
                if (!isLowered)
                {
                    continue;
                }

                return;
            }

            Statement(statements[i]);
        }
    }

    private void UsingResources(IOperation resources, Action body, IOperation site)
    {
        List<Value> variables = [];
        List<ITypeSymbol> types = [];
        if (resources is IVariableDeclarationGroupOperation group)
        {
            ILocalSymbol[] locals = [.. group.Declarations.SelectMany(d => d.Declarators).Select(d => d.Symbol)];
            types.AddRange(locals.Select(l => l.Type));
            Array.ForEach(locals, l => DisposeOf(l.Type, site));
            DeclareVariables(group);
            variables.AddRange(locals.Select(l => Variable(l, l.Type)));
        }
        else
        {
            DisposeOf(resources.Type!, site);
            Value copy = NewVariable(Map(resources.Type), "");
            Assign(copy, Expression(resources));
            variables.Add(copy);
            types.Add(resources.Type!);
        }

        Dispose(0);

        void Dispose(int position)
        {
            if (position == variables.Count)
            {
                body();
                return;
            }

            WithCleanup(
                () => Dispose(position + 1),
                () => Call(DisposeOf(types[position], site), new Place(variables[position], null, null), [], site));
        }
    }

    /// <summary>The Dispose of a struct of numbers; anything else is a resource that generated code does not acquire.</summary>
    private IMethodSymbol DisposeOf(ITypeSymbol type, IOperation site)
    {
        ITypeSymbol applied = _types.Apply(type);
        ISymbol? declared = _module.DisposableMethod is { } dispose ? applied.FindImplementationForInterfaceMember(dispose) : null;
        return Map(type).IsStruct && declared is IMethodSymbol method && _module.SourceOf(method) is not null
            ? method
            : throw Unsupported(site, "using is supported for structs of numbers only; acquire the resource in the caller");
    }

    /// <summary>Memory of a pool is local memory here. Rent may give more than it is asked for, and anything may be in it.</summary>
    private bool TryPoolCall(IInvocationOperation invocation, string name, out Value? result)
    {
        result = null;
        IMethodSymbol method = invocation.TargetMethod;
        if (invocation.Instance is null || TypeMapping.MetadataName(method.ContainingType) != "System.Buffers.ArrayPool<T>")
        {
            return false;
        }

        switch (method.Name)
        {
            case "Rent" when Map(method.ReturnType) is { IsBuffer: true } type:
                result = NewBuffer(type.Element, Expression(invocation.Arguments[0].Value), name);
                return true;
            case "Return" when Map(method.Parameters[0].Type).IsBuffer:
                ArgumentValues(invocation);
                return true;
            default:
                return false;
        }
    }
}
