using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary><c>Math</c> and <c>MathF</c> on dual numbers; the integer overloads keep index arithmetic integral.</summary>
public static partial class DualMath
{
    public const double PI = Math.PI;
    public const double E = Math.E;
    public const double Tau = Math.Tau;

    public static Dual Sin(Dual x) => Dual.Chain(Math.Sin(x.Value), Math.Cos(x.Value), x);

    public static Dual Cos(Dual x) => Dual.Chain(Math.Cos(x.Value), -Math.Sin(x.Value), x);

    public static (Dual Sin, Dual Cos) SinCos(Dual x) => (Sin(x), Cos(x));

    public static Dual Tan(Dual x) => Dual.Chain(Math.Tan(x.Value), 1 / (Math.Cos(x.Value) * Math.Cos(x.Value)), x);

    public static Dual Asin(Dual x) => Dual.Chain(Math.Asin(x.Value), 1 / Math.Sqrt(1 - x.Value * x.Value), x);

    public static Dual Acos(Dual x) => Dual.Chain(Math.Acos(x.Value), -1 / Math.Sqrt(1 - x.Value * x.Value), x);

    public static Dual Atan(Dual x) => Dual.Chain(Math.Atan(x.Value), 1 / (1 + x.Value * x.Value), x);

    public static Dual Atan2(Dual y, Dual x)
    {
        double norm = x.Value * x.Value + y.Value * y.Value;
        return Dual.Chain(Math.Atan2(y.Value, x.Value), x.Value / norm, y, -y.Value / norm, x);
    }

    public static Dual Sinh(Dual x) => Dual.Chain(Math.Sinh(x.Value), Math.Cosh(x.Value), x);

    public static Dual Cosh(Dual x) => Dual.Chain(Math.Cosh(x.Value), Math.Sinh(x.Value), x);

    public static Dual Tanh(Dual x)
    {
        // Under random rounding as derivatives compute it, from the value: near ±1 that has few digits.
        double t = Rounding.Blur(Math.Tanh(x.Value));
        return Dual.Chain(t, Rounding.IsOn ? 1 - t * t : 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value)), x);
    }

    public static Dual Asinh(Dual x) => Dual.Chain(Math.Asinh(x.Value), 1 / Math.Sqrt(x.Value * x.Value + 1), x);

    public static Dual Acosh(Dual x) => Dual.Chain(Math.Acosh(x.Value), 1 / Math.Sqrt(x.Value * x.Value - 1), x);

    public static Dual Atanh(Dual x) => Dual.Chain(Math.Atanh(x.Value), 1 / (1 - x.Value * x.Value), x);

    public static Dual Exp(Dual x) => Dual.Chain(Math.Exp(x.Value), Math.Exp(x.Value), x);

    public static Dual Log(Dual x) => Dual.Chain(Math.Log(x.Value), 1 / x.Value, x);

    public static Dual Log(Dual x, Dual b) => Log(x) / Log(b);

    public static Dual Log2(Dual x) => Dual.Chain(Math.Log2(x.Value), 1 / (x.Value * Math.Log(2)), x);

    public static Dual Log10(Dual x) => Dual.Chain(Math.Log10(x.Value), 1 / (x.Value * Math.Log(10)), x);

    public static Dual Sqrt(Dual x) => Dual.Chain(Math.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Value), x);

    public static Dual Cbrt(Dual x)
    {
        double root = Math.Cbrt(x.Value);
        return Dual.Chain(root, 1 / (3 * root * root), x);
    }

    public static Dual Pow(Dual x, Dual y)
    {
        double value = Math.Pow(x.Value, y.Value);
        return Dual.Chain(value, y.Value * Math.Pow(x.Value, y.Value - 1), x, value * Math.Log(x.Value), y);
    }

    public static Dual FusedMultiplyAdd(Dual x, Dual y, Dual z) => x * y + z;

    public static Dual ScaleB(Dual x, int n) => Dual.Chain(Math.ScaleB(x.Value, n), Math.ScaleB(1, n), x);

    public static int ILogB(Dual x) => (int)Decisions.Note(Math.ILogB(x.Value));

    public static Dual IEEERemainder(Dual x, Dual y) =>
        Dual.Chain(Math.IEEERemainder(x.Value, y.Value), 1, x, -Decisions.Note(Math.Round(x.Value / y.Value)), y);

    public static Dual CopySign(Dual x, Dual y) =>
        Dual.Chain(Math.CopySign(x.Value, y.Value), Decisions.Note(Math.CopySign(1, x.Value) * Math.CopySign(1, y.Value)), x);

    // Not a number has no sign but an absolute value.
    public static Dual Abs(Dual x) =>
        Dual.Chain(Math.Abs(x.Value), Decisions.Note(double.IsNaN(x.Value) ? double.NaN : Math.Sign(x.Value)), x);

    public static int Abs(int x) => Math.Abs(x);

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);

    public static int Clamp(int x, int low, int high) => Math.Clamp(x, low, high);

    public static Dual Max(Dual x, Dual y) => Choose(Math.Max(x.Value, y.Value), x, y, x > y);

    public static Dual Min(Dual x, Dual y) => Choose(Math.Min(x.Value, y.Value), x, y, x < y);

    public static Dual MaxMagnitude(Dual x, Dual y) =>
        Math.Abs(x.Value) == Math.Abs(y.Value)
            ? Max(x, y)
            : Choose(Math.MaxMagnitude(x.Value, y.Value), x, y, Decisions.Note(Math.Abs(x.Value) > Math.Abs(y.Value)));

    public static Dual MinMagnitude(Dual x, Dual y) =>
        Math.Abs(x.Value) == Math.Abs(y.Value)
            ? Min(x, y)
            : Choose(Math.MinMagnitude(x.Value, y.Value), x, y, Decisions.Note(Math.Abs(x.Value) < Math.Abs(y.Value)));

    public static Dual Clamp(Dual x, Dual low, Dual high) => x < low ? low : x > high ? high : x;

    public static Dual Floor(Dual x) => Decisions.Note(Math.Floor(x.Value));

    public static Dual Ceiling(Dual x) => Decisions.Note(Math.Ceiling(x.Value));

    public static Dual Truncate(Dual x) => Decisions.Note(Math.Truncate(x.Value));

    public static Dual Round(Dual x) => Decisions.Note(Math.Round(x.Value));

    public static int Sign(Dual x) => (int)Decisions.Note((double)Math.Sign(x.Value));

    private static Dual Choose(double value, Dual x, Dual y, bool first)
    {
        double share = x == y ? 0.5 : first ? 1 : 0;
        return Dual.Chain(value, share, x, 1 - share, y);
    }
}
