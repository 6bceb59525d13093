using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Diff.Fuzz;

/// <summary>
/// Differentiates random programs and compares them with dual numbers:
/// <c>dotnet run -c Release -- [first seed] [programs] [folder for findings]</c>, or hand-written corpus files:
/// <c>-- --judge file…</c>; <c>-- --print seed</c> shows a program, <c>-- --print file</c> what is generated for one.
/// </summary>
internal static class Program
{
    private const int BatchSize = 50;

    private static int Main(string[] args)
    {
        if (args.Length > 1 && args[0] == "--judge")
            return JudgeFiles(args[1..]);
        if (args.Length == 2 && args[0] == "--print")
        {
            Console.WriteLine(int.TryParse(args[1], out int seed)
                ? FuzzProgram.File(ProgramWriter.Write(seed))
                : Batch.Generated(File.ReadAllText(args[1])));
            return 0;
        }
        int first = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
        string? folder = args.Length > 2 ? args[2] : null;
        Stopwatch watch = Stopwatch.StartNew();
        Dictionary<string, int> kinds = [];
        int wrong = 0;
        for (int start = first; start < first + count; start += BatchSize)
        {
            FuzzProgram[] programs = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(s => ProgramWriter.Write(s))];
            foreach (KeyValuePair<FuzzProgram, Finding> found in Batch.Judge(programs))
            {
                int seen = kinds[found.Value.Kind] = kinds.GetValueOrDefault(found.Value.Kind) + 1;
                if (found.Value.Kind is "invalid" or "ill-conditioned" or "primal throws"
                    || found.Value.Kind.StartsWith("refused", StringComparison.Ordinal))
                {
                    if (seen == 1)
                        Console.WriteLine($"{found.Key.TypeName} {found.Value.Kind}: {found.Value.Message}");
                    continue;
                }
                wrong++;
                Report(found.Key, found.Value, folder, shrink: seen <= 4);
            }
            Console.WriteLine($"-- {start - first + programs.Length} programs, {wrong} findings, {watch.Elapsed.TotalSeconds:F0} s");
        }
        foreach (KeyValuePair<string, int> kind in kinds.OrderByDescending(k => k.Value))
            Console.WriteLine($"{kind.Value,6}  {kind.Key}");
        return wrong == 0 ? 0 : 1;
    }

    private static int JudgeFiles(string[] paths)
    {
        int wrong = 0;
        foreach (string path in paths)
        {
            foreach (string line in Batch.JudgeFile(File.ReadAllText(path)))
            {
                Console.WriteLine($"{Path.GetFileName(path)}: {line}");
                wrong++;
            }
        }
        return wrong == 0 ? 0 : 1;
    }

    private static void Report(FuzzProgram program, Finding finding, string? folder, bool shrink)
    {
        Console.WriteLine($"{program.TypeName} {finding.Kind}: {finding.Message}");
        if (!shrink || finding.Kind == "hang")
            return;
        FuzzProgram small = Shrinker.Shrink(program, finding);
        if (folder is null)
            Console.WriteLine(small.Source());
        else
            File.WriteAllText(Path.Combine(folder, program.TypeName + ".cs"), $"// {finding.Kind}\n// {finding.Message.ReplaceLineEndings(" ")}\n{FuzzProgram.File(small)}");
    }
}
