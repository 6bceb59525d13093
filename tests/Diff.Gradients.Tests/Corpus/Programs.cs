using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Whole small programs, as users write them.</summary>
public static partial class Programs
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0 }, new[] { 1.0, 2.0, -0.5, 0.25, 0.75, -1.0 }, new[] { 0.1, 0.2, -0.3 }, 3)]
    public static double DenseLayer(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int hidden)
    {
        double[] y = new double[hidden];
        for (int i = 0; i < hidden; i++)
        {
            double acc = b[i];
            for (int j = 0; j < x.Length; j++)
                acc += w[i * x.Length + j] * x[j];
            y[i] = Math.Tanh(acc);
        }
        double s = 0;
        for (int i = 0; i < hidden; i++)
            s += y[i] * y[i] * (i + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 4.0, 1.0, 0.5, 1.0, 3.0, -0.25, 0.5, -0.25, 2.0 }, 3)]
    public static double LogDeterminantByElimination(Span<double> a, int n)
    {
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            double pivot = a[k * n + k];
            if (pivot <= 0)
                throw new ArgumentException("not positive definite", nameof(a));
            sum += Math.Log(pivot);
            for (int i = k + 1; i < n; i++)
            {
                double f = a[i * n + k] / pivot;
                for (int j = k; j < n; j++)
                    a[i * n + j] -= f * a[k * n + j];
            }
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.3, 0.0, 9.81, 40)]
    [At(0.3, 0.0, 9.81, 0)]
    public static double Pendulum(double angle, double speed, double gravity, int steps)
    {
        double cost = 0;
        for (int t = 0; t < steps; t++)
        {
            double acceleration = -gravity * Math.Sin(angle) - 0.1 * speed * Math.Abs(speed + 0.01);
            (angle, speed) = (angle + 0.02 * speed, speed + 0.02 * acceleration);
            cost += angle * angle + 0.1 * speed * speed;
            if (cost > 1e6)
                return cost;
        }
        return cost;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -0.25, 0.75 }, new[] { 1.0, 2.0, 0.5, -1.0, 0.25, 1.5 }, 3)]
    public static double RecurrentCell(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> inputs, [Constant] int units)
    {
        Span<double> state = stackalloc double[8];
        Span<double> next = stackalloc double[8];
        double loss = 0;
        foreach (double input in inputs)
        {
            for (int i = 0; i < units; i++)
            {
                double z = w[i] * input;
                for (int j = 0; j < units; j++)
                    z += w[(i + j) % units] * state[j];
                next[i] = Math.Tanh(z);
            }
            next.CopyTo(state);
            loss += state[0] * state[0] - state[1];
        }
        return loss;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, 1.5, -0.5, 2.0 }, new[] { 1.0, 0.0, 1.0, 1.0 }, 0.9)]
    public static double DiscountedReturns(ReadOnlySpan<double> reward, [Constant] ReadOnlySpan<double> alive, double discount)
    {
        double[] returns = new double[reward.Length];
        double running = 0;
        for (int t = reward.Length - 1; t >= 0; t--)
        {
            running = reward[t] + discount * running * alive[t];
            returns[t] = running;
        }
        double mean = 0;
        foreach (double r in returns)
            mean += r;
        mean /= returns.Length;
        double variance = 0;
        foreach (double r in returns)
            variance += (r - mean) * (r - mean);
        return variance;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.6, -1.0, 0.25, 2.0, 1.0, -0.5 }, new[] { 1.0, 0.5, -2.0, 1.5 }, new[] { 0.5, -1.0 })]
    public static float TwoLayerHuberLoss(ReadOnlySpan<float> w, [Constant] ReadOnlySpan<float> x, [Constant] ReadOnlySpan<float> target)
    {
        Span<float> hidden = stackalloc float[2];
        float loss = 0;
        for (int sample = 0; sample < target.Length; sample++)
        {
            ReadOnlySpan<float> input = x.Slice(sample * 2, 2);
            for (int i = 0; i < 2; i++)
            {
                float z = 0;
                for (int j = 0; j < 2; j++)
                    z += w[i * 2 + j] * input[j];
                hidden[i] = z > 0 ? z : 0.01f * z;
            }
            float error = w[4] * hidden[0] + w[5] * hidden[1] - target[sample];
            float size = MathF.Abs(error);
            loss += size <= 1 ? 0.5f * error * error : size - 0.5f;
        }
        return loss / target.Length;
    }
}
