using System;
using System.Text.Json;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Programs;

namespace Diff.Benchmarks.GradBench;

/// <summary>The eval of Gaussian mixtures. It has the factors' diagonals and lower triangles apart, ours has them together.</summary>
internal sealed class GaussianMixtureModule : GradBenchModule
{
    /// <inheritdoc/>
    public override string Name => "gmm";

    /// <inheritdoc/>
    public override Computation? Prepare(string function, JsonElement input)
    {
        (int d, int k) = (input.Integer("d"), input.Integer("k"));
        int size = d * (d + 1) / 2, lower = size - d, alphas = k, means = k * d;
        double[] q = input.Rows("q"), l = input.Rows("l");
        double[] icf = new double[k * size];
        for (int c = 0; c < k; c++)
        {
            q.AsSpan(c * d, d).CopyTo(icf.AsSpan(c * size));
            l.AsSpan(c * lower, lower).CopyTo(icf.AsSpan((c * size) + d));
        }

        double[] p = [.. input.Vector("alpha"), .. input.Rows("mu"), .. icf];
        GaussianMixtureData data = GaussianMixtureData.Of(
            "gradbench", d, k, p, input.Rows("x"), input.GetProperty("gamma").GetDouble(), input.Integer("m"));
        double constant = data.Constant, value = 0;
        double[] gradient = new double[p.Length];
        return function switch
        {
            "objective" => new Computation(
                () => value = GaussianMixture.LogLikelihood(
                    p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), data.X, d, data.Gamma, data.M, constant),
                writer => writer.WriteNumberValue(value)),
            "jacobian" => new Computation(
                () => GaussianMixture.LogLikelihoodGradient(
                    p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), data.X, d, data.Gamma, data.M, constant,
                    gradient.AsSpan(0, alphas), gradient.AsSpan(alphas, means), gradient.AsSpan(alphas + means)),
                writer => WriteGradient(writer, gradient, d, k)),
            _ => null,
        };
    }

    private static void WriteGradient(Utf8JsonWriter writer, double[] gradient, int d, int k)
    {
        int size = d * (d + 1) / 2;
        writer.WriteStartObject();
        writer.WritePropertyName("alpha");
        writer.WriteVector(gradient.AsSpan(0, k));
        writer.WritePropertyName("mu");
        writer.WriteRows(gradient.AsSpan(k, k * d), k);
        foreach ((string name, int from, int to) in ((string, int, int)[])[("q", 0, d), ("l", d, size)])
        {
            writer.WriteStartArray(name);
            for (int c = 0; c < k; c++)
            {
                writer.WriteVector(gradient.AsSpan((k * (1 + d)) + (c * size) + from, to - from));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
