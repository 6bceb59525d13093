using System;
using System.Globalization;
using System.Text;

namespace Diff.Generator.Tests.IR;

/// <summary>Reads the words of IR text one after the other.</summary>
/// <param name="text">The text.</param>
internal sealed class IrScanner(string text)
{
    private int _position;

    /// <summary>Takes a sign or a word if it comes next; a word must end there.</summary>
    public bool TryTake(string token)
    {
        int before = _position;
        SkipBlank();
        int end = _position + token.Length;
        bool isNext = string.CompareOrdinal(text, _position, token, 0, token.Length) == 0
            && !(IsWord(token[^1]) && char.IsLetter(token[0]) && end < text.Length && IsWord(text[end]));
        // What is not taken leaves a comment in front of it for TakeComment.
        _position = isNext ? end : before;
        return isNext;
    }

    public void Take(string token)
    {
        if (!TryTake(token))
            throw Wrong($"expected {token}");
    }

    /// <summary>Whether a sign comes next.</summary>
    public bool IsAt(char sign)
    {
        int before = _position;
        SkipBlank();
        bool isNext = _position < text.Length && text[_position] == sign;
        _position = before;
        return isNext;
    }

    /// <summary>Whether a sign comes next on the same line.</summary>
    public bool IsAtOnLine(char sign)
    {
        int position = _position;
        while (position < text.Length && text[position] == ' ')
            position++;
        return position < text.Length && text[position] == sign;
    }

    public bool IsAtEnd()
    {
        SkipBlank();
        return _position == text.Length;
    }

    /// <summary>A word of letters, digits, underscores, dots, plus and minus: a mnemonic or a number.</summary>
    public string TakeWord()
    {
        SkipBlank();
        int start = _position;
        while (_position < text.Length && IsWord(text[_position]))
            _position++;
        return _position > start ? text[start.._position] : throw Wrong("expected a word");
    }

    public long TakeInteger()
    {
        string word = TakeWord();
        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Wrong($"expected an integer, not {word}");
    }

    /// <summary>An identifier: a word without dots.</summary>
    public string TakeIdentifier()
    {
        SkipBlank();
        int start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
            _position++;
        return _position > start ? text[start.._position] : throw Wrong("expected an identifier");
    }

    public string TakeString()
    {
        Take("\"");
        StringBuilder content = new();
        for (; _position < text.Length && text[_position] != '"'; _position++)
            content.Append(text[_position] == '\\' ? Escaped(text[++_position]) : text[_position]);
        _position++;
        return content.ToString();
    }

    /// <summary>The comment behind an operation on its line, or null.</summary>
    public string? TakeComment()
    {
        while (_position < text.Length && text[_position] is ' ' or '\r')
            _position++;
        if (string.CompareOrdinal(text, _position, "//", 0, 2) != 0)
            return null;
        int end = text.IndexOf('\n', _position);
        end = end < 0 ? text.Length : end;
        string comment = text[(_position + 2)..end];
        _position = end;
        if (comment is "?")
            return "";
        StringBuilder quote = new();
        for (int i = comment.StartsWith(' ') ? 1 : 0; i < comment.Length; i++)
            quote.Append(comment[i] == '\\' ? Escaped(comment[++i]) : comment[i]);
        return quote.ToString();
    }

    public FormatException Wrong(string what)
    {
        int start = Math.Max(0, _position - 60);
        return new FormatException($"{what} at: {text[start.._position]}⟨here⟩{text[_position..Math.Min(text.Length, _position + 30)]}");
    }

    private static char Escaped(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => c,
    };

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '+';

    private void SkipBlank()
    {
        while (_position < text.Length)
        {
            if (char.IsWhiteSpace(text[_position]))
                _position++;
            else if (string.CompareOrdinal(text, _position, "//", 0, 2) == 0)
                _position = text.IndexOf('\n', _position) is int end and >= 0 ? end : text.Length;
            else
                return;
        }
    }
}
