using System.Numerics.Tensors;

namespace Diff.Benchmarks.Vectors;

/// <summary>The functions that are timed, each with its rivals where there are any, over arguments of everyday size.</summary>
internal static class VectorCatalogue
{
    /// <summary>All functions, in the order of the table.</summary>
    internal static VectorContest[] All { get; } =
    [
        new VectorContest<ExpOperation>("Exp", -20, 20, true, TensorPrimitives.Exp, TensorPrimitives.Exp),
        new VectorContest<Exp2Operation>("Exp2", -20, 20, false, TensorPrimitives.Exp2, TensorPrimitives.Exp2),
        new VectorContest<Exp10Operation>("Exp10", -9, 9, false, TensorPrimitives.Exp10, TensorPrimitives.Exp10),
        new VectorContest<ExpM1Operation>("ExpM1", -5, 5, false, TensorPrimitives.ExpM1, TensorPrimitives.ExpM1),
        new VectorContest<LogOperation>("Log", 0.01, 100, true, TensorPrimitives.Log, TensorPrimitives.Log),
        new VectorContest<Log2Operation>("Log2", 0.01, 100, true, TensorPrimitives.Log2, TensorPrimitives.Log2),
        new VectorContest<Log10Operation>("Log10", 0.01, 100, false, TensorPrimitives.Log10, TensorPrimitives.Log10),
        new VectorContest<LogP1Operation>("LogP1", -0.9, 5, false, TensorPrimitives.LogP1, TensorPrimitives.LogP1),
        new VectorContest<SinOperation>("Sin", -10, 10, true, TensorPrimitives.Sin, TensorPrimitives.Sin),
        new VectorContest<CosOperation>("Cos", -10, 10, true, TensorPrimitives.Cos, TensorPrimitives.Cos),
        new VectorContest<TanOperation>("Tan", -10, 10, false, TensorPrimitives.Tan, TensorPrimitives.Tan),
        new VectorContest<AsinOperation>("Asin", -1, 1, false, TensorPrimitives.Asin, TensorPrimitives.Asin),
        new VectorContest<AcosOperation>("Acos", -1, 1, false, TensorPrimitives.Acos, TensorPrimitives.Acos),
        new VectorContest<AtanOperation>("Atan", -5, 5, false, TensorPrimitives.Atan, TensorPrimitives.Atan),
        new VectorContest<SinhOperation>("Sinh", -5, 5, false, TensorPrimitives.Sinh, TensorPrimitives.Sinh),
        new VectorContest<CoshOperation>("Cosh", -5, 5, false, TensorPrimitives.Cosh, TensorPrimitives.Cosh),
        new VectorContest<TanhOperation>("Tanh", -5, 5, false, TensorPrimitives.Tanh, TensorPrimitives.Tanh),
        new VectorContest<AsinhOperation>("Asinh", -5, 5, false, TensorPrimitives.Asinh, TensorPrimitives.Asinh),
        new VectorContest<AcoshOperation>("Acosh", 1, 9, false, TensorPrimitives.Acosh, TensorPrimitives.Acosh),
        new VectorContest<AtanhOperation>("Atanh", -1, 1, false, TensorPrimitives.Atanh, TensorPrimitives.Atanh),
        new VectorContest<SigmoidOperation>("Sigmoid", -8, 8, false, TensorPrimitives.Sigmoid, TensorPrimitives.Sigmoid),
        new VectorContest<SoftplusOperation>("Softplus", -8, 8, false, null, null),
        new VectorContest<SiluOperation>("Silu", -8, 8, false, null, null),
        new VectorContest<ErfOperation>("Erf", -3, 3, false, null, null),
        new VectorContest<NormalCdfOperation>("NormalCdf", -5, 5, false, null, null),
        new VectorContest<NormalPdfOperation>("NormalPdf", -5, 5, false, null, null),
        new VectorContest<GeluOperation>("Gelu", -5, 5, false, null, null),
        new VectorContest<PowOperation>("Pow", 0.1, 10, false, (x, y) => TensorPrimitives.Pow(x, 1.5, y), (x, y) => TensorPrimitives.Pow(x, 1.5f, y)),
        new VectorContest<CbrtOperation>("Cbrt", -9, 9, false, TensorPrimitives.Cbrt, TensorPrimitives.Cbrt),
        new VectorContest<ReciprocalSqrtOperation>("ReciprocalSqrt", 0.1, 9, false, TensorPrimitives.ReciprocalSqrt, TensorPrimitives.ReciprocalSqrt),
        new VectorContest<HypotOperation>("Hypot", 0.1, 9, true, null, null),
    ];
}
