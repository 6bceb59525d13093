using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>
/// Functions of linear algebra in differentiated methods: their rules are found beside them, in the assembly of the runtime.
/// </summary>
public sealed partial class LinearAlgebraTests
{
    private const double Tolerance = 1e-7;

    private static readonly double[] s_x = [0.3, -1.2, 2.5];
    private static readonly double[] s_mean = [0.1, 0.4, 1.9];
    private static readonly double[] s_covariance = [2, 0.3, -0.5, 0.3, 1.5, 0.2, -0.5, 0.2, 0.8];
    private static readonly double[] s_measured = [0.9, 1.1, 2.2, 0.8, 2.7, 1.2, 4.3, 0.9, 4.8, 1.4];
    private static readonly double[] s_design = [1, 0.5, 0.2, 1, -1.2, 1.4, 1, 0.7, 0.5, 1, 2.0, 4.1, 1, -0.3, 0.1];
    private static readonly double[] s_observed = [1.1, -0.4, 0.9, 3.2, 0.2];
    private static readonly double[] s_weights = [1.5, -2, 0.75];

    [Fact]
    public void The_density_of_a_normal_distribution_has_its_closed_form()
    {
        double[] byX = new double[3], byMean = new double[3], byCovariance = new double[9];
        double value = LogDensityGradient(s_x, s_mean, s_covariance, byX, byMean, byCovariance);
        Assert.Equal(LogDensity(s_x, s_mean, s_covariance), value);

        double[] inverse = Inverse(s_covariance);
        double[] solved = new double[3];
        double square = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                solved[i] += inverse[i * 3 + j] * (s_x[j] - s_mean[j]);
            square += solved[i] * (s_x[i] - s_mean[i]);
        }
        GradientAssert.Close(-0.5 * (3 * Math.Log(2 * Math.PI) + Math.Log(Determinant(s_covariance)) + square), value, 1e-13, "value");
        GradientAssert.Close(Array.ConvertAll(solved, v => -v), byX, 1e-12, "by x");
        GradientAssert.Close(solved, byMean, 1e-12, "by mean");

        // Among symmetric matrices: (Σ⁻¹·d·dᵀ·Σ⁻¹ − Σ⁻¹)/2. An element below the diagonal stands for two.
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double expected = (solved[i] * solved[j] - inverse[i * 3 + j]) / 2;
                double read = i == j ? expected : i > j ? 2 * expected : 0;
                GradientAssert.Close(read, byCovariance[i * 3 + j], 1e-12, $"by covariance {i}, {j}");
            }
        }
    }

    [Fact]
    public void By_a_full_solve_both_triangles_have_a_part()
    {
        float[] x = Array.ConvertAll(s_x, v => (float)v), mean = Array.ConvertAll(s_mean, v => (float)v);
        float[] covariance = Array.ConvertAll(s_covariance, v => (float)v);
        float[] byX = new float[3], byMean = new float[3], byCovariance = new float[9];
        float value = LogDensityByLuGradient(x, mean, covariance, byX, byMean, byCovariance);
        Assert.Equal(LogDensityByLu(x, mean, covariance), value);
        double[] expectedX = new double[3], expectedMean = new double[3], expected = new double[9];
        GradientAssert.Close(LogDensityGradient(s_x, s_mean, s_covariance, expectedX, expectedMean, expected), value, 1e-5, "value");
        GradientAssert.Close(expectedX, Array.ConvertAll(byX, v => (double)v), 1e-4, "by x");
        GradientAssert.Close(expectedMean, Array.ConvertAll(byMean, v => (double)v), 1e-4, "by mean");
        GradientAssert.Close(Symmetric(expected), Symmetric(Array.ConvertAll(byCovariance, v => (double)v)), 1e-4, "by covariance");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(10)]
    public void A_filter_by_its_noise_and_its_step(int measurements)
    {
        double[] measured = s_measured[..measurements];
        (double value, double byProcess, double byMeasurement, double byStep) = KalmanLikelihoodGradient(measured, 0.3, 0.7, 1.1);
        Assert.Equal(KalmanLikelihood(measured, 0.3, 0.7, 1.1), value);
        GradientAssert.MatchesDifferences(
            [byProcess, byMeasurement, byStep], [0.3, 0.7, 1.1], v => KalmanLikelihood(measured, v[0], v[1], v[2]), Tolerance);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(3.0)]
    public void Ridge_regression_by_its_penalty(double penalty)
    {
        double[] byObserved = new double[5];
        (double value, double byPenalty) = RidgeGradient(penalty, s_design, s_observed, 3, s_weights, byObserved);
        Assert.Equal(Ridge(penalty, s_design, s_observed, 3, s_weights), value);

        // dx/dλ = −(AᵀA + λ)⁻¹·x, and w·x is (A·(AᵀA + λ)⁻¹·w)·b.
        double[] normal = new double[9];
        for (int i = 0; i < 9; i++)
        {
            for (int s = 0; s < 5; s++)
                normal[i] += s_design[s * 3 + i / 3] * s_design[s * 3 + i % 3];
            normal[i] += i % 4 == 0 ? penalty : 0;
        }
        double[] inverse = Inverse(normal);
        double[] weighted = Times(inverse, s_weights);
        double[] moments = new double[3];
        double[] expected = new double[5];
        for (int s = 0; s < 5; s++)
        {
            for (int j = 0; j < 3; j++)
            {
                moments[j] += s_design[s * 3 + j] * s_observed[s];
                expected[s] += s_design[s * 3 + j] * weighted[j];
            }
        }
        double[] solution = Times(inverse, moments);
        GradientAssert.Close(Functions.Dot(s_weights, solution), value, 1e-12, "value");
        GradientAssert.Close(-Functions.Dot(weighted, solution), byPenalty, 1e-11, "by penalty");
        GradientAssert.Close(expected, byObserved, 1e-11, "by observed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void A_system_in_each_step_of_a_loop(int steps)
    {
        double[] initial = [0.5, -1, 2, 0.25, 1];
        double[] byInitial = new double[5];
        (double value, double byConductivity) = HeatGradient(initial, 0.4, steps, byInitial);
        Assert.Equal(Heat(initial, 0.4, steps), value);
        GradientAssert.MatchesDifferences(byInitial, initial, v => Heat(v, 0.4, steps), Tolerance);
        GradientAssert.MatchesDifferences([byConductivity], [0.4], v => Heat(initial, v[0], steps), Tolerance);
        double[] backward = new double[5];
        (_, double scaled) = HeatBackward(initial, 0.4, steps, -2.5, backward);
        GradientAssert.Close(-2.5 * byConductivity, scaled, 1e-13, "backward");
        GradientAssert.Close(Array.ConvertAll(byInitial, v => -2.5 * v), backward, 1e-13, "backward");
    }

    [Fact]
    public void Tangents_and_Jacobians_of_what_returns_a_number()
    {
        double[] direction = [0.7, -1, 0.2, 0.4, 1.1, -0.6, 0.3, 0.9, -0.8];
        double[] gradient = new double[9], jacobian = new double[10];
        (double value, double byScale) = VolumeGradient(s_covariance, 1.7, gradient);
        Assert.Equal(Volume(s_covariance, 1.7), value);
        GradientAssert.MatchesDifferences(gradient, s_covariance, v => Volume(v, 1.7), Tolerance);
        (double again, double tangent) = VolumeTangent(s_covariance, 1.7, direction, -0.35);
        Assert.Equal(value, again);
        GradientAssert.Close(Functions.Dot(gradient, direction) - 0.35 * byScale, tangent, 1e-12, "tangent");
        Assert.Equal(value, VolumeJacobian(s_covariance, 1.7, jacobian));
        GradientAssert.Close([.. gradient, byScale], jacobian, 1e-12, "Jacobian");
    }

    [Fact]
    public void Tangents_through_memory_that_is_written_are_by_the_rules_for_tangents()
    {
        double[] byX = new double[3], byMean = new double[3], byCovariance = new double[9], jacobian = new double[15];
        double value = LogDensityGradient(s_x, s_mean, s_covariance, byX, byMean, byCovariance);
        double[] xTangent = [0.7, -1, 0.2], meanTangent = [0.4, 1.1, -0.6], covarianceTangent = [0.3, 5, 5, 0.9, -0.8, 5, 0.1, 0.5, -0.2];
        (double again, double tangent) = LogDensityTangent(s_x, s_mean, s_covariance, xTangent, meanTangent, covarianceTangent);
        Assert.Equal(value, again);
        GradientAssert.Close(
            Functions.Dot(byX, xTangent) + Functions.Dot(byMean, meanTangent) + Functions.Dot(byCovariance, covarianceTangent),
            tangent, 1e-12, "tangent");
        Assert.Equal(value, LogDensityJacobian(s_x, s_mean, s_covariance, jacobian));
        GradientAssert.Close([.. byX, .. byMean, .. byCovariance], jacobian, 1e-12, "Jacobian");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Tangents_of_a_system_in_each_step_of_a_loop(int steps)
    {
        double[] initial = [0.5, -1, 2, 0.25, 1], direction = [0.7, -1, 0.2, 0.4, 1.1], byInitial = new double[5];
        (double value, double byConductivity) = HeatGradient(initial, 0.4, steps, byInitial);
        (double again, double tangent) = HeatTangent(initial, 0.4, steps, direction, -1.5);
        Assert.Equal(value, again);
        GradientAssert.Close(Functions.Dot(byInitial, direction) - 1.5 * byConductivity, tangent, 1e-12, "tangent");
    }

    [Fact]
    public void Tangents_Jacobian_and_backward_of_a_fit_are_of_one_matrix()
    {
        float[] places = [-1, -0.4f, 0.3f, 0.9f, 1.6f], measured = [0.5f, -1, 0.2f, 2, 1.4f];
        float[] coefficients = new float[3], jacobian = new float[30];
        float[] placesTangent = [0.7f, -1, 0.2f, 0.4f, 1.1f], measuredTangent = [-0.6f, 0.3f, 0.9f, -0.8f, 0.5f], tangent = [9, 9, 9];
        PolynomialJacobian(places, measured, coefficients, jacobian);
        float[] expected = new float[3];
        Polynomial(places, measured, expected);
        Assert.Equal(expected, coefficients);
        PolynomialTangent(places, measured, coefficients, placesTangent, measuredTangent, tangent);
        Assert.Equal(expected, coefficients);
        float[] weights = [1.5f, -2, 0.75f], byPlaces = new float[5], byMeasured = new float[5];
        PolynomialBackward(places, measured, coefficients, [.. weights], byPlaces, byMeasured);
        for (int i = 0; i < 3; i++)
        {
            ReadOnlySpan<float> row = jacobian.AsSpan(i * 10, 10);
            float along = Functions.Dot(row[..5], placesTangent) + Functions.Dot(row[5..], measuredTangent);
            GradientAssert.Close(along, tangent[i], 1e-4, "tangent");
        }
        for (int j = 0; j < 10; j++)
        {
            float sum = weights[0] * jacobian[j] + weights[1] * jacobian[10 + j] + weights[2] * jacobian[20 + j];
            GradientAssert.Close(sum, j < 5 ? byPlaces[j] : byMeasured[j - 5], 1e-4, "backward");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Triangles_and_right_hand_sides(int columns)
    {
        double[] right = [1.5, -2, 0.75, 0.3, -1.1, 0.6];
        double[] weights = [0.4, -1.3, 2.2, 1, -0.7, 0.9];
        right = right[..(3 * columns)];
        double[] cotangent = weights[..(3 * columns)];
        double[] solution = new double[3 * columns], byMatrix = new double[9], byRight = new double[3 * columns];
        UpperTransposedBackward(s_covariance, right, columns, solution, cotangent, byMatrix, byRight);
        Assert.Equal(new double[3 * columns], cotangent);
        GradientAssert.MatchesDifferences(byMatrix, s_covariance, v => Weighted(v, right), Tolerance);
        GradientAssert.MatchesDifferences(byRight, right, v => Weighted(s_covariance, v), Tolerance);

        double[] jacobian = new double[3 * columns * (9 + 3 * columns)], again = new double[3 * columns];
        UpperTransposedJacobian(s_covariance, right, columns, again, jacobian);
        Assert.Equal(solution, again);
        double[] byRows = new double[9 + 3 * columns];
        for (int k = 0; k < jacobian.Length; k++)
            byRows[k % byRows.Length] += weights[k / byRows.Length] * jacobian[k];
        GradientAssert.Close([.. byMatrix, .. byRight], byRows, 1e-12, "Jacobian");

        double Weighted(double[] matrix, double[] b)
        {
            double[] x = new double[3 * columns];
            UpperTransposed(matrix, b, columns, x);
            return Functions.Dot(x, weights.AsSpan(0, x.Length));
        }
    }

    [Fact]
    public void What_has_no_factor_is_said_by_the_gradient_too()
    {
        double[] indefinite = [.. s_covariance];
        indefinite[8] = -1;
        FactorizationException exception = Assert.Throws<FactorizationException>(
            () => LogDensityGradient(s_x, s_mean, indefinite, new double[3], new double[3], new double[9]));
        Assert.Equal(2, exception.Pivot);
        Assert.Equal("matrix", exception.Matrix);
    }

    private static double[] Symmetric(double[] matrix)
    {
        double[] result = new double[9];
        for (int i = 0; i < 9; i++)
            result[i] = (matrix[i] + matrix[i % 3 * 3 + i / 3]) / 2;
        return result;
    }

    private static double[] Times(double[] matrix, double[] vector)
    {
        double[] product = new double[3];
        for (int i = 0; i < 9; i++)
            product[i / 3] += matrix[i] * vector[i % 3];
        return product;
    }

    private static double Determinant(double[] m) =>
        m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);

    /// <summary>By cofactors.</summary>
    private static double[] Inverse(double[] m)
    {
        double d = Determinant(m);
        return
        [
            (m[4] * m[8] - m[5] * m[7]) / d, (m[2] * m[7] - m[1] * m[8]) / d, (m[1] * m[5] - m[2] * m[4]) / d,
            (m[5] * m[6] - m[3] * m[8]) / d, (m[0] * m[8] - m[2] * m[6]) / d, (m[2] * m[3] - m[0] * m[5]) / d,
            (m[3] * m[7] - m[4] * m[6]) / d, (m[1] * m[6] - m[0] * m[7]) / d, (m[0] * m[4] - m[1] * m[3]) / d,
        ];
    }
}
