using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>What a number on entry of a member is.</summary>
internal enum SizeInputKind
{
    /// <summary>A scalar that a parameter becomes.</summary>
    Scalar,

    /// <summary>The length of memory that a parameter becomes.</summary>
    Length,

    /// <summary>The bytes that packing the rows of an array of arrays takes.</summary>
    Packing,
}

/// <summary>A number that the size of a workspace is computed from.</summary>
/// <param name="Value">The number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Leaf">Which of the module's leaves it is or belongs to.</param>
internal sealed record SizeInput(Value Value, SizeInputKind Kind, int Leaf);

/// <summary>How much memory a method takes from its workspace.</summary>
/// <param name="IsNeeded">Whether it takes any.</param>
/// <param name="Obstacle">Why the bytes are not known on entry, or null.</param>
/// <param name="Inputs">What they are computed from.</param>
/// <param name="Body">Straight-line code that yields them; empty where there is an obstacle.</param>
internal sealed record WorkspaceSize(bool IsNeeded, string? Obstacle, IReadOnlyList<SizeInput> Inputs, Block Body)
{
    /// <summary>Whether the caller can hand over the memory.</summary>
    public bool IsKnown => IsNeeded && Obstacle is null;

    /// <summary>The size for a method.</summary>
    /// <param name="module">The method.</param>
    /// <param name="parameters">What the method that computes takes.</param>
    /// <param name="body">What it does.</param>
    /// <param name="users">Keys of the functions that stay calls and take memory too.</param>
    /// <param name="ids">The function's ids.</param>
    public static WorkspaceSize Of(Module module, EquatableArray<Value> parameters, Block body, HashSet<string> users, IdSource ids) =>
        new WorkspaceSizing(module, parameters, body, users, ids).Run();
}

/// <summary>
/// Copies out of a body what the lengths of its memory are computed from, as far as that is known on entry. Memory taken under a condition counts
/// in full, memory taken in a loop once, since every iteration reuses it, and of the kernels, each of which gives its memory back, the one that
/// takes most with what is taken when it is called.
/// </summary>
internal sealed class WorkspaceSizing
{
    /// <summary>Lengths are short formulas; what is longer is no reason to run out of stack.</summary>
    private const int DeepestFormula = 100;

    private readonly Module _module;
    private readonly Block _body;
    private readonly HashSet<string> _users;
    private readonly Builder _builder;
    private readonly IdSource _ids;
    private readonly List<SizeInput> _inputs = [];
    private readonly Dictionary<Value, Op> _definitions;
    private readonly HashSet<Value> _unconditional;
    private readonly Dictionary<Value, Value?> _known = [];
    private readonly Dictionary<Value, Value> _arguments = [];
    private readonly Dictionary<Value, int> _leaves = [];
    private string? _obstacle;
    private int _depth;

    public WorkspaceSizing(Module module, EquatableArray<Value> parameters, Block body, HashSet<string> users, IdSource ids)
    {
        _users = users;
        _module = module;
        _body = body;
        _ids = ids;
        _builder = new Builder(ids);
        _definitions = body.DefinitionsInside();
        _unconditional = [.. body.Ops.SelectMany(op => op.Definitions())];
        AddLeaves(parameters);
        foreach (KernelCall call in body.Descendants().OfType<KernelCall>())
        {
            foreach (KeyValuePair<Value, Op> definition in call.Kernel.Body.DefinitionsInside())
            {
                _definitions[definition.Key] = definition.Value;
            }

            for (int i = 0; i < call.Arguments.Count; i++)
            {
                if (call.Kernel.Parameters[i] != call.Arguments[i])
                {
                    _arguments[call.Kernel.Parameters[i]] = call.Arguments[i];
                }
            }
        }
    }

    public WorkspaceSize Run()
    {
        List<int> packed = [.. Packed()];
        bool isNeeded = packed.Count > 0 || WorkspaceUse.IsIn(_body, _users);
        if (!isNeeded)
        {
            return new WorkspaceSize(false, null, [], Block.Empty);
        }

        Value? packing = null;
        foreach (int leaf in packed)
        {
            packing = Plus(packing, Input(IrType.Long, SizeInputKind.Packing, leaf, ""));
        }

        Value? total = Plus(packing, Most(_body));
        _obstacle ??= _module.WorkspaceObstacle.Length > 0 ? _module.WorkspaceObstacle : null;
        if (_obstacle is not null)
        {
            return new WorkspaceSize(true, _obstacle, [], Block.Empty);
        }

        Block body = _builder.ToBlock(_builder.Let(Primitives.WorkspaceTotal, IrType.Int, total!));
        return new WorkspaceSize(true, null, _inputs, Simplify.Run(body, _ids, 0));
    }

    /// <summary>Which leaf each parameter is; the memory for cotangents is as long as what it belongs to.</summary>
    private void AddLeaves(EquatableArray<Value> parameters)
    {
        List<int> shadowed = [];
        int leaf = 0;
        foreach (ParameterInfo parameter in _module.Parameters.Concat(_module.Members))
        {
            if (parameter.IsDifferentiated && parameter.Type.HoldsMemory)
            {
                shadowed.Add(leaf);
            }

            leaf += Module.LeavesOf(parameter).Count();
        }

        for (int i = 0; i < leaf; i++)
        {
            _leaves[parameters[i]] = i;
        }

        for (int i = 0; i < shadowed.Count; i++)
        {
            _leaves[parameters[parameters.Count - shadowed.Count + i]] = shadowed[i];
        }
    }

    /// <summary>The first leaf of each array of arrays, as often as it is packed: itself, and its cotangents.</summary>
    private IEnumerable<int> Packed()
    {
        int leaf = 0;
        foreach (ParameterInfo parameter in _module.Parameters.Concat(_module.Members))
        {
            if (parameter.Type.Array == ArrayForm.Jagged)
            {
                yield return leaf;
                if (parameter.IsDifferentiated)
                {
                    yield return leaf;
                }
            }

            leaf += Module.LeavesOf(parameter).Count();
        }
    }

    private Value? Plus(Value? left, Value? right) => left is null || right is null ? left ?? right : _builder.Let(Primitives.Add, left, right);

    /// <summary>
    /// The most that a body has taken at any time: all that it takes itself, or what it has taken when it calls a kernel, together with that.
    /// In a loop, it may have taken all that the loop takes when a later iteration calls the kernel.
    /// </summary>
    private Value? Most(Block body)
    {
        List<(int Before, Value Bytes)> kernels = [];
        List<Value?> sums = [null];
        Visit(body, isInLoop: false);
        Value? most = sums[sums.Count - 1];
        foreach ((int before, Value bytes) in kernels)
        {
            Value all = Plus(sums[before], bytes)!;
            most = most is null ? all : _builder.Let(Primitives.Max, most, all);
        }

        return most;

        void Visit(Block block, bool isInLoop)
        {
            foreach (Op op in block.Ops)
            {
                int known = kernels.Count;
                if (op is KernelCall call && OfKernel(call.Kernel) is { } bytes)
                {
                    kernels.Add((sums.Count - 1, bytes));
                }
                else if (BytesOf(op) is { } own)
                {
                    sums.Add(Plus(sums[sums.Count - 1], own));
                }

                foreach (Block inner in op.Blocks())
                {
                    Visit(inner, isInLoop || op is For or While);
                }

                if (!isInLoop && op is For or While)
                {
                    for (int i = known; i < kernels.Count; i++)
                    {
                        kernels[i] = (sums.Count - 1, kernels[i].Bytes);
                    }
                }
            }
        }
    }

    /// <summary>A kernel steps aside before it takes anything, unless its conditions hold. One that is not known on entry is taken to hold.</summary>
    private Value? OfKernel(Kernel kernel)
    {
        Value? bytes = null;
        foreach (Op op in kernel.Body.Descendants())
        {
            bytes = Plus(bytes, BytesOf(op));
        }

        if (bytes is null)
        {
            return null;
        }

        foreach (LeaveUnless leave in kernel.Body.Ops.OfType<LeaveUnless>())
        {
            if (Resolve(leave.Condition) is { } condition)
            {
                bytes = _builder.Let(Primitives.Select, IrType.Long, condition, bytes, _builder.Constant(new Constant(IrType.Long, 0)));
            }
        }

        return bytes;
    }

    /// <summary>The bytes that an operation takes; null where it takes nothing, or where there is an obstacle.</summary>
    private Value? BytesOf(Op op)
    {
        switch (op)
        {
            case Allocate allocate:
                return BytesOf(allocate);
            case TapeNew:
                _obstacle ??= "how often a loop runs is not known on entry";
                return null;
            case MultiplyMatrices:
                // Their size depends on the shapes and on the machine, and they ask the pool themselves.
                _obstacle ??= "kernels of matrix products take memory of their own";
                return null;
            case RuleCall { Rule: { } rule } when _users.Contains(rule.Helper):
                _obstacle ??= $"'{rule.Name}' calls itself";
                return null;
            case RulePullback { Rule: { } rule } when _users.Contains(rule.Helper):
                _obstacle ??= $"'{rule.Name}' calls itself";
                return null;
            default:
                return null;
        }
    }

    private Value? BytesOf(Allocate allocate)
    {
        if (Resolve(allocate.Length) is not { } length)
        {
            string name = allocate.Result.Name.Length > 0 ? $"'{allocate.Result.Name}'" : "local memory";
            _obstacle ??= $"the length of {name} is computed on the way";
            return null;
        }

        return allocate.Result.Type.Shape is Shape.VectorSpan or Shape.MaskSpan
            ? _builder.Let(Primitives.WorkspaceLaneBytes, IrType.Long, length)
            : _builder.Let(Primitives.WorkspaceBytes, IrType.Long, length, _builder.Int(allocate.Result.Type.ElementSize));
    }

    /// <summary>A scalar as it is computed from what is known on entry, or null.</summary>
    private Value? Resolve(Value value)
    {
        if (_known.TryGetValue(value, out Value? known))
        {
            return known;
        }

        // What is asked for while it is being answered depends on itself.
        _known[value] = null;
        _depth++;
        Value? result = _depth < DeepestFormula ? Compute(value) : null;
        _depth--;
        _known[value] = result;
        return result;
    }

    private Value? Compute(Value value)
    {
        if (_arguments.TryGetValue(value, out Value argument))
        {
            return Resolve(argument);
        }

        if (_leaves.TryGetValue(value, out int leaf))
        {
            return value.Type.Shape != Shape.Scalar ? null
                : _module.Leaves[leaf].Passing == PassingMode.Out ? _builder.Constant(Constant.Default(value.Type))
                : Input(value.Type, SizeInputKind.Scalar, leaf, value.Name);
        }

        if (!_definitions.TryGetValue(value, out Op op))
        {
            return null;
        }

        switch (op)
        {
            case ConstantOp constant:
                return _builder.Constant(constant.Constant);
            case LengthOf length:
                return LengthOfMemory(length.Buffer);
            case Let let when let.Result.Type.Shape == Shape.Scalar && (_unconditional.Contains(value) || !MayThrow(let)):
                List<Value?> arguments = [.. let.Arguments.Select(Resolve)];
                return arguments.Contains(null) ? null : _builder.Rename(_builder.Let(let.Primitive, let.Result.Type, [.. arguments.Select(a => a!)]), value.Name);
            case If branch:
                int position = branch.Results.IndexOf(value);
                return Resolve(branch.Condition) is { } condition && Resolve(branch.Then.Yields[position]) is { } whenTrue
                    && Resolve(branch.Else.Yields[position]) is { } whenFalse
                        ? _builder.Let(Primitives.Select, value.Type, condition, whenTrue, whenFalse) : null;
            default:
                return null;
        }
    }

    private Value? LengthOfMemory(Value buffer)
    {
        if (_arguments.TryGetValue(buffer, out Value argument))
        {
            return LengthOfMemory(argument);
        }

        if (_leaves.TryGetValue(buffer, out int leaf))
        {
            return Input(IrType.Int, SizeInputKind.Length, leaf, buffer.Name + "Length");
        }

        return _definitions.TryGetValue(buffer, out Op op) ? op switch
        {
            Allocate allocate => Resolve(allocate.Length),
            Slice slice => Resolve(slice.Length),
            _ => null,
        } : null;
    }

    private Value Input(IrType type, SizeInputKind kind, int leaf, string name)
    {
        if (_inputs.Find(i => i.Kind == kind && i.Leaf == leaf) is { } known)
        {
            return known.Value;
        }

        Value value = _ids.NewValue(type, name);
        _inputs.Add(new SizeInput(value, kind, leaf));
        return value;
    }

    /// <summary>Whether it may throw where the body would not have come to it.</summary>
    private bool MayThrow(Let let) => let.Primitive.MayThrow || (let.Result.Type.IsInteger && (let.Primitive == Primitives.Abs
        || ((let.Primitive == Primitives.Divide || let.Primitive == Primitives.Remainder)
            && !(_definitions.TryGetValue(let.Arguments[1], out Op divisor) && divisor is ConstantOp { Constant.Bits: not (0 or -1) }))));
}
