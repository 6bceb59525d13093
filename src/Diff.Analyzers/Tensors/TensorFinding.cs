using System.Collections.Generic;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Tensors;

/// <summary>A hazard at an operation of tensor code.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Op">The operation.</param>
/// <param name="Arguments">The message's arguments; <see cref="Quote"/> stands for the code at the operation.</param>
internal sealed record TensorFinding(DiagnosticDescriptor Descriptor, Op Op, params IReadOnlyList<string> Arguments)
{
    /// <summary>The other operation that it is about: no other rule says anything of it.</summary>
    public Op? Also { get; init; }

    /// <summary>Stands for the code at the finding.</summary>
    public const string Quote = "\0";
}

/// <summary>A hazard at a statement of training code.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Syntax">Where.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record TrainingFinding(DiagnosticDescriptor Descriptor, SyntaxNode Syntax, params string[] Arguments);
