using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Instance methods differentiated by their receiver's parameters, against differences of the primal.</summary>
public sealed partial class InstanceMethodTests
{
    private const double Tolerance = 1e-8;
    private static readonly double[] s_x = [0.5, -1, 2];

    [Fact]
    public void The_gradient_has_the_shape_of_the_parameters()
    {
        Model model = new();
        Model.Parameters gradient = new(model);
        gradient.All.Fill(77);
        double[] byX = new double[3];
        (double value, double byTarget) = model.LossGradient(s_x, 0.3, byX, gradient);
        Assert.Equal(model.Loss(s_x, 0.3), value);
        Compare(gradient.All.ToArray(), model, 1);
        GradientAssert.Close(Differences.Central(h => model.Loss(s_x, 0.3 + h), 0.01).Derivative, byTarget, Tolerance, "by target");
        for (int i = 0; i < 3; i++)
        {
            double[] moved = [.. s_x];
            int k = i;
            double expected = Differences.Central(
                h =>
                {
                    moved[k] = s_x[k] + h;
                    return model.Loss(moved, 0.3);
                },
                0.01).Derivative;
            GradientAssert.Close(expected, byX[i], Tolerance, "by x");
        }
    }

    [Fact]
    public void Backward_takes_a_cotangent_and_accumulating_adds()
    {
        Model model = new();
        Model.Parameters gradient = new(model);
        double[] byX = new double[3];
        model.LossBackward(s_x, 0.3, -2, byX, gradient);
        Compare(gradient.All.ToArray(), model, -2);
        model.LossAccumulateGradient(s_x, 0.3, byX, gradient);
        model.LossAccumulateGradient(s_x, 0.3, byX, gradient);
        model.LossAccumulateGradient(s_x, 0.3, byX, gradient);
        Compare(gradient.All.ToArray(), model, 1);
    }

    [Fact]
    public void A_set_is_one_memory_with_views_by_member()
    {
        Model model = new();
        Model.Parameters set = new(model);
        set.CopyFrom(model);
        Assert.Equal(Model.Parameters.CountOf(model), set.All.Length);
        Assert.Equal([0.3, 0.5, 0.7], set.First.Weights.ToArray());
        Assert.Equal(0.1, set.First.Bias);
        Assert.Equal(new Pair(0.7, -0.4), set.Mix);
        Assert.Equal([new Pair(1, 2), new Pair(3, -1)], set.Points.ToArray());
        set.Mix = new Pair(5, 6);
        set.First.Bias = 9;
        set.Second.Weights[2] = 8;
        set.CopyTo(model);
        Model.Parameters again = new(model, new double[set.All.Length + 3]);
        again.CopyFrom(model);
        Assert.Equal(set.All.ToArray(), again.All.ToArray());
        again.Clear();
        Assert.Equal(new double[set.All.Length], again.All.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Model.Parameters(model, new double[3]));
    }

    [Fact]
    public void A_set_of_another_shape_or_overlapping_memory_is_refused()
    {
        Model model = new();
        double[] byX = new double[3];
        Assert.Throws<ArgumentNullException>("parametersGradient", () => model.LossGradient(s_x, 0, byX, null!));
        Model.Parameters other = new(new Model(4));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => model.LossGradient(s_x, 0, byX, other));
        Assert.Contains("parametersGradient.First.Weights", exception.Message, StringComparison.Ordinal);
        Model.Parameters gradient = new(model);
        Assert.Throws<ArgumentException>(() => model.LossGradient(gradient.First.Weights, 0, byX, gradient));
        Assert.Throws<ArgumentException>(() => model.LossGradient(s_x, 0, gradient.First.Weights, gradient));
    }

    [Fact]
    public void Numbers_of_a_struct()
    {
        Spring spring = new() { Stiffness = 2, Rest = 1 };
        Spring.Parameters gradient = new(spring);
        Assert.Equal((4, 4), spring.EnergyGradient(3, gradient));
        Assert.Equal(2, gradient.Stiffness);
    }

    [Fact]
    public void An_object_that_is_a_parameter_has_a_set_of_its_own()
    {
        Layer layer = new(3);
        Layer.Parameters gradient = new(layer);
        double[] byX = new double[3];
        Assert.Equal(Scored(layer, s_x), ScoredGradient(layer, s_x, byX, gradient));
        Layer.Parameters at = new(layer);
        at.CopyFrom(layer);
        for (int i = 0; i < at.All.Length; i++)
        {
            int k = i;
            double start = at.All[i];
            double expected = Differences.Central(
                h =>
                {
                    at.All[k] = start + h;
                    at.CopyTo(layer);
                    return Scored(layer, s_x);
                },
                0.01).Derivative;
            at.All[i] = start;
            at.CopyTo(layer);
            GradientAssert.Close(expected, gradient.All[i], Tolerance, "by the layer");
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        Model model = new();
        Model.Parameters gradient = new(model);
        double[] byX = new double[3];
        model.LossGradient(s_x, 0.3, byX, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            model.LossGradient(s_x, 0.3, byX, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_recursion_may_capture_an_object(int n)
    {
        Layer layer = new(3);
        Layer.Parameters gradient = new(layer);
        gradient.All.Fill(77);
        (double value, double byX) = DescendedGradient(layer, 0.7, n, gradient);
        Assert.Equal(Descended(layer, 0.7, n), value);
        GradientAssert.Close(Differences.Central(h => Descended(layer, 0.7 + h, n), 0.01).Derivative, byX, Tolerance, "by x");
        double start = layer.Bias;
        double byBias = Differences.Central(
            h =>
            {
                layer.Bias = start + h;
                return Descended(layer, 0.7, n);
            },
            0.01).Derivative;
        layer.Bias = start;
        GradientAssert.Close(byBias, gradient.Bias, Tolerance, "by the bias");
        Assert.Equal(new double[3], gradient.Weights.ToArray());
    }

    [Fact]
    public void An_object_whose_parameters_are_not_read_has_a_gradient_of_zero()
    {
        Layer layer = new(3);
        Layer.Parameters gradient = new(layer);
        gradient.All.Fill(77);
        Assert.Equal((9, 6), IgnoringGradient(layer, 3, gradient));
        Assert.Equal(new double[4], gradient.All.ToArray());
    }

    [Differentiable]
    public static double Ignoring(Layer layer, double x) => x * x;

    [Differentiable]
    public static double Descended(Layer layer, double x, int n)
    {
        double sum = 0;
        for (int i = 0; i < 2; i++)
            sum += Descend(x, n) * x;
        return sum;

        double Descend(double v, int k) => k == 0 ? v : Math.Sin(v * layer.Bias) + 0.5 * Descend(v * x, k - 1);
    }

    [Differentiable]
    public static double Scored(Layer layer, ReadOnlySpan<double> x) => layer.Forward(x) * layer.Bias;

    private static void Compare(double[] gradient, Model model, double factor)
    {
        Model.Parameters at = new(model);
        at.CopyFrom(model);
        double[] expected = new double[gradient.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            int k = i;
            double start = at.All[i];
            expected[i] = factor * Differences.Central(
                h =>
                {
                    at.All[k] = start + h;
                    at.CopyTo(model);
                    return model.Loss(s_x, 0.3);
                },
                0.01).Derivative;
            at.All[i] = start;
            at.CopyTo(model);
        }
        GradientAssert.Close(expected, gradient, Tolerance, "by the parameters");
    }

    public record struct Pair(double X, double Y);

    public partial class Layer
    {
        [Parameter]
        internal readonly double[] _weights;
        internal readonly int _inputs;

        public Layer(int inputs)
        {
            _inputs = inputs;
            _weights = new double[inputs];
            for (int i = 0; i < inputs; i++)
                _weights[i] = (3 + 2 * i) / 10.0;
        }

        [Parameter]
        public double Bias { get; set; } = 0.1;

        public double Forward(ReadOnlySpan<double> x)
        {
            double sum = Bias;
            for (int i = 0; i < _inputs; i++)
                sum += _weights[i] * x[i];
            return Math.Tanh(sum);
        }
    }

    public abstract class Scaling
    {
        protected virtual double Scale => 3;

        public abstract double Activate(double x);

        protected double Twice(double x) => 2 * x * Scale;
    }

    public sealed partial class Model(int inputs = 3) : Scaling
    {
        private readonly double _rate = 0.5;
        [Parameter]
        private readonly Layer _first = new(inputs);
        [Parameter]
        private readonly Layer _second = new(inputs);
        [Parameter]
        private readonly Pair[] _points = [new(1, 2), new(3, -1)];
        [Parameter]
        private Pair _mix = new(0.7, -0.4);

        protected override double Scale => 1.5;

        public override double Activate(double x) => x * x * Scale;

        [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
        public double Loss(ReadOnlySpan<double> x, double target)
        {
            Layer last = _second;
            double error = Mixed(_first.Forward(x), last.Forward(x)) - target;
            double sum = 0;
            foreach (Pair point in _points)
                sum += point.X * point.Y;
            return Activate(error) * _rate + Twice(error) + sum * Penalty(_first);
        }

        private static double Penalty(Layer layer)
        {
            double sum = 0;
            foreach (double weight in layer._weights)
                sum += weight * weight;
            return sum + layer.Bias;
        }

        private double Mixed(double a, double b)
        {
            return Weighted(a) + _mix.Y * b;

            double Weighted(double v) => _mix.X * v;
        }
    }

    public partial struct Spring
    {
        [Parameter]
        public double Stiffness;
        public double Rest;

        [Differentiable]
        public readonly double Energy(double x)
        {
            double stretch = Stretch(x);
            return 0.5 * Stiffness * stretch * stretch;
        }

        private readonly double Stretch(double x) => x - Rest;
    }
}
