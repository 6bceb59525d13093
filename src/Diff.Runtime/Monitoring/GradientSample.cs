using System;
using System.Numerics;

namespace Diff;

/// <summary>Counts zeros and numbers that are not finite in memory, and sums squares, in vectors.</summary>
internal static class GradientSample
{
    /// <summary>What is longer is looked at in parts.</summary>
    public const int LongestWhole = 1024;

    /// <summary>How many calls it takes to see all of a long gradient.</summary>
    public const int Turns = 16;

    private const int Block = 64;

    /// <summary>Adds what is found in a gradient to the sums of a value.</summary>
    public static void Add<T>(Tally tally, int value, ReadOnlySpan<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        Span<double> sums = tally.Of(value);
        if (gradient.Length <= LongestWhole)
        {
            for (int i = 0; i < gradient.Length; i += Block)
            {
                AddBlock(sums, gradient.Slice(i, Math.Min(Block, gradient.Length - i)));
            }

            return;
        }

        // By the method's own calls: where a report has two methods in turn, all calls together would show each of them half of its blocks.
        long turn = (tally.Calls - 1) & (Turns - 1);
        for (long i = turn * Block; i < gradient.Length; i += Turns * Block)
        {
            AddBlock(sums, gradient.Slice((int)i, (int)Math.Min(Block, gradient.Length - i)));
        }
    }

    private static void AddBlock<T>(Span<double> sums, ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        // A block is short: counts in its own type are exact.
        Vector<T> zeros = Vector<T>.Zero;
        Vector<T> finite = Vector<T>.Zero;
        Vector<T> squares = Vector<T>.Zero;
        Vector<T> most = Vector.Create(T.MaxValue);
        int i = 0;
        for (; i <= block.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> numbers = new(block.Slice(i));
            Vector<T> isFinite = Vector.LessThanOrEqual(Vector.Abs(numbers), most);
            zeros += Vector.ConditionalSelect(Vector.Equals(numbers, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
            finite += Vector.ConditionalSelect(isFinite, Vector<T>.One, Vector<T>.Zero);
            squares += Vector.ConditionalSelect(isFinite, numbers * numbers, Vector<T>.Zero);
        }

        double zeroCount = double.CreateChecked(Vector.Sum(zeros));
        double finiteCount = double.CreateChecked(Vector.Sum(finite));
        double square = double.CreateChecked(Vector.Sum(squares));
        for (; i < block.Length; i++)
        {
            T number = block[i];
            zeroCount += T.IsZero(number) ? 1 : 0;
            if (T.IsFinite(number))
            {
                finiteCount++;
                square += double.CreateChecked(number * number);
            }
        }

        sums[Tally.Evaluations] += block.Length;
        sums[Tally.Zeros] += zeroCount;
        sums[Tally.NonFinite] += block.Length - finiteCount;
        sums[Tally.Squares] += square;
    }
}
