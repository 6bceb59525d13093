using System;
using Diff.Gradients.Tests.Corpus;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Generated members called as users call them: the compiler checks names, shapes and tuple members.</summary>
public sealed class DirectCallTests
{
    [Fact]
    public void A_product_has_its_factors_as_gradient()
    {
        (double value, double xGradient, double yGradient) = Scalars.ProductGradient(3, 4);
        Assert.Equal(12, value);
        Assert.Equal(4, xGradient);
        Assert.Equal(3, yGradient);
    }

    [Fact]
    public void A_sum_in_a_loop_has_the_gradient_that_predecessors_lost()
    {
        Assert.Equal(45, Loops.SumOfSquaresGradient(3, 5).Value);
        Assert.Equal(30, Loops.SumOfSquaresGradient(3, 5).XGradient);
    }

    [Fact]
    public void A_loop_of_zero_trips_has_gradient_zero()
    {
        Assert.Equal((0, 0), Loops.SumOfSquaresGradient(3, 0));
    }

    [Fact]
    public void With_only_spans_differentiated_the_value_is_returned_alone()
    {
        double[] w = [1, -2];
        double[] x = [3, 5];
        double[] wGradient = [777, 777];
        double[] xGradient = [777, 777];
        double value = Spans.DotGradient(w, x, wGradient: wGradient, xGradient: xGradient);
        Assert.Equal(-7, value);
        Assert.Equal(x, wGradient);
        Assert.Equal(w, xGradient);
    }

    [Fact]
    public void Accumulating_twice_adds_twice()
    {
        double[] wGradient = [10, 20];
        double[] xGradient = [0, 0];
        Spans.DotAccumulateGradient([1, -2], [3, 5], wGradient, xGradient);
        Spans.DotAccumulateGradient([1, -2], [3, 5], wGradient, xGradient);
        Assert.Equal([16, 30], wGradient);
        Assert.Equal([2, -4], xGradient);
    }

    [Fact]
    public void The_backward_of_a_scalar_result_takes_its_cotangent_before_the_destinations()
    {
        double[] wGradient = [777, 777];
        double[] xGradient = [777, 777];
        double value = Spans.DotBackward([1, -2], [3, 5], resultCotangent: -2, wGradient, xGradient);
        Assert.Equal(-7, value);
        Assert.Equal([-6, -10], wGradient);
        Assert.Equal([-2, 4], xGradient);
    }

    [Fact]
    public void A_void_method_with_one_scalar_returns_its_gradient_alone()
    {
        double[] y = [0.25, -1];
        double[] yCotangent = [2, -3];
        double[] xGradient = [777, 777];
        double aGradient = Outputs.ScalarTimesSpanAddedIntoBackward(0.5, [1, -2], y, yCotangent, xGradient);
        Assert.Equal(2 * 1 * 0.25 + -3 * -2 * -1, aGradient);
        Assert.Equal([0.375, 0], y);
        Assert.Equal([2 * 0.5 * 0.25, -3 * 0.5 * -1], xGradient);
        Assert.Equal([2 * 1.5, 0], yCotangent);
    }

    [Fact]
    public void A_void_method_with_several_scalars_returns_a_tuple_without_value()
    {
        double[] y = [7, 7, 7];
        double[] yCotangent = [1, 0, 0];
        (double XGradient, double ZGradient) gradient = Outputs.TwoScalarsToASpanBackward(0.5, -2, y, yCotangent);
        Assert.Equal((-2, 0.5), gradient);
        Assert.Equal([0, 0, 0], yCotangent);
    }

    [Fact]
    public void In_out_spans_hold_the_final_content_and_the_cotangent_of_the_initial_one()
    {
        double[] a = [1, 2, -3];
        double[] aCotangent = [1, -1, 0.5];
        Outputs.SquaresInPlaceBackward(a, aCotangent);
        Assert.Equal([1, 4, 9], a);
        Assert.Equal([2, -4, -3], aCotangent);
    }

    [Fact]
    public void Named_parameters_are_the_only_ones_differentiated()
    {
        double[] pGradient = new double[3];
        double value = Selections.NamedSpanGradient([1, 1, 1], [1, 2, 3], 2, pGradient);
        Assert.Equal(Selections.NamedSpan([1, 1, 1], [1, 2, 3], 2), value, 12);
        Assert.Equal(0, pGradient[0], 12);
        Assert.Equal(-0.25, pGradient[1], 12);
        Assert.Equal(-0.5, pGradient[2], 12);
    }

    [Fact]
    public void Mixed_precision_keeps_the_type_of_each_parameter()
    {
        float[] wGradient = new float[1];
        double[] vGradient = new double[1];
        (float Value, double XGradient, float YGradient) r = Conversions.MixedSpansGradient(2, 1, [3f], [5.0], wGradient, vGradient);
        Assert.Equal((31f, 15.0, 1f), r);
        Assert.Equal(10f, wGradient[0]);
        Assert.Equal(6.0, vGradient[0]);
    }

    [Theory]
    [InlineData(1000.0, 1.0)]
    [InlineData(-1000.0, 0.0)]
    public void The_logistic_idiom_is_finite_far_out(double z, double value)
    {
        (double Value, double ZGradient) r = Idioms.LogisticGradient(z);
        Assert.Equal(value, r.Value);
        Assert.Equal(0, Math.Abs(r.ZGradient));
    }

    [Fact]
    public void A_NaN_operand_of_Max_gives_NaN()
    {
        Assert.True(double.IsNaN(NonSmooth.MaxTieGradient(double.NaN, 1).Value));
        Assert.True(double.IsNaN(NonSmooth.MinTieGradient(1, double.NaN).Value));
        Assert.True(double.IsNaN(NonSmooth.ClampAtABoundGradient(double.NaN, 0, 1).Value));
    }

    [Fact]
    public void Members_of_nested_generic_containers_are_found_by_the_compiler()
    {
        double slope = GenericContainer<string>.Inner<int>.InANestedGenericStructGradient(1.5).XGradient;
        Assert.Equal(Math.Sin(1.5) + 1.5 * Math.Cos(1.5), slope, 12);
        Assert.Equal(4, Containers.Nested.Twice.InANestedTypeGradient(3, 2).XGradient);
    }
}
