using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// A derivative in the shape of the generated member: parameters and results in the member's order (<c>docs/derivatives.md</c>), lengths checked,
/// destinations cleared. What the member checks of overlaps is checked where it is linked.
/// </summary>
internal sealed class CalledDerivativeShape
{
    private readonly CalledDerivative _called;
    private readonly Module _module;
    private readonly Function _function;
    private readonly Composed _composed;
    private readonly EquatableArray<ParameterInfo> _leaves;
    private readonly Builder _builder;
    private readonly List<Parameter> _parameters = [];
    private readonly List<Value> _results = [];
    private readonly List<Value> _finals = [];
    private readonly List<Value> _written = [];
    private Queue<Value> _yields = new();

    public CalledDerivativeShape(CalledDerivative called, Module module, Function function, Composed composed)
    {
        _called = called;
        _module = module;
        _function = function;
        _composed = composed;
        _leaves = module.Leaves;
        _builder = new Builder(composed.Ids);
    }

    private bool IsReverse => _called.Kind is MemberKind.Gradient or MemberKind.AccumulateGradient or MemberKind.Backward;

    /// <summary>The function.</summary>
    public Function Make()
    {
        AddPrimal();
        switch (_called.Kind)
        {
            case MemberKind.Gradient or MemberKind.AccumulateGradient or MemberKind.Backward:
                AddCotangents();
                AddMemory(
                    p => p.IsDifferentiated && p.Type.HoldsMemory && !p.IsOutput, _composed.Gradients,
                    clear: _called.Kind != MemberKind.AccumulateGradient);
                break;
            case MemberKind.Tangent or MemberKind.HessianVectorProduct:
                AddTangents();
                AddMemory(
                    p => _called.Kind == MemberKind.HessianVectorProduct && p.IsDifferentiated && p.Type.HoldsMemory, _composed.Gradients, clear: true);
                break;
            case MemberKind.Hessian or MemberKind.Jacobian:
                AddMatrix();
                break;
        }

        _builder.AddRange(Plain(_composed.Body.Ops));
        _yields = new Queue<Value>(_composed.Body.Yields);
        Yield();
        List<IrType> types = [.. _results.Select(r => r.Type)];
        return new Function(
            _called.Key, _module.Name, _parameters.ToEquatable(), types.ToEquatable(), _builder.ToBlock(_results.Concat(_finals)), _composed.Ids.Next)
        {
            IsLibrary = true,
            Written = _written.ToEquatable(),
        };
    }

    private void AddPrimal()
    {
        // Final values are among the results of the derivative, in the primal's order.
        for (int i = 0; i < _leaves.Count; i++)
        {
            _parameters.Add(new Parameter(_function.Parameters[i].Value, _function.Parameters[i].Mode));
        }
    }

    /// <summary>Cotangents of what is returned and of outputs. The gradient has 1 for what is returned.</summary>
    private void AddCotangents()
    {
        int position = _leaves.Count;
        foreach (IrType type in _module.ReturnTypes)
        {
            if (_called.Kind != MemberKind.Backward)
            {
                if (type.IsFloating)
                {
                    Value one = _composed.Parameters[position++];
                    _builder.Add(new ConstantOp(one, Constant.Of(one.Type, 1)));
                }

                continue;
            }

            Take(type.IsFloating ? _composed.Parameters[position++] : _composed.Ids.NewValue(type), PassingMode.Value);
        }

        if (_called.Kind != MemberKind.Backward)
        {
            return;
        }

        for (int i = 0; i < _leaves.Count; i++)
        {
            ParameterInfo leaf = _leaves[i];
            if (leaf.IsOutput && leaf.Type.IsBuffer)
            {
                Value memory = _composed.Gradients[i];
                Take(memory, PassingMode.Value);
                CheckLength(memory, i, MemberNames.BufferCotangent(leaf.Name));
                _written.Add(memory);
            }
            else if (IsPartOfOutput(i))
            {
                Value cotangent = leaf.IsOutput ? _composed.Parameters[position++] : _composed.Ids.NewValue(leaf.Type);
                Take(cotangent, leaf.Passing == PassingMode.Ref ? PassingMode.Ref : PassingMode.Value);
            }
        }
    }

    private void AddTangents()
    {
        bool takesOutputs = _called.Kind == MemberKind.Tangent;
        for (int i = 0; i < _leaves.Count; i++)
        {
            ParameterInfo parameter = ParameterOf(i);
            if (!parameter.IsDifferentiated && !(takesOutputs && parameter.IsOutput))
            {
                continue;
            }

            bool isOutput = takesOutputs && parameter.IsOutput;
            Value tangent = _composed.Tangents.TryGetValue(i, out Value given) ? given : _composed.Ids.NewValue(_leaves[i].Type);
            Take(tangent, isOutput && !tangent.Type.IsBuffer ? parameter.Passing : PassingMode.Value);
            if (tangent.Type.IsBuffer)
            {
                CheckLength(tangent, i, MemberNames.TangentOf(_leaves[i].Name));
                if (isOutput)
                {
                    _written.Add(tangent);
                }
            }
        }
    }

    /// <summary>Memory that is filled, a destination for each of some parameters.</summary>
    private void AddMemory(System.Func<ParameterInfo, bool> isGiven, IReadOnlyDictionary<int, Value> destinations, bool clear)
    {
        for (int i = 0; i < _leaves.Count; i++)
        {
            if (!isGiven(ParameterOf(i)) || !destinations.TryGetValue(i, out Value destination))
            {
                continue;
            }

            string name = IsReverse ? MemberNames.Destination(_leaves[i].Name) : MemberNames.HessianProduct(_leaves[i].Name);
            Take(destination, PassingMode.Value);
            CheckLength(destination, i, name);
            _written.Add(destination);
            if (clear)
            {
                Value zero = _builder.Constant(Constant.Default(destination.Type.Element));
                _builder.ForEachElement(_builder.Length(destination), _composed.Ids.NewRegion(), (body, index) => body.Store(destination, index, zero));
            }
        }
    }

    private void AddMatrix()
    {
        Value matrix = _composed.Parameters[_composed.Parameters.Count - 1];
        Take(matrix, PassingMode.Value);
        _written.Add(matrix);
        JacobianShape shape = JacobianShape.Of(_module);
        Value columns = Size(shape.Inputs, 0);
        Value rows = _called.Kind == MemberKind.Hessian ? columns : Size(shape.Outputs, shape.Results);
        string name = _called.Kind == MemberKind.Hessian ? MemberNames.HessianMatrix : MemberNames.JacobianMatrix;
        Fail(
            _builder.Compare(Primitives.NotEqual, _builder.Length(matrix), _builder.Let(Primitives.Multiply, rows, columns)),
            $"'{name}' must have as many elements as it has rows and columns.");
    }

    private Value Size(EquatableArray<int> leaves, int first)
    {
        Value size = _builder.Int(first);
        foreach (int leaf in leaves)
        {
            Value memory = _function.Parameters[leaf].Value;
            size = _builder.Let(Primitives.Add, size, memory.Type.IsBuffer ? _builder.Length(memory) : _builder.Int(1));
        }

        return size;
    }

    private void Take(Value value, PassingMode mode) => _parameters.Add(new Parameter(value, mode));

    private void CheckLength(Value memory, int leaf, string name) => Fail(
        _builder.Compare(Primitives.NotEqual, _builder.Length(memory), _builder.Length(_function.Parameters[leaf].Value)),
        $"'{name}' and '{_leaves[leaf].Name}' must be equally long.");

    private void Fail(Value condition, string message)
    {
        Builder fail = _builder.Nested();
        fail.Add(new Throw($"new global::System.ArgumentException(\"{_called.Member}: {message}\")", default));
        _builder.Add(new If(condition, fail.ToBlock(), Block.Empty, default) { Region = _composed.Ids.NewRegion() });
    }

    /// <summary>What the derivative yields, in the order of what the member returns; then the final values of references.</summary>
    private void Yield()
    {
        _results.AddRange(_module.ReturnTypes.Select(_ => _yields.Dequeue()));
        _finals.AddRange(_leaves.Where(l => l.Passing != PassingMode.Value).Select(_ => _yields.Dequeue()));
        if (_called.Kind == MemberKind.Tangent)
        {
            _results.AddRange(_module.ReturnTypes.Select(t => t.IsFloating ? _yields.Dequeue() : Default(t)));
            for (int i = 0; i < _leaves.Count; i++)
            {
                if (IsPartOfOutput(i))
                {
                    _finals.Add(_leaves[i].IsOutput ? _yields.Dequeue() : Default(_leaves[i].Type));
                }
            }

            return;
        }

        if (!IsReverse && _called.Kind != MemberKind.HessianVectorProduct)
        {
            return;
        }

        for (int i = 0; i < _leaves.Count; i++)
        {
            ParameterInfo parameter = ParameterOf(i);
            if (!parameter.IsDifferentiated || _leaves[i].Type.IsBuffer)
            {
                continue;
            }

            Value gradient = _leaves[i].IsDifferentiated ? _yields.Dequeue() : Default(_leaves[i].Type);
            if (parameter.IsReturned || !IsReverse)
            {
                _results.Add(gradient);
            }
            else if (parameter.Passing == PassingMode.Ref)
            {
                _finals.Add(gradient);
            }
        }
    }

    private Value Default(IrType type) => _builder.Constant(Constant.Default(type));

    private bool IsPartOfOutput(int leaf) => ParameterOf(leaf) is { IsOutput: true, Passing: not PassingMode.Value };

    /// <summary>The parameter that a leaf is a part of.</summary>
    private ParameterInfo ParameterOf(int leaf)
    {
        foreach (ParameterInfo parameter in _module.Parameters)
        {
            int count = Module.LeavesOf(parameter).Count();
            if (leaf < count)
            {
                return parameter;
            }

            leaf -= count;
        }

        return _leaves[leaf];
    }

    /// <summary>Operations in which nothing tells any more that some were the reverse of others: loops that run backwards count down.</summary>
    private IEnumerable<Op> Plain(IEnumerable<Op> ops)
    {
        Builder builder = _builder.Nested();
        foreach (Op op in ops)
        {
            switch (op)
            {
                case Remark:
                    break;
                case For loop:
                    AddLoop(loop, builder);
                    break;
                case If branch:
                    builder.Add(branch with { Mirror = 0, Fused = null, Then = Plain(branch.Then), Else = Plain(branch.Else) });
                    break;
                default:
                    builder.Add(op.Map(v => v, v => v, Plain));
                    break;
            }
        }

        return builder.Ops;
    }

    private Block Plain(Block block) => block with { Ops = Plain(block.Ops).ToEquatable() };

    private void AddLoop(For loop, Builder builder)
    {
        For plain = loop with { Mirror = 0, Fused = null, Reversed = false, Body = Plain(loop.Body) };
        if (loop.Reversed)
        {
            Value last = builder.Let(Primitives.Subtract, TripCount.Emit(builder, loop.From, loop.To, loop.Step, loop.Test), builder.Int(1));
            last = loop.Step == 1 ? last : builder.Let(Primitives.Multiply, last, builder.Int((int)loop.Step));
            plain = plain with
            {
                From = builder.Let(Primitives.Add, loop.From, last),
                To = loop.From,
                Step = -loop.Step,
                Test = loop.Step > 0 ? LoopTest.GreaterOrEqual : LoopTest.LessOrEqual,
            };
        }

        builder.Add(plain);
    }
}
