namespace OptionGreeks;

/// <summary>What to price.</summary>
/// <param name="Option">The option on one asset, around which the basket is built.</param>
/// <param name="Assets">The number of assets in the basket.</param>
/// <param name="Correlation">The correlation of neighbours in the basket.</param>
/// <param name="Paths">The number of Monte Carlo paths.</param>
/// <param name="Seed">The seed of the paths.</param>
/// <param name="Bump">The share of an input by which bump-and-reprice moves it.</param>
internal sealed record Settings(VanillaOption Option, int Assets, double Correlation, int Paths, int Seed, double Bump);
