using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Statements.</content>
internal sealed partial class TensorLowering
{
    private void LowerStatement(IOperation? operation)
    {
        if (operation is null || _operations > LargestBody)
        {
            return;
        }

        At(operation);
        switch (operation)
        {
            case IMethodBodyOperation body:
                LowerStatement(body.BlockBody ?? body.ExpressionBody);
                break;
            case IConstructorBodyOperation body:
                LowerStatement(body.BlockBody ?? body.ExpressionBody);
                break;
            case IBlockOperation block:
                LowerBlock(block);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(d => d.Declarators))
                {
                    Declare(declarator.Symbol, declarator.GetVariableInitializer()?.Value);
                }

                break;
            case IExpressionStatementOperation statement:
                NoteDiscarded(statement.Operation);
                Lower(statement.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return } exit:
                LowerReturn(exit);
                break;
            case IConditionalOperation branch:
                TensorTerm? condition = Lower(branch.Condition);
                At(branch);
                LowerBranch(condition, () => LowerStatement(branch.WhenTrue), () => LowerStatement(branch.WhenFalse));
                break;
            case IForLoopOperation loop:
                foreach (IOperation before in loop.Before)
                {
                    LowerStatement(before);
                }

                LowerLoop(
                    () =>
                    {
                        LowerStatement(loop.Body);
                        foreach (IOperation update in loop.AtLoopBottom)
                        {
                            LowerStatement(update);
                        }
                    });
                break;
            case IForEachLoopOperation loop:
                TensorTerm? collection = Lower(loop.Collection);
                LowerLoop(() =>
                {
                    BindElement(loop, collection);
                    LowerStatement(loop.Body);
                });
                break;
            case IWhileLoopOperation loop:
                Lower(loop.Condition);
                LowerLoop(() => LowerStatement(loop.Body));
                break;
            case IUsingOperation use:
                LowerUsing(use);
                break;
            case IUsingDeclarationOperation use:
                LowerStatement(use.DeclarationGroup);
                break;
            case ITryOperation attempt:
                LowerStatement(attempt.Body);
                LowerStatement(attempt.Finally);
                break;
            case ILockOperation locked:
                LowerStatement(locked.Body);
                break;
            case ISwitchOperation choice:
                Lower(choice.Value);
                foreach (ISwitchCaseOperation section in choice.Cases)
                {
                    LowerBranch(null, () => section.Body.ToList().ForEach(LowerStatement), () => { });
                }

                break;
            case IBranchOperation { BranchKind: BranchKind.Break } exit when _frame.Loops > 0 && !IsInSwitch(exit):
                _builder.Add(new Break());
                break;
            case IBranchOperation { BranchKind: BranchKind.Continue } when _frame.Loops > 0:
                _builder.Add(new Continue());
                break;
            case IBranchOperation or ILocalFunctionOperation or IEmptyOperation:
                break;
            case ILabeledOperation labeled:
                LowerStatement(labeled.Operation);
                break;
            case IThrowOperation:
                break;
            default:
                Lower(operation);
                break;
        }
    }

    private static bool IsInSwitch(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null and not ILoopOperation; outer = outer.Parent)
        {
            if (outer is ISwitchCaseOperation)
            {
                return true;
            }
        }

        return false;
    }

    private void LowerBlock(IBlockOperation block)
    {
        int before = _silenced;
        foreach (IOperation statement in block.Operations)
        {
            LowerStatement(statement);
            if (statement is IUsingDeclarationOperation use && IsNoGradient(use))
            {
                _silenced++;
            }
        }

        _silenced = before;
    }

    private void LowerUsing(IUsingOperation use)
    {
        bool isSilent = IsNoGradient(use.Resources);
        LowerStatement(use.Resources);
        _silenced += isSilent ? 1 : 0;
        LowerStatement(use.Body);
        _silenced -= isSilent ? 1 : 0;
    }

    /// <summary>Whether a resource keeps gradients from being recorded.</summary>
    private static bool IsNoGradient(IOperation resource) => resource.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod.Name: "no_grad" or "inference_mode" or "_no_grad" } call
            && TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is not null);

    private void LowerBranch(TensorTerm? condition, System.Action whenTrue, System.Action whenFalse)
    {
        Value test = condition is ValueTerm { Value: { } value } ? Truth(value) : Data(IrType.Bool);
        Block first = Inside(whenTrue);
        Block second = Inside(whenFalse);
        _builder.Add(new If(test, first, second, default) { Region = _ids.NewRegion() });
    }

    private Block Inside(System.Action fill)
    {
        Builder outer = _builder;
        _builder = outer.Nested();
        fill();
        Block block = _builder.ToBlock();
        _builder = outer;
        return block;
    }

    /// <summary>How often a loop runs is not asked: a truth value that is handed in.</summary>
    private void LowerLoop(System.Action fill)
    {
        Value test = Parameter(IrType.Bool, "more", false);
        _frame.Loops++;
        Block body = Inside(fill);
        _frame.Loops--;
        _builder.Add(new Loop(Block.Empty, test, body, Block.Empty, TestAtEnd: false));
    }

    private void BindElement(IForEachLoopOperation loop, TensorTerm? collection)
    {
        foreach (ILocalSymbol local in loop.Locals)
        {
            if (ModuleOf(local.Type, "local:" + local.Name, null) is { } module)
            {
                _locals[local] = module;
            }
            else if (TypeOf(local.Type) is { } type)
            {
                Value element = collection is ValueTerm { Value.Type: var held } value && held == type
                    ? Apply(TensorPrimitives.View, value.Value) : Data(type);
                Assign(local, new ValueTerm(element));
            }
            else if (IsTuple(local.Type) && collection is ValueTerm tuples)
            {
                Assign(local, tuples);
            }
        }
    }

    private void LowerReturn(IReturnOperation exit)
    {
        TensorTerm? result = exit.ReturnedValue is null ? null : Lower(exit.ReturnedValue);
        if (result is not null)
        {
            // Left in a loop, what follows the loop may run in the lowered code; then either result is what is returned.
            if (_frame.MayHaveReturned)
            {
                LowerBranch(null, () => SetResult(result), () => { });
            }
            else
            {
                SetResult(result);
            }
        }

        _frame.MayHaveReturned |= _frame.Loops > 0;
        _builder.Add(new Break());
    }

    private void SetResult(TensorTerm result) => _frame.Result = Store(_frame.Result, result, "result");

    /// <summary>Writes a term to the variables of another, which are made where there are none; gives what holds it then.</summary>
    private TensorTerm Store(TensorTerm? target, TensorTerm term, string name)
    {
        switch (target, term)
        {
            case (ValueTerm held, ValueTerm or TupleTerm):
                Value value = term is ValueTerm single ? single.Value : ValueOf(term);
                Copy(held.Value, held.Value.Type == IrType.Bool ? Truth(value) : Number(value));
                return held;
            case (TupleTerm held, TupleTerm items) when held.Items.Count == items.Items.Count:
                return new TupleTerm([.. held.Items.Zip(items.Items, (h, i) => i is null ? h : Store(h, i, name))]);
            case (TupleTerm held, ValueTerm item):
                return new TupleTerm([.. held.Items.Select(h => Store(h, item, name))]);
            case (null or ModuleTerm, ValueTerm item):
                Value variable = Variable(item.Value.Type, name);
                Copy(variable, item.Value);
                return new ValueTerm(variable);
            case (null or ModuleTerm, TupleTerm items):
                return new TupleTerm([.. items.Items.Select(i => i is null ? null : Store(null, i, name))]);
            default:
                return term;
        }
    }

    private void Copy(Value variable, Value value)
    {
        _builder.Add(new Let(variable, Primitives.Copy, EquatableArray<Value>.Of(value)));
    }

    private void Declare(ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is null)
        {
            if (TypeOf(local.Type) is { } type)
            {
                _locals[local] = new ValueTerm(Variable(type, local.Name));
            }

            return;
        }

        TensorTerm? term = Lower(initializer);
        if (ModuleOf(local.Type, "local:" + local.Name, initializer) is { } module)
        {
            _locals[local] = term is ModuleTerm known ? known with { Holder = known.Holder ?? local } : module with { Holder = local };
        }
        else if (term is not null)
        {
            Assign(local, term);
        }
        else if (TypeOf(local.Type) is { } type)
        {
            Assign(local, new ValueTerm(Data(type)));
        }
    }

    private void Assign(ISymbol variable, TensorTerm term)
    {
        _locals.TryGetValue(variable, out TensorTerm? held);
        _locals[variable] = Store(held, term, variable.Name);
    }

    /// <summary>A pure function called for nothing.</summary>
    private void NoteDiscarded(IOperation operation)
    {
        if (_frame.Method == 0 && operation is IInvocationOperation call && _types.IsTensor(call.Type)
            && !call.TargetMethod.Name.EndsWith("_", System.StringComparison.Ordinal)
            && TensorTypes.VocabularyOf(call.TargetMethod.ContainingType) is not null
            && TensorCatalogue.Function(call.TargetMethod.Name) is { IsPure: true } entry
            && (_types.IsTensor(call.Instance?.Type) || call.Arguments.Any(a => _types.IsTensor(a.Value.Type)))
            && entry.Primitive != TensorPrimitives.Read && call.TargetMethod.Name is not ("retain_grad" or "MoveToOuterDisposeScope" or "DetachFromDisposeScope"))
        {
            _discarded.Add(call);
        }
    }
}
