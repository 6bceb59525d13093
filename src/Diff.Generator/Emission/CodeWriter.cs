using System;
using System.Text;

namespace Diff.Generator.Emission;

/// <summary>Lines of C# with indentation; always <c>\n</c>.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indentation;
    private bool _afterOpening = true;

    /// <summary>Writes a line; an empty one only where it separates something.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            if (!_afterOpening)
            {
                _text.Append('\n');
                _afterOpening = true;
            }

            return;
        }

        _text.Append(' ', 4 * _indentation).Append(line).Append('\n');
        _afterOpening = false;
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
        }
    }
}
