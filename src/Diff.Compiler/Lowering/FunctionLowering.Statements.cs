using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private void Statement(IOperation? statement)
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case null or IEmptyOperation:
                break;
            case IBlockOperation block:
                LowerBlock(block.Operations, 0);
                break;
            default:
                Guarded(statement.Syntax, () => LowerStatement(statement));
                break;
        }
    }

    private void LowerStatement(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                DeclareVariables(group);
                break;
            case IExpressionStatementOperation expression:
                Effect(expression.Operation);
                break;
            case IConditionalOperation conditional:
                Branch(conditional);
                break;
            case IForLoopOperation loop:
                LowerFor(loop);
                break;
            case IWhileLoopOperation loop:
                LowerWhile(loop);
                break;
            case IForEachLoopOperation loop:
                LowerForEach(loop);
                break;
            case ISwitchOperation @switch:
                LowerSwitch(@switch);
                break;
            case IBranchOperation branch:
                LowerBranch(branch);
                break;
            case IReturnOperation { Kind: OperationKind.Return } @return:
                LowerReturn(@return);
                break;
            case IThrowOperation @throw:
                LowerThrow(@throw);
                break;
            case IInvalidOperation:
                throw Invalid(statement.Syntax);
            case ILocalFunctionOperation:
                // Lowered where it is called.
                break;
            case ITryOperation @try:
                LowerTry(@try);
                break;
            case IUsingOperation @using:
                LowerUsing(@using);
                break;
            case ILockOperation:
                throw Unsupported(statement, "lock statements are not supported; take the lock in the caller");
            case ILabeledOperation:
                throw Unsupported(statement, "labels and goto are not supported; use a loop, break or continue");
            case { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                throw Unsupported(statement, "iterators are not supported; write the results to a span");
            default:
                throw Unsupported(statement, $"this statement ({statement.Kind}) is not supported");
        }
    }

    private void DeclareVariables(IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclarationOperation declaration in group.Declarations)
        {
            foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
            {
                ILocalSymbol symbol = declarator.Symbol;
                IOperation? initializer = declarator.GetVariableInitializer()?.Value;
                if (symbol.RefKind != RefKind.None)
                {
                    // Another name for a place.
                    DeclareReference(symbol, initializer ?? throw Invalid(declarator.Syntax));
                    continue;
                }

                if (symbol.Type.TypeKind == TypeKind.Delegate && ClosureOf(initializer) is { } closure)
                {
                    // A name for what it calls: it is never assigned again.
                    _closures[symbol] = closure;
                    continue;
                }

                if (symbol.Type.TypeKind == TypeKind.Delegate && initializer is null)
                {
                    // Bound where it is assigned.
                    continue;
                }

                if (TryPlanRows(symbol, initializer, group))
                {
                    continue;
                }

                Value variable = Variable(symbol, symbol.Type);
                if (initializer is not null)
                {
                    Assign(variable, ConvertTo(Expression(initializer, symbol.Name), variable.Type));
                }
                else if (variable.Type.Kind != ScalarKind.Object)
                {
                    // Read only after an assignment, but a merge of branches may meet it before.
                    Assign(variable, DefaultOf(variable.Type));
                }
            }
        }
    }

    private void LowerReturn(IReturnOperation @return)
    {
        Value[] values = @return.ReturnedValue is null
            ? []
            : LeavesOf(ConvertTo(Expression(@return.ReturnedValue), Map(_method.ReturnType)));
        Leave(_ => false, () => _builder.Add(new Return(values.ToEquatable())));
    }

    private void Branch(IConditionalOperation conditional)
    {
        Value condition = Expression(conditional.Condition);
        Block whenTrue = Nested(() => Statement(conditional.WhenTrue));
        Block whenFalse = Nested(() => Statement(conditional.WhenFalse));
        _builder.Add(new If(condition, whenTrue, whenFalse, default));
    }

    private void LowerFor(IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
        {
            Statement(before);
        }

        AddLoop(
            () => loop.Condition is null ? _builder.Bool(true) : Expression(loop.Condition),
            () => Statement(loop.Body),
            () =>
            {
                foreach (IOperation update in loop.AtLoopBottom)
                {
                    Statement(update);
                }
            },
            testAtEnd: false);
    }

    private void LowerWhile(IWhileLoopOperation loop)
    {
        if (loop.Condition is null)
        {
            throw Invalid(loop.Syntax);
        }

        AddLoop(() => Expression(loop.Condition), () => Statement(loop.Body), () => { }, testAtEnd: !loop.ConditionIsTop);
    }

    private void AddLoop(System.Func<Value> condition, System.Action body, System.Action update, bool testAtEnd)
    {
        Value? test = null;
        Block header = Nested(() => test = condition());
        Block bodyBlock = Nested(() => Inside(Leaving.Loop, body));
        Block updateBlock = Nested(update);
        _builder.Add(new Loop(header, test!, bodyBlock, updateBlock, testAtEnd));
    }

    private void LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = StripConversions(loop.Collection);
        if (collection.Type?.SpecialType == SpecialType.System_String && loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { } character })
        {
            ForEachCharacter(loop, collection, character);
            return;
        }

        if (!Map(collection.Type).HoldsMemory)
        {
            throw Unsupported(loop, "foreach is supported over arrays and spans of numbers; index other collections in a for loop");
        }

        Value buffer = Rows(Expression(collection));
        Value index = Temporary(IrType.Int, "index");
        Assign(index, _builder.Int(0));
        AddLoop(
            () => _builder.Compare(Primitives.Less, Read(index), LengthOf(buffer)),
            () =>
            {
                if (loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
                {
                    DeconstructElement(loop.LoopControlVariable, LoadElement(buffer, Read(index)), loop);
                }
                else if (declarator.Symbol.RefKind != RefKind.None)
                {
                    _places[declarator.Symbol] = ElementPlace(buffer, Read(index));
                }
                else
                {
                    Value element = Variable(declarator.Symbol, declarator.Symbol.Type);
                    Assign(element, ConvertTo(LoadElement(buffer, Read(index)), element.Type));
                }

                Statement(loop.Body);
            },
            () => Assign(index, Let(Primitives.Add, IrType.Int, Read(index), _builder.Int(1))),
            testAtEnd: false);
    }

    /// <summary>foreach (char c in text): a string is asked for its characters one by one.</summary>
    private void ForEachCharacter(IForEachLoopOperation loop, IOperation collection, ILocalSymbol character)
    {
        Value text = Expression(collection);
        Value length = Carried(IrType.Int, "{0}.Length", [text], "'Length'", "", isPure: true, isSink: false);
        ForEachIndex(length, k =>
        {
            Value variable = Variable(character, character.Type);
            Value element = Carried(new IrType(ScalarKind.Char), "{0}[{1}]", [text, k], "'this[]'", "", isPure: true, isSink: false);
            Assign(variable, ConvertTo(element, variable.Type));
            Statement(loop.Body);
        });
    }

    private void LowerBranch(IBranchOperation branch)
    {
        switch (branch.BranchKind)
        {
            case BranchKind.Break:
                Leave(kind => kind is Leaving.Loop or Leaving.Switch, () => _builder.Add(new Break()));
                break;
            case BranchKind.Continue:
                Leave(kind => kind == Leaving.Loop, () => _builder.Add(new Continue()));
                break;
            case BranchKind.GoTo when branch.Syntax is GotoStatementSyntax { CaseOrDefaultKeyword.RawKind: not 0 }:
                GoToCase(branch);
                break;
            default:
                throw Unsupported(branch, "goto is not supported; use a loop, break or continue");
        }
    }

    private void LowerThrow(IThrowOperation @throw)
    {
        if (@throw.Exception is null)
        {
            throw Unsupported(@throw, "rethrowing is not supported");
        }

        List<Value> arguments = [];
        string template = Text(StripConversions(@throw.Exception), arguments);
        _builder.Add(new Throw(template, arguments.ToEquatable()));
    }
}
