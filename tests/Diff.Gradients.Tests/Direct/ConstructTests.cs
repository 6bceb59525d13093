using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Constructs of docs/language.md that no other file is about, against closed forms.</summary>
public sealed partial class ConstructTests
{
    // 2r² · 3r² by the body in the interface, 5r · r² by the struct's own.
    [Fact]
    public void Static_virtual_members_of_an_interface() =>
        Assert.Equal((6 * 16 + 5 * 8, 24 * 8 + 15 * 4), VirtualsGradient(2));

    // Conversions by operators, and comparisons: (2x · 2y)² + x where x < y.
    [Fact]
    public void Conversions_and_comparisons_by_operators()
    {
        Assert.Equal((576 + 2, 32 * 2 * 9 + 1, 32 * 4 * 3), ConversionsGradient(2, 3));
        Assert.Equal((576 + 2, 32 * 3 * 4, 32 * 9 * 2 + 1), ConversionsGradient(3, 2));
    }

    // x + y·x.
    [Fact]
    public void A_compound_operator_of_a_struct() => Assert.Equal((8, 4, 2), CompoundGradient(2, 3));

    // x² · (x² + x).
    [Fact]
    public void Modifiers_of_lambda_parameters_without_types() => Assert.Equal((24, 4 * 8 + 3 * 4), ModifiersGradient(2));

    // x³ · (x + x) = 2x⁴.
    [Fact]
    public void Extension_methods_of_numbers_and_spans() => Assert.Equal((32, 64), ExtensionsGradient(2));

    // k · x² by an object that is a parameter.
    [Fact]
    public void Methods_of_a_sealed_object() => Assert.Equal((12, 12), OfAnObjectGradient(new Parabola(3), 2));

    // Members that a base class and an interface declare, of a receiver whose type is sealed or known by a type parameter.
    [Fact]
    public void Inherited_and_interface_members_of_a_known_type() => Assert.Equal((5 * 4 + 7 * 2, 5 * 4 + 7), KnownGradient(new Derived(), 2));

    // A partial method: the attribute stands at the declaration, the body elsewhere.
    [Fact]
    public void A_partial_method() => Assert.Equal((9, 6), DividedGradient(3));

    // This file calls another file, which calls another assembly: (exp(x²) + x⁶) · x · |w|.
    [Fact]
    public void A_chain_over_files_and_assemblies()
    {
        double[] w = [3, 4], byW = new double[2];
        (double value, double byX) = ChainGradient(0.5, w, byW);
        double inner = Math.Exp(0.25) + Math.Pow(0.5, 6);
        GradientAssert.Close(inner * 2.5, value, 1e-14, "value");
        GradientAssert.Close(5 * (inner + 0.5 * (Math.Exp(0.25) + 6 * Math.Pow(0.5, 5))), byX, 1e-14, "by x");
        GradientAssert.Close([inner * 0.5 * 0.6, inner * 0.5 * 0.8], byW, 1e-14, "by w");
    }

    // Half and NFloat are refused as parameters (docs/limits.md, DIFF004) and fine as constants.
    [Fact]
    public void A_constant_of_half_precision() => Assert.Equal((6, 3), HalfConstantGradient((Half)2, 3));

    [Differentiable]
    internal static double Virtuals(double x) => Product<Disc>(x) + Product<Square>(x);

    private static double Product<TShape>(double x)
        where TShape : IShape => TShape.Edge(x) * TShape.Area(x);

    [Differentiable]
    internal static double Conversions(double x, double y)
    {
        Metre a = x;
        Metre b = y;
        return (double)(a * b) + (a < b ? x : y);
    }

    [Differentiable]
    internal static double Compound(double x, double y)
    {
        Total total = new() { Value = x };
        total += y;
        return total.Value;
    }

    [Differentiable]
    internal static double Modifiers(double x) => Apply(
        (ref a, in b, out c) =>
        {
            a *= b;
            c = a + b;
        },
        x);

    private static double Apply(Step step, double x)
    {
        double y = x;
        step(ref y, in x, out double c);
        return y * c;
    }

    [Differentiable]
    internal static double Extensions(double x)
    {
        Span<double> sum = [x];
        sum.AddTo(x);
        return x.Cubed() * sum[0];
    }

    [Differentiable]
    internal static double OfAnObject([Constant] Parabola parabola, double x) => parabola.At(x);

    [Differentiable]
    internal static double Known([Constant] Derived known, double x) => known.Squared(x) + Seventh(default(Sevenfold), x);

    private static double Seventh<TFunction>(TFunction function, double x)
        where TFunction : struct, IFunction => function.At(x);

    [Differentiable]
    internal static partial double Divided(double x);

    internal static partial double Divided(double x) => x * x;

    [Differentiable]
    internal static double Chain(double x, ReadOnlySpan<double> w) => Elsewhere.Link(x, w);

    [Differentiable]
    internal static double HalfConstant([Constant] Half half, double x) => x * (double)half + Half.Sign(half) * (x - 3);

    internal delegate void Step(ref double a, in double b, out double c);

    internal interface IShape
    {
        static virtual double Edge(double radius) => 2 * radius * radius;

        static abstract double Area(double radius);
    }

    internal interface IFunction
    {
        double At(double x);
    }

    internal readonly struct Disc : IShape
    {
        public static double Area(double radius) => 3 * radius * radius;
    }

    internal readonly struct Square : IShape
    {
        public static double Edge(double radius) => 5 * radius;

        public static double Area(double radius) => radius * radius;
    }

    internal readonly struct Sevenfold : IFunction
    {
        public double At(double x) => 7 * x;
    }

    internal readonly struct Metre
    {
        public Metre(double length) => Length = length;

        public double Length { get; }

        public static implicit operator Metre(double number) => new(2 * number);

        public static explicit operator double(Metre metre) => metre.Length * metre.Length;

        public static Metre operator *(Metre a, Metre b) => new(a.Length * b.Length);

        public static bool operator <(Metre a, Metre b) => a.Length < b.Length;

        public static bool operator >(Metre a, Metre b) => a.Length > b.Length;
    }

    internal struct Total
    {
        public double Value;

        public void operator +=(double amount) => Value += amount * Value;
    }

    internal sealed class Parabola(double factor)
    {
        internal readonly double _factor = factor;

        public double At(double x) => _factor * x * x;
    }

    internal abstract class Base
    {
        protected abstract double Factor { get; }

        public double Squared(double x) => Factor * x * x;
    }

    internal sealed class Derived : Base
    {
        protected override double Factor => 5;
    }
}
