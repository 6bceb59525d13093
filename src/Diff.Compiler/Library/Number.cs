namespace System.Numerics;

/// <summary>What the twins share: functions of numbers whose derivatives are right where the obvious way to write them is not.</summary>
internal static class Number
{
    /// <summary>
    /// The root of a sum of squares. Where that is zero the root's derivative is infinite, and a norm's is zero by convention: the sum
    /// itself has that value and that derivative.
    /// </summary>
    public static float Root(float squares) => squares == 0 ? squares : MathF.Sqrt(squares);

    /// <summary>A clamp that does not mind bounds in the wrong order, as those of vectors do not.</summary>
    public static float Clamp(float value, float min, float max) =>
        min <= max ? Math.Clamp(value, min, max) : MathF.Min(MathF.Max(value, min), max);

    public static float MaxNumber(float left, float right) => left != left ? right : right != right ? left : MathF.Max(left, right);

    public static float MinNumber(float left, float right) => left != left ? right : right != right ? left : MathF.Min(left, right);

    public static float MaxMagnitudeNumber(float left, float right) =>
        left != left ? right : right != right ? left : MathF.MaxMagnitude(left, right);

    public static float MinMagnitudeNumber(float left, float right) =>
        left != left ? right : right != right ? left : MathF.MinMagnitude(left, right);
}
