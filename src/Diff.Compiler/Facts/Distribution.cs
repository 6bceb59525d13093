using System;

namespace Diff.Compiler.Facts;

/// <summary>What is known of the form of a distribution.</summary>
internal enum DistributionShape
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>Evenly between two numbers.</summary>
    Uniform,

    /// <summary>A normal distribution.</summary>
    Normal,

    /// <summary>A sum of several: mean and variance are known, the form is not.</summary>
    Mixed,

    /// <summary>Data, of which the mean square is known.</summary>
    Data,
}

/// <summary>What numbers that a program draws are like.</summary>
/// <param name="Shape">Their form.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Variance">Their variance; of data the mean square.</param>
internal readonly record struct Distribution(DistributionShape Shape, double Mean, double Variance)
{
    /// <summary>The mean square of the pixels of a picture that are scaled to 0..1: most of them are dark.</summary>
    public const double PictureMeanSquare = 0.1;

    /// <summary>One number.</summary>
    public static Distribution Constant(double value) => new(DistributionShape.Constant, value, 0);

    /// <summary>Evenly between two numbers.</summary>
    public static Distribution Uniform(double low, double high) =>
        new(DistributionShape.Uniform, (low + high) / 2, (high - low) * (high - low) / 12);

    /// <summary>A normal distribution.</summary>
    public static Distribution Normal(double mean, double deviation) => new(DistributionShape.Normal, mean, deviation * deviation);

    /// <summary>Bytes as they are: pixels from 0 to 255.</summary>
    public static Distribution Bytes => new(DistributionShape.Data, 0, PictureMeanSquare * byte.MaxValue * byte.MaxValue);

    /// <summary>The mean of the squares.</summary>
    public double MeanSquare => Variance + (Mean * Mean);

    /// <summary>Whether it is one number.</summary>
    public bool IsConstant => Shape == DistributionShape.Constant;

    /// <summary>Whether mean and variance are finite numbers.</summary>
    public bool IsFinite => !double.IsNaN(Mean + Variance) && !double.IsInfinity(Mean + Variance);

    /// <summary>All of them times a number.</summary>
    public Distribution Times(double factor) => new(Shape, Mean * factor, Variance * factor * factor);

    /// <summary>A number added to all of them; null for data, whose mean is not known.</summary>
    public Distribution? Plus(double number) => Shape == DistributionShape.Data ? null : this with { Mean = Mean + number };

    /// <summary>The sum of two that are independent.</summary>
    public static Distribution? Sum(Distribution left, Distribution right) =>
        left.IsConstant ? right.Plus(left.Mean)
        : right.IsConstant ? left.Plus(right.Mean)
        : left.Shape == DistributionShape.Data || right.Shape == DistributionShape.Data ? null
        : new Distribution(
            left.Shape == DistributionShape.Normal && right.Shape == DistributionShape.Normal ? DistributionShape.Normal : DistributionShape.Mixed,
            left.Mean + right.Mean, left.Variance + right.Variance);
}
