using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// What methods use of what is around them: the variables that a local function captures, and the members of objects that a method
/// reads, itself or through others that it calls.
/// </summary>
/// <param name="operationOf">The bound body of a method of this compilation, or null.</param>
internal sealed class Captures(Func<IMethodSymbol, IOperation?> operationOf)
{
    private readonly Dictionary<IMethodSymbol, List<Capture>> _known = new(SymbolEqualityComparer.Default);
    private readonly List<(IMethodSymbol Method, IOperation Body)> _open = [];
    private int _depth;
    private bool _isCircular;

    /// <summary>The variables become references like <c>ref</c> parameters, members parameters by value.</summary>
    public IReadOnlyList<Capture> Of(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (_known.TryGetValue(definition, out List<Capture> captures))
        {
            // Not complete yet, if it is on the way here.
            _isCircular |= _open.Any(o => SymbolEqualityComparer.Default.Equals(o.Method, definition));
            return captures;
        }

        // Found already by a function that calls itself.
        captures = [];
        _known.Add(definition, captures);
        if (!MayCapture(definition) || operationOf(method) is not { } body)
        {
            return captures;
        }

        _depth++;
        _open.Add((definition, body));
        Add(body, definition, captures);
        _depth--;
        if (_depth == 0)
        {
            // Functions that call one another hand on what each of them uses.
            int before = _isCircular ? -1 : _open.Sum(o => _known[o.Method].Count);
            while (_open.Sum(o => _known[o.Method].Count) > before)
            {
                before = _open.Sum(o => _known[o.Method].Count);
                foreach ((IMethodSymbol open, IOperation openBody) in _open.ToList())
                {
                    Add(openBody, open, _known[open]);
                }
            }

            _open.Clear();
            _isCircular = false;
        }

        return captures;
    }

    private static bool MayCapture(IMethodSymbol method) => ModuleLowering.IsNested(method)
        || (!method.IsStatic && MemberPath.IsObject(method.ContainingType)) || method.Parameters.Any(p => MemberPath.IsObject(p.Type));

    /// <summary>Variables that hold an object found by a way, and nothing else.</summary>
    public static Dictionary<ISymbol, MemberPath> AliasesIn(IOperation body)
    {
        Dictionary<ISymbol, MemberPath> aliases = new(SymbolEqualityComparer.Default);
        foreach (IVariableDeclaratorOperation declarator in body.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>())
        {
            if (MemberPath.IsObject(declarator.Symbol.Type) && MemberPath.Of(declarator.GetVariableInitializer()?.Value, aliases) is { } path
                && !body.Descendants().OfType<IAssignmentOperation>().Any(a =>
                    a.Target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, declarator.Symbol)))
            {
                aliases[declarator.Symbol] = path;
            }
        }

        return aliases;
    }

    /// <summary>Where what a called method captures is found by its caller: from the receiver or the argument.</summary>
    /// <param name="path">As the callee has it.</param>
    /// <param name="receiver">The receiver of the call.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="aliases">The caller's variables that hold objects.</param>
    public static MemberPath? Translate(
        MemberPath path, IOperation? receiver, IEnumerable<IArgumentOperation> arguments, IReadOnlyDictionary<ISymbol, MemberPath> aliases)
    {
        if (path.Root is null)
        {
            return MemberPath.Of(receiver, aliases) is { } start ? path.From(start) : null;
        }

        IArgumentOperation? argument = arguments.FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.Parameter?.OriginalDefinition, path.Root));
        return argument is null ? path : MemberPath.Of(argument.Value, aliases) is { } from ? path.From(from) : null;
    }

    private void Add(IOperation body, IMethodSymbol method, List<Capture> captures)
    {
        Dictionary<ISymbol, MemberPath> aliases = AliasesIn(body);
        bool isNested = ModuleLowering.IsNested(method);
        foreach (IOperation operation in body.DescendantsAndSelf().ToList())
        {
            IEnumerable<Capture> used = operation switch
            {
                ILocalReferenceOperation { Local.IsConst: false } local when isNested && !aliases.ContainsKey(local.Local) => [new Capture(local.Local, null)],
                IParameterReferenceOperation parameter when isNested => [new Capture(parameter.Parameter, null)],
                IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } when isNested && !MemberPath.IsObject(type) =>
                    [new Capture(type, null)],
                IFieldReferenceOperation or IPropertyReferenceOperation => Members((IMemberReferenceOperation)operation, aliases),
                IInvocationOperation call when call.TargetMethod.ContainingType?.TypeKind != TypeKind.Delegate =>
                    Inner(call.TargetMethod, call.Instance, call.Arguments, aliases),
                IMethodReferenceOperation { Method: { } inner } when ModuleLowering.IsNested(inner) => Inner(inner, null, [], aliases),
                _ => [],
            };
            foreach (Capture capture in used.ToList())
            {
                if (!IsInside(capture, method) && !captures.Any(capture.IsSame))
                {
                    captures.Add(capture);
                }
            }
        }
    }

    private IEnumerable<Capture> Members(IMemberReferenceOperation reference, Dictionary<ISymbol, MemberPath> aliases)
    {
        if (MemberPath.Of(reference, aliases) is { } path)
        {
            return TypeMapping.Map(path.Type).Kind == ScalarKind.Object ? [] : [new Capture(null, path)];
        }

        // A computed property is a method.
        return reference is IPropertyReferenceOperation { Property.GetMethod: { } getter } property
            ? Inner(getter, property.Instance, property.Arguments, aliases)
            : [];
    }

    private IEnumerable<Capture> Inner(
        IMethodSymbol method, IOperation? receiver, IEnumerable<IArgumentOperation> arguments, Dictionary<ISymbol, MemberPath> aliases)
    {
        foreach (Capture capture in Of(method).ToList())
        {
            if (capture.Path is not { } path)
            {
                yield return capture;
            }
            else if (Translate(path, ModuleLowering.IsNested(method) ? null : receiver, arguments, aliases) is { } translated)
            {
                yield return capture with { Path = translated };
            }
            else if (ModuleLowering.IsNested(method))
            {
                yield return capture;
            }
        }
    }

    /// <summary>Whether a variable belongs to a method or to a function in it; members of the method's own objects do not.</summary>
    private static bool IsInside(Capture capture, IMethodSymbol method)
    {
        if (capture.Path is not null)
        {
            return false;
        }

        for (ISymbol? owner = capture.Variable is ITypeSymbol ? null : capture.Variable!.ContainingSymbol; owner is IMethodSymbol; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, method))
            {
                return true;
            }
        }

        return false;
    }
}
