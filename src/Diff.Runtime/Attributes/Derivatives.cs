using System;

namespace Diff;

/// <summary>The derivatives that can be emitted for a method; combine them with <c>|</c>.</summary>
[Flags]
public enum Derivatives
{
    /// <summary>The default: <see cref="Gradient"/> for a scalar result, <see cref="Backward"/> otherwise.</summary>
    None = 0,

    /// <summary><c>FGradient</c> and <c>FAccumulateGradient</c>: the value and the gradient of a scalar result.</summary>
    Gradient = 1,

    /// <summary><c>FBackward</c>: cotangents of the results to cotangents of the inputs, the product Jᵀw.</summary>
    Backward = 2,

    /// <summary><c>FTangent</c>: tangents of the inputs to tangents of the results, the product Jv.</summary>
    Tangent = 4,

    /// <summary><c>FHessian</c>: the matrix of second derivatives.</summary>
    Hessian = 8,

    /// <summary><c>FHessianVectorProduct</c>: the product of the Hessian and a vector.</summary>
    HessianVectorProduct = 16,

    /// <summary><c>FJacobian</c>: the matrix of derivatives, outputs by inputs.</summary>
    Jacobian = 32,

    /// <summary><c>FValue</c>: the value alone, from the code that the gradient runs.</summary>
    Value = 64,

    /// <summary><c>FSparseJacobian</c>: the Jacobian in compressed rows.</summary>
    SparseJacobian = 128,
}
