namespace Diff.Library;

/// <summary>The twins of functions of <c>double</c>, which cannot be declared again.</summary>
public static class Double
{
    /// <summary>The angle is brought to a quarter of a turn at most, without rounding, so that whole turns give exactly zero.</summary>
    public static double SinPi(double x)
    {
        double turned = x - 2 * global::System.Math.Round(x * 0.5);
        return global::System.Math.Sin(global::System.Math.PI * (global::System.Math.Abs(turned) > 0.5 ? global::System.Math.CopySign(1, turned) - turned : turned));
    }

    /// <summary>As <see cref="SinPi"/>: cos(π·x) = sin(π·(½ − |x|)).</summary>
    public static double CosPi(double x)
    {
        double turned = x - 2 * global::System.Math.Round(x * 0.5);
        return global::System.Math.Sin(global::System.Math.PI * (0.5 - global::System.Math.Abs(turned)));
    }

    public static double TanPi(double x) => SinPi(x) / CosPi(x);

    public static (double SinPi, double CosPi) SinCosPi(double x) => (SinPi(x), CosPi(x));

    public static (double Sin, double Cos) SinCos(double x) => (global::System.Math.Sin(x), global::System.Math.Cos(x));

    public static double AsinPi(double x) => global::System.Math.Asin(x) / global::System.Math.PI;

    public static double AcosPi(double x) => global::System.Math.Acos(x) / global::System.Math.PI;

    public static double AtanPi(double x) => global::System.Math.Atan(x) / global::System.Math.PI;

    public static double Atan2Pi(double y, double x) => global::System.Math.Atan2(y, x) / global::System.Math.PI;

    /// <summary>Odd roots of negative numbers are negative; even ones are not numbers.</summary>
    public static double RootN(double x, int n)
    {
        if (n == 0)
        {
            return double.NaN;
        }

        return n == 2 ? global::System.Math.Sqrt(x)
            : n == 3 ? global::System.Math.Cbrt(x)
            : x < 0 && n % 2 != 0 ? -global::System.Math.Pow(-x, 1 / (double)n)
            : global::System.Math.Pow(x, 1 / (double)n);
    }

    public static double Lerp(double value1, double value2, double amount) => value1 * (1 - amount) + value2 * amount;

    public static double DegreesToRadians(double degrees) => degrees * global::System.Math.PI / 180;

    public static double RadiansToDegrees(double radians) => radians * 180 / global::System.Math.PI;

    public static double Exp2M1(double x) => double.Exp2(x) - 1;

    public static double Exp10M1(double x) => double.Exp10(x) - 1;

    public static double Log2P1(double x) => global::System.Math.Log2(x + 1);

    public static double Log10P1(double x) => global::System.Math.Log10(x + 1);

    public static double MultiplyAddEstimate(double left, double right, double addend) => left * right + addend;

    public static double MaxNumber(double x, double y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : global::System.Math.Max(x, y);

    public static double MinNumber(double x, double y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : global::System.Math.Min(x, y);

    public static double MaxMagnitudeNumber(double x, double y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : global::System.Math.MaxMagnitude(x, y);

    public static double MinMagnitudeNumber(double x, double y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : global::System.Math.MinMagnitude(x, y);

    public static double MaxNative(double x, double y) => global::System.Math.Max(x, y);

    public static double MinNative(double x, double y) => global::System.Math.Min(x, y);

    public static double ClampNative(double value, double min, double max) => global::System.Math.Clamp(value, min, max);
}
