namespace Diff.Library;

/// <summary>The twins of functions of <see cref="System.Math"/>.</summary>
public static class Math
{
    public static (double Sin, double Cos) SinCos(double x) => (System.Math.Sin(x), System.Math.Cos(x));

    public static (int Quotient, int Remainder) DivRem(int left, int right) => (left / right, left % right);

    public static (long Quotient, long Remainder) DivRem(long left, long right) => (left / right, left % right);
}

/// <summary>The twins of functions of <see cref="System.MathF"/>.</summary>
public static class MathF
{
    public static (float Sin, float Cos) SinCos(float x) => (System.MathF.Sin(x), System.MathF.Cos(x));
}
