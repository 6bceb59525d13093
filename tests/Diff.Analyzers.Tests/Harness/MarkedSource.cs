using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Analyzers.Tests.Harness;

/// <summary>Source with <c>[|…|]</c> around what must be reported.</summary>
/// <param name="Text">The source without the marks.</param>
/// <param name="Spans">What was marked, in order.</param>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new();
        List<TextSpan> spans = [];
        Stack<int> open = new();
        for (int i = 0; i < marked.Length; i++)
        {
            if (string.CompareOrdinal(marked, i, "[|", 0, 2) == 0)
            {
                open.Push(text.Length);
                i++;
            }
            else if (string.CompareOrdinal(marked, i, "|]", 0, 2) == 0)
            {
                int start = open.Pop();
                spans.Add(TextSpan.FromBounds(start, text.Length));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return new MarkedSource(text.ToString(), spans);
    }
}
