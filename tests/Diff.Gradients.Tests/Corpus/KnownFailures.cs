using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Constructs on which other systems failed, after their public bug threads; each comment names the thread.</summary>
public static partial class KnownFailures
{
    // slang#13000: dense layers as two nested loops; the gradient by a layer's input was wrong, so every layer before it was too.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -0.75 }, new[] { 0.3, -0.2, 0.6, 0.1, -0.4, 0.7, 0.25, -0.5, 0.8, 0.15, 0.35, -0.6, 0.9, -0.1, 0.45 }, 3)]
    [At(new[] { 0.5, -0.75 }, new[] { 0.3, -0.2, 1.5, -0.5, 0.8 }, 1)]
    [At(new[] { 0.5, -0.75 }, new double[0], 0)]
    public static double Three_dense_layers_by_their_input(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int hidden)
    {
        double[] first = new double[hidden];
        double[] second = new double[hidden];
        double[] last = new double[hidden > 0 ? 1 : 0];
        int inputs = x.Length * hidden;
        Dense(x, w.Slice(0, inputs), first);
        Dense(first, w.Slice(inputs, hidden * hidden), second);
        // The last layer shares the weights of the first input.
        Dense(second, w.Slice(0, hidden), last);
        double sum = 0;
        foreach (double y in last)
            sum += y * y;
        return sum;
    }

    // slang#13000: the same loops in one body, where the inner sum is made anew in each trip of the outer loop.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -0.75, 1.25 }, new[] { 0.3, -0.2, 0.6, 0.1, -0.4, 0.7 }, 2, 3)]
    [At(new[] { 0.5, -0.75, 1.25 }, new[] { 0.3, -0.2, 0.6, 0.1, -0.4, 0.7 }, 2, 1)]
    [At(new[] { 0.5, -0.75, 1.25 }, new[] { 0.3, -0.2, 0.6, 0.1, -0.4, 0.7 }, 2, 0)]
    public static double Dense_layer_applied_again_and_again(double[] x, ReadOnlySpan<double> w, int rows, int times)
    {
        for (int t = 0; t < times; t++)
        {
            for (int i = 0; i < rows; i++)
            {
                double sum = 0.125 * i;
                for (int j = 0; j < x.Length; j++)
                    sum += w[i * x.Length + j] * x[j];
                x[i] = sum > 0 ? sum * sum : 0.1 * sum;
            }
        }
        return x[0] * x[1] + x[2];
    }

    // slang#9267: loads at an index that the loop moves on; the backward pass added to the wrong elements (max was suspected).
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 4.0, 2.0, 6.0, 3.0, 5.0, 0.5, 0.25, 7.0 }, 3)]
    [At(new[] { 1.0, 4.0, 2.0, 6.0, 3.0, 5.0, 0.5, 0.25, 7.0 }, 0)]
    [At(new[] { 2.0, 2.0, 1.0, 1.0, 3.0, 3.0 }, 2, Value = 2.5, Gradient = new[] { 0.25, 0.25, 0.0, 0.0, 0.25, 0.25 })]
    public static double Loads_at_an_index_that_moves(ReadOnlySpan<double> image, int rows)
    {
        Span<double> pixel = stackalloc double[3];
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            int at = 3 * row;
            for (int j = 0; j < 3; j++)
            {
                pixel[j] = image[at];
                at += 1;
            }
            sum += Math.Max(Math.Max(pixel[0], pixel[1]), pixel[2]) / rows;
        }
        return sum;
    }

    // slang#2914: a counted for loop written as do/while; the counter was not seen as one and the result was bogus.
    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0.5, 2, Value = 0.84375, Gradient = new[] { 1.6875, 3.375 })]
    [At(1.5, -0.75, 4)]
    [At(1.5, 0.5, 0)]
    public static double Counted_do_while(double x, double y, int n)
    {
        double p = x;
        int i = 0;
        do
        {
            p = p * x * y;
            i++;
        }
        while (i < n);
        return p;
    }

    // slang#6394: a return inside the loop that is not taken; the backward pass left out all code after the loop.
    [Differentiable]
    [At(0, new[] { 0.1, 0.2 }, new[] { 3.0 })]
    [At(1, new[] { 0.1, 0.2 }, new[] { 3.0 })]
    public static void Return_in_a_loop_that_is_never_taken(int index, ReadOnlySpan<double> x, Span<double> y)
    {
        if (index >= 1)
            return;
        for (int i = 0; i < 1; i++)
        {
            if (index > 0)
                return;
        }
        y[index] = x[index] * x[1 - index];
    }

    // slang#6394: the same with a value, the return taken in no trip, the first and a later one.
    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 5, -1)]
    [At(0.75, 5, 0)]
    [At(0.75, 5, 3)]
    [At(0.75, 0, 0)]
    public static double Code_after_a_loop_that_may_return(double x, int n, int stop)
    {
        double s = x;
        for (int i = 0; i < n; i++)
        {
            if (i == stop)
                return s * s;
            s = s * x + i;
        }
        s *= s * x;
        return s + x;
    }

    // clad#1865: an inline divisor in a sum over a loop; the divisor was pushed again in the backward pass instead of popped.
    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 2, Value = 0.8333333333333333, Gradient = new[] { -0.7222222222222222 })]
    [At(-0.5, 5)]
    [At(1.0, 1)]
    [At(1.0, 0)]
    public static double Inline_divisor_in_a_loop(double a, int n)
    {
        double s = 0.0;
        for (int i = 0; i < n; ++i)
        {
            double x = i + 1.0;
            s += 1.0 / (x + a * a);
        }
        return s;
    }

    // clad#1865: naming the divisor made it right there, naming the quotient did not.
    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 2)]
    [At(-0.5, 5)]
    public static double Named_divisor_and_named_quotient_in_a_loop(double a, int n)
    {
        double s = 0.0;
        for (int i = 0; i < n; ++i)
        {
            double x = i + a;
            double divisor = x * x + a * a;
            double quotient = s / (1.5 + x * a);
            s += x / divisor + quotient;
        }
        return s;
    }

    // clad#440: a reference declared in the loop names another element in each trip; its derivative named one for all. Here a slice.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 15.0, Gradient = new[] { 5.0, 0.0 })]
    [At(-0.5, 2.0)]
    public static double Slice_declared_in_a_loop(double x, double y)
    {
        double[] a = new double[5];
        for (int i = 0; i < 5; ++i)
        {
            Span<double> cell = a.AsSpan(i, 1);
            cell[0] = x;
        }
        return a[0] + a[1] + a[2] + a[3] + a[4];
    }

    // clad#440: the slice is read and written after another one was declared.
    [Differentiable(Emit = Emits.Both)]
    [At(1.5, new[] { 0.5, -1.0, 2.0, 0.25 })]
    [At(1.5, new[] { 0.5, -1.0 })]
    [At(1.5, new double[0])]
    public static double Slices_that_move_through_an_array(double x, double[] a)
    {
        for (int i = 0; i + 2 <= a.Length; i++)
        {
            Span<double> pair = a.AsSpan(i, 2);
            Span<double> next = pair[1..];
            pair[0] *= x;
            next[0] += pair[0] * pair[1];
        }
        double sum = x;
        foreach (double e in a)
            sum += e * e;
        return sum;
    }

    // clad#441: an element passed by reference to a call in a loop; only one element's derivative arrived (1 instead of 5).
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 15.0, Gradient = new[] { 5.0, 0.0 })]
    [At(-0.5, 2.0)]
    public static double Elements_assigned_by_reference_in_a_loop(double x, double y)
    {
        double[] a = new double[5];
        for (int i = 0; i < 5; ++i)
            Assign(ref a[i], x);
        return a[0] + a[1] + a[2] + a[3] + a[4];
    }

    // clad#441: what the callee finds in the element counts too, and the index moves within the call.
    [Differentiable(Emit = Emits.Both)]
    [At(0.5, new[] { 1.0, -2.0, 0.75 }, 3)]
    [At(0.5, new[] { 1.0, -2.0, 0.75 }, 0)]
    public static double Elements_updated_by_reference_in_a_loop(double x, Span<double> a, int n)
    {
        int i = 0;
        while (i < n)
            Blend(ref a[i], x * a[i++], a[n - i]);
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
            sum += a[j] * (j + 1) * a[j];
        return sum;
    }

    // clad#746: an assignment in the loop's condition had no derivative.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 15.0, Gradient = new[] { 5.0, 3.0 })]
    [At(-0.5, 2.0)]
    public static double Assignment_in_the_condition(double x, double y)
    {
        double r = 0;
        for (int c = 0; (r = x * y) != 0; ++c)
        {
            if (c == 1)
                break;
        }
        return r;
    }

    // clad#746: the condition runs once more than the body, also after continue.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 45.0, Gradient = new[] { 15.0, 9.0 })]
    [At(0.5, 2.0)]
    public static double Accumulation_in_the_condition(double x, double y)
    {
        double r = 0;
        for (int c = 0; (r += x * y) > 0 && c < 3; ++c)
        {
            if (c == 1)
            {
                r = x * y;
                continue;
            }
        }
        return r;
    }

    // clad#746: two assignments in one condition; the later one counts.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0, 3, Value = 30.0, Gradient = new[] { 10.0, 6.0 })]
    [At(0.5, 2.0, 0)]
    public static double Two_assignments_in_the_condition(double x, double y, int n)
    {
        double r = 0;
        for (int c = 0; (r = x * y) > -100 & (r = 2 * x * y) > -100 & c < n; ++c) { }
        return r;
    }

    // clad#265: by one parameter only, but the way leads through the other one, which is overwritten; the gradient was 0.
    [Differentiable(nameof(x), Emit = Emits.Both)]
    [At(3.0, 5.0, Value = 3.0, Gradient = new[] { 1.0 })]
    [At(-0.5, 2.0)]
    public static double Parameter_that_is_not_asked_for_is_overwritten(double x, double y)
    {
        y = x;
        return y;
    }

    // clad#265: the same in a loop, with a constant span beside it.
    [Differentiable(nameof(x), Emit = Emits.Both)]
    [At(0.5, 2.0, new[] { 1.5, -0.25, 3.0 })]
    [At(0.5, 2.0, new double[0])]
    public static double Parameter_that_is_not_asked_for_accumulates(double x, double y, double[] a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = a[i] * x + y;
            y = a[i] * y;
        }
        return y * x;
    }

    // clad#1108: an unused arc cosine outside its domain made every derivative NaN.
    [Differentiable(Emit = Emits.Both)]
    [At(5.0, 3.0, Value = 150.0, Gradient = new[] { 60.0, 50.0 })]
    [At(1.0, 3.0, Value = 6.0, Gradient = new[] { 12.0, 2.0 })]
    public static double Unused_value_outside_its_domain(double c, double a)
    {
        double angle = Math.Acos(-c / a);
        return 2 * c * c * a;
    }

    // clad#1108: the same, looked at by a condition only, and on the side that is not taken.
    [Differentiable(Emit = Emits.Both)]
    [At(5.0, 3.0, Value = 150.0, Gradient = new[] { 60.0, 50.0 })]
    [At(1.0, 3.0)]
    public static double Value_outside_its_domain_that_is_not_chosen(double c, double a)
    {
        double angle = Math.Acos(-c / a);
        return angle < 10 ? angle * c : 2 * c * c * a;
    }

    // swift#64257: a second call of the same derivative crashed (memory of updated arrays was freed twice). Every member is called
    // several times here, on a thread's one workspace, with arrays that the result does not depend on and ones that it does.
    [Differentiable]
    [At(new[] { 0.5, -1.5, 2.0 }, new[] { 1.0, 1.0, 1.0 }, 2)]
    [At(new[] { 0.5, -1.5, 2.0 }, new[] { 1.0, 1.0, 1.0 }, 0)]
    public static void Updated_arrays_beside_the_result(double[] parameters, Span<double> results, int steps)
    {
        double[] dead = new double[8];
        double[] live = new double[parameters.Length];
        for (int t = 0; t < steps; t++)
        {
            Fill(dead, t, 3.9 * t);
            for (int i = 0; i < live.Length; i++)
            {
                Fill(live, i, parameters[i] * (t + 1) + live[i] * live[i]);
                results[i] *= live[i];
            }
        }
    }

    // CoDiPack#46: one expression assigned twice and cancelled, x + (f - f); adjoints of 1e25 swallowed the 1 (a property of rounding).
    [Differentiable(Emit = Emits.Both)]
    [At(0.01)]
    [At(0.05)]
    [At(-0.5)]
    public static double Same_expression_twice_that_cancels(double x)
    {
        double scaled = 100 * x;
        double power = Math.Exp(scaled);
        double once = scaled * power;
        double again = scaled * power;
        double rest = scaled - again;
        return once + rest;
    }

    // jax#4177: the squared norm of the zero vector had NaN for a gradient: the root's infinite derivative times 0.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.0, 0.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { 0.6, -0.8 }, Value = 1.0, Gradient = new[] { 1.2, -1.6 })]
    public static double Squared_norm_by_the_library(ReadOnlySpan<double> x)
    {
        double norm = Functions.Norm(x);
        return norm * norm;
    }

    // jax#4177: the same with the root written by hand, and by a power.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.0, 0.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { 0.6, -0.8 })]
    public static double Squared_norm_by_a_root(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        return Math.Pow(Math.Sqrt(sum), 2);
    }

    // jax#11716: the standard deviation of equal numbers; the question was whether NaN is right. Guarded it is 0.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 1.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { 1.0, 2.5, -0.5 })]
    public static double Guarded_deviation_of_equal_numbers(ReadOnlySpan<double> x)
    {
        double variance = Variance(x);
        return variance > 0 ? Math.Sqrt(variance) : 0;
    }

    // jax#11716: the root is taken before it is known to be needed.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 1.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { 1.0, 2.5, -0.5 })]
    public static double Deviation_guarded_too_late(ReadOnlySpan<double> x)
    {
        double variance = Variance(x);
        double deviation = Math.Sqrt(variance);
        return variance > 0 ? deviation : 0;
    }

    // jax#11716: by the library's norm, whose derivative at the origin is 0.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 1.0 }, Value = 0.0, Gradient = new[] { 0.0, 0.0 })]
    [At(new[] { 1.0, 2.5, -0.5 })]
    public static double Deviation_by_a_norm(ReadOnlySpan<double> x)
    {
        double mean = 0;
        foreach (double e in x)
            mean += e / x.Length;
        Span<double> rest = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++)
            rest[i] = x[i] - mean;
        return Functions.Norm(rest) / Math.Sqrt(x.Length);
    }

    // jax#11716: unguarded, the root's infinite derivative meets deviations of 0: undefined, as there.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 1.0 }, Value = 0.0, Gradient = new[] { double.NaN, double.NaN })]
    [At(new[] { 1.0, 2.5, -0.5 })]
    public static double Unguarded_deviation_of_equal_numbers(ReadOnlySpan<double> x) => Math.Sqrt(Variance(x));

    // jax#1052: a mask drops the element whose angle has no derivative, at the origin; the gradient was NaN all the same.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 0.0, -5.0 }, new[] { 4.0, 0.0, 12.0 }, new[] { 0.0, 1.0, 0.0 },
        Gradient = new[] { 4 / 25.0, 0.0, 12 / 169.0, -3 / 25.0, 0.0, 5 / 169.0 })]
    [At(new[] { 3.0, 1.0, -5.0 }, new[] { 4.0, 2.0, 12.0 }, new[] { 0.0, 1.0, 0.0 })]
    public static double Masked_angles(ReadOnlySpan<double> y, ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> mask)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double angle = Math.Atan2(y[i], x[i]);
            sum += mask[i] > 0.5 ? 0 : angle;
        }
        return sum;
    }

    // jax#1052: the mask on a buffer that was filled before, as arrays are there; here with a root that is infinite at 0.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 4.0, 0.0, 9.0 }, Value = 6.0, Gradient = new[] { 0.25, 0.0, 0.16666666666666666 })]
    [At(new[] { 4.0, 0.01, 9.0 })]
    public static double Masked_roots(ReadOnlySpan<double> x)
    {
        Span<double> roots = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++)
            roots[i] = Math.Sqrt(x[i]);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += roots[i] > 0.5 ? roots[i] : 1;
        return sum;
    }

    // jax#1052: a quotient computed before it is known to be wanted; 1 / 0 is infinite and so is its derivative.
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 0.0, Value = 3.0, Gradient = new[] { 1.0, 0.0 })]
    [At(3.0, 2.0, Value = 1.5, Gradient = new[] { 0.5, -0.75 })]
    [At(3.0, -2.0)]
    public static double Quotient_that_is_not_chosen(double x, double y)
    {
        double quotient = x / y;
        return y > 0 ? quotient : x;
    }

    // jax#1052: 0 / 0, whose value is not a number either.
    [Differentiable(Emit = Emits.Both)]
    [At(0.0, Value = 1.0, Gradient = new[] { 0.0 })]
    [At(0.5)]
    public static double Cardinal_sine_chosen_too_late(double x)
    {
        double quotient = Math.Sin(x) / x;
        return x != 0 ? quotient : 1;
    }

    // ReverseDiff#171: a convolution that multiplies views into a view of its result; the gradient was 0 without a message.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -1.0, 0.25, 2.0 }, new[] { 1.0, 2.0, -0.5, 0.75, -1.5, 0.1, 3.0, 0.4 }, new[] { 0.3, -0.2, 1.0, 0.5 }, 2)]
    [At(new[] { 0.5, -1.0, 0.25 }, new[] { 1.0, 2.0 }, new[] { 0.3, -0.2 }, 1)]
    public static double Convolution_into_views(
        ReadOnlySpan<double> w, ReadOnlySpan<double> h, [Constant] ReadOnlySpan<double> data, int components)
    {
        double[] estimate = new double[data.Length];
        estimate.AsSpan().Clear();
        int lags = Math.Min(w.Length / components, data.Length);
        for (int lag = 0; lag < lags; lag++)
            MultiplyInto(estimate.AsSpan(lag), w.Slice(lag * components, components), h, data.Length - lag);
        double loss = 0;
        for (int t = 0; t < data.Length; t++)
            loss += (estimate[t] - data[t]) * (estimate[t] - data[t]);
        return loss;
    }

    // clad#464: a compound assignment to an element as an operand; the factor was lost (1 instead of 5).
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 0.5 }, 3, Value = -2.5, Gradient = new[] { 5.0, 5.0, 5.0 })]
    [At(new[] { 1.0, -2.0, 0.5 }, 0)]
    public static double Compound_assignment_as_an_operand(double[] a, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; ++i)
            sum += a[i] *= 5;
        return sum;
    }

    // clad#474: a loop over a real variable that starts at a parameter; its start had no derivative.
    [Differentiable(Emit = Emits.Both)]
    [At(1.0, 2.1, Value = 2.96875, Gradient = new[] { 3.75, 0.0 })]
    [At(1.0, 0.5)]
    public static double Integral_over_a_real_loop_variable(double lower, double upper)
    {
        double sum = 0;
        double step = 0.25;
        for (double t = lower; t <= upper; t += step)
            sum += t * t * step;
        return sum;
    }

    // clad#1941: x · c[2i] · x with a computed index; the factor on the left was differentiated with the one in the middle.
    [Differentiable(nameof(x), Emit = Emits.Both)]
    [At(5.0, new[] { 0.0, 0.0, 3.0, 0.0 }, 1, Value = 108.0, Gradient = new[] { 36.0 })]
    [At(-0.5, new[] { 0.25, 0.5, 3.0, 1.0 }, 0)]
    public static double Computed_index_between_two_factors(double x, ReadOnlySpan<double> c, int i) => (x + 1) * c[i * 2] * (x + 1);

    // swift#78264: r = r * x in a loop whose condition stands at the end; adjoints were not cleared between trips.
    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 3, Value = 3.375, Gradient = new[] { 6.75 })]
    [At(-0.5, 1)]
    public static double Product_in_a_do_loop(double x, int n)
    {
        double r = 1;
        int i = 0;
        do
        {
            double kept = r * x;
            r = kept;
            i += 1;
        }
        while (i < n);
        return r;
    }

    private static void Dense(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0.1;
            for (int j = 0; j < x.Length; j++)
                sum += w[i * x.Length + j] * x[j];
            y[i] = Math.Tanh(sum);
        }
    }

    private static void Assign(ref double element, double value)
    {
        element = value;
    }

    private static void Blend(ref double element, double a, double b)
    {
        element = element * b + a;
    }

    private static void Fill(Span<double> a, int i, double value)
    {
        a[i] = value;
    }

    private static double Variance(ReadOnlySpan<double> x)
    {
        double mean = 0;
        for (int i = 0; i < x.Length; i++)
            mean += x[i];
        mean /= x.Length;
        double variance = 0;
        for (int i = 0; i < x.Length; i++)
            variance += (x[i] - mean) * (x[i] - mean);
        return variance / x.Length;
    }

    private static void MultiplyInto(Span<double> y, ReadOnlySpan<double> w, ReadOnlySpan<double> h, int count)
    {
        int length = h.Length / w.Length;
        for (int k = 0; k < w.Length; k++)
        {
            ReadOnlySpan<double> row = h.Slice(k * length, count);
            for (int t = 0; t < count; t++)
                y[t] += w[k] * row[t];
        }
    }
}
