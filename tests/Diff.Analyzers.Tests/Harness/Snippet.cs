using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Diff.Analyzers.Tests.Harness;

/// <summary>
/// A piece of code and what must be said of it. Snippets stand one after the other in files of <c>Snippets</c>: a line
/// <c>// expect: DIFF101 | what it is</c> or <c>// expect: none | …</c> begins one, a line <c>// file</c> its next file.
/// </summary>
/// <param name="File">The file it stands in; what precedes its first dash is the vocabulary.</param>
/// <param name="Name">What it is, in words.</param>
/// <param name="Expected">The ids that must be reported, sorted; no others may.</param>
/// <param name="Sources">Its files, ready to compile.</param>
internal sealed record Snippet(string File, string Name, IReadOnlyList<string> Expected, IReadOnlyList<string> Sources)
{
    private const string Heading = "// expect: ";
    private const string NextFile = "// file";
    private static readonly string[] s_typeWords = ["class", "record", "struct", "namespace"];

    /// <summary>All that are embedded, in the order of the files.</summary>
    public static IReadOnlyList<Snippet> All { get; } = [.. Read()];

    /// <summary>How the code is written: <c>plain</c>, <c>torch</c> or <c>flow</c>.</summary>
    public string Vocabulary => File.Split('-', '.')[0];

    private static IEnumerable<Snippet> Read()
    {
        foreach (string resource in typeof(Snippet).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Snippets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(typeof(Snippet).Assembly.GetManifestResourceStream(resource)!);
            string file = resource["Snippets/".Length..];
            string[] parts = ("\n" + reader.ReadToEnd().ReplaceLineEndings("\n")).Split("\n" + Heading);
            foreach (string part in parts.Skip(1))
            {
                string[] lines = part.Split('\n');
                string[] heading = lines[0].Split('|', 2, StringSplitOptions.TrimEntries);
                string[] ids = heading[0] == "none" ? [] : heading[0].Split(',', StringSplitOptions.TrimEntries);
                string body = string.Join("\n", lines.Skip(1));
                Snippet snippet = new(file, heading[1], [.. ids.Order(StringComparer.Ordinal)], []);
                yield return snippet with { Sources = [.. body.Split("\n" + NextFile + "\n").Select(snippet.Complete)] };
            }
        }
    }

    /// <summary>With usings, and a class around it where it declares members alone.</summary>
    private string Complete(string body)
    {
        string usings = Vocabulary switch
        {
            "plain" => "using System;\nusing Diff;\n",
            "torch" => "#nullable disable\nusing System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing TorchSharp;\n"
                + "using TorchSharp.Modules;\nusing static TorchSharp.torch;\nusing static TorchSharp.torch.nn;\n",
            "flow" => "#nullable disable\nusing System;\nusing System.Collections.Generic;\nusing Tensorflow;\nusing Tensorflow.Keras;\nusing Tensorflow.Keras.Engine;\n"
                + "using static Tensorflow.Binding;\nusing static Tensorflow.KerasApi;\n",
            _ => throw new InvalidOperationException($"{File}: no such vocabulary."),
        };
        bool declaresTypes = body.Split('\n').Any(line => line.Length > 0 && char.IsLetter(line[0]) && line.Split(' ').Any(s_typeWords.Contains));
        return usings + (declaresTypes ? body : $"public partial class Sample\n{{\n{body}\n}}\n");
    }
}
