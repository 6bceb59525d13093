using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz;

/// <summary>Takes statements away for as long as the finding stays the same.</summary>
internal static class Shrinker
{
    private const int Rounds = 60;
    private const int Width = 40;

    public static FuzzProgram Shrink(FuzzProgram program, Finding finding)
    {
        for (int round = 0; round < Rounds; round++)
        {
            FuzzProgram? better = Candidates(program)
                .OrderBy(c => c.Size)
                .Chunk(Width)
                .Select(chunk => Surviving(chunk, finding))
                .FirstOrDefault(p => p is not null);
            if (better is null)
                break;
            program = better;
        }
        return program;
    }

    private static FuzzProgram? Surviving(FuzzProgram[] chunk, Finding finding)
    {
        // Each candidate gets a type name of its own while they are compiled together.
        FuzzProgram[] numbered = [.. chunk.Select((c, i) => c with { Seed = 1_000_000 + i })];
        Dictionary<FuzzProgram, Finding> findings = Batch.Judge(numbered);
        int best = System.Array.FindIndex(numbered, c => findings.TryGetValue(c, out Finding? found) && found.Kind == finding.Kind);
        return best < 0 ? null : chunk[best];
    }

    private static IEnumerable<FuzzProgram> Candidates(FuzzProgram program)
    {
        for (int i = 0; i < program.Helpers.Length; i++)
        {
            yield return program with { Helpers = [.. program.Helpers[..i], .. program.Helpers[(i + 1)..]] };
            foreach (Statement[] body in Statement.Smaller(program.Helpers[i].Body))
            {
                FuzzMethod[] helpers = [.. program.Helpers];
                helpers[i] = helpers[i] with { Body = body };
                yield return program with { Helpers = helpers };
            }
        }
        foreach (Statement[] body in Statement.Smaller(program.Main.Body))
            yield return program with { Main = program.Main with { Body = body } };
        if (program.Points.Length > 1)
        {
            foreach (string point in program.Points)
                yield return program with { Points = [point] };
        }
        if (program.Disabled != 0)
            yield return program with { Disabled = 0 };
    }
}
