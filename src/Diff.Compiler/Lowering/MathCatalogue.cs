using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>Which method is which primitive. By name, so that the packages need not be there.</summary>
internal static class MathCatalogue
{
    private static readonly Dictionary<(string Name, int Arity), Primitive> s_math = new()
    {
        [("Abs", 1)] = Primitives.Abs, [("Acos", 1)] = Primitives.Acos, [("Acosh", 1)] = Primitives.Acosh,
        [("Asin", 1)] = Primitives.Asin, [("Asinh", 1)] = Primitives.Asinh, [("Atan", 1)] = Primitives.Atan,
        [("Atan2", 2)] = Primitives.Atan2, [("Atanh", 1)] = Primitives.Atanh, [("BitDecrement", 1)] = Primitives.BitDecrement,
        [("BitIncrement", 1)] = Primitives.BitIncrement, [("Cbrt", 1)] = Primitives.Cbrt, [("Ceiling", 1)] = Primitives.Ceiling,
        [("Clamp", 3)] = Primitives.Clamp, [("CopySign", 2)] = Primitives.CopySign, [("Cos", 1)] = Primitives.Cos,
        [("Cosh", 1)] = Primitives.Cosh, [("Exp", 1)] = Primitives.Exp, [("Exp2", 1)] = Primitives.Exp2,
        [("Exp10", 1)] = Primitives.Exp10, [("ExpM1", 1)] = Primitives.ExpM1, [("Floor", 1)] = Primitives.Floor,
        [("FusedMultiplyAdd", 3)] = Primitives.FusedMultiplyAdd, [("Hypot", 2)] = Primitives.Hypot,
        [("IEEERemainder", 2)] = Primitives.IeeeRemainder, [("Ieee754Remainder", 2)] = Primitives.IeeeRemainder,
        [("ILogB", 1)] = Primitives.ILogB, [("Log", 1)] = Primitives.Log, [("Log", 2)] = Primitives.LogBase,
        [("Log10", 1)] = Primitives.Log10, [("Log2", 1)] = Primitives.Log2, [("LogP1", 1)] = Primitives.LogP1,
        [("Max", 2)] = Primitives.Max, [("MaxMagnitude", 2)] = Primitives.MaxMagnitude, [("Min", 2)] = Primitives.Min,
        [("MinMagnitude", 2)] = Primitives.MinMagnitude, [("Pow", 2)] = Primitives.Pow,
        [("ReciprocalEstimate", 1)] = Primitives.ReciprocalEstimate,
        [("ReciprocalSqrtEstimate", 1)] = Primitives.ReciprocalSqrtEstimate, [("ScaleB", 2)] = Primitives.ScaleB,
        [("Sign", 1)] = Primitives.Sign, [("Sin", 1)] = Primitives.Sin, [("Sinh", 1)] = Primitives.Sinh,
        [("Sqrt", 1)] = Primitives.Sqrt, [("Tan", 1)] = Primitives.Tan, [("Tanh", 1)] = Primitives.Tanh,
        [("Truncate", 1)] = Primitives.Truncate, [("IsNaN", 1)] = Primitives.IsNaN, [("IsInfinity", 1)] = Primitives.IsInfinity,
        [("IsPositiveInfinity", 1)] = Primitives.IsPositiveInfinity,
        [("IsNegativeInfinity", 1)] = Primitives.IsNegativeInfinity, [("IsFinite", 1)] = Primitives.IsFinite,
        [("IsNegative", 1)] = Primitives.IsNegative, [("IsPositive", 1)] = Primitives.IsPositive,
        [("IsNormal", 1)] = Primitives.IsNormal,
    };

    private static readonly Dictionary<(string Name, int Arity), Primitive> s_functions = new()
    {
        [("Sigmoid", 1)] = Primitives.Sigmoid, [("Relu", 1)] = Primitives.Relu, [("LeakyRelu", 2)] = Primitives.LeakyRelu,
        [("Softplus", 1)] = Primitives.Softplus, [("Gelu", 1)] = Primitives.Gelu, [("Silu", 1)] = Primitives.Silu,
        [("Huber", 2)] = Primitives.Huber, [("Erf", 1)] = Primitives.Erf, [("NormalCdf", 1)] = Primitives.NormalCdf,
        [("NormalPdf", 1)] = Primitives.NormalPdf,
    };

    private static readonly Dictionary<(string Name, int Arity), Primitive> s_gradient = new()
    {
        [("Stop", 1)] = Primitives.Stop, [("Clip", 3)] = Primitives.Clip, [("Scale", 2)] = Primitives.Scale,
        [("StraightThrough", 2)] = Primitives.StraightThrough,
    };

    /// <summary>The primitive of a method whose parameters are scalars, or null.</summary>
    public static Primitive? Find(IMethodSymbol method)
    {
        if (!method.IsStatic || method.IsGenericMethod)
        {
            return null;
        }

        Dictionary<(string Name, int Arity), Primitive>? table = TypeMapping.MetadataName(method.ContainingType) switch
        {
            "System.Math" or "System.MathF" or "double" or "float" => s_math,
            "Diff.Functions" => s_functions,
            "Diff.Gradient" => s_gradient,
            _ => null,
        };
        if (table is null)
        {
            return null;
        }

        if (method.Parameters.Any(p => TypeMapping.ScalarOf(p.Type) is null))
        {
            return null;
        }

        if (table == s_math && method.Name == "Round")
        {
            return Round(method);
        }

        return table.TryGetValue((method.Name, method.Parameters.Length), out Primitive primitive) && IsSupported(method)
            ? primitive
            : null;
    }

    /// <summary>The primitive that a member of System.Numerics' interfaces is on a type parameter that stands for a number, or null.</summary>
    public static Primitive? FindGeneric(IMethodSymbol method) => method.Name == "Round" ? Round(method)
        : s_math.TryGetValue((method.Name, method.Parameters.Length), out Primitive primitive) ? primitive
        : null;

    /// <summary>The function over spans that a method is, or null.</summary>
    public static SpanFunction? FindSpanFunction(IMethodSymbol method) =>
        TypeMapping.MetadataName(method.ContainingType) == "Diff.Functions"
            && SpanFunction.ByName.TryGetValue(method.Name, out SpanFunction function)
            && method.Parameters.Length == function.Arity
            ? function
            : null;

    /// <summary>The scalar primitive that an elementwise function over spans applies, or null.</summary>
    public static Primitive? FindElementwise(IMethodSymbol method)
    {
        if (TypeMapping.MetadataName(method.ContainingType) != "Diff.Functions" || !method.ReturnsVoid || method.Parameters.Length < 2)
        {
            return null;
        }

        // (x, destination) or (x, destination, parameter).
        return s_functions.TryGetValue((method.Name, method.Parameters.Length - 1), out Primitive primitive) ? primitive : null;
    }

    private static Primitive? Round(IMethodSymbol method)
    {
        bool hasMode = method.Parameters[method.Parameters.Length - 1].Type.TypeKind == TypeKind.Enum;
        return (method.Parameters.Length, hasMode) switch
        {
            (1, _) => Primitives.Round,
            (2, false) => Primitives.RoundDigits,
            (2, true) => Primitives.RoundMode,
            (3, true) => Primitives.RoundDigitsMode,
            _ => null,
        };
    }

    private static bool IsSupported(IMethodSymbol method)
    {
        // Math.Max and its like also exist for integers and are fine there; the text of all others is for floats only.
        bool isFloating = method.Parameters[0].Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
        return isFloating || method.Name is "Max" or "Min" or "Abs" or "Clamp" or "Sign";
    }
}
