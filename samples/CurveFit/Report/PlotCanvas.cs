using System;
using Spectre.Console;

namespace CurveFit;

/// <summary>Characters to plot on: curves in the dots of Braille characters, eight to a character, and marks that cover them.</summary>
/// <param name="columns">The number of characters in a line.</param>
/// <param name="lines">The number of lines.</param>
/// <param name="unicode">Whether the output can show Braille; else a curve is drawn with points, one to a character.</param>
internal sealed class PlotCanvas(int columns, int lines, bool unicode)
{
    private const char NoDots = '\u2800';

    // The bits of a Braille character: two columns of four dots.
    private static readonly int[,] DotBits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private readonly int[,] _dots = new int[lines, columns];
    private readonly char[,] _marks = new char[lines, columns];
    private readonly Style?[,] _styles = new Style?[lines, columns];

    /// <summary>The number of dots in a line.</summary>
    public int DotColumns => columns * DotsAcross;

    /// <summary>The number of dots from bottom to top.</summary>
    public int DotRows => lines * DotsUp;

    private int DotsAcross => unicode ? 2 : 1;

    private int DotsUp => unicode ? 4 : 1;

    /// <summary>Sets a dot of a curve. What is outside is left out.</summary>
    /// <param name="column">The column of dots.</param>
    /// <param name="row">The row of dots, from the top.</param>
    public void Dot(int column, int row)
    {
        if (column >= 0 && column < DotColumns && row >= 0 && row < DotRows)
            _dots[row / DotsUp, column / DotsAcross] |= unicode ? DotBits[column % 2, row % 4] : 1;
    }

    /// <summary>Sets a mark over the curve.</summary>
    /// <param name="column">The column of dots.</param>
    /// <param name="row">The row of dots, from the top.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="style">Its style.</param>
    public void Mark(int column, int row, char mark, Style style)
    {
        int line = Math.Clamp(row / DotsUp, 0, lines - 1);
        int character = Math.Clamp(column / DotsAcross, 0, columns - 1);
        _marks[line, character] = mark;
        _styles[line, character] = style;
    }

    /// <summary>Adds a line to a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line.</param>
    /// <param name="curve">The style of the curve.</param>
    public void Write(Paragraph text, int line, Style curve)
    {
        for (int column = 0; column < columns; column++)
        {
            char mark = _marks[line, column];
            int dots = _dots[line, column];
            char drawn = dots == 0 ? ' ' : unicode ? (char)(NoDots + dots) : '.';
            text.Append((mark == default ? drawn : mark).ToString(), mark == default ? curve : _styles[line, column]);
        }
    }
}
