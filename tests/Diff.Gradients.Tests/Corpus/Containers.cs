using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Types that hold annotated methods.</summary>
public static partial class Containers
{
    public static partial class Nested
    {
        internal static partial class Twice
        {
            [Differentiable(Emit = Emits.Both)]
            [At(1.5, -2.0)]
            internal static double InANestedType(double x, double y) => x * y * y;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    internal static double @default(double @class) => @class * @class;

    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    public static double Overloaded(double x) => x * x;

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 3.0)]
    public static double Overloaded(double x, double y) => x * y * y;

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.5, 2.0 })]
    public static double Overloaded(ReadOnlySpan<double> x) => x[0] * x[1];
}

public static partial class GenericContainer<T>
    where T : class
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.5, new[] { 2.0, 3.0 })]
    public static double InAGenericType(double x, ReadOnlySpan<double> w) => x * w[0] * w[1];

    public partial struct Inner<TKey>
        where TKey : notnull
    {
        [Differentiable(Emit = Emits.Both)]
        [At(1.5)]
        public static double InANestedGenericStruct(double x) => Math.Sin(x) * x;
    }
}

public sealed partial record RecordContainer(int Size)
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    public static double InARecord(double x) => Math.Cos(x) * x;
}

public partial interface IContainer
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.5)]
    static double InAnInterface(double x) => Math.Exp(x) * x;
}
