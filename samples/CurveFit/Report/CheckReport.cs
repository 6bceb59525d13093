using Spectre.Console;

namespace CurveFit;

/// <summary>Shows the generated Jacobian beside central differences.</summary>
internal static class CheckReport
{
    /// <summary>Writes differences and times.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="check">What was found.</param>
    /// <param name="evaluations">How many evaluations of the residuals central differences took.</param>
    public static void Write(IAnsiConsole console, JacobianCheck check, int evaluations)
    {
        Table table = new();
        table.AddColumn("Jacobian at the fit");
        table.AddColumn(new TableColumn("time").RightAligned());
        table.AddRow("residuals and Jacobian, generated", Format.Fixed(check.Generated, 2) + " us");
        table.AddRow($"central differences, {Format.Count(evaluations)} evaluations", Format.Fixed(check.Differences, 2) + " us");
        console.Write(table);
        console.WriteLine($"They differ by {Format.Magnitude(check.Difference)} of a column: the error of the differences.");
        string ratio = Format.Fixed(check.Differences / check.Generated, 1);
        console.WriteLine($"Central differences took {ratio} times as long as the generated Jacobian.");
    }
}
