using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Judging;

namespace Diff.Fuzz.Shrinking;

/// <summary>Makes a program simpler for as long as the same is wrong with it.</summary>
internal sealed class Shrinker
{
    private const int Width = 24;

    // A program that does not end keeps its thread.
    private const int MostHangs = 4;

    private readonly Batch _batch;
    private int _hangs;

    public Shrinker(Batch batch)
    {
        _batch = batch;
    }

    public FuzzProgram Shrink(FuzzProgram program, Finding finding)
    {
        string family = Family(finding);
        FuzzProgram before;
        do
        {
            // What failed once is left alone until everything else was tried.
            before = program;
            HashSet<string> tried = [];
            while (Next(program, family, tried) is FuzzProgram better)
                program = better;
        }
        while (program != before && _hangs < MostHangs);
        return program;
    }

    private FuzzProgram? Next(FuzzProgram program, string family, HashSet<string> tried)
    {
        IEnumerable<Reduction> open = Reductions.Of(program).Where(r => !tried.Contains(r.Change)).DistinctBy(r => r.Change).OrderBy(r => Size(r.Program));
        foreach (Reduction[] chunk in open.Chunk(Width))
        {
            if (_hangs >= MostHangs)
                return null;
            // Each candidate gets a type name of its own while they are compiled together.
            FuzzProgram[] numbered = [.. chunk.Select((c, i) => c.Program with { Seed = 1_000_000 + i })];
            Dictionary<FuzzProgram, Finding> findings = _batch.Judge(numbered);
            _hangs += findings.Values.Count(f => f.Kind == "hang");
            for (int i = 0; i < chunk.Length; i++)
            {
                tried.Add(chunk[i].Change);
                if (findings.TryGetValue(numbered[i], out Finding? found) && Family(found) == family)
                    return chunk[i].Program;
            }
        }
        return null;
    }

    private static int Size(FuzzProgram program) =>
        program.Main.Length + program.Helpers.Length + program.Points.Sum(p => p.Length) + program.Disabled;

    /// <summary>What must stay the same: that numbers are wrong, whichever member shows it first.</summary>
    private static string Family(Finding finding) => finding.Kind.StartsWith("wrong", StringComparison.Ordinal) || finding.Kind.StartsWith("throwing", StringComparison.Ordinal)
        ? finding.Kind.Split(' ')[0]
        : finding.Gravity + finding.Kind;
}
