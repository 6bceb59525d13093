using System.Linq;
using System.Text;

namespace Diff.Fuzz;

/// <summary>A method: its signature and its statements.</summary>
internal sealed record FuzzMethod(string Signature, Statement[] Body)
{
    public void Write(StringBuilder text, string attributes, string signature)
    {
        text.Append(attributes);
        text.Append("    ").AppendLine(signature).AppendLine("    {");
        Statement.Write(Body, text, 8);
        text.AppendLine("    }").AppendLine();
    }
}

/// <summary>An annotated method with its helpers, and the points at which it is tried.</summary>
internal sealed record FuzzProgram(int Seed, FuzzMethod[] Helpers, FuzzMethod Main, string[] Points, int Disabled)
{
    public const string MainName = "Run";

    public string TypeName => "P" + Seed;

    public int Size => Main.Body.Sum(s => s.Count) + Helpers.Sum(h => 1 + h.Body.Sum(s => s.Count));

    /// <summary>The type that holds the program: once as users would annotate it, once with optimisations switched off.</summary>
    public string Source()
    {
        StringBuilder text = new();
        text.Append("public static partial class ").AppendLine(TypeName).AppendLine("{");
        foreach (FuzzMethod helper in Helpers)
            helper.Write(text, "", helper.Signature);
        string points = string.Concat(Points.Select(p => $"    [At({p})]\n"));
        const string emit = "Emit = Derivatives.Backward";
        string both = Main.Signature.Contains(" void ") ? emit : emit + " | Derivatives.Gradient";
        Main.Write(text, $"    [Differentiable({both})]\n{points}", Main.Signature);
        if (Disabled != 0)
        {
            Main.Write(
                text, $"    [Differentiable({both}, Disable = (Optimizations){Disabled})]\n{points}",
                Main.Signature.Replace(MainName + "(", MainName + "Without(", System.StringComparison.Ordinal));
        }
        return text.AppendLine("}").ToString();
    }

    /// <summary>Several programs as one file of the corpus.</summary>
    public static string File(params FuzzProgram[] programs) =>
        "using System;\nusing Diff;\nusing Diff.Gradients.Tests.Oracles;\n\nnamespace Diff.Gradients.Tests.Corpus;\n\n"
        + string.Join("\n", programs.Select(p => p.Source()));
}
