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
                foreach (IOperation child in block.Operations)
                {
                    Statement(child);
                }

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
                _builder.Add(new Return(@return.ReturnedValue is null ? null : Expression(@return.ReturnedValue)));
                break;
            case IThrowOperation @throw:
                LowerThrow(@throw);
                break;
            case IInvalidOperation:
                throw Invalid(statement.Syntax);
            case ILocalFunctionOperation:
                throw Unsupported(statement, "local functions are not supported yet; make it a static method of the type");
            case ITryOperation:
                throw Unsupported(statement, "try statements are not supported; check the arguments before the computation instead");
            case IUsingOperation or IUsingDeclarationOperation:
                throw Unsupported(statement, "using statements are not supported; acquire the resource in the caller");
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
                if (symbol.RefKind != RefKind.None)
                {
                    throw Unsupported(declarator, "ref locals are not supported yet; index the span each time");
                }

                Value variable = Variable(symbol, symbol.Type);
                IOperation? initializer = declarator.GetVariableInitializer()?.Value;
                if (initializer is not null)
                {
                    Assign(variable, Expression(initializer, symbol.Name));
                }
                else if (variable.Type.Kind != ScalarKind.Object)
                {
                    // Read only after an assignment, but a merge of branches may meet it before.
                    Assign(variable, _builder.Constant(Constant.Default(variable.Type)));
                }
            }
        }
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
        Block bodyBlock = Nested(body);
        Block updateBlock = Nested(update);
        _builder.Add(new Loop(header, test!, bodyBlock, updateBlock, testAtEnd));
    }

    private void LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = StripConversions(loop.Collection);
        if (!TypeMapping.Map(collection.Type).IsBuffer || loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
        {
            throw Unsupported(loop, "foreach is supported over arrays and spans of numbers; index other collections in a for loop");
        }

        if (declarator.Symbol.RefKind is RefKind.Ref)
        {
            throw Unsupported(loop, "foreach by reference is not supported yet; index the span in a for loop");
        }

        Value buffer = Expression(collection);
        Value index = Temporary(IrType.Int, "index");
        Assign(index, _builder.Int(0));
        Value element = Variable(declarator.Symbol, declarator.Symbol.Type);
        AddLoop(
            () => _builder.Compare(Primitives.Less, Read(index), _builder.Length(buffer)),
            () =>
            {
                Value loaded = _builder.Load(buffer, Read(index));
                Assign(element, ConvertTo(loaded, element.Type));
                Statement(loop.Body);
            },
            () => Assign(index, Let(Primitives.Add, IrType.Int, Read(index), _builder.Int(1))),
            testAtEnd: false);
    }

    private void LowerSwitch(ISwitchOperation @switch)
    {
        Value subject = Expression(@switch.Value);
        if (subject.Type.Shape != Shape.Scalar || subject.Type.Kind == ScalarKind.Object)
        {
            throw Unsupported(@switch, "switch is supported over numbers, characters, Booleans and enums");
        }

        Block body = Nested(() => SwitchCases(@switch, subject));
        _builder.Add(new Breakable(body));
    }

    /// <summary>if (case 1) … else if (case 2) … else (default), whatever the order in the source: no section falls through.</summary>
    private void SwitchCases(ISwitchOperation @switch, Value subject)
    {
        ISwitchCaseOperation? defaultCase = @switch.Cases.FirstOrDefault(HasDefault);
        List<ISwitchCaseOperation> cases = @switch.Cases.Where(c => c != defaultCase).ToList();
        Chain(0);

        void Chain(int position)
        {
            if (position == cases.Count)
            {
                foreach (IOperation statement in defaultCase?.Body ?? [])
                {
                    Statement(statement);
                }

                return;
            }

            ISwitchCaseOperation current = cases[position];
            _builder.Origin = OriginOf(current.Syntax);
            Value? matches = null;
            foreach (ICaseClauseOperation clause in current.Clauses)
            {
                Value match = Match(clause, subject);
                matches = matches is null ? match : Let(Primitives.Or, IrType.Bool, matches, match);
            }

            Block whenTrue = Nested(() =>
            {
                foreach (IOperation statement in current.Body)
                {
                    Statement(statement);
                }
            });
            Block whenFalse = Nested(() => Chain(position + 1));
            _builder.Add(new If(matches!, whenTrue, whenFalse, default));
        }
    }

    private static bool HasDefault(ISwitchCaseOperation section) => section.Clauses.Any(c => c.CaseKind == CaseKind.Default);

    private Value Match(ICaseClauseOperation clause, Value subject)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return _builder.Compare(Primitives.Equal, subject, ConvertTo(Expression(single.Value), subject.Type));
            case IPatternCaseClauseOperation pattern:
                Value match = Pattern(pattern.Pattern, subject);
                return pattern.Guard is null ? match : ShortCircuit(match, () => Expression(pattern.Guard), isAnd: true);
            default:
                throw Unsupported(clause, "this case label is not supported; use constants or comparisons");
        }
    }

    private Value Pattern(IPatternOperation pattern, Value subject)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return _builder.Compare(Primitives.Equal, subject, ConvertTo(Expression(constant.Value), subject.Type));
            case IRelationalPatternOperation relational when Comparison(relational.OperatorKind) is { } comparison:
                return _builder.Compare(comparison, subject, ConvertTo(Expression(relational.Value), subject.Type));
            case INegatedPatternOperation negated:
                return Let(Primitives.Not, IrType.Bool, Pattern(negated.Pattern, subject));
            case IBinaryPatternOperation binary:
                Primitive combine = binary.OperatorKind == BinaryOperatorKind.And ? Primitives.And : Primitives.Or;
                return Let(combine, IrType.Bool, Pattern(binary.LeftPattern, subject), Pattern(binary.RightPattern, subject));
            case IDiscardPatternOperation:
                return _builder.Bool(true);
            default:
                throw Unsupported(pattern, "this pattern is not supported; use constants or comparisons");
        }
    }

    private void LowerBranch(IBranchOperation branch)
    {
        switch (branch.BranchKind)
        {
            case BranchKind.Break:
                _builder.Add(new Break());
                break;
            case BranchKind.Continue:
                _builder.Add(new Continue());
                break;
            default:
                throw Unsupported(branch, branch.Syntax is GotoStatementSyntax { CaseOrDefaultKeyword.RawKind: not 0 }
                    ? "goto case is not supported yet; call a shared method from both cases"
                    : "goto is not supported; use a loop, break or continue");
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
