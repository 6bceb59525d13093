namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>Constants in double. All are literals: static fields would be loaded where the tiers of the JIT are skipped.</summary>
    private static class OfDouble
    {
        /// <summary>ln 2 in so few bits that its product with an exponent is exact, also without a fused product.</summary>
        internal const double LogTwoHigh = 0.6931471805598903;

        /// <summary>What LogTwoHigh lacks.</summary>
        internal const double LogTwoLow = 5.497923018708371e-14;

        /// <summary>log₂ e, rounded.</summary>
        internal const double LogTwoOfEHigh = 1.4426950408889634;

        /// <summary>What LogTwoOfEHigh lacks.</summary>
        internal const double LogTwoOfELow = 2.0355273740931033e-17;

        /// <summary>log₂ 10.</summary>
        internal const double LogTwoOfTen = 3.321928094887362;

        /// <summary>log₁₀ 2 in so few bits that its product with an exponent is exact.</summary>
        internal const double LogTenOfTwoHigh = 0.3010299956640665;

        /// <summary>What LogTenOfTwoHigh lacks.</summary>
        internal const double LogTenOfTwoLow = -8.532344317057107e-14;

        /// <summary>log₁₀ e, rounded.</summary>
        internal const double LogTenOfEHigh = 0.4342944819032518;

        /// <summary>What LogTenOfEHigh lacks.</summary>
        internal const double LogTenOfELow = 1.098319650216765e-17;

        /// <summary>2/π.</summary>
        internal const double TwoOverPi = 0.6366197723675814;

        /// <summary>π/2, rounded; with the two that follow, π/2 to three times the precision.</summary>
        internal const double HalfPiHigh = 1.5707963267948966;

        /// <summary>What HalfPiHigh lacks, rounded.</summary>
        internal const double HalfPiMiddle = 6.123233995736766e-17;

        /// <summary>What both lack.</summary>
        internal const double HalfPiLow = -1.4973849048591698e-33;

        /// <summary>π, rounded.</summary>
        internal const double PiHigh = 3.141592653589793;

        /// <summary>What PiHigh lacks.</summary>
        internal const double PiLow = 1.2246467991473532e-16;

        /// <summary>π/4, rounded.</summary>
        internal const double QuarterPiHigh = 0.7853981633974483;

        /// <summary>What QuarterPiHigh lacks.</summary>
        internal const double QuarterPiLow = 3.061616997868383e-17;

        /// <summary>√2.</summary>
        internal const double RootOfTwo = 1.4142135623730951;

        /// <summary>√2 − 1 = tan(π/8).</summary>
        internal const double RootOfTwoMinusOne = 0.41421356237309503;

        /// <summary>√2 + 1 = tan(3π/8).</summary>
        internal const double RootOfTwoPlusOne = 2.414213562373095;

        /// <summary>1/√(2π), rounded.</summary>
        internal const double DensityAtZeroHigh = 0.3989422804014327;

        /// <summary>What DensityAtZeroHigh lacks.</summary>
        internal const double DensityAtZeroLow = -2.49232720227773e-17;

        /// <summary>2/3, rounded.</summary>
        internal const double TwoThirdsHigh = 0.6666666666666666;

        /// <summary>What TwoThirdsHigh lacks.</summary>
        internal const double TwoThirdsLow = 3.700743415417188e-17;

        /// <summary>∛2.</summary>
        internal const double CubeRootOfTwo = 1.2599210498948732;

        /// <summary>∛4.</summary>
        internal const double CubeRootOfFour = 1.5874010519681996;

        /// <summary>Adding it rounds to an integer, which is then in the low bits; subtracting it again gives the integer as a number.</summary>
        internal const double RoundingShift = 6755399441055744.0;
    }

    /// <summary>Constants in float. All are literals: static fields would be loaded where the tiers of the JIT are skipped.</summary>
    private static class OfSingle
    {
        /// <summary>ln 2 in so few bits that its product with an exponent is exact, also without a fused product.</summary>
        internal const float LogTwoHigh = 0.69314575f;

        /// <summary>What LogTwoHigh lacks.</summary>
        internal const float LogTwoLow = 1.4286068e-6f;

        /// <summary>log₂ e, rounded.</summary>
        internal const float LogTwoOfEHigh = 1.442695f;

        /// <summary>What LogTwoOfEHigh lacks.</summary>
        internal const float LogTwoOfELow = 1.925963e-8f;

        /// <summary>log₂ 10.</summary>
        internal const float LogTwoOfTen = 3.321928f;

        /// <summary>log₁₀ 2 in so few bits that its product with an exponent is exact.</summary>
        internal const float LogTenOfTwoHigh = 0.3010254f;

        /// <summary>What LogTenOfTwoHigh lacks.</summary>
        internal const float LogTenOfTwoLow = 4.605039e-6f;

        /// <summary>log₁₀ e, rounded.</summary>
        internal const float LogTenOfEHigh = 0.4342945f;

        /// <summary>What LogTenOfEHigh lacks.</summary>
        internal const float LogTenOfELow = -1.010305e-8f;

        /// <summary>2/π.</summary>
        internal const float TwoOverPi = 0.63661975f;

        /// <summary>π/2, rounded; with the two that follow, π/2 to three times the precision.</summary>
        internal const float HalfPiHigh = 1.5707964f;

        /// <summary>What HalfPiHigh lacks, rounded.</summary>
        internal const float HalfPiMiddle = -4.371139e-8f;

        /// <summary>What both lack.</summary>
        internal const float HalfPiLow = -1.7151245e-15f;

        /// <summary>π, rounded.</summary>
        internal const float PiHigh = 3.1415927f;

        /// <summary>What PiHigh lacks.</summary>
        internal const float PiLow = -8.742278e-8f;

        /// <summary>π/4, rounded.</summary>
        internal const float QuarterPiHigh = 0.7853982f;

        /// <summary>What QuarterPiHigh lacks.</summary>
        internal const float QuarterPiLow = -2.1855694e-8f;

        /// <summary>√2.</summary>
        internal const float RootOfTwo = 1.4142135f;

        /// <summary>√2 − 1 = tan(π/8).</summary>
        internal const float RootOfTwoMinusOne = 0.41421357f;

        /// <summary>√2 + 1 = tan(3π/8).</summary>
        internal const float RootOfTwoPlusOne = 2.4142137f;

        /// <summary>1/√(2π), rounded.</summary>
        internal const float DensityAtZeroHigh = 0.3989423f;

        /// <summary>What DensityAtZeroHigh lacks.</summary>
        internal const float DensityAtZeroLow = -1.133517e-8f;

        /// <summary>2/3, rounded.</summary>
        internal const float TwoThirdsHigh = 0.6666667f;

        /// <summary>What TwoThirdsHigh lacks.</summary>
        internal const float TwoThirdsLow = -1.9868216e-8f;

        /// <summary>∛2.</summary>
        internal const float CubeRootOfTwo = 1.2599211f;

        /// <summary>∛4.</summary>
        internal const float CubeRootOfFour = 1.587401f;

        /// <summary>Adding it rounds to an integer, which is then in the low bits; subtracting it again gives the integer as a number.</summary>
        internal const float RoundingShift = 12582912f;
    }
}
