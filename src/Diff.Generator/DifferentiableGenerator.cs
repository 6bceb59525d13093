using Microsoft.CodeAnalysis;

namespace Diff.Generator;

/// <summary>Writes the derivatives of annotated methods.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
