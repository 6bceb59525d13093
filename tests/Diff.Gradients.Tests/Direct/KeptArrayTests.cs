using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arrays that an iteration or a branch makes and that are kept beyond it, against differences of the primal.</summary>
public sealed partial class KeptArrayTests
{
    private const double Tolerance = 1e-7;
    private static readonly double[] s_x = [0.5, -1, 2];
    private static readonly double[] s_w = [0.3, -0.2, 0.5, 0.1, 0.7];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_step_that_returns_a_new_array(int n)
    {
        double[] byX = new double[3];
        (double value, double byH) = StepsGradient(s_x, 0.3, n, byX);
        Assert.Equal(Steps(s_x, 0.3, n), value);
        Compare([byH], [0.3], v => Steps(s_x, v[0], n));
        Compare(byX, s_x, v => Steps(v, 0.3, n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_step_of_Runge_and_Kutta(int n)
    {
        (double value, double byA, double byK) = PendulumGradient(1, 2, n);
        Assert.Equal(Pendulum(1, 2, n), value, 1e-13);
        Compare([byA, byK], [1, 2], v => Pendulum(v[0], v[1], n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Layer_by_layer_in_a_loop_around(int layers)
    {
        double[] byX = new double[3];
        double[] byW = new double[5];
        Assert.Equal(Network(s_x, s_w, layers), NetworkGradient(s_x, s_w, layers, byX, byW), 1e-13);
        Compare(byX, s_x, v => Network(v, s_w, layers));
        Compare(byW, s_w, v => Network(s_x, v, layers));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Two_arrays_of_which_each_needs_the_other(int n)
    {
        double[] byX = new double[3];
        (double value, double byH) = MotionGradient(s_x, 0.2, n, byX);
        Assert.Equal(Motion(s_x, 0.2, n), value);
        Compare([byH], [0.2], v => Motion(s_x, v[0], n));
        Compare(byX, s_x, v => Motion(v, 0.2, n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void An_array_that_is_written_in_place_too(int n)
    {
        double[] byX = new double[3];
        (double value, double byH) = WrittenGradient(s_x, 0.7, n, byX);
        Assert.Equal(Written(s_x, 0.7, n), value);
        Compare([byH], [0.7], v => Written(s_x, v[0], n));
        Compare(byX, s_x, v => Written(v, 0.7, n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_callers_array_is_written_as_long_as_it_is_the_one(int n)
    {
        double[] y = [.. s_x];
        double[] cotangent = [1, -2, 0.5];
        double byH = ThroughBackward(y, 0.7, n, cotangent);
        double[] final = [.. s_x];
        Through(final, 0.7, n);
        Assert.Equal(final, y);
        Compare([byH], [0.7], v => Weighted(s_x, v[0]));
        Compare(cotangent, s_x, v => Weighted(v, 0.7));

        double Weighted(double[] x, double h)
        {
            double[] copy = [.. x];
            Through(copy, h, n);
            return copy[0] - 2 * copy[1] + 0.5 * copy[2];
        }
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.5)]
    [InlineData(-2)]
    public void An_array_that_a_branch_makes(double k)
    {
        double[] byX = new double[3];
        (double value, double byK) = ChosenGradient(s_x, k, byX);
        Assert.Equal(Chosen(s_x, k), value);
        Compare([byK], [k], v => Chosen(s_x, v[0]));
        Compare(byX, s_x, v => Chosen(v, k));
    }

    [Fact]
    public void A_negative_length_throws_where_it_is_asked_for()
    {
        Assert.Equal(4, LengthGradient(2, -1, false).Value);
        Assert.Throws<OverflowException>(() => Length(2, -1, true));
        Assert.Throws<OverflowException>(() => LengthGradient(2, -1, true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_empty_local_array_is_not_null(int n)
    {
        Assert.Equal((9, 6), PresentGradient(3, n));
        Assert.Equal(9, Present(3, n));
    }

    [Differentiable]
    public static double Present(double x, int n)
    {
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            double[]? local = new double[n];
            sum += local == null ? 1000 : x * x / 2;
        }
        return sum;
    }

    [Differentiable]
    public static double Steps(double[] x, double h, int n)
    {
        double[] y = x;
        for (int i = 0; i < n; i++)
            y = Step(y, h);
        return y[0] * y[1];
    }

    [Differentiable]
    public static double Pendulum(double a, double k, int n)
    {
        const double H = 0.1;
        double[] y = [a, 0];
        for (int i = 0; i < n; i++)
        {
            double[] k1 = Force(y, k);
            double[] k2 = Force(Sum(y, k1, H / 2), k);
            double[] k3 = Force(Sum(y, k2, H / 2), k);
            double[] k4 = Force(Sum(y, k3, H), k);
            y = Sum(y, Sum(Sum(k1, k2, 2), Sum(k4, k3, 2), 1), H / 6);
        }
        return y[0] * y[0] + y[1];
    }

    [Differentiable]
    public static double Network(double[] x, ReadOnlySpan<double> w, int layers)
    {
        double sum = 0;
        for (int pass = 1; pass < 3; pass++)
        {
            double[] hidden = x;
            for (int layer = 0; layer < layers; layer++)
                hidden = Layer(hidden, w, 4);
            foreach (double value in hidden)
                sum += value * pass;
        }
        return sum;
    }

    [Differentiable]
    public static double Motion(double[] x, double h, int n)
    {
        double[] y = x;
        double[] velocity = new double[x.Length];
        int i = 0;
        while (i < n)
        {
            velocity = Sum(velocity, Step(y, -h), h);
            y = Sum(y, velocity, h);
            i++;
        }
        return y[0] * velocity[1] + velocity[0];
    }

    [Differentiable]
    public static double Written(double[] x, double h, int n)
    {
        double[] y = (double[])x.Clone();
        for (int i = 0; i < n; i++)
        {
            y[0] *= h;
            y = Step(y, h);
            y[1] += y[0];
        }
        return y[0] * y[1];
    }

    [Differentiable]
    internal static void Through(double[] x, double h, int n)
    {
        double[] y = x;
        for (int i = 0; i < n; i++)
        {
            y[1] *= h;
            y = Step(y, h);
        }
        x[2] += y[0] * y[1];
    }

    [Differentiable]
    public static double Chosen(double[] x, double k)
    {
        double[] y = x;
        if (k > 0)
        {
            y = Step(x, k);
        }
        else if (k < -1)
        {
            double[] longer = new double[x.Length + 1];
            longer[0] = k * x[0];
            y = longer;
        }
        return Squares(y);
    }

    [Differentiable]
    public static double Length(double x, int n, bool isAsked)
    {
        double[] y = [x];
        if (isAsked)
            y = new double[n];
        return x * y[0];
    }

    private static double Squares(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }

    private static double[] Step(ReadOnlySpan<double> y, double h)
    {
        double[] next = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
            next[i] = y[i] + h * y[(i + 1) % y.Length] * y[i];
        return next;
    }

    private static double[] Sum(double[] a, double[] b, double scale)
    {
        double[] sum = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
            sum[i] = a[i] + scale * b[i];
        return sum;
    }

    private static double[] Force(double[] y, double k)
    {
        double[] force = new double[2];
        force[0] = y[1];
        force[1] = -k * Math.Sin(y[0]);
        return force;
    }

    private static double[] Layer(double[] x, ReadOnlySpan<double> w, int outputs)
    {
        double[] y = new double[outputs];
        for (int o = 0; o < outputs; o++)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += w[(o * x.Length + i) % w.Length] * x[i];
            y[o] = Math.Tanh(sum);
        }
        return y;
    }

    private static void Compare(double[] gradient, double[] at, Func<double[], double> f) =>
        GradientAssert.MatchesDifferences(gradient, at, f, Tolerance);
}
