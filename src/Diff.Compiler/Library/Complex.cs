namespace System.Numerics;

/// <summary>The twin of the complex number: its making, its parts and its arithmetic.</summary>
public readonly partial struct Complex
{
    public Complex(double real, double imaginary)
    {
        Real = real;
        Imaginary = imaginary;
    }

    public double Real { get; }

    public double Imaginary { get; }

    public double Magnitude => Abs(this);

    public double Phase => Math.Atan2(Imaginary, Real);

    public static Complex Zero => new(0, 0);

    public static Complex One => new(1, 0);

    public static Complex ImaginaryOne => new(0, 1);

    public static Complex NaN => new(double.NaN, double.NaN);

    public static Complex Infinity => new(double.PositiveInfinity, double.PositiveInfinity);

    public static implicit operator Complex(byte value) => new(value, 0);

    public static implicit operator Complex(sbyte value) => new(value, 0);

    public static implicit operator Complex(short value) => new(value, 0);

    public static implicit operator Complex(ushort value) => new(value, 0);

    public static implicit operator Complex(int value) => new(value, 0);

    public static implicit operator Complex(uint value) => new(value, 0);

    public static implicit operator Complex(long value) => new(value, 0);

    public static implicit operator Complex(ulong value) => new(value, 0);

    public static implicit operator Complex(char value) => new(value, 0);

    public static implicit operator Complex(float value) => new(value, 0);

    public static implicit operator Complex(double value) => new(value, 0);

    public static Complex operator -(Complex value) => new(-value.Real, -value.Imaginary);

    public static Complex operator +(Complex value) => value;

    public static Complex operator ++(Complex value) => value + 1.0;

    public static Complex operator --(Complex value) => value - 1.0;

    public static Complex operator +(Complex left, Complex right) => new(left.Real + right.Real, left.Imaginary + right.Imaginary);

    public static Complex operator +(Complex left, double right) => new(left.Real + right, left.Imaginary);

    public static Complex operator +(double left, Complex right) => new(left + right.Real, right.Imaginary);

    public static Complex operator -(Complex left, Complex right) => new(left.Real - right.Real, left.Imaginary - right.Imaginary);

    public static Complex operator -(Complex left, double right) => new(left.Real - right, left.Imaginary);

    public static Complex operator -(double left, Complex right) => new(left - right.Real, -right.Imaginary);

    public static Complex operator *(Complex left, Complex right) => new(
        left.Real * right.Real - left.Imaginary * right.Imaginary, left.Imaginary * right.Real + left.Real * right.Imaginary);

    public static Complex operator *(Complex left, double right) => new(left.Real * right, left.Imaginary * right);

    public static Complex operator *(double left, Complex right) => new(left * right.Real, left * right.Imaginary);

    /// <summary>Divided by the larger part of the divisor before anything is squared, which could overflow.</summary>
    public static Complex operator /(Complex left, Complex right)
    {
        if (Math.Abs(right.Imaginary) < Math.Abs(right.Real))
        {
            double ratio = right.Imaginary / right.Real;
            double divisor = right.Real + right.Imaginary * ratio;
            return new Complex((left.Real + left.Imaginary * ratio) / divisor, (left.Imaginary - left.Real * ratio) / divisor);
        }
        else
        {
            double ratio = right.Real / right.Imaginary;
            double divisor = right.Imaginary + right.Real * ratio;
            return new Complex((left.Imaginary + left.Real * ratio) / divisor, (left.Imaginary * ratio - left.Real) / divisor);
        }
    }

    /// <summary>Not a number where the divisor is zero, as of complex numbers.</summary>
    public static Complex operator /(Complex left, double right) =>
        right == 0 ? NaN : new Complex(left.Real / right, left.Imaginary / right);

    public static Complex operator /(double left, Complex right) => new Complex(left, 0) / right;

    public static Complex Add(Complex left, Complex right) => left + right;

    public static Complex Add(Complex left, double right) => left + right;

    public static Complex Add(double left, Complex right) => left + right;

    public static Complex Subtract(Complex left, Complex right) => left - right;

    public static Complex Subtract(Complex left, double right) => left - right;

    public static Complex Subtract(double left, Complex right) => left - right;

    public static Complex Multiply(Complex left, Complex right) => left * right;

    public static Complex Multiply(Complex left, double right) => left * right;

    public static Complex Multiply(double left, Complex right) => left * right;

    public static Complex Divide(Complex dividend, Complex divisor) => dividend / divisor;

    public static Complex Divide(Complex dividend, double divisor) => dividend / divisor;

    public static Complex Divide(double dividend, Complex divisor) => dividend / divisor;

    public static Complex Negate(Complex value) => -value;

    public static Complex Conjugate(Complex value) => new(value.Real, -value.Imaginary);

    /// <summary>The library's reciprocal of zero is zero.</summary>
    public static Complex Reciprocal(Complex value) => value.Real == 0 && value.Imaginary == 0 ? Zero : One / value;

    public static Complex FromPolarCoordinates(double magnitude, double phase) =>
        new(magnitude * Math.Cos(phase), magnitude * Math.Sin(phase));

    public static bool IsNaN(Complex value) => !IsInfinity(value) && !IsFinite(value);

    public static bool IsFinite(Complex value) => double.IsFinite(value.Real) && double.IsFinite(value.Imaginary);

    public static bool IsInfinity(Complex value) => double.IsInfinity(value.Real) || double.IsInfinity(value.Imaginary);
}
