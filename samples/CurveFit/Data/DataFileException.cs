using System;
using System.Globalization;

namespace CurveFit;

/// <summary>A file of points cannot be used. The message names the file, the place and what was expected there.</summary>
internal sealed class DataFileException : Exception
{
    /// <summary>Says what is wrong with a file as a whole.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    public DataFileException(string file, string problem)
        : base($"{file}: {problem}")
    {
    }

    /// <summary>Says what is wrong in a line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    public DataFileException(string file, int line, string problem)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {problem}"))
    {
    }

    /// <summary>Says what is wrong in a column of a line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    public DataFileException(string file, int line, int column, string problem)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}, column {column}: {problem}"))
    {
    }
}
