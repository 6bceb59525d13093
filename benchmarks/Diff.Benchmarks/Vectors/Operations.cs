using System;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;

namespace Diff.Benchmarks.Vectors;

internal readonly struct ExpOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Exp(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Exp(x);

    public static double Scalar(double x) => Math.Exp(x);

    public static float Scalar(float x) => MathF.Exp(x);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Exp(x);

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Exp(x);
}

internal readonly struct Exp2Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Exp2(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Exp2(x);

    public static double Scalar(double x) => double.Exp2(x);

    public static float Scalar(float x) => float.Exp2(x);
}

internal readonly struct Exp10Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Exp10(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Exp10(x);

    public static double Scalar(double x) => double.Exp10(x);

    public static float Scalar(float x) => float.Exp10(x);
}

internal readonly struct ExpM1Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.ExpM1(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.ExpM1(x);

    public static double Scalar(double x) => double.ExpM1(x);

    public static float Scalar(float x) => float.ExpM1(x);
}

internal readonly struct LogOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Log(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Log(x);

    public static double Scalar(double x) => Math.Log(x);

    public static float Scalar(float x) => MathF.Log(x);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Log(x);

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Log(x);
}

internal readonly struct Log2Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Log2(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Log2(x);

    public static double Scalar(double x) => Math.Log2(x);

    public static float Scalar(float x) => MathF.Log2(x);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Log2(x);

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Log2(x);
}

internal readonly struct Log10Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Log10(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Log10(x);

    public static double Scalar(double x) => Math.Log10(x);

    public static float Scalar(float x) => MathF.Log10(x);
}

internal readonly struct LogP1Operation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.LogP1(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.LogP1(x);

    public static double Scalar(double x) => double.LogP1(x);

    public static float Scalar(float x) => float.LogP1(x);
}

internal readonly struct SinOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Sin(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Sin(x);

    public static double Scalar(double x) => Math.Sin(x);

    public static float Scalar(float x) => MathF.Sin(x);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Sin(x);

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Sin(x);
}

internal readonly struct CosOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Cos(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Cos(x);

    public static double Scalar(double x) => Math.Cos(x);

    public static float Scalar(float x) => MathF.Cos(x);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Cos(x);

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Cos(x);
}

internal readonly struct TanOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Tan(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Tan(x);

    public static double Scalar(double x) => Math.Tan(x);

    public static float Scalar(float x) => MathF.Tan(x);
}

internal readonly struct AsinOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Asin(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Asin(x);

    public static double Scalar(double x) => Math.Asin(x);

    public static float Scalar(float x) => MathF.Asin(x);
}

internal readonly struct AcosOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Acos(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Acos(x);

    public static double Scalar(double x) => Math.Acos(x);

    public static float Scalar(float x) => MathF.Acos(x);
}

internal readonly struct AtanOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Atan(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Atan(x);

    public static double Scalar(double x) => Math.Atan(x);

    public static float Scalar(float x) => MathF.Atan(x);
}

internal readonly struct SinhOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Sinh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Sinh(x);

    public static double Scalar(double x) => Math.Sinh(x);

    public static float Scalar(float x) => MathF.Sinh(x);
}

internal readonly struct CoshOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Cosh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Cosh(x);

    public static double Scalar(double x) => Math.Cosh(x);

    public static float Scalar(float x) => MathF.Cosh(x);
}

internal readonly struct TanhOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Tanh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Tanh(x);

    public static double Scalar(double x) => Math.Tanh(x);

    public static float Scalar(float x) => MathF.Tanh(x);
}

internal readonly struct AsinhOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Asinh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Asinh(x);

    public static double Scalar(double x) => Math.Asinh(x);

    public static float Scalar(float x) => MathF.Asinh(x);
}

internal readonly struct AcoshOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Acosh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Acosh(x);

    public static double Scalar(double x) => Math.Acosh(x);

    public static float Scalar(float x) => MathF.Acosh(x);
}

internal readonly struct AtanhOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Atanh(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Atanh(x);

    public static double Scalar(double x) => Math.Atanh(x);

    public static float Scalar(float x) => MathF.Atanh(x);
}

internal readonly struct SigmoidOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Sigmoid(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Sigmoid(x);

    public static double Scalar(double x) => Functions.Sigmoid(x);

    public static float Scalar(float x) => Functions.Sigmoid(x);
}

internal readonly struct SoftplusOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Softplus(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Softplus(x);

    public static double Scalar(double x) => Functions.Softplus(x);

    public static float Scalar(float x) => Functions.Softplus(x);
}

internal readonly struct SiluOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Silu(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Silu(x);

    public static double Scalar(double x) => Functions.Silu(x);

    public static float Scalar(float x) => Functions.Silu(x);
}

internal readonly struct ErfOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Erf(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Erf(x);

    public static double Scalar(double x) => Functions.Erf(x);

    public static float Scalar(float x) => Functions.Erf(x);
}

internal readonly struct NormalCdfOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.NormalCdf(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.NormalCdf(x);

    public static double Scalar(double x) => Functions.NormalCdf(x);

    public static float Scalar(float x) => Functions.NormalCdf(x);
}

internal readonly struct NormalPdfOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.NormalPdf(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.NormalPdf(x);

    public static double Scalar(double x) => Functions.NormalPdf(x);

    public static float Scalar(float x) => Functions.NormalPdf(x);
}

internal readonly struct GeluOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Gelu(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Gelu(x);

    public static double Scalar(double x) => Functions.Gelu(x);

    public static float Scalar(float x) => Functions.Gelu(x);
}

internal readonly struct PowOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Pow(x, Vector512.Create(1.5));

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Pow(x, Vector512.Create(1.5f));

    public static double Scalar(double x) => Math.Pow(x, 1.5);

    public static float Scalar(float x) => MathF.Pow(x, 1.5f);
}

internal readonly struct CbrtOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Cbrt(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Cbrt(x);

    public static double Scalar(double x) => Math.Cbrt(x);

    public static float Scalar(float x) => MathF.Cbrt(x);
}

internal readonly struct ReciprocalSqrtOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.ReciprocalSqrt(x);

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.ReciprocalSqrt(x);

    public static double Scalar(double x) => 1 / Math.Sqrt(x);

    public static float Scalar(float x) => 1 / MathF.Sqrt(x);
}

internal readonly struct HypotOperation : IOperation
{
    public static Vector512<double> Own(Vector512<double> x) => VectorMath.Hypot(x, Vector512.Create(1.5));

    public static Vector512<float> Own(Vector512<float> x) => VectorMath.Hypot(x, Vector512.Create(1.5f));

    public static double Scalar(double x) => double.Hypot(x, 1.5);

    public static float Scalar(float x) => float.Hypot(x, 1.5f);

    public static Vector512<double> Library(Vector512<double> x) => Vector512.Hypot(x, Vector512.Create(1.5));

    public static Vector512<float> Library(Vector512<float> x) => Vector512.Hypot(x, Vector512.Create(1.5f));
}
