using System.Linq;
using Spectre.Console;

namespace CurveFit;

/// <summary>Shows what can be asked for.</summary>
internal static class ModelList
{
    /// <summary>Writes the models and the losses.</summary>
    /// <param name="console">Where to.</param>
    public static void Write(IAnsiConsole console)
    {
        Table table = new();
        foreach (string column in (string[])["--model", "curve", "formula", "parameters"])
            table.AddColumn(column);

        foreach (Model model in ModelCatalogue.All)
        {
            string parameters = string.Join(",", model.Parameters);
            table.AddRow(new Text(model.Name), new Text(model.Title), new Text(model.Formula), new Text(parameters));
        }

        console.Write(table);
        console.WriteLine("--loss: " + string.Join(", ", RobustLoss.All.Select(loss => loss.Name)));
    }
}
