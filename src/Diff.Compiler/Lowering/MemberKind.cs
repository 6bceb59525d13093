namespace Diff.Compiler.Lowering;

/// <summary>The kinds of generated members.</summary>
internal enum MemberKind
{
    Gradient, AccumulateGradient, Backward, Value, Tangent, HessianVectorProduct, Hessian, Jacobian,
}
