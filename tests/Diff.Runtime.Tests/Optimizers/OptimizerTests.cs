using System;
using Xunit;

namespace Diff.Tests;

public sealed class OptimizerTests
{
    // More than one vector and a remainder, so that both loops run.
    private const int Count = 35;

    private delegate void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradient);

    [Fact]
    public void Plain_descent_of_a_parabola_is_a_geometric_sequence()
    {
        // θ − η·θ each step: θ·(1 − η)ᵗ.
        Sgd<double> optimizer = new(Count, learningRate: 0.25);
        double[] parameters = Samples.Doubles(Count, seed: 30);
        double[] start = [.. parameters];
        for (int step = 0; step < 12; step++)
        {
            optimizer.Step(parameters, (double[])parameters.Clone());
        }
        for (int i = 0; i < Count; i++)
        {
            Near.Relative(start[i] * Math.Pow(0.75, 12), parameters[i], 1e-15);
        }
    }

    [Fact]
    public void Momentum_sums_a_constant_gradient_geometrically()
    {
        // b after t steps is g·(1 − μᵗ)/(1 − μ).
        Sgd<double> optimizer = new(Count, learningRate: 0.1, momentum: 0.5);
        double[] gradient = Samples.Doubles(Count, seed: 31);
        double[] parameters = new double[Count];
        double travelled = 0;
        for (int step = 1; step <= 10; step++)
        {
            optimizer.Step(parameters, gradient);
            travelled += 0.1 * (1 - Math.Pow(0.5, step)) / 0.5;
            for (int i = 0; i < Count; i++)
            {
                Near.Relative(-travelled * gradient[i], parameters[i], 1e-14);
            }
        }
    }

    [Fact]
    public void Nesterov_looks_one_momentum_ahead()
    {
        // Directions for g = 1, μ = ½: b = 1, 1.5, 1.75; g + μ·b = 1.5, 1.75, 1.875.
        Sgd<double> optimizer = new(Count, learningRate: 1, momentum: 0.5, nesterov: true);
        double[] gradient = new double[Count];
        Array.Fill(gradient, 1);
        double[] parameters = new double[Count];
        double[] expected = [-1.5, -3.25, -5.125];
        foreach (double position in expected)
        {
            optimizer.Step(parameters, gradient);
            Assert.All(parameters, parameter => Assert.Equal(position, parameter));
        }
    }

    [Fact]
    public void Weight_decay_adds_to_the_gradient()
    {
        Sgd<double> plain = new(Count, learningRate: 0.5, weightDecay: 0.25);
        Sgd<double> momentum = new(Count, learningRate: 0.5, momentum: 0.5, weightDecay: 0.25);
        double[] first = new double[Count];
        double[] second = new double[Count];
        Array.Fill(first, 8);
        Array.Fill(second, 8);
        double[] gradient = new double[Count];
        Array.Fill(gradient, 2);
        // g + λ·θ = 4; 8 − 2 = 6. Then 2 + 1.5 = 3.5: plain 6 − 1.75; with momentum b = 2 + 3.5, 6 − 2.75.
        plain.Step(first, gradient);
        momentum.Step(second, gradient);
        Assert.All(first, parameter => Assert.Equal(6, parameter));
        Assert.All(second, parameter => Assert.Equal(6, parameter));
        plain.Step(first, gradient);
        momentum.Step(second, gradient);
        Assert.All(first, parameter => Assert.Equal(4.25, parameter));
        Assert.All(second, parameter => Assert.Equal(3.25, parameter));
    }

    [Fact]
    public void Adam_with_a_constant_gradient_moves_by_the_learning_rate()
    {
        // m̂ = g and v̂ = g² exactly, so each step is α·g/(|g| + ε).
        Adam<double> optimizer = new(Count, learningRate: 0.01, epsilon: 1e-3);
        double[] gradient = Samples.Doubles(Count, seed: 32);
        double[] parameters = new double[Count];
        for (int step = 1; step <= 50; step++)
        {
            optimizer.Step(parameters, gradient);
            for (int i = 0; i < Count; i++)
            {
                Near.Relative(-step * 0.01 * gradient[i] / (Math.Abs(gradient[i]) + 1e-3), parameters[i], 1e-13);
            }
        }
    }

    [Fact]
    public void Adam_follows_its_formulas_for_changing_gradients()
    {
        Adam<double> optimizer = new(Count, learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0.25);
        double[] parameters = new double[Count];
        double[] gradient = new double[Count];
        Array.Fill(parameters, 1);
        // g = 2: m = 1, v = 1; m̂ = 1/0.5 = 2, v̂ = 1/0.25 = 4; θ = 1 − 0.1·2/(2 + 0.25).
        Array.Fill(gradient, 2);
        optimizer.Step(parameters, gradient);
        double expected = 1 - 0.2 / 2.25;
        Assert.All(parameters, parameter => Near.Relative(expected, parameter, 1e-15));
        // g = −4: m = 0.5 − 2 = −1.5, v = 0.75 + 4 = 4.75; m̂ = −1.5/0.75 = −2, v̂ = 4.75/(1 − 0.5625).
        Array.Fill(gradient, -4);
        optimizer.Step(parameters, gradient);
        expected += 0.2 / (Math.Sqrt(4.75 / 0.4375) + 0.25);
        Assert.All(parameters, parameter => Near.Relative(expected, parameter, 1e-15));
    }

    [Fact]
    public void AdamW_decays_weights_apart_from_the_gradient()
    {
        AdamW<double> optimizer = new(Count, learningRate: 0.1, epsilon: 0, weightDecay: 0.5);
        double[] parameters = new double[Count];
        double[] gradient = new double[Count];
        Array.Fill(parameters, 2);
        Array.Fill(gradient, -3);
        // 2·(1 − 0.05) + 0.1, then the same again.
        optimizer.Step(parameters, gradient);
        Assert.All(parameters, parameter => Near.Relative(2.0, parameter, 1e-14));
        Array.Fill(parameters, 4);
        optimizer.Step(parameters, gradient);
        Assert.All(parameters, parameter => Near.Relative(3.9, parameter, 1e-14));
    }

    [Fact]
    public void AdamW_without_decay_is_Adam()
    {
        Adam<float> adam = new(Count, learningRate: 0.02f);
        AdamW<float> adamW = new(Count, learningRate: 0.02f, weightDecay: 0f);
        float[] first = Samples.Singles(Count, seed: 33);
        float[] second = [.. first];
        for (ulong step = 0; step < 20; step++)
        {
            float[] gradient = Samples.Singles(Count, seed: 100 + step);
            adam.Step(first, gradient);
            adamW.Step(second, gradient);
        }
        Assert.Equal(first, second);
    }

    [Fact]
    public void The_defaults_are_the_published_ones()
    {
        Adam<double> given = new(Count, 1e-3, 0.9, 0.999, 1e-8);
        Adam<double> byDefault = new(Count);
        AdamW<double> givenDecay = new(Count, 1e-3, 0.9, 0.999, 1e-8, 0.01);
        AdamW<double> byDefaultDecay = new(Count);
        double[][] parameters = [new double[Count], new double[Count], new double[Count], new double[Count]];
        foreach (double[] vector in parameters)
        {
            Array.Fill(vector, 5);
        }
        for (ulong step = 0; step < 5; step++)
        {
            double[] gradient = Samples.Doubles(Count, seed: 200 + step);
            given.Step(parameters[0], gradient);
            byDefault.Step(parameters[1], gradient);
            givenDecay.Step(parameters[2], gradient);
            byDefaultDecay.Step(parameters[3], gradient);
        }
        Assert.Equal(parameters[0], parameters[1]);
        Assert.Equal(parameters[2], parameters[3]);
        Assert.NotEqual(parameters[0], parameters[2]);
    }

    [Fact]
    public void Float_optimizers_follow_the_double_ones()
    {
        (Step<double> Double, Step<float> Single)[] pairs =
        [
            (new Sgd<double>(Count, 0.05, 0.9, true, 0.01).Step, new Sgd<float>(Count, 0.05f, 0.9f, true, 0.01f).Step),
            (new Sgd<double>(Count, 0.05).Step, new Sgd<float>(Count, 0.05f).Step),
            (new Adam<double>(Count, 0.01).Step, new Adam<float>(Count, 0.01f).Step),
            (new AdamW<double>(Count, 0.01).Step, new AdamW<float>(Count, 0.01f).Step),
        ];
        foreach ((Step<double> step, Step<float> singleStep) in pairs)
        {
            double[] parameters = Samples.Doubles(Count, seed: 34);
            float[] single = Samples.Singles(Count, seed: 34);
            for (ulong i = 0; i < 30; i++)
            {
                step(parameters, Samples.Doubles(Count, seed: 300 + i));
                singleStep(single, Samples.Singles(Count, seed: 300 + i));
            }
            for (int i = 0; i < Count; i++)
            {
                Near.Relative(parameters[i], single[i], 1e-4);
            }
        }
    }

    [Fact]
    public void An_element_moves_the_same_whatever_its_place()
    {
        // The vector loop and the remainder must agree to the bit.
        Adam<float> optimizer = new(Count, 0.1f);
        Sgd<float> momentum = new(Count, 0.1f, 0.9f, nesterov: true, weightDecay: 0.1f);
        float[] first = new float[Count];
        float[] second = new float[Count];
        float[] gradient = new float[Count];
        Array.Fill(first, 0.7f);
        Array.Fill(second, 0.7f);
        for (int step = 0; step < 10; step++)
        {
            Array.Fill(gradient, 0.3f - 0.1f * step);
            optimizer.Step(first, gradient);
            momentum.Step(second, gradient);
        }
        Assert.All(first, parameter => Assert.Equal(first[0], parameter));
        Assert.All(second, parameter => Assert.Equal(second[0], parameter));
        Assert.NotEqual(0.7f, first[0]);
        Assert.NotEqual(0.7f, second[0]);
    }

    [Fact]
    public void The_learning_rate_can_be_changed_between_steps()
    {
        Sgd<double> sgd = new(1, 0.5);
        Adam<double> adam = new(1, 0.5, epsilon: 0);
        AdamW<double> adamW = new(1, 0.5, epsilon: 0, weightDecay: 0);
        double[][] parameters = [[0], [0], [0]];
        sgd.Step(parameters[0], [1]);
        adam.Step(parameters[1], [1]);
        adamW.Step(parameters[2], [1]);
        sgd.LearningRate = 0.25;
        adam.LearningRate = 0.25;
        adamW.LearningRate = 0.25;
        sgd.Step(parameters[0], [1]);
        adam.Step(parameters[1], [1]);
        adamW.Step(parameters[2], [1]);
        Assert.All(parameters, vector => Near.Relative(-0.75, vector[0], 1e-14));
        Assert.Equal(0.25, sgd.LearningRate);
        Assert.Equal(0.25, adam.LearningRate);
        Assert.Equal(0.25, adamW.LearningRate);
    }

    [Fact]
    public void Reset_forgets_the_steps_before()
    {
        Sgd<double> sgd = new(Count, 0.1, momentum: 0.9);
        Adam<double> adam = new(Count);
        AdamW<double> adamW = new(Count);
        (Step<double> Step, Action Reset)[] optimizers = [(sgd.Step, sgd.Reset), (adam.Step, adam.Reset), (adamW.Step, adamW.Reset)];
        foreach ((Step<double> step, Action reset) in optimizers)
        {
            double[] first = Run();
            double[] continued = Run();
            reset();
            Assert.NotEqual(first, continued);
            Assert.Equal(first, Run());

            double[] Run()
            {
                double[] parameters = Samples.Doubles(Count, seed: 35);
                for (ulong i = 0; i < 5; i++)
                {
                    step(parameters, Samples.Doubles(Count, seed: 400 + i));
                }
                return parameters;
            }
        }
    }

    [Fact]
    public void Arguments_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Sgd<float>(-1, 0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd<float>(1, -0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd<float>(1, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd<float>(1, 0.1f, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new Sgd<float>(1, 0.1f, weightDecay: -1));
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd<float>(1, 0.1f, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new Adam<double>(-1));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam<double>(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam<double>(1, beta1: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adam<double>(1, beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new AdamW<double>(1, epsilon: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new AdamW<double>(1, weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Adam<double>(1).LearningRate = -1);
        Assert.Throws<NotSupportedException>(() => new Adam<Half>(1));
    }

    [Fact]
    public void Steps_refuse_wrong_lengths_and_overlaps_and_write_nothing()
    {
        Sgd<double> sgd = new(3, 0.1, momentum: 0.5);
        Adam<double> adam = new(3);
        AdamW<double> adamW = new(3);
        foreach (Step<double> step in new Step<double>[] { sgd.Step, adam.Step, adamW.Step })
        {
            double[] memory = [1, 2, 3, 4];
            Assert.Throws<ArgumentException>("parameters", () => step(memory, new double[3]));
            Assert.Throws<ArgumentException>("gradient", () => step(memory.AsSpan(0, 3), new double[4]));
            Assert.Throws<ArgumentException>("gradient", () => step(memory.AsSpan(0, 3), memory.AsSpan(1, 3)));
            Assert.Equal([1, 2, 3, 4], memory);
        }
        new Adam<double>(0).Step([], []);
    }
}
