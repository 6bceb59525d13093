using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Jumps. The IR has break and continue, which leave or repeat the innermost construct. A label in front of which gotos stand is the end
/// of a block that is left; one behind which they stand is the start of a loop. A jump over further constructs leaves them one by one, by
/// a flag that is tested behind each.
/// </summary>
internal sealed partial class FunctionLowering
{
    /// <summary>What a jump leaves, from the outside to the inside.</summary>
    private readonly List<Leavable> _leaving = [];

    private enum Leaving
    {
        Loop, Switch, Cleanup, BeforeLabel, BehindLabel,
    }

    /// <summary>A construct that a jump may leave.</summary>
    private sealed record Leavable(Leaving Kind, Action? Cleanup, ILabelSymbol? Label)
    {
        /// <summary>Jumps further out that come by here: where to, and the flag that says that one is on its way.</summary>
        public List<(Leavable Target, bool IsContinue, Value Flag)> Passing { get; } = [];

        public bool TakesBreak => Kind != Leaving.Cleanup;

        public bool TakesContinue => Kind is Leaving.Loop or Leaving.BehindLabel;
    }

    /// <summary>Lowers something that break or continue may leave; what comes behind it is for the caller to add by <see cref="Passed"/>.</summary>
    private Leavable Inside(Leaving kind, Action lower, ILabelSymbol? label = null) => Inside(new Leavable(kind, null, label), lower);

    private Leavable Inside(Leavable construct, Action lower)
    {
        int depth = _leaving.Count;
        _leaving.Add(construct);
        try
        {
            lower();
        }
        finally
        {
            _leaving.RemoveRange(depth, _leaving.Count - depth);
        }

        return construct;
    }

    /// <summary>Adds a construct to the block, with what jumps that come by it need around it.</summary>
    private void Add(Op op, Leavable construct)
    {
        foreach ((Leavable _, bool _, Value flag) in construct.Passing)
        {
            Assign(flag, _builder.Bool(false));
        }

        _builder.Add(op);
        foreach ((Leavable target, bool isContinue, Value flag) in construct.Passing)
        {
            Block further = Nested(() => Jump(target, isContinue, flag));
            _builder.Add(new If(Read(flag), further, Block.Empty, default));
        }
    }

    /// <summary>break or continue of a construct, from within others perhaps.</summary>
    private void Jump(Leavable target, bool isContinue, Value? flag = null)
    {
        List<Leavable> between = [.. _leaving.Skip(_leaving.IndexOf(target) + 1).Where(l => isContinue ? l.TakesContinue : l.TakesBreak)];
        if (between.Count > 0)
        {
            Leavable innermost = between[between.Count - 1];
            int known = innermost.Passing.FindIndex(p => p.Target == target && p.IsContinue == isContinue);
            Value passing = known >= 0 ? innermost.Passing[known].Flag : flag ?? NewVariable(IrType.Bool, "isLeft");
            if (known < 0)
            {
                innermost.Passing.Add((target, isContinue, passing));
            }

            Assign(passing, _builder.Bool(true));
            _builder.Add(new Break());
            return;
        }

        _builder.Add(isContinue ? new Continue() : new Break());
    }

    /// <summary>Runs what is to run before a jump, and then lowers what comes behind it as it is out there.</summary>
    /// <param name="isTarget">Which construct the jump goes to.</param>
    /// <param name="jump">The jump.</param>
    private void Leave(Func<Leavable, bool> isTarget, Action jump)
    {
        Leavable[] all = [.. _leaving];
        try
        {
            while (_leaving.Count > 0 && !isTarget(_leaving[_leaving.Count - 1]))
            {
                Action? cleanup = _leaving[_leaving.Count - 1].Cleanup;
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

    /// <summary>Leaves or repeats a construct: all cleanups on the way run, then the jump is taken from where it stands.</summary>
    private void LeaveTo(Func<Leavable, bool> isTarget, bool isContinue, IOperation site)
    {
        Leavable target = _leaving.LastOrDefault(isTarget) ?? throw Unsupported(site, JumpElsewhere);
        Leave(l => l == target, () => { });
        Jump(target, isContinue);
    }

    private const string JumpElsewhere = "goto is supported to a label of a block around it; use a loop, break or continue";

    private void GoTo(IBranchOperation branch) => LeaveTo(
        l => SymbolEqualityComparer.Default.Equals(l.Label, branch.Target),
        _leaving.LastOrDefault(l => SymbolEqualityComparer.Default.Equals(l.Label, branch.Target))?.Kind == Leaving.BehindLabel, branch);

    /// <summary>Statements of a block from one on. Those in front of a label are a construct that gotos leave, those behind it one that they repeat.</summary>
    private void LowerLabelled(IReadOnlyList<IOperation> statements, int start, int label, Action<int> lowerRest)
    {
        ILabeledOperation labelled = (ILabeledOperation)statements[label];
        if (GoesTo(labelled.Label, statements.Skip(start).Take(label - start)))
        {
            Leavable? before = null;
            if (statements.Skip(start).Take(label - start).FirstOrDefault(s => s is IUsingDeclarationOperation) is { } resource)
            {
                throw Unsupported(resource, "a using declaration in front of a label is not supported; use a using block");
            }

            Block body = Declaring(() => Nested(
                () => before = Inside(Leaving.BeforeLabel, () => LowerBlock([.. statements.Take(label)], start), labelled.Label)));
            Add(new Breakable(body), before!);
        }
        else
        {
            LowerBlock([.. statements.Take(label)], start);
        }

        if (!GoesTo(labelled.Label, statements.Skip(label)))
        {
            Statement(labelled.Operation);
            lowerRest(label + 1);
            return;
        }

        // A loop that is left at its end.
        Leavable? behind = null;
        Value? test = null;
        Block header = Nested(() => test = _builder.Bool(true));
        Block repeated = Nested(() => behind = Inside(
            Leaving.BehindLabel,
            () =>
            {
                Statement(labelled.Operation);
                lowerRest(label + 1);
                _builder.Add(new Break());
            },
            labelled.Label));
        Add(new Loop(header, test!, repeated, Block.Empty, false), behind!);
    }

    private static int LastLabel(IReadOnlyList<IOperation> statements, int start)
    {
        int last = statements.Count - 1;
        while (last >= start && statements[last] is not ILabeledOperation)
        {
            last--;
        }

        return last >= start ? last : -1;
    }

    private static bool GoesTo(ILabelSymbol label, IEnumerable<IOperation> statements) => statements
        .SelectMany(s => s.DescendantsAndSelf()).OfType<IBranchOperation>().Any(b => b.BranchKind == BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(b.Target, label));
}
