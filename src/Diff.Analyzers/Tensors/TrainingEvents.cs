using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Analyzers.Tensors;

/// <summary>What a step of training code does to the gradients.</summary>
internal enum TrainingEventKind
{
    Zero, Backward, Clip, Step,

    /// <summary>A call of which nothing is known and that gets something of the training: it may do any of the others.</summary>
    Unknown,
}

/// <summary>A part of training code: an event, a sequence, a loop or a branch.</summary>
internal abstract record TrainingNode
{
    /// <summary>All events in it.</summary>
    public abstract IEnumerable<TrainingEvent> Events { get; }
}

/// <summary>An event.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Subject">The optimizer that it is about, as written; empty for all.</param>
/// <param name="Syntax">Where.</param>
internal sealed record TrainingEvent(TrainingEventKind Kind, string Subject, SyntaxNode Syntax) : TrainingNode
{
    public override IEnumerable<TrainingEvent> Events => [this];
}

/// <summary>What runs one after the other.</summary>
internal sealed record TrainingSequence(IReadOnlyList<TrainingNode> Nodes) : TrainingNode
{
    public override IEnumerable<TrainingEvent> Events => Nodes.SelectMany(n => n.Events);
}

/// <summary>A loop.</summary>
internal sealed record TrainingLoop(TrainingSequence Body) : TrainingNode
{
    public override IEnumerable<TrainingEvent> Events => Body.Events;
}

/// <summary>What may run, one of several.</summary>
internal sealed record TrainingBranch(IReadOnlyList<TrainingSequence> Sides) : TrainingNode
{
    public override IEnumerable<TrainingEvent> Events => Sides.SelectMany(n => n.Events);
}

/// <summary>
/// Reads the events off the operations of a method and of the methods that it calls. What a method of another file does happens at the call that
/// leads there.
/// </summary>
internal sealed class TrainingEvents(SemanticModel model, TensorTypes types, CancellationToken cancellation)
{
    private const int Deepest = 4;

    private readonly Stack<IMethodSymbol> _stack = new();

    /// <summary>What parameters of called methods stand for.</summary>
    private readonly Dictionary<ISymbol, string> _subjects = new(SymbolEqualityComparer.Default);

    /// <summary>The call that leads to another file, while what is called there is read.</summary>
    private SyntaxNode? _call;

    /// <summary>The events of a body.</summary>
    public TrainingSequence Read(IOperation? body)
    {
        List<TrainingNode> nodes = [];
        Visit(body, nodes);
        return new TrainingSequence(nodes);
    }

    private void Visit(IOperation? operation, List<TrainingNode> nodes)
    {
        switch (operation)
        {
            case null or ILocalFunctionOperation or IAnonymousFunctionOperation:
                return;
            case ILoopOperation loop:
                nodes.Add(new TrainingLoop(Read(loop.Body)));
                return;
            case IConditionalOperation branch:
                Visit(branch.Condition, nodes);
                nodes.Add(new TrainingBranch([Read(branch.WhenTrue), Read(branch.WhenFalse)]));
                return;
            case ISwitchOperation choice:
                nodes.Add(new TrainingBranch([.. choice.Cases.Select(Read)]));
                return;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "grad" } } reset:
                nodes.Add(new TrainingEvent(TrainingEventKind.Zero, "", _call ?? reset.Syntax));
                return;
        }

        foreach (IOperation child in operation.ChildOperations)
        {
            Visit(child, nodes);
        }

        if (operation is IInvocationOperation call)
        {
            Add(call, nodes);
        }
    }

    private void Add(IInvocationOperation call, List<TrainingNode> nodes)
    {
        IMethodSymbol method = call.TargetMethod;
        string subject = SubjectOf(call.Instance);
        if (TensorTypes.VocabularyOf(method.ContainingType) is not null)
        {
            TrainingEventKind? kind = method.Name switch
            {
                "zero_grad" or "zero_" => TrainingEventKind.Zero,
                "backward" => TrainingEventKind.Backward,
                "clip_grad_norm_" or "clip_grad_value_" => TrainingEventKind.Clip,
                "step" when TensorTypes.IsOptimizer(call.Instance?.Type) => call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.Explicit)
                    ? TrainingEventKind.Unknown : TrainingEventKind.Step,
                _ => null,
            };
            if (kind is { } known)
            {
                nodes.Add(new TrainingEvent(known, TensorTypes.IsOptimizer(call.Instance?.Type) ? subject : "", _call ?? call.Syntax));
            }

            return;
        }

        bool isOpen = (method.IsVirtual || method.IsAbstract) && !method.ContainingType.IsSealed;
        if (!isOpen && method.MethodKind != MethodKind.DelegateInvoke && _stack.Count < Deepest
            && !_stack.Contains(method, SymbolEqualityComparer.Default) && BodyOf(method) is { } body)
        {
            foreach (IArgumentOperation argument in call.Arguments.Where(a => a.Parameter is not null && TensorTypes.IsOptimizer(a.Value.Type)))
            {
                _subjects[argument.Parameter!.OriginalDefinition] = SubjectOf(argument.Value);
            }

            SyntaxNode? outer = _call;
            _call ??= body.Syntax.SyntaxTree == model.SyntaxTree ? null : call.Syntax;
            _stack.Push(method);
            nodes.Add(Read(body));
            _stack.Pop();
            _call = outer;
            return;
        }

        bool mayTrain = method.MethodKind == MethodKind.DelegateInvoke || method.Locations.Any(l => l.IsInSource)
            || call.Arguments.Any(a => types.HoldsTensors(a.Value.Type) || TensorTypes.IsOptimizer(a.Value.Type) || TensorTypes.IsModule(a.Value.Type));
        if (mayTrain)
        {
            nodes.Add(new TrainingEvent(TrainingEventKind.Unknown, "", _call ?? call.Syntax));
        }
    }

    /// <summary>The optimizer that is meant: in another type, what its fields are called is not what they are called here.</summary>
    private string SubjectOf(IOperation? instance)
    {
        while (instance is IConversionOperation conversion)
        {
            instance = conversion.Operand;
        }

        string text = instance?.Syntax.ToString() ?? "";
        return instance is IParameterReferenceOperation parameter && _subjects.TryGetValue(parameter.Parameter.OriginalDefinition, out string subject) ? subject
            : instance is not null && _call is not null ? $"{_stack.Peek().ContainingType.Name}.{text}" : text;
    }

    /// <summary>The body of a method of the compilation.</summary>
    private IOperation? BodyOf(IMethodSymbol method)
    {
        foreach (SyntaxReference reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (!model.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

#pragma warning disable RS1030 // Helpers in other files are part of the training code.
            SemanticModel home = reference.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
            if (home.GetOperation(reference.GetSyntax(cancellation), cancellation) is { } body)
            {
                return body is ILocalFunctionOperation local ? local.Body : body;
            }
        }

        return null;
    }
}
