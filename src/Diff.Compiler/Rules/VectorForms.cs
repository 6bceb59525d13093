using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

/// <summary>
/// Primitives as functions of vectors, as C#: {W} is the width in bits, {0}, {1}… are the arguments. Arithmetic and comparisons are those of
/// the vectors themselves; all else is in the runtime's <c>Simd</c>, with its error bounds.
/// </summary>
internal static class VectorForms
{
    private static readonly Dictionary<Primitive, string> s_forms = new()
    {
        [Primitives.Add] = "{0} + {1}",
        [Primitives.Subtract] = "{0} - {1}",
        [Primitives.Multiply] = "{0} * {1}",
        [Primitives.Divide] = "{0} / {1}",
        [Primitives.Negate] = "-{0}",
        [Primitives.And] = "{0} & {1}",
        [Primitives.Or] = "{0} | {1}",
        [Primitives.Xor] = "{0} ^ {1}",
        [Primitives.Not] = "~{0}",
        [Primitives.Less] = "Vector{W}.LessThan({0}, {1})",
        [Primitives.LessOrEqual] = "Vector{W}.LessThanOrEqual({0}, {1})",
        [Primitives.Greater] = "Vector{W}.GreaterThan({0}, {1})",
        [Primitives.GreaterOrEqual] = "Vector{W}.GreaterThanOrEqual({0}, {1})",
        [Primitives.Equal] = "Vector{W}.Equals({0}, {1})",
        [Primitives.NotEqual] = "~Vector{W}.Equals({0}, {1})",
        [Primitives.Select] = "Vector{W}.ConditionalSelect({0}, {1}, {2})",
        [Primitives.Broadcast] = "Vector{W}.Create({0})",
        [Primitives.LaneMask] = "Vector{W}Memory.Mask{K}({0})",
        [Primitives.LaneNumbers] = "Vector{W}Memory.Numbers{K}({0}, {1})",
        [Primitives.LaneSum] = "VectorMath.Sum({0})",
        [Primitives.AnyLane] = "Vector{W}Memory.Any({0})",
        [Primitives.FirstLanes] = "VectorMath.LaneMask{W}Of{K}({0})",
        [Primitives.MoveLanes] = "VectorMath.MoveUp({0}, {1})",
        [Primitives.RoundingError] = "BlockSum.RoundingError({0}, {1})",
        [Primitives.FiniteOrZero] = "BlockSum.FiniteOrZero({0})",
        [Primitives.MultiplyAdd] = "VectorMath.MultiplyAdd({0}, {1}, {2})",
        [Primitives.FusedMultiplyAdd] = "Vector{W}.FusedMultiplyAdd({0}, {1}, {2})",
        [Primitives.Abs] = "Vector{W}.Abs({0})",
        [Primitives.Sqrt] = "Vector{W}.Sqrt({0})",
        [Primitives.Floor] = "Vector{W}.Floor({0})",
        [Primitives.Ceiling] = "Vector{W}.Ceiling({0})",
        [Primitives.Truncate] = "Vector{W}.Truncate({0})",
        [Primitives.Round] = "Vector{W}.Round({0})",
        [Primitives.CopySign] = "Vector{W}.CopySign({0}, {1})",
        [Primitives.Max] = "Vector{W}.Max({0}, {1})",
        [Primitives.Min] = "Vector{W}.Min({0}, {1})",
        [Primitives.MaxMagnitude] = "Vector{W}.MaxMagnitude({0}, {1})",
        [Primitives.MinMagnitude] = "Vector{W}.MinMagnitude({0}, {1})",
        [Primitives.Relu] = "VectorMath.Relu({0})",
        [Primitives.LeakyRelu] = "VectorMath.LeakyRelu({0}, {1})",
        [Primitives.Huber] = "VectorMath.Huber({0}, {1})",
        [Primitives.IsNaN] = "~Vector{W}.Equals({0}, {0})",
        [Primitives.Times] = "VectorCotangent.Times({0}, {1})",
        [Primitives.Over] = "VectorCotangent.Over({0}, {1})",
        [Primitives.AbsShare] = "VectorCotangent.OfAbs({0}, {1})",
        [Primitives.ReluShare] = "VectorCotangent.OfRelu({0}, {1})",
        [Primitives.MaxShare] = "VectorCotangent.OfMax({0}, {1}, {2})",
        [Primitives.MinShare] = "VectorCotangent.OfMin({0}, {1}, {2})",
        [Primitives.ClampShare] = "VectorCotangent.OfClamp({0}, {1}, {2}, {3})",
        [Primitives.Acos] = Math("Acos"),
        [Primitives.Acosh] = Math("Acosh"),
        [Primitives.Asin] = Math("Asin"),
        [Primitives.Asinh] = Math("Asinh"),
        [Primitives.Atan] = Math("Atan"),
        [Primitives.Atan2] = "VectorMath.Atan2({0}, {1})",
        [Primitives.Atanh] = Math("Atanh"),
        [Primitives.Cbrt] = Math("Cbrt"),
        [Primitives.Cos] = Math("Cos"),
        [Primitives.Cosh] = Math("Cosh"),
        [Primitives.Erf] = Math("Erf"),
        [Primitives.Exp] = Math("Exp"),
        [Primitives.Exp2] = Math("Exp2"),
        [Primitives.Exp10] = Math("Exp10"),
        [Primitives.ExpM1] = Math("ExpM1"),
        [Primitives.Gelu] = Math("Gelu"),
        [Primitives.Hypot] = "VectorMath.Hypot({0}, {1})",
        [Primitives.Log] = Math("Log"),
        [Primitives.Log2] = Math("Log2"),
        [Primitives.Log10] = Math("Log10"),
        [Primitives.LogP1] = Math("LogP1"),
        [Primitives.NormalCdf] = Math("NormalCdf"),
        [Primitives.NormalPdf] = Math("NormalPdf"),
        [Primitives.Pow] = "VectorMath.Pow({0}, {1})",
        [Primitives.Sigmoid] = Math("Sigmoid"),
        [Primitives.Silu] = Math("Silu"),
        [Primitives.Sin] = Math("Sin"),
        [Primitives.Sinh] = Math("Sinh"),
        [Primitives.Softplus] = Math("Softplus"),
        [Primitives.Tan] = Math("Tan"),
        [Primitives.Tanh] = Math("Tanh"),
    };

    /// <summary>The form of a primitive, or null where it has none.</summary>
    public static string? Of(Primitive primitive) => s_forms.TryGetValue(primitive, out string form) ? form : null;

    private static string Math(string name) => "VectorMath." + name + "({0})";
}
