using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>Types as they are in this lowering of the body: type parameters stand for what they are called with.</summary>
internal sealed partial class FunctionLowering
{
    private readonly TypeSubstitution _types;

    private IrType Map(ITypeSymbol? type) => TypeMapping.Map(type is null ? null : _types.Apply(type));

    private ScalarKind? ScalarOf(ITypeSymbol type) => TypeMapping.ScalarOf(_types.Apply(type));

    private string Qualified(ITypeSymbol type) => TypeMapping.Qualified(_types.Apply(type));

    private ITypeSymbol? SpanElement(ITypeSymbol type, out bool isReadOnly) => TypeMapping.SpanElement(_types.Apply(type), out isReadOnly);
}
