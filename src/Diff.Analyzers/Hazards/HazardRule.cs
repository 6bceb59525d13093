using System.Collections.Generic;
using Diff.Compiler.Facts;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>A hazard of back-propagation: a question that is asked of the facts of a method, whatever vocabulary it is written in.</summary>
internal abstract class HazardRule
{
    /// <summary>What is reported. The first argument of its message is the code at the finding, quoted.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>The hazards of a method.</summary>
    public abstract IEnumerable<HazardFinding> Run(MethodFacts facts);
}
