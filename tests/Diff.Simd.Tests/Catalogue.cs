using System;
using System.Collections.Generic;
using System.Linq;
using Diff.CompilerServices;
using Diff.Simd.Tests.Precision;

namespace Diff.Simd.Tests;

/// <summary>Every function with its reference, where it is tried, and the errors that are published for it.</summary>
internal static class Catalogue
{
    /// <summary>The functions of one argument.</summary>
    internal static IReadOnlyList<UnaryCase> Unary { get; } =
    [
        new("Exp", (1.125, 1.125), x => Reference.Exp(x), Math.Exp, [(-746, 710), (-1, 1)],
            VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp,
            VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("Exp2", (1.25, 1.25), Reference.Exp2, x => Math.Pow(2, x), [(-1076, 1025), (-1, 1)],
            VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2,
            VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2),
        new("Exp10", (1.25, 1.625), Reference.Exp10, x => Math.Pow(10, x), [(-325, 309), (-1, 1)],
            VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10,
            VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10),
        new("ExpM1", (1.25, 1.375), x => Reference.ExpM1(x), Quick.ExpM1, [(-40, 40), (-1, 1), (1, 710)],
            VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1,
            VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1),
        new("Log", (0.875, 1), x => Reference.Log(x), Math.Log, [(1E-320, 1.7E308), (0.5, 2), (0.99, 1.01)],
            VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log,
            VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("Log2", (1.625, 1.75), x => Reference.Log2(x), Math.Log2, [(1E-320, 1.7E308), (0.5, 2), (0.99, 1.01)],
            VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2,
            VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2),
        new("Log10", (1.625, 1.875), x => Reference.Log10(x), Math.Log10, [(1E-320, 1.7E308), (0.5, 2), (0.99, 1.01)],
            VectorMath.Log10, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10,
            VectorMath.Log10, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10),
        new("LogP1", (1.5, 1.375), x => Reference.LogP1(x), Quick.LogP1, [(-0.999999, 1), (1E-30, 1.7E308), (-0.1, 0.1)],
            VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1,
            VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1),
        new("Sin", (0.875, 0.875), Reference.Sin, Math.Sin, [(-7, 7), (-1000, 1000), (-1E9, 1E9), (1E-10, 1E300)],
            VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin,
            VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin),
        new("Cos", (1, 1), Reference.Cos, Math.Cos, [(-7, 7), (-1000, 1000), (-1E9, 1E9), (1E-10, 1E300)],
            VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos,
            VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos),
        new("Tan", (1.5, 1.5), Reference.Tan, Math.Tan, [(-7, 7), (-1000, 1000), (-1E9, 1E9), (1E-10, 1E300)],
            VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan,
            VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan),
        new("Asin", (1.25, 1.375), Reference.Asin, Math.Asin, [(-1, 1), (0.4, 0.6), (0.99, 1)],
            VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin,
            VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin),
        new("Acos", (1.25, 1.375), Reference.Acos, Math.Acos, [(-1, 1), (0.4, 0.6), (0.99, 1)],
            VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos,
            VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos),
        new("Atan", (2, 2), x => Reference.Atan(x), Math.Atan, [(-4, 4), (-1E10, 1E10), (0.3, 0.5), (2, 3)],
            VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan,
            VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan),
        new("Sinh", (1.875, 1.875), Reference.Sinh, Math.Sinh, [(-5, 5), (-711, 711)],
            VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh,
            VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh),
        new("Cosh", (1.625, 1.625), Reference.Cosh, Math.Cosh, [(-5, 5), (-711, 711)],
            VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh,
            VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh),
        new("Tanh", (1.5, 1.625), Reference.Tanh, Math.Tanh, [(-2, 2), (-25, 25)],
            VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh,
            VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("Asinh", (1.75, 1.625), Reference.Asinh, Math.Asinh, [(-4, 4), (-1E10, 1E10), (1, 1.7E308)],
            VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh,
            VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh),
        new("Acosh", (1.5, 1.5), Reference.Acosh, Math.Acosh, [(1, 4), (1, 1.0001), (1, 1E10), (1, 1.7E308)],
            VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh,
            VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh),
        new("Atanh", (1.75, 1.875), Reference.Atanh, Math.Atanh, [(-1, 1), (0.1, 0.2), (0.999, 1)],
            VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh,
            VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh),
        new("Sigmoid", (2, 2), Reference.Sigmoid, Functions.Sigmoid, [(-746, 40), (-5, 5)],
            VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid,
            VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Softplus", (1.5, 1.625), Reference.Softplus, Functions.Softplus, [(-746, 40), (-5, 5)],
            VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus,
            VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("Silu", (1.625, 1.625), Reference.Silu, Functions.Silu, [(-752, 40), (-5, 5)],
            VectorMath.Silu, VectorMath.Silu, VectorMath.Silu, VectorMath.Silu,
            VectorMath.Silu, VectorMath.Silu, VectorMath.Silu, VectorMath.Silu),
        new("Erf", (1.375, 1.375), Reference.Erf, Functions.Erf, [(-6, 6), (-1.1, 1.1)],
            VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf,
            VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new("NormalCdf", (1.25, 1.25), Reference.NormalCdf, Functions.NormalCdf, [(-38.6, 9), (-3, 3)],
            VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf,
            VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf),
        new("NormalPdf", (0.875, 0.875), Reference.NormalPdf, Functions.NormalPdf, [(-38.7, 38.7), (-3, 3)],
            VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf,
            VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf),
        new("Gelu", (1.25, 1.125), Reference.Gelu, Functions.Gelu, [(-38.8, 9), (-3, 3)],
            VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu,
            VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu),
        new("Cbrt", (0.875, 0.75), x => Reference.Cbrt(x), Math.Cbrt, [(-10, 10), (1E-320, 1.7E308)],
            VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt,
            VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt),
        new("ReciprocalSqrt", (1.625, 1.625), Reference.ReciprocalSqrt, x => 1 / Math.Sqrt(x), [(1E-320, 1.7E308), (1, 4)],
            VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt,
            VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt, VectorMath.ReciprocalSqrt),
    ];

    /// <summary>The functions of two arguments.</summary>
    internal static IReadOnlyList<BinaryCase> Binary { get; } =
    [
        new("Atan2", (2, 1.875), Reference.Atan2, Math.Atan2, [(-3, 3, -3, 3), (-1E300, 1E300, -1E300, 1E300), (-1, 1, -1E-5, 1E-5)],
            VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2,
            VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2),
        new("Pow", (0.75, 0.875), Reference.Pow, Math.Pow, [(0, 10, -50, 50), (1E-300, 1E300, -2, 2), (0.99, 1.01, -5E4, 5E4), (-20, 20, -9, 9)],
            VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow,
            VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow),
        new("Hypot", (1.625, 1.125), Reference.Hypot, Quick.Hypot, [(-3, 3, -3, 3), (-1E300, 1E300, -1E300, 1E300), (-1E-300, 1E-300, -1E-300, 1E-300)],
            VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot,
            VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot),
    ];

    /// <summary>The largest errors by function: float, double.</summary>
    internal static IReadOnlyDictionary<string, (double Single, double Double)> Bounds { get; } =
        Unary.Select(f => (f.Name, f.Bound)).Concat(Binary.Select(f => (f.Name, f.Bound))).ToDictionary(f => f.Name, f => f.Bound);
}
