namespace Diff.Library;

/// <summary>The twins of functions of <c>float</c>, which cannot be declared again.</summary>
public static class Single
{
    /// <summary>The angle is brought to a quarter of a turn at most, without rounding, so that whole turns give exactly zero.</summary>
    public static float SinPi(float x)
    {
        float turned = x - 2 * global::System.MathF.Round(x * 0.5f);
        return global::System.MathF.Sin(global::System.MathF.PI * (global::System.MathF.Abs(turned) > 0.5f ? global::System.MathF.CopySign(1, turned) - turned : turned));
    }

    /// <summary>As <see cref="SinPi"/>: cos(π·x) = sin(π·(½ − |x|)).</summary>
    public static float CosPi(float x)
    {
        float turned = x - 2 * global::System.MathF.Round(x * 0.5f);
        return global::System.MathF.Sin(global::System.MathF.PI * (0.5f - global::System.MathF.Abs(turned)));
    }

    public static float TanPi(float x) => SinPi(x) / CosPi(x);

    public static (float SinPi, float CosPi) SinCosPi(float x) => (SinPi(x), CosPi(x));

    public static (float Sin, float Cos) SinCos(float x) => (global::System.MathF.Sin(x), global::System.MathF.Cos(x));

    public static float AsinPi(float x) => global::System.MathF.Asin(x) / global::System.MathF.PI;

    public static float AcosPi(float x) => global::System.MathF.Acos(x) / global::System.MathF.PI;

    public static float AtanPi(float x) => global::System.MathF.Atan(x) / global::System.MathF.PI;

    public static float Atan2Pi(float y, float x) => global::System.MathF.Atan2(y, x) / global::System.MathF.PI;

    /// <summary>Odd roots of negative numbers are negative; even ones are not numbers.</summary>
    public static float RootN(float x, int n)
    {
        if (n == 0)
        {
            return float.NaN;
        }

        return n == 2 ? global::System.MathF.Sqrt(x)
            : n == 3 ? global::System.MathF.Cbrt(x)
            : x < 0 && n % 2 != 0 ? -global::System.MathF.Pow(-x, 1 / (float)n)
            : global::System.MathF.Pow(x, 1 / (float)n);
    }

    public static float Lerp(float value1, float value2, float amount) => value1 * (1 - amount) + value2 * amount;

    public static float DegreesToRadians(float degrees) => degrees * global::System.MathF.PI / 180;

    public static float RadiansToDegrees(float radians) => radians * 180 / global::System.MathF.PI;

    public static float Exp2M1(float x) => float.Exp2(x) - 1;

    public static float Exp10M1(float x) => float.Exp10(x) - 1;

    public static float Log2P1(float x) => global::System.MathF.Log2(x + 1);

    public static float Log10P1(float x) => global::System.MathF.Log10(x + 1);

    public static float MultiplyAddEstimate(float left, float right, float addend) => left * right + addend;

    public static float MaxNumber(float x, float y) => float.IsNaN(x) ? y : float.IsNaN(y) ? x : global::System.MathF.Max(x, y);

    public static float MinNumber(float x, float y) => float.IsNaN(x) ? y : float.IsNaN(y) ? x : global::System.MathF.Min(x, y);

    public static float MaxMagnitudeNumber(float x, float y) => float.IsNaN(x) ? y : float.IsNaN(y) ? x : global::System.MathF.MaxMagnitude(x, y);

    public static float MinMagnitudeNumber(float x, float y) => float.IsNaN(x) ? y : float.IsNaN(y) ? x : global::System.MathF.MinMagnitude(x, y);

    public static float MaxNative(float x, float y) => global::System.MathF.Max(x, y);

    public static float MinNative(float x, float y) => global::System.MathF.Min(x, y);

    public static float ClampNative(float value, float min, float max) => global::System.Math.Clamp(value, min, max);
}
