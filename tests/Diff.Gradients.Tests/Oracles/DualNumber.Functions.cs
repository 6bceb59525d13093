using System;
using System.Numerics;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>Dual numbers as type arguments of generic methods: the members of <c>T</c> that have a derivative.</summary>
public readonly partial struct Dual : IFloatingPointIeee754<Dual>
{
    static Dual IExponentialFunctions<Dual>.Exp(Dual x) => DualMath.Exp(x);

    static Dual IFloatingPointIeee754<Dual>.Atan2(Dual x, Dual y) => DualMath.Atan2(x, y);

    static Dual IFloatingPointIeee754<Dual>.FusedMultiplyAdd(Dual x, Dual y, Dual z) => DualMath.FusedMultiplyAdd(x, y, z);

    static Dual IFloatingPointIeee754<Dual>.Ieee754Remainder(Dual x, Dual y) => DualMath.IEEERemainder(x, y);

    static Dual IFloatingPointIeee754<Dual>.ScaleB(Dual x, int n) => DualMath.ScaleB(x, n);

    static Dual IHyperbolicFunctions<Dual>.Acosh(Dual x) => DualMath.Acosh(x);

    static Dual IHyperbolicFunctions<Dual>.Asinh(Dual x) => DualMath.Asinh(x);

    static Dual IHyperbolicFunctions<Dual>.Atanh(Dual x) => DualMath.Atanh(x);

    static Dual IHyperbolicFunctions<Dual>.Cosh(Dual x) => DualMath.Cosh(x);

    static Dual IHyperbolicFunctions<Dual>.Sinh(Dual x) => DualMath.Sinh(x);

    static Dual IHyperbolicFunctions<Dual>.Tanh(Dual x) => DualMath.Tanh(x);

    static Dual ILogarithmicFunctions<Dual>.Log(Dual x) => DualMath.Log(x);

    static Dual ILogarithmicFunctions<Dual>.Log(Dual x, Dual y) => DualMath.Log(x, y);

    static Dual ILogarithmicFunctions<Dual>.Log10(Dual x) => DualMath.Log10(x);

    static Dual ILogarithmicFunctions<Dual>.Log2(Dual x) => DualMath.Log2(x);

    static Dual INumber<Dual>.Clamp(Dual x, Dual low, Dual high) => DualMath.Clamp(x, low, high);

    static Dual INumber<Dual>.CopySign(Dual x, Dual y) => DualMath.CopySign(x, y);

    static Dual INumber<Dual>.Max(Dual x, Dual y) => DualMath.Max(x, y);

    static Dual INumber<Dual>.Min(Dual x, Dual y) => DualMath.Min(x, y);

    static Dual INumberBase<Dual>.Abs(Dual x) => DualMath.Abs(x);

    static Dual INumberBase<Dual>.MaxMagnitude(Dual x, Dual y) => DualMath.MaxMagnitude(x, y);

    static Dual INumberBase<Dual>.MinMagnitude(Dual x, Dual y) => DualMath.MinMagnitude(x, y);

    static Dual IPowerFunctions<Dual>.Pow(Dual x, Dual y) => DualMath.Pow(x, y);

    static Dual IRootFunctions<Dual>.Cbrt(Dual x) => DualMath.Cbrt(x);

    static Dual IRootFunctions<Dual>.Hypot(Dual x, Dual y) => DualMath.Sqrt(x * x + y * y);

    static Dual IRootFunctions<Dual>.Sqrt(Dual x) => DualMath.Sqrt(x);

    static Dual ITrigonometricFunctions<Dual>.Acos(Dual x) => DualMath.Acos(x);

    static Dual ITrigonometricFunctions<Dual>.Asin(Dual x) => DualMath.Asin(x);

    static Dual ITrigonometricFunctions<Dual>.Atan(Dual x) => DualMath.Atan(x);

    static Dual ITrigonometricFunctions<Dual>.Cos(Dual x) => DualMath.Cos(x);

    static Dual ITrigonometricFunctions<Dual>.Sin(Dual x) => DualMath.Sin(x);

    static Dual ITrigonometricFunctions<Dual>.Tan(Dual x) => DualMath.Tan(x);

    static (Dual Sin, Dual Cos) ITrigonometricFunctions<Dual>.SinCos(Dual x) => DualMath.SinCos(x);
}
