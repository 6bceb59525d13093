using System;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

// The twin of LogLikelihood on the tape.
public sealed partial class GaussianMixture
{
    private static double LogLikelihoodOnTape(
        Tape tape, ReadOnlySpan<double> point, int components, ReadOnlySpan<double> x, int d, double gamma, int m, double constant,
        Span<double> gradient)
    {
        int points = x.Length / d;
        int size = d * (d + 1) / 2;
        ReadOnlySpan<TapeVariable> p = tape.Start(point);
        ReadOnlySpan<TapeVariable> alphas = p[..components];
        ReadOnlySpan<TapeVariable> means = p.Slice(components, components * d);
        ReadOnlySpan<TapeVariable> icf = p[(components * (1 + d))..];

        Span<TapeVariable> diagonals = stackalloc TapeVariable[components * d];
        Span<TapeVariable> logDeterminants = stackalloc TapeVariable[components];
        TapeVariable prior = 0;
        for (int k = 0; k < components; k++)
        {
            TapeVariable squares = 0;
            TapeVariable logDeterminant = 0;
            for (int i = 0; i < d; i++)
            {
                TapeVariable q = icf[(k * size) + i];
                logDeterminant += q;
                TapeVariable diagonal = TapeVariable.Exp(q);
                diagonals[(k * d) + i] = diagonal;
                squares += diagonal * diagonal;
            }

            for (int i = d; i < size; i++)
            {
                squares += icf[(k * size) + i] * icf[(k * size) + i];
            }

            logDeterminants[k] = logDeterminant;
            prior += (0.5 * gamma * gamma * squares) - (m * logDeterminant);
        }

        Span<TapeVariable> centred = stackalloc TapeVariable[d];
        Span<TapeVariable> scaled = stackalloc TapeVariable[d];
        Span<TapeVariable> terms = stackalloc TapeVariable[components];
        TapeVariable sum = 0;
        for (int n = 0; n < points; n++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int i = 0; i < d; i++)
                {
                    centred[i] = x[(n * d) + i] - means[(k * d) + i];
                    scaled[i] = diagonals[(k * d) + i] * centred[i];
                }

                int l = (k * size) + d;
                TapeVariable distance = 0;
                for (int i = 0; i < d; i++)
                {
                    distance += scaled[i] * scaled[i];
                    for (int j = i + 1; j < d; j++)
                    {
                        scaled[j] += icf[l] * centred[i];
                        l++;
                    }
                }

                terms[k] = alphas[k] + logDeterminants[k] - (0.5 * distance);
            }

            sum += LogSumExp(terms);
        }

        TapeVariable result = constant + sum - (points * LogSumExp(alphas)) + prior;
        return tape.Backward(result, gradient);
    }

    private static TapeVariable LogSumExp(ReadOnlySpan<TapeVariable> terms)
    {
        // The greatest term is a constant here, as in any careful version: its parts of the derivative cancel.
        double max = terms[0].Value;
        for (int k = 1; k < terms.Length; k++)
        {
            max = Math.Max(max, terms[k].Value);
        }

        TapeVariable sum = 0;
        for (int k = 0; k < terms.Length; k++)
        {
            sum += TapeVariable.Exp(terms[k] - max);
        }

        return max + TapeVariable.Log(sum);
    }
}
