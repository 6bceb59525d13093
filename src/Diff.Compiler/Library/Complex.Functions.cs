namespace System.Numerics;

/// <summary>
/// The twin of the complex number: its functions. Each is written so that its derivative by both parts is there wherever the function
/// has one: the library's own short cuts for numbers without an imaginary part would lose the derivative by it.
/// </summary>
public readonly partial struct Complex
{
    /// <summary>Larger than this, the exponentials in a tangent are so far apart that one of them is lost, and may overflow.</summary>
    private const double LargestTangent = 4;

    public static double Abs(Complex value) => double.Hypot(value.Real, value.Imaginary);

    public static Complex Exp(Complex value)
    {
        double length = Math.Exp(value.Real);
        return new Complex(length * Math.Cos(value.Imaginary), length * Math.Sin(value.Imaginary));
    }

    public static Complex Log(Complex value) => new(Math.Log(Abs(value)), value.Phase);

    public static Complex Log(Complex value, double baseValue) => Log(value) / Log(new Complex(baseValue, 0));

    public static Complex Log10(Complex value) => Log(value) * (1 / Math.Log(10));

    /// <summary>√((|x| + |z|) / 2) is one of the parts, up to its sign; the other follows from 2·re·im = y.</summary>
    public static Complex Sqrt(Complex value)
    {
        if (value.Real == 0 && value.Imaginary == 0)
        {
            return new Complex(Math.Sqrt(value.Real), Math.Sqrt(value.Imaginary));
        }

        double part = Math.Sqrt(0.5 * Math.Abs(value.Real) + 0.5 * Abs(value));
        double other = value.Imaginary / (2 * part);
        return value.Real >= 0 ? new Complex(part, other)
            : value.Imaginary < 0 ? new Complex(-other, -part)
            : new Complex(other, part);
    }

    public static Complex Pow(Complex value, double power) => Pow(value, new Complex(power, 0));

    /// <summary>At zero the library says 1 for the power 0 and 0 for any other; the derivatives are those of a number's power.</summary>
    public static Complex Pow(Complex value, Complex power)
    {
        if (value.Real == 0 && value.Imaginary == 0)
        {
            return power.Real == 0 && power.Imaginary == 0 ? One
                : power.Real > 0 ? new Complex(Math.Pow(value.Real, power.Real), Math.Pow(value.Imaginary, power.Real))
                : Zero;
        }

        double length = Abs(value);
        double angle = value.Phase;
        double turned = power.Real * angle + power.Imaginary * Math.Log(length);
        double scale = Math.Pow(length, power.Real) * Math.Exp(-power.Imaginary * angle);
        return new Complex(scale * Math.Cos(turned), scale * Math.Sin(turned));
    }

    public static Complex Sin(Complex value) => new(
        Math.Sin(value.Real) * Math.Cosh(value.Imaginary), Math.Cos(value.Real) * Math.Sinh(value.Imaginary));

    public static Complex Cos(Complex value) => new(
        Math.Cos(value.Real) * Math.Cosh(value.Imaginary), -Math.Sin(value.Real) * Math.Sinh(value.Imaginary));

    /// <summary>(sin 2x + i·sinh 2y) / (cos 2x + cosh 2y).</summary>
    public static Complex Tan(Complex value)
    {
        double x = 2 * value.Real;
        double y = 2 * value.Imaginary;
        double cosh = Math.Cosh(y);
        if (Math.Abs(value.Imaginary) <= LargestTangent)
        {
            double divisor = Math.Cos(x) + cosh;
            return new Complex(Math.Sin(x) / divisor, Math.Sinh(y) / divisor);
        }

        double scaled = 1 + Math.Cos(x) / cosh;
        return new Complex(Math.Sin(x) / cosh / scaled, Math.Tanh(y) / scaled);
    }

    public static Complex Sinh(Complex value) => new(
        Math.Sinh(value.Real) * Math.Cos(value.Imaginary), Math.Cosh(value.Real) * Math.Sin(value.Imaginary));

    public static Complex Cosh(Complex value) => new(
        Math.Cosh(value.Real) * Math.Cos(value.Imaginary), Math.Sinh(value.Real) * Math.Sin(value.Imaginary));

    /// <summary>tanh z = −i·tan(i·z).</summary>
    public static Complex Tanh(Complex value)
    {
        Complex tangent = Tan(new Complex(-value.Imaginary, value.Real));
        return new Complex(tangent.Imaginary, -tangent.Real);
    }

    /// <summary>Right of 1 the library's cut belongs to the upper side, by symmetry the lower one's mirror image.</summary>
    public static Complex Asin(Complex value) => value.Imaginary == 0 && value.Real > 1
        ? Conjugate(InverseSine(Conjugate(value)))
        : InverseSine(value);

    /// <summary>Left of −1 the library's cut belongs to the lower side.</summary>
    public static Complex Acos(Complex value) => value.Imaginary == 0 && value.Real < -1
        ? Conjugate(InverseCosine(Conjugate(value)))
        : InverseCosine(value);

    /// <summary>(log(1 − i·z) − log(1 + i·z))·i / 2.</summary>
    public static Complex Atan(Complex value) => new Complex(0, 0.5)
        * (Log(new Complex(1 + value.Imaginary, 0 - value.Real)) - Log(new Complex(1 - value.Imaginary, value.Real)));

    /// <summary>Kahan's formulas, by the roots of 1 − z and 1 + z: nothing cancels near the branch points.</summary>
    private static Complex InverseSine(Complex value)
    {
        Complex below = Sqrt(new Complex(1 - value.Real, -value.Imaginary));
        Complex above = Sqrt(new Complex(1 + value.Real, value.Imaginary));
        return new Complex(
            Math.Atan2(value.Real, below.Real * above.Real - below.Imaginary * above.Imaginary),
            Math.Asinh(below.Real * above.Imaginary - below.Imaginary * above.Real));
    }

    /// <summary>As <see cref="InverseSine"/>.</summary>
    private static Complex InverseCosine(Complex value)
    {
        Complex below = Sqrt(new Complex(1 - value.Real, -value.Imaginary));
        Complex above = Sqrt(new Complex(1 + value.Real, value.Imaginary));
        return new Complex(
            2 * Math.Atan2(below.Real, above.Real),
            Math.Asinh(above.Real * below.Imaginary - above.Imaginary * below.Real));
    }
}
