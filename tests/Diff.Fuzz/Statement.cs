using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Diff.Fuzz;

/// <summary>A statement as text, with blocks where it has them: what the shrinker can take away or unwrap.</summary>
/// <param name="Head">The statement, or what stands in front of the first block.</param>
/// <param name="Blocks">Nothing for a simple statement.</param>
/// <param name="Between">What stands between the blocks.</param>
/// <param name="Tail">What stands behind the last block.</param>
internal sealed record Statement(string Head, Statement[][] Blocks, string Between = "else", string Tail = "")
{
    public static Statement Simple(string text) => new(text, []);

    public int Count => 1 + Blocks.Sum(b => b.Sum(s => s.Count));

    /// <summary>Every sequence that has one change less work to do: a statement gone, or replaced by one of its blocks.</summary>
    public static IEnumerable<Statement[]> Smaller(Statement[] block)
    {
        for (int i = block.Length - 1; i >= 0; i--)
        {
            yield return [.. block[..i], .. block[(i + 1)..]];
            foreach (Statement[] inner in block[i].Blocks)
                yield return [.. block[..i], .. inner, .. block[(i + 1)..]];
            for (int b = 0; b < block[i].Blocks.Length; b++)
            {
                foreach (Statement[] smaller in Smaller(block[i].Blocks[b]))
                {
                    Statement[][] blocks = [.. block[i].Blocks];
                    blocks[b] = smaller;
                    yield return [.. block[..i], block[i] with { Blocks = blocks }, .. block[(i + 1)..]];
                }
            }
        }
    }

    public static void Write(IEnumerable<Statement> block, StringBuilder text, int indent)
    {
        foreach (Statement statement in block)
            statement.Write(text, indent);
    }

    private void Write(StringBuilder text, int indent)
    {
        string margin = new(' ', indent);
        text.Append(margin).AppendLine(Head);
        for (int i = 0; i < Blocks.Length; i++)
        {
            if (i > 0)
                text.Append(margin).AppendLine(Between);
            text.Append(margin).AppendLine("{");
            Write(Blocks[i], text, indent + 4);
            text.Append(margin).AppendLine("}");
        }
        if (Tail.Length > 0)
            text.Append(margin).AppendLine(Tail);
    }
}
