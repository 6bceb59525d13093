using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Generator.Tests.Harness;
using Diff.Generator.Tests.Programs;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>
/// Emitted text is product and is reviewed as code: one file in <c>Snapshots/</c> per generated file.
/// <c>UPDATE_SNAPSHOTS=1 dotnet test</c> rewrites them.
/// </summary>
public sealed class SnapshotTests
{
    private const string Extension = ".txt";

    private static bool Update => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static TheoryData<string> Programs => [.. SourcePrograms.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Emitted_text_is_what_was_reviewed(string program)
    {
        GeneratorRun run = GeneratorHarness.Run(SourcePrograms.Read(program));
        Assert.NotEmpty(run.Sources);
        string folder = Directory.CreateDirectory(Folder()).FullName;
        foreach ((string hint, string text) in run.Sources)
        {
            string file = Path.Combine(folder, FileName(program, hint));
            string emitted = text.ReplaceLineEndings("\n");
            if (Update)
                File.WriteAllText(file, emitted);
            Assert.True(File.Exists(file), $"No snapshot {Path.GetFileName(file)}: run with UPDATE_SNAPSHOTS=1 and review it.");
            Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), emitted);
        }
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_program()
    {
        string[] expected =
        [
            .. from program in SourcePrograms.Names
               from hint in GeneratorHarness.Run(SourcePrograms.Read(program)).Sources.Keys
               select FileName(program, hint),
        ];
        foreach (string file in Directory.Exists(Folder()) ? Directory.GetFiles(Folder(), "*" + Extension) : [])
        {
            bool known = expected.Contains(Path.GetFileName(file), StringComparer.Ordinal);
            if (!known && Update)
                File.Delete(file);
            else
                Assert.True(known, $"{Path.GetFileName(file)} is no longer emitted: run with UPDATE_SNAPSHOTS=1.");
        }
    }

    // Generic containers put characters into hint names that a file name cannot hold everywhere.
    private static string FileName(string program, string hint) =>
        program + "." + string.Concat(hint.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')) + Extension;

    private static string Folder([CallerFilePath] string here = "") =>
        Repository.Root is string root
            ? Path.Combine(root, "tests", "Diff.Generator.Tests", "Snapshots")
            : Path.Combine(Path.GetDirectoryName(here)!, "Snapshots");
}
