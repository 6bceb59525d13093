using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Judging;

namespace Diff.Fuzz;

/// <summary>The command line; <c>dotnet test</c> runs a fixed sample of the same by <see cref="FuzzTests"/>.</summary>
internal static class Program
{
    private const int MostShrunk = 5;

    private static int Main(string[] args)
    {
        Option<int> programs = new("--programs") { Description = "How many programs to judge.", DefaultValueFactory = _ => 500 };
        Option<int> seed = new("--seed") { Description = "The seed of the first program.", DefaultValueFactory = _ => 1 };
        Option<DirectoryInfo?> folder = new("--folder") { Description = "Where to put failures, one file each; printed otherwise." };
        Option<bool> first = new("--stop") { Description = "Stop at the first failure." };
        Argument<FileInfo[]> files = new("files") { Description = "Files of annotated methods with [At(…)] points." };
        Argument<int> which = new("seed") { Description = "The program's seed." };
        Command judge = new("judge", "Judges hand-written files of corpus methods.") { files };
        Command print = new("print", "Prints the program of a seed.") { which };
        Command generate = new("generate", "Prints what Diff generates for a file.") { files };
        RootCommand root = new("Differentiates random programs and compares the derivatives with dual numbers and differences.")
        {
            programs, seed, folder, first, judge, print, generate,
        };
        root.SetAction(parsed => Fuzz(parsed.GetValue(seed), parsed.GetValue(programs), parsed.GetValue(folder), parsed.GetValue(first)));
        judge.SetAction(parsed => Judge(parsed.GetValue(files)!));
        print.SetAction(parsed => Console.WriteLine(FuzzProgram.File(ProgramWriter.Write(parsed.GetValue(which)))));
        generate.SetAction(parsed => Console.WriteLine(string.Join("\n", parsed.GetValue(files)!.Select(f => Batch.Generated(File.ReadAllText(f.FullName))))));
        return root.Parse(args).Invoke();
    }

    private static int Fuzz(int seed, int programs, DirectoryInfo? folder, bool stop)
    {
        Campaign campaign = new(Console.Out);
        CampaignResult result = campaign.Run(seed, programs, stop);
        folder?.Create();
        int shrunk = 0;
        HashSet<string> kinds = [];
        foreach ((FuzzProgram program, Finding finding) in result.Failures)
        {
            // One of each kind, and a few more: shrinking takes a minute.
            if (!kinds.Add(finding.Kind) && shrunk >= MostShrunk)
                continue;
            shrunk++;
            string file = Report.File(campaign.Shrink(program, finding), finding);
            if (folder is null)
                Console.WriteLine(file);
            else
                File.WriteAllText(Path.Combine(folder.FullName, program.TypeName + ".cs"), file);
        }
        Report.Summary(result, Console.Out);
        return result.Failures.Any() ? 1 : 0;
    }

    private static int Judge(FileInfo[] files)
    {
        int wrong = 0;
        foreach (FileInfo file in files)
        {
            foreach (string line in Batch.JudgeFile(File.ReadAllText(file.FullName)))
            {
                Console.WriteLine($"{file.Name}: {line}");
                wrong++;
            }
        }
        return wrong == 0 ? 0 : 1;
    }
}
