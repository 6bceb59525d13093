using System;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Vectors;

/// <summary>One function in the forms that are timed. A struct, so that the loops over it are compiled for it alone.</summary>
internal interface IOperation
{
    /// <summary>The function of <see cref="CompilerServices.VectorMath"/>.</summary>
    static abstract Vector512<double> Own(Vector512<double> x);

    /// <inheritdoc cref="Own(Vector512{double})"/>
    static abstract Vector512<float> Own(Vector512<float> x);

    /// <summary>The function of <c>Math</c>, or of <see cref="Functions"/>.</summary>
    static abstract double Scalar(double x);

    /// <inheritdoc cref="Scalar(double)"/>
    static abstract float Scalar(float x);

    /// <summary>The function of the base library's vectors, where it has one.</summary>
    static virtual Vector512<double> Library(Vector512<double> x) => throw new NotSupportedException();

    /// <inheritdoc cref="Library(Vector512{double})"/>
    static virtual Vector512<float> Library(Vector512<float> x) => throw new NotSupportedException();
}
