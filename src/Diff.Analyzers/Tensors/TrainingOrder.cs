using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Tensors;

/// <summary>
/// DIFF304, DIFF305, DIFF510 and DIFF511: whether zero_grad, backward, clipping and step stand in an order that trains. What is known of
/// the gradients is followed through the code; where ways meet on which they differ, or an unknown call runs, nothing is known.
/// </summary>
internal sealed class TrainingOrder
{
    private readonly Action<TrainingFinding> _report;
    private State _state = State.Nothing;

    private TrainingOrder(Action<TrainingFinding> report)
    {
        _report = report;
    }

    /// <summary>What is known of the gradients of one optimizer.</summary>
    private enum Gradient
    {
        Unknown, Cleared, ClearedAfterBackward, Ready, Used,
    }

    /// <summary>What is known of all of them.</summary>
    /// <param name="Default">Of optimizers that are not named in <paramref name="Known"/>.</param>
    /// <param name="Known">Of those that are.</param>
    /// <param name="Cleared">Where they were cleared last.</param>
    /// <param name="Clip">A clipping that is in vain unless a step follows.</param>
    private sealed record State(Gradient Default, IReadOnlyDictionary<string, Gradient> Known, SyntaxNode? Cleared, SyntaxNode? Clip)
    {
        public static readonly State Nothing = new(Gradient.Unknown, new Dictionary<string, Gradient>(), null, null);

        public Gradient Of(string subject) => Known.TryGetValue(subject, out Gradient gradient) ? gradient : Default;

        public State With(string subject, Gradient gradient) => subject.Length == 0
            ? All(gradient)
            : this with { Known = Known.Where(k => k.Key != subject).Concat([new(subject, gradient)]).ToDictionary(k => k.Key, k => k.Value) };

        public State All(Gradient gradient) => new(gradient, new Dictionary<string, Gradient>(), Cleared, Clip);

        public bool IsSame(State other) => Default == other.Default && Clip == other.Clip && Known.Count == other.Known.Count
            && Known.All(k => other.Of(k.Key) == k.Value);
    }

    /// <summary>Judges the order in a method.</summary>
    public static void Run(
        IOperation body, SemanticModel model, TensorTypes types, CancellationToken cancellation, bool isRecurrent, Action<TrainingFinding> report)
    {
        TrainingSequence events = new TrainingEvents(model, types, cancellation).Read(body);
        if (!events.Events.Any(e => e.Kind is TrainingEventKind.Step))
        {
            return;
        }

        TrainingOrder order = new(report);
        order.Follow(events);
        order.End();
        order.FindMissingZero(events);
        if (isRecurrent)
        {
            FindMissingClip(events, report);
        }
    }

    private void Follow(TrainingNode node)
    {
        switch (node)
        {
            case TrainingSequence sequence:
                foreach (TrainingNode inner in sequence.Nodes)
                {
                    Follow(inner);
                }

                break;
            case TrainingLoop loop when loop.Events.Any():
                End();
                _state = State.Nothing;
                Follow(loop.Body);
                End();
                _state = State.Nothing;
                break;
            case TrainingBranch branch when branch.Events.Any():
                State before = _state;
                List<State> after = [];
                foreach (TrainingSequence side in branch.Sides)
                {
                    _state = before;
                    Follow(side);
                    after.Add(_state);
                }

                _state = after.All(a => a.IsSame(after[0])) ? after[0] : State.Nothing;
                break;
            case TrainingEvent single:
                Follow(single);
                break;
        }
    }

    private void Follow(TrainingEvent single)
    {
        switch (single.Kind)
        {
            case TrainingEventKind.Unknown:
                _state = State.Nothing;
                break;
            case TrainingEventKind.Zero:
                End();
                bool isLost = _state.Of(single.Subject) == Gradient.Ready && single.Subject.Length > 0;
                _state = single.Subject.Length == 0 ? State.Nothing
                    : _state.With(single.Subject, isLost ? Gradient.ClearedAfterBackward : Gradient.Cleared) with { Cleared = single.Syntax };
                break;
            case TrainingEventKind.Backward:
                End();
                _state = _state.All(Gradient.Ready);
                break;
            case TrainingEventKind.Clip:
                bool isEarly = _state.Known.Count > 0 && _state.Known.Values.All(g => g == Gradient.Cleared) && _state.Default == Gradient.Unknown;
                bool isLate = _state.Known.Values.Any(g => g == Gradient.Used);
                if (isEarly)
                {
                    _report(new TrainingFinding(TensorDescriptors.MisplacedClipping, single.Syntax, "in front of backward"));
                }
                else if (isLate)
                {
                    _state = _state with { Clip = single.Syntax };
                }

                break;
            case TrainingEventKind.Step:
                // A second optimizer's step uses what was clipped behind the first one's.
                _state = _state with { Clip = null };
                switch (_state.Of(single.Subject))
                {
                    case Gradient.ClearedAfterBackward:
                        _report(new TrainingFinding(
                            TensorDescriptors.StepOrder, _state.Cleared ?? single.Syntax,
                            "the gradients are set to zero between backward and step: the step does not train; set them to zero in front of backward"));
                        break;
                    case Gradient.Cleared:
                        _report(new TrainingFinding(
                            TensorDescriptors.StepOrder, single.Syntax,
                            "the gradients were set to zero, and no backward ran since: the step does not train; call backward in front of it"));
                        break;
                }

                _state = _state.With(single.Subject, Gradient.Used);
                break;
        }
    }

    /// <summary>No step follows any more that could use what was clipped.</summary>
    private void End()
    {
        if (_state.Clip is { } clip)
        {
            _report(new TrainingFinding(TensorDescriptors.MisplacedClipping, clip, "behind the step"));
            _state = _state with { Clip = null };
        }
    }

    /// <summary>A loop that steps in every iteration and in which nothing sets the gradients to zero.</summary>
    private void FindMissingZero(TrainingNode node)
    {
        switch (node)
        {
            case TrainingSequence sequence:
                foreach (TrainingNode inner in sequence.Nodes)
                {
                    FindMissingZero(inner);
                }

                break;
            case TrainingBranch branch:
                foreach (TrainingSequence side in branch.Sides)
                {
                    FindMissingZero(side);
                }

                break;
            case TrainingLoop loop:
                List<TrainingEvent> always = [.. Unconditional(loop.Body)];
                if (always.Any(e => e.Kind == TrainingEventKind.Step) && always.FirstOrDefault(e => e.Kind == TrainingEventKind.Backward) is { } backward
                    && !loop.Events.Any(e => e.Kind is TrainingEventKind.Zero or TrainingEventKind.Unknown))
                {
                    _report(new TrainingFinding(TensorDescriptors.MissingZeroGrad, backward.Syntax));
                }

                FindMissingZero(loop.Body);
                break;
        }
    }

    /// <summary>The events of every iteration.</summary>
    private static IEnumerable<TrainingEvent> Unconditional(TrainingSequence sequence) => sequence.Nodes.SelectMany(n => n switch
    {
        TrainingEvent single => [single],
        TrainingSequence inner => Unconditional(inner),
        _ => (IEnumerable<TrainingEvent>)[],
    });

    private static void FindMissingClip(TrainingSequence events, Action<TrainingFinding> report)
    {
        List<TrainingEvent> all = [.. events.Events];
        if (!all.Any(e => e.Kind is TrainingEventKind.Clip or TrainingEventKind.Unknown)
            && all.Any(e => e.Kind == TrainingEventKind.Step) && all.FirstOrDefault(e => e.Kind == TrainingEventKind.Backward) is { } backward)
        {
            report(new TrainingFinding(TensorDescriptors.RecurrentWithoutClipping, backward.Syntax, "a recurrent layer"));
        }
    }
}
