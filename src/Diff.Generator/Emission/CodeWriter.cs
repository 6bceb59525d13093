using System;
using System.Text;

namespace Diff.Generator.Emission;

/// <summary>Lines of C# with indentation, none of them too long to be read; always <c>\n</c>.</summary>
internal sealed class CodeWriter
{
    private const int Widest = 120;

    private static readonly string[] s_operators = [" + ", " - ", " * ", " / ", " && ", " || ", " ? ", " : ", " => ", " = "];

    private readonly StringBuilder _text = new();
    private int _indentation;
    private bool _afterOpening = true;
    private bool _afterClosing;

    /// <summary>Columns that are left in a line.</summary>
    public int Width => Widest - (4 * _indentation);

    /// <summary>Writes a statement or declaration, broken behind commas or before operators where it is too long.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            if (!_afterOpening)
            {
                _text.Append('\n');
                _afterOpening = true;
                _afterClosing = false;
            }

            return;
        }

        Separate(line);
        string indentation = new(' ', 4 * _indentation);
        while (line.Length > Widest - indentation.Length && FindBreak(line, Widest - indentation.Length) is > 0 and int end)
        {
            _text.Append(indentation).Append(line, 0, end).Append('\n');
            line = line.Substring(end).TrimStart();
            indentation = new string(' ', 4 * (_indentation + 1));
        }

        _text.Append(indentation).Append(line).Append('\n');
        _afterOpening = false;
    }

    /// <summary>Writes a line that is not broken, however long it is.</summary>
    public void Whole(string line) => Raw(line);

    /// <summary>Writes a comment, broken between words where it is too long.</summary>
    /// <param name="marker">What every line starts with: <c>//</c> or <c>///</c>.</param>
    /// <param name="text">The comment.</param>
    public void Comment(string marker, string text)
    {
        int hanging = text.Length - text.TrimStart().Length;
        string lead = marker + " ";
        string next = marker + new string(' ', hanging + (hanging > 0 ? 3 : 1));
        while (lead.Length + text.Length > Width)
        {
            int space = text.LastIndexOf(' ', Math.Min(text.Length - 1, Width - lead.Length));
            while (space > hanging && marker == "///" && IsInsideTag(text, space))
            {
                space = text.LastIndexOf(' ', space - 1);
            }

            if (space <= hanging)
            {
                break;
            }

            Raw(lead + text.Substring(0, space));
            text = text.Substring(space + 1);
            lead = next;
            hanging = 0;
        }

        Raw((lead + text).TrimEnd());
    }

    /// <summary>Opens a block in braces, closed when the result is disposed of.</summary>
    public IDisposable Block()
    {
        Line("{");
        _indentation++;
        _afterOpening = true;
        return new Closing(this);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An empty line between a block and what follows it.</summary>
    private void Separate(string next)
    {
        bool belongsToBlock = next[0] == '}' || next.StartsWith("else", StringComparison.Ordinal) || next.StartsWith("finally", StringComparison.Ordinal);
        if (_afterClosing && !belongsToBlock)
        {
            _text.Append('\n');
        }

        _afterClosing = false;
    }

    private void Raw(string line)
    {
        Separate(line);
        _text.Append(' ', 4 * _indentation).Append(line).Append('\n');
        _afterOpening = false;
    }

    private static bool IsInsideTag(string text, int position) =>
        text.LastIndexOf('<', position) > text.LastIndexOf('>', position);

    /// <summary>The last place in a line, not inside a string, where it may be broken; in its first third only if there is none behind.</summary>
    private static int FindBreak(string line, int width)
    {
        int best = -1;
        bool isString = false;
        for (int i = 0; i < line.Length && i < width; i++)
        {
            char c = line[i];
            if (c == '"' && (i == 0 || line[i - 1] != '\\'))
            {
                isString = !isString;
            }

            if (isString)
            {
                continue;
            }

            if (c == ',' && i + 1 < line.Length && line[i + 1] == ' ')
            {
                best = i + 1;
            }
            else if (c == ' ' && Array.Exists(s_operators, o => string.CompareOrdinal(line, i, o, 0, o.Length) == 0))
            {
                best = i;
            }
            else if (c == '/' && i + 1 < line.Length && line[i + 1] == '/')
            {
                // A comment behind the statement stays in its line.
                break;
            }
        }

        return best;
    }

    private sealed class Closing(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._indentation--;
            if (writer._afterOpening && writer._text.Length > 1 && writer._text[writer._text.Length - 2] == '\n')
            {
                writer._text.Length--;
            }

            writer.Line("}");
            writer._afterClosing = true;
        }
    }
}
