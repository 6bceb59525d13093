using System.Collections.Generic;
using System.Text;

namespace Diff.Fuzz.Generation;

/// <summary>A statement as text, with blocks in it.</summary>
/// <param name="Head">The statement, or what stands before the first block.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Between">What stands between the blocks.</param>
/// <param name="Tail">What stands behind the last block.</param>
internal sealed record Statement(string Head, Statement[][] Blocks, string Between = "else", string Tail = "")
{
    public static Statement Simple(string text) => new(text, []);

    public static void Write(IEnumerable<Statement> block, StringBuilder text, int indent)
    {
        foreach (Statement statement in block)
            statement.Write(text, indent);
    }

    /// <summary>A method as a member of its type.</summary>
    public static string Method(string signature, IEnumerable<Statement> body)
    {
        StringBuilder text = new();
        text.Append("    ").Append(signature).Append("\n    {\n");
        Write(body, text, 8);
        return text.Append("    }\n").ToString();
    }

    private void Write(StringBuilder text, int indent)
    {
        string margin = new(' ', indent);
        text.Append(margin).Append(Head).Append('\n');
        for (int i = 0; i < Blocks.Length; i++)
        {
            if (i > 0)
                text.Append(margin).Append(Between).Append('\n');
            text.Append(margin).Append("{\n");
            Write(Blocks[i], text, indent + 4);
            text.Append(margin).Append("}\n");
        }
        if (Tail.Length > 0)
            text.Append(margin).Append(Tail).Append('\n');
    }
}
