using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Properties whose accessors do more than the field behind them, and names that are used twice.</summary>
public sealed partial class PropertyTests
{
    [Fact]
    public void A_setter_over_a_field_of_its_own_runs()
    {
        // X is set to twice what is assigned: 2·(2x)·x.
        Assert.Equal((16, 16), DoubledGradient(2));
        Assert.Equal(16, Doubled(2));
    }

    [Fact]
    public void An_initializer_sets_the_field_and_not_the_property()
    {
        Assert.Equal((15, 5), InitializedGradient(3));
        Assert.Equal(15, Initialized(3));
    }

    [Fact]
    public void A_parameter_of_a_member_by_the_name_of_one_of_the_constructor()
    {
        Assert.Equal((36, 24), TwiceGradient(3));
    }

    [Differentiable]
    public static double Doubled(double x)
    {
        Doubling b = new() { X = x };
        b.X *= x;
        return b.X;
    }

    [Differentiable]
    public static double Initialized(double x) => new Doubling(0).Y * x;

    [Differentiable]
    public static double Twice(double x)
    {
        Named twice = Named.Twice(x);
        return twice.Value * twice.Scaled(2).Value / 2;
    }

    public struct Doubling
    {
        public Doubling(double x)
        {
            X = x;
        }

        public double X
        {
            get;
            set => field = value * 2;
        }

        public double Y
        {
            get;
            set => field = value * 2;
        } = 5;
    }

    public readonly struct Named(double value)
    {
        public double Value { get; } = value;

        public static Named Twice(double value) => new(2 * value);

        public Named Scaled(double value) => new(value * Value);
    }
}
