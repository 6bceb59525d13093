using System;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

/// <summary>Tests that run while no other does: another thread may hold the block of the pool that a call would have found.</summary>
[CollectionDefinition(nameof(PoolToItself), DisableParallelization = true)]
public sealed class PoolToItself;

[Collection(nameof(PoolToItself))]
public sealed class AllocationTests
{
    private const int Count = 37;

    private readonly double[] _x = Samples.Doubles(Count, seed: 50);
    private readonly double[] _y = Samples.Doubles(Count, seed: 51);
    private readonly double[] _destination = new double[Count];
    private readonly double[] _other = new double[Count];
    private readonly float[] _singleX = Samples.Singles(Count, seed: 50);
    private readonly float[] _singleY = Samples.Singles(Count, seed: 51);
    private readonly float[] _singleDestination = new float[Count];
    private readonly float[] _singleOther = new float[Count];

    private static void AssertAllocatesNothing(Action action)
    {
        // What is allocated once, such as pooled memory, is not counted.
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            action();
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Elementwise_functions_allocate_nothing()
    {
        AssertAllocatesNothing(() =>
        {
            Functions.Sigmoid(_x, _destination);
            Functions.Relu(_x, _destination);
            Functions.LeakyRelu(_x, _destination);
            Functions.Softplus(_x, _destination);
            Functions.Gelu(_x, _destination);
            Functions.Silu(_x, _destination);
            Functions.Huber(_x, _destination);
            Functions.Erf(_x, _destination);
            Functions.NormalCdf(_x, _destination);
            Functions.NormalPdf(_x, _destination);
            Functions.Softmax(_x, _destination);
            Functions.LogSoftmax(_x, _destination);
        });
        AssertAllocatesNothing(() =>
        {
            Functions.Sigmoid(_singleX, _singleDestination);
            Functions.Relu(_singleX, _singleDestination);
            Functions.LeakyRelu(_singleX, _singleDestination);
            Functions.Softplus(_singleX, _singleDestination);
            Functions.Gelu(_singleX, _singleDestination);
            Functions.Silu(_singleX, _singleDestination);
            Functions.Huber(_singleX, _singleDestination);
            Functions.Erf(_singleX, _singleDestination);
            Functions.NormalCdf(_singleX, _singleDestination);
            Functions.NormalPdf(_singleX, _singleDestination);
            Functions.Softmax(_singleX, _singleDestination);
            Functions.LogSoftmax(_singleX, _singleDestination);
        });
    }

    [Fact]
    public void Reductions_allocate_nothing()
    {
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            sum += Functions.Dot(_x, _y) + Functions.Norm(_x) + Functions.LogSumExp(_x);
            sum += Functions.SoftmaxCrossEntropy(_x, 3) + Functions.SoftmaxCrossEntropy(_x, _y);
            sum += Functions.Dot(_singleX, _singleY) + Functions.Norm(_singleX) + Functions.LogSumExp(_singleX);
            sum += Functions.SoftmaxCrossEntropy(_singleX, 3) + Functions.SoftmaxCrossEntropy(_singleX, _singleY);
            sum += Gradient.Clip(Gradient.Scale(Gradient.Stop(_x[0]), 2), -1, 1) + Gradient.StraightThrough(1.0, 2.0);
        });
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void Pullbacks_allocate_nothing()
    {
        AssertAllocatesNothing(() =>
        {
            Pullbacks.Dot(_x, _y, -1.5, _destination, _other);
            Pullbacks.Norm(_x, 2, -1.5, _destination);
            Pullbacks.LogSumExp(_x, 5, -1.5, _destination);
            Pullbacks.Softmax(_y, _other, _destination);
            Pullbacks.LogSoftmax(_y, _other, _destination);
            Pullbacks.SoftmaxCrossEntropy(_x, 3, -1.5, _destination);
            Pullbacks.SoftmaxCrossEntropy(_x, _y, -1.5, _destination, _other);
        });
        AssertAllocatesNothing(() =>
        {
            Pullbacks.Dot(_singleX, _singleY, -1.5f, _singleDestination, _singleOther);
            Pullbacks.Norm(_singleX, 2, -1.5f, _singleDestination);
            Pullbacks.LogSumExp(_singleX, 5, -1.5f, _singleDestination);
            Pullbacks.Softmax(_singleY, _singleOther, _singleDestination);
            Pullbacks.LogSoftmax(_singleY, _singleOther, _singleDestination);
            Pullbacks.SoftmaxCrossEntropy(_singleX, 3, -1.5f, _singleDestination);
            Pullbacks.SoftmaxCrossEntropy(_singleX, _singleY, -1.5f, _singleDestination, _singleOther);
        });
    }

    [Fact]
    public void Linear_algebra_allocates_nothing()
    {
        const int n = 35;
        double[] a = Definite(n);
        double[][] square = [new double[n * n], new double[n * n], new double[n * n]];
        double[][] column = [Samples.Doubles(n, 60), new double[n], new double[n], new double[n]];
        float[] single = Array.ConvertAll(a, v => (float)v);
        float[][] singles = [Samples.Singles(n, 60), new float[n], new float[n], new float[n], new float[n * n]];
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            LinearAlgebra.Cholesky(a, n, square[0]);
            LinearAlgebra.CholeskyBackward(a, n, square[0], square[1], square[2]);
            LinearAlgebra.TriangularSolve(a, n, column[0], 1, column[1]);
            LinearAlgebra.TriangularSolveBackward(
                a, n, column[0], 1, column[1], MatrixTriangle.Upper, true, column[2], square[1], column[3]);
            LinearAlgebra.Solve(a, n, column[0], 1, column[1]);
            LinearAlgebra.SolveBackward(a, n, column[0], 1, column[1], column[2], square[1], column[3]);
            sum += LinearAlgebra.LogDeterminant(a, n) + LinearAlgebra.LogDeterminantPositiveDefinite(a, n);
            sum += LinearAlgebra.LogDeterminantBackward(a, n, 2, square[0]);
            sum += LinearAlgebra.LogDeterminantPositiveDefiniteBackward(a, n, 2, square[0]);
            LinearAlgebra.LeastSquares(a, n, n, column[0], 1, column[1]);
            LinearAlgebra.LeastSquaresBackward(a, n, n, column[0], 1, column[1], column[2], square[1], column[3]);
            LinearAlgebra.CholeskyTangent(a, n, square[0], a, square[1]);
            LinearAlgebra.TriangularSolveTangent(a, n, column[0], 1, column[1], MatrixTriangle.Lower, true, a, column[0], column[2]);
            LinearAlgebra.SolveTangent(a, n, column[0], 1, column[1], a, column[0], column[2]);
            LinearAlgebra.LeastSquaresTangent(a, n, n, column[0], 1, column[1], a, column[0], column[2]);
            LinearAlgebra.LeastSquaresBackward(single, n, n, singles[0], 1, singles[1], singles[2], singles[4], singles[3]);
            LinearAlgebra.SolveBackward(single, n, singles[0], 1, singles[1], singles[2], singles[4], singles[3]);
        });
        Assert.True(double.IsFinite(sum));
    }

    private static double[] Definite(int n)
    {
        double[] a = Samples.Doubles(n * n, 61, 0.01);
        for (int i = 0; i < n; i++)
        {
            a[i * n + i] = 2;
        }

        return a;
    }

    [Fact]
    public void Optimizer_steps_allocate_nothing()
    {
        Sgd<double> plain = new(Count, 0.1);
        Sgd<float> momentum = new(Count, 0.1f, momentum: 0.9f, nesterov: true, weightDecay: 0.1f);
        Adam<double> adam = new(Count);
        AdamW<float> adamW = new(Count);
        AssertAllocatesNothing(() =>
        {
            plain.Step(_destination, _x);
            momentum.Step(_singleDestination, _singleX);
            adam.Step(_destination, _x);
            adamW.Step(_singleDestination, _singleX);
            adam.Reset();
            adam.LearningRate = 0.5;
        });
    }

    [Fact]
    public void Initializers_allocate_nothing_once_their_pool_is_filled()
    {
        AssertAllocatesNothing(() =>
        {
            Initializers.XavierUniform(_destination, 3, 4, 1);
            Initializers.HeNormal(_singleDestination, 3, 4, 1);
            Initializers.Orthogonal(_destination.AsSpan(0, 35), 5, 7, 1);
            Initializers.Orthogonal(_singleDestination.AsSpan(0, 35), 7, 5, 1);
        });
    }
}
