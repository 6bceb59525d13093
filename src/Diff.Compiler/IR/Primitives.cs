using System.Collections.Generic;

namespace Diff.Compiler.IR;

/// <summary>All scalar primitives. What they differentiate to is in <c>Rules/</c>.</summary>
internal static class Primitives
{
    private const int MultiplicativePrecedence = 12;
    private const int AdditivePrecedence = 11;
    private const int ShiftPrecedence = 10;
    private const int RelationalPrecedence = 9;
    private const int EqualityPrecedence = 8;

    // Language operators.
    public static readonly Primitive Copy = new("copy", 1, Notation.Copy, "", 0);
    public static readonly Primitive Convert = new("convert", 1, Notation.Cast, "", 1);
    public static readonly Primitive ConvertChecked = new("convert.checked", 1, Notation.Cast, "", 1) { IsChecked = true, MayThrow = true };
    public static readonly Primitive Select = new("select", 3, Notation.Select, "", 1);
    public static readonly Primitive Add = Infix("add", "+", AdditivePrecedence);
    public static readonly Primitive Subtract = Infix("subtract", "-", AdditivePrecedence);
    public static readonly Primitive Multiply = Infix("multiply", "*", MultiplicativePrecedence);
    public static readonly Primitive Divide = Infix("divide", "/", MultiplicativePrecedence, cost: 4);
    public static readonly Primitive Remainder = Infix("remainder", "%", MultiplicativePrecedence, cost: 10);
    public static readonly Primitive AddChecked = Infix("add.checked", "+", AdditivePrecedence, isChecked: true);
    public static readonly Primitive SubtractChecked = Infix("subtract.checked", "-", AdditivePrecedence, isChecked: true);
    public static readonly Primitive MultiplyChecked = Infix("multiply.checked", "*", MultiplicativePrecedence, isChecked: true);
    public static readonly Primitive Negate = new("negate", 1, Notation.Prefix, "-", 1);
    public static readonly Primitive NegateChecked = new("negate.checked", 1, Notation.Prefix, "-", 1) { IsChecked = true, MayThrow = true };
    public static readonly Primitive Complement = new("complement", 1, Notation.Prefix, "~", 1);
    public static readonly Primitive Not = new("not", 1, Notation.Prefix, "!", 1);
    public static readonly Primitive ShiftLeft = Infix("shift.left", "<<", ShiftPrecedence);
    public static readonly Primitive ShiftRight = Infix("shift.right", ">>", ShiftPrecedence);
    public static readonly Primitive ShiftRightUnsigned = Infix("shift.right.unsigned", ">>>", ShiftPrecedence);
    public static readonly Primitive Less = Infix("less", "<", RelationalPrecedence);
    public static readonly Primitive LessOrEqual = Infix("less.equal", "<=", RelationalPrecedence);
    public static readonly Primitive Greater = Infix("greater", ">", RelationalPrecedence);
    public static readonly Primitive GreaterOrEqual = Infix("greater.equal", ">=", RelationalPrecedence);
    public static readonly Primitive Equal = Infix("equal", "==", EqualityPrecedence);
    public static readonly Primitive NotEqual = Infix("not.equal", "!=", EqualityPrecedence);
    public static readonly Primitive And = Infix("and", "&", 7);
    public static readonly Primitive Xor = Infix("xor", "^", 6);
    public static readonly Primitive Or = Infix("or", "|", 5);

    // System.Math and System.MathF.
    public static readonly Primitive Abs = Call("abs", 1, "Math.Abs", 1);
    public static readonly Primitive Acos = Call("acos", 1, "Math.Acos|MathF.Acos");
    public static readonly Primitive Acosh = Call("acosh", 1, "Math.Acosh|MathF.Acosh");
    public static readonly Primitive Asin = Call("asin", 1, "Math.Asin|MathF.Asin");
    public static readonly Primitive Asinh = Call("asinh", 1, "Math.Asinh|MathF.Asinh");
    public static readonly Primitive Atan = Call("atan", 1, "Math.Atan|MathF.Atan");
    public static readonly Primitive Atan2 = Call("atan2", 2, "Math.Atan2|MathF.Atan2");
    public static readonly Primitive Atanh = Call("atanh", 1, "Math.Atanh|MathF.Atanh");
    public static readonly Primitive BitDecrement = Call("bit.decrement", 1, "Math.BitDecrement|MathF.BitDecrement", 4);
    public static readonly Primitive BitIncrement = Call("bit.increment", 1, "Math.BitIncrement|MathF.BitIncrement", 4);
    public static readonly Primitive Cbrt = Call("cbrt", 1, "Math.Cbrt|MathF.Cbrt");
    public static readonly Primitive Ceiling = Call("ceiling", 1, "Math.Ceiling|MathF.Ceiling", 1);
    public static readonly Primitive Clamp = new("clamp", 3, Notation.Call, "Math.Clamp", 2) { MayThrow = true };
    public static readonly Primitive CopySign = Call("copy.sign", 2, "Math.CopySign|MathF.CopySign", 2);
    public static readonly Primitive Cos = Call("cos", 1, "Math.Cos|MathF.Cos");
    public static readonly Primitive Cosh = Call("cosh", 1, "Math.Cosh|MathF.Cosh");
    public static readonly Primitive Exp = Call("exp", 1, "Math.Exp|MathF.Exp");
    public static readonly Primitive Exp2 = Call("exp2", 1, "double.Exp2|float.Exp2");
    public static readonly Primitive Exp10 = Call("exp10", 1, "double.Exp10|float.Exp10");
    public static readonly Primitive ExpM1 = Call("expm1", 1, "double.ExpM1|float.ExpM1");
    public static readonly Primitive Floor = Call("floor", 1, "Math.Floor|MathF.Floor", 1);
    public static readonly Primitive FusedMultiplyAdd = Call("fma", 3, "Math.FusedMultiplyAdd|MathF.FusedMultiplyAdd", 2);
    public static readonly Primitive Hypot = Call("hypot", 2, "double.Hypot|float.Hypot");
    public static readonly Primitive IeeeRemainder = Call("ieee.remainder", 2, "Math.IEEERemainder|MathF.IEEERemainder");
    public static readonly Primitive ILogB = Call("ilogb", 1, "Math.ILogB|MathF.ILogB", 4);
    public static readonly Primitive Log = Call("log", 1, "Math.Log|MathF.Log");
    public static readonly Primitive Log10 = Call("log10", 1, "Math.Log10|MathF.Log10");
    public static readonly Primitive Log2 = Call("log2", 1, "Math.Log2|MathF.Log2");
    public static readonly Primitive LogBase = Call("log.base", 2, "Math.Log|MathF.Log");
    public static readonly Primitive LogP1 = Call("log1p", 1, "double.LogP1|float.LogP1");
    public static readonly Primitive Max = Call("max", 2, "Math.Max", 2);
    public static readonly Primitive MaxMagnitude = Call("max.magnitude", 2, "Math.MaxMagnitude|MathF.MaxMagnitude", 2);
    public static readonly Primitive Min = Call("min", 2, "Math.Min", 2);
    public static readonly Primitive MinMagnitude = Call("min.magnitude", 2, "Math.MinMagnitude|MathF.MinMagnitude", 2);
    public static readonly Primitive Pow = Call("pow", 2, "Math.Pow|MathF.Pow", 30);
    public static readonly Primitive ReciprocalEstimate = Call("reciprocal.estimate", 1, "Math.ReciprocalEstimate|MathF.ReciprocalEstimate", 4);
    public static readonly Primitive ReciprocalSqrtEstimate =
        Call("reciprocal.sqrt.estimate", 1, "Math.ReciprocalSqrtEstimate|MathF.ReciprocalSqrtEstimate", 4);
    public static readonly Primitive Round = Call("round", 1, "Math.Round|MathF.Round", 1);
    public static readonly Primitive RoundDigits = new("round.digits", 2, Notation.Call, "Math.Round|MathF.Round", 8) { MayThrow = true };
    public static readonly Primitive RoundMode =
        Call("round.mode", 2, "Math.Round({0}, (MidpointRounding){1})|MathF.Round({0}, (MidpointRounding){1})", 8);
    public static readonly Primitive RoundDigitsMode =
        Call("round.digits.mode", 3, "Math.Round({0}, {1}, (MidpointRounding){2})|MathF.Round({0}, {1}, (MidpointRounding){2})", 8);
    public static readonly Primitive ScaleB = Call("scaleb", 2, "Math.ScaleB|MathF.ScaleB", 4);
    public static readonly Primitive Sign = new("sign", 1, Notation.Call, "Math.Sign|MathF.Sign", 1) { MayThrow = true };
    public static readonly Primitive Sin = Call("sin", 1, "Math.Sin|MathF.Sin");
    public static readonly Primitive Sinh = Call("sinh", 1, "Math.Sinh|MathF.Sinh");
    public static readonly Primitive Sqrt = Call("sqrt", 1, "Math.Sqrt|MathF.Sqrt", 5);
    public static readonly Primitive Tan = Call("tan", 1, "Math.Tan|MathF.Tan");
    public static readonly Primitive Tanh = Call("tanh", 1, "Math.Tanh|MathF.Tanh");
    public static readonly Primitive Truncate = Call("truncate", 1, "Math.Truncate|MathF.Truncate", 1);

    // Arrays of several dimensions (Diff.CompilerServices).

    /// <summary>The place of element j of row i in rows of a length: arguments i, j, length. Throws where j is outside of its row.</summary>
    public static readonly Primitive RowMajorIndex = new("row.major.index", 3, Notation.Call, "RowMajor.Index", 3) { MayThrow = true };

    /// <summary>The number of elements of so many rows of a length. Throws where one of the two is negative.</summary>
    public static readonly Primitive RowMajorCount = new("row.major.count", 2, Notation.Call, "RowMajor.Count", 3) { MayThrow = true };

    /// <summary>The place of an element of a view in its memory: arguments start, index, length. Throws where the index is outside of the view.</summary>
    public static readonly Primitive ViewPlace = new("view.place", 3, Notation.Call, "RowMajor.Place", 2) { MayThrow = true };

    /// <summary>Whether a view lies inside its memory: arguments start, length, length of the memory.</summary>
    public static readonly Primitive ViewIsInside = Call("view.is.inside", 3, "RowMajor.IsInside", 2);

    /// <summary>Whether a matrix lies inside its memory: arguments length of the memory, first place, distance and number of rows, then of columns.</summary>
    public static readonly Primitive MatrixIsInside = Call("matrix.is.inside", 6, "MatrixProduct.IsInside", 4);

    /// <summary>Whether no two elements of a matrix are at one place: arguments distances of rows and of columns, rows, columns.</summary>
    public static readonly Primitive MatrixIsDistinct = Call("matrix.is.distinct", 4, "MatrixProduct.IsDistinct", 4);

    /// <summary>Whether a product is large enough for a call: arguments rows, inner size, columns.</summary>
    public static readonly Primitive MatrixPays = Call("matrix.pays", 3, "MatrixProduct.Pays", 4);

    /// <summary>Whether two parts of memory have no element in common: arguments buffer, lowest and highest place, of each.</summary>
    public static readonly Primitive AreApart = Call("are.apart", 6, "MemoryParts.AreApart", 4);

    // Sizes of workspaces (Diff.CompilerServices).

    /// <summary>The bytes that memory takes: arguments length, size of an element.</summary>
    public static readonly Primitive WorkspaceBytes = Call("workspace.bytes", 2, "Workspace.Bytes", 2);

    /// <summary>The bytes that memory of vectors takes: argument length.</summary>
    public static readonly Primitive WorkspaceLaneBytes = Call("workspace.lane.bytes", 1, "Workspace.LaneBytes", 2);

    /// <summary>What must be given so that there are so many bytes behind the first aligned one.</summary>
    public static readonly Primitive WorkspaceTotal = new("workspace.total", 1, Notation.Call, "Workspace.Total", 2) { MayThrow = true };

    // Predicates.
    public static readonly Primitive IsNaN = Call("is.nan", 1, "double.IsNaN|float.IsNaN", 1);
    public static readonly Primitive IsInfinity = Call("is.infinity", 1, "double.IsInfinity|float.IsInfinity", 1);
    public static readonly Primitive IsPositiveInfinity =
        Call("is.positive.infinity", 1, "double.IsPositiveInfinity|float.IsPositiveInfinity", 1);
    public static readonly Primitive IsNegativeInfinity =
        Call("is.negative.infinity", 1, "double.IsNegativeInfinity|float.IsNegativeInfinity", 1);
    public static readonly Primitive IsFinite = Call("is.finite", 1, "double.IsFinite|float.IsFinite", 1);
    public static readonly Primitive IsNegative = Call("is.negative", 1, "double.IsNegative|float.IsNegative", 1);
    public static readonly Primitive IsPositive = Call("is.positive", 1, "double.IsPositive|float.IsPositive", 1);
    public static readonly Primitive IsNormal = Call("is.normal", 1, "double.IsNormal|float.IsNormal", 1);

    // Diff.Functions and Diff.Gradient.
    public static readonly Primitive Sigmoid = Call("sigmoid", 1, "Functions.Sigmoid");
    public static readonly Primitive Relu = Call("relu", 1, "Functions.Relu", 1);
    public static readonly Primitive LeakyRelu = Call("leaky.relu", 2, "Functions.LeakyRelu", 2);
    public static readonly Primitive Softplus = Call("softplus", 1, "Functions.Softplus", 30);
    public static readonly Primitive Gelu = Call("gelu", 1, "Functions.Gelu", 30);
    public static readonly Primitive Silu = Call("silu", 1, "Functions.Silu");
    public static readonly Primitive Huber = Call("huber", 2, "Functions.Huber", 4);
    public static readonly Primitive Erf = Call("erf", 1, "Functions.Erf");
    public static readonly Primitive NormalCdf = Call("normal.cdf", 1, "Functions.NormalCdf");
    public static readonly Primitive NormalPdf = Call("normal.pdf", 1, "Functions.NormalPdf");
    public static readonly Primitive Stop = Call("stop", 1, "Gradient.Stop", 0);
    public static readonly Primitive Clip = Call("clip", 3, "Gradient.Clip", 0);
    public static readonly Primitive Scale = Call("scale", 2, "Gradient.Scale", 0);
    public static readonly Primitive StraightThrough = Call("straight.through", 2, "Gradient.StraightThrough", 0);

    // What derivatives are made of (Diff.CompilerServices).

    /// <summary>cotangent · partial, and 0 where the cotangent is 0, also when the partial is infinite or not a number.</summary>
    public static readonly Primitive Times = Call("times", 2, "Cotangent.Times", 2);

    /// <summary>A product that is 0 where either factor is, whatever the other.</summary>
    public static readonly Primitive ZeroProduct = Call("zero.product", 2, "Cotangent.ZeroProduct", 3);

    /// <summary>cotangent / divisor, and 0 where the cotangent is 0, also when the divisor is 0.</summary>
    public static readonly Primitive Over = Call("over", 2, "Cotangent.Over", 5);

    /// <summary>The share of a cotangent (last) that |x| passes on to x: 0 at 0.</summary>
    public static readonly Primitive AbsShare = Call("abs.share", 2, "Cotangent.OfAbs", 2);

    /// <summary>The share of a cotangent (last) that max(x, y) passes on to x: half at a tie.</summary>
    public static readonly Primitive MaxShare = Call("max.share", 3, "Cotangent.OfMax", 2);

    /// <summary>The share of a cotangent (last) that min(x, y) passes on to x: half at a tie.</summary>
    public static readonly Primitive MinShare = Call("min.share", 3, "Cotangent.OfMin", 2);

    /// <summary>The share of a cotangent (last) that the larger in magnitude of x and y passes on to x: half at a tie.</summary>
    public static readonly Primitive MaxMagnitudeShare = Call("max.magnitude.share", 3, "Cotangent.OfMaxMagnitude", 2);

    /// <summary>The share of a cotangent (last) that the smaller in magnitude of x and y passes on to x: half at a tie.</summary>
    public static readonly Primitive MinMagnitudeShare = Call("min.magnitude.share", 3, "Cotangent.OfMinMagnitude", 2);

    /// <summary>The share of a cotangent (last) that clamp(x, low, high) passes on to x: all at a bound.</summary>
    public static readonly Primitive ClampShare = Call("clamp.share", 4, "Cotangent.OfClamp", 2);

    /// <summary>The share of a cotangent (last) that relu(x) passes on to x: 0 at 0.</summary>
    public static readonly Primitive ReluShare = Call("relu.share", 2, "Cotangent.OfRelu", 2);

    // Kernels.

    /// <summary>The same number in every lane.</summary>
    public static readonly Primitive Broadcast = Call("broadcast", 1, "", 0);

    /// <summary>The same yes or no in every lane.</summary>
    public static readonly Primitive LaneMask = Call("lane.mask", 1, "", 0);

    /// <summary>The sum of all lanes, in a fixed order.</summary>
    public static readonly Primitive LaneSum = Call("lane.sum", 1, "", 4);

    /// <summary>The product of all lanes, in a fixed order.</summary>
    public static readonly Primitive LaneProduct = Call("lane.product", 1, "", 4);

    /// <summary>The largest of all lanes.</summary>
    public static readonly Primitive LaneMax = Call("lane.max", 1, "", 4);

    /// <summary>The smallest of all lanes.</summary>
    public static readonly Primitive LaneMin = Call("lane.min", 1, "", 4);

    /// <summary>Whether any lane of a mask is set.</summary>
    public static readonly Primitive AnyLane = Call("any.lane", 1, "", 1);

    /// <summary>first, first + stride, …: arguments first, stride.</summary>
    public static readonly Primitive LaneNumbers = Call("lane.numbers", 2, "", 2);

    /// <summary>How many lanes there are: the argument is any number of their kind.</summary>
    public static readonly Primitive LaneCount = Call("lane.count", 1, "", 0);

    /// <summary>So many first lanes: a mask.</summary>
    public static readonly Primitive FirstLanes = Call("first.lanes", 1, "", 0);

    /// <summary>Lanes moved up by a distance, those at the end to the start: arguments vector, distance, a literal.</summary>
    public static readonly Primitive MoveLanes = Call("move.lanes", 2, "", 1);

    /// <summary>By how much x + y, rounded, is less than the sum: arguments x, y.</summary>
    public static readonly Primitive RoundingError = Call("rounding.error", 2, "BlockSum.RoundingError", 6);

    /// <summary>The number itself, or 0 where it is infinite or not a number.</summary>
    public static readonly Primitive FiniteOrZero = Call("finite.or.zero", 1, "BlockSum.FiniteOrZero", 2);

    /// <summary>Each lane's number rounded to single precision, in lanes of doubles.</summary>
    public static readonly Primitive LaneToSingle = Call("lane.to.single", 1, "", 2);

    /// <summary>Integers in memory as numbers in lanes: arguments memory, the first lane's place.</summary>
    public static readonly Primitive LaneNumbersAt = Call("lane.numbers.at", 2, "", 2);

    /// <summary>−1, 0 or 1 by the sign of first, first + stride, …: arguments first, stride.</summary>
    public static readonly Primitive LaneSigns = Call("lane.signs", 2, "", 2);

    /// <summary>The number in one lane: arguments vector, lane.</summary>
    public static readonly Primitive LaneElement = Call("lane.element", 2, "", 2);

    /// <summary>Whether one lane of a mask is set: arguments mask, lane.</summary>
    public static readonly Primitive LaneIsSet = Call("lane.is.set", 2, "", 2);

    /// <summary>x · y + z with one rounding where the hardware has that.</summary>
    public static readonly Primitive MultiplyAdd = Call("multiply.add", 3, "", 1);

    // Idioms: the first argument but one was recognised in the source; the value is the last argument, as written there.

    /// <summary>n / (1 + exp(u)) as written: arguments n, u, value.</summary>
    public static readonly Primitive LogisticQuotient = new("logistic.quotient", 3, Notation.Copy, "", 0);

    /// <summary>exp(u) / (1 + exp(u)) as written: arguments u, value.</summary>
    public static readonly Primitive LogisticRatio = new("logistic.ratio", 2, Notation.Copy, "", 0);

    /// <summary>log(1 + exp(u)) as written: arguments u, value.</summary>
    public static readonly Primitive LogOnePlusExp = new("log.one.plus.exp", 2, Notation.Copy, "", 0);

    /// <summary>log(1 / (1 + exp(u))) as written: arguments u, value.</summary>
    public static readonly Primitive LogOfLogistic = new("log.of.logistic", 2, Notation.Copy, "", 0);

    /// <summary>A quotient of exponentials that equals tanh(u), as written: arguments u, value.</summary>
    public static readonly Primitive TanhQuotient = new("tanh.quotient", 2, Notation.Copy, "", 0);

    /// <summary>Which argument is the value as written.</summary>
    private static readonly Dictionary<Primitive, int> s_idioms = new()
    {
        [LogisticQuotient] = 2, [LogisticRatio] = 1, [LogOnePlusExp] = 1, [LogOfLogistic] = 1,
        [TanhQuotient] = 1,
    };

    /// <summary>Whether the value of a primitive is just one of its arguments; which one.</summary>
    public static bool IsIdentity(Primitive primitive, out int argument)
    {
        if (s_idioms.TryGetValue(primitive, out argument))
        {
            return true;
        }

        return primitive == Copy || primitive == Stop || primitive == Clip || primitive == Scale || primitive == StraightThrough;
    }

    private static Primitive Infix(string name, string symbol, int precedence, int cost = 1, bool isChecked = false) =>
        new(name, 2, Notation.Infix, symbol, cost) { Precedence = precedence, IsChecked = isChecked, MayThrow = isChecked };

    private static Primitive Call(string name, int arity, string text, int cost = 20) => new(name, arity, Notation.Call, text, cost);
}
