using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Diff.Fuzz.Generation;

/// <summary>An annotated method with its helpers, and the points at which it is tried.</summary>
/// <param name="Seed">Where it came from, which is its name too.</param>
/// <param name="Helpers">Other members of its type.</param>
/// <param name="Main">The method <see cref="MainName"/>, without attributes.</param>
/// <param name="Points">Arguments for each parameter, as in <c>[At(…)]</c>.</param>
/// <param name="Disabled">The optimisations switched off in its second version.</param>
internal sealed partial record FuzzProgram(int Seed, string Helpers, string Main, string[] Points, int Disabled)
{
    public const string MainName = "Run";

    public string TypeName => "P" + Seed;

    /// <summary>Whether it changes its own gradient, so that differences of its values mean nothing.</summary>
    public bool IsModified => ModifiesGradient(Main) || ModifiesGradient(Helpers);

    private bool IsSingle => Main.Contains("float", StringComparison.Ordinal) || Helpers.Contains("float", StringComparison.Ordinal);

    /// <summary>The type that holds the program: once as users would annotate it, once with optimisations switched off.</summary>
    public string Source()
    {
        const string emit = "Emit = Derivatives.Backward";
        string both = Main.Contains(" void " + MainName, StringComparison.Ordinal) ? emit : emit + " | Derivatives.Gradient";
        string single = IsSingle ? ", Single = true, Tolerance = 1e-3" : "";
        string points = string.Concat(Points.Select(p => $"    [At({p}{single})]\n"));
        string without = Disabled == 0
            ? ""
            : $"\n    [Differentiable({both}, Disable = (Optimizations){Disabled})]\n{points}"
                + Main.Replace(MainName + "(", MainName + "Without(", StringComparison.Ordinal);
        return $"public static partial class {TypeName}\n{{\n{Helpers}    [Differentiable({both})]\n{points}{Main}{without}}}\n";
    }

    /// <summary>Whether a text calls <c>Gradient</c>, which is more than a name that ends in it.</summary>
    public static bool ModifiesGradient(string text) => Modifier().IsMatch(text);

    [GeneratedRegex(@"\bGradient\.")]
    private static partial Regex Modifier();

    /// <summary>Several programs as one file of the corpus.</summary>
    public static string File(params FuzzProgram[] programs) =>
        "using System;\nusing Diff;\nusing Diff.Gradients.Tests.Oracles;\n\nnamespace Diff.Gradients.Tests.Corpus;\n\n"
        + string.Join("\n", programs.Select(p => p.Source()));
}
