using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>The curves that can be asked for.</summary>
internal static class ModelCatalogue
{
    /// <summary>All of them, the default in front.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        ExponentialDecay.Model,
        TwoExponentials.Model,
        Saturation.Model,
        LogisticGrowth.Model,
        MichaelisMenten.Model,
        GaussianPeak.Model,
        DampedOscillation.Model,
        PowerLaw.Model,
        StraightLine.Model,
    ];

    /// <summary>Finds a curve by its name.</summary>
    /// <param name="name">The name, which exists.</param>
    /// <returns>The curve.</returns>
    public static Model ByName(string name)
    {
        return All.Single(model => model.Name == name);
    }
}
